// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/drive/DriveHandle.h"
#include "core/drive/UdisksObjects.h"

#include <QDBusConnection>

namespace bootwright {

//! UDisks2 on the system bus, over a connection of its own: when the object goes while the system still
//! asks for permission, the question is taken back. Used by one thread, which need not have an event
//! loop. Errors say why and what to do now; the caller puts before them what could not be done.
class Udisks
{
public:
    Udisks();
    ~Udisks();
    Udisks(const Udisks &) = delete;
    Udisks &operator=(const Udisks &) = delete;

    //! All objects. Waits some seconds at most. Device: UDisks2 does not answer.
    Result<UdisksObjects> objects() const;

    //! Opens the block device \a object for reading and writing, held for us alone and past the cache.
    //! The system may ask the user for permission, and gets ten minutes. Cancelled: the user dismissed
    //! the question, or stopped \a control. AccessDenied: no, or nobody can be asked. Device: in use.
    Result<DriveHandle> openExclusively(const QString &object, Control &control) const;
    //! Unmounts the file system on \a object. Device: it is in use.
    Result<void> unmount(const QString &object, Control &control) const;
    //! Switches the drive \a object off, or ejects its medium.
    Result<void> powerOff(const QString &object, Control &control) const;
    Result<void> eject(const QString &object, Control &control) const;

private:
    Result<QDBusMessage> call(const QString &object,
                              const char *interface,
                              const char *method,
                              const QVariantList &arguments,
                              Control &control) const;

    QDBusConnection m_bus;
};

//! What the D-Bus error \a name with \a text means for people.
Error udisksError(const QString &name, const QString &text);

} // namespace bootwright
