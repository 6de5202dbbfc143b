// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tree/ContentSource.h"
#include "core/wim/LoaderSignature.h"

namespace bootwright {

//! What an EFI program says about itself, without reading all of it.
struct LoaderFacts
{
    quint16 machine = 0;       //!< of the PE header, see PeFile
    LoaderSignature signature; //!< whose digestMatches is false: the code was not read
};

//! Reads the headers, resources and signatures of \a efiFile: some 100 KiB of a boot manager's 3 MiB.
//! InvalidInput if it is no program, Corrupt if it is damaged or larger than any boot manager; also the
//! errors of reading.
Result<LoaderFacts> readLoaderFacts(const ContentSource &efiFile);

//! A security version number as people write it: 0x70000 is "7.0".
QString svnText(quint32 svn);

} // namespace bootwright
