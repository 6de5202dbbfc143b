// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace bootwright {

//! What the XML of a WIM says of one image. It is not covered by any hash: for display, and to be
//! compared with what the image holds.
struct WimImage
{
    int index = 0; //!< from 1
    QString name;
    QString description;
    QString edition;
    QString defaultLanguage;
    QStringList languages;
    int arch = -1; //!< 0 x86, 9 x64, 12 arm64; -1 not said
    int major = 0;
    int minor = 0;
    int build = 0;
    int spBuild = 0;
    quint64 totalBytes = 0;
    QString xml; //!< this IMAGE element
};

//! The counters of an image that the XML repeats.
struct WimCounters
{
    quint64 folders = 0;
    quint64 files = 0;
    quint64 totalBytes = 0;
    quint64 hardLinkBytes = 0;
};

//! The images in the XML resource \a bytes, by index. Corrupt unless there are \a imageCount of them, each
//! once, in well-formed XML without a DTD; Unsupported for an encrypted ESD.
Result<QList<WimImage>> parseWimXml(const QByteArray &bytes, int imageCount);

//! \a bytes (which parseWimXml() took) with the counters of one image and the size of all resources
//! replaced where they are there; nothing else changes.
QByteArray withWimCounters(const QByteArray &bytes,
                           int imageIndex,
                           const WimCounters &counters,
                           quint64 resourcesEnd);

} // namespace bootwright
