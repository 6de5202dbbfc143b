// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/LoaderFacts.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/wim/PeFile.h"

#include <algorithm>

namespace bootwright {

namespace {

constexpr quint64 largestKnownLoader = 16_MiB;
//! Those of boot managers are 1 KiB.
constexpr quint64 largestHeaders = 4_KiB;

//! Reads \a range of \a file into its place in \a bytes.
Result<void> fill(QByteArray &bytes, const ContentSource &file, PeFile::Range range)
{
    const auto part = file.part(range.offset, range.size).readAll();
    if (!part)
        return part.error();
    putBytes(bytes, range.offset, *part);
    return {};
}

} // namespace

Result<LoaderFacts> readLoaderFacts(const ContentSource &efiFile)
{
    if (efiFile.size() > largestKnownLoader)
        return Error{Error::Kind::Corrupt,
                     Tr::tr("The program is larger than any boot loader."),
                     QStringLiteral("%1 bytes").arg(efiFile.size())};
    // a copy of the file in which what is not needed is zero
    auto bytes = zeroBytes(efiFile.size());
    const PeFile::Range head{0, quint32(std::min(efiFile.size(), largestHeaders))};
    if (const auto filled = fill(bytes, efiFile, head); !filled)
        return filled.error();
    const auto program = PeFile::parse(bytes);
    if (!program)
        return program.error();
    for (const auto range : {program->certificateTable(), program->resourceSection()}) {
        if (const auto filled = fill(bytes, efiFile, range); !filled)
            return filled.error();
    }
    auto signature = readLoaderSignature(bytes);
    if (!signature)
        return signature.error();
    return LoaderFacts{program->machine(), std::move(*signature)};
}

QString svnText(quint32 svn)
{
    return QStringLiteral("%1.%2").arg(svn >> 16).arg(svn & 0xFFFF);
}

} // namespace bootwright
