// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The helper of the other programs on Windows: they start it as administrator, and it opens drives for them.
#include "core/drive/DriveHelper.h"

#include <QCoreApplication>

using namespace bootwright;

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() != 2)
        return 2;
    return serveDrives(arguments.last(), [](const DriveIdentity &chosen, Unlocked unlocked) {
        Control control;
        return openDriveElevated(chosen, unlocked, control);
    });
}
