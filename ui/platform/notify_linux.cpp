// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// https://specifications.freedesktop.org/notification-spec: org.freedesktop.Notifications.Notify
#include "ui/platform/notify.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QVariantMap>

namespace bootwright {

void notify(const QString &title, const QString &text)
{
    constexpr quint32 replacesNone = 0;
    constexpr qint32 asLongAsUsual = -1;
    auto message = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.Notifications"),
                                                  QStringLiteral("/org/freedesktop/Notifications"),
                                                  QStringLiteral("org.freedesktop.Notifications"),
                                                  QStringLiteral("Notify"));
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("bootwright")}};
    message << QStringLiteral("Bootwright") << replacesNone << QStringLiteral("bootwright") << title
            << text.toHtmlEscaped() << QStringList() << hints << asLongAsUsual;
    QDBusConnection::sessionBus().call(message, QDBus::NoBlock);
}

} // namespace bootwright
