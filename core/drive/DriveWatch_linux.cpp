// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/DriveWatch.h"

#include <QDBusConnection>
#include <QDBusServiceWatcher>

namespace bootwright {

void DriveWatch::listen()
{
    const auto service = QStringLiteral("org.freedesktop.UDisks2");
    const auto root = QStringLiteral("/org/freedesktop/UDisks2");
    const auto objects = QStringLiteral("org.freedesktop.DBus.ObjectManager");
    auto bus = QDBusConnection::systemBus();
    bus.connect(service, root, objects, QStringLiteral("InterfacesAdded"), this, SLOT(refresh()));
    bus.connect(service, root, objects, QStringLiteral("InterfacesRemoved"), this, SLOT(refresh()));
    bus.connect(service,
                QString(), // of any object
                QStringLiteral("org.freedesktop.DBus.Properties"),
                QStringLiteral("PropertiesChanged"),
                this,
                SLOT(refresh()));
    const auto *watcher =
        new QDBusServiceWatcher(service, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, &DriveWatch::refresh);
}

} // namespace bootwright
