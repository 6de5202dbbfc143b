// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/Http.h"
#include "core/site/ProviderRow.h"

#include <QStringList>

#include <functional>

namespace bootwright {

//! Whoever asks web servers for us: Http::ask(), or a test.
using Ask = std::function<Result<HttpReply>(const HttpRequest &, Control &)>;

//! The administration service of one SMS Provider (OData 4, route /AdminService/wmi). Each error names the
//! server, the request and what was wrong with the reply: Network, AccessDenied (sign-in, or 403),
//! NotFound (404: no such class or method), Unsupported (another status), Corrupt (not what OData is).
class AdminService
{
public:
    //! \a server is a host name, with ":port" unless it is 443. InvalidInput when it is not.
    static Result<AdminService> at(const QString &server, Ask ask);

    //! What is asked of a class. The keys belong among the selected properties: without them the service
    //! takes different rows for one.
    struct Query
    {
        QString set;        //!< the class
        QStringList select; //!< empty: all properties that are not lazy
        QString filter = {};
        QString order = {}; //!< the property by which pages are kept apart
    };
    //! All rows, page by page.
    Result<QList<ProviderRow>> rows(const Query &query, Control &control) const;
    //! One instance with its lazy properties; NotFound.
    Result<ProviderRow> instance(const QString &set, const QString &key, Control &control) const;
    //! Calls a static method, once.
    Result<ProviderRow>
    call(const QString &method, const QJsonObject &parameters, Control &control) const;
    //! Whether the service has the static method, by its $metadata.
    Result<bool> offers(const QString &method, Control &control) const;

    QString server() const { return serverName(m_base); }

private:
    AdminService(QUrl base, Ask ask);

    struct Page
    {
        QList<ProviderRow> rows;
        QUrl next; //!< empty: the server does not say
    };
    enum class Shape { AsWished, Plain };
    Result<Page> page(const Query &query, Shape shape, qsizetype skip, Control &control) const;
    Result<Page> pageAt(const QUrl &url, Control &control) const;
    Result<HttpReply> get(const QUrl &url, Control &control) const;
    Result<ProviderRow> objectOf(const HttpReply &reply, const QUrl &url) const;
    QUrl urlOf(const QString &target, const QString &query = {}) const;

    QUrl m_base;
    Ask m_ask;
};

} // namespace bootwright
