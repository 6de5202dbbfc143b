// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/Site.h"

namespace bootwright {

//! The management point \a url, what \a site calls it, and why it does not go with a certificate of \a type, if so.
QString managementPointText(const QString &url, const SiteFacts &site, CertificateType type);

} // namespace bootwright
