// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/wim/Lzx.h"
#include "support/CodeWriter.h"

#include <QRandomGenerator>
#include <QTest>

#include <functional>

using namespace bootwright;

namespace {

//! A literal, or a match: with an offset, or with one of the recent offsets.
struct Item
{
    int value = 0;    //!< byte or length (2 to 257)
    int distance = 0; //!< 0: no new one
    int recent = -1;  //!< 0, 1, 2
};

//! Writes LZX blocks, each with codes that hold just the symbols it uses.
class LzxWriter
{
public:
    explicit LzxWriter(int order)
        : m_order(order)
    {
        static const QList<int> slotCounts = {30, 32, 34, 36, 38, 42, 50};
        m_mainLengths = QList<quint8>(256 + 8 * slotCounts[order - 15], 0);
    }

    void bits(quint32 value, int count)
    {
        for (int i = count - 1; i >= 0; --i) {
            m_word = quint16(m_word << 1 | ((value >> i) & 1));
            if (++m_count == 16)
                flush();
        }
    }
    void header(quint32 type, qsizetype size)
    {
        bits(type, 3);
        bits(size == 32768, 1);
        if (size != 32768)
            bits(quint32(size), m_order >= 16 ? 24 : 16);
    }
    //! The header may claim another size than that of the items.
    void block(bool isAligned, const QList<Item> &items, qsizetype claimed = -1)
    {
        qsizetype size = 0;
        QList<int> main = {'a', 'b'};
        QList<int> length = {0, 1};
        for (const auto &item : items) {
            const bool isMatch = item.distance != 0 || item.recent >= 0;
            size += isMatch ? item.value : 1;
            if (const int symbol = mainSymbol(item); !main.contains(symbol))
                main.append(symbol);
            if (isMatch && item.value - 9 >= 0 && !length.contains(item.value - 9))
                length.append(item.value - 9);
        }
        header(isAligned ? 2 : 1, claimed < 0 ? size : claimed);
        const TestCode aligned({1, 3, 3, 4, 4, 4, 5, 5});
        if (isAligned) {
            for (const auto one : aligned.lengths)
                bits(one, 3);
        }
        const auto mainCode = main.size() <= 17 ? TestCode::steep(m_mainLengths.size(), main)
                                                : TestCode::flat(m_mainLengths.size(), main);
        const auto lengthCode = TestCode::flat(249, length);
        lengths(m_mainLengths, mainCode.lengths, 0, 256);
        lengths(m_mainLengths, mainCode.lengths, 256, m_mainLengths.size());
        lengths(m_lengthLengths, lengthCode.lengths, 0, 249);
        for (const auto &item : items)
            write(item, mainCode, lengthCode, isAligned ? &aligned : nullptr);
    }
    void rawBlock(const QByteArray &bytes, const QList<quint32> &recent, bool isLast = false)
    {
        header(3, bytes.size());
        do
            bits(0, 1);
        while (m_count != 0);
        for (const auto offset : recent)
            appendLe<quint32>(m_bytes, offset);
        m_bytes += bytes;
        if (bytes.size() % 2 != 0 && !isLast)
            m_bytes.append('\0');
    }
    int bitInWord() const { return m_count; }
    QByteArray finish()
    {
        while (m_count != 0)
            bits(0, 1);
        return m_bytes;
    }

private:
    static int slotOf(const Item &item, int &extraBits, quint32 &extra)
    {
        extraBits = 0;
        extra = 0;
        if (item.recent >= 0)
            return item.recent;
        const auto formatted = quint32(item.distance) + 2;
        quint32 base = 0;
        for (int slot = 0;; ++slot) {
            extraBits = slot < 4 ? 0 : slot < 36 ? slot / 2 - 1 : 17;
            if (formatted < base + (1u << extraBits)) {
                extra = formatted - base;
                return slot;
            }
            base += 1u << extraBits;
        }
    }
    static int mainSymbol(const Item &item)
    {
        if (item.distance == 0 && item.recent < 0)
            return item.value;
        int extraBits = 0;
        quint32 extra = 0;
        return 256 + slotOf(item, extraBits, extra) * 8 + std::min(item.value - 2, 7);
    }
    void
    write(const Item &item, const TestCode &main, const TestCode &length, const TestCode *aligned)
    {
        const int symbol = mainSymbol(item);
        bits(main.bits[symbol], main.lengths[symbol]);
        if (symbol < 256)
            return;
        if (item.value >= 9)
            bits(length.bits[item.value - 9], length.lengths[item.value - 9]);
        int extraBits = 0;
        quint32 extra = 0;
        slotOf(item, extraBits, extra);
        if (aligned && extraBits >= 3) {
            bits(extra >> 3, extraBits - 3);
            bits(aligned->bits[extra & 7], aligned->lengths[extra & 7]);
        } else {
            bits(extra, extraBits);
        }
    }
    //! With every kind of run: zeros (17, 18) and repeats (19).
    void lengths(QList<quint8> &before, const QList<quint8> &now, qsizetype from, qsizetype to)
    {
        QList<quint8> pre(20, 5);
        std::fill_n(pre.begin(), 12, quint8(4));
        const TestCode pretree(pre);
        for (const auto one : pre)
            bits(one, 4);
        const auto symbol = [&](int value) { bits(pretree.bits[value], pretree.lengths[value]); };
        for (auto i = from; i < to;) {
            auto end = i;
            while (end < to && now[end] == now[i])
                ++end;
            auto run = std::min<qsizetype>(end - i, now[i] == 0 ? 51 : 5);
            const int difference = (before[i] + 17 - now[i]) % 17;
            if (now[i] == 0 && run >= 20) {
                symbol(18);
                bits(quint32(run - 20), 5);
            } else if (now[i] == 0 && run >= 4) {
                run = std::min<qsizetype>(run, 19);
                symbol(17);
                bits(quint32(run - 4), 4);
            } else if (run >= 4) {
                symbol(19);
                bits(quint32(run - 4), 1);
                symbol(difference);
            } else {
                run = 1;
                symbol(difference);
            }
            i += run;
        }
        std::copy(now.begin() + from, now.begin() + to, before.begin() + from);
    }
    void flush()
    {
        appendLe<quint16>(m_bytes, m_word);
        m_word = 0;
        m_count = 0;
    }

    int m_order;
    QByteArray m_bytes;
    quint16 m_word = 0;
    int m_count = 0;
    QList<quint8> m_mainLengths;
    QList<quint8> m_lengthLengths = QList<quint8>(249, 0);
};

//! What the items mean, with the recent offsets of a chunk.
class Expander
{
public:
    QByteArray out;
    QList<quint32> recent = {1, 1, 1};

    void add(const QList<Item> &items)
    {
        for (const auto &item : items) {
            if (item.distance == 0 && item.recent < 0) {
                out.append(char(item.value));
                continue;
            }
            if (item.recent >= 0)
                std::swap(recent[0], recent[item.recent]);
            else
                recent = {quint32(item.distance), recent[0], recent[1]};
            for (int i = 0; i < item.value; ++i)
                out.append(out[out.size() - qsizetype(recent[0])]);
        }
    }
};

Result<QByteArray> decoded(QByteArrayView stored, qsizetype size, int order)
{
    QByteArray out(size, '?');
    if (const auto done = decodeLzx(stored, std::span(out.data(), size_t(size)), 1u << order);
        !done)
        return done.error();
    return out;
}

QList<Item> literals(const QByteArray &bytes)
{
    QList<Item> items;
    for (const char byte : bytes)
        items.append(Item{quint8(byte)});
    return items;
}

QList<Item> randomItems(QRandomGenerator &random, const Expander &before, int count)
{
    auto now = before;
    QList<Item> items;
    for (int i = 0; i < count; ++i) {
        Item item{random.bounded(0x80)}; // no E8: that step has tests of its own
        const auto size = int(now.out.size());
        if (size > 0 && random.bounded(3) == 0) {
            item.value = 2 + (random.bounded(4) == 0 ? random.bounded(256) : random.bounded(8));
            item.recent = random.bounded(4) - 1;
            if (item.recent >= 0 && now.recent[item.recent] > quint32(size))
                item.recent = -1;
            if (item.recent < 0)
                item.distance = 1 + random.bounded(size);
        }
        now.add({item});
        items.append(item);
    }
    return items;
}

} // namespace

class tst_Lzx : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRandomBlocks_data();
    void readsRandomBlocks();
    void readsUncompressedBlockAnywhere();
    void endsWithoutPadding();
    void exchangesRecentOffsets();
    void undoesCalls_data();
    void undoesCalls();
    void refusesBrokenChunks_data();
    void refusesBrokenChunks();
    void neverLeavesTheChunk();
};

void tst_Lzx::readsRandomBlocks_data()
{
    QTest::addColumn<int>("order");
    for (int order = 15; order <= 21; ++order)
        QTest::addRow("order %d", order) << order;
}

void tst_Lzx::readsRandomBlocks()
{
    QFETCH(int, order);
    QRandomGenerator random(static_cast<quint32>(order));
    for (int round = 0; round < 60; ++round) {
        LzxWriter writer(order);
        Expander expected;
        for (int block = random.bounded(1, 5); block > 0; --block) {
            if (random.bounded(4) == 0) {
                const auto size = 1 + random.bounded(400);
                expected.recent = {1, 1 + random.bounded(3u), 2};
                const QByteArray raw(size, char('A' + block));
                expected.out += raw;
                writer.rawBlock(raw, expected.recent);
                continue;
            }
            const auto items = randomItems(random, expected, 50 + random.bounded(600));
            writer.block(random.bounded(2) == 0, items);
            expected.add(items);
        }
        // far matches: a run through the whole window, then back to its start
        auto far = literals("far");
        while (order > 15 && round == 0 && expected.out.size() + 258 * 200 < (1 << order)) {
            writer.block(false, QList<Item>(200, Item{257, 1}));
            expected.add(QList<Item>(200, Item{257, 1}));
        }
        far.append({100, int(expected.out.size()) + 3});
        writer.block(true, far);
        expected.add(far);
        if (expected.out.size() > 1 << order)
            continue;
        const auto out = decoded(writer.finish(), expected.out.size(), order);
        QVERIFY2(out, out ? "" : qPrintable(out.error().detail));
        QVERIFY(*out == expected.out);
    }
}

// The block starts at each of the 16 bits of a word; 1 to 16 bits are dropped, never none.
void tst_Lzx::readsUncompressedBlockAnywhere()
{
    QRandomGenerator random(16);
    QSet<int> seen;
    for (int count = 2; seen.size() < 16 && count < 400; ++count) {
        for (const int size : {1, 2, 7, 32768}) {
            LzxWriter writer(16);
            Expander expected;
            const auto first = randomItems(random, expected, count);
            writer.block(false, first);
            expected.add(first);
            seen.insert(writer.bitInWord());
            const QByteArray raw(size, 'r');
            writer.rawBlock(raw, {3, 2, 1});
            expected.out += raw;
            expected.recent = {3, 2, 1};
            const QList<Item> last = {{'x'}, {'y'}, {'z'}, {5, 0, 0}, {4, 0, 1}};
            writer.block(true, last);
            expected.add(last);
            if (expected.out.size() > 65536)
                continue;
            const auto out = decoded(writer.finish(), expected.out.size(), 16);
            QVERIFY2(out, out ? "" : qPrintable(out.error().detail));
            QVERIFY(*out == expected.out);
        }
    }
    QCOMPARE(seen.size(), 16);
}

// The byte after an odd uncompressed block may be missing at the very end.
void tst_Lzx::endsWithoutPadding()
{
    LzxWriter writer(15);
    writer.rawBlock("odd", {1, 1, 1}, true);
    const auto out = decoded(writer.finish(), 3, 15);
    QVERIFY(out);
    QCOMPARE(*out, "odd");
}

void tst_Lzx::exchangesRecentOffsets()
{
    // After offsets 1, 2, 3 (R0 = 3, R1 = 2, R2 = 1) a match with R2 exchanges it with R0: then R1 is
    // still 2. Moving to the front would make it 3.
    auto items = literals("abcdef");
    items += {{2, 1}, {2, 2}, {2, 3}, {3, 0, 2}, {4, 0, 1}, {5, 0, 2}};
    LzxWriter writer(15);
    writer.block(false, items);
    Expander expected;
    expected.add(items);
    const auto out = decoded(writer.finish(), expected.out.size(), 15);
    QVERIFY(out);
    QCOMPARE(*out, expected.out);
    QCOMPARE(expected.recent, (QList<quint32>{3, 1, 2}));
}

void tst_Lzx::undoesCalls_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("stored");
    QTest::addColumn<int>("expected");
    // 64 bytes; the edges were compared with wimlib 1.13.5
    QTest::newRow("start") << 0 << 5 << 5;
    QTest::newRow("absolute") << 10 << 100 << 90;
    QTest::newRow("zero") << 10 << 0 << -10;
    QTest::newRow("largest") << 10 << 11999999 << 11999989;
    QTest::newRow("too large") << 10 << 12000000 << 12000000;
    QTest::newRow("negative") << 10 << -1 << 11999999;
    QTest::newRow("least") << 10 << -10 << 11999990;
    QTest::newRow("below least") << 10 << -11 << -11;
    QTest::newRow("n - 11 is translated") << 53 << 100 << 47;
    QTest::newRow("n - 10 is not") << 54 << 100 << 100;
}

void tst_Lzx::undoesCalls()
{
    QFETCH(int, at);
    QFETCH(int, stored);
    QFETCH(int, expected);
    QByteArray bytes(64, 'n');
    bytes[at] = '\xE8';
    putLe<qint32>(bytes, at + 1, stored);
    LzxWriter raw(15);
    raw.rawBlock(bytes, {1, 1, 1});
    LzxWriter verbatim(15);
    verbatim.block(false, literals(bytes));
    const auto fromRaw = decoded(raw.finish(), 64, 15);
    const auto fromVerbatim = decoded(verbatim.finish(), 64, 15);
    QVERIFY(fromRaw && fromVerbatim);
    putLe<qint32>(bytes, at + 1, expected);
    QCOMPARE(fromRaw->toHex(), bytes.toHex());
    QCOMPARE(fromVerbatim->toHex(), bytes.toHex());
}

void tst_Lzx::refusesBrokenChunks_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QString>("detail");
    const auto row =
        [](const char *name, const char *detail, const std::function<void(LzxWriter &)> &write) {
            LzxWriter writer(15);
            write(writer);
            QTest::newRow(name) << writer.finish() << QString::fromLatin1(detail);
        };
    row("nothing", "lzx: block size", [](auto &) {});
    row("type 0", "lzx: block type", [](auto &writer) { writer.header(0, 20); });
    row("type 7", "lzx: block type", [](auto &writer) { writer.header(7, 20); });
    row("size 0", "lzx: block size", [](auto &writer) { writer.header(1, 0); });
    row("larger than the chunk", "lzx: block size", [](auto &writer) { writer.header(1, 21); });
    row("usual size, small chunk", "lzx: block size", [](auto &writer) {
        writer.header(1, 32768);
    });
    row("aligned tree empty", "lzx: aligned tree", [](auto &writer) {
        writer.header(2, 20);
        writer.bits(0, 24);
    });
    row("pretree empty", "lzx: main tree", [](auto &writer) { writer.header(1, 20); });
    row("run past the end", "lzx: main tree", [](auto &writer) {
        writer.header(1, 20);
        for (int i = 0; i < 20; ++i)
            writer.bits(i >= 18, 4); // one bit each: 18 is 0, 19 is 1
        for (int i = 0; i < 20; ++i)
            writer.bits(31, 6);
    });
    row("repeat of a run", "lzx: main tree", [](auto &writer) {
        writer.header(1, 20);
        for (int i = 0; i < 20; ++i)
            writer.bits(i >= 18, 4);
        writer.bits(7, 3);
    });
    row("match before the start", "lzx: match outside the block", [](auto &writer) {
        writer.block(false, literals("abc") + QList<Item>{{17, 4}});
    });
    row("match over the end of the block", "lzx: match outside the block", [](auto &writer) {
        writer.block(false, literals("ab") + QList<Item>{{6, 1}, {3, 1}}, 10);
    });
    row("recent offset 0", "lzx: recent offset 0", [](auto &writer) {
        writer.rawBlock(QByteArray(20, 'a'), {1, 0, 1});
    });
    row("raw bytes missing", "lzx: uncompressed block ends too early", [](auto &writer) {
        writer.header(3, 20);
        writer.bits(0, 16);
    });
    LzxWriter cut(15);
    cut.block(false, literals("abcdefghijklmnopqrst"));
    QTest::newRow("data cut") << cut.finish().chopped(6)
                              << QStringLiteral("lzx: data end too early");
}

void tst_Lzx::refusesBrokenChunks()
{
    QFETCH(QByteArray, stored);
    QFETCH(QString, detail);
    const auto out = decoded(stored, 20, 15);
    QVERIFY(!out);
    QCOMPARE(kindName(out.error().kind), QStringLiteral("Corrupt"));
    QCOMPARE(out.error().detail, detail);
}

void tst_Lzx::neverLeavesTheChunk()
{
    QRandomGenerator random(6);
    Expander expected;
    LzxWriter writer(15);
    for (int i = 0; i < 2; ++i) {
        const auto items = randomItems(random, expected, 200);
        writer.block(i == 1, items);
        expected.add(items);
        writer.rawBlock("raw bytes", {1, 2, 3});
        expected.out += "raw bytes";
        expected.recent = {1, 2, 3};
    }
    const auto good = writer.finish();
    const auto size = expected.out.size();
    QVERIFY(*decoded(good, size, 15) == expected.out);
    int refused = 0;
    for (int round = 0; round < 4000; ++round) {
        auto stored = good;
        if (round % 4 == 0)
            stored.resize(random.bounded(int(good.size())));
        for (int i = random.bounded(3); i >= 0 && !stored.isEmpty(); --i)
            stored[random.bounded(int(stored.size()))] = char(random.bounded(256));
        QByteArray out(size + 100, '?');
        if (!decodeLzx(stored, std::span(out.data(), size_t(size)), 1 << 15))
            ++refused;
        QVERIFY(out.endsWith(QByteArray(100, '?')));
    }
    QVERIFY(refused > 1000);
}

QTEST_GUILESS_MAIN(tst_Lzx)
#include "tst_Lzx.moc"
