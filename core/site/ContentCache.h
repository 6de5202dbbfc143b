// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/site/ContentPlace.h"
#include "core/site/SiteAccess.h"

#include <QLockFile>

#include <memory>
#include <optional>

namespace bootwright {

//! Content that was fetched from sites, on this computer, in one folder for each version of a package:
//!
//!     <root>/<site>-<package>.<version>/content.json    what was fetched, written when all is there
//!                                      /files/…
//!
//! What was used longest ago goes when the limit is reached. Two programs do not fill one folder at a time.
class ContentCache
{
public:
    //! The folder of this user.
    static QString defaultRoot();
    static constexpr quint64 DefaultLimit = quint64(20) << 30; // bytes

    ContentCache(QString root, quint64 limit);

    //! The folder of one content, locked as long as this lives.
    class Entry
    {
    public:
        QString files() const { return m_folder + QStringLiteral("/files"); }
        //! The files that were fetched, if they are all there and have their sizes and hashes.
        std::optional<QList<ContentFile>> complete(Control &control) const;
        //! All are there now. Device.
        Result<void> finish(const QList<ContentFile> &files) const;

    private:
        friend class ContentCache;
        QString m_folder;
        std::unique_ptr<QLockFile> m_lock;
    };
    //! Waits while another program has it. InvalidInput for a name that is none, Device, AccessDenied.
    Result<Entry> open(const QString &siteCode, const Content &content, Control &control) const;
    //! Removes what was used longest ago, but not \a keep, until \a bytes more are within the limit. NoSpace if
    //! that cannot be.
    Result<void> makeRoom(quint64 bytes, const Entry &keep) const;

    quint64 usedBytes() const;
    quint64 limit() const { return m_limit; }
    QString root() const { return m_root; }

private:
    QString m_root;
    quint64 m_limit;
};

//! The cache that \a access names.
ContentCache contentCache(const SiteAccess &access);

} // namespace bootwright
