// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/Lsblk.h"
#include "core/drive/UdisksObjects.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bootwright {

//! One file of tests/data/drives: what record.py has written down of a Linux system.
class RecordedDrives
{
public:
    explicit RecordedDrives(const QString &name)
    {
        QFile file(QStringLiteral(TEST_DATA "/drives/%1.json").arg(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
        m_root = QJsonDocument::fromJson(file.readAll()).object();
        if (m_root.isEmpty())
            qFatal("%s is no recording", qPrintable(file.fileName()));
    }

    UdisksObjects udisks() const
    {
        UdisksObjects objects;
        const auto recorded = m_root[QStringLiteral("udisks")].toObject();
        for (const auto &path : recorded.keys())
            for (const auto &interface : recorded[path].toObject().keys())
                objects[path][interface] = recorded[path][interface].toObject().toVariantMap();
        return objects;
    }
    QByteArray lsblk() const
    {
        return QJsonDocument(m_root[QStringLiteral("lsblk")].toObject()).toJson();
    }

    //! What the kernel says, without descriptions.
    BlockSystem kernel() const
    {
        BlockSystem system;
        for (const auto &recorded : m_root[QStringLiteral("sysfs")].toArray()) {
            SysfsAttributes attributes;
            const auto object = recorded.toObject();
            for (const auto &name : object.keys())
                attributes[name] = object[name].toString();
            const auto device = parseBlockDevice(attributes);
            if (!device)
                qFatal("no block device in a recording");
            system.devices.push_back(*device);
        }
        system.mounts = lines("mountinfo");
        system.swaps = lines("swaps");
        for (const auto &set : m_root[QStringLiteral("btrfsSets")].toArray())
            system.btrfsSets.push_back(texts(set));
        return system;
    }
    BlockSystem withUdisks() const
    {
        auto system = kernel();
        system.descriptions = parseUdisks(udisks());
        return system;
    }
    BlockSystem withLsblk() const
    {
        auto system = kernel();
        const auto described = parseLsblk(lsblk());
        if (!described)
            qFatal("%s", qPrintable(described.error().message));
        system.descriptions = *described;
        return system;
    }

private:
    static QStringList texts(const QJsonValue &list)
    {
        QStringList all;
        for (const auto &value : list.toArray())
            all.append(value.toString());
        return all;
    }
    QByteArray lines(const char *key) const
    {
        return texts(m_root[QLatin1String(key)]).join(u'\n').toUtf8() + '\n';
    }

    QJsonObject m_root;
};

} // namespace bootwright
