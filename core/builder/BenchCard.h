// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QStringList>

namespace bootwright {

//! What the card tells the technician who holds the medium. No secret.
struct BenchCardFacts
{
    QString label;
    QDateTime madeAt;             //!< UTC
    QDateTime certificateExpires; //!< UTC
    QString mediaGuid;            //!< by which the site can block lost media
    QString siteCode;             //!< may be empty
    QStringList managementPoints;
    QString bootImage;    //!< name, architecture and version in one line
    QString loaderSigner; //!< 2011, 2023 or other
    bool passwordProtected = false;
    bool unattended = false;
    bool unknownComputers = false;
};

//! One page of HTML (UTF-8, no script, no outside file) for the screen and for one sheet of A4: what this
//! medium is, until when it works, how to start from it, which keys help, what the common failures mean.
QByteArray benchCard(const BenchCardFacts &facts);

} // namespace bootwright
