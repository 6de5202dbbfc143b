// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/AdminService.h"
#include "core/site/ContentPlace.h"

namespace bootwright {

//! The content that the web server of a distribution point hands out, below /SMS_DP_SMSPKG$:
//!
//!     <package>/<file>                     the files of a package
//!     Datalib/<package>.<version>/<file>.INI   the size and the hash of each
//!     Filelib/<hash[0..4]>/<hash>          the same bytes by their hash
//!
//! Asked without a sign-in first, and with one when the server wants it. Names from the server that would
//! lead elsewhere are refused.
class WebContent final : public ContentPlace
{
public:
    //! \a server is a URL with scheme, host and port.
    WebContent(QUrl server, Ask ask);

    QString name() const override;
    Result<QList<ContentFile>> list(const Content &content, Control &control) override;
    Result<void> fetch(const ContentFile &file, const QString &target, Control &control) override;

private:
    Result<HttpReply> ask(HttpRequest request, Control &control);
    Result<HttpReply> get(const QString &path, Control &control);
    Result<QList<ContentFile>> listFolder(const QString &folder, Control &control);
    Result<QList<ContentFile>> listLibrary(const Content &content, Control &control);
    Result<ContentFile> describe(const Content &content, const QString &path, Control &control);
    QUrl urlOf(const QString &path) const;

    QUrl m_server;
    QString m_root;
    Ask m_ask;
    SignIn m_signIn = SignIn::None;
};

//! The files and folders (names that end in '/') that an HTML listing at \a url links to, directly below it.
QStringList linkedNames(const QByteArray &html, const QUrl &url);

} // namespace bootwright
