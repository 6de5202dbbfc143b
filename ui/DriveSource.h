// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/StickRun.h"

#include <QObject>

namespace bootwright {

//! Where the wizard's drives come from: this computer, or a test. Told and asked on one thread.
class DriveSource : public QObject
{
    Q_OBJECT

public:
    //! What is known now, nothing while nobody has looked. The first call begins to look.
    virtual std::optional<DriveList> list() = 0;
    //! Begins with \a target as the next stick of \a run. Called on any thread.
    virtual void add(StickRun &run, const StickTarget &target) = 0;

Q_SIGNALS:
    //! list() is another one now.
    void changed();
    //! The drives cannot be read, for the reason \a message.
    void failed(const QString &message);
};

//! The drives of this computer, as the system tells of them.
std::unique_ptr<DriveSource> systemDrives();

} // namespace bootwright
