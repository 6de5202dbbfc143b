// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bootwright {

//! What went wrong: a kind for code and tests, a sentence for people, a detail for the log.
//! `message` is one translated sentence (or two) that names the object and says why; it ends with a
//! full stop. `detail` is never translated: errno, library code, offset.
struct Error
{
    enum class Kind {
        InvalidInput,  //!< an answer, a recipe or a file that was refused
        NotFound,      //!< an input that is not there
        AccessDenied,  //!< the system said no
        Corrupt,       //!< damaged or forged data
        WrongPassword, //!< a password that does not open what it should
        NoSpace,       //!< the disk is full
        Device,        //!< a disk or drive that could not be read or written
        Network,       //!< a server that could not be reached or asked
        Unsupported,   //!< well-formed, but not something we can do
        Cancelled,     //!< the user asked to stop: an outcome, not a fault
    };

    Kind kind = Kind::InvalidInput;
    QString message;
    QString detail;

    //! The same error seen from one floor up: \a context is put before the message.
    Error within(const QString &context) const;

    bool operator==(const Error &) const = default;
};

//! The name of \a kind for the log and for tests, for example "Corrupt".
QString kindName(Error::Kind kind);

//! Cannot continue because the user stopped the work.
Error cancelled();

//! The error for a failed system call, from errno \a code: NoSpace, AccessDenied, NotFound or Device.
//! \a what is a translated sentence such as: Cannot write "out.iso".
Error systemError(int code, const QString &what);

} // namespace bootwright
