// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/AdminService.h"

#include "core/base/Log.h"
#include "core/base/Tr.h"

#include <QJsonDocument>

namespace bootwright {

namespace {

constexpr qsizetype kPageRows = 1000;
//! A shorter page with so many rows may be a part all the same: services have limits of their own.
constexpr qsizetype kLikelyCap = 50;
constexpr qsizetype kMostRows = 200'000;

//! The request as it stands in sentences: the class or method without the query.
QString requestName(const QUrl &url)
{
    return url.path().section(u'/', -1);
}

Error badReply(Error::Kind kind, const QUrl &url, const QString &why, const QString &detail = {})
{
    return {kind,
            Tr::tr("Cannot use the reply of \"%1\" to %2. %3")
                .arg(serverName(url), requestName(url), why),
            detail.isEmpty() ? url.toString() : url.toString() + QStringLiteral("; ") + detail};
}

bool isHtml(const HttpReply &reply)
{
    return reply.body.trimmed().startsWith('<');
}

Error notAProvider(const QUrl &url)
{
    return {Error::Kind::InvalidInput,
            Tr::tr("Cannot ask \"%1\". It is a web server, but no SMS Provider. Name the server "
                   "that has the SMS Provider role of the site.")
                .arg(serverName(url)),
            url.toString()};
}

//! What the service says in {"error": {"message": …}}, or the beginning of the reply.
QString complaintOf(const HttpReply &reply)
{
    const auto error = ProviderRow(QJsonDocument::fromJson(reply.body).object())
                           .rows(QStringLiteral("error"))
                           .value(0);
    const auto message = error.text(QStringLiteral("message"));
    return (message.isEmpty()
                ? QString::fromUtf8(reply.body.first(qMin(reply.body.size(), qsizetype(200))))
                : message)
        .simplified();
}

Error statusError(const HttpReply &reply, const QUrl &url)
{
    if (isHtml(reply) && reply.status == 404)
        return notAProvider(url);
    if (reply.status == 403)
        return badReply(Error::Kind::AccessDenied,
                        url,
                        Tr::tr("This account may not do it. Ask for a role that allows it."),
                        complaintOf(reply));
    return badReply(reply.status == 404 ? Error::Kind::NotFound : Error::Kind::Unsupported,
                    url,
                    Tr::tr("It is the error %1: %2").arg(reply.status).arg(complaintOf(reply)));
}

QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', QLatin1String("''")) + u'\'';
}

} // namespace

AdminService::AdminService(QUrl base, Ask ask)
    : m_base(std::move(base))
    , m_ask(std::move(ask))
{}

Result<AdminService> AdminService::at(const QString &server, Ask ask)
{
    const QUrl base(QStringLiteral("https://") + server, QUrl::StrictMode);
    const auto isServer = base.isValid() && !base.host().isEmpty() && base.path().isEmpty()
                          && base.userInfo().isEmpty() && !base.hasQuery() && !base.hasFragment();
    if (!isServer)
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("\"%1\" is not the name of a server. Write it as cm01.lab.example.").arg(server),
            {}};
    return AdminService(base, std::move(ask));
}

QUrl AdminService::urlOf(const QString &target, const QString &query) const
{
    auto url = m_base;
    url.setPath(QStringLiteral("/AdminService/wmi/") + target);
    if (!query.isEmpty())
        url.setQuery(query, QUrl::StrictMode);
    return url;
}

Result<HttpReply> AdminService::get(const QUrl &url, Control &control) const
{
    HttpRequest request;
    request.url = url;
    request.signIn = SignIn::Required;
    auto reply = m_ask(request, control);
    if (reply && !reply->isGood())
        return statusError(*reply, url);
    return reply;
}

Result<ProviderRow> AdminService::objectOf(const HttpReply &reply, const QUrl &url) const
{
    if (isHtml(reply))
        return notAProvider(url);
    QJsonParseError fault;
    const auto json = QJsonDocument::fromJson(reply.body, &fault);
    if (fault.error != QJsonParseError::NoError)
        return badReply(Error::Kind::Corrupt,
                        url,
                        Tr::tr("It is not JSON, at byte %1 of %2.")
                            .arg(qMin(fault.offset, int(reply.body.size())))
                            .arg(reply.body.size()),
                        fault.errorString());
    if (!json.isObject())
        return badReply(Error::Kind::Corrupt, url, Tr::tr("It is JSON, but no object."));
    return ProviderRow(json.object());
}

Result<AdminService::Page> AdminService::pageAt(const QUrl &url, Control &control) const
{
    const auto reply = get(url, control);
    if (!reply)
        return reply.error();
    const auto object = objectOf(*reply, url);
    if (!object)
        return object.error();
    if (!object->isList(QStringLiteral("value")))
        return badReply(Error::Kind::Corrupt, url, Tr::tr("It has no list of rows (\"value\")."));
    Page page;
    page.rows = object->rows(QStringLiteral("value"));
    if (const auto next = object->text(QStringLiteral("@odata.nextLink")); !next.isEmpty()) {
        page.next = url.resolved(QUrl(next));
        if (!isSameOrigin(page.next, m_base))
            return badReply(Error::Kind::Corrupt,
                            url,
                            Tr::tr("It says that the next rows are on another server."),
                            page.next.toString(QUrl::RemoveUserInfo));
    }
    return page;
}

Result<AdminService::Page>
AdminService::page(const Query &query, Shape shape, qsizetype skip, Control &control) const
{
    QStringList parts;
    const auto add = [&](const char *name, const QString &value) {
        if (!value.isEmpty())
            parts.append(QLatin1String(name)
                         + QString::fromLatin1(QUrl::toPercentEncoding(value, "',()")));
    };
    add("$filter=", query.filter);
    if (shape == Shape::AsWished) {
        add("$select=", query.select.join(u','));
        add("$orderby=", query.order);
    }
    add("$top=", QString::number(kPageRows));
    if (skip > 0)
        add("$skip=", QString::number(skip));
    return pageAt(urlOf(query.set, parts.join(u'&')), control);
}

Result<QList<ProviderRow>> AdminService::rows(const Query &query, Control &control) const
{
    auto shape = Shape::AsWished;
    auto got = page(query, shape, 0, control);
    const auto isRefused = [](const Error &error) {
        return error.kind == Error::Kind::Unsupported || error.kind == Error::Kind::NotFound;
    };
    if (!got && isRefused(got.error()) && !query.select.isEmpty()) {
        logWarning(QStringLiteral("%1 without $select: %2").arg(query.set, got.error().message));
        shape = Shape::Plain; // some classes refuse $select of what is lazy
        got = page(query, shape, 0, control);
    }
    QList<ProviderRow> all;
    QString firstKey;
    for (;;) {
        if (!got)
            return got.error();
        const auto key = got->rows.value(0).text(query.order);
        const auto isRepeated = !all.isEmpty() && !key.isEmpty() && key == firstKey;
        if (got->rows.isEmpty() || isRepeated)
            return all;
        if (all.isEmpty())
            firstKey = key;
        all += got->rows;
        if (all.size() > kMostRows)
            return badReply(Error::Kind::Corrupt, urlOf(query.set), Tr::tr("The rows never end."));
        if (!got->next.isEmpty())
            got = pageAt(got->next, control);
        else if (got->rows.size() >= kLikelyCap)
            got = page(query, shape, all.size(), control);
        else
            return all;
    }
}

Result<ProviderRow>
AdminService::instance(const QString &set, const QString &key, Control &control) const
{
    const auto url = urlOf(QStringLiteral("%1(%2)").arg(set, quoted(key)));
    const auto reply = get(url, control);
    if (!reply)
        return reply.error();
    const auto object = objectOf(*reply, url);
    if (!object)
        return object.error();
    const auto inside = object->rows(QStringLiteral("value")); // some versions send a set of one
    return inside.isEmpty() ? *object : inside.first();
}

Result<ProviderRow>
AdminService::call(const QString &method, const QJsonObject &parameters, Control &control) const
{
    HttpRequest request;
    request.url = urlOf(method);
    request.signIn = SignIn::Required;
    request.json = QJsonDocument(parameters).toJson(QJsonDocument::Compact);
    const auto reply = m_ask(request, control);
    if (!reply)
        return reply.error();
    if (!reply->isGood())
        return statusError(*reply, request.url);
    return reply->body.trimmed().isEmpty() ? ProviderRow() : objectOf(*reply, request.url);
}

Result<bool> AdminService::offers(const QString &method, Control &control) const
{
    const auto reply = get(urlOf(QStringLiteral("$metadata")), control);
    if (!reply)
        return reply.error();
    // The document is large, and its form is the service's own: only the name is looked for.
    return reply->body.toLower().contains("actionimport name=\"" + method.toUtf8().toLower() + '"');
}

} // namespace bootwright
