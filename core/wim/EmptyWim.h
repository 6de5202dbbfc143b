// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QUuid>

namespace bootwright {

//! What the XML and the header of an empty WIM say.
struct EmptyWimOptions
{
    QString name;
    int arch = 9;     //!< 0 x86, 9 x64, 12 arm64
    QString version;  //!< major.minor.build.service pack build, for example 10.0.26100.1
    QString language; //!< for example en-US
    QUuid guid;
    QDateTime time;
};

//! A WIM with one image, the one that boots, in which there is nothing. Not compressed, no integrity table.
//! An overlay on it makes an image with files.
QByteArray emptyWim(const EmptyWimOptions &options);

} // namespace bootwright
