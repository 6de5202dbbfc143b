// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/site/KerberosTicket.h"

#include <QByteArray>

#include <gssapi/gssapi_krb5.h>
#include <krb5.h>

namespace bootwright {

namespace {

//! A Kerberos context, and the sentences for what its calls answer.
class Kerberos
{
public:
    Kerberos() { krb5_init_context(&m_context); }
    ~Kerberos()
    {
        if (m_context)
            krb5_free_context(m_context);
    }
    Kerberos(const Kerberos &) = delete;
    Kerberos &operator=(const Kerberos &) = delete;

    krb5_context get() const { return m_context; }
    Error error(krb5_error_code code, const QString &what) const;

private:
    krb5_context m_context = nullptr;
};

struct Reason
{
    krb5_error_code code;
    Error::Kind kind;
    const char *sentence;
};

// clang-format off
constexpr Reason Reasons[] = {
    {KRB5_FCC_NOFILE, Error::Kind::AccessDenied, QT_TRANSLATE_NOOP("bootwright", "There is no Kerberos ticket. Get one with \"kinit\", or name a user and a password.")},
    {KRB5_CC_NOTFOUND, Error::Kind::AccessDenied, QT_TRANSLATE_NOOP("bootwright", "There is no Kerberos ticket. Get one with \"kinit\", or name a user and a password.")},
    {KRB5KRB_AP_ERR_TKT_EXPIRED, Error::Kind::AccessDenied, QT_TRANSLATE_NOOP("bootwright", "The Kerberos ticket has expired. Get a new one with \"kinit\".")},
    {KRB5KDC_ERR_S_PRINCIPAL_UNKNOWN, Error::Kind::AccessDenied, QT_TRANSLATE_NOOP("bootwright", "The domain has no service principal name HTTP for it. Use the server's full name, neither an alias nor an address.")},
    {KRB5KRB_AP_ERR_SKEW, Error::Kind::AccessDenied, QT_TRANSLATE_NOOP("bootwright", "The clock of this computer and that of the domain differ too much. Set the clock.")},
    {KRB5KDC_ERR_C_PRINCIPAL_UNKNOWN, Error::Kind::AccessDenied, QT_TRANSLATE_NOOP("bootwright", "The domain does not know this user. Write the name as user@DOMAIN.EXAMPLE.")},
    {KRB5KDC_ERR_PREAUTH_FAILED, Error::Kind::WrongPassword, QT_TRANSLATE_NOOP("bootwright", "The password is wrong.")},
    {KRB5KRB_AP_ERR_BAD_INTEGRITY, Error::Kind::WrongPassword, QT_TRANSLATE_NOOP("bootwright", "The password is wrong.")},
    {KRB5KDC_ERR_KEY_EXP, Error::Kind::AccessDenied, QT_TRANSLATE_NOOP("bootwright", "The password has expired. Change it first.")},
    {KRB5KDC_ERR_CLIENT_REVOKED, Error::Kind::AccessDenied, QT_TRANSLATE_NOOP("bootwright", "The account is locked or disabled.")},
    {KRB5_KDC_UNREACH, Error::Kind::Network, QT_TRANSLATE_NOOP("bootwright", "No domain controller answers. Check the network, and the domain in the user's name.")},
    {KRB5_REALM_UNKNOWN, Error::Kind::Network, QT_TRANSLATE_NOOP("bootwright", "No domain controller can be found. Check the network, and the domain in the user's name.")},
    {KRB5_REALM_CANT_RESOLVE, Error::Kind::Network, QT_TRANSLATE_NOOP("bootwright", "No domain controller can be found. Check the network, and the domain in the user's name.")},
};
// clang-format on

Error Kerberos::error(krb5_error_code code, const QString &what) const
{
    const auto *text = krb5_get_error_message(m_context, code);
    const auto detail =
        QStringLiteral("Kerberos error %1: %2").arg(code).arg(QString::fromUtf8(text));
    krb5_free_error_message(m_context, text);
    for (const auto &reason : Reasons) {
        if (reason.code == code)
            return {reason.kind, what + QLatin1Char(' ') + Tr::tr(reason.sentence), detail};
    }
    return {Error::Kind::AccessDenied,
            what + QLatin1Char(' ') + Tr::tr("Kerberos does not work. The log says more."),
            detail};
}

//! \a user as Kerberos writes it: user@REALM; the realm of \a user in domain\user is the domain.
QByteArray principalName(const QString &user)
{
    const auto slash = user.indexOf(u'\\');
    if (slash < 0) {
        const auto at = user.indexOf(u'@');
        return (at < 0 ? user : user.first(at) + user.sliced(at).toUpper()).toUtf8();
    }
    return (user.sliced(slash + 1) + u'@' + user.first(slash).toUpper()).toUtf8();
}

class MemoryTicket final : public KerberosTicket
{
public:
    ~MemoryTicket() override
    {
        if (m_cache)
            krb5_cc_destroy(m_kerberos.get(), m_cache);
        if (m_principal)
            krb5_free_principal(m_kerberos.get(), m_principal);
    }

    Result<void> fetch(const QString &user, const Secret &password)
    {
        const auto what = Tr::tr("Cannot sign in as \"%1\".").arg(user);
        krb5_creds credentials = {};
        auto code =
            krb5_parse_name(m_kerberos.get(), principalName(user).constData(), &m_principal);
        if (code == 0)
            code = getCredentials(password, credentials);
        if (code == 0)
            code = krb5_cc_new_unique(m_kerberos.get(), "MEMORY", nullptr, &m_cache);
        if (code == 0)
            code = krb5_cc_initialize(m_kerberos.get(), m_cache, m_principal);
        if (code == 0)
            code = krb5_cc_store_cred(m_kerberos.get(), m_cache, &credentials);
        krb5_free_cred_contents(m_kerberos.get(), &credentials);
        char *name = nullptr;
        if (code == 0)
            code = krb5_cc_get_full_name(m_kerberos.get(), m_cache, &name);
        if (code != 0)
            return m_kerberos.error(code, what);
        m_name = name;
        krb5_free_string(m_kerberos.get(), name);
        return {};
    }

    QByteArray cache() const override { return m_name; }
    void use() override { setThreadCache(m_name.constData()); }
    void finish() override { setThreadCache(nullptr); }

private:
    krb5_error_code getCredentials(const Secret &password, krb5_creds &credentials)
    {
        auto terminated = password.utf8().toByteArray();
        const auto code = krb5_get_init_creds_password(m_kerberos.get(),
                                                       &credentials,
                                                       m_principal,
                                                       terminated.constData(),
                                                       nullptr,
                                                       nullptr,
                                                       0,
                                                       nullptr,
                                                       nullptr);
        terminated.fill('\0');
        return code;
    }

    //! The name is kept by the library for each thread.
    void setThreadCache(const char *cache)
    {
        OM_uint32 minor = 0;
        gss_krb5_ccache_name(&minor, cache, nullptr);
    }

    Kerberos m_kerberos;
    krb5_principal m_principal = nullptr;
    krb5_ccache m_cache = nullptr;
    QByteArray m_name;
};

} // namespace

Result<std::unique_ptr<KerberosTicket>> KerberosTicket::get(const QString &user,
                                                            const Secret &password)
{
    auto ticket = std::make_unique<MemoryTicket>();
    if (const auto fetched = ticket->fetch(user, password); !fetched)
        return fetched.error();
    return std::unique_ptr<KerberosTicket>(std::move(ticket));
}

std::optional<Error> whyNoTicket(const QString &host, const KerberosTicket *ticket)
{
    const Kerberos kerberos;
    krb5_ccache cache = nullptr;
    krb5_creds wanted = {};
    krb5_creds *got = nullptr;
    auto code = ticket ? krb5_cc_resolve(kerberos.get(), ticket->cache().constData(), &cache)
                       : krb5_cc_default(kerberos.get(), &cache);
    if (code == 0)
        code = krb5_cc_get_principal(kerberos.get(), cache, &wanted.client);
    if (code == 0)
        code = krb5_sname_to_principal(
            kerberos.get(), host.toUtf8().constData(), "HTTP", KRB5_NT_SRV_HST, &wanted.server);
    if (code == 0)
        code = krb5_get_credentials(kerberos.get(), 0, cache, &wanted, &got);
    krb5_free_creds(kerberos.get(), got);
    krb5_free_cred_contents(kerberos.get(), &wanted);
    if (cache)
        krb5_cc_close(kerberos.get(), cache);
    if (code == 0)
        return {};
    return kerberos.error(code, Tr::tr("Cannot sign in at \"%1\".").arg(host));
}

} // namespace bootwright
