// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/FatImage.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/BootMessage.h"
#include "core/image/FatFolder.h"
#include "core/image/FolderIndex.h"

#include <algorithm>

// Microsoft FAT specification, August 2005: FAT16 with clusters of one sector of 512 bytes.
//   0 boot sector | 1 first table | second table | root of 512 entries | clusters from number 2 on
// Boot sector (3.1, 3.2): as in Fat32.cpp up to 32, but 17 entries of the root | 19 sectors, if below 65,536
//   22 sectors of a table | 32 sectors otherwise | 36 drive 80 | 38 29 | 39 serial | 43 label, 11 | 54 "FAT16   "

namespace bootwright {

namespace {

constexpr quint64 kSector = 512;
constexpr quint32 kFirstCluster = 2;
constexpr quint64 kRootEntries = 512;
constexpr quint64 kRootSectors = kRootEntries * 32 / kSector;
//! FAT16 begins at 4,085 clusters; 4 MiB is more and what such images use to have.
constexpr quint64 kLeastClusters = 8192;
constexpr quint64 kMostClusters = 65524;
constexpr quint64 kMostSectors = 65535; // the boot catalog counts in 16 bits

quint64 sectorsOf(quint64 size)
{
    return roundUp(size, kSector) / kSector;
}

Error tooLarge()
{
    return {
        Error::Kind::Unsupported,
        Tr::tr("Cannot make the boot image for UEFI. It would be 32 MiB or larger, which the boot "
               "catalog of a disc cannot hold."),
        {}};
}

//! A FAT16 volume that is filled front to back.
class Fat16
{
public:
    explicit Fat16(const FolderIndex &index)
        : m_index(index)
    {}

    Result<QByteArray> make(const QString &label, quint32 serial, const QDateTime &created)
    {
        if (!plan())
            return tooLarge();
        m_bytes = zeroBytes(m_sectors * kSector);
        putBootSector(label, serial);
        for (const auto table : {quint64(1), 1 + m_fatSectors})
            putBytes(m_bytes, qsizetype(table * kSector), m_table);
        for (size_t i = 0; i < m_index.folders().size(); ++i)
            putFolder(i, label, created);
        const auto &entries = m_index.tree().entries();
        for (size_t i = 0; i < entries.size(); ++i) {
            const auto bytes = entries[i].content.readAll();
            if (!bytes)
                return bytes.error();
            if (!bytes->isEmpty())
                putBytes(m_bytes, clusterOffset(m_fileClusters[i]), *bytes);
        }
        return m_bytes;
    }

private:
    //! Gives everything its clusters. False when they do not suffice.
    bool plan()
    {
        appendLe<quint16>(m_table, 0xFFF8);
        appendLe<quint16>(m_table, 0xFFFF);
        const auto &folders = m_index.folders();
        for (size_t i = 0; i < folders.size(); ++i) {
            quint64 size = i == 0 ? 32 : 64;
            for (const auto child : folders[i].children)
                size += FatFolder::sizeOf(m_index.entry(child).name());
            if (i == 0 && size > kRootEntries * 32)
                return false;
            m_folderClusters.push_back(i == 0 ? 0 : takeClusters(size));
        }
        for (const auto &entry : m_index.tree().entries()) {
            if (entry.content.size() > kMostSectors * kSector
                || m_table.size() > qsizetype(2 * kMostClusters))
                return false;
            m_fileClusters.push_back(takeClusters(entry.content.size()));
        }
        const auto used = quint64(m_table.size()) / 2 - kFirstCluster;
        const auto clusters = std::max(used, kLeastClusters);
        m_fatSectors = sectorsOf((clusters + kFirstCluster) * 2);
        m_sectors = 1 + 2 * m_fatSectors + kRootSectors + clusters;
        return m_sectors <= kMostSectors;
    }

    quint16 takeClusters(quint64 size)
    {
        const auto first = quint16(m_table.size() / 2);
        for (auto left = sectorsOf(size); left > 0; --left)
            appendLe<quint16>(m_table, quint16(left == 1 ? 0xFFFF : m_table.size() / 2 + 1));
        return size == 0 ? 0 : first;
    }

    qsizetype rootOffset() const { return qsizetype((1 + 2 * m_fatSectors) * kSector); }
    qsizetype clusterOffset(quint32 cluster) const
    {
        return rootOffset() + qsizetype((kRootSectors + cluster - kFirstCluster) * kSector);
    }

    void putFolder(size_t number, const QString &label, const QDateTime &created)
    {
        const auto &folder = m_index.folders()[number];
        FatFolder bytes(created);
        if (number == 0)
            bytes.addLabel(label);
        else
            bytes.addDots(m_folderClusters[number], m_folderClusters[folder.parent]);
        std::vector<FatChild> children;
        for (const auto child : folder.children) {
            const auto &entry = m_index.entry(child);
            const quint32 cluster =
                entry.isFolder ? m_folderClusters[m_index.folderOf(child)] : m_fileClusters[child];
            children.push_back(
                {entry.name(), entry.isFolder, cluster, quint32(entry.content.size())});
        }
        bytes.add(children);
        putBytes(m_bytes,
                 number == 0 ? rootOffset() : clusterOffset(m_folderClusters[number]),
                 bytes.bytes());
    }

    void putBootSector(const QString &label, quint32 serial)
    {
        putBytes(m_bytes,
                 0,
                 "\xEB\x3C\x90"
                 "MSWIN4.1");
        putLe<quint16>(m_bytes, 11, quint16(kSector));
        m_bytes[13] = 1;
        putLe<quint16>(m_bytes, 14, 1);
        m_bytes[16] = 2;
        putLe<quint16>(m_bytes, 17, quint16(kRootEntries));
        putLe<quint16>(m_bytes, 19, quint16(m_sectors));
        m_bytes[21] = '\xF8';
        putLe<quint16>(m_bytes, 22, quint16(m_fatSectors));
        putLe<quint16>(m_bytes, 24, 63);
        putLe<quint16>(m_bytes, 26, 255);
        m_bytes[36] = '\x80';
        m_bytes[38] = '\x29';
        putLe<quint32>(m_bytes, 39, serial);
        putBytes(m_bytes, 43, label.toLatin1().leftJustified(11, ' '));
        putBytes(m_bytes, 54, "FAT16   ");
        putBytes(m_bytes, 62, bootMessage(62, "This image starts computers by UEFI only."));
        putBytes(m_bytes, 510, "\x55\xAA");
    }

    const FolderIndex &m_index;
    QByteArray m_table;
    std::vector<quint16> m_folderClusters;
    std::vector<quint16> m_fileClusters;
    quint64 m_fatSectors = 0;
    quint64 m_sectors = 0;
    QByteArray m_bytes;
};

} // namespace

Result<QByteArray> makeEfiBootImage(const FileTree &files,
                                    const QString &label,
                                    quint32 serial,
                                    const QDateTime &created)
{
    const FolderIndex index(files);
    return Fat16(index).make(label, serial, created);
}

} // namespace bootwright
