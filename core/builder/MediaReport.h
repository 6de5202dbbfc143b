// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/Manifest.h"
#include "core/identity/MediaCertificate.h"
#include "core/variables/MediaVariables.h"

#include <optional>

namespace bootwright {

//! What a medium tells about itself.
struct MediaReport
{
    struct File
    {
        QString path;
        quint64 size = 0; //!< bytes
    };

    enum class Variables {
        Missing, //!< no Variables.dat: no ConfigMgr media
        Locked,  //!< a password is needed
        Open,
    };

    QString path;
    quint64 size = 0;    //!< bytes of all files
    QString volumeLabel; //!< of the file system; empty for a folder
    QString mediaLabel;  //!< of MediaLabel.txt
    QString mediaType;   //!< of TsmBootstrap.ini
    std::optional<bool> passwordRequired;
    std::optional<bool> unattended;
    std::vector<File> files;
    std::optional<Manifest> manifest;
    Variables variablesState = Variables::Missing;
    MediaVariables variables;                    //!< when open
    std::optional<MediaCertificate> certificate; //!< inside the variables, when open
};

//! Reads the medium at \a path (see openMedia()). With a \a password the variables are opened: WrongPassword
//! if it is not theirs. Variables without a password are opened always.
Result<MediaReport> inspectMedia(const QString &path, const Secret &password);

} // namespace bootwright
