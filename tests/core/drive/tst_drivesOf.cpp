// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/drivesOf.h"
#include "tests/support/RecordedDrives.h"

#include <QDir>
#include <QTest>

using namespace bootwright;

namespace {

//! What must come out of each recording, one text a drive:
//! node | name | serial | bytes | bus | port | volumes | answer | reason | sentence
const std::map<QByteArray, std::vector<const char *>> kExpected{
    {"btrfs-root",
     {"sdd | WDC WD5000AAKX-0 | WD-DATADISK02 | 500107862016 | ata |  | sdd [] btrfs / | refused | "
      "systemDrive | The running system is on it: /. Choose another drive.",
      "sde | WDC WD5000AAKX-0 | WD-DATADISK03 | 500107862016 | ata |  | sde [] btrfs / | refused | "
      "systemDrive | The running system is on it: /. Choose another drive."}},
    {"card-reader",
     {"sdi | Generic- CardReader SD | 058F63666433 | 31914983424 | usb | 1-5.1 |  | eligible | "
      "none |",
      "sdj | Generic- CardReader CF | 058F63666433 | 0 | usb | 1-5.1:1 |  | refused | noMedium | "
      "It is empty. Insert a card."}},
    {"emmc",
     {"mmcblk1 | DG4032 | 0x1f5a9c2b | 34359738368 | emmc |  |  | mustBeUnlocked | notRemovable | "
      "It is built into this computer. Unlock it if it is the one you mean.",
      "mmcblk1boot0 | Drive without a name |  | 4194304 | emmc |  |  | refused | notADrive | The "
      "firmware starts from it. Choose another drive.",
      "mmcblk1boot1 | Drive without a name |  | 4194304 | emmc |  |  | refused | notADrive | The "
      "firmware starts from it. Choose another drive."}},
    {"iscsi",
     {"sdo | IET VIRTUAL-DISK | beaf11 | 8589934592 | network |  |  | refused | network | It is a "
      "disk on the network, which other computers may use. Choose a drive of this computer."}},
    {"live-stick",
     {"sdf | SanDisk Ultra | 4C530001230101117001 | 31016853504 | usb | 2-1 | sdf1 [LIVE] vfat "
      "/run/live/medium | refused | systemDrive | The running system is on it: /run/live/medium, "
      "/run/live/rootfs. Choose another drive.",
      "loop0 | Loop device |  | 67108864 |  |  | loop0 [] ext4 /run/live/rootfs | refused | "
      "systemDrive | The running system is on it: /run/live/rootfs. Choose another drive."}},
    {"loop-over-disk",
     {"sdc | Samsung SSD 870 | S62SYSDISK01 | 500107862016 | ata |  |  | mustBeUnlocked | "
      "notRemovable | It is built into this computer. Unlock it if it is the one you mean.",
      "loop1 | Loop device |  | 500107862016 |  |  |  | refused | standsForOther | It stands for "
      "/dev/sdc. Choose that drive itself."}},
    {"loop",
     {"loop0 | Loop device |  | 1073741824 |  |  |  | mustBeUnlocked | loopDevice | It is a file "
      "that the system shows as a drive. Unlock it if it is the one you mean."}},
    {"luks-root",
     {"sdb | Samsung SSD 870 | S62SYSDISK01 | 500107862016 | ata |  | sdb1 [] vfat /boot/efi; sdb2 "
      "[] ext4 /boot; sdb3 [] crypto_LUKS | refused | systemDrive | The running system is on it: "
      "/, /boot, /boot/efi, swap. Choose another drive.",
      "dm-0 | Drive without a name |  | 498479398912 |  |  | dm-0 [] LVM2_member | refused | "
      "systemDrive | The running system is on it: /, swap. Choose another drive.",
      "dm-1 | Drive without a name |  | 4294967296 |  |  | dm-1 [] ext4 / | refused | systemDrive "
      "| The running system is on it: /. Choose another drive.",
      "dm-2 | Drive without a name |  | 1073741824 |  |  | dm-2 [] swap | refused | systemDrive | "
      "The running system is on it: swap. Choose another drive."}},
    {"lvm-root",
     {"sdd | WDC WD5000AAKX-0 | WD-DATADISK02 | 500107862016 | ata |  | sdd [] LVM2_member | "
      "refused | systemDrive | The running system is on it: /. Choose another drive.",
      "sde | WDC WD5000AAKX-0 | WD-DATADISK03 | 500107862016 | ata |  | sde [] LVM2_member | "
      "refused | systemDrive | The running system is on it: /. Choose another drive.",
      "dm-0 | Drive without a name |  | 4294967296 |  |  | dm-0 [] ext4 / | refused | systemDrive "
      "| The running system is on it: /. Choose another drive."}},
    {"mounted-stick",
     {"sdf | SanDisk Ultra | 4C530001230101117001 | 31016853504 | usb | 2-1 | sdf1 [STICK] vfat "
      "/media/anna/STICK | eligible | none |"}},
    {"multipath",
     {"sda | IET VIRTUAL-DISK | MPATH01 | 17179869184 | scsi |  | sda [] mpath_member | refused | "
      "inUse | It is in use by multipath (mpathb). Stop that first.",
      "sdb | IET VIRTUAL-DISK | MPATH01 | 17179869184 | scsi |  | sdb [] mpath_member | refused | "
      "inUse | It is in use by multipath (mpathb). Stop that first.",
      "dm-1 | IET VIRTUAL-DISK | MPATH01 | 17179869184 |  |  |  | refused | notADrive | It is made "
      "by software, of other drives or of none. Choose a drive of its own."}},
    {"network-block-device",
     {"nbd0 | Drive without a name |  | 0 |  |  |  | refused | notADrive | It is made by software, "
      "of other drives or of none. Choose a drive of its own."}},
    {"nvme-subsystem",
     {"nvme0n1 | QEMU NVMe Ctrl | S4EWNX0R123456 | 512110190592 | nvme |  |  | mustBeUnlocked | "
      "notRemovable | It is built into this computer. Unlock it if it is the one you mean."}},
    {"nvme",
     {"nvme0n1 | QEMU NVMe Ctrl | S4EWNX0R123456 | 512110190592 | nvme |  |  | mustBeUnlocked | "
      "notRemovable | It is built into this computer. Unlock it if it is the one you mean."}},
    {"raid-root",
     {"md0 | Drive without a name |  | 4289724416 |  |  | md0 [] ext4 / | refused | systemDrive | "
      "The running system is on it: /. Choose another drive.",
      "sdc | WDC WD5000AAKX-0 | WD-DATADISK02 | 500107862016 | ata |  | sdc1 [recorder:0] "
      "linux_raid_member | refused | systemDrive | The running system is on it: /. Choose another "
      "drive.",
      "sdd | WDC WD5000AAKX-0 | WD-DATADISK03 | 500107862016 | ata |  | sdd1 [recorder:0] "
      "linux_raid_member | refused | systemDrive | The running system is on it: /. Choose another "
      "drive."}},
    {"right-to-left-name",
     {"sdn | Vendor Ultra BG46 | RTLSTICK01 | 4004511744 | usb | 1-5.4 | sdn [CIGAM] ext4 | "
      "eligible | none |"}},
    {"sata-disk",
     {"sdd | WDC WD5000AAKX-0 | WD-DATADISK02 | 500107862016 | ata |  |  | mustBeUnlocked | "
      "notRemovable | It is built into this computer. Unlock it if it is the one you mean."}},
    {"sata-system",
     {"sdb | Samsung SSD 870 | S62SYSDISK01 | 500107862016 | ata |  | sdb1 [] vfat /boot/efi; sdb2 "
      "[] ext4 / | refused | systemDrive | The running system is on it: /, /boot/efi. Choose "
      "another drive."}},
    {"sd-card",
     {"mmcblk0 | QEMU_ | 0xdeadbeef | 34359738368 | memoryCard |  |  | eligible | none |"}},
    {"stick-mounted-elsewhere",
     {"sdf | SanDisk Ultra | 4C530001230101117001 | 31016853504 | usb | 2-1 | sdf1 [STICK] vfat "
      "/srv/data | refused | inUse | It is in use, mounted at /srv/data. Unmount it first."}},
    {"stick-without-serial",
     {"sdl | Generic Flash Disk |  | 8053063680 | usb | 1-5.2 | sdl1 [] vfat | eligible | none |"}},
    {"swap-on-stick",
     {"sdl | Generic Flash Disk |  | 8053063680 | usb | 1-5.2 | sdl1 [] swap | refused | "
      "systemDrive | The running system is on it: swap. Choose another drive."}},
    {"two-identical-sticks",
     {"sdf | SanDisk Ultra | 4C530001230101117001 | 31016853504 | usb | 2-1 | sdf1 [STICK] vfat | "
      "eligible | none |",
      "sdg | SanDisk Ultra | 4C530001230101117002 | 31016853504 | usb | 2-2 | sdg1 [STICK] vfat | "
      "eligible | none |"}},
    {"unlocked-stick",
     {"sdg | SanDisk Ultra | 4C530001230101117002 | 31016853504 | usb | 2-2 | sdg1 [] crypto_LUKS "
      "| refused | inUse | It is in use by LUKS (luks-secret). Stop that first.",
      "dm-0 | Drive without a name |  | 30998003712 |  |  | dm-0 [] ext4 /media/anna/secret | "
      "refused | notADrive | It is made by software, of other drives or of none. Choose a drive of "
      "its own."}},
    {"usb-hdd-4tb",
     {"sdh | Seagate Expansion Desk | NAB4TB01 | 4000787030016 | usb | 2-4 | sdh1 [Backup] ext4 | "
      "mustBeUnlocked | large | It is large for a stick: 4.0 TB. Unlock it if it is the one you "
      "mean."}},
    {"usb-optical",
     {"sr0 | HL-DT-ST DVDRAM GP65NB60 | KZEE1DB0432 | 380928 | usb | 2-6 | sr0 [DISC] iso9660 | "
      "refused | optical | It takes optical discs. Make an ISO file and burn that."}},
    {"usb-ssd",
     {"sdk | Samsung Portable SSD T5 | MSFT30SSD0001 | 240057409536 | usb | 2-3 | sdk1 [SSD] vfat "
      "| eligible | none |"}},
    {"usb-stick",
     {"sdf | SanDisk Ultra | 4C530001230101117001 | 31016853504 | usb | 2-1 | sdf1 [STICK] vfat | "
      "eligible | none |"}},
    {"usb-system",
     {"sdf | Samsung Portable SSD T5 | MSFT30SSD0001 | 240057409536 | usb | 2-3 | sdf1 [] vfat "
      "/boot/efi; sdf2 [usbroot] ext4 / | refused | systemDrive | The running system is on it: /, "
      "/boot/efi. Choose another drive."}},
    {"ventoy",
     {"sdf | SanDisk Ultra | 4C530001230101117001 | 31016853504 | usb | 2-1 | sdf1 [Ventoy] exfat; "
      "sdf2 [VTOYEFI] vfat | eligible | none |"}},
    {"virtio-disk",
     {"vda | VirtIO Disk |  | 42949672960 | virtio |  |  | mustBeUnlocked | notRemovable | It is "
      "built into this computer. Unlock it if it is the one you mean."}},
    {"windows-to-go",
     {"sdk | Samsung Portable SSD T5 | MSFT30SSD0001 | 240057409536 | usb | 2-3 | sdk1 [SYSTEM] "
      "vfat; sdk2 []; sdk3 [Windows] ntfs | eligible | none |"}},
    {"write-protected-stick",
     {"sdm | Kanguru FlashTrust | ROSTICK01 | 15728640000 | usb | 1-5.3 |  | refused | readOnly | "
      "It is write-protected. Move its switch, or choose another drive."}},
    {"zfs-stick",
     {"sdf | SanDisk Ultra | 4C530001230101117001 | 31016853504 | usb | 2-1 | sdf1 [tank] "
      "zfs_member | refused | inUse | It is part of a ZFS pool. Export the pool and run \"zpool "
      "labelclear /dev/sdf1\" first."}},
    {"zram",
     {"zram0 | Drive without a name |  | 268435456 |  |  |  | refused | systemDrive | The running "
      "system is on it: swap. Choose another drive."}},
};

//! What lsblk has no names for.
const QSet<QString> kNamedByUdisks{QStringLiteral("dm-1 "),
                                   QStringLiteral("mmcblk0 "),
                                   QStringLiteral("mmcblk1 "),
                                   QStringLiteral("mmcblk1boot0 "),
                                   QStringLiteral("mmcblk1boot1 "),
                                   QStringLiteral("vda ")};

QString textOf(const RemovableDrive &drive)
{
    const auto &properties = drive.properties;
    QStringList volumes;
    for (const auto &volume : properties.volumes)
        volumes.append(QStringLiteral("%1 [%2] %3 %4")
                           .arg(volume.path.section(u'/', -1),
                                volume.label,
                                volume.fileSystem,
                                volume.mountPoints.join(u' '))
                           .trimmed());
    const QStringList parts{properties.identity.path.section(u'/', -1),
                            driveName(properties),
                            properties.identity.serial,
                            QString::number(properties.identity.size),
                            wordOf(properties.bus),
                            properties.port,
                            volumes.join(QStringLiteral("; ")),
                            wordOf(drive.verdict.answer),
                            wordOf(drive.verdict.reason),
                            drive.verdict.sentence};
    return parts.join(QStringLiteral(" | ")).trimmed();
}

QStringList textOf(const std::vector<RemovableDrive> &drives)
{
    QStringList texts;
    for (const auto &drive : drives)
        texts.append(textOf(drive));
    return texts;
}

QStringList withoutNames(QStringList texts)
{
    for (auto &text : texts)
        if (const auto node = text.section(u'|', 0, 0); kNamedByUdisks.contains(node))
            text = node + text.section(u'|', 3);
    return texts;
}

} // namespace

class tst_drivesOf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recorded_data();
    void recorded();
    void everyRecordingIsExpected();
    void withoutDescriptions();
    void identity();
    void shown();
};

void tst_drivesOf::recorded_data()
{
    QTest::addColumn<QStringList>("drives");
    for (const auto &[name, drives] : kExpected) {
        QStringList texts;
        for (const auto *drive : drives)
            texts.append(QString::fromUtf8(drive));
        QTest::newRow(name.constData()) << texts;
    }
}

void tst_drivesOf::recorded()
{
    QFETCH(QStringList, drives);
    const RecordedDrives recording(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(textOf(drivesOf(recording.withUdisks())), drives);
    QCOMPARE(withoutNames(textOf(drivesOf(recording.withLsblk()))), withoutNames(drives));
}

void tst_drivesOf::everyRecordingIsExpected()
{
    QStringList names, files;
    for (const auto &[name, drives] : kExpected)
        names.append(QString::fromUtf8(name));
    for (const auto &file :
         QDir(QStringLiteral(TEST_DATA "/drives")).entryList({QStringLiteral("*.json")}))
        files.append(file.chopped(5));
    files.sort();
    QCOMPARE(files, names);
}

//! Neither UDisks2 nor lsblk: what must be refused is refused all the same.
void tst_drivesOf::withoutDescriptions()
{
    for (const auto *name : {"btrfs-root",
                             "live-stick",
                             "luks-root",
                             "lvm-root",
                             "raid-root",
                             "sata-system",
                             "swap-on-stick",
                             "usb-system",
                             "zram"})
        for (const auto &drive : drivesOf(RecordedDrives(QString::fromUtf8(name)).kernel()))
            QCOMPARE(wordOf(drive.verdict.reason), QStringLiteral("systemDrive"));
    for (const auto *name : {"iscsi",
                             "multipath",
                             "stick-mounted-elsewhere",
                             "unlocked-stick",
                             "write-protected-stick"})
        for (const auto &drive : drivesOf(RecordedDrives(QString::fromUtf8(name)).kernel()))
            QCOMPARE(wordOf(drive.verdict.answer), QStringLiteral("refused"));
}

void tst_drivesOf::identity()
{
    const auto drives =
        drivesOf(RecordedDrives(QStringLiteral("two-identical-sticks")).withUdisks());
    QCOMPARE(drives.size(), size_t(2));
    const DriveIdentity expected{QStringLiteral("/dev/sdf"),
                                 QStringLiteral("4C530001230101117001"),
                                 QStringLiteral("/devices/pci0000:00/0000:00:08.0/usb2/2-1/2-1:1.0/"
                                                "host7/target7:0:0/7:0:0:0/block/sdf"),
                                 31016853504,
                                 2128,
                                 8};
    QCOMPARE(drives[0].properties.identity.path, expected.path);
    QVERIFY(drives[0].properties.identity == expected);
    QVERIFY(drives[1].properties.identity != expected);
    QCOMPARE(drives[0].properties.lastingPath,
             QStringLiteral("/dev/disk/by-id/usb-SanDisk_Ultra_4C530001230101117001-0:0"));
}

void tst_drivesOf::shown()
{
    const auto shownOf = [](const char *name) {
        QStringList nodes;
        for (const auto &drive : drivesOf(RecordedDrives(QString::fromUtf8(name)).withUdisks()))
            if (isShown(drive))
                nodes.append(drive.properties.identity.path);
        return nodes.join(u' ');
    };
    QCOMPARE(shownOf("luks-root"), QStringLiteral("/dev/sdb"));
    QCOMPARE(shownOf("raid-root"), QStringLiteral("/dev/sdc /dev/sdd"));
    QCOMPARE(shownOf("emmc"), QStringLiteral("/dev/mmcblk1"));
    QCOMPARE(shownOf("zram"), QString());
    QCOMPARE(shownOf("loop"), QStringLiteral("/dev/loop0"));
    QCOMPARE(shownOf("loop-over-disk"), QStringLiteral("/dev/sdc"));
    QCOMPARE(shownOf("usb-optical"), QStringLiteral("/dev/sr0"));
}

QTEST_GUILESS_MAIN(tst_drivesOf)

#include "tst_drivesOf.moc"
