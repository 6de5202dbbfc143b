// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/MediaWizard.h"

namespace bootwright {

//! What there is to know about a page beyond what stands on it, as HTML.
QString helpText(MediaWizard::PageId page);

} // namespace bootwright
