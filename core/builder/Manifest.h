// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/site/Site.h"
#include "core/tree/FileTree.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace bootwright {

//! Where the manifest lies on a medium.
inline QString manifestPath()
{
    return QStringLiteral("Bootwright/manifest.json");
}

//! What a medium should hold: size and SHA-256 of every file but itself, and what made it, when, from
//! which boot image. No secret. docs/formats/manifest.md has the JSON.
struct Manifest
{
    struct File
    {
        QString path;      //!< as on the medium, with '/'
        quint64 size = 0;  //!< bytes
        QByteArray sha256; //!< 32 raw bytes

        bool operator==(const File &) const = default;
    };

    QString madeBy;            //!< program and version
    QDateTime madeAt;          //!< UTC
    QDateTime renewedAt = {};  //!< UTC; not valid if they never were
    bool reproducible = false; //!< made with fixed chance: for tests, not for use
    QString mediaGuid;
    UserDeviceAffinity userDeviceAffinity = UserDeviceAffinity::DoNotAllow;
    bool mediaDataInBootImage = false; //!< SMS/data is inside boot.wim, too
    QStringList reference =
        {}; //!< what was taken from reference media, in sentences; empty without any
    QString label;
    QDateTime certificateExpires; //!< UTC
    QString bootImageName;
    QString bootImagePackage; //!< package ID, empty if the site gave none
    QString bootImageVersion; //!< version of Windows PE, for example 10.0.26100.1
    QString architecture;     //!< x86, x64 or arm64
    QString loaderSigner;     //!< 2011, 2023 or other
    QList<File> files;

    bool operator==(const Manifest &) const = default;
};

//! The manifest as UTF-8 JSON. Its length does not depend on the hashes: an empty hash is written as 64
//! zeros, so that room can be planned before the hashes are known.
QByteArray writeManifest(const Manifest &manifest);

//! Reads a manifest. Corrupt when it is not one or holds a path that leaves the medium.
Result<Manifest> readManifest(const QByteArray &json);

//! The manifest of the medium with these files; nothing if it carries none.
Result<std::optional<Manifest>> manifestOn(const FileTree &tree);

} // namespace bootwright
