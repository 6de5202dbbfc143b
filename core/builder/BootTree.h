// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tree/FileTree.h"
#include "core/wim/BootImage.h"

#include <QDateTime>
#include <QStringList>

namespace bootwright {

//! What firmware needs to start a boot image: the boot files of the medium and the two El Torito images.
struct BootTree
{
    FileTree tree;
    QByteArray
        biosBoot; //!< El Torito image for BIOS; empty when the boot image has no BIOS boot manager
    QByteArray efiBoot;                       //!< El Torito image for UEFI
    SignerChoice signer = SignerChoice::Auto; //!< whose boot managers they are
    QStringList warnings;
};

//! Takes the boot files out of \a image and makes what it has not: the BCD stores and, unless the boot
//! image brings its own, the El Torito images. \a bootSdiFile may be empty. \a fatSerial names the FAT
//! file system inside the UEFI boot image.
Result<BootTree> bootTree(const BootImage &image,
                          SignerChoice signer,
                          const QString &bootSdiFile,
                          quint32 fatSerial,
                          const QDateTime &now);

} // namespace bootwright
