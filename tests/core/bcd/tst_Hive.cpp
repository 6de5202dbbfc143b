// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bcd/Hive.h"
#include "support/HiveSurgeon.h"

#include <QRandomGenerator>
#include <QTest>

using namespace bootwright;

// Demands 11 to 15 are those of an independent boot manager (ReactOS boot/environ and sdk/lib/cmlib) on the
// hive of a boot store; each stands in docs/formats/bcd.md.

using Surgery = void (*)(HiveSurgeon &);
Q_DECLARE_METATYPE(Surgery)
Q_DECLARE_METATYPE(HiveKey)

namespace {

//! 2026-11-22 12:00
QDateTime noon()
{
    return QDateTime::fromSecsSinceEpoch(1795348800, Qt::UTC);
}

HiveKey
key(const QString &name, const QList<HiveValue> &values = {}, std::vector<HiveKey> children = {})
{
    return {name, values, std::move(children)};
}

HiveValue binary(const QString &name, const QByteArray &data)
{
    return {name, quint32(HiveType::Binary), data};
}

//! Small, with one of everything; every name begins with letters of its own.
HiveKey sample()
{
    return key(QStringLiteral("Root"),
               {},
               {key(QStringLiteral("Alpha"),
                    {binary(QStringLiteral("short"), "abc"),
                     binary(QStringLiteral("long"), "0123456789")}),
                key(QStringLiteral("Beta"), {}, {key(QStringLiteral("Gamma"))}),
                key(QStringLiteral("delta"))});
}

HiveSurgeon sampleSurgeon()
{
    return HiveSurgeon(writeHive(sample(), noon()));
}

quint32 letters(const char *four)
{
    return le<quint32>(QByteArrayView(four, 4), 0);
}

//! Rows that are refused as Corrupt with the detail named last.
void refusedColumns()
{
    QTest::addColumn<Surgery>("surgery");
    QTest::addColumn<QString>("detail");
}

void refused(const char *name, Surgery surgery, const char *detail)
{
    QTest::newRow(name) << surgery << QString::fromLatin1(detail);
}

void checkRefused()
{
    QFETCH(Surgery, surgery);
    QFETCH(QString, detail);
    auto surgeon = sampleSurgeon();
    surgery(surgeon);
    if (surgeon.bytes.size() >= 4096)
        surgeon.seal();
    const auto read = readHive(surgeon.bytes);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Corrupt);
    QCOMPARE(read.error().message, QStringLiteral("The registry hive is damaged."));
    QVERIFY2(read.error().detail.contains(detail), qPrintable(read.error().detail));
}

} // namespace

class tst_Hive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data();
    void roundTrip();
    void goldenBytes();
    void isDeterministic();
    void sharesOneSecurityCell();
    void namesHaveNoCase();
    void demand11_baseBlock_data();
    void demand11_baseBlock() { checkRefused(); }
    void demand11_accepted_data();
    void demand11_accepted();
    void demand11_checksum();
    void demand11_checksumIsNeverZeroOrAllOnes();
    void demand12_bins_data();
    void demand12_bins() { checkRefused(); }
    void demand12_writtenBinsAreFull();
    void demand13_keysAndValues_data();
    void demand13_keysAndValues() { checkRefused(); }
    void demand13_listsAccepted_data();
    void demand13_listsAccepted();
    void demand13_classAccepted();
    void demand14_orderAndHints_data();
    void demand14_orderAndHints() { checkRefused(); }
    void demand14_writtenInOrderWithHashes();
    void demand15_securityIsNotLookedAt();
    void demand15_longDataIsUnsupported();
    void hostileStructures_data();
    void hostileStructures() { checkRefused(); }
    void depthIsLimited();
    void truncatedAnywhere();
    void flippedAnywhere();
};

void tst_Hive::roundTrip_data()
{
    QTest::addColumn<HiveKey>("root");
    QTest::newRow("empty root") << key(QStringLiteral("R"));
    QTest::newRow("one of everything") << sample();
    for (const int size : {0, 1, 4, 5, 4060, 4061, 16344})
        QTest::addRow("value of %d bytes", size)
            << key(QStringLiteral("R"), {binary(QStringLiteral("v"), QByteArray(size, 'x'))});
    QTest::newRow("default value and other types")
        << key(QStringLiteral("R"),
               {{QString(), 1, QByteArray("a\0\0\0", 4)}, {QStringLiteral("q"), 11, "12345678"}});
    QTest::newRow("Latin-1 and wide names")
        << key(QStringLiteral("Größe"),
               {binary(QStringLiteral("größe"), "1"), binary(QStringLiteral("Ελλάδα"), "2")},
               {key(QStringLiteral("Zoë")), key(QStringLiteral("Ελλάδα"))});
    auto wide = key(QStringLiteral("R"));
    for (int i = 0; i < 511; ++i)
        wide.children.push_back(key(QStringLiteral("key %1").arg(i, 3, 10, QLatin1Char('0')),
                                    {binary(QStringLiteral("v"), QByteArray(i, 'x'))}));
    QTest::newRow("511 subkeys in several bins") << wide;
    auto deep = key(QStringLiteral("leaf"));
    for (int i = 1; i < 512; ++i)
        deep = key(QStringLiteral("level"), {}, {deep});
    QTest::newRow("512 levels") << deep;
}

void tst_Hive::roundTrip()
{
    QFETCH(HiveKey, root);
    const auto hive = writeHive(root, noon());
    QCOMPARE(hive.size() % 4096, 0);
    const auto read = readHive(hive);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    QVERIFY(*read == root);
}

void tst_Hive::goldenBytes()
{
    // Every byte of a hive with one key and one value, by M. Suhanov's description of the format.
    const auto hive = writeHive(
        key(QStringLiteral("Root"), {{QStringLiteral("v"), 4, QByteArray::fromHex("01020304")}}),
        noon());
    QByteArray base = QByteArray::fromHex(R"(
        72656766 01000000 01000000 00a0f6ff787add01 01000000 03000000 00000000 01000000
        20000000 00100000 01000000)");
    base += zeroBytes(508 - quint64(base.size())) + QByteArray::fromHex("28af4c98");
    QCOMPARE(hive.first(512).toHex(), base.toHex());
    QCOMPARE(hive.mid(512, 4096 - 512), zeroBytes(4096 - 512));

    QByteArray bin = QByteArray::fromHex(R"(
        6862696e 00000000 00100000 0000000000000000 00a0f6ff787add01 00000000

        a8ffffff 6e6b 2c00 00a0f6ff787add01 00000000 ffffffff 00000000 00000000 ffffffff ffffffff
                 01000000 18010000 78000000 ffffffff 00000000 00000000 02000000 04000000
                 00000000 0400 0000 526f6f74 00000000

        80ffffff 736b 0000 78000000 78000000 01000000 68000000
                 01000480 48000000 58000000 00000000 14000000
                 0200 3400 0200 0000
                 0000 1800 3f000f00 0102000000000005 20000000 20020000
                 0000 1400 3f000f00 0101000000000005 12000000
                 0102000000000005 20000000 20020000
                 0102000000000005 20000000 20020000

        e0ffffff 766b 0100 04000080 01020304 04000000 0100 0000 76 00000000000000

        f8ffffff f8000000)");
    appendLe<quint32>(bin, quint32(4096 - bin.size()));
    bin += zeroBytes(4096 - quint64(bin.size()));
    QCOMPARE(hive.mid(4096).toHex(), bin.toHex());
}

void tst_Hive::isDeterministic()
{
    QCOMPARE(writeHive(sample(), noon()), writeHive(sample(), noon()));
    const auto timeless = writeHive(sample(), QDateTime());
    QCOMPARE(le<quint64>(timeless, BaseBlockField::time), 0u);
    QVERIFY(readHive(timeless));
    auto shuffled = sample();
    std::swap(shuffled.children.front(), shuffled.children.back());
    QCOMPARE(writeHive(shuffled, noon()), writeHive(sample(), noon()));
}

void tst_Hive::sharesOneSecurityCell()
{
    const auto surgeon = sampleSurgeon();
    const auto security = surgeon.get<quint32>(surgeon.key("Root"), KeyField::security);
    QCOMPARE(surgeon.get<quint16>(security, 0), quint16(letters("sk\0\0")));
    QCOMPARE(surgeon.get<quint32>(security, SecurityField::users), 5u);
    QCOMPARE(surgeon.get<quint32>(security, SecurityField::next), security);
    QCOMPARE(surgeon.get<quint32>(security, SecurityField::previous), security);
    for (const char *name : {"Alpha", "Beta", "Gamma", "delta"})
        QCOMPARE(surgeon.get<quint32>(surgeon.key(name), KeyField::security), security);
}

void tst_Hive::namesHaveNoCase()
{
    const auto root = sample();
    QVERIFY(root.child(u"ALPHA"));
    QVERIFY(root.child(u"ALPHA")->value(u"LONG"));
    QVERIFY(!root.child(u"Alph"));
    QVERIFY(!root.child(u"Alphabet"));
    QVERIFY(!root.child(u"Alpha")->value(u"wrong"));
    QVERIFY(compareHiveNames(u"a", u"B") < 0);
    QVERIFY(compareHiveNames(u"_", u"a") > 0); // upper case decides: 5F comes after 41
    QVERIFY(compareHiveNames(u"ab", u"ABC") < 0);
    QCOMPARE(compareHiveNames(u"ÄB", u"äb"), 0);
    // ("A" * 37 + "B") by M. Suhanov's description
    QCOMPARE(hiveHash(u"aB"), 65u * 37 + 66);
}

void tst_Hive::demand11_baseBlock_data()
{
    using Field = BaseBlockField;
    refusedColumns();
    refused(
        "signature", [](HiveSurgeon &h) { h.bytes[0] = 'R'; }, "regf");
    refused(
        "shorter than the base block", [](HiveSurgeon &h) { h.bytes.truncate(4095); }, "regf");
    refused(
        "empty", [](HiveSurgeon &h) { h.bytes.clear(); }, "regf");
    refused(
        "sequences", [](HiveSurgeon &h) { h.setBase(Field::sequence2, 2); }, "sequences");
    refused(
        "major 0", [](HiveSurgeon &h) { h.setBase(Field::major, 0); }, "major");
    refused(
        "major 2", [](HiveSurgeon &h) { h.setBase(Field::major, 2); }, "major");
    refused(
        "minor 2", [](HiveSurgeon &h) { h.setBase(Field::minor, 2); }, "minor");
    refused(
        "minor 6", [](HiveSurgeon &h) { h.setBase(Field::minor, 6); }, "minor");
    refused(
        "type 1", [](HiveSurgeon &h) { h.setBase(Field::type, 1); }, "type");
    refused(
        "format 0", [](HiveSurgeon &h) { h.setBase(Field::format, 0); }, "format");
    refused(
        "cluster 0", [](HiveSurgeon &h) { h.setBase(Field::cluster, 0); }, "cluster");
    refused(
        "cluster 8", [](HiveSurgeon &h) { h.setBase(Field::cluster, 8); }, "cluster");
    refused(
        "no bins", [](HiveSurgeon &h) { h.setBase(Field::binsSize, 0); }, "size");
    refused(
        "size of bins odd", [](HiveSurgeon &h) { h.setBase(Field::binsSize, 4000); }, "size");
    refused(
        "size of bins too large",
        [](HiveSurgeon &h) { h.setBase(Field::binsSize, 0x7FFFF000); },
        "size");
    refused(
        "largest size of bins",
        [](HiveSurgeon &h) { h.setBase(Field::binsSize, 0x7FFFE000); },
        "cut off");
    refused(
        "last 4 KiB cut off", [](HiveSurgeon &h) { h.bytes.chop(4096); }, "cut off");
    refused(
        "last byte cut off", [](HiveSurgeon &h) { h.bytes.chop(1); }, "cut off");
}

void tst_Hive::demand11_accepted_data()
{
    QTest::addColumn<Surgery>("surgery");
    const auto row = [](const char *name, Surgery surgery) { QTest::newRow(name) << surgery; };
    row("minor 4", [](HiveSurgeon &h) { h.setBase(BaseBlockField::minor, 4); });
    row("minor 5", [](HiveSurgeon &h) { h.setBase(BaseBlockField::minor, 5); });
    row("bytes after the last bin", [](HiveSurgeon &h) { h.bytes += "padding"; });
    row("other sequence", [](HiveSurgeon &h) {
        h.setBase(BaseBlockField::sequence1, 51);
        h.setBase(BaseBlockField::sequence2, 51);
    });
}

void tst_Hive::demand11_accepted()
{
    QFETCH(Surgery, surgery);
    auto surgeon = sampleSurgeon();
    surgery(surgeon);
    surgeon.seal();
    const auto read = readHive(surgeon.bytes);
    QVERIFY(read);
    QVERIFY(*read == sample());
}

void tst_Hive::demand11_checksum()
{
    auto surgeon = sampleSurgeon();
    QVERIFY(readHive(surgeon.bytes));
    surgeon.setBase(BaseBlockField::checksum, 1);
    const auto read = readHive(surgeon.bytes);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Corrupt);
    QCOMPARE(read.error().detail, QStringLiteral("base block: checksum"));
}

void tst_Hive::demand11_checksumIsNeverZeroOrAllOnes()
{
    auto block = zeroBytes(4096);
    QCOMPARE(hiveChecksum(block), 1u);
    putLe<quint32>(block, 4, 0xFFFFFFFF);
    QCOMPARE(hiveChecksum(block), 0xFFFFFFFEu);
    putLe<quint32>(block, 504, 0x12345678);
    QCOMPARE(hiveChecksum(block), 0xEDCBA987u);
}

void tst_Hive::demand12_bins_data()
{
    refusedColumns();
    refused(
        "signature", [](HiveSurgeon &h) { h.bytes[4096] = 'H'; }, "hbin");
    refused(
        "offset", [](HiveSurgeon &h) { h.setBase(4096 + BinField::offset, 4096); }, "bin");
    refused(
        "size 0", [](HiveSurgeon &h) { h.setBase(4096 + BinField::size, 0); }, "size");
    refused(
        "size odd", [](HiveSurgeon &h) { h.setBase(4096 + BinField::size, 4095); }, "size");
    refused(
        "larger than the file",
        [](HiveSurgeon &h) { h.setBase(4096 + BinField::size, 8192); },
        "size");
    refused(
        "cell of size 0", [](HiveSurgeon &h) { h.setSize(h.key("Root"), 0); }, "size");
    refused(
        "cell not aligned", [](HiveSurgeon &h) { h.setSize(h.key("Root"), -84); }, "size");
    refused(
        "cell larger than the bin",
        [](HiveSurgeon &h) { h.setSize(h.key("Root"), -4072); },
        "size");
    refused(
        "cell of the most negative size",
        [](HiveSurgeon &h) { h.setSize(h.key("Root"), INT_MIN); },
        "size");
}

void tst_Hive::demand12_writtenBinsAreFull()
{
    auto root = key(QStringLiteral("R"));
    for (int i = 0; i < 200; ++i)
        root.children.push_back(
            key(QString::number(i), {binary(QStringLiteral("v"), QByteArray(i * 40, 'x'))}));
    const auto hive = writeHive(root, noon());
    QCOMPARE(hive.size(), 4096 + le<quint32>(hive, BaseBlockField::binsSize));
    int bins = 0;
    for (qsizetype bin = 4096; bin < hive.size(); ++bins) {
        QCOMPARE(hive.mid(bin, 4), QByteArray("hbin"));
        QCOMPARE(le<quint32>(hive, bin + BinField::offset), bin - 4096);
        const auto end = bin + le<quint32>(hive, bin + BinField::size);
        auto cell = bin + BinField::cells;
        while (cell < end) {
            const auto size = qAbs(le<qint32>(hive, cell));
            QVERIFY(size >= 8 && size % 8 == 0);
            cell += size;
        }
        QCOMPARE(cell, end);
        bin = end;
    }
    QVERIFY(bins > 100);
}

void tst_Hive::demand13_keysAndValues_data()
{
    using Key = KeyField;
    refusedColumns();
    refused(
        "root cell beyond the bins",
        [](HiveSurgeon &h) { h.setBase(BaseBlockField::rootCell, 0x7FFFFFF8); },
        "not a cell");
    refused(
        "root cell not aligned",
        [](HiveSurgeon &h) { h.setBase(BaseBlockField::rootCell, 0x24); },
        "not a cell");
    refused(
        "key cell is free",
        [](HiveSurgeon &h) { h.setSize(h.key("Root"), -h.size(h.key("Root"))); },
        "not a cell");
    refused(
        "key cell too small",
        [](HiveSurgeon &h) {
            h.set<quint32>(h.key("Beta"), Key::subkeyList, h.add(subkeyList("li", {h.add("nk")})));
        },
        "longer than its cell");
    refused(
        "no name",
        [](HiveSurgeon &h) { h.set<quint16>(h.key("Alpha"), Key::nameSize, 0); },
        "name");
    refused(
        "name beyond the cell",
        [](HiveSurgeon &h) { h.set<quint16>(h.key("Alpha"), Key::nameSize, 1000); },
        "name");
    refused(
        "wide name of odd size",
        [](HiveSurgeon &h) { h.set<quint16>(h.key("Alpha"), Key::flags, 0); },
        "name");
    refused(
        "key signature", [](HiveSurgeon &h) { h.set<quint16>(h.key("Alpha"), 0, 0); }, "nk");
    refused(
        "parent",
        [](HiveSurgeon &h) { h.set<quint32>(h.key("Gamma"), Key::parent, h.key("Alpha")); },
        "parent");
    refused(
        "class not allocated",
        [](HiveSurgeon &h) { h.set<quint32>(h.key("Alpha"), Key::classCell, 0x28); },
        "class");
    refused(
        "list of values missing",
        [](HiveSurgeon &h) { h.set<quint32>(h.key("Alpha"), Key::valueList, noCell); },
        "list of values");
    refused(
        "more values than the list",
        [](HiveSurgeon &h) { h.set<quint32>(h.key("Alpha"), Key::values, 0xFFFFFFFF); },
        "longer than its cell");
    refused(
        "value signature", [](HiveSurgeon &h) { h.set<quint16>(h.value("short"), 0, 0); }, "vk");
    refused(
        "name of a value beyond the cell",
        [](HiveSurgeon &h) { h.set<quint16>(h.value("short"), ValueField::nameSize, 0xFFFF); },
        "name");
    refused(
        "five bytes without a data cell",
        [](HiveSurgeon &h) { h.set<quint32>(h.value("short"), ValueField::dataSize, 0x80000005); },
        "without a data cell");
    refused(
        "data longer than its cell",
        [](HiveSurgeon &h) { h.set<quint32>(h.value("long"), ValueField::dataSize, 1000); },
        "longer than its cell");
    refused(
        "data cell missing",
        [](HiveSurgeon &h) { h.set<quint32>(h.value("long"), ValueField::data, noCell); },
        "data");
    refused(
        "fewer subkeys than the list",
        [](HiveSurgeon &h) { h.set<quint32>(h.key("Root"), Key::subkeys, 2); },
        "number");
    refused(
        "more subkeys than the list",
        [](HiveSurgeon &h) { h.set<quint32>(h.key("Root"), Key::subkeys, 4); },
        "number");
    refused(
        "subkeys without a list",
        [](HiveSurgeon &h) { h.set<quint32>(h.key("Root"), Key::subkeyList, noCell); },
        "list of keys");
    refused(
        "unknown list",
        [](HiveSurgeon &h) { h.setList(h.key("Beta"), subkeyList("lx", {h.key("Gamma")})); },
        "signature");
    refused(
        "list beyond its cell",
        [](HiveSurgeon &h) { h.setList(h.key("Beta"), QByteArray::fromHex("6c69ffff")); },
        "longer than its cell");
    refused(
        "root list of root lists",
        [](HiveSurgeon &h) {
            const auto inner = h.add(subkeyList("ri", {h.add(subkeyList("li", {h.key("Gamma")}))}));
            h.setList(h.key("Beta"), subkeyList("ri", {inner}));
        },
        "signature");
}

void tst_Hive::demand13_listsAccepted_data()
{
    QTest::addColumn<Surgery>("surgery");
    const auto row = [](const char *name, Surgery surgery) { QTest::newRow(name) << surgery; };
    row("li", [](HiveSurgeon &h) {
        h.setList(h.key("Root"), subkeyList("li", {h.key("Alpha"), h.key("Beta"), h.key("delta")}));
    });
    row("lf", [](HiveSurgeon &h) {
        h.setList(h.key("Root"),
                  subkeyList("lf",
                             {h.key("Alpha"), h.key("Beta"), h.key("delta")},
                             {letters("Alph"), letters("beta"), letters("de\0\0")}));
    });
    row("ri of lh and li", [](HiveSurgeon &h) {
        const auto first = h.add(subkeyList(
            "lh", {h.key("Alpha"), h.key("Beta")}, {hiveHash(u"Alpha"), hiveHash(u"Beta")}));
        const auto second = h.add(subkeyList("li", {h.key("delta")}));
        h.setList(h.key("Root"), subkeyList("ri", {first, second}));
    });
}

void tst_Hive::demand13_listsAccepted()
{
    QFETCH(Surgery, surgery);
    auto surgeon = sampleSurgeon();
    surgery(surgeon);
    surgeon.seal();
    const auto read = readHive(surgeon.bytes);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    QVERIFY(*read == sample());
}

void tst_Hive::demand13_classAccepted()
{
    auto surgeon = sampleSurgeon();
    const auto classCell = surgeon.add(utf16le(u"class"));
    surgeon.set<quint32>(surgeon.key("Alpha"), KeyField::classCell, classCell);
    surgeon.seal();
    const auto read = readHive(surgeon.bytes);
    QVERIFY(read);
    QVERIFY(*read == sample());
}

void tst_Hive::demand14_orderAndHints_data()
{
    refusedColumns();
    refused(
        "out of order",
        [](HiveSurgeon &h) {
            h.setList(h.key("Root"),
                      subkeyList("li", {h.key("Beta"), h.key("Alpha"), h.key("delta")}));
        },
        "order");
    refused(
        "upper case decides the order",
        [](HiveSurgeon &h) {
            h.bytes.replace("Beta", "_eta");
            h.setList(h.key("Root"),
                      subkeyList("li", {h.key("Alpha"), h.key("_eta"), h.key("delta")}));
        },
        "order");
    refused(
        "same name twice",
        [](HiveSurgeon &h) {
            h.bytes.replace("delta", "alpha");
            h.setList(h.key("Root"),
                      subkeyList("li", {h.key("Alpha"), h.key("alpha"), h.key("Beta")}));
        },
        "order");
    refused(
        "wrong hash",
        [](HiveSurgeon &h) {
            const auto list = h.get<quint32>(h.key("Beta"), KeyField::subkeyList);
            h.set<quint32>(list, 8, h.get<quint32>(list, 8) + 1);
        },
        "list and name");
    refused(
        "wrong letters",
        [](HiveSurgeon &h) {
            h.setList(h.key("Beta"), subkeyList("lf", {h.key("Gamma")}, {letters("Gama")}));
        },
        "list and name");
}

void tst_Hive::demand14_writtenInOrderWithHashes()
{
    auto surgeon = HiveSurgeon(writeHive(
        key(QStringLiteral("Root"),
            {},
            {key(QStringLiteral("beta")), key(QStringLiteral("_x")), key(QStringLiteral("Alpha"))}),
        noon()));
    const auto list = surgeon.get<quint32>(surgeon.key("Root"), KeyField::subkeyList);
    QCOMPARE(surgeon.get<quint32>(list, 0), letters("lh\3\0"));
    const struct
    {
        const char *name;
        quint32 hash; // worked out by hand: 37 × hash + upper-cased letter
    } expected[] = {
        {"Alpha", (((65u * 37 + 76) * 37 + 80) * 37 + 72) * 37 + 65},
        {"beta", ((66u * 37 + 69) * 37 + 84) * 37 + 65},
        {"_x", 95u * 37 + 88},
    };
    qsizetype at = 4;
    for (const auto &entry : expected) {
        QCOMPARE(surgeon.get<quint32>(list, at), surgeon.key(entry.name));
        QCOMPARE(surgeon.get<quint32>(list, at + 4), entry.hash);
        at += 8;
    }
}

void tst_Hive::demand15_securityIsNotLookedAt()
{
    auto surgeon = sampleSurgeon();
    surgeon.set<quint32>(surgeon.key("Alpha"), KeyField::security, 0x12345);
    QVERIFY(readHive(surgeon.bytes));
}

void tst_Hive::demand15_longDataIsUnsupported()
{
    auto surgeon = sampleSurgeon();
    surgeon.set<quint32>(surgeon.value("long"), ValueField::dataSize, 16345);
    surgeon.set<quint32>(
        surgeon.value("long"), ValueField::data, surgeon.add(QByteArray(16345, 'x')));
    surgeon.seal();
    const auto read = readHive(surgeon.bytes);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Unsupported);
    QCOMPARE(read.error().message,
             QStringLiteral("The registry hive holds a value that is too long."));
}

void tst_Hive::hostileStructures_data()
{
    refusedColumns();
    refused(
        "root below itself",
        [](HiveSurgeon &h) {
            h.setList(h.key("Beta"), subkeyList("li", {h.key("Root")}));
            h.set<quint32>(h.key("Root"), KeyField::parent, h.key("Beta"));
        },
        "used twice");
    refused(
        "one key listed twice",
        [](HiveSurgeon &h) {
            h.setList(h.key("Root"),
                      subkeyList("li", {h.key("Alpha"), h.key("Alpha"), h.key("delta")}));
        },
        "used twice");
    refused(
        "one list for two keys",
        [](HiveSurgeon &h) {
            h.set<quint32>(h.key("delta"), KeyField::subkeys, 1);
            h.set<quint32>(h.key("delta"),
                           KeyField::subkeyList,
                           h.get<quint32>(h.key("Beta"), KeyField::subkeyList));
        },
        "used twice");
    refused(
        "one list of values for two keys",
        [](HiveSurgeon &h) {
            h.set<quint32>(h.key("Beta"), KeyField::values, 2);
            h.set<quint32>(h.key("Beta"),
                           KeyField::valueList,
                           h.get<quint32>(h.key("Alpha"), KeyField::valueList));
        },
        "used twice");
    refused(
        "data of one value is another value",
        [](HiveSurgeon &h) { h.set<quint32>(h.value("long"), ValueField::data, h.value("short")); },
        "used twice");
    refused(
        "cell inside another cell",
        [](HiveSurgeon &h) {
            h.set<quint32>(h.value("long"), ValueField::data, h.key("Root") + 8);
        },
        "not a cell");
}

void tst_Hive::depthIsLimited()
{
    auto deep = key(QStringLiteral("leaf"));
    for (int i = 1; i < 513; ++i)
        deep = key(QStringLiteral("level"), {}, {deep});
    const auto read = readHive(writeHive(deep, noon()));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Corrupt);
    QVERIFY(read.error().detail.contains(QStringLiteral("too deep")));
}

void tst_Hive::truncatedAnywhere()
{
    const auto hive = writeHive(sample(), noon());
    for (qsizetype size = 0; size < hive.size(); size += 7) {
        const auto read = readHive(QByteArrayView(hive).first(size));
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Corrupt);
    }
}

void tst_Hive::flippedAnywhere()
{
    QRandomGenerator chance(20261122);
    const auto hive = writeHive(sample(), noon());
    const auto used = quint32(hive.size()) - 2048; // the rest of the bin is free
    int refusedCount = 0;
    for (int i = 0; i < 10000; ++i) {
        HiveSurgeon surgeon(hive);
        for (auto flips = chance.bounded(1, 4); flips > 0; --flips)
            surgeon.bytes[chance.bounded(4096u, used)] ^= char(chance.bounded(1, 256));
        surgeon.seal();
        const auto read = readHive(surgeon.bytes);
        if (read)
            continue;
        ++refusedCount;
        QVERIFY(read.error().kind == Error::Kind::Corrupt
                || read.error().kind == Error::Kind::Unsupported);
        QVERIFY(!read.error().detail.isEmpty());
    }
    QVERIFY(refusedCount > 1000);
    QVERIFY(refusedCount < 10000); // times, security and free space are free to change
}

QTEST_GUILESS_MAIN(tst_Hive)
#include "tst_Hive.moc"
