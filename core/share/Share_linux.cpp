// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Shares by libsmbclient: nothing has to be mounted, which would need root.
#include "core/base/Tr.h"
#include "core/share/Share.h"

#include <QUrl>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <libsmbclient.h>
#include <mutex>
#include <sys/stat.h>

namespace bootwright {

namespace {

constexpr int kTimeoutMs = 30'000;
constexpr qint64 kNanoseconds = 1'000'000'000; // of a second
constexpr size_t kLargestTransfer = 8 * 1024 * 1024;

//! Held around every call of libsmbclient: its contexts share memory that nothing in it protects, so two threads
//! in it at once end the program.
class Turn
{
public:
    Turn()
        : m_lock(mutex())
    {}

private:
    static std::mutex &mutex()
    {
        static std::mutex one;
        return one;
    }

    std::lock_guard<std::mutex> m_lock;
};

//! \a path as libsmbclient spells it.
QByteArray urlOf(const QString &path)
{
    auto slashed = path;
    slashed.replace(u'\\', u'/');
    if (slashed.startsWith(QLatin1String("smb:"), Qt::CaseInsensitive))
        slashed.remove(0, 4);
    return "smb:" + QUrl::toPercentEncoding(slashed, "/");
}

//! As people know it: \\server\share\….
QString shownPath(const QString &path)
{
    auto shown = path;
    if (shown.startsWith(QLatin1String("smb:"), Qt::CaseInsensitive))
        shown.remove(0, 4);
    return shown.replace(u'/', u'\\');
}

Error shareError(int code, const QString &what)
{
    const auto because = [&](Error::Kind kind, const QString &why) {
        return Error{kind,
                     what + QLatin1Char(' ') + why,
                     QStringLiteral("libsmbclient, errno %1: %2")
                         .arg(code)
                         .arg(QString::fromLocal8Bit(std::strerror(code)))};
    };
    switch (code) {
    case EINVAL: // a name that nobody knows
    case EHOSTUNREACH:
    case ECONNREFUSED:
    case ENETUNREACH:
    case EHOSTDOWN:
        return because(Error::Kind::Network,
                       Tr::tr("Its server does not answer. Check the name and the network."));
    case EBADF: // what it becomes when the next call finds no connection
    case ETIMEDOUT:
    case ECONNABORTED:
    case ECONNRESET:
    case ENETDOWN:
    case ENETRESET:
    case ESHUTDOWN:
    case ENOTCONN:
    case EPIPE:
    case EIO:
        return because(Error::Kind::Network,
                       Tr::tr("The connection to its server broke. Check the network."));
    case EACCES:
    case EPERM:
        return because(Error::Kind::AccessDenied,
                       Tr::tr("Its server does not let this user in. Get a Kerberos ticket with "
                              "\"kinit\", or name a user and a password."));
    case ENODEV:
        return because(Error::Kind::NotFound, Tr::tr("Its server has no such share."));
    default:
        return systemError(code, what);
    }
}

struct Account
{
    QByteArray domain;
    QByteArray user;
    Secret password;
};

Account accountOf(const QString &user, const Secret &password)
{
    // Any name will do for the Kerberos ticket of whoever is signed in: without a name the library would ask as
    // nobody, with a password it would get a ticket of its own.
    if (user.isEmpty())
        return {"KERBEROS", "ticket", {}};
    const auto slash = user.indexOf(u'\\');
    const auto at = user.indexOf(u'@');
    Account account{{}, user.toUtf8(), password.clone()};
    if (slash >= 0) {
        account.domain = user.first(slash).toUtf8();
        account.user = user.sliced(slash + 1).toUtf8();
    } else if (at >= 0) {
        account.domain = user.sliced(at + 1).toUpper().toUtf8();
        account.user = user.first(at).toUtf8();
    }
    return account;
}

void copyTo(char *buffer, int size, QByteArrayView text)
{
    const auto length = std::min(qsizetype(size - 1), text.size());
    std::copy_n(text.data(), length, buffer);
    buffer[length] = '\0';
}

void signIn(SMBCCTX *context,
            const char *,
            const char *,
            char *domain,
            int domainSize,
            char *user,
            int userSize,
            char *password,
            int passwordSize)
{
    const auto *account = static_cast<const Account *>(smbc_getOptionUserData(context));
    copyTo(domain, domainSize, account->domain);
    copyTo(user, userSize, account->user);
    copyTo(password, passwordSize, account->password.utf8());
}

struct FreeContext
{
    void operator()(SMBCCTX *context) const { smbc_free_context(context, 1); }
};
using Context = std::unique_ptr<SMBCCTX, FreeContext>;

class SmbFile final : public ShareFile
{
public:
    SmbFile(std::shared_ptr<SMBCCTX> context, SMBCFILE *file, QString path, const struct stat &info)
        : m_context(std::move(context))
        , m_file(file)
        , m_path(std::move(path))
        , m_size(quint64(info.st_size))
        , m_modified(info.st_mtim.tv_sec * kNanoseconds + info.st_mtim.tv_nsec)
    {}
    ~SmbFile() override
    {
        const Turn turn;
        if (m_file)
            smbc_getFunctionClose(m_context.get())(m_context.get(), m_file);
    }
    SmbFile(const SmbFile &) = delete;
    SmbFile &operator=(const SmbFile &) = delete;

    quint64 size() const override { return m_size; }
    qint64 modified() const override { return m_modified; }

    Result<void> read(quint64 offset, std::span<char> into) override
    {
        const Turn turn;
        if (!seek(offset))
            return shareError(errno, Tr::tr("Cannot read \"%1\".").arg(m_path));
        while (!into.empty()) {
            const auto got = smbc_getFunctionRead(m_context.get())(
                m_context.get(), m_file, into.data(), std::min(into.size(), kLargestTransfer));
            if (got < 0)
                return shareError(errno, Tr::tr("Cannot read \"%1\".").arg(m_path));
            if (got == 0)
                return Error{Error::Kind::Corrupt,
                             Tr::tr("Cannot read \"%1\". It ends too early.").arg(m_path),
                             {}};
            into = into.subspan(size_t(got));
        }
        return {};
    }

    Result<void> write(quint64 offset, std::span<const char> bytes) override
    {
        const Turn turn;
        if (!seek(offset))
            return writeError();
        while (!bytes.empty()) {
            const auto done = smbc_getFunctionWrite(m_context.get())(
                m_context.get(), m_file, bytes.data(), std::min(bytes.size(), kLargestTransfer));
            if (done <= 0)
                return writeError();
            bytes = bytes.subspan(size_t(done));
        }
        return {};
    }

    Result<void> resize(quint64 size) override
    {
        const Turn turn;
        if (smbc_getFunctionFtruncate(m_context.get())(m_context.get(), m_file, off_t(size)) != 0)
            return writeError();
        return {};
    }

    Result<void> close() override
    {
        const Turn turn;
        auto *const file = std::exchange(m_file, nullptr);
        if (file && smbc_getFunctionClose(m_context.get())(m_context.get(), file) != 0)
            return writeError();
        return {};
    }

private:
    bool seek(quint64 offset)
    {
        return smbc_getFunctionLseek(m_context.get())(
                   m_context.get(), m_file, off_t(offset), SEEK_SET)
               >= 0;
    }
    Error writeError() const
    {
        return shareError(errno, Tr::tr("Cannot write \"%1\".").arg(m_path));
    }

    std::shared_ptr<SMBCCTX> m_context;
    SMBCFILE *m_file;
    QString m_path;
    quint64 m_size;
    qint64 m_modified;
};

class SmbClient final : public ShareClient
{
public:
    SmbClient(const QString &user, const Secret &password, Ntlm ntlm)
        : m_ntlm(ntlm)
        , m_account(std::make_shared<Account>(accountOf(user, password)))
    {}

    bool start()
    {
        const Turn turn;
        Context context(smbc_new_context());
        if (!context)
            return false;
        smbc_setDebug(context.get(), 0);
        smbc_setTimeout(context.get(), kTimeoutMs);
        smbc_setOptionUserData(context.get(), m_account.get());
        smbc_setFunctionAuthDataWithContext(context.get(), signIn);
        smbc_setOptionUseKerberos(context.get(), 1);
        smbc_setOptionFallbackAfterKerberos(context.get(), m_ntlm == Ntlm::Allowed ? 1 : 0);
        if (!smbc_init_context(context.get()))
            return false;
        // the account lives as long as what asks for it
        m_context =
            std::shared_ptr<SMBCCTX>(context.release(), [account = m_account](SMBCCTX *one) {
                const Turn last;
                smbc_free_context(one, 1);
            });
        return true;
    }

    Result<std::unique_ptr<ShareFile>> open(const QString &path, Mode mode) override
    {
        const Turn turn;
        const auto isRead = mode == Mode::Read;
        auto *const file =
            smbc_getFunctionOpen(m_context.get())(m_context.get(),
                                                  urlOf(path).constData(),
                                                  isRead ? O_RDONLY : O_RDWR | O_CREAT | O_TRUNC,
                                                  0666);
        if (!file)
            return shareError(
                errno,
                (isRead ? Tr::tr("Cannot open \"%1\".") : Tr::tr("Cannot write \"%1\"."))
                    .arg(shownPath(path)));
        struct stat info = {};
        if (smbc_getFunctionFstat(m_context.get())(m_context.get(), file, &info) != 0) {
            const auto error =
                shareError(errno, Tr::tr("Cannot open \"%1\".").arg(shownPath(path)));
            smbc_getFunctionClose(m_context.get())(m_context.get(), file);
            return error;
        }
        return std::unique_ptr<ShareFile>(
            std::make_unique<SmbFile>(m_context, file, shownPath(path), info));
    }

    Result<QList<ShareEntry>> list(const QString &folder) override
    {
        const Turn turn;
        auto *const dir =
            smbc_getFunctionOpendir(m_context.get())(m_context.get(), urlOf(folder).constData());
        if (!dir)
            return shareError(errno,
                              Tr::tr("Cannot open the folder \"%1\".").arg(shownPath(folder)));
        QList<ShareEntry> entries;
        while (const auto *entry =
                   smbc_getFunctionReaddirPlus(m_context.get())(m_context.get(), dir)) {
            const auto name = QString::fromUtf8(entry->name);
            if (name != u"." && name != u"..")
                entries.append({name,
                                (entry->attrs & 0x10) != 0,
                                quint64(entry->size), // FILE_ATTRIBUTE_DIRECTORY
                                entry->mtime_ts.tv_sec * kNanoseconds + entry->mtime_ts.tv_nsec});
        }
        smbc_getFunctionClosedir(m_context.get())(m_context.get(), dir);
        return entries;
    }

    Result<bool> exists(const QString &path) override
    {
        const Turn turn;
        struct stat info = {};
        if (smbc_getFunctionStat(m_context.get())(m_context.get(), urlOf(path).constData(), &info)
            == 0)
            return true;
        if (errno == ENOENT)
            return false;
        return shareError(errno, Tr::tr("Cannot open \"%1\".").arg(shownPath(path)));
    }

    Result<void> rename(const QString &from, const QString &to) override
    {
        const Turn turn;
        const auto failed = smbc_getFunctionRename(m_context.get())(
            m_context.get(), urlOf(from).constData(), m_context.get(), urlOf(to).constData());
        return failed ? Result<void>(
                   shareError(errno, Tr::tr("Cannot write \"%1\".").arg(shownPath(to))))
                      : Result<void>();
    }

    Result<void> remove(const QString &path) override
    {
        const Turn turn;
        const auto failed =
            smbc_getFunctionUnlink(m_context.get())(m_context.get(), urlOf(path).constData());
        return failed ? Result<void>(
                   shareError(errno, Tr::tr("Cannot remove \"%1\".").arg(shownPath(path))))
                      : Result<void>();
    }

private:
    Ntlm m_ntlm;
    std::shared_ptr<Account> m_account;
    std::shared_ptr<SMBCCTX> m_context;
};

} // namespace

Result<std::unique_ptr<ShareClient>>
ShareClient::make(const QString &user, const Secret &password, Ntlm ntlm)
{
    auto client = std::make_unique<SmbClient>(user, password, ntlm);
    if (!client->start())
        return Error{Error::Kind::Unsupported,
                     Tr::tr("Cannot open shares. The SMB client does not start."),
                     {}};
    return std::unique_ptr<ShareClient>(std::move(client));
}

} // namespace bootwright
