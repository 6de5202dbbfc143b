// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/RemovableDrive.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace bootwright {

//! The drives of this computer, kept up to date by the system's own signals: nobody polls. Belongs to
//! the thread that makes it, which needs an event loop, and tells its changes there; the system is asked
//! on a thread of the object's own, so that a slow drive holds up no window. Where the system gives no
//! signals (Linux without UDisks2) the list stays as it was first read.
class DriveWatch : public QObject
{
    Q_OBJECT

public:
    explicit DriveWatch(QObject *parent = nullptr);
    ~DriveWatch() override;

    //! What was read last; empty until the first changed().
    const DriveList &list() const { return m_list; }

    //! Reads the drives again; the system's signals lead here.
    Q_SLOT void refresh();

Q_SIGNALS:
    //! list() is another one now. Also told once after the first reading.
    void changed();
    //! The drives cannot be read, for the reason \a message; list() stays as it is.
    void failed(const QString &message);

private:
    //! Connects the system's signals to refresh().
    void listen();
    void read();
    void take(const Result<DriveList> &drives);

    DriveList m_list;
    bool m_isRead = false;
    QTimer m_delay; //!< a stick that is plugged in makes a dozen signals
    QThreadPool m_thread;
};

} // namespace bootwright
