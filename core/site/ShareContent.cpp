// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/ShareContent.h"

#include "core/base/Digest.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/base/systemReason.h"

#include <QFile>

#include <algorithm>
#include <thread>
#include <vector>

namespace bootwright {

namespace {

constexpr quint64 kAtOnce = 4 * 1024 * 1024;
constexpr quint64 kSmallFile = 1024 * 1024;
constexpr int kDeepest = 20;
constexpr int kBreaks = 5;

//! A copy under way: what was copied stays when the connection breaks.
class Copy
{
public:
    Copy(ShareClient &client, const QString &from, const QString &to, Control &control)
        : m_client(client)
        , m_from(from)
        , m_file(to)
        , m_control(control)
        , m_buffer(kAtOnce)
    {}

    Result<QByteArray> run()
    {
        if (!m_file.open(QIODevice::WriteOnly))
            return fileError();
        for (int breaks = 0;;) {
            const auto before = m_done;
            const auto done = copy();
            if (done)
                return m_file.flush() ? Result<QByteArray>(m_digest.finish())
                                      : Result<QByteArray>(fileError());
            breaks = m_done > before ? 0 : breaks + 1;
            if (done.error().kind != Error::Kind::Network || breaks == kBreaks)
                return done.error();
            logWarning(done.error().message);
            std::this_thread::sleep_for(std::chrono::milliseconds(200) * breaks);
        }
    }

private:
    Result<void> copy()
    {
        const auto source = m_client.open(m_from, ShareClient::Mode::Read);
        if (!source)
            return source.error();
        while (m_done < (*source)->size()) {
            const std::span piece(m_buffer.data(),
                                  size_t(std::min(kAtOnce, (*source)->size() - m_done)));
            if (const auto read = (*source)->read(m_done, piece); !read)
                return read.error();
            if (m_file.write(piece.data(), qint64(piece.size())) != qint64(piece.size()))
                return fileError();
            m_digest.add(QByteArrayView(piece.data(), qsizetype(piece.size())));
            m_done += piece.size();
            if (const auto proceed = m_control.advance(piece.size()); !proceed)
                return proceed.error();
        }
        return {};
    }
    Error fileError() const
    {
        return {m_file.error() == QFileDevice::ResourceError ? Error::Kind::NoSpace
                                                             : Error::Kind::Device,
                Tr::tr("Cannot write \"%1\". %2.")
                    .arg(m_file.fileName(), systemReason(m_file.errorString())),
                {}};
    }

    ShareClient &m_client;
    const QString &m_from;
    QFile m_file;
    Control &m_control;
    Digest m_digest{Digest::Kind::Sha256};
    std::vector<char> m_buffer;
    quint64 m_done = 0;
};

//! All files below \a root.
Result<void> listFiles(ShareClient &client,
                       const QString &root,
                       const QString &folder,
                       int depth,
                       QList<ContentFile> &files)
{
    const auto entries =
        client.list(folder.isEmpty() ? root : root + u'\\' + QString(folder).replace(u'/', u'\\'));
    if (!entries)
        return entries.error();
    for (const auto &entry : *entries) {
        const auto path = folder.isEmpty() ? entry.name : folder + u'/' + entry.name;
        if (files.size() == MostContentFiles || depth == kDeepest)
            return Error{Error::Kind::Corrupt,
                         Tr::tr("\"%1\" holds more files than a package has.").arg(root),
                         {}};
        if (!entry.isFolder) {
            files.append({path,
                          entry.size,
                          {},
                          root + u'\\' + QString(path).replace(u'/', u'\\'),
                          entry.modified});
            continue;
        }
        if (const auto listed = listFiles(client, root, path, depth + 1, files); !listed)
            return listed.error();
    }
    return {};
}

} // namespace

Result<std::unique_ptr<ShareClient>> openShares(const SiteAccess &access)
{
    return ShareClient::make(access.user,
                             access.password,
                             access.allowNtlm ? ShareClient::Ntlm::Allowed
                                              : ShareClient::Ntlm::Refused);
}

Result<void> copyFromShare(ShareClient &client,
                           const QString &from,
                           const QString &to,
                           const QByteArray &sha256,
                           Control &control)
{
    const auto part = to + QStringLiteral(".part");
    const auto hash = Copy(client, from, part, control).run();
    if (hash && (sha256.isEmpty() || *hash == sha256)) {
        QFile::remove(to);
        if (QFile::rename(part, to))
            return {};
        return Error{Error::Kind::Device, Tr::tr("Cannot write \"%1\".").arg(to), {}};
    }
    QFile::remove(part);
    if (!hash)
        return hash.error();
    return Error{
        Error::Kind::Corrupt,
        Tr::tr("Cannot use \"%1\". Its SHA-256 is not the one that the content library has.")
            .arg(from),
        {}};
}

LibraryContent::LibraryContent(QString server, std::shared_ptr<ShareClient> client)
    : m_server(std::move(server))
    , m_client(std::move(client))
{}

QString LibraryContent::name() const
{
    return Tr::tr("the content library of \"%1\"").arg(m_server);
}

QString LibraryContent::share(const QString &drive) const
{
    return QStringLiteral("\\\\%1\\SCCMContentLib%2$").arg(m_server, drive);
}

Result<QByteArray> LibraryContent::small(const QString &path)
{
    const auto file = m_client->open(path, ShareClient::Mode::Read);
    if (!file)
        return file.error();
    if ((*file)->size() > kSmallFile)
        return Error{Error::Kind::Corrupt,
                     Tr::tr("\"%1\" is too large for what it should be.").arg(path),
                     {}};
    QByteArray bytes(qsizetype((*file)->size()), '\0');
    if (const auto read = (*file)->read(0, {bytes.data(), size_t(bytes.size())}); !read)
        return read.error();
    return bytes;
}

Result<QList<ContentFile>> LibraryContent::list(const Content &content, Control &control)
{
    const auto package =
        small(QStringLiteral("%1\\PkgLib\\%2.INI").arg(share(), content.packageId));
    if (!package)
        return package.error();
    if (!package->toLower().contains(content.id().toLower().toLatin1() + '='))
        return Error{Error::Kind::NotFound,
                     Tr::tr("It does not have the version %1 of %2.")
                         .arg(content.version)
                         .arg(content.packageId),
                     {}};
    QList<ContentFile> entries;
    const auto root = QStringLiteral("%1\\DataLib\\%2").arg(share(), content.id());
    if (const auto listed = listFiles(*m_client, root, {}, 0, entries); !listed)
        return listed.error();
    QList<ContentFile> files;
    for (const auto &entry : entries) {
        if (!entry.path.endsWith(ContentIniSuffix, Qt::CaseInsensitive))
            continue;
        if (const auto proceed = control.proceed(); !proceed)
            return proceed.error();
        const auto ini = small(entry.where);
        if (!ini)
            return ini.error();
        files.append(parseContentIni(entry.path.chopped(ContentIniSuffix.size()), *ini));
        if (files.last().sha256.isEmpty())
            return Error{
                Error::Kind::Corrupt, Tr::tr("\"%1\" holds no SHA-256.").arg(entry.where), {}};
    }
    return files;
}

Result<void> LibraryContent::fetch(const ContentFile &file, const QString &target, Control &control)
{
    const auto hash = QString::fromLatin1(file.sha256.toHex().toUpper());
    const auto path = QStringLiteral("\\FileLib\\%1\\%2").arg(hash.first(4), hash);
    auto done = copyFromShare(*m_client, share() + path, target, file.sha256, control);
    // Only the files themselves spread over further drives.
    for (QChar drive = u'C'; !done && done.error().kind == Error::Kind::NotFound && drive <= u'Z';
         drive = QChar(drive.unicode() + 1)) {
        const auto more =
            copyFromShare(*m_client, share(drive) + path, target, file.sha256, control);
        if (more || more.error().kind != Error::Kind::NotFound)
            return more;
    }
    return done;
}

SourceContent::SourceContent(QString path, std::shared_ptr<ShareClient> client)
    : m_path(std::move(path))
    , m_client(std::move(client))
{}

QString SourceContent::name() const
{
    return Tr::tr("its source \"%1\"").arg(m_path);
}

Result<QList<ContentFile>> SourceContent::list(const Content &content, Control &control)
{
    if (const auto proceed = control.proceed(); !proceed)
        return proceed.error();
    QList<ContentFile> files;
    if (content.fileName.isEmpty()) {
        if (const auto listed = listFiles(*m_client, m_path, {}, 0, files); !listed)
            return listed.error();
        return files;
    }
    const auto file = m_client->open(m_path, ShareClient::Mode::Read);
    if (!file)
        return file.error();
    return QList<ContentFile>{{content.fileName, (*file)->size(), {}, m_path, (*file)->modified()}};
}

Result<void> SourceContent::fetch(const ContentFile &file, const QString &target, Control &control)
{
    return copyFromShare(*m_client, file.where, target, {}, control);
}

} // namespace bootwright
