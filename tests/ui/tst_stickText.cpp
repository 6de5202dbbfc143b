// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/TestDrives.h"
#include "ui/stickText.h"

#include <QTest>

using namespace bootwright;

class tst_stickText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drives();
    void volumes();
    void runs();
    void typedWords_data();
    void typedWords();
};

void tst_stickText::drives()
{
    const auto locale = QLocale::c();
    auto drive = testStick(QStringLiteral("sdb"));
    QCOMPARE(shortStickText(drive, locale),
             QStringLiteral("SanDisk Ultra USB 3.0, 31.9 GB, serial SN-sdb"));
    QCOMPARE(stickFactsText(drive, locale),
             QStringLiteral("31.9 GB · serial SN-sdb · USB, port 1-2 · /dev/sdb"));
    drive.identity.serial.clear();
    drive.identity.size = 0;
    drive.port.clear();
    QCOMPARE(shortStickText(drive, locale), QStringLiteral("SanDisk Ultra USB 3.0"));
    QCOMPARE(stickFactsText(drive, locale), QStringLiteral("no serial number · USB · /dev/sdb"));
}

void tst_stickText::volumes()
{
    auto drive = testStick(QStringLiteral("sdb"));
    drive.volumes.push_back({QStringLiteral("/dev/sdb2"), {}, QStringLiteral("ntfs"), {}, 0});
    QCOMPARE(volumesText(drive, QLocale::c()),
             QStringLiteral("On it: PHOTOS (vfat, 31.9 GB) at /media/anna/PHOTOS; without a label "
                            "(ntfs)"));
    drive.volumes.clear();
    QCOMPARE(volumesText(drive, QLocale::c()), QStringLiteral("No volume on it is known."));
}

void tst_stickText::runs()
{
    StickState state;
    state.drive.name = QStringLiteral("/images/lab.img");
    QCOMPARE(shortStickText(state, QLocale::c()), QStringLiteral("/images/lab.img"));
    state.drive = {QStringLiteral("/dev/sdb"), {}, QStringLiteral("Ultra"), QStringLiteral("S1")};
    state.driveSize = 32'000'000'000;
    QCOMPARE(shortStickText(state, QLocale::c()), QStringLiteral("Ultra, 32.0 GB, serial S1"));
}

void tst_stickText::typedWords_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("isTyped");
    const auto size = wordToErase(testDisk(QStringLiteral("sda")), QLocale::c());
    QTest::newRow("as it stands") << "120.0 GB" << size << true;
    QTest::newRow("without blanks") << "120.0gb" << size << true;
    QTest::newRow("of another") << "12.0 GB" << size << false;
    QTest::newRow("the beginning") << "120" << size << false;
    QTest::newRow("nothing") << "" << size << false;
    QTest::newRow("a name") << " kingston sa400s37 "
                            << "Kingston SA400S37" << true;
}

void tst_stickText::typedWords()
{
    QFETCH(QString, typed);
    QFETCH(QString, word);
    QFETCH(bool, isTyped);
    QCOMPARE(bootwright::isTyped(typed, word), isTyped);
}

QTEST_GUILESS_MAIN(tst_stickText)
#include "tst_stickText.moc"
