// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// https://wiki.ubuntu.com/Unity/LauncherAPI: com.canonical.Unity.LauncherEntry.Update, which Plasma, and GNOME
// with a dock, listen to as well. It is a signal, so nobody has to be there.
#include "ui/platform/TaskbarProgress.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QVariantMap>

namespace bootwright {

class TaskbarProgress::Button
{
public:
    static void show(double share, bool isVisible)
    {
        auto signal =
            QDBusMessage::createSignal(QStringLiteral("/org/bootwright/bootwright"),
                                       QStringLiteral("com.canonical.Unity.LauncherEntry"),
                                       QStringLiteral("Update"));
        const QVariantMap properties{{QStringLiteral("progress"), share},
                                     {QStringLiteral("progress-visible"), isVisible}};
        signal << QStringLiteral("application://bootwright.desktop") << properties;
        QDBusConnection::sessionBus().send(signal);
    }
};

TaskbarProgress::TaskbarProgress(const QWidget *)
{
    Button::show(0, true);
}

TaskbarProgress::~TaskbarProgress()
{
    Button::show(0, false);
}

void TaskbarProgress::show(int done, int full)
{
    Button::show(double(done) / full, true);
}

} // namespace bootwright
