// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/PeFile.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"

#include <optional>

// Microsoft, "PE Format" (revision 11): all little-endian.
//
// file   0 "MZ"                      60 u32 offset of "PE\0\0"
// COFF   0 u16 machine               2 u16 sections      16 u16 size of the optional header
// opt.   0 u16 0x10B PE32, 0x20B PE32+   60 u32 size of headers   64 u32 checksum   68 u16 subsystem
//        92 (PE32) or 108 (PE32+) u32 number of directories, then 8 bytes each: u32 address, u32 size;
//        number 2: resources, number 4: certificates (its address is an offset in the file)
// sect.  40 bytes each: 12 u32 address, 16 u32 size in the file, 20 u32 offset
//
// resource directory  12 u16 named entries, 14 u16 entries with an id, at 16 the entries, 8 bytes each:
//        u32 id, or offset of a name (u16 length, UTF-16) with bit 31 set;
//        u32 offset of the data entry, or of a directory with bit 31 set
// data entry          0 u32 address, 4 u32 size
// Three levels: type (RCDATA is 10), name, language.

namespace bootwright {

namespace {

//! Above it an offset might not fit its 32 bits. No program is that large.
constexpr quint64 largest = 1_GiB;
constexpr quint32 highBit = 0x80000000;
constexpr quint32 typeRcdata = 10;
constexpr quint32 resourceDirectory = 2;
constexpr quint32 certificateDirectory = 4;

Error notAProgram(const QString &detail)
{
    return {Error::Kind::InvalidInput, Tr::tr("The file is not a Windows or EFI program."), detail};
}

Error damagedPe(const QString &detail)
{
    return {Error::Kind::Corrupt, Tr::tr("The program is damaged."), detail};
}

//! What a resource is found by: an id, or a name.
struct ResourceKey
{
    std::optional<quint32> id;
    QString name;
};

Result<ResourceKey> resourceKey(QByteArrayView tree, quint32 field)
{
    if (!(field & highBit))
        return ResourceKey{field, {}};
    const quint32 offset = field & ~highBit;
    const auto total = quint64(tree.size());
    if (!fits(offset, 2, total)
        || !fits(quint64(offset) + 2, 2ULL * le<quint16>(tree, offset), total))
        return damagedPe(QStringLiteral("resource name at %1").arg(offset));
    return ResourceKey{{}, fromUtf16le(tree.sliced(offset + 2, 2 * le<quint16>(tree, offset)))};
}

//! The offset field of the first entry in the resource directory at \a directory whose key \a matches.
//! NotFound, or Corrupt if the directory lies.
template<typename Matches>
Result<quint32> findResource(QByteArrayView tree, quint32 directory, Matches matches)
{
    const auto total = quint64(tree.size());
    if (!fits(directory, 16, total))
        return damagedPe(QStringLiteral("resource directory at %1").arg(directory));
    const quint32 count = le<quint16>(tree, directory + 12) + le<quint16>(tree, directory + 14);
    if (!fits(quint64(directory) + 16, 8ULL * count, total))
        return damagedPe(QStringLiteral("resource directory of %1 entries").arg(count));
    for (quint32 i = 0; i < count; ++i) {
        const auto at = qsizetype(directory) + 16 + 8 * qsizetype(i);
        const auto key = resourceKey(tree, le<quint32>(tree, at));
        if (!key)
            return key.error();
        if (matches(*key))
            return le<quint32>(tree, at + 4);
    }
    return Error{Error::Kind::NotFound, Tr::tr("The program has no such resource."), {}};
}

} // namespace

Result<PeFile> PeFile::parse(QByteArrayView file)
{
    const auto total = quint64(file.size());
    if (total < 64 || total > largest || le<quint16>(file, 0) != 0x5A4D)
        return notAProgram(QStringLiteral("no MZ header"));
    const auto pe = le<quint32>(file, 60);
    if (!fits(pe, 24, total) || file.sliced(pe, 4) != QByteArrayView("PE\0\0", 4))
        return notAProgram(QStringLiteral("no PE header at %1").arg(pe));

    PeFile program;
    program.m_bytes = file;
    program.m_machine = le<quint16>(file, pe + 4);
    const auto sectionCount = le<quint16>(file, pe + 6);
    const auto optionalSize = le<quint16>(file, pe + 20);
    if (!fits(quint64(pe) + 24, optionalSize, total))
        return damagedPe(QStringLiteral("optional header of %1 bytes").arg(optionalSize));
    if (const auto read = program.parseOptionalHeader(pe + 24, optionalSize); !read)
        return read.error();
    if (const auto read = program.parseSections(quint64(pe) + 24 + optionalSize, sectionCount);
        !read)
        return read.error();
    return program;
}

Result<void> PeFile::parseOptionalHeader(quint32 offset, quint16 size)
{
    const auto magic = size >= 2 ? le<quint16>(m_bytes, offset) : quint16(0);
    if (magic != 0x10B && magic != 0x20B)
        return notAProgram(QStringLiteral("optional header magic %1").arg(magic));
    const quint32 countOffset = magic == 0x20B ? 108 : 92;
    if (size < countOffset + 4)
        return damagedPe(QStringLiteral("optional header of %1 bytes").arg(size));
    m_checksumOffset = offset + 64;
    m_subsystem = le<quint16>(m_bytes, offset + 68);

    const auto count = le<quint32>(m_bytes, offset + countOffset);
    const quint32 first = countOffset + 4;
    if (count > (size - first) / 8U)
        return damagedPe(QStringLiteral("%1 data directories").arg(count));
    if (count > resourceDirectory) {
        m_resourceAddress = le<quint32>(m_bytes, offset + first + 8 * resourceDirectory);
        m_resourceSize = le<quint32>(m_bytes, offset + first + 8 * resourceDirectory + 4);
    }
    if (count > certificateDirectory) {
        m_certificateFieldOffset = offset + first + 8 * certificateDirectory;
        m_certificateTable = {le<quint32>(m_bytes, m_certificateFieldOffset),
                              le<quint32>(m_bytes, m_certificateFieldOffset + 4)};
        if (m_certificateTable.size == 0)
            m_certificateTable = {};
    }
    if (!fits(m_certificateTable.offset, m_certificateTable.size, quint64(m_bytes.size())))
        return damagedPe(QStringLiteral("certificate table of %1 bytes at %2")
                             .arg(m_certificateTable.size)
                             .arg(m_certificateTable.offset));
    if (m_certificateTable.size > 0 && m_certificateTable.offset < offset + size)
        return damagedPe(QStringLiteral("certificate table at %1, in the headers")
                             .arg(m_certificateTable.offset));
    return {};
}

Result<void> PeFile::parseSections(quint64 offset, quint16 count)
{
    const auto total = quint64(m_bytes.size());
    if (!fits(offset, 40ULL * count, total))
        return damagedPe(QStringLiteral("%1 sections").arg(count));
    for (quint16 i = 0; i < count; ++i) {
        const auto at = qsizetype(offset) + 40 * i;
        const Section section{le<quint32>(m_bytes, at + 12),
                              {le<quint32>(m_bytes, at + 20), le<quint32>(m_bytes, at + 16)}};
        if (section.raw.size > 0 && !fits(section.raw.offset, section.raw.size, total))
            return damagedPe(QStringLiteral("section %1 leaves the file").arg(i));
        m_sections.append(section);
    }
    return {};
}

QByteArrayView PeFile::mapped(quint64 address, quint64 size) const
{
    for (const auto &section : m_sections) {
        if (address >= section.address && fits(address - section.address, size, section.raw.size))
            return m_bytes.sliced(section.raw.offset + qsizetype(address - section.address),
                                  qsizetype(size));
    }
    return {};
}

PeFile::Range PeFile::resourceSection() const
{
    for (const auto &section : m_sections) {
        if (m_resourceSize > 0 && m_resourceAddress >= section.address
            && m_resourceAddress - section.address < section.raw.size)
            return section.raw;
    }
    return {};
}

Result<QByteArrayView> PeFile::resource(QStringView name) const
{
    const auto missing = [&] {
        return Error{Error::Kind::NotFound,
                     Tr::tr("The program has no resource \"%1\".").arg(name),
                     QString()};
    };
    if (m_resourceSize == 0)
        return missing();
    const auto tree = mapped(m_resourceAddress, m_resourceSize);
    if (tree.isEmpty())
        return damagedPe(QStringLiteral("resources of %1 bytes at %2")
                             .arg(m_resourceSize)
                             .arg(m_resourceAddress));

    quint32 offset = highBit; // the root directory
    for (int level = 0; level < 3; ++level) {
        if (!(offset & highBit))
            return damagedPe(QStringLiteral("resource data at level %1").arg(level));
        const auto found = findResource(tree, offset & ~highBit, [&](const ResourceKey &key) {
            if (level == 0)
                return key.id == typeRcdata;
            return level == 2 || (!key.id && key.name.compare(name, Qt::CaseInsensitive) == 0);
        });
        if (!found)
            return found.error().kind == Error::Kind::NotFound ? missing() : found.error();
        offset = *found;
    }
    if ((offset & highBit) || !fits(offset, 16, quint64(tree.size())))
        return damagedPe(QStringLiteral("resource entry at %1").arg(offset));
    const auto size = le<quint32>(tree, offset + 4);
    const auto data = mapped(le<quint32>(tree, offset), size);
    if (data.size() != qsizetype(size))
        return damagedPe(QStringLiteral("resource of %1 bytes").arg(size));
    return data;
}

} // namespace bootwright
