// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/image/verifyImage.h"
#include "support/ImageFixtures.h"

#include <QTest>

#include <atomic>

using namespace bootwright;

namespace {

//! Hashes what goes by, and may find it wrong.
class HashingWatch final : public ContentWatch
{
public:
    explicit HashingWatch(bool isGood = true)
        : m_isGood(isGood)
    {}
    void add(QByteArrayView bytes) override { m_digest.add(bytes); }
    Result<void> finish() override
    {
        hash = m_digest.finish();
        ++finished;
        if (m_isGood)
            return {};
        return Error{Error::Kind::Corrupt, QStringLiteral("The boot image is damaged."), {}};
    }

    QByteArray hash;
    std::atomic<int> finished = 0;

private:
    Digest m_digest{Digest::Kind::Sha256};
    bool m_isGood;
};

class StringReader final : public ContentReader
{
public:
    explicit StringReader(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {}
    Result<void> read(std::span<char> into) override
    {
        std::copy_n(m_bytes.cbegin() + m_at, into.size(), into.begin());
        m_at += qsizetype(into.size());
        return {};
    }

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
};

ContentSource streamOf(const QByteArray &bytes)
{
    return ContentSource::stream(quint64(bytes.size()), [bytes] {
        return Result<std::unique_ptr<ContentReader>>(std::make_unique<StringReader>(bytes));
    });
}

constexpr quint64 kSize = 12_MiB;

//! Memory, a stream over several chunks, zeros, nothing, and gaps small and large.
ImageLayout sampleLayout(ImageLayout::Gaps gaps = ImageLayout::Gaps::Zeros)
{
    ImageLayout layout(kSize, gaps);
    const auto added =
        layout.add(0, ContentSource::bytes(noise(700, 1)))
        && layout.add(2048, ContentSource::bytes(noise(5000, 2)), QStringLiteral("a"))
        && layout.add(8192, streamOf(noise(3_MiB + 77, 3)), QStringLiteral("b"))
        && layout.add(5_MiB, ContentSource::zeros(1_MiB + 5), QStringLiteral("z"))
        && layout.add(7_MiB, ContentSource(), QStringLiteral("empty"))
        && layout.add(kSize - 512, ContentSource::bytes(noise(512, 4)));
    return added ? layout : ImageLayout(0);
}

QByteArray expected(char gap)
{
    QByteArray bytes(qsizetype(kSize), gap);
    putBytes(bytes, 0, noise(700, 1));
    putBytes(bytes, 2048, noise(5000, 2));
    putBytes(bytes, 8192, noise(3_MiB + 77, 3));
    putBytes(bytes, 5_MiB, zeroBytes(1_MiB + 5));
    putBytes(bytes, kSize - 512, noise(512, 4));
    return bytes;
}

} // namespace

class tst_WriteImage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesWhatIsLaidOut_data();
    void writesWhatIsLaidOut();
    void leavesHolesInNewFiles();
    void makesRoomForLargeContentFirst();
    void reportsEveryByteOnce();
    void feedsWatches();
    void watchErrorIsTheErrorOfTheBuild();
    void streamsSeeWhatWatchesFound();
    void stopsWhenTheSinkIsFull_data();
    void stopsWhenTheSinkIsFull();
    void stopsWhenCancelled_data();
    void stopsWhenCancelled();
    void contentErrorsComeThrough();
    void findsEveryFlippedBit_data();
    void findsEveryFlippedBit();
    void unreadableMediumIsAnError();
};

void tst_WriteImage::writesWhatIsLaidOut_data()
{
    QTest::addColumn<int>("gaps");
    QTest::addColumn<bool>("zeroed");
    QTest::addColumn<int>("gapByte");
    QTest::newRow("new file") << int(ImageLayout::Gaps::Zeros) << true << 0;
    QTest::newRow("drive, all of it ours") << int(ImageLayout::Gaps::Zeros) << false << 0;
    QTest::newRow("drive, gaps are not ours") << int(ImageLayout::Gaps::Untouched) << false << 0x5A;
}

void tst_WriteImage::writesWhatIsLaidOut()
{
    QFETCH(int, gaps);
    QFETCH(bool, zeroed);
    QFETCH(int, gapByte);
    const auto layout = sampleLayout(ImageLayout::Gaps(gaps));
    MemorySink sink(kSize, zeroed);
    Control control;
    const auto report = writeImage(layout, sink, control);
    QVERIFY(report);
    QVERIFY(sink.bytes == expected(char(gapByte)));
    QVERIFY(sink.largest <= 4_MiB);
    const auto outcome = verifyImage(layout, *report, sink, control);
    QVERIFY(outcome);
    QVERIFY2(outcome->equal, qPrintable(outcome->firstDifference));
    QVERIFY(sink.isFlushed);
    const auto isWhole = ImageLayout::Gaps(gaps) == ImageLayout::Gaps::Zeros;
    QCOMPARE(outcome->sha256, isWhole ? sha256(sink.bytes) : QByteArray());
}

void tst_WriteImage::leavesHolesInNewFiles()
{
    MemorySink sink(kSize);
    Control control;
    QVERIFY(writeImage(sampleLayout(), sink, control));
    QCOMPARE(sink.written, 4_MiB + 512); // the first chunk and the end
}

void tst_WriteImage::makesRoomForLargeContentFirst()
{
    ImageLayout layout(kSize);
    QVERIFY(layout.add(0, ContentSource::bytes("small"), QStringLiteral("small")));
    QVERIFY(layout.add(512, streamOf(noise(4_MiB, 1)), QStringLiteral("large")));
    QVERIFY(layout.add(6_MiB, ContentSource::zeros(5_MiB), QStringLiteral("zeros")));
    MemorySink sink(kSize);
    Control control;
    QVERIFY(writeImage(layout, sink, control));
    QCOMPARE(sink.reserved, (QList<std::pair<quint64, quint64>>{{512, 4_MiB}}));

    MemorySink full(kSize);
    full.roomEndsAt = 4_MiB;
    const auto report = writeImage(layout, full, control);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::NoSpace);
    QCOMPARE(full.written, quint64(0));
}

void tst_WriteImage::reportsEveryByteOnce()
{
    const auto layout = sampleLayout();
    MemorySink sink(kSize);
    Control control;
    control.expect(2 * layout.contentSize());
    const auto report = writeImage(layout, sink, control);
    QVERIFY(report);
    QCOMPARE(control.progress().done, layout.contentSize());
    QVERIFY(verifyImage(layout, *report, sink, control));
    QCOMPARE(control.progress().done, 2 * layout.contentSize());
}

void tst_WriteImage::feedsWatches()
{
    const auto large = std::make_shared<HashingWatch>();
    const auto empty = std::make_shared<HashingWatch>();
    const auto zeros = std::make_shared<HashingWatch>();
    ImageLayout layout(kSize);
    QVERIFY(layout.add(100, streamOf(noise(2_MiB, 5)).watchedBy(large)));
    QVERIFY(layout.add(4_MiB, ContentSource().watchedBy(empty)));
    QVERIFY(layout.add(5_MiB, ContentSource::zeros(3000).watchedBy(zeros)));
    MemorySink sink(kSize);
    Control control;
    QVERIFY(writeImage(layout, sink, control, Digests::Skip));
    QCOMPARE(large->hash, sha256(noise(2_MiB, 5)));
    QCOMPARE(empty->hash, sha256({}));
    QCOMPARE(zeros->hash, sha256(zeroBytes(3000)));
    QCOMPARE(large->finished + empty->finished + zeros->finished, 3);
}

void tst_WriteImage::watchErrorIsTheErrorOfTheBuild()
{
    ImageLayout layout(kSize);
    QVERIFY(
        layout.add(0, ContentSource::bytes("x").watchedBy(std::make_shared<HashingWatch>(false))));
    MemorySink sink(kSize);
    Control control;
    const auto report = writeImage(layout, sink, control);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::Corrupt);
    QCOMPARE(report.error().message, QStringLiteral("The boot image is damaged."));
}

void tst_WriteImage::streamsSeeWhatWatchesFound()
{
    const auto watch = std::make_shared<HashingWatch>();
    const auto content = noise(3_MiB + 1, 6);
    ImageLayout layout(kSize);
    QVERIFY(layout.add(0, streamOf(content).watchedBy(watch)));
    const auto manifest = ContentSource::stream(32, [watch] {
        return Result<std::unique_ptr<ContentReader>>(std::make_unique<StringReader>(watch->hash));
    });
    QVERIFY(layout.add(3_MiB + 1, manifest)); // in the middle of the same chunk
    MemorySink sink(kSize);
    Control control;
    const auto report = writeImage(layout, sink, control);
    QVERIFY(report);
    QCOMPARE(sink.bytes.mid(3_MiB + 1, 32), sha256(content));
    QVERIFY(verifyImage(layout, *report, sink, control)->equal);
}

void tst_WriteImage::stopsWhenTheSinkIsFull_data()
{
    QTest::addColumn<quint64>("at");
    for (const quint64 at :
         {quint64(0), quint64(1), 1_MiB - 1, 1_MiB, 3_MiB, kSize - 512, kSize - 1})
        QTest::addRow("after %llu bytes", at) << at;
}

void tst_WriteImage::stopsWhenTheSinkIsFull()
{
    QFETCH(quint64, at);
    MemorySink sink(kSize);
    sink.fullAt = at;
    Control control;
    const auto report = writeImage(sampleLayout(), sink, control);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::NoSpace);
}

void tst_WriteImage::stopsWhenCancelled_data()
{
    QTest::addColumn<bool>("inVerify");
    QTest::newRow("writing") << false;
    QTest::newRow("reading back") << true;
}

void tst_WriteImage::stopsWhenCancelled()
{
    QFETCH(bool, inVerify);
    std::stop_source stop;
    const auto layout = sampleLayout();
    MemorySink sink(kSize);
    Control control(stop.get_token());
    if (!inVerify)
        stop.request_stop();
    const auto report = writeImage(layout, sink, control);
    QCOMPARE(report.has_value(), inVerify);
    stop.request_stop();
    const auto kind =
        report ? verifyImage(layout, *report, sink, control).error().kind : report.error().kind;
    QCOMPARE(kind, Error::Kind::Cancelled);
    if (!inVerify)
        QCOMPARE(sink.written, 4_MiB); // no further than the chunk it was at
}

void tst_WriteImage::contentErrorsComeThrough()
{
    ImageLayout layout(kSize);
    QVERIFY(layout.add(0, ContentSource::fileSlice(QStringLiteral("/no/such/file"), 0, 10)));
    MemorySink sink(kSize);
    Control control;
    const auto report = writeImage(layout, sink, control);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::NotFound);
    QCOMPARE(sink.written, quint64(0));
}

void tst_WriteImage::findsEveryFlippedBit_data()
{
    const auto structures = QStringLiteral("the structures of the file systems");
    const auto space = QStringLiteral("space that should be empty");
    QTest::addColumn<quint64>("at");
    QTest::addColumn<QString>("difference");
    QTest::newRow("first byte") << quint64(0) << structures;
    QTest::newRow("small gap") << quint64(700) << space;
    QTest::newRow("bytes in memory") << quint64(7047) << QStringLiteral("a");
    QTest::newRow("first byte of a stream") << quint64(8192) << QStringLiteral("b");
    QTest::newRow("inside of a stream") << 2_MiB << QStringLiteral("b");
    QTest::newRow("last byte of a stream") << 8192 + 3_MiB + 76 << QStringLiteral("b");
    QTest::newRow("gap") << 4_MiB << space;
    QTest::newRow("zeros") << 5_MiB << QStringLiteral("z");
    QTest::newRow("large gap") << 9_MiB << space;
    QTest::newRow("last byte") << kSize - 1 << structures;
}

void tst_WriteImage::findsEveryFlippedBit()
{
    QFETCH(quint64, at);
    QFETCH(QString, difference);
    const auto layout = sampleLayout();
    MemorySink sink(kSize);
    sink.flipAt = at;
    Control control;
    const auto report = writeImage(layout, sink, control);
    QVERIFY(report);
    const auto outcome = verifyImage(layout, *report, sink, control);
    QVERIFY(outcome);
    QVERIFY(!outcome->equal);
    QCOMPARE(outcome->firstDifference, difference);
    QVERIFY(outcome->sha256.isEmpty());
}

void tst_WriteImage::unreadableMediumIsAnError()
{
    const auto layout = sampleLayout();
    MemorySink sink(kSize);
    sink.unreadableAt = 8_MiB;
    Control control;
    const auto report = writeImage(layout, sink, control);
    QVERIFY(report);
    const auto outcome = verifyImage(layout, *report, sink, control);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, Error::Kind::Device);
}

QTEST_GUILESS_MAIN(tst_WriteImage)
#include "tst_WriteImage.moc"
