// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/WebContent.h"

#include "core/base/Tr.h"
#include "core/site/Download.h"

#include <QRegularExpression>

#include <algorithm>

namespace bootwright {

namespace {

constexpr int kMostFolders = 1'000;

//! Where HTTPS servers give content to whoever signs in, without a client certificate.
constexpr QLatin1String Root("/SMS_DP_SMSPKG$/");
constexpr QLatin1String RootWithoutCertificate("/NOCERT_SMS_DP_SMSPKG$/");

Error notThere(Error::Kind kind, const QString &path, const QUrl &server, int status)
{
    return {
        kind,
        Tr::tr("\"%1\" has no \"%2\" for us (error %3).").arg(serverName(server), path).arg(status),
        {}};
}

} // namespace

QStringList linkedNames(const QByteArray &html, const QUrl &url)
{
    static const QRegularExpression link(
        QStringLiteral("(&lt;dir&gt;|<dir>)?\\s*<a\\s[^>]*?href\\s*=\\s*[\"']([^\"'<>]*)[\"']"),
        QRegularExpression::CaseInsensitiveOption);
    auto base = url.path();
    if (!base.endsWith(u'/'))
        base += u'/';
    QStringList names;
    auto at = link.globalMatch(QString::fromUtf8(html));
    while (at.hasNext() && names.size() < MostContentFiles) {
        const auto match = at.next();
        const auto target = url.resolved(QUrl(match.captured(2), QUrl::StrictMode));
        const auto path = target.path(QUrl::FullyDecoded);
        if (!isSameOrigin(target, url) || !path.startsWith(base, Qt::CaseInsensitive))
            continue;
        auto name = path.sliced(base.size());
        const auto isFolder = name.endsWith(u'/') || match.capturedLength(1) > 0;
        if (name.endsWith(u'/'))
            name.chop(1);
        if (name.contains(u'/') || !isInnerPath(name))
            continue;
        names.append(isFolder ? name + u'/' : name);
    }
    names.removeDuplicates();
    return names;
}

WebContent::WebContent(QUrl server, Ask ask)
    : m_server(std::move(server))
    , m_root(Root)
    , m_ask(std::move(ask))
{}

QString WebContent::name() const
{
    return Tr::tr("the web server of \"%1\"").arg(m_server.host());
}

QUrl WebContent::urlOf(const QString &path) const
{
    auto url = m_server;
    url.setPath(m_root + path, QUrl::DecodedMode);
    return url;
}

Result<HttpReply> WebContent::ask(HttpRequest request, Control &control)
{
    request.signIn = m_signIn;
    auto reply = m_ask(request, control);
    if (!reply || reply->status != 401 || m_signIn == SignIn::Required)
        return reply;
    m_signIn = SignIn::Required;
    request.signIn = m_signIn;
    return m_ask(request, control);
}

Result<HttpReply> WebContent::get(const QString &path, Control &control)
{
    HttpRequest request;
    request.url = urlOf(path);
    auto reply = ask(request, control);
    if (reply && reply->status == 403 && m_root == Root && m_server.scheme() == u"https") {
        m_root = RootWithoutCertificate;
        request.url = urlOf(path);
        reply = ask(request, control);
    }
    if (!reply)
        return reply;
    if (reply->isGood())
        return reply;
    const auto isDenied = reply->status == 401 || reply->status == 403;
    return notThere(isDenied ? Error::Kind::AccessDenied : Error::Kind::NotFound,
                    path,
                    m_server,
                    reply->status);
}

//! All files below \a folder, by its listings; `path` is below the folder, `where` below the root.
Result<QList<ContentFile>> WebContent::listFolder(const QString &folder, Control &control)
{
    QList<ContentFile> files;
    QStringList folders{QString()};
    for (int i = 0; i < folders.size(); ++i) {
        const auto here = folders[i];
        const auto reply = get(folder + u'/' + here, control);
        if (!reply)
            return reply.error();
        const auto names = linkedNames(reply->body, urlOf(folder + u'/' + here));
        for (const auto &one : names) {
            if (one.endsWith(u'/'))
                folders.append(here + one);
            else
                files.append({here + one, 0, {}, folder + u'/' + here + one});
        }
        if (files.size() > MostContentFiles || folders.size() > kMostFolders)
            return Error{Error::Kind::Corrupt,
                         Tr::tr("\"%1\" lists more files than a package has.").arg(m_server.host()),
                         {}};
    }
    return files;
}

//! Size and hash of the file at \a path inside the package; no hash when the library does not show them.
Result<ContentFile>
WebContent::describe(const Content &content, const QString &path, Control &control)
{
    const auto ini =
        get(QStringLiteral("Datalib/%1/%2").arg(content.id(), path + ContentIniSuffix), control);
    if (!ini)
        return ini.error();
    auto file = parseContentIni(path, ini->body);
    file.where = content.packageId + u'/' + path;
    if (file.sha256.isEmpty())
        return Error{
            Error::Kind::Corrupt,
            Tr::tr("What \"%1\" says about \"%2\" holds no SHA-256.").arg(m_server.host(), path),
            {}};
    return file;
}

Result<QList<ContentFile>> WebContent::listLibrary(const Content &content, Control &control)
{
    const auto entries = listFolder(QStringLiteral("Datalib/") + content.id(), control);
    if (!entries)
        return entries.error();
    QList<ContentFile> files;
    for (const auto &entry : *entries) {
        if (!entry.path.endsWith(ContentIniSuffix, Qt::CaseInsensitive))
            continue;
        auto file = describe(content, entry.path.chopped(ContentIniSuffix.size()), control);
        if (!file)
            return file.error();
        files.append(*file);
    }
    return files;
}

Result<QList<ContentFile>> WebContent::list(const Content &content, Control &control)
{
    if (!content.fileName.isEmpty()) { // its name is known: nothing has to be listed
        const auto file = describe(content, content.fileName, control);
        if (file)
            return QList<ContentFile>{*file};
        if (file.error().kind != Error::Kind::NotFound)
            return file.error();
    }
    auto files = listLibrary(content, control);
    if (!files && files.error().kind == Error::Kind::NotFound)
        files = listFolder(content.packageId, control);
    if (files && files->isEmpty())
        return Error{Error::Kind::NotFound,
                     Tr::tr("\"%1\" lists no files of %2.").arg(m_server.host(), content.id()),
                     {}};
    return files;
}

Result<void> WebContent::fetch(const ContentFile &file, const QString &target, Control &control)
{
    const Ask signedIn = [this](const HttpRequest &request, Control &ours) {
        return ask(request, ours);
    };
    Wanted wanted;
    wanted.request.url = urlOf(file.where);
    wanted.size = file.size;
    wanted.sha256 = file.sha256;
    const auto done = download(signedIn, wanted, target, control);
    if (done || done.error().kind != Error::Kind::NotFound || file.sha256.isEmpty())
        return done;
    const auto hash = QString::fromLatin1(file.sha256.toHex().toUpper());
    wanted.request.url = urlOf(QStringLiteral("Filelib/%1/%2").arg(hash.first(4), hash));
    return download(signedIn, wanted, target, control);
}

} // namespace bootwright
