// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/image/RenewalJournal.h"
#include "core/image/openImageStore.h"
#include "core/image/readImage.h"
#include "support/ImageFixtures.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

//! An image in memory that remembers every write, and fails on demand.
class RecordingImage final : public ImageStore
{
public:
    struct Write
    {
        quint64 offset = 0;
        QByteArray bytes; //!< none: a flush
    };

    explicit RecordingImage(QByteArray content)
        : bytes(std::move(content))
    {}
    quint64 size() const override { return quint64(bytes.size()); }
    Result<QByteArray> read(quint64 offset, quint64 size) const override
    {
        auto there = MemoryImage(bytes).read(offset, size);
        if (there && !writes.empty() && offset <= flippedAt && flippedAt < offset + size)
            (*there)[qsizetype(flippedAt - offset)] ^= 1;
        return there;
    }
    ContentSource slice(quint64 offset, quint64 size) const override
    {
        return MemoryImage(bytes).slice(offset, size);
    }
    Result<void> reserve(quint64 offset, quint64 size) override
    {
        reserved += size;
        if (offset + size > roomEndsAt)
            return Error{Error::Kind::NoSpace, QStringLiteral("No room."), {}};
        return {};
    }
    Result<void> write(quint64 offset, QByteArrayView part) override
    {
        if (offset % 512 != 0 || part.size() % 512 != 0)
            return Error{Error::Kind::Device, QStringLiteral("Not whole sectors."), {}};
        if (writes.size() >= size_t(writesLeft))
            return Error{Error::Kind::Device, QStringLiteral("Broken."), {}};
        writes.push_back({offset, part.toByteArray()});
        putBytes(bytes, qsizetype(offset), part);
        return {};
    }
    Result<void> flush() override
    {
        writes.push_back({0, {}});
        return {};
    }

    QByteArray bytes;
    std::vector<Write> writes;
    int writesLeft = 1 << 30;
    quint64 reserved = 0;
    quint64 roomEndsAt = ~quint64(0);
    quint64 flippedAt = ~quint64(0); //!< once something was written
};

constexpr quint64 imageSize = 600_KiB;

QByteArray oldImage()
{
    auto image = noise(imageSize, 1);
    const auto journal = qsizetype(RenewalJournal::kEnd - RenewalJournal::kStart);
    putBytes(image, qsizetype(RenewalJournal::kStart), QByteArray(journal, '\0'));
    return image;
}

ImageOverlay::Blocks sampleBlocks()
{
    return {{0, noise(2048, 10)},
            {7, noise(2048, 11)},
            {8, noise(2048, 12)},
            {256, noise(2048, 13)},
            {299, noise(2048, 14)}};
}

QByteArray newImage()
{
    auto image = oldImage();
    for (const auto &[number, bytes] : sampleBlocks())
        putBytes(image, qsizetype(number * 2048), bytes);
    return image;
}

//! Everything but what the journal may have left in its sectors.
QByteArray withoutJournal(QByteArray image)
{
    const auto size = qsizetype(RenewalJournal::kEnd - RenewalJournal::kStart);
    putBytes(image, qsizetype(RenewalJournal::kStart), QByteArray(size, '\0'));
    return image;
}

//! What an image is that somebody finds: "old" or "new", as it is read and after it was finished.
QString found(const QByteArray &image)
{
    const auto pending = RenewalJournal::pending(MemoryImage(image));
    if (!pending)
        return pending.error().message;
    const MemoryImage source(image);
    const auto seen = *pending ? ImageOverlay(source, **pending).read(0, imageSize).value() : image;
    RecordingImage writable(image);
    const auto finished = RenewalJournal::finish(writable);
    if (!finished)
        return finished.error().message;
    if (*finished != pending->has_value())
        return QStringLiteral("finish and pending do not agree");
    if (*finished && writable.bytes != newImage())
        return QStringLiteral("finished, but not new");
    const auto asSeen = withoutJournal(seen);
    if (asSeen != withoutJournal(writable.bytes))
        return QStringLiteral("read as one thing, finished as another");
    return asSeen == oldImage()   ? QStringLiteral("old")
           : asSeen == newImage() ? QStringLiteral("new")
                                  : QStringLiteral("broken");
}

//! Every write of a whole renewal.
std::vector<RecordingImage::Write> wholeRenewal()
{
    RecordingImage image(oldImage());
    auto journal = RenewalJournal::prepare(image, sampleBlocks());
    if (!journal || !journal->commit())
        return {};
    return image.writes;
}

} // namespace

class tst_RenewalJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headIsGolden();
    void renews();
    void leavesNothingBehind();
    void writesWholeSectors();
    void discardLeavesTheOldImage();
    void killedAtEveryByte();
    void powerLostAtEveryWrite();
    void finishedTwice();
    void isReadThrough();
    void noRoom();
    void tooMuch();
    void foreignSectors();
    void leftoversOfAKilledRun();
    void mediumThatDoesNotKeep();
    void brokenWhileItIsWritten();
    void damagedJournals_data();
    void damagedJournals();
    void aFileIsLocked();
    void whatIsNoFile();
};

void tst_RenewalJournal::headIsGolden()
{
    RecordingImage image(oldImage());
    QVERIFY(RenewalJournal::prepare(image, {{3, QByteArray(2048, 'x')}})->commit());
    // idle, body, pending, block, idle, wipe, zeros; each but the wipe flushed
    std::vector<RecordingImage::Write> writes;
    for (const auto &write : image.writes) {
        if (!write.bytes.isEmpty())
            writes.push_back(write);
    }
    QCOMPARE(writes.size(), size_t(7));
    QCOMPARE(writes[1].offset, quint64(67 * 2048));
    QCOMPARE(writes[1].bytes.first(8).toHex(), QByteArray("0300000000000000"));
    QCOMPARE(writes[1].bytes.sliced(2048), QByteArray(2048, 'x'));
    const auto head = writes[2].bytes;
    QCOMPARE(writes[2].offset, quint64(66 * 2048));
    QCOMPARE(head.first(16), QByteArray("BWRENEW1\1\0\0\0\0\0\0\0", 16));
    QCOMPARE(head.sliced(16, 32), sha256(writes[1].bytes));
    QCOMPARE(head.sliced(48, 32), sha256(head.first(48)));
    QCOMPARE(head.sliced(80), QByteArray(2048 - 80, '\0'));
    QCOMPARE(writes[3].offset, quint64(3 * 2048));
}

void tst_RenewalJournal::renews()
{
    RecordingImage image(oldImage());
    auto journal = RenewalJournal::prepare(image, sampleBlocks());
    QVERIFY(journal);
    QCOMPARE(withoutJournal(image.bytes), oldImage());
    const auto equal = journal->commit();
    QVERIFY(equal && *equal);
    QCOMPARE(image.bytes, newImage());
}

void tst_RenewalJournal::leavesNothingBehind()
{
    RecordingImage image(oldImage());
    QVERIFY(RenewalJournal::prepare(image, sampleBlocks())->commit());
    QCOMPARE(image.bytes, newImage()); // zeros in the journal, too
    QCOMPARE(image.reserved, quint64(2048 + 6 * 2048 + 5 * 2048));
}

//! Drives take nothing else past the cache; so also where what is wiped ends in the middle of one.
void tst_RenewalJournal::writesWholeSectors()
{
    RecordingImage image(oldImage());
    const auto block = QByteArray(100, 'x').leftJustified(2048, '\0');
    const auto done = RenewalJournal::prepare(image, {{3, block}})->commit();
    QVERIFY2(done && *done, qPrintable(done ? QString() : done.error().message));
    QCOMPARE(image.bytes.sliced(3 * 2048, 2048), block);
}

void tst_RenewalJournal::discardLeavesTheOldImage()
{
    RecordingImage image(oldImage());
    auto journal = RenewalJournal::prepare(image, sampleBlocks());
    QVERIFY(journal);
    QVERIFY(journal->discard());
    QCOMPARE(image.bytes, oldImage());
}

void tst_RenewalJournal::killedAtEveryByte()
{
    // a killed process leaves every write up to one, and of that one a part
    auto image = oldImage();
    int olds = 0;
    int news = 0;
    for (const auto &write : wholeRenewal()) {
        for (qsizetype part = 0; part < write.bytes.size(); part += 128) {
            auto torn = image;
            putBytes(torn, qsizetype(write.offset), write.bytes.first(part));
            const auto what = found(torn);
            QVERIFY2(what == u"old" || what == u"new", qPrintable(what));
            (what == u"old" ? olds : news) += 1;
            QVERIFY(news == 0 || what == u"new"); // never back again
        }
        putBytes(image, qsizetype(write.offset), write.bytes);
    }
    QVERIFY(olds > 10 && news > 10);
    QCOMPARE(image, newImage());
}

void tst_RenewalJournal::powerLostAtEveryWrite()
{
    // a medium without power has what was flushed, and of the rest any part in any order
    QRandomGenerator chance(4712);
    auto flushed = oldImage();
    std::vector<RecordingImage::Write> since;
    for (const auto &write : wholeRenewal()) {
        if (write.bytes.isEmpty()) {
            for (const auto &done : since)
                putBytes(flushed, qsizetype(done.offset), done.bytes);
            since.clear();
            continue;
        }
        since.push_back(write);
        for (int round = 0; round < 20; ++round) {
            auto lost = flushed;
            for (const auto &done : since) {
                for (qsizetype at = 0; at < done.bytes.size(); at += 512) { // sector by sector
                    if (chance.bounded(2))
                        putBytes(lost,
                                 qsizetype(done.offset) + at,
                                 QByteArrayView(done.bytes)
                                     .sliced(at, std::min<qsizetype>(512, done.bytes.size() - at)));
                }
            }
            const auto what = found(lost);
            QVERIFY2(what == u"old" || what == u"new", qPrintable(what));
        }
    }
}

void tst_RenewalJournal::finishedTwice()
{
    RecordingImage image(oldImage());
    auto journal = RenewalJournal::prepare(image, sampleBlocks());
    QVERIFY(journal);
    image.writesLeft = int(image.writes.size()) + 3; // head, flush, one block
    QVERIFY(!journal->commit());
    image.writesLeft = 1 << 30;
    QVERIFY(*RenewalJournal::finish(image));
    QVERIFY(!*RenewalJournal::finish(image));
    QCOMPARE(image.bytes, newImage());
}

void tst_RenewalJournal::isReadThrough()
{
    FileTree tree;
    QVERIFY(tree.addFile(QStringLiteral("a.txt"), ContentSource::bytes(QByteArray(3000, 'a'))));
    const auto image = imageOf(tree, fixedOptions());
    const auto layout = layoutIso(tree, fixedOptions());
    const auto at = std::find_if(layout->extents().begin(),
                                 layout->extents().end(),
                                 [](const auto &extent) { return !extent.path.isEmpty(); })
                        ->offset
                    / 2048;
    RecordingImage writable(image);
    auto journal = RenewalJournal::prepare(writable, {{at, QByteArray(2048, 'b')}});
    QVERIFY(journal);
    const auto before = readImage(MemoryImage(writable.bytes));
    QCOMPARE(before->find(QStringLiteral("a.txt"))->content.readAll().value(),
             QByteArray(3000, 'a'));
    writable.writesLeft = int(writable.writes.size()) + 2;
    QVERIFY(!journal->commit()); // killed in front of the block
    const auto after = readImage(MemoryImage(writable.bytes));
    QCOMPARE(after->find(QStringLiteral("a.txt"))->content.readAll().value(),
             QByteArray(2048, 'b') + QByteArray(952, 'a'));
}

void tst_RenewalJournal::noRoom()
{
    RecordingImage image(oldImage());
    image.roomEndsAt = 300 * 2048 - 1;
    const auto journal = RenewalJournal::prepare(image, sampleBlocks());
    QVERIFY(!journal);
    QCOMPARE(journal.error().kind, Error::Kind::NoSpace);
    QCOMPARE(image.bytes, oldImage());
}

void tst_RenewalJournal::tooMuch()
{
    ImageOverlay::Blocks blocks;
    for (quint64 i = 0; i < 188; ++i) // the table and these fill what is left of the sectors
        blocks.emplace(300 + i, QByteArray(2048, 'x'));
    RecordingImage image(oldImage() + QByteArray(500'000, '\0'));
    QVERIFY(RenewalJournal::prepare(image, blocks));
    blocks.emplace(1, QByteArray(2048, 'x'));
    const auto journal = RenewalJournal::prepare(image, blocks);
    QVERIFY(!journal);
    QCOMPARE(journal.error().kind, Error::Kind::Unsupported);
    QCOMPARE(journal.error().message,
             QStringLiteral("More than 370 KB would change, which is too much at a time."));
}

void tst_RenewalJournal::foreignSectors()
{
    auto bytes = oldImage();
    bytes[200 * 2048 + 5] = 'x';
    RecordingImage image(bytes);
    const auto journal = RenewalJournal::prepare(image, sampleBlocks());
    QVERIFY(!journal);
    QCOMPARE(journal.error().kind, Error::Kind::Unsupported);
    QCOMPARE(
        journal.error().message,
        QStringLiteral("The sectors that are needed to renew them safely hold something else."));
    QCOMPARE(image.bytes, bytes);
}

void tst_RenewalJournal::leftoversOfAKilledRun()
{
    // the killed run had more to write than the next one
    RecordingImage image(oldImage());
    auto many = sampleBlocks();
    many.emplace(20, noise(2048, 98));
    many.emplace(21, noise(2048, 99));
    QVERIFY(RenewalJournal::prepare(image, many)); // killed here
    QVERIFY(RenewalJournal::prepare(image, sampleBlocks())->commit());
    QCOMPARE(image.bytes, newImage());
}

void tst_RenewalJournal::mediumThatDoesNotKeep()
{
    RecordingImage image(oldImage());
    image.flippedAt = 67 * 2048 + 3000;
    const auto journal = RenewalJournal::prepare(image, sampleBlocks());
    QVERIFY(!journal);
    QCOMPARE(journal.error().kind, Error::Kind::Device);
    QCOMPARE(journal.error().message,
             QStringLiteral("The medium does not give back what is written to it. Nothing was "
                            "changed."));

    image = RecordingImage(oldImage());
    image.flippedAt = 8 * 2048 + 1;
    auto good = RenewalJournal::prepare(image, sampleBlocks());
    QVERIFY(good);
    const auto equal = good->commit();
    QVERIFY(equal && !*equal);
    QCOMPARE(RenewalJournal::finish(image).error().message,
             QStringLiteral("The medium does not give back what is written to it."));
    image.flippedAt = ~quint64(0);
    QVERIFY(*RenewalJournal::finish(image));
    QCOMPARE(image.bytes, newImage());
}

void tst_RenewalJournal::brokenWhileItIsWritten()
{
    for (int writes = 0; writes < 40; ++writes) {
        RecordingImage image(oldImage());
        image.writesLeft = writes;
        auto journal = RenewalJournal::prepare(image, sampleBlocks());
        const auto done = journal ? journal->commit() : journal.error();
        if (done)
            return;
        QCOMPARE(done.error().kind, Error::Kind::Device);
        const auto what = found(image.bytes);
        QVERIFY2(what == u"old" || what == u"new", qPrintable(what));
    }
    QFAIL("it never came to an end");
}

void tst_RenewalJournal::damagedJournals_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("head") << 3 << QByteArray("x") << false;
    QTest::newRow("hash of the head") << 60 << QByteArray("x") << false;
    QTest::newRow("body") << 2048 + 5000 << QByteArray("x") << true;
    QTest::newRow("block in the journal") << 2048 << QByteArray("\x50\0\0\0", 4) << true;
    QTest::newRow("block outside") << 2048 + 16 << QByteArray("\0\0\1\0", 4) << true;
    QTest::newRow("blocks out of order") << 2048 + 4 << QByteArray("\x09\0\0\0", 4) << true;
    QTest::newRow("too many") << 8 << QByteArray("\xFF\xFF\xFF\xFF", 4) << true;
}

void tst_RenewalJournal::damagedJournals()
{
    QFETCH(int, at);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isRefused);
    RecordingImage image(oldImage());
    auto journal = RenewalJournal::prepare(image, sampleBlocks());
    image.writesLeft = int(image.writes.size()) + 2;
    QVERIFY(!journal->commit());
    const auto start = qsizetype(RenewalJournal::kStart);
    putBytes(image.bytes, start + at, bytes);
    if (isRefused && at != 2048 + 5000) { // a liar counts his hashes
        const auto body = QByteArrayView(image.bytes).sliced(start + 2048, 6 * 2048);
        putBytes(image.bytes, start + 16, sha256(body));
        putBytes(image.bytes, start + 48, sha256(QByteArrayView(image.bytes).sliced(start, 48)));
    }
    const auto pending = RenewalJournal::pending(image);
    QCOMPARE(!pending, isRefused);
    if (!isRefused) {
        QVERIFY(!pending->has_value());
        return;
    }
    QCOMPARE(pending.error().kind, Error::Kind::Corrupt);
    QCOMPARE(pending.error().message,
             QStringLiteral("The media were being renewed, and what is needed to finish that is "
                            "damaged."));
    image.writesLeft = 1 << 30;
    QVERIFY(!RenewalJournal::finish(image));
}

void tst_RenewalJournal::aFileIsLocked()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("out.iso"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(oldImage()) == qint64(imageSize));
    file.close();
    {
        const auto first = openImageStore(path);
        QVERIFY(first);
        const auto second = openImageStore(path);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, Error::Kind::InvalidInput);
        QCOMPARE(second.error().message,
                 QStringLiteral("Cannot write \"%1\". Another program is writing it right now.")
                     .arg(path));
        QVERIFY(*RenewalJournal::prepare(**first, sampleBlocks())->commit());
    }
    QVERIFY(openImageStore(path));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), newImage());
}

void tst_RenewalJournal::whatIsNoFile()
{
    QTemporaryDir folder;
    QCOMPARE(openImageStore(folder.path()).error().kind, Error::Kind::Unsupported);
    QCOMPARE(openImageStore(folder.filePath(QStringLiteral("absent"))).error().kind,
             Error::Kind::NotFound);
}

QTEST_GUILESS_MAIN(tst_RenewalJournal)
#include "tst_RenewalJournal.moc"
