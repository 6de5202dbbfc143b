// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/builder/Manifest.h"
#include "core/builder/MediaBoot.h"
#include "core/identity/MediaCertificate.h"
#include "core/image/Iso9660.h"
#include "core/variables/MediaVariables.h"

#include <optional>

namespace bootwright {

//! What a medium is.
enum class MediaKind {
    ConfigMgr,    //!< it has SMS\data
    WindowsPe,    //!< a boot image and nothing of Configuration Manager
    WindowsSetup, //!< a boot image and an image to install
    Linux,
    Other,
};

//! What a medium tells about itself. It may be anything, and hostile; texts are as they were found.
struct MediaReport
{
    struct File
    {
        QString path;
        quint64 size = 0;  //!< bytes
        QByteArray sha256; //!< 32 raw bytes; empty until addHashes()
    };

    enum class Variables {
        Missing, //!< no Variables.dat
        Locked,  //!< a password is needed
        Damaged, //!< they or the certificate in them cannot be read
        Open,
    };

    //! The image of Windows PE on the medium.
    struct BootImage
    {
        QString path;
        quint64 size = 0;
        QString name;
        QString version; //!< of Windows PE, for example 10.0.26100.1
        int build = 0;   //!< 26100
        QString architecture;
        QString language;
        QString problem; //!< a sentence: why it could not be read
    };

    QString path; //!< of the medium
    MediaKind kind = MediaKind::Other;
    QString system;                       //!< what a foreign medium calls itself
    std::optional<FileSystem> fileSystem; //!< none of a folder
    quint64 imageSize = 0;                //!< bytes of the image or device; 0 of a folder
    DiscOrigin origin;
    quint64 size = 0;    //!< bytes of all files
    QString volumeLabel; //!< of the file system; empty for a folder
    QString mediaLabel;  //!< of MediaLabel.txt
    QString mediaType;   //!< of TsmBootstrap.ini
    std::optional<bool> passwordRequired;
    std::optional<bool> unattended;
    std::vector<File> files;
    quint64 leftOut = 0; //!< files and folders that Windows cannot name or that cannot be read
    MediaBoot boot;
    std::optional<BootImage> bootImage;
    std::optional<Manifest> manifest;
    QString manifestProblem;
    Variables variablesState = Variables::Missing;
    std::optional<bool>
        passwordProtected;    //!< the variables; nothing is known of missing and damaged ones
    QString variablesProblem; //!< when damaged
    MediaVariables variables; //!< when open
    std::optional<MediaCertificate> certificate; //!< inside the variables, when open

    //! The file \a wanted, whatever its case, or null.
    const File *find(QStringView wanted) const;
    //! The management points in the variables: several of dynamic media, one of site-based media.
    QStringList managementPoints() const;
    bool isDynamic() const { return variables.find(u"SMSTSLocationMPs"); }
    //! When the media stop to work: what the certificate says, else what the manifest says.
    std::optional<QDateTime> expires() const;
};

//! Reads what header and XML of the WIM in \a content say; a few KiB. What is wrong is told in it.
MediaReport::BootImage readBootImage(const ContentSource &content, const QString &path);

//! Reads the medium at \a path: an image file, a block device, or a folder (a mounted medium, a copy of one).
//! With a \a password the variables are opened: WrongPassword if it is not theirs. Variables without a
//! password are opened always. NotFound, AccessDenied, Device, Corrupt; Unsupported when there is no file
//! system that is known here. What is damaged inside of it is told in the report.
Result<MediaReport> inspectMedia(const QString &path, const Secret &password);

//! Reads all files of the medium again for their hashes. Cancelled, or the first file that cannot be read.
Result<void> addHashes(MediaReport &report, Control &control);

} // namespace bootwright
