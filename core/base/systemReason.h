// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bootwright {

//! \a errorString, the system's reason for a failure, without the full stop that Windows ends it with: it
//! becomes a part of our sentences.
inline QString systemReason(QString errorString)
{
    if (errorString.endsWith(u'.'))
        errorString.chop(1);
    return errorString;
}

} // namespace bootwright
