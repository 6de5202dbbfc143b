// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// https://www.freedesktop.org/wiki/Software/systemd/inhibit/: the lock is held as long as the file
// descriptor is open that the login manager gives.
#include "core/base/Log.h"
#include "core/base/SleepGuard.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>

namespace bootwright {

namespace {

QDBusMessage inhibit(const QString &why)
{
    auto message = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.login1"),
                                                  QStringLiteral("/org/freedesktop/login1"),
                                                  QStringLiteral("org.freedesktop.login1.Manager"),
                                                  QStringLiteral("Inhibit"));
    message << QStringLiteral("sleep:idle") << QStringLiteral("Bootwright") << why
            << QStringLiteral("block");
    return message;
}

} // namespace

//! On a connection of its own: what comes for the one that all share waits for an event loop, which the
//! command line has not.
class SleepGuard::Request
{
public:
    explicit Request(const QString &why)
        : m_name(QStringLiteral("bootwright-awake-%1").arg(quintptr(this)))
        , m_call(QDBusConnection::connectToBus(QDBusConnection::SystemBus, m_name)
                     .asyncCall(inhibit(why)))
    {}
    ~Request()
    {
        if (m_call.isError())
            logWarning(QStringLiteral("The computer could not be kept awake: %1")
                           .arg(m_call.error().message()));
        QDBusConnection::disconnectFromBus(m_name);
    }
    Request(const Request &) = delete;
    Request &operator=(const Request &) = delete;

private:
    QString m_name;
    QDBusPendingCall m_call; //!< its reply holds the descriptor
};

SleepGuard::SleepGuard(const QString &why)
    : m_request(std::make_unique<Request>(why))
{}

SleepGuard::~SleepGuard() = default;

} // namespace bootwright
