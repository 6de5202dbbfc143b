// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/wim/Xpress.h"
#include "support/CodeWriter.h"

#include <QRandomGenerator>
#include <QTest>

using namespace bootwright;

namespace {

//! A literal, or a match if distance is not 0.
struct Item
{
    int value = 0; //!< byte or length
    int distance = 0;
};

//! Writes an XPRESS chunk as [MS-XCA] describes it (LZ77+Huffman): two words are reserved ahead of the bytes
//! that are not bits.
class XpressWriter
{
public:
    explicit XpressWriter(const TestCode &code)
        : m_code(code)
    {
        for (qsizetype i = 0; i < 512; i += 2)
            m_bytes.append(char(code.lengths[i] | code.lengths[i + 1] << 4));
        m_first = reserve();
        m_second = reserve();
    }
    void write(const Item &item)
    {
        if (item.distance == 0)
            return symbol(item.value);
        int offsetBits = 0;
        while (item.distance >> (offsetBits + 1) != 0)
            ++offsetBits;
        const int length = item.value - 3;
        symbol(symbolOf(item));
        if (length >= 15) {
            m_bytes.append(char(std::min(length - 15, 255)));
            if (length - 15 >= 255)
                appendLe<quint16>(m_bytes, quint16(length));
        }
        put(quint32(item.distance) - (1u << offsetBits), offsetBits);
    }
    static int symbolOf(const Item &item)
    {
        if (item.distance == 0)
            return item.value;
        int offsetBits = 0;
        while (item.distance >> (offsetBits + 1) != 0)
            ++offsetBits;
        return 256 + offsetBits * 16 + std::min(item.value - 3, 15);
    }
    QByteArray finish()
    {
        putLe<quint16>(m_bytes, m_first, quint16(m_bits << (16 - m_count)));
        return m_bytes;
    }

private:
    void symbol(int value) { put(m_code.bits[value], m_code.lengths[value]); }
    void put(quint32 bits, int count)
    {
        for (int i = count - 1; i >= 0; --i) {
            if (m_count == 16) {
                putLe<quint16>(m_bytes, m_first, quint16(m_bits));
                m_first = m_second;
                m_second = reserve();
                m_count = 0;
            }
            m_bits = m_bits << 1 | ((bits >> i) & 1);
            ++m_count;
        }
    }
    qsizetype reserve()
    {
        appendLe<quint16>(m_bytes, 0);
        return m_bytes.size() - 2;
    }

    const TestCode &m_code;
    QByteArray m_bytes;
    qsizetype m_first = 0;
    qsizetype m_second = 0;
    quint32 m_bits = 0;
    int m_count = 0;
};

QByteArray expand(const QList<Item> &items)
{
    QByteArray out;
    for (const auto &item : items) {
        if (item.distance == 0)
            out.append(char(item.value));
        for (int i = 0; item.distance != 0 && i < item.value; ++i)
            out.append(out[out.size() - item.distance]);
    }
    return out;
}

QByteArray encode(const QList<Item> &items)
{
    QList<int> used = {256, 'z'};
    for (const auto &item : items) {
        if (const int symbol = XpressWriter::symbolOf(item); !used.contains(symbol))
            used.append(symbol);
    }
    const auto code = used.size() <= 15 ? TestCode::steep(512, used) : TestCode::flat(512, used);
    XpressWriter writer(code);
    for (const auto &item : items)
        writer.write(item);
    return writer.finish();
}

Result<QByteArray> decoded(QByteArrayView stored, qsizetype size)
{
    QByteArray out(size, '?');
    if (const auto done = decodeXpress(stored, std::span(out.data(), size_t(size))); !done)
        return done.error();
    return out;
}

//! The two chunks of [MS-XCA] 3.2 (LZ77+Huffman): the alphabet, and "abc" a hundred times.
QByteArray alphabetChunk()
{
    auto table = zeroBytes(256);
    putBytes(table, 48, QByteArray::fromHex("5055555555555555555555454404"));
    putBytes(table, 128, QByteArray::fromHex("04"));
    return table + QByteArray::fromHex("d8523ed794115be9195ff9d67cdf8d0400000000");
}

QByteArray abcChunk()
{
    auto table = zeroBytes(256);
    putBytes(table, 48, QByteArray::fromHex("3023"));
    putBytes(table, 128, QByteArray::fromHex("02"));
    putBytes(table, 143, QByteArray::fromHex("20"));
    return table + QByteArray::fromHex("a8dc0000ff2601");
}

} // namespace

class tst_Xpress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPublishedChunks();
    void readsMatches_data();
    void readsMatches();
    void readsRandomChunks();
    void refusesBrokenChunks_data();
    void refusesBrokenChunks();
    void neverLeavesTheChunk();
};

void tst_Xpress::readsPublishedChunks()
{
    const auto alphabet = decoded(alphabetChunk(), 26);
    QVERIFY2(alphabet, alphabet ? "" : qPrintable(alphabet.error().detail));
    QCOMPARE(*alphabet, "abcdefghijklmnopqrstuvwxyz");
    const auto abc = decoded(abcChunk(), 300);
    QVERIFY2(abc, abc ? "" : qPrintable(abc.error().detail));
    QCOMPARE(*abc, QByteArray("abc").repeated(100));
}

void tst_Xpress::readsMatches_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("distance");
    for (const int length : {3, 4, 17, 18, 19, 20, 271, 272, 273, 274, 5000, 60000})
        QTest::addRow("length %d", length) << length << 1;
    for (const int distance : {1, 2, 3, 4, 255, 256, 32767, 32768, 40000})
        QTest::addRow("distance %d", distance) << 30 << distance;
}

void tst_Xpress::readsMatches()
{
    QFETCH(int, length);
    QFETCH(int, distance);
    QList<Item> items = {{'a', 0}, {'b', 0}};
    while (expand(items).size() < distance)
        items.append(
            {int(std::min<qsizetype>(distance, 5000)), int(std::min<qsizetype>(2, distance))});
    items.append({length, distance});
    items.append({'c', 0});
    const auto expected = expand(items);
    const auto out = decoded(encode(items), expected.size());
    QVERIFY2(out, out ? "" : qPrintable(out.error().detail));
    QVERIFY(*out == expected);
}

void tst_Xpress::readsRandomChunks()
{
    QRandomGenerator random(4);
    for (int round = 0; round < 300; ++round) {
        QList<Item> items = {{'a', 0}};
        qsizetype size = 1;
        const int alphabet = round % 3 == 0 ? 4 : 256;
        while (size < 400 + random.bounded(9000)) {
            if (random.bounded(3) != 0) {
                items.append({random.bounded(alphabet), 0});
                ++size;
            } else {
                const int length =
                    3 + (random.bounded(9) == 0 ? random.bounded(700) : random.bounded(20));
                items.append({length, 1 + random.bounded(int(size))});
                size += length;
            }
        }
        const auto expected = expand(items);
        const auto out = decoded(encode(items), expected.size());
        QVERIFY2(out, out ? "" : qPrintable(out.error().detail));
        QVERIFY(*out == expected);
    }
}

void tst_Xpress::refusesBrokenChunks_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<int>("size");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const QByteArray &stored, int size, const char *detail) {
        QTest::newRow(name) << stored << size << QString::fromLatin1(detail);
    };
    auto over = alphabetChunk();
    over[60] = '\x11';
    auto under = alphabetChunk();
    under[60] = '\0';
    row("nothing", {}, 10, "xpress: no table");
    row("short table", alphabetChunk().first(255), 10, "xpress: no table");
    row("no code", zeroBytes(300), 10, "xpress: incomplete code");
    row("code over full", over, 26, "xpress: incomplete code");
    row("code with a gap", under, 26, "xpress: incomplete code");
    row("no data", alphabetChunk().first(256), 26, "xpress: data end too early");
    row("data cut", alphabetChunk().first(266), 26, "xpress: data end too early");
    row("match too long", abcChunk(), 299, "xpress: match outside the chunk");
    row("no length byte", abcChunk().first(260), 300, "xpress: match length");
    row("no length word", abcChunk().first(262), 300, "xpress: match length");
    auto small = abcChunk();
    putLe<quint16>(small, 261, 14);
    row("long length that is short", small, 300, "xpress: match length");
    row("match before the start", encode({{'a', 0}, {5, 2}}), 6, "xpress: match outside the chunk");
}

void tst_Xpress::refusesBrokenChunks()
{
    QFETCH(QByteArray, stored);
    QFETCH(int, size);
    QFETCH(QString, detail);
    const auto out = decoded(stored, size);
    QVERIFY(!out);
    QCOMPARE(kindName(out.error().kind), QStringLiteral("Corrupt"));
    QCOMPARE(out.error().detail, detail);
    QCOMPARE(out.error().message, QStringLiteral("Compressed data in it is damaged."));
}

void tst_Xpress::neverLeavesTheChunk()
{
    QRandomGenerator random(9);
    int refused = 0;
    for (int round = 0; round < 3000; ++round) {
        auto stored = abcChunk();
        stored.resize(random.bounded(256, int(stored.size()) + 1));
        for (int i = random.bounded(3); i >= 0; --i)
            stored[random.bounded(int(stored.size()))] = char(random.bounded(256));
        QByteArray out(400, '?');
        if (!decodeXpress(stored, std::span(out.data(), 300)))
            ++refused;
        QVERIFY(out.endsWith(QByteArray(100, '?')));
    }
    QVERIFY(refused > 1000);
}

QTEST_GUILESS_MAIN(tst_Xpress)
#include "tst_Xpress.moc"
