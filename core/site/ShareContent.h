// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/share/Share.h"
#include "core/site/ContentPlace.h"
#include "core/site/SiteAccess.h"

namespace bootwright {

//! The content library of a distribution point, on its share:
//!
//!     PkgLib\<package>.INI                      [Packages] lists the versions that are there
//!     DataLib\<package>.<version>\<file>.INI    the size and the hash of each file
//!     FileLib\<hash[0..4]>\<hash>               the bytes; on the shares of further drives too
class LibraryContent final : public ContentPlace
{
public:
    LibraryContent(QString server, std::shared_ptr<ShareClient> client);

    QString name() const override;
    Result<QList<ContentFile>> list(const Content &content, Control &control) override;
    Result<void> fetch(const ContentFile &file, const QString &target, Control &control) override;

private:
    Result<QByteArray> small(const QString &path);
    QString share(const QString &drive = {}) const;

    QString m_server;
    std::shared_ptr<ShareClient> m_client;
};

//! The source of a package as the admin named it: a file or a folder on a share. It has no hashes.
class SourceContent final : public ContentPlace
{
public:
    SourceContent(QString path, std::shared_ptr<ShareClient> client);

    QString name() const override;
    Result<QList<ContentFile>> list(const Content &content, Control &control) override;
    Result<void> fetch(const ContentFile &file, const QString &target, Control &control) override;

private:
    QString m_path;
    std::shared_ptr<ShareClient> m_client;
};

//! The shares that \a access opens.
Result<std::unique_ptr<ShareClient>> openShares(const SiteAccess &access);

//! Copies \a from, a file on a share, to \a to, and checks its hash unless that is empty: Corrupt. A connection
//! that breaks is taken up again.
Result<void> copyFromShare(ShareClient &client,
                           const QString &from,
                           const QString &to,
                           const QByteArray &sha256,
                           Control &control);

} // namespace bootwright
