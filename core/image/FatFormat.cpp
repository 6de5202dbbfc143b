// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/FatFormat.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"

#include <bit>

namespace bootwright {

namespace {

bool looksLikeFat(QByteArrayView boot)
{
    const auto sector = le<quint16>(boot, 11);
    return (boot[0] == '\xEB' || boot[0] == '\xE9') && boot.endsWith("\x55\xAA") && sector >= 512
           && sector <= 4096 && std::has_single_bit(sector) && std::has_single_bit(quint8(boot[13]))
           && le<quint16>(boot, 14) > 0 && (boot[16] == 1 || boot[16] == 2);
}

} // namespace

Result<FatGeometry> readFatGeometry(const ImageSource &volume)
{
    const auto boot = volume.read(0, 512);
    if (!boot || !looksLikeFat(*boot))
        return Error{Error::Kind::NotFound, Tr::tr("The image holds no FAT file system."), {}};
    const quint64 sector = le<quint16>(*boot, 11);
    const quint64 tables = quint8((*boot)[16]);
    const quint64 tableSectors =
        le<quint16>(*boot, 22) ? le<quint16>(*boot, 22) : le<quint32>(*boot, 36);
    const quint64 sectors =
        le<quint16>(*boot, 19) ? le<quint16>(*boot, 19) : le<quint32>(*boot, 32);
    FatGeometry geometry;
    geometry.tables = int(tables);
    geometry.tableSize = tableSectors * sector;
    geometry.tableOffset = le<quint16>(*boot, 14) * sector;
    geometry.rootOffset = geometry.tableOffset + tables * tableSectors * sector;
    geometry.rootSize = le<quint16>(*boot, 17) * kFatEntry;
    geometry.dataOffset = geometry.rootOffset + roundUp(geometry.rootSize, sector);
    geometry.clusterSize = quint8((*boot)[13]) * sector;
    if (sectors * sector > volume.size() || geometry.dataOffset > sectors * sector)
        return corruptImage(QStringLiteral("FAT volume of %1 sectors").arg(sectors));
    const auto clusters = (sectors * sector - geometry.dataOffset) / geometry.clusterSize;
    geometry.bits = clusters < 4085 ? 12 : clusters < 65525 ? 16 : 32;
    const auto tableEntries = tableSectors * sector * 8 / quint64(geometry.bits);
    if (clusters == 0 || clusters > 0x0FFFFFF5 || tableEntries < clusters + kFirstFatCluster
        || (geometry.bits == 32) != (geometry.rootSize == 0))
        return corruptImage(QStringLiteral("FAT of %1 clusters").arg(clusters));
    geometry.clusters = quint32(clusters);
    geometry.rootCluster = le<quint32>(*boot, 44);
    return geometry;
}

void FatLongName::add(QByteArrayView entry)
{
    static constexpr qsizetype places[] = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};
    const auto number = quint8(entry[0]) & 0x3F;
    if (quint8(entry[0]) & 0x40) {
        m_name.clear();
        m_next = number;
        m_sum = quint8(entry[13]);
    }
    if (number == 0 || number != m_next || m_sum != quint8(entry[13])) {
        m_next = -1;
        return;
    }
    --m_next;
    QString part;
    for (const auto at : places) {
        const auto unit = le<quint16>(entry, at);
        if (unit == 0)
            break;
        part.append(QChar(unit));
    }
    m_name.prepend(part);
}

QString FatLongName::take(QByteArrayView shortName)
{
    quint8 sum = 0;
    for (const char byte : shortName)
        sum = quint8(((sum & 1) << 7) + (sum >> 1) + quint8(byte));
    const auto isWhole = m_next == 0 && sum == m_sum;
    m_next = -1;
    return isWhole ? m_name : QString();
}

QString fatNameOf(QByteArrayView entry)
{
    auto base = QString::fromLatin1(entry.first(8)).trimmed();
    auto extension = QString::fromLatin1(entry.sliced(8, 3)).trimmed();
    if (base.startsWith(QChar(0x05)))
        base[0] = QChar(0xE5);
    const auto cases = quint8(entry[12]); // as Windows NT keeps them
    base = cases & 0x08 ? base.toLower() : base;
    extension = cases & 0x10 ? extension.toLower() : extension;
    return extension.isEmpty() ? base : base + QLatin1Char('.') + extension;
}

} // namespace bootwright
