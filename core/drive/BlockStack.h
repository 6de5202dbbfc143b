// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/BlockDevice.h"

#include <QHash>
#include <QSet>

namespace bootwright {

//! Which device of a Linux system lies on which, and what is mounted where. Devices are called by the
//! kernel's names ("sda2", "dm-0"). Borrows the BlockSystem that it is made of.
class BlockStack
{
public:
    explicit BlockStack(const BlockSystem &system);

    const BlockDevice *device(const QString &name) const { return m_byName.value(name); }
    //! The name of the device \a number; empty if there is none.
    QString nameOf(quint64 number) const { return m_namesByNumber.value(number); }
    //! Names of all devices that hold the bytes of \a name, itself among them.
    QSet<QString> below(const QString &name) const;
    //! What is mounted of the file system on \a name itself.
    QStringList mountPoints(const QString &name) const;
    bool isSwap(const QString &name) const { return m_swaps.contains(name); }
    //! Names of the devices that are made of \a name, partitions left out.
    QStringList holders(const QString &name) const { return m_holders.value(name); }
    QStringList partitions(const QString &disk) const { return m_partitions.value(disk); }

    //! What the running system keeps on which device.
    SystemUse systemUse() const;

private:
    void readDevices();
    void readMounts();
    void addMount(const QString &name, const QString &point);

    const BlockSystem &m_system;
    QHash<QString, const BlockDevice *> m_byName;
    QHash<quint64, QString> m_namesByNumber;
    QHash<QString, QString> m_namesByPath;
    QHash<QString, QStringList> m_lowers;
    QHash<QString, QStringList> m_holders;
    QHash<QString, QStringList> m_partitions;
    QHash<QString, QStringList> m_mountPoints;
    QSet<QString> m_swaps;
};

} // namespace bootwright
