// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is read on Linux before drives are made of it: /sys, /proc, lsblk and UDisks2, also damaged.
#include "core/drive/DevicePath.h"
#include "core/drive/Lsblk.h"
#include "core/drive/MountTable.h"
#include "core/drive/UdisksObjects.h"

#include <QTest>

using namespace bootwright;

class tst_BlockDevice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data();
    void numbers();
    void attributes();
    void noDevice();
    void places_data();
    void places();
    void mounts();
    void swaps();
    void lsblk();
    void lsblkDamaged_data();
    void lsblkDamaged();
    void lsblkTooDeep();
    void udisksOfOtherTypes();
};

void tst_BlockDevice::numbers_data()
{
    QTest::addColumn<bool>("isGood");
    QTest::addColumn<quint64>("number");
    // as makedev(3) of glibc packs them
    QTest::newRow("8:16") << true << quint64(0x810);
    QTest::newRow(" 259:3 ") << true << quint64(0x10303);
    QTest::newRow("8:300") << true << quint64(0x10082c);
    QTest::newRow("4096:1") << true << quint64(0x100000000001);
    QTest::newRow("") << false << quint64(0);
    QTest::newRow("8") << false << quint64(0);
    QTest::newRow("8:") << false << quint64(0);
    QTest::newRow("-8:1") << false << quint64(0);
    QTest::newRow("a:b") << false << quint64(0);
}

void tst_BlockDevice::numbers()
{
    QFETCH(bool, isGood);
    QFETCH(quint64, number);
    const auto parsed = parseDeviceNumber(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(parsed.has_value(), isGood);
    QCOMPARE(parsed.value_or(0), number);
}

void tst_BlockDevice::attributes()
{
    const auto device = parseBlockDevice(
        {{QStringLiteral("dev"), QStringLiteral("104:1")},
         {QStringLiteral("path"),
          QStringLiteral("/devices/pci0000:00/host0/block/cciss!c0d0/cciss!c0d0p1")},
         {QStringLiteral("size"), QStringLiteral("2048")},
         {QStringLiteral("ro"), QStringLiteral("1")},
         {QStringLiteral("partition"), QStringLiteral("1")},
         {QStringLiteral("hidden"), QStringLiteral("0")},
         {QStringLiteral("slaves"), QStringLiteral("sda sdb")},
         {QStringLiteral("queue/logical_block_size"), QStringLiteral("4096")}});
    QVERIFY(device);
    QCOMPARE(device->number, deviceNumber(104, 1));
    QCOMPARE(device->node(), QStringLiteral("/dev/cciss/c0d0p1"));
    QCOMPARE(device->diskName(), QStringLiteral("cciss/c0d0"));
    QCOMPARE(device->size, quint64(1) << 20); // /sys counts 512 bytes whatever the sectors are
    QCOMPARE(device->logicalSectorSize, 4096U);
    QCOMPARE(device->slaves, (QStringList{QStringLiteral("sda"), QStringLiteral("sdb")}));
    QVERIFY(device->readOnly && device->isPartition);
    QVERIFY(!device->removableMedium && !device->isHidden);
}

void tst_BlockDevice::noDevice()
{
    QVERIFY(!parseBlockDevice({}));
    QVERIFY(!parseBlockDevice({{QStringLiteral("dev"), QStringLiteral("8:0")}}));
    QVERIFY(!parseBlockDevice({{QStringLiteral("dev"), QStringLiteral("?")},
                               {QStringLiteral("path"), QStringLiteral("/devices/block/sda")}}));
}

void tst_BlockDevice::places_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("cardType");
    QTest::addColumn<DriveKind>("kind");
    QTest::addColumn<Bus>("bus");
    QTest::addColumn<QString>("port");
    const auto row = [](const char *what,
                        const char *path,
                        DriveKind kind,
                        Bus bus,
                        const char *port,
                        const char *card = "") {
        QTest::newRow(what) << QString::fromUtf8(path) << QString::fromUtf8(card) << kind << bus
                            << QString::fromUtf8(port);
    };
    const auto disk = DriveKind::Disk;
    row("stick behind two hubs",
        "/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2.3/1-2.3.4/1-2.3.4:1.0/host6/target6:0:0/"
        "6:0:0:0/block/sdb",
        disk,
        Bus::Usb,
        "1-2.3.4");
    row("second slot of a reader",
        "/devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host6/target6:0:0/6:0:0:1/block/sdc",
        disk,
        Bus::Usb,
        "2-1:1");
    row("NVMe",
        "/devices/pci0000:00/0000:00:1d.0/0000:3a:00.0/nvme/nvme0/nvme0n1",
        disk,
        Bus::Nvme,
        "");
    row("NVMe over two ways",
        "/devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1",
        disk,
        Bus::Nvme,
        "");
    row("NVMe over a network",
        "/devices/virtual/nvme-fabrics/ctl/nvme1/nvme1n1",
        DriveKind::Mapped,
        Bus::Network,
        "");
    row("SATA",
        "/devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda",
        disk,
        Bus::Ata,
        "");
    row("SAS",
        "/devices/pci0000:00/0000:00:03.0/0000:02:00.0/host0/port-0:0/end_device-0:0/target0:0:0/"
        "0:0:0:0/block/sda",
        disk,
        Bus::Scsi,
        "");
    row("iSCSI",
        "/devices/platform/host9/session1/target9:0:0/9:0:0:1/block/sdc",
        disk,
        Bus::Network,
        "");
    row("Fibre Channel",
        "/devices/pci0000:00/0000:05:00.0/host7/rport-7:0-2/target7:0:0/7:0:0:1/block/sdd",
        disk,
        Bus::Network,
        "");
    row("FireWire",
        "/devices/pci0000:00/0000:06:00.0/fw1/fw1.0/host8/target8:0:0/8:0:0:0/block/sde",
        disk,
        Bus::FireWire,
        "");
    row("SD card",
        "/devices/pci0000:00/0000:00:09.0/mmc_host/mmc0/mmc0:4567/block/mmcblk0",
        disk,
        Bus::MemoryCard,
        "",
        "SD");
    row("eMMC",
        "/devices/platform/80860F14:00/mmc_host/mmc1/mmc1:0001/block/mmcblk1",
        disk,
        Bus::Emmc,
        "",
        "MMC");
    row("boot area of an eMMC",
        "/devices/platform/80860F14:00/mmc_host/mmc1/mmc1:0001/block/mmcblk1/mmcblk1boot0",
        DriveKind::BootArea,
        Bus::Emmc,
        "",
        "MMC");
    row("virtio", "/devices/pci0000:00/0000:00:05.0/virtio2/block/vda", disk, Bus::Virtio, "");
    row("Xen", "/devices/vbd-51712/block/xvda", disk, Bus::Unknown, "");
    row("optical",
        "/devices/pci0000:00/0000:00:17.0/ata2/host1/target1:0:0/1:0:0:0/block/sr0",
        DriveKind::Optical,
        Bus::Ata,
        "");
    row("LVM", "/devices/virtual/block/dm-0", DriveKind::Mapped, Bus::Unknown, "");
    row("RAID", "/devices/virtual/block/md127", DriveKind::Mapped, Bus::Unknown, "");
    row("ZFS volume", "/devices/virtual/block/zd0", DriveKind::Mapped, Bus::Unknown, "");
    row("memory", "/devices/virtual/block/zram0", DriveKind::Memory, Bus::Unknown, "");
    row("old memory", "/devices/virtual/block/ram3", DriveKind::Memory, Bus::Unknown, "");
    row("loop", "/devices/virtual/block/loop12", DriveKind::Loop, Bus::Unknown, "");
}

void tst_BlockDevice::places()
{
    QFETCH(QString, path);
    QFETCH(QString, cardType);
    QFETCH(DriveKind, kind);
    QFETCH(Bus, bus);
    QFETCH(QString, port);
    const auto device = parseBlockDevice({{QStringLiteral("dev"), QStringLiteral("8:0")},
                                          {QStringLiteral("path"), path},
                                          {QStringLiteral("device/type"), cardType}});
    QVERIFY(device);
    QCOMPARE(kindOf(*device), kind);
    QCOMPARE(wordOf(busOf(*device)), wordOf(bus));
    QCOMPARE(portOf(*device), port);
}

void tst_BlockDevice::mounts()
{
    const QByteArray text =
        "26 1 253:1 / / rw,relatime shared:1 - ext4 /dev/mapper/vg-root rw\n"
        "41 26 8:17 / /media/anna/MY\\040STICK\\134 rw shared:21 master:2 - vfat /dev/sdb1 rw\n"
        "42 26 0:40 / /srv rw - btrfs /dev/sdc rw\n"
        "nonsense\n"
        "43 26 8:1 / /short rw -\n"
        "44 26 x:y / /bad rw - ext4 /dev/sda1 rw\n"
        "45 26 8:2 / /end\\04 rw - ext4 /dev/sda2 rw";
    const std::vector<Mount> expected{
        {deviceNumber(253, 1), QStringLiteral("/"), QStringLiteral("/dev/mapper/vg-root")},
        {deviceNumber(8, 17),
         QStringLiteral("/media/anna/MY STICK\\"),
         QStringLiteral("/dev/sdb1")},
        {deviceNumber(0, 40), QStringLiteral("/srv"), QStringLiteral("/dev/sdc")},
        {deviceNumber(8, 2), QStringLiteral("/end\\04"), QStringLiteral("/dev/sda2")},
    };
    QVERIFY(parseMounts(text) == expected);
    QVERIFY(parseMounts({}).empty());
}

void tst_BlockDevice::swaps()
{
    QCOMPARE(parseSwaps("Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
                        "/dev/dm-2                               partition\t1003516\t\t0\t\t-2\n"
                        "/swap\\040file                           file\t\t1003516\t\t0\t\t-3\n"),
             (QStringList{QStringLiteral("/dev/dm-2"), QStringLiteral("/swap file")}));
    QVERIFY(parseSwaps("Filename Type\n").isEmpty());
}

void tst_BlockDevice::lsblk()
{
    const auto described = parseLsblk(R"({"blockdevices": [
        {"maj:min": "  8:0", "vendor": "ATA     ", "model": "Disk", "serial": "S1", "label": null,
         "fstype": null, "mountpoint": null,
         "children": [{"maj:min": "8:1", "vendor": null, "label": "A", "fstype": "swap", "mountpoint": "[SWAP]"}]},
        {"maj:min": "254:0", "vendor": "0x1af4"}, {"model": "without a number"}, 7]})");
    QVERIFY(described);
    DeviceDescription disk, part;
    disk.model = QStringLiteral("Disk");
    disk.serial = QStringLiteral("S1");
    part.label = QStringLiteral("A");
    part.fileSystem = QStringLiteral("swap");
    part.isSwap = true;
    const DeviceDescriptions expected{
        {deviceNumber(8, 0), disk}, {deviceNumber(8, 1), part}, {deviceNumber(254, 0), {}}};
    QVERIFY(*described == expected);
}

void tst_BlockDevice::lsblkDamaged_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"({"blockdevices": [{"maj:min": "8:0")");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("something else") << QByteArray(R"({"blockdevices": 7})");
}

void tst_BlockDevice::lsblkDamaged()
{
    QFETCH(QByteArray, json);
    const auto described = parseLsblk(json);
    QVERIFY(!described);
    QCOMPARE(kindName(described.error().kind), QStringLiteral("Corrupt"));
    QCOMPARE(described.error().message,
             QStringLiteral("Cannot list the drives. lsblk answers something else than a list."));
}

void tst_BlockDevice::lsblkTooDeep()
{
    QByteArray json = R"({"maj:min": "8:1"})";
    for (int i = 0; i < 200; ++i)
        json = R"({"maj:min": "8:0", "children": [)" + json + "]}";
    const auto described = parseLsblk(R"({"blockdevices": [)" + json + "]}");
    QVERIFY(described);
    QCOMPARE(described->size(), size_t(1));
}

void tst_BlockDevice::udisksOfOtherTypes()
{
    const auto block = QStringLiteral("org.freedesktop.UDisks2.Block");
    const auto filesystem = QStringLiteral("org.freedesktop.UDisks2.Filesystem");
    UdisksObjects objects;
    objects[QStringLiteral("/a")][block] = {{QStringLiteral("DeviceNumber"), QStringLiteral("x")}};
    objects[QStringLiteral("/b")][block] = {{QStringLiteral("DeviceNumber"), 2064},
                                            {QStringLiteral("Drive"), QStringLiteral("/none")},
                                            {QStringLiteral("IdLabel"), QVariantMap()}};
    objects[QStringLiteral("/b")][filesystem] = {{QStringLiteral("MountPoints"), QVariantMap()}};
    objects[QStringLiteral("/c")] = {};
    const auto described = parseUdisks(objects);
    QCOMPARE(described.size(), size_t(1));
    QCOMPARE(described.begin()->first, quint64(2064));
    QCOMPARE(described.begin()->second.udisksObject, QStringLiteral("/b"));
    QVERIFY(described.begin()->second.udisksDrive.isEmpty());
    QVERIFY(described.begin()->second.label.isEmpty());
    QVERIFY(described.begin()->second.mountPoints.isEmpty());
}

QTEST_GUILESS_MAIN(tst_BlockDevice)

#include "tst_BlockDevice.moc"
