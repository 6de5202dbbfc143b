// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/verdict.h"

#include <QTest>

using namespace bootwright;
using Answer = DriveVerdict::Answer;
using Reason = DriveVerdict::Reason;

namespace {

constexpr quint64 kNumber = 2064; // 8:16

DriveProperties stick()
{
    DriveProperties drive;
    drive.identity = {QStringLiteral("/dev/sdb"),
                      QStringLiteral("4C53"),
                      QStringLiteral("/devices/usb1/1-2"),
                      31016853504,
                      kNumber,
                      9};
    drive.vendor = QStringLiteral("SanDisk");
    drive.model = QStringLiteral("Ultra");
    drive.bus = Bus::Usb;
    drive.removable = true;
    return drive;
}

DriveProperties stick(const std::function<void(DriveProperties &)> &change)
{
    auto drive = stick();
    change(drive);
    return drive;
}

DriveProperties stickMountedAt(const QString &point)
{
    return stick([&](DriveProperties &drive) {
        drive.volumes.push_back(
            {QStringLiteral("/dev/sdb1"), {}, QStringLiteral("vfat"), {point}, 1});
    });
}

} // namespace

class tst_verdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data();
    void says();
    void systemIsTheGravestReason();
    void needed();
    void everyWordIsAnother();
    void removableMounts_data();
    void removableMounts();
    void names_data();
    void names();
};

void tst_verdict::says_data()
{
    QTest::addColumn<DriveProperties>("drive");
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QString>("sentence");
    using Drive = DriveProperties &;
    const auto row = [](const char *name,
                        const DriveProperties &drive,
                        Answer answer,
                        Reason reason,
                        const char *sentence) {
        QTest::newRow(name) << drive << answer << reason << QString::fromUtf8(sentence);
    };

    row("a stick", stick(), Answer::Eligible, Reason::None, "");
    row("a stick that the desktop mounted",
        stickMountedAt(QStringLiteral("/run/media/anna/STICK")),
        Answer::Eligible,
        Reason::None,
        "");
    row("a stick of 256 GB",
        stick([](Drive drive) { drive.identity.size = 256'060'514'304; }),
        Answer::Eligible,
        Reason::None,
        "");
    row("a stick of more",
        stick([](Drive drive) { drive.identity.size = 256_GiB + 512; }),
        Answer::MustBeUnlocked,
        Reason::Large,
        "It is large for a stick: 274.9 GB. Unlock it if it is the one you mean.");
    row("built in",
        stick([](Drive drive) { drive.removable = false; }),
        Answer::MustBeUnlocked,
        Reason::NotRemovable,
        "It is built into this computer. Unlock it if it is the one you mean.");
    row(
        "built in and mounted where people mount",
        [] {
            auto drive = stickMountedAt(QStringLiteral("/mnt"));
            drive.removable = false;
            return drive;
        }(),
        Answer::Refused,
        Reason::InUse,
        "It is in use, mounted at /mnt. Unmount it first.");
    row("a loop device",
        stick([](Drive drive) {
            drive.kind = DriveKind::Loop;
            drive.removable = false;
        }),
        Answer::MustBeUnlocked,
        Reason::LoopDevice,
        "It is a file that the system shows as a drive. Unlock it if it is the one you mean.");
    row("a loop device over a drive",
        stick([](Drive drive) {
            drive.kind = DriveKind::Loop;
            drive.standsFor = QStringLiteral("/dev/sda");
        }),
        Answer::Refused,
        Reason::StandsForOther,
        "It stands for /dev/sda. Choose that drive itself.");
    row("a loop device over nobody knows what",
        stick([](Drive drive) {
            drive.kind = DriveKind::Loop;
            drive.standsFor = QStringLiteral("?");
        }),
        Answer::Refused,
        Reason::StandsForOther,
        "It cannot be told what is behind this loop device. Set it up anew over a file.");
    row("memory",
        stick([](Drive drive) { drive.kind = DriveKind::Memory; }),
        Answer::Refused,
        Reason::NotADrive,
        "It is memory. Choose a drive.");
    row("a volume on other drives",
        stick([](Drive drive) { drive.kind = DriveKind::Mapped; }),
        Answer::Refused,
        Reason::NotADrive,
        "It is made by software, of other drives or of none. Choose a drive of its own.");
    row("the boot area of an eMMC",
        stick([](Drive drive) { drive.kind = DriveKind::BootArea; }),
        Answer::Refused,
        Reason::NotADrive,
        "The firmware starts from it. Choose another drive.");
    row("an optical drive",
        stick([](Drive drive) { drive.kind = DriveKind::Optical; }),
        Answer::Refused,
        Reason::Optical,
        "It takes optical discs. Make an ISO file and burn that.");
    row("a disk on the network",
        stick([](Drive drive) { drive.bus = Bus::Network; }),
        Answer::Refused,
        Reason::Network,
        "It is a disk on the network, which other computers may use. Choose a drive of this "
        "computer.");
    row("an empty card reader",
        stick([](Drive drive) { drive.identity.size = 0; }),
        Answer::Refused,
        Reason::NoMedium,
        "It is empty. Insert a card.");
    row("write-protected",
        stick([](Drive drive) { drive.readOnly = true; }),
        Answer::Refused,
        Reason::ReadOnly,
        "It is write-protected. Move its switch, or choose another drive.");
    row("a part of an LVM",
        stick([](Drive drive) { drive.heldBy = {QStringLiteral("LVM (vg-root)")}; }),
        Answer::Refused,
        Reason::InUse,
        "It is in use by LVM (vg-root). Stop that first.");
    row("a part of a ZFS pool",
        stick([](Drive drive) {
            drive.volumes.push_back(
                {QStringLiteral("/dev/sdb1"), {}, QStringLiteral("zfs_member"), {}, 1});
        }),
        Answer::Refused,
        Reason::InUse,
        "It is part of a ZFS pool. Export the pool and run \"zpool labelclear /dev/sdb1\" first.");
    row("mounted by somebody's plan",
        stickMountedAt(QStringLiteral("/srv/da\nta")),
        Answer::Refused,
        Reason::InUse,
        "It is in use, mounted at /srv/da ta. Unmount it first.");
    row("too small",
        stick([](Drive drive) { drive.identity.size = 32_MiB; }),
        Answer::Refused,
        Reason::TooSmall,
        "It has 33.6 MB and 67.1 MB are needed. Choose a larger one.");
}

void tst_verdict::says()
{
    QFETCH(DriveProperties, drive);
    QFETCH(Answer, answer);
    QFETCH(Reason, reason);
    QFETCH(QString, sentence);
    const auto said = verdict(drive, {{99, {QStringLiteral("/")}}});
    QCOMPARE(said.sentence, sentence);
    QCOMPARE(wordOf(said.answer), wordOf(answer));
    QCOMPARE(wordOf(said.reason), wordOf(reason));
}

void tst_verdict::systemIsTheGravestReason()
{
    const SystemUse system{{kNumber, {QStringLiteral("/"), QStringLiteral("swap")}}};
    auto drive = stick();
    for (const auto kind :
         {DriveKind::Disk, DriveKind::Loop, DriveKind::Optical, DriveKind::Mapped}) {
        drive.kind = kind;
        drive.readOnly = kind == DriveKind::Optical;
        const auto said = verdict(drive, system);
        QCOMPARE(wordOf(said.answer), QStringLiteral("refused"));
        QCOMPARE(wordOf(said.reason), QStringLiteral("systemDrive"));
        QCOMPARE(said.sentence,
                 QStringLiteral("The running system is on it: /, swap. Choose another drive."));
    }
}

void tst_verdict::needed()
{
    const auto size = stick().identity.size;
    QCOMPARE(wordOf(verdict(stick(), {}, size).answer), QStringLiteral("eligible"));
    QCOMPARE(wordOf(verdict(stick(), {}, size + 1).reason), QStringLiteral("tooSmall"));
}

void tst_verdict::everyWordIsAnother()
{
    QSet<QString> words;
    for (int reason = 0; reason <= int(Reason::LoopDevice); ++reason)
        words.insert(wordOf(Reason(reason)));
    QCOMPARE(words.size(), int(Reason::LoopDevice) + 1);
    QVERIFY(!words.contains(QString()));
    QSet<QString> buses;
    for (int bus = 0; bus <= int(Bus::Network); ++bus)
        buses.insert(wordOf(Bus(bus)));
    QCOMPARE(buses.size(), int(Bus::Network) + 1);
}

void tst_verdict::removableMounts_data()
{
    QTest::addColumn<bool>("isRemovable");
    QTest::newRow("/media/anna/STICK") << true;
    QTest::newRow("/run/media/anna/STICK") << true;
    QTest::newRow("/mnt") << true;
    QTest::newRow("E:\\") << true;
    QTest::newRow("/") << false;
    QTest::newRow("/mntx") << false;
    QTest::newRow("/home/anna/media") << false;
    QTest::newRow("/run/live/medium") << false;
}

void tst_verdict::removableMounts()
{
    QFETCH(bool, isRemovable);
    QCOMPARE(isRemovableMount(QString::fromUtf8(QTest::currentDataTag())), isRemovable);
}

void tst_verdict::names_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("label");
    const auto row =
        [](const char *what, const char16_t *text, const char16_t *name, const char16_t *label) {
            QTest::newRow(what) << QString::fromUtf16(text) << QString::fromUtf16(name)
                                << QString::fromUtf16(label);
        };
    row("plain", u"  SanDisk   Ultra ", u"SanDisk Ultra", u"SanDisk Ultra");
    row("right-to-left override", u"Ultra\u202e BG46", u"Ultra BG46", u"Ultra BG46");
    row("isolates and marks", u"\u2067a\u2069\u200f\u200eb", u"ab", u"ab");
    row("a letter from right to left", u"a\u05d0\u0627b", u"ab", u"a\u05d0\u0627b");
    row("escape and new line", u"a\u001b[31mb\nc\u0007", u"a[31mb c", u"a[31mb c");
    row("zero width", u"a\u200b\ufeffb", u"ab", u"ab");
    row("half a letter", u"a\xd800", u"a\ufffd", u"a\ufffd");
    row("other scripts", u"爱国者 é", u"爱国者 é", u"爱国者 é");
}

void tst_verdict::names()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    QFETCH(QString, label);
    QCOMPARE(cleanName(text), name);
    QCOMPARE(cleanLabel(text), label);
}

QTEST_GUILESS_MAIN(tst_verdict)

#include "tst_verdict.moc"
