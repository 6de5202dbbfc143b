// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Units.h"
#include "core/drive/DriveSink.h"
#include "core/drive/RawDrive.h"
#include "core/drive/StandIn.h"
#include "support/ImageFixtures.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_StandIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void newFileHasTheSizeAsked();
    void emptyFileGrows();
    void fileThatIsThereKeepsItsSize();
    void onlyOneAtATime();
    void othersAreNone_data();
    void othersAreNone();
    void bytesComeBackFromAnyAddress();
    void newFileGoesUnlessItWasFinished();

private:
    QTemporaryDir m_folder;
    QString m_path;
};

void tst_StandIn::init()
{
    m_path = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()));
}

void tst_StandIn::newFileHasTheSizeAsked()
{
    QVERIFY(isStandIn(m_path));
    const auto drive = openStandIn(m_path, 40_MiB);
    QVERIFY(drive);
    QCOMPARE(drive->name, m_path);
    QCOMPARE(drive->size, 40_MiB);
    QVERIFY(drive->isNewFile);
    QCOMPARE(QFileInfo(m_path).size(), qint64(40_MiB));
}

void tst_StandIn::emptyFileGrows()
{
    QVERIFY(QFile(m_path).open(QIODevice::WriteOnly));
    const auto drive = openStandIn(m_path, 40_MiB);
    QVERIFY(drive);
    QCOMPARE(drive->size, 40_MiB);
    QVERIFY(!drive->isNewFile);
}

void tst_StandIn::fileThatIsThereKeepsItsSize()
{
    QVERIFY(QFile(m_path).open(QIODevice::WriteOnly));
    QVERIFY(QFile::resize(m_path, 5_MiB + 100));
    const auto drive = openStandIn(m_path, 40_MiB);
    QVERIFY(drive);
    QCOMPARE(drive->size, 5_MiB); // whole sectors
    QCOMPARE(QFileInfo(m_path).size(), qint64(5_MiB + 100));
}

void tst_StandIn::onlyOneAtATime()
{
    const auto first = openStandIn(m_path, 1_MiB);
    QVERIFY(first);
    const auto second = openStandIn(m_path, 1_MiB);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, Error::Kind::Device);
    QVERIFY2(second.error().message.contains(QStringLiteral("in use by another program")),
             qPrintable(second.error().message));
}

void tst_StandIn::othersAreNone_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("folder") << m_folder.path();
#ifndef Q_OS_WIN
    QTest::newRow("device that is no drive") << QStringLiteral("/dev/null");
    const auto link = m_folder.filePath(QStringLiteral("link.img"));
    QFile::link(QStringLiteral("/dev/null"), link);
    QTest::newRow("link to a device") << link;
#else
    QTest::newRow("drive") << QStringLiteral("\\\\.\\PhysicalDrive0");
#endif
}

void tst_StandIn::othersAreNone()
{
    QFETCH(QString, path);
    QVERIFY(!isStandIn(path));
    const auto drive = openStandIn(path, 1_MiB);
    QVERIFY(!drive);
    QCOMPARE(drive.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(drive.error().message,
             QStringLiteral("Cannot write \"%1\". It is no image file.").arg(path));
}

void tst_StandIn::bytesComeBackFromAnyAddress()
{
    auto drive = openStandIn(m_path, 8_MiB);
    QVERIFY(drive);
    auto device = rawDrive(std::move(*drive));
    QCOMPARE(device->size(), 8_MiB);
    auto bytes = noise(1_MiB + 512, 1);
    for (const auto shift : {0, 1, 8, 512}) {
        const auto shifted = QByteArray(shift, 'x') + bytes;
        QVERIFY(device->write(1_MiB + 512, std::span(shifted.constData() + shift, 1_MiB + 512)));
        QVERIFY(device->flush());
        QByteArray there(shift + bytes.size(), '\0');
        QVERIFY(device->read(1_MiB + 512, std::span(there.data() + shift, 1_MiB + 512)));
        QCOMPARE(there.sliced(shift), bytes);
    }
    QByteArray beyond(512, '\0');
    const auto outside = device->read(8_MiB, std::span(beyond.data(), 512));
    QVERIFY(!outside);
    QCOMPARE(outside.error().kind, Error::Kind::Device);
    device.reset(); // nobody else may read it before
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.seek(1_MiB + 512));
    QCOMPARE(file.read(bytes.size()), bytes);
}

void tst_StandIn::newFileGoesUnlessItWasFinished()
{
    for (const bool isFinished : {false, true}) {
        auto drive = openStandIn(m_path, 8_MiB);
        QVERIFY(drive);
        const auto facts = DriveFacts::of(*drive);
        {
            DriveSink sink(rawDrive(std::move(*drive)), facts);
            Control control;
            QVERIFY(sink.prepare(control));
            if (isFinished)
                QVERIFY(sink.commit());
        }
        QCOMPARE(QFileInfo::exists(m_path), isFinished);
    }
}

QTEST_GUILESS_MAIN(tst_StandIn)
#include "tst_StandIn.moc"
