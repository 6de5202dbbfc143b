// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/drive/StorageDescriptor.h"

#include <QTest>

using namespace bootwright;

namespace {

//! A STORAGE_DEVICE_DESCRIPTOR as Windows lays it out: the texts follow the fixed part.
QByteArray descriptor(quint32 busType,
                      bool removable,
                      const QByteArray &vendor,
                      const QByteArray &product,
                      const QByteArray &serial,
                      quint8 deviceType = 0)
{
    QByteArray bytes(40, '\0');
    const auto append = [&](qsizetype field, const QByteArray &text) {
        if (text.isNull())
            return;
        putLe<quint32>(bytes, field, quint32(bytes.size()));
        bytes += text + '\0';
    };
    append(12, vendor);
    append(16, product);
    append(20, "1.00");
    append(24, serial);
    putLe<quint32>(bytes, 0, 40);
    putLe<quint32>(bytes, 4, quint32(bytes.size()));
    bytes[8] = char(deviceType);
    bytes[10] = removable ? 1 : 0;
    putLe<quint32>(bytes, 28, busType);
    return bytes;
}

} // namespace

class tst_StorageDescriptor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void withoutSerial();
    void damaged();
};

void tst_StorageDescriptor::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("serial");
    QTest::addColumn<Bus>("bus");
    QTest::addColumn<DriveKind>("kind");
    QTest::addColumn<bool>("removable");
    const auto row = [](const char *what,
                        const QByteArray &bytes,
                        const char *name,
                        const char *serial,
                        Bus bus,
                        DriveKind kind,
                        bool removable) {
        QTest::newRow(what) << bytes << QString::fromUtf8(name) << QString::fromUtf8(serial) << bus
                            << kind << removable;
    };
    const auto disk = DriveKind::Disk;
    row("stick",
        descriptor(7, true, "SanDisk ", "Ultra           ", "4C53"),
        "SanDisk Ultra",
        "4C53",
        Bus::Usb,
        disk,
        true);
    row("USB SSD",
        descriptor(7, false, "Samsung ", "Portable SSD T5 ", "S1"),
        "Samsung Portable SSD T5",
        "S1",
        Bus::Usb,
        disk,
        true);
    row("SATA",
        descriptor(11, false, QByteArray(), "Samsung SSD 870", "  S62S"),
        "Samsung SSD 870",
        "S62S",
        Bus::Ata,
        disk,
        false);
    row("NVMe",
        descriptor(17, false, QByteArray(), "WD SN770", "E823_8FA6."),
        "WD SN770",
        "E823_8FA6.",
        Bus::Nvme,
        disk,
        false);
    row("SD card",
        descriptor(12, true, QByteArray(), "SD Card", QByteArray()),
        "SD Card",
        "",
        Bus::MemoryCard,
        disk,
        true);
    row("iSCSI",
        descriptor(9, false, "MSFT", "Virtual HD", "1"),
        "MSFT Virtual HD",
        "1",
        Bus::Network,
        disk,
        false);
    row("virtual hard disk",
        descriptor(15, false, "Msft", "Virtual Disk", QByteArray()),
        "Msft Virtual Disk",
        "",
        Bus::Unknown,
        DriveKind::Loop,
        false);
    row("storage space",
        descriptor(16, false, "Msft", "Storage Space", "{1}"),
        "Msft Storage Space",
        "{1}",
        Bus::Unknown,
        DriveKind::Mapped,
        false);
    row("optical",
        descriptor(7, true, "HL-DT-ST", "DVDRAM", "K", 5),
        "HL-DT-ST DVDRAM",
        "K",
        Bus::Usb,
        DriveKind::Optical,
        true);
    row("control characters",
        descriptor(7,
                   true,
                   "A\x1b[2J",
                   "\x07"
                   "B",
                   "1\n2"),
        "A[2J B",
        "1 2",
        Bus::Usb,
        disk,
        true);
}

void tst_StorageDescriptor::reads()
{
    QFETCH(QByteArray, bytes);
    const auto drive = parseStorageDescriptor(bytes);
    QVERIFY(drive);
    QTEST(driveName(*drive), "name");
    QTEST(drive->identity.serial, "serial");
    QTEST(drive->bus, "bus");
    QTEST(drive->kind, "kind");
    QTEST(drive->removable, "removable");
}

void tst_StorageDescriptor::withoutSerial()
{
    auto bytes = descriptor(7, true, "SanDisk", "Ultra", QByteArray());
    putLe<quint32>(bytes, 24, 0xffffffff); // as some drivers say that there is none
    const auto drive = parseStorageDescriptor(bytes);
    QVERIFY(drive);
    QVERIFY(drive->identity.serial.isEmpty());
}

void tst_StorageDescriptor::damaged()
{
    const auto whole = descriptor(7, true, "SanDisk", "Ultra", "4C53");
    for (qsizetype size = 0; size <= whole.size(); ++size) {
        // a copy of its own, so that a sanitizer sees a read behind the end
        const auto drive = parseStorageDescriptor(QByteArray(whole.constData(), size));
        QCOMPARE(drive.has_value(), size >= 36);
    }
    const auto error = parseStorageDescriptor(QByteArray(35, '\0')).error();
    QCOMPARE(kindName(error.kind), QStringLiteral("Corrupt"));
    QCOMPARE(error.message,
             QStringLiteral("Cannot read the properties of a drive. Windows answers too little."));
}

QTEST_GUILESS_MAIN(tst_StorageDescriptor)

#include "tst_StorageDescriptor.moc"
