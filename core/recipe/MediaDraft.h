// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/SignerChoice.h"
#include "core/recipe/MediaSecrets.h"
#include "core/recipe/SiteDraft.h"

#include <QDateTime>

namespace bootwright {

enum class MediaMode { Dynamic, SiteBased };
enum class TargetType { Iso, Usb };
enum class Encryption { Aes128, Aes256 };

struct TargetDraft
{
    TargetType type = TargetType::Iso;
    QString path;
    QString label = QStringLiteral("Configuration Manager");
    bool includeAutorun = false;
    QString stagingFolder; //!< empty: the system's folder for temporary files

    bool operator==(const TargetDraft &) const = default;
};

struct CertificateDraft
{
    CertificateType type = CertificateType::SelfSigned;
    QDateTime startTime;   //!< self-signed; without a value: the moment the media are made
    QDateTime expireTime;  //!< self-signed
    QString file;          //!< PKI: the .pfx
    QString identity = {}; //!< self-signed: one made before, sealed in a kit; empty: a new one

    bool operator==(const CertificateDraft &) const = default;
};

struct SecurityDraft
{
    bool enableUnknownComputers = false;
    bool passwordProtected = true;
    CertificateDraft certificate;
    UserDeviceAffinity userDeviceAffinity = UserDeviceAffinity::DoNotAllow;
    Encryption encryption = Encryption::Aes128;

    bool operator==(const SecurityDraft &) const = default;
};

//! With both, the bytes come from the file and the package ID says which boot image of the site it is.
struct BootImageDraft
{
    QString packageId;
    QString file;
    QString bootSdiFile; //!< empty: the one inside the boot image
    SignerChoice loaderSigner = SignerChoice::Auto;
    //! The media's \SMS\data is put inside the boot image too, for computers whose Windows PE does not
    //! find the medium that it was started from.
    bool embedMediaData = false;

    bool operator==(const BootImageDraft &) const = default;
};

struct VariableDraft
{
    QString name;
    QString value; //!< empty when hidden: hidden values are secrets
    bool hidden = false;

    bool operator==(const VariableDraft &) const = default;
};

//! Files from one of: a folder, a zip, a package of the site (prestart files only).
struct FilesDraft
{
    QString folder;
    QString zip;
    QString packageId;

    bool isEmpty() const { return folder.isEmpty() && zip.isEmpty() && packageId.isEmpty(); }
    bool operator==(const FilesDraft &) const = default;
};

struct PrestartDraft
{
    QString command;
    FilesDraft files;

    bool operator==(const PrestartDraft &) const = default;
};

//! The answers, which may be wrong; planMedia() judges them. Mirrors the recipe JSON
//! (docs/formats/recipe.md); the defaults are those of the console. Paths are absolute.
struct MediaDraft
{
    SiteDraft site;
    QString reference; //!< media that the console made at this site, to be followed; empty: none
    bool allowUnattended = false;
    MediaMode mediaMode = MediaMode::Dynamic;
    TargetDraft target;
    SecurityDraft security;
    BootImageDraft bootImage;
    QString distributionPoint;    //!< matters only while the media are made
    QStringList managementPoints; //!< URLs, in the order in which clients try them
    QList<VariableDraft> variables;
    PrestartDraft prestart;
    FilesDraft extraFiles; //!< onto the root of the media

    bool operator==(const MediaDraft &) const = default;
};

//! The draft that the wizard begins with: defaults, and a certificate for one year from \a now.
MediaDraft freshDraft(const QDateTime &now);

} // namespace bootwright
