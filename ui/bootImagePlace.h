// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaDraft.h"

#include <QLocale>

namespace bootwright {

// Where the boot image of a draft is, seen from this computer.

//! It comes from a site, and is kept on this computer then.
bool isOfSite(const MediaDraft &draft);
//! It has to be fetched before anybody can look into it.
bool isFarBootImage(const MediaDraft &draft);
//! Tells one such place from another; not for people.
QString bootImagePlace(const MediaDraft &draft);
//! Why nothing is known of a far one yet, and when it is fetched; \a size in bytes as the site says, or 0.
QString fetchOfferText(const MediaDraft &draft, quint64 size, const QLocale &locale);

} // namespace bootwright
