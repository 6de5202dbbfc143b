// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bcd/BcdStore.h"
#include "core/image/ElTorito.h"
#include "core/image/Gpt.h"
#include "core/image/readImage.h"
#include "core/wim/LoaderFacts.h"

#include <optional>

namespace bootwright {

//! What firmware takes a medium for: a CD or DVD, or a stick or other disk.
enum class MediaLife { Disc, Disk };

//! A boot loader for UEFI on a medium.
struct FoundLoader
{
    //! Where it lies; a path is not enough, because a disc has a file system for firmware alone.
    enum class Place { Files, ElTorito, Partition };

    Place place = Place::Files;
    QString path;         //!< in its file system
    QString architecture; //!< x86, x64 or arm64; empty: another, or none
    quint64 size = 0;     //!< bytes
    LoaderSignature signature;
    QString
        problem; //!< a sentence: why it could not be read; then nothing is known of its signature
};

//! A boot configuration data store (BCD) on a medium, in words.
struct FoundStore
{
    struct Entry
    {
        QString description;
        QString image;  //!< the WIM that a RAM disk is made of, with '\'; empty: no RAM disk
        QString sdi;    //!< the file with the empty RAM disk, with '\'
        QString loader; //!< inside the RAM disk, with '\'
        bool isDefault = false;

        bool operator==(const Entry &) const = default;
    };

    QString path;
    Firmware firmware = Firmware::Uefi;
    std::optional<quint64> timeout; //!< seconds that the menu waits
    std::vector<Entry> entries;     //!< of the menu; a single one is started at once
    QString problem;                //!< a sentence: why it could not be read
};

//! One way to start a computer from a medium.
struct MediaStart
{
    MediaLife life = MediaLife::Disc;
    Firmware firmware = Firmware::Uefi;
    QString architecture; //!< of UEFI

    bool operator==(const MediaStart &) const = default;
};

//! How a medium starts computers. What cannot be read is told in it and is no error.
struct MediaBoot
{
    std::vector<BootCatalogEntry> catalog; //!< El Torito
    PartitionTable partitions;
    std::vector<FoundLoader> loaders;
    std::vector<FoundStore> stores;
    std::vector<MediaStart> starts;

    //! By \a firmware, whether as disc or as disk.
    bool startsBy(Firmware firmware) const;
};

//! Of an image whose visible files are those of \a volume.
MediaBoot readMediaBoot(const ImageSource &image, const Volume &volume);
//! Of a folder whose files are on a stick, or could be.
MediaBoot readMediaBoot(const FileTree &folder);

//! "BOOTX64.EFI" → "x64"; empty for a file that firmware does not look for on removable media.
QString architectureOfLoader(const QString &fileName);

} // namespace bootwright
