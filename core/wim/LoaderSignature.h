// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArrayView>
#include <QList>
#include <QStringList>

#include <optional>

namespace bootwright {

//! The authority whose certificate issued that of the signer.
enum class LoaderSigner {
    Unsigned,
    Microsoft2011, //!< Microsoft Windows Production PCA 2011
    Microsoft2023, //!< Windows UEFI CA 2023
    Other,
};

//! Who signed an EFI program, as its Authenticode signatures say. It tells people which machines will start
//! the program; it is no decision about trust: whether the authority is genuine is for firmware to check.
struct LoaderSignature
{
    //! The strongest of \a signers: Microsoft2023, else Microsoft2011, else Other; Unsigned if there are none.
    LoaderSigner signer = LoaderSigner::Unsigned;
    //! Of the signatures that firmware looks at: the entries of the certificate table, in their order.
    QList<LoaderSigner> signers;
    //! Common name of the issuer of every signer: each entry of the table, followed by those nested in it.
    QStringList issuers;
    //! A signature lies inside another, where Windows finds it and firmware does not.
    bool hasNested = false;
    //! Every entry of the table was signed with the key of its certificate over the digest of this very file.
    bool digestMatches = false;
    //! The security version number of a boot manager: major << 16 | minor. Firmware refuses one that is
    //! lower than the last it was told.
    std::optional<quint32> svn;
};

//! InvalidInput if \a efiFile is no program, Corrupt if its headers, resources or signatures are damaged.
Result<LoaderSignature> readLoaderSignature(QByteArrayView efiFile);

//! "not signed", the common name of the authority, or nothing for Other.
QString signerText(LoaderSigner signer);
//! For people: "not signed", "Microsoft Windows Production PCA 2011", "Windows UEFI CA 2023", or the issuer.
QString signerText(const LoaderSignature &signature);

} // namespace bootwright
