// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Units.h"
#include "core/drive/DriveSink.h"
#include "core/image/layoutStick.h"
#include "core/image/readImage.h"
#include "core/image/verifyImage.h"
#include "support/FakeDrive.h"
#include "support/ImageFixtures.h"

#include <QElapsedTimer>
#include <QTest>

using namespace bootwright;

namespace {

constexpr quint64 kSize = 300_MiB;
constexpr DrivePatience kShort{std::chrono::seconds(1), std::chrono::milliseconds(200)};

FileTree sampleTree()
{
    FileTree tree;
    const auto added =
        tree.addFile(QStringLiteral("bootmgr"), ContentSource::bytes(noise(70'000, 1)))
        && tree.addFile(QStringLiteral("sources/boot.wim"),
                        ContentSource::bytes(noise(9_MiB + 77, 3)));
    return added ? tree : FileTree();
}

ImageLayout sampleLayout(quint64 size = kSize)
{
    return layoutStick(
               sampleTree(), size, {QStringLiteral("STICK"), 0x12345678, 1, fixedOptions().created})
        .value();
}

//! Prepares, writes and reads back, as whoever makes a stick does.
Result<VerifyOutcome> make(DriveSink &sink, const ImageLayout &layout, Control control = {})
{
    if (const auto done = sink.prepare(control); !done)
        return done.error();
    const auto written = writeImage(layout, sink, control);
    if (!written)
        return written.error();
    return verifyImage(layout, *written, sink, control);
}

bool looksFinished(FakeDrive &drive)
{
    return drive.bytes(0, 512).endsWith("\x55\xAA");
}

} // namespace

class tst_DriveSink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void becomesAStickWithCommit();
    void clearsBothEnds();
    void writesLargeAlignedPieces();
    void faultsOfWritingAreErrors_data();
    void faultsOfWritingAreErrors();
    void faultsOfReading_data();
    void faultsOfReading();
    void partitionTableThatDoesNotStay();
    void forgedSizes_data();
    void forgedSizes();
    void silenceIsAnErrorThatSaysWhere_data();
    void silenceIsAnErrorThatSaysWhere();
    void cancelDoesNotWaitForASilentDrive();

private:
    std::shared_ptr<FakeDrive> m_drive;
};

void tst_DriveSink::init()
{
    QLocale::setDefault(QLocale::c());
    m_drive = std::make_shared<FakeDrive>(kSize);
}

void tst_DriveSink::becomesAStickWithCommit()
{
    const auto layout = sampleLayout();
    {
        DriveSink sink(m_drive, {QStringLiteral("fake")});
        const auto outcome = make(sink, layout);
        QVERIFY(outcome && outcome->equal);
        QVERIFY(!looksFinished(*m_drive));
        QCOMPARE(m_drive->bytes(0, kStickSeal), zeroBytes(kStickSeal));
        QCOMPARE(m_drive->bytes(kStickPartition, kStickSeal), zeroBytes(kStickSeal));
        QVERIFY(sink.commit());
    }
    for (const auto &extent : layout.extents()) {
        const auto start = extent.offset / 512 * 512;
        const auto end = roundUp(extent.end(), 512);
        QCOMPARE(m_drive->bytes(start, end - start)
                     .sliced(qsizetype(extent.offset - start), qsizetype(extent.content.size())),
                 extent.content.readAll().value());
    }
    const auto read = readImage(FakeDriveImage(m_drive));
    QVERIFY(read);
    QCOMPARE(read->find(QStringLiteral("sources/boot.wim"))->content.readAll().value(),
             noise(9_MiB + 77, 3));
    QVERIFY(!m_drive->isMisaligned);
}

void tst_DriveSink::clearsBothEnds()
{
    DriveSink sink(m_drive, {QStringLiteral("fake")});
    Control control;
    QVERIFY(sink.prepare(control));
    QCOMPARE(m_drive->bytes(0, 1_MiB), zeroBytes(1_MiB));
    QCOMPARE(m_drive->bytes(kSize - 1_MiB, 1_MiB), zeroBytes(1_MiB));
    QCOMPARE(m_drive->bytes(64_MiB + 8192, 4096), zeroBytes(4096)); // a probe
    QCOMPARE(m_drive->bytes(64_MiB + 12'288, 4096).count('Z'), qsizetype(4096));
}

void tst_DriveSink::writesLargeAlignedPieces()
{
    DriveSink sink(m_drive, {QStringLiteral("fake")});
    const auto layout = sampleLayout();
    QVERIFY(make(sink, layout));
    QCOMPARE(m_drive->largest, 2_MiB);
    // the probes and both ends, and everything once
    QVERIFY(m_drive->written < layout.extents().back().end() + 3_MiB);
}

void tst_DriveSink::faultsOfWritingAreErrors_data()
{
    QTest::addColumn<quint64>("badByte");
    QTest::addColumn<quint64>("vanishesAfter");
    const auto end = sampleLayout().extents().back().end();
    QTest::newRow("first block") << quint64(0) << FakeDrive::kNever;
    for (quint64 at = 700'000; at < end; at += 1'500'000)
        QTest::addRow("block at %llu", at) << at << FakeDrive::kNever;
    QTest::newRow("last block of the files") << end - 1 << FakeDrive::kNever;
    QTest::newRow("last block of the drive") << kSize - 1 << FakeDrive::kNever;
    for (quint64 after = 0; after < end; after += 3'000'000)
        QTest::addRow("vanishes after %llu", after) << FakeDrive::kNever << after;
}

void tst_DriveSink::faultsOfWritingAreErrors()
{
    QFETCH(quint64, badByte);
    QFETCH(quint64, vanishesAfter);
    m_drive->badByte = badByte;
    m_drive->vanishesAfter = vanishesAfter;
    {
        DriveSink sink(m_drive, {QStringLiteral("fake")});
        const auto outcome = make(sink, sampleLayout());
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, Error::Kind::Device);
        QCOMPARE(outcome.error().message, QStringLiteral("Cannot use \"fake\". It broke."));
        QVERIFY(!sink.commit());
    }
    QVERIFY(!looksFinished(*m_drive));
}

void tst_DriveSink::faultsOfReading_data()
{
    QTest::addColumn<quint64>("place");
    const auto end = sampleLayout().extents().back().end();
    QTest::newRow("gap before the partition") << quint64(5000);
    QTest::newRow("table") << 1_MiB + 16'384;
    QTest::newRow("file") << end - 3_MiB;
    QTest::newRow("slack behind the last file") << end - 1;
}

void tst_DriveSink::faultsOfReading()
{
    QFETCH(quint64, place);
    m_drive->flippedByte = place;
    DriveSink flipped(m_drive, {QStringLiteral("fake")});
    const auto outcome = make(flipped, sampleLayout());
    QVERIFY(outcome);
    QVERIFY(!outcome->equal);
    QVERIFY(!outcome->firstDifference.isEmpty());

    m_drive->flippedByte = FakeDrive::kNever;
    m_drive->unreadableByte = place;
    DriveSink unreadable(m_drive, {QStringLiteral("fake")});
    const auto failed = make(unreadable, sampleLayout());
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, Error::Kind::Device);
    QVERIFY(!looksFinished(*m_drive));
}

void tst_DriveSink::partitionTableThatDoesNotStay()
{
    for (const auto place : {quint64(450), kStickPartition + 11}) {
        DriveSink sink(m_drive, {QStringLiteral("fake")});
        const auto outcome = make(sink, sampleLayout());
        QVERIFY(outcome && outcome->equal);
        m_drive->flippedByte = place;
        const auto finished = sink.commit();
        QVERIFY(!finished);
        QCOMPARE(finished.error().message,
                 QStringLiteral("Cannot finish \"fake\". Its partition table or boot sector reads "
                                "back differently. Use another drive."));
        m_drive->flippedByte = FakeDrive::kNever;
        QVERIFY(!looksFinished(*m_drive));
    }
}

void tst_DriveSink::forgedSizes_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<quint64>("realSize");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("honest") << 64_GiB << 64_GiB << true;
    QTest::newRow("honest, no power of two")
        << quint64(31'457'280'000) << quint64(31'457'280'000) << true;
    QTest::newRow("8 of 64 GiB") << 64_GiB << 8_GiB << false;
    QTest::newRow("128 MiB of 512 GiB") << 512_GiB << 128_MiB << false;
    QTest::newRow("8 GiB of 31 GB") << quint64(31'457'280'000) << 8_GiB << false;
    QTest::newRow("half") << 64_GiB << 32_GiB << false;
}

void tst_DriveSink::forgedSizes()
{
    QFETCH(quint64, size);
    QFETCH(quint64, realSize);
    QFETCH(bool, isGood);
    const auto drive = std::make_shared<FakeDrive>(size);
    drive->realSize = realSize;
    DriveSink sink(drive, {QStringLiteral("fake")});
    Control control;
    const auto prepared = sink.prepare(control);
    QCOMPARE(prepared.has_value(), isGood);
    if (isGood)
        return;
    QCOMPARE(prepared.error().kind, Error::Kind::Device);
    QVERIFY2(prepared.error().message.startsWith(
                 QStringLiteral("Cannot use \"fake\". It says that it holds ")),
             qPrintable(prepared.error().message));
}

void tst_DriveSink::silenceIsAnErrorThatSaysWhere_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("write") << QStringLiteral("write")
                           << QStringLiteral(
                                  "Cannot write \"fake\". The drive has not answered for 1 "
                                  "second(s) while it was written. Unplug it, then try another "
                                  "port or drive.");
    QTest::newRow("flush") << QStringLiteral("flush")
                           << QStringLiteral(
                                  "Cannot write \"fake\". The drive has not answered for 1 "
                                  "second(s) while it stored what was written. Unplug it, then try "
                                  "another port or drive.");
    QTest::newRow("read") << QStringLiteral("read")
                          << QStringLiteral(
                                 "Cannot read back \"fake\". The drive has not answered for 1 "
                                 "second(s) while it was read back. Unplug it, then try another "
                                 "port or drive.");
}

void tst_DriveSink::silenceIsAnErrorThatSaysWhere()
{
    QFETCH(QString, when);
    QFETCH(QString, sentence);
    {
        DriveSink sink(m_drive, {QStringLiteral("fake")}, {}, kShort);
        Control control;
        const auto layout = sampleLayout();
        QVERIFY(sink.prepare(control));
        m_drive->stallsWriting = when == u"write";
        m_drive->stallsFlushing = when == u"flush";
        m_drive->stallsReading = when == u"read";
        const auto written = writeImage(layout, sink, control);
        const auto read = written ? verifyImage(layout, *written, sink, control)
                                  : Result<VerifyOutcome>(written.error());
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Device);
        QCOMPARE(read.error().message, sentence);
        QVERIFY(!sink.commit());
    } // whoever waits is left behind
    QVERIFY(!looksFinished(*m_drive));
    m_drive->wake();
    QTRY_COMPARE(m_drive.use_count(), 1); // and goes when the drive answers
}

void tst_DriveSink::cancelDoesNotWaitForASilentDrive()
{
    std::stop_source stop;
    QElapsedTimer timer;
    {
        DriveSink sink(m_drive, {QStringLiteral("fake")}, stop.get_token(), {});
        Control control(stop.get_token());
        QVERIFY(sink.prepare(control));
        m_drive->stallsWriting = true;
        std::thread later([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            timer.start();
            stop.request_stop();
        });
        const auto written = writeImage(sampleLayout(), sink, control);
        later.join();
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Error::Kind::Cancelled);
    }
    QVERIFY2(timer.elapsed() < 6000, qPrintable(QString::number(timer.elapsed())));
    m_drive->wake();
    QTRY_COMPARE(m_drive.use_count(), 1);
}

QTEST_GUILESS_MAIN(tst_DriveSink)
#include "tst_DriveSink.moc"
