// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/FatFolder.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"

#include <algorithm>
#include <cstring>

// Microsoft FAT specification, August 2005.
// Entry (6): 0 short name, 11, blank-padded | 11 attributes: 08 label, 10 folder, 20 archive, 0F long name
//   12 0 | 13 10 ms made | 14 time and 16 date made | 18 date read | 20 cluster, high half
//   22 time and 24 date written | 26 cluster, low half | 28 bytes (0 for folders)
// Long name (7), 13 UTF-16 units an entry, last part first: 0 number, 0x40 on the last part | 1 five units
//   11 0F | 12 0 | 13 sum of the short name | 14 six units | 26 0 | 28 two units; ends with 0, then FFFF

namespace bootwright {

namespace {

constexpr qsizetype kEntrySize = 32;
constexpr qsizetype kUnitsInPart = 13;
constexpr qsizetype kUnitPlaces[kUnitsInPart] = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};
constexpr quint8 kLabel = 0x08;
constexpr quint8 kFolder = 0x10;
constexpr quint8 kArchive = 0x20;
constexpr quint8 kLongName = 0x0F;

bool isShortCharacter(QChar c)
{
    const auto unit = c.unicode();
    return (unit >= u'A' && unit <= u'Z') || (unit >= u'0' && unit <= u'9')
           || (unit != 0 && unit < 0x80 && std::strchr("$%'-_@~`!(){}^#&", char(unit)) != nullptr);
}

bool isShortPart(QStringView part, qsizetype longest)
{
    return part.size() <= longest && std::all_of(part.begin(), part.end(), isShortCharacter);
}

QByteArray shortBytes(QStringView base, QStringView extension)
{
    return base.toLatin1().leftJustified(8, ' ') + extension.toLatin1().leftJustified(3, ' ');
}

//! ASCII letters only: what else has an upper case is no character of a short name anyway.
QString asciiUpper(const QString &name)
{
    QString upper = name;
    for (auto &c : upper)
        c = c >= u'a' && c <= u'z' ? QChar(char16_t(c.unicode() - 32)) : c;
    return upper;
}

//! What of \a part can be in a short name.
QString shortened(QStringView part, qsizetype longest)
{
    QString kept;
    for (const QChar c : part) {
        if (c != u' ' && c != u'.' && kept.size() < longest)
            kept.append(isShortCharacter(c) ? c : QChar(u'_'));
    }
    return kept;
}

qsizetype partsOf(const QString &name)
{
    return (name.size() + kUnitsInPart - 1) / kUnitsInPart;
}

quint8 sumOf(QByteArrayView shortName)
{
    quint8 sum = 0;
    for (const char byte : shortName)
        sum = quint8(((sum & 1) << 7) + (sum >> 1) + quint8(byte));
    return sum;
}

QByteArray longNamePart(const QString &name, qsizetype part, quint8 sum)
{
    QByteArray bytes = zeroBytes(kEntrySize);
    bytes[0] = char(part + 1 + (part + 1 == partsOf(name) ? 0x40 : 0));
    bytes[11] = char(kLongName);
    bytes[13] = char(sum);
    for (qsizetype i = 0; i < kUnitsInPart; ++i) {
        const auto at = part * kUnitsInPart + i;
        const auto unit = at < name.size() ? name[at].unicode() : at == name.size() ? 0 : 0xFFFF;
        putLe<quint16>(bytes, kUnitPlaces[i], quint16(unit));
    }
    return bytes;
}

quint16 fatDate(QDate date)
{
    const auto year = std::clamp(date.year(), 1980, 2107);
    return quint16((year - 1980) << 9 | date.month() << 5 | date.day());
}

quint16 fatTime(QTime time)
{
    return quint16(time.hour() << 11 | time.minute() << 5 | time.second() / 2);
}

} // namespace

std::optional<QByteArray> fatShortName(const QString &name)
{
    const auto upper = asciiUpper(name);
    const auto dot = upper.indexOf(u'.');
    const auto base = QStringView(upper).first(dot < 0 ? upper.size() : dot);
    const auto extension = dot < 0 ? QStringView() : QStringView(upper).sliced(dot + 1);
    if (base.isEmpty() || !isShortPart(base, 8) || !isShortPart(extension, 3)
        || (dot >= 0 && extension.isEmpty()))
        return {};
    return shortBytes(base, extension);
}

Result<void> checkFatLabel(const QString &label)
{
    const auto isGood = label.size() <= 11 && label == label.toUpper() && !label.startsWith(u' ')
                        && std::all_of(label.begin(), label.end(), [](QChar c) {
                               return c == u' ' || fatShortName(QString(c)).has_value();
                           });
    if (isGood)
        return {};
    return Error{Error::Kind::InvalidInput,
                 Tr::tr("Cannot name the partition \"%1\". Its label has at most 11 characters: "
                        "upper-case letters, digits, spaces and some signs.")
                     .arg(label),
                 {}};
}

FatFolder::FatFolder(const QDateTime &created)
    : m_created(created.toUTC())
{}

void FatFolder::addLabel(const QString &label)
{
    addEntry(label.toLatin1().leftJustified(11, ' '), kLabel, 0, 0);
}

void FatFolder::addDots(quint32 self, quint32 parent)
{
    addEntry(QByteArray(".").leftJustified(11, ' '), kFolder, self, 0);
    addEntry(QByteArray("..").leftJustified(11, ' '), kFolder, parent, 0);
}

void FatFolder::add(const std::vector<FatChild> &children)
{
    // Names that are short already keep them; those made up must go round them.
    for (const auto &child : children) {
        if (const auto shortName = fatShortName(child.name))
            m_taken.insert(*shortName);
    }
    for (const auto &child : children) {
        auto shortName = fatShortName(child.name);
        if (!shortName) {
            shortName = freshShortName(child.name);
            m_taken.insert(*shortName);
            for (auto part = partsOf(child.name) - 1; part >= 0; --part)
                m_bytes += longNamePart(child.name, part, sumOf(*shortName));
        }
        addEntry(*shortName, child.isFolder ? kFolder : kArchive, child.cluster, child.size);
    }
}

quint64 FatFolder::sizeOf(const QString &name)
{
    return quint64((fatShortName(name) ? 1 : 1 + partsOf(name)) * kEntrySize);
}

QByteArray FatFolder::freshShortName(const QString &name)
{
    const auto upper = asciiUpper(name);
    const auto dot = upper.lastIndexOf(u'.');
    const auto extension = dot > 0 ? shortened(QStringView(upper).sliced(dot + 1), 3) : QString();
    auto base = shortened(QStringView(upper).first(dot > 0 ? dot : upper.size()), 6);
    if (base.isEmpty())
        base = QStringLiteral("_");
    // The number of the last one is remembered, or many names that begin alike would take quadratic time.
    auto &tail = m_lastTail[shortBytes(base, extension)];
    for (;;) {
        const auto end = QLatin1Char('~') + QString::number(++tail);
        const auto candidate =
            shortBytes(QString(base.first(std::min(base.size(), 8 - end.size())) + end), extension);
        if (!m_taken.contains(candidate))
            return candidate;
    }
}

void FatFolder::addEntry(QByteArrayView shortName, quint8 attributes, quint32 cluster, quint32 size)
{
    QByteArray entry = zeroBytes(kEntrySize);
    putBytes(entry, 0, shortName);
    entry[11] = char(attributes);
    putLe<quint16>(entry, 14, fatTime(m_created.time()));
    putLe<quint16>(entry, 16, fatDate(m_created.date()));
    putLe<quint16>(entry, 18, fatDate(m_created.date()));
    putLe<quint16>(entry, 20, quint16(cluster >> 16));
    putLe<quint16>(entry, 22, fatTime(m_created.time()));
    putLe<quint16>(entry, 24, fatDate(m_created.date()));
    putLe<quint16>(entry, 26, quint16(cluster));
    putLe<quint32>(entry, 28, size);
    m_bytes += entry;
}

} // namespace bootwright
