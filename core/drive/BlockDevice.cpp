// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/BlockDevice.h"

namespace bootwright {

namespace {

constexpr quint64 kSysfsSector = 512; //!< whatever the drive's own sectors are

} // namespace

std::optional<quint64> parseDeviceNumber(QStringView text)
{
    const auto colon = text.indexOf(u':');
    if (colon < 0)
        return {};
    bool majorIsGood = false, minorIsGood = false;
    const auto major = text.first(colon).trimmed().toULongLong(&majorIsGood);
    const auto minor = text.sliced(colon + 1).trimmed().toULongLong(&minorIsGood);
    if (!majorIsGood || !minorIsGood)
        return {};
    return deviceNumber(major, minor);
}

std::optional<BlockDevice> parseBlockDevice(const SysfsAttributes &attributes)
{
    const auto text = [&](const char *name) { return attributes.value(QLatin1String(name)); };
    const auto number = parseDeviceNumber(text("dev"));
    if (!number || text("path").isEmpty())
        return {};
    BlockDevice device;
    device.number = *number;
    device.path = text("path");
    device.name = device.path.section(u'/', -1);
    device.name.replace(u'!', u'/'); // the kernel's spelling of cciss/c0d0
    device.mapName = text("dm/name");
    device.mapKind = text("dm/uuid").section(u'-', 0, 0);
    device.lastingPath = text("lastingPath");
    device.cardType = text("device/type");
    device.size = text("size").toULongLong() * kSysfsSector;
    device.sequence = text("diskseq").toULongLong();
    if (const auto sector = text("queue/logical_block_size").toUInt(); sector != 0)
        device.logicalSectorSize = sector;
    device.readOnly = text("ro") == u"1";
    device.removableMedium = text("removable") == u"1";
    device.isPartition = attributes.contains(QStringLiteral("partition"));
    device.isHidden = text("hidden") == u"1";
    device.slaves = text("slaves").split(u' ', Qt::SkipEmptyParts);
    device.backing = text("backing");
    return device;
}

} // namespace bootwright
