// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/BlockStack.h"

#include "core/drive/MountTable.h"

#include <algorithm>

namespace bootwright {

namespace {

//! Mount points that make a drive the system's; those of live systems also with what is below them.
bool isSystemMount(const QString &point)
{
    static const QSet<QString> points{QStringLiteral("/"),
                                      QStringLiteral("/boot"),
                                      QStringLiteral("/boot/efi"),
                                      QStringLiteral("/efi"),
                                      QStringLiteral("/usr"),
                                      QStringLiteral("/var"),
                                      QStringLiteral("/home"),
                                      QStringLiteral("/cdrom")};
    static const QStringList live{QStringLiteral("/run/live"),
                                  QStringLiteral("/lib/live"),
                                  QStringLiteral("/run/initramfs"),
                                  QStringLiteral("/run/archiso")};
    return points.contains(point)
           || std::any_of(live.begin(), live.end(), [&](const QString &folder) {
                  return point == folder || point.startsWith(folder + u'/');
              });
}

} // namespace

BlockStack::BlockStack(const BlockSystem &system)
    : m_system(system)
{
    readDevices();
    readMounts();
}

void BlockStack::readDevices()
{
    for (const auto &device : m_system.devices) {
        m_byName[device.name] = &device;
        m_namesByNumber[device.number] = device.name;
        m_namesByPath[device.node()] = device.name;
        if (!device.mapName.isEmpty())
            m_namesByPath[QStringLiteral("/dev/mapper/") + device.mapName] = device.name;
    }
    for (const auto &device : m_system.devices) {
        auto &lowers = m_lowers[device.name];
        for (const auto &slave : device.slaves) {
            lowers.append(slave);
            m_holders[slave].append(device.name);
        }
        if (device.isPartition) {
            lowers.append(device.diskName());
            m_partitions[device.diskName()].append(device.name);
        }
        if (const auto number = parseDeviceNumber(device.backing.section(u' ', 1)))
            lowers.append(m_namesByNumber.value(*number));
    }
}

void BlockStack::addMount(const QString &name, const QString &point)
{
    QStringList names{name};
    for (const auto &set : m_system.btrfsSets)
        if (set.contains(name))
            names = set;
    for (const auto &member : names)
        if (!m_mountPoints[member].contains(point))
            m_mountPoints[member].append(point);
}

void BlockStack::readMounts()
{
    for (const auto &mount : parseMounts(m_system.mounts)) {
        if (const auto name = m_namesByNumber.value(mount.number); !name.isEmpty())
            addMount(name, mount.point);
        else // btrfs and bcachefs have device numbers of their own; bcachefs names all devices
            for (const auto &path : mount.source.split(u':'))
                if (const auto member = m_namesByPath.value(path); !member.isEmpty())
                    addMount(member, mount.point);
    }
    for (const auto &path : parseSwaps(m_system.swaps))
        m_swaps.insert(m_namesByPath.value(path));
    for (const auto &[number, description] : m_system.descriptions) {
        const auto name = m_namesByNumber.value(number);
        if (name.isEmpty())
            continue;
        for (const auto &point : description.mountPoints)
            addMount(name, point);
        if (description.isSwap)
            m_swaps.insert(name);
    }
    m_swaps.remove({}); // swap files
}

QStringList BlockStack::mountPoints(const QString &name) const
{
    return m_mountPoints.value(name);
}

QSet<QString> BlockStack::below(const QString &name) const
{
    QSet<QString> found;
    QStringList toVisit{name};
    while (!toVisit.isEmpty()) {
        const auto next = toVisit.takeLast();
        if (next.isEmpty() || found.contains(next))
            continue;
        found.insert(next);
        toVisit += m_lowers.value(next);
    }
    return found;
}

SystemUse BlockStack::systemUse() const
{
    SystemUse use;
    for (const auto &used : m_system.devices) {
        QStringList uses;
        for (const auto &point : mountPoints(used.name))
            if (isSystemMount(point))
                uses.append(point);
        if (isSwap(used.name))
            uses.append(QStringLiteral("swap"));
        if (uses.isEmpty())
            continue;
        for (const auto &name : below(used.name)) {
            const auto *lower = device(name);
            if (lower == nullptr)
                continue;
            auto &known = use[lower->number];
            known += uses;
            known.removeDuplicates();
            known.sort();
        }
    }
    return use;
}

} // namespace bootwright
