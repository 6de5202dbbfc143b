// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/RenewalRequest.h"
#include "core/builder/buildMedia.h"

namespace bootwright {

//! What came of a renewal.
struct RenewalReport
{
    bool wasFinished = false; //!< one that was interrupted before was brought to its end first
    bool isEqual = true;      //!< what was written was read back and is what was meant
    QStringList files;        //!< that have other bytes now
    quint64 writtenSize = 0;  //!< bytes that changed on the medium
    QString label;
    QString mediaGuid;
    QDateTime certificateExpires; //!< UTC
    QString registration;         //!< what became of the certificate at the site; may be empty
    QStringList warnings;
};

//! Gives media of ours another certificate, password, label, management points or variables where they
//! are. Whatever happens, they are as before or renewed; a renewal that was interrupted is finished first.
//! An empty draft does only that. Errors: those of the rules (InvalidInput), of reading media, and
//! Unsupported when they cannot change in place: then rebuildMedia() makes new ones from their files.
Result<RenewalReport>
renewMedia(const RenewalRequest &request, const Chance &chance, Control &control);

//! Makes a new ISO of the files of media that cannot change in place, such as those of Microsoft's console,
//! with what the request says. Everything else is taken over, variables that nobody knows and the boot
//! images of the disc, too. Errors as those of renewMedia() and buildMedia().
Result<BuildReport> rebuildMedia(const RenewalRequest &request,
                                 const OpenSink &openSink,
                                 ReadBack readBack,
                                 const Chance &chance,
                                 Control &control);

//! Brings an interrupted renewal of the media at \a path to its end: true if there was one. AccessDenied when they
//! cannot be written; reading them tells the same in any case.
Result<bool> finishRenewal(const QString &path);

} // namespace bootwright
