// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/FatVolume.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/FatFolder.h"

#include <algorithm>

// The structures are described in Fat32.cpp and FatFolder.cpp.

namespace bootwright {

namespace {

constexpr qsizetype kSector = 512;
constexpr qsizetype kEntry = qsizetype(kFatEntry);
constexpr quint64 kLargestFolder = 2_MiB;
constexpr quint8 kFolderBit = 0x10;
constexpr quint8 kLabelBit = 0x08;
constexpr quint8 kLongName = 0x0F;
constexpr char kDeleted = '\xE5';

quint32 clusterOf(QByteArrayView entry)
{
    return quint32(le<quint16>(entry, 20)) << 16 | le<quint16>(entry, 26);
}

quint32 lastCluster(const std::vector<FatRun> &runs)
{
    return runs.back().first + runs.back().count - 1;
}

QByteArrayView entryAt(QByteArrayView bytes, qsizetype index)
{
    return bytes.sliced(index * kEntry, kEntry);
}

bool isLongName(QByteArrayView entry)
{
    return (quint8(entry[11]) & 0x3F) == kLongName;
}

//! The first of so many free entries, or -1. Behind the end all are free.
qsizetype findRoom(QByteArrayView folder, qsizetype entries)
{
    qsizetype free = 0;
    bool hasEnded = false;
    for (qsizetype i = 0; i < folder.size() / kEntry; ++i) {
        hasEnded = hasEnded || folder[i * kEntry] == '\0';
        free = hasEnded || folder[i * kEntry] == kDeleted ? free + 1 : 0;
        if (free == entries)
            return i + 1 - entries;
    }
    return -1;
}

//! The entry that ends the folder, or behind the last one.
qsizetype endOf(QByteArrayView folder)
{
    qsizetype i = 0;
    while (i < folder.size() / kEntry && folder[i * kEntry] != '\0')
        ++i;
    return i;
}

Error noSpace()
{
    return {Error::Kind::NoSpace, Tr::tr("There is no free space left on the stick."), {}};
}

std::pair<QString, QString> split(const QString &path)
{
    const auto slash = path.lastIndexOf(u'/');
    return {path.first(qMax(slash, qsizetype(0))), path.sliced(slash + 1)};
}

} // namespace

FatVolume::FatVolume(ImageStore &store, quint64 offset, const FatGeometry &geometry, FatTable table)
    : m_store(&store)
    , m_offset(offset)
    , m_geometry(geometry)
    , m_table(std::move(table))
{}

Result<FatVolume> FatVolume::open(ImageStore &store, PartitionRange range)
{
    const PartOfImage volume(store, range.offset, range.size);
    const auto geometry = readFatGeometry(volume);
    if (!geometry)
        return geometry.error();
    const auto boot = volume.read(0, quint64(kSector));
    if (!boot)
        return boot.error();
    const auto isMirrored = (le<quint16>(*boot, 40) & 0x80) == 0;
    if (geometry->bits != 32 || !isMirrored || le<quint16>(*boot, 11) != kSector)
        return Error{Error::Kind::Unsupported,
                     Tr::tr("Its FAT file system is not of the kind that can be changed in place: "
                            "FAT32 with sectors of 512 bytes."),
                     QStringLiteral("FAT%1").arg(geometry->bits)};
    auto table = FatTable::read(store, range.offset, *geometry);
    if (!table)
        return table.error();
    return FatVolume(store, range.offset, *geometry, std::move(*table));
}

FatVolume::Content FatVolume::reserve(quint64 size)
{
    if (size == 0)
        return {};
    return {m_table.allocate(roundUp(size, clusterSize()) / clusterSize()), size};
}

std::vector<PartitionRange> FatVolume::placesOf(const Content &content) const
{
    std::vector<PartitionRange> places;
    for (const auto &run : content.runs)
        places.push_back(
            {m_offset + m_geometry.clusterOffset(run.first), run.count * m_geometry.clusterSize});
    return places;
}

//! The folder whose first cluster is \a first, as it will be after the next flush.
Result<FatVolume::Folder *> FatVolume::folder(quint32 first)
{
    const auto known = m_folders.find(first);
    if (known != m_folders.end())
        return &known->second;
    auto runs = m_table.chain(first);
    if (!runs)
        return runs.error();
    Folder read{{}, std::move(*runs)};
    for (const auto &run : read.runs) {
        const auto size = run.count * clusterSize();
        if (quint64(read.bytes.size()) + size > kLargestFolder + clusterSize())
            return corruptImage(QStringLiteral("folder at cluster %1 is too large").arg(first));
        const auto bytes = m_store->read(m_offset + m_geometry.clusterOffset(run.first), size);
        if (!bytes)
            return bytes.error();
        read.bytes += *bytes;
    }
    read.knownSize = read.bytes.size();
    return &m_folders.emplace(first, std::move(read)).first->second;
}

FatVolume::Place FatVolume::find(const Folder &folder, const QString &name)
{
    const auto wanted = name.toCaseFolded();
    FatLongName longName;
    qsizetype first = -1;
    for (qsizetype i = 0; i < folder.bytes.size() / kEntry; ++i) {
        const auto entry = entryAt(folder.bytes, i);
        if (entry[0] == '\0')
            break;
        if (entry[0] == kDeleted) {
            first = -1;
            continue;
        }
        if (isLongName(entry)) {
            longName.add(entry);
            first = quint8(entry[0]) & 0x40 ? i : first;
            continue;
        }
        const auto whole = longName.take(entry.first(11));
        const auto start = whole.isEmpty() || first < 0 ? i : first;
        first = -1;
        if (quint8(entry[11]) & kLabelBit)
            continue;
        if ((whole.isEmpty() ? fatNameOf(entry) : whole).toCaseFolded() == wanted)
            return {start, i};
    }
    return {};
}

//! The first cluster of the folder at \a path; 0 if there is none and it should not be \a isMade.
Result<quint32> FatVolume::folderAt(const QString &path, bool isMade, const QDateTime &time)
{
    auto cluster = m_geometry.rootCluster;
    for (const auto &name : path.split(u'/', Qt::SkipEmptyParts)) {
        const auto parent = folder(cluster);
        if (!parent)
            return parent.error();
        const auto place = find(**parent, name);
        if (place.first >= 0) {
            const auto entry = entryAt((*parent)->bytes, place.last);
            if (!(quint8(entry[11]) & kFolderBit))
                return Error{Error::Kind::InvalidInput,
                             Tr::tr("Cannot make the folder \"%1\". There is a file of that name.")
                                 .arg(path),
                             {}};
            cluster = clusterOf(entry);
        } else if (!isMade) {
            return quint32(0);
        } else {
            const auto made = makeFolder(cluster, name, time);
            if (!made)
                return made.error();
            cluster = *made;
        }
    }
    return cluster;
}

Result<quint32> FatVolume::makeFolder(quint32 parent, const QString &name, const QDateTime &time)
{
    if (m_table.freeClusters() < 2) // one more may be needed for its parent
        return noSpace();
    Folder made{{}, m_table.allocate(1)};
    const auto cluster = made.runs.front().first;
    FatFolder dots(time);
    dots.addDots(cluster, parent == m_geometry.rootCluster ? 0 : parent);
    made.bytes = dots.bytes().leftJustified(qsizetype(clusterSize()), '\0');
    for (qsizetype sector = 0; sector < made.bytes.size() / kSector; ++sector)
        made.dirty.insert(sector);
    m_folders.emplace(cluster, std::move(made));
    const auto added = addEntry(parent, {name, true, cluster, 0}, time);
    return added ? Result<quint32>(cluster) : added.error();
}

Result<void> FatVolume::addEntry(quint32 parent, const FatChild &child, const QDateTime &time)
{
    auto found = folder(parent);
    if (!found)
        return found.error();
    auto &bytes = (*found)->bytes;
    FatFolder entries(time);
    for (qsizetype i = 0; i < bytes.size() / kEntry && bytes[i * kEntry] != '\0'; ++i) {
        const auto entry = entryAt(bytes, i);
        if (entry[0] != kDeleted && !isLongName(entry))
            entries.take(entry.first(11).toByteArray());
    }
    entries.add({child});
    const auto needed = entries.bytes().size() / kEntry;
    auto room = findRoom(bytes, needed);
    while (room < 0) {
        if (const auto grown = grow(**found); !grown)
            return grown;
        room = findRoom(bytes, needed);
    }
    const auto next = room + needed;
    const auto isLast = endOf(bytes) < next;
    (*found)->change(room, entries.bytes());
    // what lies behind the end of a folder was never written by anybody
    if (isLast && next < bytes.size() / kEntry)
        (*found)->change(next, zeroBytes(kFatEntry));
    return {};
}

Result<void> FatVolume::grow(Folder &folder)
{
    if (m_table.freeClusters() == 0)
        return noSpace();
    if (quint64(folder.bytes.size()) + clusterSize() > kLargestFolder)
        return Error{
            Error::Kind::Unsupported, Tr::tr("A folder holds more files than FAT32 allows."), {}};
    const auto next = m_table.allocate(1).front();
    m_table.append(lastCluster(folder.runs), next.first);
    folder.runs.push_back(next);
    folder.bytes += zeroBytes(clusterSize());
    for (auto at = folder.bytes.size() - qsizetype(clusterSize()); at < folder.bytes.size();
         at += kSector)
        folder.dirty.insert(at / kSector);
    return {};
}

void FatVolume::Folder::change(qsizetype entry, QByteArrayView newBytes)
{
    putBytes(bytes, entry * kEntry, newBytes);
    const auto end = entry * kEntry + newBytes.size();
    for (auto sector = entry * kEntry / kSector; sector * kSector < end; ++sector)
        dirty.insert(sector);
}

//! What the file at \a entry has now is nobody's after the next flush. Of a damaged chain nothing is touched.
void FatVolume::releaseContentOf(QByteArrayView entry)
{
    const auto first = clusterOf(entry);
    const auto runs = first ? m_table.chain(first) : Result<std::vector<FatRun>>(noSpace());
    if (runs)
        m_table.release(*runs);
}

Result<void> FatVolume::setFile(const QString &path, const Content &content, const QDateTime &time)
{
    m_isChanged = true;
    const auto [parent, name] = split(path);
    const auto cluster = folderAt(parent, true, time);
    if (!cluster)
        return cluster.error();
    const auto found = folder(*cluster);
    if (!found)
        return found.error();
    const FatChild child{
        name, false, content.runs.empty() ? 0 : content.runs.front().first, quint32(content.size)};
    const auto place = find(**found, name);
    if (place.first < 0)
        return addEntry(*cluster, child, time);
    auto entry = entryAt((*found)->bytes, place.last).toByteArray();
    if (quint8(entry[11]) & kFolderBit)
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("Cannot write \"%1\". There is a folder of that name.").arg(path),
                     {}};
    releaseContentOf(entry);
    FatFolder fresh(time);
    fresh.add({child});
    putBytes(entry, 18, QByteArrayView(fresh.bytes()).last(14)); // all but name and time of birth
    (*found)->change(place.last, entry);
    return {};
}

Result<void> FatVolume::removeFile(const QString &path)
{
    const auto [parent, name] = split(path);
    const auto cluster = folderAt(parent, false, {});
    if (!cluster || *cluster == 0)
        return cluster ? Result<void>() : cluster.error();
    const auto found = folder(*cluster);
    if (!found)
        return found.error();
    const auto place = find(**found, name);
    if (place.first < 0 || quint8(entryAt((*found)->bytes, place.last)[11]) & kFolderBit)
        return {};
    m_isChanged = true;
    releaseContentOf(entryAt((*found)->bytes, place.last));
    for (auto i = place.first; i <= place.last; ++i) {
        auto entry = entryAt((*found)->bytes, i).toByteArray();
        entry[0] = kDeleted;
        (*found)->change(i, entry);
    }
    return {};
}

Result<void> FatVolume::writeFolders(Clusters clusters)
{
    for (const auto &[first, folder] : m_folders) {
        qsizetype start = 0;
        for (const auto &run : folder.runs) {
            const auto size = qsizetype(run.count * clusterSize());
            const auto place = m_offset + m_geometry.clusterOffset(run.first);
            for (const auto sector : folder.dirty) {
                const auto at = sector * kSector;
                const auto isNew = at >= folder.knownSize;
                if (at < start || at >= start + size || isNew != (clusters == Clusters::New))
                    continue;
                const auto bytes = QByteArrayView(folder.bytes).sliced(at, kSector);
                if (const auto done = m_store->write(place + quint64(at - start), bytes); !done)
                    return done;
            }
            start += size;
        }
    }
    return {};
}

Result<void> FatVolume::writeInfo()
{
    const auto boot = m_store->read(m_offset, quint64(kSector));
    if (!boot)
        return boot.error();
    const auto place = m_offset + le<quint16>(*boot, 48) * quint64(kSector);
    auto info = m_store->read(place, quint64(kSector));
    if (!info || !info->startsWith("RRaA"))
        return info ? Result<void>() : info.error(); // it is only a help, and this volume has none
    putLe<quint32>(*info, 488, quint32(m_table.freeClusters()));
    putLe<quint32>(*info, 492, m_table.nextFree());
    return m_store->write(place, *info);
}

Result<void> FatVolume::flush()
{
    if (!m_isChanged)
        return {};
    // Each step is on the medium before the next one makes use of it.
    const auto stored = [this](const Result<void> &step) { return step ? m_store->flush() : step; };
    if (const auto done = stored(writeFolders(Clusters::New)); !done)
        return done;
    if (const auto done = stored(m_table.writeAllocations()); !done)
        return done;
    if (const auto done = stored(writeFolders(Clusters::Known)); !done)
        return done;
    if (const auto done = stored(m_table.writeReleases()); !done)
        return done;
    if (const auto done = stored(writeInfo()); !done)
        return done;
    for (auto &[cluster, folder] : m_folders) {
        folder.dirty.clear();
        folder.knownSize = folder.bytes.size();
    }
    m_isChanged = false;
    return {};
}

} // namespace bootwright
