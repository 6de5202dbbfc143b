// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/Udf.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/UdfField.h"

#include <algorithm>

// UDF 1.02 (OSTA, 1996) on ECMA-167: part 4, the file system. UdfVolume.cpp has part 3, the volume.
// Blocks count from the start of the partition:
//   0 file set | 1 end of file sets | 2 file entry of the root | 3… file entries in the order of the tree
//   then the contents of the folders | then whatever else the disc holds, the files among it
//
// File entry (4/14.9), one block each:
//   0 tag 261 | 16 ICB: 20 strategy 4, 24 entries 1, 27 type 4 folder or 5 file, 34 flags 0 = short_ad
//   36 user -1 | 40 group -1 | 44 rights r-x for all | 48 links | 56 bytes | 64 blocks | 72, 84, 96 times
//   108 checkpoint 1 | 128 who wrote it | 160 unique id | 172 bytes of extents | 176 extents {size, block}
// File identifier (4/14.4), padded to 4, may cross blocks; its tag tells the block where it begins:
//   0 tag 257 | 16 version 1 | 18 flags, 2 folder, 8 parent | 19 length of name | 20 ICB, long_ad | 38 name

namespace bootwright {

using namespace udf;

namespace {

constexpr quint32 kRootBlock = 2;
constexpr quint32 kFirstFileBlock = 3;
constexpr qsizetype kEntryHead = 176;
constexpr qsizetype kIdentifierHead = 38;
constexpr qsizetype kLongestName = 255; // compressed, with its first byte
constexpr quint32 kReadExecuteForAll = 0x14A5;
//! The largest whole number of blocks that the 30 bits of an extent's length can say.
constexpr quint64 kLongestExtent = 0x3FFFF800;

struct EntryFacts
{
    bool isFolder = false;
    quint16 links = 1;
    quint64 size = 0;
    quint32 firstBlock = 0; //!< of the content
    quint64 uniqueId = 0;
};

QByteArray fileEntry(quint32 block, const EntryFacts &facts, const QDateTime &created)
{
    QByteArray bytes = zeroBytes(kBlock);
    putLe<quint16>(bytes, 20, 4);
    putLe<quint16>(bytes, 24, 1);
    bytes[27] = facts.isFolder ? 4 : 5;
    putLe<quint32>(bytes, 36, 0xFFFFFFFF);
    putLe<quint32>(bytes, 40, 0xFFFFFFFF);
    putLe<quint32>(bytes, 44, kReadExecuteForAll);
    putLe<quint16>(bytes, 48, facts.links);
    putLe<quint64>(bytes, 56, facts.size);
    putLe<quint64>(bytes, 64, roundUp(facts.size, kBlock) / kBlock);
    for (const auto at : {72, 84, 96})
        putBytes(bytes, at, timestamp(created));
    putLe<quint32>(bytes, 108, 1);
    putBytes(bytes, 128, entity("*Bootwright"));
    putLe<quint64>(bytes, 160, facts.uniqueId);
    auto at = kEntryHead;
    for (quint64 done = 0; done < facts.size; done += kLongestExtent, at += 8) {
        putLe<quint32>(bytes, at, quint32(std::min(facts.size - done, kLongestExtent)));
        putLe<quint32>(bytes, at + 4, quint32(facts.firstBlock + done / kBlock));
    }
    putLe<quint32>(bytes, 172, quint32(at - kEntryHead));
    seal(bytes, 0, at, Tag::File, block);
    return bytes;
}

qsizetype identifierSize(const QByteArray &name)
{
    return qsizetype(roundUp(quint64(kIdentifierHead + name.size()), 4));
}

QByteArray fileIdentifier(
    const QByteArray &name, quint8 flags, quint32 icbBlock, quint64 uniqueId, quint32 location)
{
    QByteArray bytes = zeroBytes(quint64(identifierSize(name)));
    putLe<quint16>(bytes, 16, 1);
    bytes[18] = char(flags);
    bytes[19] = char(name.size());
    putBytes(bytes, 20, longAd(kBlock, icbBlock));
    putLe<quint32>(bytes, 20 + 12, quint32(uniqueId)); // UDF 1.02, 2.3.10.1
    putBytes(bytes, kIdentifierHead, name);
    seal(bytes, 0, bytes.size(), Tag::FileIdentifier, location);
    return bytes;
}

} // namespace

Result<Udf> Udf::plan(const FolderIndex &index)
{
    for (const auto &entry : index.tree().entries()) {
        if (compressed(entry.name()).size() > kLongestName)
            return Error{
                Error::Kind::Unsupported,
                Tr::tr("Cannot put \"%1\" on the media. Its name is longer than a disc can hold: "
                       "254 characters, or 127 when some are not Latin.")
                    .arg(entry.path),
                {}};
    }
    Udf udf(index);
    auto block = kFirstFileBlock + quint32(index.tree().entries().size());
    for (const auto &folder : index.folders()) {
        auto size = quint64(identifierSize({}));
        for (const auto child : folder.children)
            size += quint64(identifierSize(compressed(index.entry(child).name())));
        udf.m_contentsBlocks.push_back(block);
        udf.m_contentsSizes.push_back(size);
        block += quint32(roundUp(size, kBlock) / kBlock);
    }
    udf.m_blocks = block;
    return udf;
}

quint32 Udf::fileBlock(size_t entry) const
{
    return kFirstFileBlock + quint32(entry);
}

quint32 Udf::folderBlock(size_t folder) const
{
    return folder == 0 ? kRootBlock : fileBlock(m_index->folders()[folder].entry);
}

QByteArray Udf::fileSet(const QString &label, const QDateTime &created) const
{
    QByteArray bytes = zeroBytes(kBlock);
    putBytes(bytes, 16, timestamp(created));
    putLe<quint16>(bytes, 28, 3);
    putLe<quint16>(bytes, 30, 3);
    putLe<quint32>(bytes, 32, 1);
    putLe<quint32>(bytes, 36, 1);
    putBytes(bytes, 48, charspec());
    putBytes(bytes, 112, dstring(label, 128));
    putBytes(bytes, 240, charspec());
    putBytes(bytes, 304, dstring(label, 32));
    putBytes(bytes, 400, longAd(kBlock, kRootBlock));
    putBytes(bytes, 416, entity("*OSTA UDF Compliant", QByteArrayView("\x02\x01\x03")));
    seal(bytes, 0, 512, Tag::FileSet, 0);
    return bytes;
}

QByteArray Udf::folderContents(size_t number) const
{
    const auto &folder = m_index->folders()[number];
    const auto first = m_contentsBlocks[number];
    QByteArray bytes;
    const auto location = [&] { return first + quint32(quint64(bytes.size()) / kBlock); };
    const auto parentId =
        folder.parent == 0 ? 0 : uniqueId(m_index->folders()[folder.parent].entry);
    bytes += fileIdentifier({}, 0x0A, folderBlock(folder.parent), parentId, location());
    for (const auto child : folder.children) {
        const auto &entry = m_index->entry(child);
        bytes += fileIdentifier(compressed(entry.name()),
                                entry.isFolder ? 2 : 0,
                                fileBlock(child),
                                uniqueId(child),
                                location());
    }
    return bytes;
}

QByteArray Udf::structures(const std::vector<quint32> &fileSectors,
                           const QString &label,
                           const QDateTime &created) const
{
    QByteArray bytes = zeroBytes(m_blocks * kBlock);
    const auto put = [&](quint32 block, const QByteArray &part) {
        putBytes(bytes, qsizetype(block * kBlock), part);
    };
    put(0, fileSet(label, created));
    QByteArray end = zeroBytes(512);
    seal(end, 0, 512, Tag::Terminating, 1);
    put(1, end);
    const auto &folders = m_index->folders();
    for (size_t i = 0; i < folders.size(); ++i) {
        quint16 links = 1;
        for (const auto child : folders[i].children)
            links = quint16(links + (m_index->entry(child).isFolder ? 1 : 0));
        const auto id = i == 0 ? 0 : uniqueId(folders[i].entry);
        put(folderBlock(i),
            fileEntry(folderBlock(i),
                      {true, links, m_contentsSizes[i], m_contentsBlocks[i], id},
                      created));
        put(m_contentsBlocks[i], folderContents(i));
    }
    const auto &entries = m_index->tree().entries();
    for (size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].isFolder)
            continue;
        const auto size = entries[i].content.size();
        const auto first = size == 0 ? 0 : fileSectors[i] - kPartitionStart;
        put(fileBlock(i), fileEntry(fileBlock(i), {false, 1, size, first, uniqueId(i)}, created));
    }
    return bytes;
}

} // namespace bootwright
