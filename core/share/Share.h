// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QList>
#include <QString>

#include <memory>
#include <span>

namespace bootwright {

//! \a path leads to a share of another computer: \\server\share\…, //server/share/… or smb://server/share/….
bool isSharePath(const QString &path);
//! The system cannot open \a path itself: a share, where the system is not Windows.
bool needsShareClient(const QString &path);

//! A file on a share, open.
class ShareFile
{
public:
    virtual ~ShareFile() = default;
    virtual quint64 size() const = 0;    //!< bytes, when it was opened
    virtual qint64 modified() const = 0; //!< when it was changed last: only to be compared
    //! Fills all of \a into. Device or Network when it cannot be read, Corrupt when it ends too early.
    virtual Result<void> read(quint64 offset, std::span<char> into) = 0;
    virtual Result<void> write(quint64 offset, std::span<const char> bytes) = 0;
    //! Makes it \a size bytes long, the new ones zero.
    virtual Result<void> resize(quint64 size) = 0;
    //! Tells the server all that was written; errors of late writes come now.
    virtual Result<void> close() = 0;
};

struct ShareEntry
{
    QString name;
    bool isFolder = false;
    quint64 size = 0;    //!< bytes
    qint64 modified = 0; //!< when it was changed last: only to be compared
};

//! Opens files and folders of shares, as one user. Errors name the path: NotFound, AccessDenied, Network,
//! NoSpace, Device. Used by one thread at a time; others may
//! have one of their own.
class ShareClient
{
public:
    enum class Ntlm { Refused, Allowed }; //!< when Kerberos does not work
    //! \a user is user@REALM or domain\\user; empty: whoever is signed in, with a Kerberos ticket.
    static Result<std::unique_ptr<ShareClient>>
    make(const QString &user, const Secret &password, Ntlm ntlm);
    virtual ~ShareClient() = default;

    enum class Mode {
        Read,
        Create, //!< to read and write, empty; one that is there is emptied
    };
    virtual Result<std::unique_ptr<ShareFile>> open(const QString &path, Mode mode) = 0;
    //! What is in a folder, without "." and "..".
    virtual Result<QList<ShareEntry>> list(const QString &folder) = 0;
    virtual Result<bool> exists(const QString &path) = 0;
    //! Gives a file another name in its folder; one that has this name goes.
    virtual Result<void> rename(const QString &from, const QString &to) = 0;
    virtual Result<void> remove(const QString &path) = 0;
};

} // namespace bootwright
