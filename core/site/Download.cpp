// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/Download.h"

#include "core/base/BackgroundDigest.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/base/systemReason.h"

#include <QFile>
#include <QRegularExpression>

#include <optional>
#include <thread>
#include <utility>

namespace bootwright {

namespace {

constexpr int kBreaksWithoutProgress = 5;
constexpr qsizetype kRereadBytes = 1024 * 1024;
constexpr qsizetype kWriteBytes = 256 * 1024;
constexpr quint64 kMostBytes = quint64(1) << 40;

//! One download and the file that it fills.
class Download
{
public:
    Download(const Ask &ask, const Wanted &wanted, const QString &path, Control &control)
        : m_ask(ask)
        , m_wanted(wanted)
        , m_path(path)
        , m_file(path + QStringLiteral(".part"))
        , m_control(control)
    {}

    Result<void> run();

private:
    Result<void> open();
    Result<void> restart();
    Result<bool> transfer();
    Result<void> begin(const HttpReply &reply);
    Result<void> add(QByteArrayView bytes);
    Result<void> writePending();
    Result<void> finish();
    Result<void> statusError(int status) const;
    Error fileError() const;
    Error damaged(const QString &why) const;

    const Ask &m_ask;
    const Wanted &m_wanted;
    QString m_path;
    QFile m_file;
    Control &m_control;
    BackgroundDigest m_digest;
    QByteArray m_pending;   // came, and is not yet in the file
    quint64 m_done = 0;     // bytes in the file and in the digest, and those pending
    quint64 m_reported = 0; // bytes that the progress has seen
    std::optional<quint64> m_total;
    QByteArray m_validator; // what the server says of this state of its file
    bool m_hasChanged = false;
};

Error Download::fileError() const
{
    return {m_file.error() == QFileDevice::ResourceError ? Error::Kind::NoSpace
                                                         : Error::Kind::Device,
            Tr::tr("Cannot write \"%1\". %2.").arg(m_path, systemReason(m_file.errorString())),
            {}};
}

Error Download::damaged(const QString &why) const
{
    return {Error::Kind::Corrupt,
            Tr::tr("Cannot use \"%1\" as \"%2\" sent it. %3")
                .arg(m_wanted.request.url.fileName(), serverName(m_wanted.request.url), why),
            m_wanted.request.url.toString()};
}

//! What an earlier run left is hashed and gone on with.
Result<void> Download::open()
{
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return fileError();
    if (m_wanted.size > 0 && quint64(m_file.size()) > m_wanted.size)
        return restart();
    while (!m_file.atEnd()) {
        const auto bytes = m_file.read(kRereadBytes);
        if (bytes.isEmpty())
            return fileError();
        if (const auto added = m_control.advance(quint64(bytes.size())); !added)
            return added.error();
        m_digest.add(bytes);
        m_done += quint64(bytes.size());
    }
    m_reported = m_done;
    return {};
}

Result<void> Download::restart()
{
    m_digest.finish();
    m_pending.clear();
    m_done = 0;
    m_total.reset();
    m_validator.clear();
    m_hasChanged = false;
    return m_file.resize(0) && m_file.seek(0) ? Result<void>() : Result<void>(fileError());
}

//! The first byte that comes must be the one that is missing, and of the same file as those before.
Result<void> Download::begin(const HttpReply &reply)
{
    static const QRegularExpression range(
        QStringLiteral("^bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18})$"));
    auto total = reply.headers.value("content-length").toULongLong();
    if (reply.status == 206) {
        const auto match = range.match(QString::fromLatin1(reply.headers.value("content-range")));
        if (!match.hasMatch() || match.captured(1).toULongLong() != m_done)
            return damaged(Tr::tr("It is not the part that was asked for."));
        total = match.captured(2).toULongLong();
    } else if (m_done > 0) {
        if (const auto anew = restart(); !anew)
            return anew.error();
    }
    const auto validator = reply.headers.value("etag") + reply.headers.value("last-modified");
    m_hasChanged =
        (m_total && *m_total != total) || (!m_validator.isEmpty() && m_validator != validator);
    if (m_hasChanged)
        return damaged(Tr::tr("It changed in the middle."));
    if (total > kMostBytes || (m_wanted.size > 0 && total > 0 && total != m_wanted.size))
        return damaged(Tr::tr("Its size is wrong."));
    m_validator = validator;
    if (total > 0)
        m_total = total;
    return {};
}

Result<void> Download::add(QByteArrayView bytes)
{
    if (m_done + quint64(bytes.size()) > m_total.value_or(kMostBytes))
        return damaged(Tr::tr("It is longer than the server said."));
    m_pending.append(bytes);
    m_done += quint64(bytes.size());
    if (m_pending.size() >= kWriteBytes) {
        if (const auto written = writePending(); !written)
            return written.error();
    }
    const auto fresh = m_done > m_reported ? m_done - m_reported : 0;
    m_reported += fresh;
    return m_control.advance(fresh);
}

Result<void> Download::writePending()
{
    if (m_file.write(m_pending) != m_pending.size())
        return fileError();
    m_digest.add(std::exchange(m_pending, m_digest.spare()));
    m_pending.reserve(kWriteBytes + kWriteBytes / 8);
    return {};
}

Result<void> Download::statusError(int status) const
{
    const auto kind = status == 404                    ? Error::Kind::NotFound
                      : status == 401 || status == 403 ? Error::Kind::AccessDenied
                                                       : Error::Kind::Network;
    return Error{kind,
                 Tr::tr("Cannot get \"%1\" from \"%2\". The server answers with the error %3.")
                     .arg(m_wanted.request.url.fileName(), serverName(m_wanted.request.url))
                     .arg(status),
                 m_wanted.request.url.toString()};
}

//! True when the last byte is there; false when the connection broke and it is worth another try.
Result<bool> Download::transfer()
{
    auto request = m_wanted.request;
    request.from = m_done;
    request.begin = [this](const HttpReply &reply) { return begin(reply); };
    request.into = [this](QByteArrayView bytes) { return add(bytes); };
    const auto reply = m_ask(request, m_control);
    if (const auto written = writePending(); !written)
        return written.error();
    if (!reply && reply.error().kind == Error::Kind::Network) {
        logWarning(QStringLiteral("%1 at byte %2: %3")
                       .arg(request.url.toString())
                       .arg(m_done)
                       .arg(reply.error().detail));
        return false;
    }
    if (!reply && m_hasChanged) {
        if (const auto anew = restart(); !anew)
            return anew.error();
        return false;
    }
    if (!reply)
        return reply.error();
    if (reply->status == 416 && m_done > 0) // nothing is left, or the part is of another file
        return true;
    if (reply->status != 200 && reply->status != 206)
        return statusError(reply->status).error();
    return !m_total || m_done >= *m_total;
}

Result<void> Download::finish()
{
    if (!m_file.flush())
        return fileError();
    m_file.close();
    const auto isWhole =
        (!m_total || m_done == *m_total) && (m_wanted.size == 0 || m_done == m_wanted.size);
    const auto sha256 = m_digest.finish();
    if (!isWhole || (!m_wanted.sha256.isEmpty() && sha256 != m_wanted.sha256)) {
        m_file.remove();
        return damaged(isWhole ? Tr::tr("Its SHA-256 is not the one that the content library has.")
                               : Tr::tr("Its size is wrong."));
    }
    QFile::remove(m_path);
    return m_file.rename(m_path) ? Result<void>() : Result<void>(fileError());
}

Result<void> Download::run()
{
    if (const auto opened = open(); !opened)
        return opened.error();
    for (int breaks = 0; m_wanted.size == 0 || m_done < m_wanted.size;) {
        const auto before = m_done;
        const auto isDone = transfer();
        if (!isDone)
            return isDone.error();
        if (*isDone)
            break;
        breaks = m_done > before ? 0 : breaks + 1;
        if (breaks == kBreaksWithoutProgress)
            return Error{
                Error::Kind::Network,
                Tr::tr("Cannot get \"%1\" from \"%2\". The connection breaks again and "
                       "again. Check the network; what is here is kept.")
                    .arg(m_wanted.request.url.fileName(), serverName(m_wanted.request.url)),
                {}};
        if (const auto proceed = m_control.proceed(); !proceed)
            return proceed.error();
        std::this_thread::sleep_for(std::chrono::milliseconds(50) * breaks);
    }
    return finish();
}

} // namespace

Result<void> download(const Ask &ask, const Wanted &wanted, const QString &path, Control &control)
{
    const auto isResumed = QFile::exists(path + QStringLiteral(".part"));
    auto done = Download(ask, wanted, path, control).run();
    if (!done && done.error().kind == Error::Kind::Corrupt
        && isResumed) // of another version, perhaps
        done = Download(ask, wanted, path, control).run();
    return done;
}

} // namespace bootwright
