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
constexpr qsizetype kPreparer = 446; // texts of 128 characters
constexpr qsizetype kApplication = 574;
constexpr qsizetype kCreated =
    813; // 16 digits, of which the last two are hundredths; quarters of an hour from UTC
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
    quint64 place = 0; //!< bytes from the start of its folder
};

Record recordAt(QByteArrayView bytes)
{
    const auto nameSize = quint8(bytes[32]);
    return {bytes.sliced(33, nameSize).toByteArray(),
            quint64(le<quint32>(bytes, 2)) + quint8(bytes[1]),
            le<quint32>(bytes, 10),
            quint8(bytes[25]),
            0};
}

bool isRecord(QByteArrayView bytes)
{
    return bytes.size() >= 34 && 33 + quint8(bytes[32]) <= bytes.size() && bytes[32] != 0;
}

//! The descriptors that lead to files.
struct Descriptors
{
    QByteArray primary;
    QByteArray joliet; //!< empty if there is none
};

//! A supplementary descriptor whose escape sequence stands for UCS-2 (Joliet specification, 1995).
bool isJoliet(QByteArrayView bytes)
{
    const auto escape = bytes.sliced(88, 3);
    return bytes[0] == 2 && (escape == "%/@" || escape == "%/C" || escape == "%/E");
}

Result<Descriptors> findDescriptors(const ImageSource &source)
{
    Descriptors found;
    for (auto sector = kFirstDescriptor; sector < kLastDescriptor; ++sector) {
        const auto bytes = source.read(sector * Iso9660::kSector, Iso9660::kSector);
        if (!bytes || bytes->sliced(1, 5) != "CD001" || (*bytes)[0] == '\xFF')
            break;
        if ((*bytes)[0] == 1 && found.primary.isEmpty())
            found.primary = *bytes;
        if (isJoliet(*bytes) && found.joliet.isEmpty())
            found.joliet = *bytes;
    }
    if (!found.primary.isEmpty())
        return found;
    return Error{Error::Kind::NotFound, Tr::tr("The image holds no ISO9660 file system."), {}};
}

enum class Letters { Bytes, Ucs2 };

QString fromUcs2(QByteArrayView bytes)
{
    QString text;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2)
        text.append(QChar(be<quint16>(bytes, i)));
    return text;
}

QString nameOf(const QByteArray &bytes, Letters letters)
{
    QStringDecoder utf8(QStringDecoder::Utf8);
    QString name = letters == Letters::Ucs2 ? fromUcs2(bytes) : QString(utf8(bytes));
    if (letters == Letters::Bytes && utf8.hasError())
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
        auto record = recordAt(bytes.sliced(at, size));
        record.place = quint64(at);
        const auto isDot = record.name.size() == 1 && quint8(record.name[0]) <= 1;
        if (!isDot && !(record.flags & kAssociatedFlag))
            records.push_back(record);
        at += size;
    }
    return records;
}

Result<void> readFolder(const ImageSource &source, Letters letters, TreeReader &tree)
{
    const auto folder = tree.takeFolder();
    if (folder.size > kLargestFolder)
        return corruptImage(QStringLiteral("folder of %1 bytes").arg(folder.size));
    if (const auto counted = tree.countFolderBytes(folder.size); !counted)
        return counted;
    const auto bytes = source.read(folder.start * Iso9660::kSector, folder.size);
    if (!bytes)
        return bytes.error();
    const auto records = recordsOf(*bytes);
    if (!records)
        return records.error();
    std::vector<ContentSource> extents;
    for (const auto &record : *records) {
        const auto name = nameOf(record.name, letters);
        if (record.flags & kFolderFlag) {
            const auto added = tree.addFolder(folder, name, record.sector, record.size);
            if (!added)
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
        const auto place = folder.start * Iso9660::kSector + record.place;
        if (const auto added = tree.addFile(folder, name, whole, place); !added)
            return added;
    }
    return {};
}

//! Reads all folders of \a source into \a tree.
Result<void> readFolders(const ImageSource &source, TreeReader &tree)
{
    const auto descriptors = findDescriptors(source);
    if (!descriptors)
        return descriptors.error();
    const auto isJoliet = !descriptors->joliet.isEmpty();
    const auto &descriptor = isJoliet ? descriptors->joliet : descriptors->primary;
    if (le<quint16>(descriptor, 128) != Iso9660::kSector)
        return Error{Error::Kind::Unsupported,
                     Tr::tr("The image is an ISO9660 disc with sectors of another size than 2048."),
                     {}};
    const auto record = QByteArrayView(descriptor).sliced(156, 34);
    if (!isRecord(record))
        return corruptImage(QStringLiteral("record of the root"));
    const auto root = recordAt(record);
    if (const auto added = tree.addRoot(root.sector, root.size); !added)
        return added;
    while (tree.hasFolder()) {
        const auto done = readFolder(source, isJoliet ? Letters::Ucs2 : Letters::Bytes, tree);
        if (!done)
            return done;
    }
    return {};
}

} // namespace

Result<FileTree> readIso9660(const ImageSource &source)
{
    TreeReader tree(source);
    const auto done = readFolders(source, tree);
    return done ? Result<FileTree>(tree.takeTree()) : done.error();
}

Result<RecordPlaces> iso9660Records(const ImageSource &source)
{
    TreeReader tree(source);
    const auto done = readFolders(source, tree);
    return done ? Result<RecordPlaces>(tree.takeRecords()) : done.error();
}

QString readIso9660Label(const ImageSource &source)
{
    const auto found = findDescriptors(source);
    if (!found)
        return {};
    const auto primary = QString::fromLatin1(found->primary.sliced(40, 32)).trimmed();
    const auto joliet =
        found->joliet.isEmpty() ? QString() : fromUcs2(found->joliet.sliced(40, 32)).trimmed();
    return joliet.isEmpty() ? primary : joliet;
}

DiscOrigin readDiscOrigin(const ImageSource &source)
{
    const auto found = findDescriptors(source);
    if (!found)
        return {};
    DiscOrigin origin;
    for (const auto offset : {kApplication, kPreparer}) {
        auto text = found->primary.sliced(offset, 128);
        text.truncate(qstrnlen(text.constData(), size_t(text.size())));
        if (origin.program.isEmpty())
            origin.program = QString::fromLatin1(text).simplified();
    }
    const auto digits = QString::fromLatin1(found->primary.sliced(kCreated, 14));
    origin.created = QDateTime::fromString(digits, QStringLiteral("yyyyMMddHHmmss"));
    origin.created.setTimeSpec(Qt::UTC);
    const auto quarterHours = qint8(found->primary[kCreated + 16]);
    origin.created = origin.created.addSecs(-15 * 60 * qint64(quarterHours));
    return origin;
}

} // namespace bootwright
