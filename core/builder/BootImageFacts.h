// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/recipe/MediaDraft.h"
#include "core/wim/BootImage.h"

namespace bootwright {

class ShareCopies;

//! What people want to know of a boot image before they make media from it: plain values, no open file.
struct BootImageFacts
{
    QString name;
    Architecture architecture = Architecture::X64;
    QString version; //!< of Windows PE, "10.0.26100.1"
    QString language;
    quint64 size = 0;    //!< bytes of the file
    QStringList drivers; //!< INF names
    QList<BootLoader> loaders;
    bool startsOnBios = false;
    bool startsFrom2011 = false; //!< it has a UEFI boot manager of that signer
    bool startsFrom2023 = false;
};

BootImageFacts factsOf(const BootImage &image);

//! Opens the boot image that \a draft names, fetched from its site or share if need be, as \a access says.
//! \a copies are those of reachInputs().
//! Errors: those of reachInputs(), Site::bootImageFile() and BootImage::open(); InvalidInput when none is named.
Result<BootImageFacts> readBootImageFacts(const MediaDraft &draft,
                                          SiteAccess access,
                                          Control &control,
                                          ShareCopies *copies = nullptr);

} // namespace bootwright
