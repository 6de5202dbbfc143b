// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/Iso9660.h"
#include "core/image/TreeReader.h"

#include <QStringDecoder>

// The structures are described in Iso9660.cpp.

namespace bootwright {

namespace {

constexpr quint64 kFirstDescriptor = 16;
constexpr quint64 kLastDescriptor = 64;
constexpr quint64 kLargestFolder = 64_MiB;
constexpr quint8 kFolderFlag = 0x02;
constexpr quint8 kAssociatedFlag = 0x04;
constexpr quint8 kMoreExtentsFlag = 0x80;

struct Record
{
    QByteArray name;
    quint64 sector = 0;
    quint64 size = 0;
    quint8 flags = 0;
};

Record recordAt(QByteArrayView bytes)
{
    const auto nameSize = quint8(bytes[32]);
    return {bytes.sliced(33, nameSize).toByteArray(),
            quint64(le<quint32>(bytes, 2)) + quint8(bytes[1]),
            le<quint32>(bytes, 10),
            quint8(bytes[25])};
}

bool isRecord(QByteArrayView bytes)
{
    return bytes.size() >= 34 && 33 + quint8(bytes[32]) <= bytes.size() && bytes[32] != 0;
}

//! The primary volume descriptor.
Result<QByteArray> findDescriptor(const ImageSource &source)
{
    for (auto sector = kFirstDescriptor; sector < kLastDescriptor; ++sector) {
        const auto bytes = source.read(sector * Iso9660::kSector, Iso9660::kSector);
        if (!bytes || bytes->sliced(1, 5) != "CD001" || (*bytes)[0] == '\xFF')
            break;
        if ((*bytes)[0] == 1)
            return *bytes;
    }
    return Error{Error::Kind::NotFound, Tr::tr("The image holds no ISO9660 file system."), {}};
}

QString nameOf(const QByteArray &bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8);
    QString name = utf8(bytes);
    if (utf8.hasError())
        name = QString::fromLatin1(bytes);
    const auto version = name.indexOf(u';');
    name.truncate(version < 0 ? name.size() : version);
    while (name.endsWith(u'.'))
        name.chop(1);
    return name;
}

//! The records of a folder, those of the folder itself and of its parent left out.
Result<std::vector<Record>> recordsOf(QByteArrayView bytes)
{
    std::vector<Record> records;
    const auto sector = qsizetype(Iso9660::kSector);
    for (qsizetype at = 0; at < bytes.size();) {
        const auto size = qsizetype(quint8(bytes[at]));
        if (size == 0) {
            at = (at / sector + 1) * sector;
            continue;
        }
        const auto room = std::min(sector - at % sector, bytes.size() - at);
        if (size > room || !isRecord(bytes.sliced(at, size)))
            return corruptImage(QStringLiteral("folder record at %1 of its folder").arg(at));
        const auto record = recordAt(bytes.sliced(at, size));
        const auto isDot = record.name.size() == 1 && quint8(record.name[0]) <= 1;
        if (!isDot && !(record.flags & kAssociatedFlag))
            records.push_back(record);
        at += size;
    }
    return records;
}

Result<void> readFolder(const ImageSource &source, TreeReader &tree)
{
    const auto folder = tree.takeFolder();
    if (folder.size > kLargestFolder)
        return corruptImage(QStringLiteral("folder of %1 bytes").arg(folder.size));
    const auto bytes = source.read(folder.start * Iso9660::kSector, folder.size);
    if (!bytes)
        return bytes.error();
    const auto records = recordsOf(*bytes);
    if (!records)
        return records.error();
    std::vector<ContentSource> extents;
    for (const auto &record : *records) {
        const auto path = pathIn(folder.path, nameOf(record.name));
        if (record.flags & kFolderFlag) {
            if (const auto added = tree.addFolder({path, record.sector, record.size}); !added)
                return added;
            continue;
        }
        const auto content =
            tree.slice(record.size == 0 ? 0 : record.sector * Iso9660::kSector, record.size);
        if (!content)
            return content.error();
        extents.push_back(*content);
        if (record.flags & kMoreExtentsFlag)
            continue;
        const auto whole =
            extents.size() == 1 ? extents.front() : ContentSource::joined(std::move(extents));
        extents.clear();
        if (const auto added = tree.addFile(path, whole); !added)
            return added;
    }
    return {};
}

} // namespace

Result<FileTree> readIso9660(const ImageSource &source)
{
    const auto descriptor = findDescriptor(source);
    if (!descriptor)
        return descriptor.error();
    if (le<quint16>(*descriptor, 128) != Iso9660::kSector)
        return Error{Error::Kind::Unsupported,
                     Tr::tr("The image is an ISO9660 disc with sectors of another size than 2048."),
                     {}};
    const auto record = QByteArrayView(*descriptor).sliced(156, 34);
    if (!isRecord(record))
        return corruptImage(QStringLiteral("record of the root"));
    const auto root = recordAt(record);
    TreeReader tree(source);
    if (const auto added = tree.addFolder({{}, root.sector, root.size}); !added)
        return added.error();
    while (tree.hasFolder()) {
        if (const auto done = readFolder(source, tree); !done)
            return done.error();
    }
    return tree.takeTree();
}

QString readIso9660Label(const ImageSource &source)
{
    const auto descriptor = findDescriptor(source);
    return descriptor ? QString::fromLatin1(descriptor->sliced(40, 32)).trimmed() : QString();
}

} // namespace bootwright
