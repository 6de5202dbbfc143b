// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/tree/SharedReading.h"

#include <QRandomGenerator>
#include <QTest>

#include <atomic>
#include <thread>

using namespace bootwright;
using namespace std::chrono_literals;

namespace {

constexpr quint64 kLarge = 40_MiB; // more than the window

class CountingWatch final : public ContentWatch
{
public:
    void add(QByteArrayView bytes) override { m_digest.add(bytes); }
    Result<void> finish() override
    {
        hash = m_digest.finish();
        ++finished;
        return fault;
    }

    QByteArray hash;
    std::atomic<int> finished = 0;
    Result<void> fault;

private:
    Digest m_digest{Digest::Kind::Sha256};
};

QByteArray pattern(quint64 size, quint32 seed)
{
    QRandomGenerator generator(seed);
    QByteArray bytes(qsizetype(roundUp(size, 4)), Qt::Uninitialized);
    generator.fillRange(reinterpret_cast<quint32 *>(bytes.data()), bytes.size() / 4);
    bytes.truncate(qsizetype(size));
    return bytes;
}

//! A content that counts how often it was opened.
ContentSource counted(const QByteArray &bytes, std::shared_ptr<std::atomic<int>> opened)
{
    return ContentSource::stream(quint64(bytes.size()), [bytes, opened] {
        ++*opened;
        return ContentSource::bytes(bytes).open();
    });
}

struct Source
{
    QByteArray large = pattern(kLarge, 1);
    QByteArray small = pattern(70'001, 2);
    std::shared_ptr<std::atomic<int>> opened = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<CountingWatch> watch = std::make_shared<CountingWatch>();
    std::shared_ptr<CountingWatch> emptyWatch = std::make_shared<CountingWatch>();

    FileTree tree() const
    {
        FileTree files;
        const auto added =
            files.addFile(QStringLiteral("a/empty"), ContentSource().watchedBy(emptyWatch))
            && files.addFile(QStringLiteral("a/large"), counted(large, opened).watchedBy(watch))
            && files.addFile(QStringLiteral("small"), ContentSource::bytes(small))
            && files.addFile(QStringLiteral("end"), ContentSource());
        return added ? files : FileTree();
    }
};

//! Reads the whole tree and compares; pauses \a pause before each piece of \a step bytes.
bool readsAll(const FileTree &tree,
              const Source &source,
              size_t step,
              std::chrono::microseconds pause,
              std::atomic<quint64> *position = nullptr)
{
    QByteArray all;
    for (const auto &entry : tree.entries()) {
        if (entry.isFolder)
            continue;
        auto reader = entry.content.open();
        for (auto left = size_t(entry.content.size()); reader && left > 0;) {
            std::this_thread::sleep_for(pause);
            QByteArray piece(qsizetype(std::min(step, left)), '\0');
            if (!(*reader)->read({piece.data(), size_t(piece.size())}))
                return false;
            all += piece;
            if (position)
                *position += quint64(piece.size());
            left -= size_t(piece.size());
        }
    }
    return all == source.large + source.small;
}

} // namespace

class tst_SharedReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyGetsEverythingFromOneReading();
    void slowOneIsNotWaitedForForEver();
    void lateOneReadsForItself();
    void whoLeavesIsNotWaitedFor();
    void contentAfterWatchesSeesWhatTheyFound();
    void faultIsEverybodys();
};

void tst_SharedReading::everybodyGetsEverythingFromOneReading()
{
    const Source source;
    SharedReading reading(source.tree());
    std::vector<FileTree> trees;
    for (int i = 0; i < 6; ++i)
        trees.push_back(reading.join());
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> writers;
        for (size_t i = 0; i < trees.size(); ++i)
            writers.emplace_back(
                [&, i] { good += readsAll(trees[i], source, 100'000 + i * 333'333, 50us); });
    }
    QCOMPARE(good.load(), 6);
    QCOMPARE(source.opened->load(), 1);
    QCOMPARE(reading.bytesShared(), quint64(source.large.size() + source.small.size()));
    QCOMPARE(reading.bytesReadAgain(), quint64(0));
    QCOMPARE(source.watch->finished.load(), 1);
    QCOMPARE(source.watch->hash, sha256(source.large));
    QCOMPARE(source.emptyWatch->finished.load(), 1);
}

void tst_SharedReading::slowOneIsNotWaitedForForEver()
{
    const Source source;
    SharedReading reading(source.tree(), 300ms);
    auto fast = reading.join();
    auto slow = reading.join();
    std::atomic<bool> slowIsGood = false;
    std::atomic<quint64> position = 0;
    std::jthread slowWriter([&] { slowIsGood = readsAll(slow, source, 1_MiB, 120ms, &position); });
    QVERIFY(readsAll(fast, source, 1_MiB, 0us));
    // had the fast one waited to the end, the slow one would be no more than a window behind
    QVERIFY(position < kLarge - SharedReading::kWindow - 4_MiB);
    slowWriter.join();
    QVERIFY(slowIsGood);
    QVERIFY(reading.bytesReadAgain() > 0);
    QCOMPARE(source.watch->finished.load(), 1);
}

void tst_SharedReading::lateOneReadsForItself()
{
    const Source source;
    SharedReading reading(source.tree());
    QVERIFY(readsAll(reading.join(), source, 1_MiB, 0us));
    QVERIFY(readsAll(reading.join(), source, 777'777, 0us));
    QVERIFY(reading.bytesReadAgain() > 0);
    // what is still in the window is not read again
    QVERIFY(reading.bytesReadAgain() < kLarge - SharedReading::kWindow / 2);
    QCOMPARE(source.watch->finished.load(), 1);
    QCOMPARE(source.watch->hash, sha256(source.large));
}

void tst_SharedReading::whoLeavesIsNotWaitedFor()
{
    const Source source;
    SharedReading reading(source.tree(), 1h);
    auto stays = reading.join();
    auto leaves = std::make_unique<FileTree>(reading.join());
    std::jthread leaver([&] {
        std::this_thread::sleep_for(200ms);
        leaves.reset();
    });
    QVERIFY(readsAll(stays, source, 1_MiB, 0us));
}

void tst_SharedReading::contentAfterWatchesSeesWhatTheyFound()
{
    auto watch = std::make_shared<CountingWatch>();
    FileTree tree;
    QVERIFY(tree.addFile(QStringLiteral("file"),
                         ContentSource::bytes(pattern(3_MiB, 4)).watchedBy(watch)));
    QVERIFY(tree.addFile(QStringLiteral("manifest"), ContentSource::stream(32, [watch] {
                             return ContentSource::bytes(watch->hash).open();
                         })));
    SharedReading reading(tree);
    const auto joined = reading.join();
    QCOMPARE(joined.entries()[0].content.readAll().value(), pattern(3_MiB, 4));
    QCOMPARE(joined.entries()[1].content.readAll().value(), sha256(pattern(3_MiB, 4)));
}

void tst_SharedReading::faultIsEverybodys()
{
    Source source;
    source.watch->fault = Error{Error::Kind::Corrupt, QStringLiteral("Damaged."), {}};
    SharedReading reading(source.tree());
    const auto one = reading.join();
    const auto other = reading.join();
    std::jthread writer([&] { QVERIFY(!readsAll(other, source, 1_MiB, 0us)); });
    QVERIFY(!readsAll(one, source, 1_MiB, 0us));
    writer.join();
    const auto read = other.find(QStringLiteral("small"))->content.readAll();
    QVERIFY(!read);
    QCOMPARE(read.error().message, QStringLiteral("Damaged."));
}

QTEST_GUILESS_MAIN(tst_SharedReading)
#include "tst_SharedReading.moc"
