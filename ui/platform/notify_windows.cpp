// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Icons.h"
#include "ui/platform/notify.h"

#include <QApplication>
#include <QSystemTrayIcon>
#include <QTimer>

namespace bootwright {

void notify(const QString &title, const QString &text)
{
    // a notification belongs to an icon beside the clock, which goes with it
    constexpr int Milliseconds = 15000;
    auto *icon = new QSystemTrayIcon(programIcon(), qApp);
    icon->show();
    icon->showMessage(title, text, QSystemTrayIcon::NoIcon, Milliseconds);
    QTimer::singleShot(Milliseconds, icon, &QObject::deleteLater);
}

} // namespace bootwright
