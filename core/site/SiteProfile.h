// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/site/SiteFacts.h"

#include <QByteArray>
#include <QByteArrayView>

namespace bootwright {

//! Site facts as a JSON file (docs/formats/site-profile.md). It is read strictly, an unknown key or a
//! wrong type is refused, and it has no place for a secret.

//! Reads the profile at \a path: NotFound, AccessDenied, InvalidInput with the JSON path.
Result<SiteFacts> readProfile(const QString &path);
//! Paths in \a json are relative to \a folder.
Result<SiteFacts> parseProfile(QByteArrayView json, const QString &folder);
//! The JSON of \a facts; files below \a folder get a relative path. Same facts, same bytes.
QByteArray writeProfile(const SiteFacts &facts, const QString &folder);

} // namespace bootwright
