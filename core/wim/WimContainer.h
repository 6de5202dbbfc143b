// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wim/WimFile.h"
#include "core/wim/WimFormat.h"
#include "core/wim/WimIntegrity.h"
#include "core/wim/WimMetadata.h"
#include "core/wim/WimResourceReader.h"
#include "core/wim/WimXml.h"

#include <QHash>

#include <optional>

namespace bootwright {

//! A WIM file without the trees of its images: header, blob table, XML and integrity table, read and
//! checked against each other. Each image has exactly one live metadata blob.
struct WimContainer
{
    WimFile file;
    WimHeader header;
    QList<WimBlob> blobs;
    QByteArray xml; //!< the bytes of the resource
    QList<WimImage> images;
    std::optional<WimIntegrity> integrity;
    QList<qsizetype> metadataBlobs;            //!< of image 1, 2, …: where in blobs
    QHash<QByteArray, qsizetype> contentBlobs; //!< SHA-1 → where in blobs

    //! Only header, xml and images, which are a few KiB; errors as read().
    static Result<WimContainer> readHeadOf(const WimFile &file);
    //! The messages of errors speak of "it"; the caller puts the name before.
    static Result<WimContainer> read(const WimFile &file);

    WimCodec codec() const { return {header.compression, header.chunkSize}; }
    //! The blob of a content, or null.
    const WimBlob *content(const QByteArray &sha1) const;
    //! The tree of image \a index, which is there. Corrupt.
    Result<WimMetadata> metadata(int index) const;
    //! A new watch for the whole file that compares the integrity table; null if there is none.
    std::shared_ptr<ContentWatch> integrityWatch() const;
    Error integrityError() const;
};

} // namespace bootwright
