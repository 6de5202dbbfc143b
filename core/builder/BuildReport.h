// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QDateTime>
#include <QStringList>

#include <variant>

namespace bootwright {

//! Whether what was written is read back and compared before it counts as done.
enum class ReadBack { Yes, No };

//! What came of a build that wrote its image to the end.
struct BuildReport
{
    enum class Verification {
        Equal,     //!< everything was read back and is what was meant
        Skipped,   //!< not read back, by wish
        Different, //!< read back and not equal: the image did not get its name
    };

    Verification verification = Verification::Skipped;
    QString difference; //!< the first file or area that is not equal
    QString output;     //!< where the image lies
    quint64 size = 0;   //!< bytes of the image
    QByteArray sha256;  //!< of the whole image as read back; empty when skipped
    QString mediaGuid;
    QDateTime certificateExpires; //!< UTC
    QString registration;         //!< what became of the certificate at the site, a sentence
    bool isRegistered = false;    //!< the site knows it
    QStringList warnings;
};

//! The user stopped the build; nothing was left behind.
struct Cancelled
{};

//! The one end of every build.
using BuildOutcome = std::variant<BuildReport, Cancelled, Error>;

} // namespace bootwright
