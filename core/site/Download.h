// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/AdminService.h"

namespace bootwright {

//! What is to be downloaded.
struct Wanted
{
    HttpRequest request;
    quint64 size = 0;  //!< bytes, 0 if not known
    QByteArray sha256; //!< empty if not known
};

//! Downloads into the file at \a path, whose name while it is unfinished ends in ".part". A broken connection
//! is taken up again where it broke, also by a later call; content that changed meanwhile begins anew.
//! The file gets its name when its size and hash are right: else Corrupt. NotFound and AccessDenied by what
//! the server says; Network, Device, NoSpace, Cancelled.
Result<void> download(const Ask &ask, const Wanted &wanted, const QString &path, Control &control);

} // namespace bootwright
