// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace bootwright {

//! The content of a package in one of its versions.
struct Content
{
    QString packageId;
    qint64 version = 0;
    QString fileName; //!< the one file that is wanted, as the site names it; empty: all files

    //! As content libraries name it: "LAB00005.7".
    QString id() const { return QStringLiteral("%1.%2").arg(packageId).arg(version); }
};

//! One file of a package.
struct ContentFile
{
    QString path;       //!< inside the package, with '/'; no part of it leads elsewhere
    quint64 size = 0;   //!< bytes, 0 if not known
    QByteArray sha256;  //!< empty if the place does not tell
    QString where = {}; //!< for the place that listed it
    qint64 modified =
        0; //!< when it was changed last, only to be compared; 0 if the place does not tell
};

//! Somewhere from where the content of packages can be fetched.
class ContentPlace
{
public:
    virtual ~ContentPlace() = default;
    //! For sentences, for example: the web server of "dp01".
    virtual QString name() const = 0;
    //! The files of \a content. NotFound, AccessDenied, Network, Corrupt.
    virtual Result<QList<ContentFile>> list(const Content &content, Control &control) = 0;
    //! Fetches \a file to \a target; what an earlier try left there is gone on with. Corrupt when it is not
    //! what its hash says. The errors of list(), and those of writing.
    virtual Result<void>
    fetch(const ContentFile &file, const QString &target, Control &control) = 0;
};

//! \a path can be a path inside a folder of ours: relative, with names that every system takes.
bool isInnerPath(const QString &path);

//! What a content library writes about a file stands beside it, under its name and this.
constexpr QLatin1String ContentIniSuffix(".INI");
//! A package of more files is refused; real ones have far fewer.
constexpr qsizetype MostContentFiles = 10'000;

//! The hash and the size in an .INI file of a content library.
ContentFile parseContentIni(const QString &path, const QByteArray &ini);

} // namespace bootwright
