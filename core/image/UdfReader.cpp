// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/TreeReader.h"
#include "core/image/Udf.h"
#include "core/image/UdfField.h"

#include <algorithm>
#include <optional>

// The structures are described in Udf.cpp and UdfVolume.cpp.

namespace bootwright {

using namespace udf;

namespace {

constexpr quint32 kMostSequenceSectors = 256;
constexpr quint64 kLargestFolder = 64_MiB;

//! What leads to the files.
struct Volume
{
    QString label;
    quint64 partitionStart = 0;  //!< sectors
    quint64 partitionBlocks = 0; //!< blocks
    quint32 fileSetBlock = 0;
};

//! Where the content of a file or folder lies.
struct Piece
{
    quint64 offset = 0; //!< bytes in the image; meaningless for zeros
    quint64 size = 0;
    bool isZeros = false;
};

struct Entry
{
    bool isFolder = false;
    quint64 size = 0;
    QByteArray embedded;
    std::vector<Piece> pieces;
};

Error notUdf()
{
    return {Error::Kind::NotFound, Tr::tr("The image holds no UDF file system."), {}};
}

Error otherUdf(const QString &what)
{
    return {Error::Kind::Unsupported,
            Tr::tr("The image holds a UDF file system of a kind that cannot be read."),
            what};
}

Result<QByteArray> readBlock(const ImageSource &source, quint64 sector)
{
    return source.read(sector * kBlock, kBlock);
}

std::optional<QByteArray> findAnchor(const ImageSource &source)
{
    const auto sectors = source.size() / kBlock;
    for (const auto sector : {quint64(256), sectors - 257, sectors - 1}) {
        if (sector >= sectors)
            continue;
        const auto bytes = readBlock(source, sector);
        if (bytes && hasTag(*bytes, Tag::Anchor))
            return *bytes;
    }
    return {};
}

Result<void> takeLogicalVolume(QByteArrayView bytes, Volume &volume)
{
    if (le<quint32>(bytes, 212) != kBlock || le<quint32>(bytes, 268) != 1 || bytes[440] != 1)
        return otherUdf(QStringLiteral("block size or partition map"));
    volume.label = fromDstring(bytes.sliced(84, 128));
    volume.fileSetBlock = le<quint32>(bytes, 252);
    return {};
}

//! The volume that the sequence of \a sectors at \a first describes.
Result<Volume> readSequence(const ImageSource &source, quint64 first, quint64 sectors)
{
    Volume volume;
    bool hasPartition = false;
    bool hasVolume = false;
    for (quint64 i = 0; i < std::min<quint64>(sectors, kMostSequenceSectors); ++i) {
        const auto bytes = readBlock(source, first + i);
        if (!bytes)
            return bytes.error();
        if (hasTag(*bytes, Tag::Terminating))
            break;
        if (hasTag(*bytes, Tag::Partition)) {
            volume.partitionStart = le<quint32>(*bytes, 188);
            volume.partitionBlocks = le<quint32>(*bytes, 192);
            hasPartition = true;
        }
        if (hasTag(*bytes, Tag::LogicalVolume)) {
            if (const auto taken = takeLogicalVolume(*bytes, volume); !taken)
                return taken.error();
            hasVolume = true;
        }
    }
    if (!hasPartition || !hasVolume)
        return corruptImage(QStringLiteral("UDF volume sequence at sector %1").arg(first));
    return volume;
}

Result<Volume> readVolume(const ImageSource &source)
{
    const auto anchor = findAnchor(source);
    if (!anchor)
        return notUdf();
    const auto main =
        readSequence(source, le<quint32>(*anchor, 20), le<quint32>(*anchor, 16) / kBlock);
    if (main || main.error().kind == Error::Kind::Unsupported)
        return main;
    return readSequence(source, le<quint32>(*anchor, 28), le<quint32>(*anchor, 24) / kBlock);
}

//! Reads file entries and the contents of folders of one volume.
class UdfFiles
{
public:
    UdfFiles(const ImageSource &source, const Volume &volume)
        : m_source(source)
        , m_volume(volume)
        , m_tree(source)
    {}

    Result<void> read()
    {
        const auto fileSet = block(m_volume.fileSetBlock);
        if (!fileSet)
            return fileSet.error();
        if (!hasTag(*fileSet, Tag::FileSet))
            return corruptImage(QStringLiteral("UDF file set"));
        if (const auto added = m_tree.addRoot(le<quint32>(*fileSet, 404), 0); !added)
            return added.error();
        while (m_tree.hasFolder()) {
            if (const auto done = readFolder(m_tree.takeFolder()); !done)
                return done;
        }
        return {};
    }
    TreeReader &tree() { return m_tree; }

private:
    Result<QByteArray> block(quint64 number) const
    {
        if (number >= m_volume.partitionBlocks)
            return corruptImage(QStringLiteral("UDF block %1 is outside").arg(number));
        return readBlock(m_source, m_volume.partitionStart + number);
    }

    Result<Entry> entryAt(quint64 number) const
    {
        const auto bytes = block(number);
        if (!bytes)
            return bytes.error();
        const auto isExtended = hasTag(*bytes, Tag::ExtendedFile);
        if (!isExtended && !hasTag(*bytes, Tag::File))
            return corruptImage(QStringLiteral("UDF file entry at block %1").arg(number));
        const qsizetype head = isExtended ? 216 : 176;
        const auto skipped = quint64(le<quint32>(*bytes, head - 8));
        const auto used = quint64(le<quint32>(*bytes, head - 4));
        if (!fits(quint64(head) + skipped, used, kBlock))
            return corruptImage(QStringLiteral("UDF file entry at block %1").arg(number));
        Entry entry{(*bytes)[27] == 4, le<quint64>(*bytes, 56), {}, {}};
        const auto descriptors =
            QByteArrayView(*bytes).sliced(head + qsizetype(skipped), qsizetype(used));
        const auto kind = le<quint16>(*bytes, 34) & 7;
        if (kind == 3) {
            if (entry.size > used)
                return corruptImage(QStringLiteral("embedded content at block %1").arg(number));
            entry.embedded = descriptors.first(qsizetype(entry.size)).toByteArray();
            return entry;
        }
        if (kind > 1)
            return otherUdf(QStringLiteral("allocation descriptors"));
        const auto placed = place(descriptors, kind == 0 ? 8 : 16, entry);
        return placed ? Result<Entry>(entry) : placed.error();
    }

    //! Turns descriptors of \a step bytes into pieces, adjacent ones into one.
    Result<void> place(QByteArrayView descriptors, qsizetype step, Entry &entry) const
    {
        auto left = entry.size;
        for (qsizetype at = 0; at + step <= descriptors.size() && left > 0; at += step) {
            const auto length = le<quint32>(descriptors, at);
            const auto type = length >> 30;
            const auto size = std::min<quint64>(length & 0x3FFFFFFF, left);
            const auto first = quint64(le<quint32>(descriptors, at + 4));
            if (type == 3)
                return otherUdf(QStringLiteral("chained allocation descriptors"));
            if (size == 0)
                break;
            const auto blocks = roundUp(size, kBlock) / kBlock;
            if (type == 0 && !fits(first, blocks, m_volume.partitionBlocks))
                return corruptImage(QStringLiteral("UDF extent at block %1").arg(first));
            const auto offset = (m_volume.partitionStart + first) * kBlock;
            auto *last = entry.pieces.empty() ? nullptr : &entry.pieces.back();
            if (last && type == 0 && !last->isZeros && last->offset + last->size == offset)
                last->size += size;
            else
                entry.pieces.push_back({offset, size, type != 0});
            left -= size;
        }
        if (left > 0)
            return corruptImage(QStringLiteral("UDF extents are %1 bytes short").arg(left));
        return {};
    }

    Result<ContentSource> contentOf(const Entry &entry) const
    {
        if (entry.pieces.empty())
            return ContentSource::bytes(entry.embedded);
        std::vector<ContentSource> parts;
        for (const auto &piece : entry.pieces) {
            const auto part = piece.isZeros ? ContentSource::zeros(piece.size)
                                            : m_tree.slice(piece.offset, piece.size);
            if (!part)
                return part.error();
            parts.push_back(*part);
        }
        return parts.size() == 1 ? parts.front() : ContentSource::joined(std::move(parts));
    }

    Result<void> readFolder(const TreeReader::Folder &folder)
    {
        const auto entry = entryAt(folder.start);
        if (!entry)
            return entry.error();
        if (!entry->isFolder || entry->size > kLargestFolder)
            return corruptImage(QStringLiteral("UDF folder at block %1").arg(folder.start));
        if (const auto counted = m_tree.countFolderBytes(entry->size); !counted)
            return counted;
        const auto content = contentOf(*entry);
        if (!content)
            return content.error();
        const auto bytes = content->readAll();
        if (!bytes)
            return bytes.error();
        return readIdentifiers(folder, *bytes);
    }

    Result<void> readIdentifiers(const TreeReader::Folder &folder, QByteArrayView bytes)
    {
        constexpr qsizetype head = 38;
        while (bytes.size() >= head) {
            const auto nameSize = qsizetype(quint8(bytes[19]));
            const auto useSize = qsizetype(le<quint16>(bytes, 36));
            if (!hasTag(bytes, Tag::FileIdentifier) || head + useSize + nameSize > bytes.size())
                return corruptImage(QStringLiteral("UDF file identifier"));
            const auto flags = quint8(bytes[18]);
            const auto name = fromCompressed(bytes.sliced(head + useSize, nameSize));
            const auto isLeftOut = (flags & 0x04) || (flags & 0x08); // deleted, parent
            if (!isLeftOut) {
                const auto added = flags & 0x02
                                       ? m_tree.addFolder(folder, name, le<quint32>(bytes, 24), 0)
                                       : addFile(folder, name, le<quint32>(bytes, 24));
                if (!added)
                    return added;
            }
            const auto size = qsizetype(roundUp(quint64(head + useSize + nameSize), 4));
            bytes = bytes.sliced(std::min(size, bytes.size()));
        }
        return {};
    }

    Result<void> addFile(const TreeReader::Folder &folder, const QString &name, quint32 icbBlock)
    {
        const auto entry = entryAt(icbBlock);
        if (!entry)
            return entry.error();
        const auto content = contentOf(*entry);
        const auto place = (m_volume.partitionStart + icbBlock) * kBlock;
        return content ? m_tree.addFile(folder, name, *content, place) : content.error();
    }

    const ImageSource &m_source;
    const Volume &m_volume;
    TreeReader m_tree;
};

} // namespace

Result<FileTree> readUdf(const ImageSource &source)
{
    const auto volume = readVolume(source);
    if (!volume)
        return volume.error();
    UdfFiles files(source, *volume);
    const auto done = files.read();
    return done ? Result<FileTree>(files.tree().takeTree()) : done.error();
}

Result<RecordPlaces> udfRecords(const ImageSource &source)
{
    const auto volume = readVolume(source);
    if (!volume)
        return volume.error();
    UdfFiles files(source, *volume);
    const auto done = files.read();
    return done ? Result<RecordPlaces>(files.tree().takeRecords()) : done.error();
}

QString readUdfLabel(const ImageSource &source)
{
    const auto volume = readVolume(source);
    return volume ? volume->label : QString();
}

} // namespace bootwright
