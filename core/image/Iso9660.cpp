// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/Iso9660.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"

#include <limits>

// ECMA-119, 2nd edition (ISO 9660). Numbers are in both byte orders: little-endian, then big-endian.
//
// Primary volume descriptor (8.4), sector 16:
//   0 type 1 | 1 "CD001" | 6 version 1 | 8 system, 32 | 40 volume name, 32 | 80 sectors | 120 set size 1
//   124 number in set 1 | 128 block size 2048 | 132 bytes of a path table | 140 path table, little-endian
//   148 path table, big-endian | 156 record of the root, 34 | 190 names, blank | 813 created, 17
//   830 changed, 17 | 847 expires, 17 | 864 effective, 17 | 881 version of folders 1
// Folder record (9.1), never across a sector:
//   0 length, even | 1 attribute length 0 | 2 sector, 8 | 10 bytes, 8 | 18 time, 7 | 25 flags, 2 = folder
//   28 number in set, 4 | 32 length of name | 33 name
// Path table record (9.4): 0 length of name | 1 attribute length 0 | 2 sector | 6 number of the parent
//   8 name, padded to even; sorted by level, then parent, then name
//
// Names are as in ISO9660:1999: bytes up to 207, any case, no ";1". Boot managers cut at ';' and compare
// without case; they read neither Joliet nor Rock Ridge, and need not.

namespace bootwright {

namespace {

constexpr qsizetype kLongestName = 207;
constexpr size_t kMostFolders = 65535;
constexpr int kSelf = 0;
constexpr int kParent = 1;
constexpr quint64 kPrimaryDescriptor = 16 * Iso9660::kSector;
const QByteArrayView kApplication("BOOTWRIGHT");

void putBoth32(QByteArray &bytes, qsizetype offset, quint32 value)
{
    putLe<quint32>(bytes, offset, value);
    putBe<quint32>(bytes, offset + 4, value);
}

void putBoth16(QByteArray &bytes, qsizetype offset, quint16 value)
{
    putLe<quint16>(bytes, offset, value);
    putBe<quint16>(bytes, offset + 2, value);
}

qsizetype recordSize(qsizetype nameSize)
{
    return 33 + nameSize + (nameSize % 2 == 0 ? 1 : 0);
}

struct Record
{
    QByteArray name;
    quint32 sector = 0;
    quint32 size = 0;
    bool isFolder = false;
};

QByteArray recordBytes(const Record &record, const QDateTime &created)
{
    QByteArray bytes = zeroBytes(quint64(recordSize(record.name.size())));
    bytes[0] = char(bytes.size());
    putBoth32(bytes, 2, record.sector);
    putBoth32(bytes, 10, record.size);
    const auto utc = created.toUTC();
    const char time[] = {char(utc.date().year() - 1900),
                         char(utc.date().month()),
                         char(utc.date().day()),
                         char(utc.time().hour()),
                         char(utc.time().minute()),
                         char(utc.time().second()),
                         0};
    putBytes(bytes, 18, QByteArrayView(time, sizeof time));
    bytes[25] = record.isFolder ? 2 : 0;
    putBoth16(bytes, 28, 1);
    bytes[32] = char(record.name.size());
    putBytes(bytes, 33, record.name);
    return bytes;
}

//! Where a record of \a size bytes goes after \a used bytes: not across the border of a sector.
qsizetype placeRecord(qsizetype used, qsizetype size)
{
    const auto sector = qsizetype(Iso9660::kSector);
    const auto left = sector - used % sector;
    return size <= left ? used : used + left;
}

QByteArray decimalTime(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyyMMddHHmmss00")).toLatin1() + '\0';
}

QByteArray printable(const QString &label)
{
    QByteArray bytes;
    for (const QChar c : label)
        bytes.append(c.unicode() >= 0x20 && c.unicode() < 0x7F ? char(c.unicode()) : '_');
    return bytes.first(qMin(bytes.size(), qsizetype(32))).leftJustified(32, ' ');
}

Result<void> checkName(const FileTree::Entry &entry)
{
    if (entry.name().toUtf8().size() <= kLongestName)
        return {};
    return Error{
        Error::Kind::Unsupported,
        Tr::tr("Cannot put \"%1\" on the media. Its name is longer than 207 bytes in UTF-8, the "
               "most that a disc can hold.")
            .arg(entry.path),
        {}};
}

} // namespace

Result<Iso9660> Iso9660::plan(const FolderIndex &index)
{
    for (const auto &entry : index.tree().entries()) {
        if (const auto good = checkName(entry); !good)
            return good.error();
    }
    const auto &folders = index.folders();
    if (folders.size() > kMostFolders)
        return Error{Error::Kind::Unsupported,
                     Tr::tr("Cannot put %1 folders on the media. A disc holds 65,535 at most.")
                         .arg(folders.size()),
                     {}};
    Iso9660 iso(index);
    quint32 start = 0;
    for (size_t i = 0; i < folders.size(); ++i) {
        const auto nameSize = i == 0 ? 1 : index.nameOf(i).toUtf8().size();
        iso.m_pathTableSize += quint32(8 + nameSize + nameSize % 2);
        qsizetype used = 2 * recordSize(1);
        for (const auto child : folders[i].children) {
            const auto size = recordSize(index.entry(child).name().toUtf8().size());
            used = placeRecord(used, size) + size;
        }
        iso.m_folderStarts.push_back(start);
        iso.m_folderSectors.push_back(quint32(roundUp(quint64(used), kSector) / kSector));
        start += iso.m_folderSectors.back();
    }
    iso.m_sectors = 2 * iso.pathTableSectors() + start;
    return iso;
}

quint32 Iso9660::pathTableSectors() const
{
    return quint32(roundUp(m_pathTableSize, kSector) / kSector);
}

quint32 Iso9660::folderSector(quint32 first, size_t folder) const
{
    return first + 2 * pathTableSectors() + m_folderStarts[folder];
}

QByteArray Iso9660::pathTable(quint32 first, bool isBigEndian) const
{
    QByteArray table;
    const auto &folders = m_index->folders();
    for (size_t i = 0; i < folders.size(); ++i) {
        const auto name = i == 0 ? QByteArray(1, '\0') : m_index->nameOf(i).toUtf8();
        QByteArray record = zeroBytes(quint64(8 + name.size() + name.size() % 2));
        const auto parent = quint16(folders[i].parent + 1);
        record[0] = char(name.size());
        if (isBigEndian) {
            putBe<quint32>(record, 2, folderSector(first, i));
            putBe<quint16>(record, 6, parent);
        } else {
            putLe<quint32>(record, 2, folderSector(first, i));
            putLe<quint16>(record, 6, parent);
        }
        putBytes(record, 8, name);
        table += record;
    }
    return table;
}

QByteArray Iso9660::structures(quint32 first,
                               const std::vector<quint32> &fileSectors,
                               const QDateTime &created) const
{
    QByteArray bytes = zeroBytes(m_sectors * kSector);
    putBytes(bytes, 0, pathTable(first, false));
    putBytes(bytes, qsizetype(pathTableSectors() * kSector), pathTable(first, true));
    const auto &folders = m_index->folders();
    const auto folderRecord = [&](size_t folder, const QByteArray &name) {
        const auto size = quint32(m_folderSectors[folder] * kSector);
        return recordBytes({name, folderSector(first, folder), size, true}, created);
    };
    for (size_t i = 0; i < folders.size(); ++i) {
        const auto at = qsizetype((folderSector(first, i) - first) * kSector);
        putBytes(bytes, at, folderRecord(i, QByteArray(1, char(kSelf))));
        putBytes(bytes,
                 at + recordSize(1),
                 folderRecord(folders[i].parent, QByteArray(1, char(kParent))));
        auto used = 2 * recordSize(1);
        for (const auto child : folders[i].children) {
            const auto &entry = m_index->entry(child);
            const auto name = entry.name().toUtf8();
            const auto record =
                entry.isFolder
                    ? folderRecord(m_index->folderOf(child), name)
                    : recordBytes({name, fileSectors[child], quint32(entry.content.size()), false},
                                  created);
            used = placeRecord(used, record.size());
            putBytes(bytes, at + used, record);
            used += record.size();
        }
    }
    return bytes;
}

QByteArray Iso9660::primaryDescriptor(quint32 first,
                                      quint32 volumeSectors,
                                      const QString &label,
                                      const QDateTime &created) const
{
    QByteArray bytes = zeroBytes(kSector);
    putBytes(bytes,
             0,
             "\x01"
             "CD001"
             "\x01");
    putBytes(bytes, 8, QByteArray(32, ' '));
    putBytes(bytes, 40, printable(label));
    putBoth32(bytes, 80, volumeSectors);
    putBoth16(bytes, 120, 1);
    putBoth16(bytes, 124, 1);
    putBoth16(bytes, 128, quint16(kSector));
    putBoth32(bytes, 132, m_pathTableSize);
    putLe<quint32>(bytes, 140, first);
    putBe<quint32>(bytes, 148, first + pathTableSectors());
    const auto rootSize = quint32(m_folderSectors[0] * kSector);
    putBytes(
        bytes,
        156,
        recordBytes({QByteArray(1, char(kSelf)), folderSector(first, 0), rootSize, true}, created));
    putBytes(bytes, 190, QByteArray(813 - 190, ' '));
    putBytes(bytes, 574, kApplication);
    putBytes(bytes, 813, decimalTime(created));
    putBytes(bytes, 830, decimalTime(created));
    putBytes(bytes, 847, QByteArray(16, '0') + '\0');
    putBytes(bytes, 864, QByteArray(16, '0') + '\0');
    bytes[881] = 1;
    return bytes;
}

QByteArray Iso9660::terminator()
{
    QByteArray bytes = zeroBytes(kSector);
    putBytes(bytes,
             0,
             "\xFF"
             "CD001"
             "\x01");
    return bytes;
}

bool isIso9660OfOurs(const ImageSource &image)
{
    const auto bytes = image.read(kPrimaryDescriptor, Iso9660::kSector);
    return bytes && QByteArrayView(*bytes).sliced(574).startsWith(kApplication);
}

Result<void> resizeIso9660File(ImageOverlay &image, quint64 record, quint64 content, quint64 size)
{
    auto bytes = image.read(record, 33);
    if (!bytes)
        return bytes.error();
    if (quint64(le<quint32>(*bytes, 2)) * Iso9660::kSector != content)
        return Error{Error::Kind::Unsupported,
                     Tr::tr("Its file systems do not agree about where a file lies."),
                     QStringLiteral("ISO9660 record at %1").arg(record)};
    putBoth32(*bytes, 10, quint32(size));
    return image.write(record, *bytes);
}

Result<void> relabelIso9660(ImageOverlay &image, const QString &label)
{
    return image.write(kPrimaryDescriptor + 40, printable(label));
}

} // namespace bootwright
