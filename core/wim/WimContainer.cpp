// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/WimContainer.h"

#include "core/base/Tr.h"
#include "core/base/Units.h"

namespace bootwright {

namespace {

// Far above what any real file has; they bound the memory that a forged one can ask for.
constexpr quint64 largestBlobTable = 64_MiB;
constexpr quint64 largestXml = 16_MiB;
constexpr quint64 largestMetadata = 256_MiB;

//! Header and XML.
Result<void> readHead(WimContainer &wim)
{
    const auto bytes = wim.file.readAt(0, std::min(wim.file.size(), quint64(wimHeaderSize)));
    if (!bytes)
        return bytes.error();
    auto header = parseWimHeader(*bytes, wim.file.size());
    if (!header)
        return header.error();
    wim.header = std::move(*header);
    auto xml = readWimResource(wim.file, wim.header.xml, wim.codec(), {}, largestXml);
    if (!xml)
        return xml.error();
    wim.xml = std::move(*xml);
    auto images = parseWimXml(wim.xml, wim.header.imageCount);
    if (!images)
        return images.error();
    wim.images = std::move(*images);
    return {};
}

Result<void> readIntegrity(WimContainer &wim)
{
    const auto &resource = wim.header.integrity;
    if (resource == WimResource())
        return {};
    const auto bytes = readWimResource(wim.file, resource, wim.codec(), {}, largestIntegrityTable);
    if (!bytes)
        return bytes.error();
    auto integrity = parseWimIntegrity(*bytes, wim.header.blobTable.end());
    if (!integrity)
        return integrity.error();
    wim.integrity = std::move(*integrity);
    return {};
}

Result<void> readBlobs(WimContainer &wim)
{
    const auto table =
        readWimResource(wim.file, wim.header.blobTable, wim.codec(), {}, largestBlobTable);
    if (!table)
        return table.error();
    auto blobs = parseWimBlobs(*table, wim.header.part, wim.file.size());
    if (!blobs)
        return blobs.error();
    wim.blobs = std::move(*blobs);
    for (qsizetype i = 0; i < wim.blobs.size(); ++i) {
        const auto &blob = wim.blobs[i];
        if (blob.resource.isMetadata()) {
            if (blob.references > 1)
                return damagedWim(
                    QStringLiteral("metadata with %1 references").arg(blob.references));
            if (blob.references == 1) // without: left over by old tools
                wim.metadataBlobs.append(i);
        } else if (blob.part == wim.header.part && blob.resource.size != 0 && !isZero(blob.sha1)
                   && !wim.contentBlobs.contains(blob.sha1)) {
            wim.contentBlobs.insert(blob.sha1, i);
        }
    }
    if (wim.metadataBlobs.size() != wim.header.imageCount)
        return damagedWim(QStringLiteral("%1 metadata resources for %2 images")
                              .arg(wim.metadataBlobs.size())
                              .arg(wim.header.imageCount));
    return {};
}

//! Windows' boot manager trusts the header, so a medium would boot something else than what we show.
Result<void> checkBoot(const WimContainer &wim)
{
    if (wim.header.bootIndex == 0)
        return {};
    const auto &metadata = wim.blobs[wim.metadataBlobs[wim.header.bootIndex - 1]].resource;
    if (wim.header.bootMetadata == metadata)
        return {};
    return damagedWim(QStringLiteral("boot metadata at %1, not at %2")
                          .arg(wim.header.bootMetadata.offset)
                          .arg(metadata.offset));
}

} // namespace

Result<WimContainer> WimContainer::read(const WimFile &file)
{
    WimContainer wim;
    wim.file = file;
    if (const auto done = readHead(wim); !done)
        return done.error();
    if (const auto done = readBlobs(wim); !done)
        return done.error();
    if (const auto good = checkBoot(wim); !good)
        return good.error();
    if (const auto done = readIntegrity(wim); !done)
        return done.error();
    return wim;
}

Result<WimContainer> WimContainer::readHeadOf(const WimFile &file)
{
    WimContainer wim;
    wim.file = file;
    if (const auto done = readHead(wim); !done)
        return done.error();
    return wim;
}

const WimBlob *WimContainer::content(const QByteArray &sha1) const
{
    const auto found = contentBlobs.constFind(sha1);
    return found == contentBlobs.cend() ? nullptr : &blobs[*found];
}

Result<WimMetadata> WimContainer::metadata(int index) const
{
    const auto &blob = blobs[metadataBlobs[index - 1]];
    const auto bytes = readWimResource(file, blob.resource, codec(), blob.sha1, largestMetadata);
    if (!bytes)
        return bytes.error();
    auto metadata = parseWimMetadata(*bytes);
    if (!metadata)
        return metadata.error();
    for (auto &entry : metadata->entries) {
        if (const auto *blobOfEntry = content(entry.sha1))
            entry.size = blobOfEntry->resource.size;
    }
    return metadata;
}

std::shared_ptr<ContentWatch> WimContainer::integrityWatch() const
{
    if (!integrity)
        return {};
    return std::make_shared<HashedRangesWatch>(hashedRanges(*integrity), integrityError());
}

Error WimContainer::integrityError() const
{
    return Error{
        Error::Kind::Corrupt,
        Tr::tr("Cannot use \"%1\". Its contents do not match its integrity table: the file "
               "is damaged. Get a new copy of it.")
            .arg(file.name()),
        {}};
}

} // namespace bootwright
