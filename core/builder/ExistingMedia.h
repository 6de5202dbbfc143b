// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/builder/MediaData.h"
#include "core/recipe/RenewalDraft.h"
#include "core/tree/FileTree.h"
#include "core/variables/MediaVariables.h"
#include "core/variables/Seal.h"

namespace bootwright {

//! Boot media of Configuration Manager that exist, ours or those of its console: what they hold, opened.
struct ExistingMedia
{
    FileTree tree;
    MediaVariables variables;
    SealAlgorithm algorithm = SealAlgorithm::Aes128;
    QByteArray bootstrapIni; //!< SMS/data/TsmBootstrap.ini as it is
    QByteArray autorunInf;   //!< autorun.inf as it is; empty without one
    QString label;           //!< of MediaLabel.txt; empty without one

    //! What the rules of a renewal have to know.
    RenewableAnswers answers() const;
    bool isPasswordProtected() const;
    bool isUnattended() const;
};

//! Opens the media with the files \a tree; those without a password need none. WrongPassword when \a password does not open the variables;
//! NotFound, Unsupported when they are no boot media; Corrupt.
Result<ExistingMedia> readExistingMedia(FileTree tree, const Secret &password);

//! Makes \a identity the identity of the media whose \a variables these are. The GUID is spelled, with
//! braces or without, as it was.
Result<void>
putIdentity(MediaVariables &variables, const MediaIdentity &identity, const Chance &chance);
//! Gives media, dynamic or site-based, their management points.
void putManagementPoints(MediaVariables &variables, MediaMode mode, const QStringList &urls);

} // namespace bootwright
