// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bcd/BcdStore.h"
#include "support/HiveSurgeon.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

// Independent readers and writers of hives: hivex (hivexregedit and its Python module), libregf (regfinfo,
// regfexport) and chntpw (reged). A missing program is a failure.

namespace {

//! The content of a hive as lines: a key is its path, a value is path|name|type|data in hexadecimal.
QStringList linesOf(const HiveKey &key, const QString &path = {})
{
    QStringList lines{path};
    for (const auto &value : key.values)
        lines += QStringLiteral("%1|%2|%3|%4")
                     .arg(path,
                          value.name,
                          QString::number(value.type),
                          QLatin1String(value.data.toHex()));
    for (const auto &child : key.children)
        lines += linesOf(child, path + u'\\' + child.name);
    return lines;
}

//! The text \a quoted of a .reg file without its escapes.
QString unescaped(QString quoted)
{
    return quoted.replace(QStringLiteral("\\\\"), QStringLiteral("\\"))
        .replace(QStringLiteral("\\\""), QStringLiteral("\""));
}

//! The right side of an assignment in a .reg file as type|data.
QString regData(const QString &text)
{
    static const QRegularExpression hex(QStringLiteral("^hex(?:\\(([0-9a-f]+)\\))?:(.*)$"));
    if (text.startsWith(u'"')) {
        const auto data = utf16le(unescaped(text.sliced(1, text.size() - 2))) + zeroBytes(2);
        return QStringLiteral("1|") + QLatin1String(data.toHex());
    }
    if (text.startsWith(QStringLiteral("dword:"))) {
        QByteArray data;
        appendLe<quint32>(data, text.sliced(6).toUInt(nullptr, 16));
        return QStringLiteral("4|") + QLatin1String(data.toHex());
    }
    const auto match = hex.match(text);
    const auto type = match.captured(1).isEmpty() ? 3 : match.captured(1).toInt(nullptr, 16);
    return QStringLiteral("%1|%2").arg(type).arg(match.captured(2).remove(u',').remove(u' '));
}

//! The lines of a .reg file whose keys begin with \\prefix\\.
QStringList linesOfReg(QString text, const QString &prefix)
{
    static const QRegularExpression assignment(QStringLiteral("^\"((?:[^\"\\\\]|\\\\.)*)\"=(.*)$"));
    QStringList lines;
    QString path;
    text.remove(u'\r').replace(QStringLiteral("\\\n  "), QString());
    for (const auto &line : text.split(u'\n')) {
        if (line.startsWith(u'[')) {
            path = line.sliced(1, line.size() - 2).sliced(prefix.size());
            if (path == QStringLiteral("\\"))
                path.clear();
            lines += path;
        } else if (const auto match = assignment.match(line); match.hasMatch()) {
            lines += QStringLiteral("%1|%2|%3")
                         .arg(path, unescaped(match.captured(1)), regData(match.captured(2)));
        }
    }
    return lines;
}

//! Printed by Python's hivex in the form of linesOf().
const auto pythonDump = QStringLiteral(R"(
import hivex, sys
h = hivex.Hivex(sys.argv[1])
def walk(node, path):
    print(path)
    for v in h.node_values(node):
        kind, data = h.value_value(v)
        print('%s|%s|%d|%s' % (path, h.value_key(v), kind, data.hex()))
    for child in h.node_children(node):
        walk(child, path + '\\' + h.node_name(child))
walk(h.root(), '')
)");

//! Adds 700 keys of three values each to a hive and writes it to another file.
const auto pythonGrow = QStringLiteral(R"(
import hivex, struct, sys
h = hivex.Hivex(sys.argv[1], write=True)
many = h.node_add_child(h.root(), 'Many')
for i in range(700):
    node = h.node_add_child(many, 'key %d' % i)
    h.node_set_values(node, [
        {'key': 'number', 't': 4, 'value': struct.pack('<I', i)},
        {'key': 'long', 't': 3, 'value': bytes([i & 255]) * (i * 3)},
        {'key': 'text', 't': 1, 'value': 'text'.encode('utf-16-le') + b'\0\0'}])
h.commit(sys.argv[2])
)");

//! 500 subkeys with data of 5 to 104 bytes, the last one with the largest data we write.
HiveKey largeHive()
{
    HiveKey root{QStringLiteral("Root"), {}, {}};
    for (int i = 0; i < 500; ++i) {
        const QByteArray data(i < 499 ? 5 + i % 100 : 16344, char(i));
        root.children.push_back({QStringLiteral("Key %1").arg(i, 3, 10, QLatin1Char('0')),
                                 {{QStringLiteral("value %1").arg(i), 3, data}},
                                 {}});
    }
    return root;
}

QByteArray storeFor(Firmware firmware)
{
    BcdOptions options;
    options.firmware = firmware;
    options.time = QDateTime::fromSecsSinceEpoch(1795348800, Qt::UTC);
    return writeBcd(options);
}

} // namespace

class tst_HiveTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hivexAgrees_data();
    void hivexAgrees();
    void hivexKnowsTheTime();
    void hivexregeditAgrees_data() { judgedHives(); }
    void hivexregeditAgrees();
    void regedAgrees_data() { judgedHives(); }
    void regedAgrees();
    void regfexportAgrees_data() { judgedHives(); }
    void regfexportAgrees();
    void regfinfoAgrees();
    void readsWhatHivexGrew();
    void readsWhatRegedImported();
    void readsRootListsLikeHivex();

private:
    static void judgedHives();
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QString write(const QByteArray &hive) const;
    //! What \a program prints; empty with a failure noted unless it ends with one of \a good.
    QString
    run(const QString &program, const QStringList &arguments, const QList<int> &good = {0}) const;
    QString python(const QString &script, const QStringList &arguments) const;
    QStringList linesFromHivex(const QString &file) const;

    QTemporaryDir m_folder;
};

QString tst_HiveTools::write(const QByteArray &hive) const
{
    QFile file(path("hive"));
    if (!file.open(QIODevice::WriteOnly) || file.write(hive) != hive.size())
        qFatal("Cannot write the hive.");
    return file.fileName();
}

QString tst_HiveTools::run(const QString &program,
                           const QStringList &arguments,
                           const QList<int> &good) const
{
    auto found = QStandardPaths::findExecutable(program);
    if (found.isEmpty())
        found = QStandardPaths::findExecutable(program, {QStringLiteral("/usr/sbin")});
    QProcess process;
    process.start(found, arguments);
    process.closeWriteChannel();
    const bool ended =
        process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit;
    if (!ended || !good.contains(process.exitCode())) {
        QTest::qFail(qPrintable(QStringLiteral("%1 ends with %2: %3")
                                    .arg(program)
                                    .arg(process.exitCode())
                                    .arg(QString::fromUtf8(process.readAllStandardError()))),
                     __FILE__,
                     __LINE__);
        return {};
    }
    return QString::fromUtf8(process.readAllStandardOutput());
}

QString tst_HiveTools::python(const QString &script, const QStringList &arguments) const
{
    // Debian's Python has the hivex module; another one in the path may not
    return run(
        QStringLiteral("/usr/bin/python3"),
        QStringList{QStringLiteral("-X"), QStringLiteral("utf8"), QStringLiteral("-c"), script}
            + arguments);
}

QStringList tst_HiveTools::linesFromHivex(const QString &file) const
{
    auto lines = python(pythonDump, {file}).split(u'\n');
    lines.removeLast(); // what is after the last end of line
    return lines;
}

void tst_HiveTools::judgedHives()
{
    QTest::addColumn<QByteArray>("hive");
    QTest::newRow("UEFI store") << storeFor(Firmware::Uefi);
    QTest::newRow("BIOS store") << storeFor(Firmware::Bios);
    QTest::newRow("500 keys, values of up to 16,344 bytes") << writeHive(largeHive(), {});
}

void tst_HiveTools::hivexAgrees_data()
{
    judgedHives();
    const HiveKey names{QStringLiteral("Größe"),
                        {{QStringLiteral("größe"), 3, "1"}},
                        {{QStringLiteral("Zoë"), {}, {}},
                         {QStringLiteral("Ελλάδα"), {{QStringLiteral("λ"), 3, "2"}}, {}}}};
    QTest::newRow("Latin-1 and wide names") << writeHive(names, {});
}

void tst_HiveTools::hivexAgrees()
{
    QFETCH(QByteArray, hive);
    QCOMPARE(linesFromHivex(write(hive)), linesOf(*readHive(hive)));
}

void tst_HiveTools::hivexKnowsTheTime()
{
    const auto script = QStringLiteral("import hivex, sys; h = hivex.Hivex(sys.argv[1]);"
                                       "print(h.last_modified(), h.node_timestamp(h.root()))");
    // 100 nanoseconds from 1601 to 2026-11-22 12:00
    QCOMPARE(python(script, {write(storeFor(Firmware::Uefi))}),
             QStringLiteral("134398224000000000 134398224000000000\n"));
}

void tst_HiveTools::hivexregeditAgrees()
{
    QFETCH(QByteArray, hive);
    const auto exported = run(QStringLiteral("hivexregedit"),
                              {QStringLiteral("--export"),
                               QStringLiteral("--prefix"),
                               QStringLiteral("HERE"),
                               write(hive),
                               QStringLiteral("\\")});
    QCOMPARE(linesOfReg(exported, QStringLiteral("HERE")), linesOf(*readHive(hive)));
}

void tst_HiveTools::regedAgrees()
{
    QFETCH(QByteArray, hive);
    run(QStringLiteral("reged"),
        {QStringLiteral("-x"),
         write(hive),
         QStringLiteral("HERE"),
         QStringLiteral("\\"),
         path("reg")});
    QFile exported(path("reg"));
    QVERIFY(exported.open(QIODevice::ReadOnly));
    QCOMPARE(linesOfReg(QString::fromLatin1(exported.readAll()), QStringLiteral("HERE")),
             linesOf(*readHive(hive)));
}

void tst_HiveTools::regfexportAgrees()
{
    // regfexport dumps binary data and lists as bytes and shows texts and numbers as such. It prints data
    // of up to 4 bytes wrong (libregf 20201007, also in stores made by bcdedit), so that only their size counts.
    QFETCH(QByteArray, hive);
    const auto root = readHive(hive);
    static const QRegularExpression dump(QStringLiteral("^[0-9a-f]+: ((?:[0-9a-f]{2} +){1,16})  "));
    QStringList found;
    for (const auto &line : run(QStringLiteral("regfexport"), {write(hive)}).split(u'\n')) {
        if (const auto match = dump.match(line); match.hasMatch())
            found.back() += match.captured(1).remove(u' ');
        else if (line.startsWith(QStringLiteral("Key path: ")))
            found += line.sliced(10 + root->name.size());
        else if (line.startsWith(QStringLiteral("Value: ")))
            found += line.section(u' ', 2);
        else if (line.startsWith(QStringLiteral("Data size: ")))
            found.back() += u'|' + line.sliced(11) + u'|';
        else if (line.startsWith(QStringLiteral("Data: ")))
            found.back() += line.sliced(6);
    }
    QStringList expected;
    for (const auto &line : linesOf(*root)) {
        const auto parts = line.split(u'|');
        if (parts.size() == 1) {
            expected += line;
            continue;
        }
        const auto data = QByteArray::fromHex(parts[3].toLatin1());
        auto shown = parts[3];
        if (parts[2] == QStringLiteral("1"))
            shown = fromUtf16le(data).chopped(1);
        else if (parts[2] == QStringLiteral("4"))
            shown = QString::number(le<quint32>(data, 0));
        expected += QStringLiteral("%1|%2|%3").arg(parts[1]).arg(data.size()).arg(shown);
    }
    QCOMPARE(found.size(), expected.size());
    for (qsizetype i = 0; i < found.size(); ++i) {
        static const QRegularExpression oneByte(QStringLiteral("\\|1\\|0[01]$"));
        if (oneByte.match(expected[i]).hasMatch())
            QCOMPARE(found[i].chopped(2), expected[i].chopped(2));
        else
            QCOMPARE(found[i], expected[i]);
    }
}

void tst_HiveTools::regfinfoAgrees()
{
    const auto hive = storeFor(Firmware::Uefi);
    const auto information = run(QStringLiteral("regfinfo"), {write(hive)});
    static const QRegularExpression version(QStringLiteral("Version:\\s+1\\.3\n"));
    QVERIFY(version.match(information).hasMatch());
    QVERIFY(!information.contains(QStringLiteral("corrupt"), Qt::CaseInsensitive));
    const auto keys =
        linesOf(*readHive(hive)).filter(QRegularExpression(QStringLiteral("^[^|]*$")));
    QCOMPARE(information.count(QStringLiteral("(key:)")), keys.size());
}

void tst_HiveTools::readsWhatHivexGrew()
{
    const auto grown = path("grown");
    python(pythonGrow, {write(writeHive({QStringLiteral("Root"), {}, {}}, {})), grown});
    QFile file(grown);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto read = readHive(file.readAll());
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    QCOMPARE(read->child(u"Many")->children.size(), 700u);
    const auto *last = read->child(u"Many")->child(u"key 699");
    QCOMPARE(le<quint32>(last->value(u"number")->data, 0), 699u);
    QCOMPARE(last->value(u"long")->data, QByteArray(2097, char(699 & 255)));
    QCOMPARE(linesFromHivex(grown), linesOf(*read));
}

void tst_HiveTools::readsWhatRegedImported()
{
    QFile reg(path("reg"));
    QVERIFY(reg.open(QIODevice::WriteOnly));
    reg.write("Windows Registry Editor Version 5.00\r\n\r\n");
    for (int i = 0; i < 1300; ++i)
        reg.write(QStringLiteral("[HERE\\Many\\key %1]\r\n\"n\"=dword:%2\r\n\r\n")
                      .arg(i, 4, 10, QLatin1Char('0'))
                      .arg(i, 8, 16, QLatin1Char('0'))
                      .toLatin1());
    reg.close();
    const auto imported = write(storeFor(Firmware::Bios));
    constexpr int changed = 2; // the exit status of reged for a hive it has changed
    run(QStringLiteral("reged"),
        {QStringLiteral("-I"),
         QStringLiteral("-C"),
         imported,
         QStringLiteral("HERE"),
         reg.fileName()},
        {changed});
    QFile file(imported);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto bytes = file.readAll();
    const auto read = readHive(bytes);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    const auto *many = read->child(u"Many");
    QCOMPARE(many->children.size(), 1300u);
    for (quint32 i = 0; i < 1300; ++i)
        QCOMPARE(le<quint32>(many->children[i].value(u"n")->data, 0), i);
    const auto store = readBcd(bytes);
    QVERIFY(store);
    QCOMPARE(store->objects.size(), 8);
}

void tst_HiveTools::readsRootListsLikeHivex()
{
    auto root = largeHive();
    HiveSurgeon surgeon(writeHive(root, {}));
    QList<quint32> parts;
    for (int part = 0; part < 500; part += 100) {
        QList<quint32> cells;
        for (int i = part; i < part + 100; ++i)
            cells +=
                surgeon.key(QStringLiteral("Key %1").arg(i, 3, 10, QLatin1Char('0')).toLatin1());
        parts += surgeon.add(subkeyList("li", cells));
    }
    surgeon.setList(surgeon.key("Root"), subkeyList("ri", parts));
    surgeon.seal();
    const auto read = readHive(surgeon.bytes);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    QVERIFY(*read == root);
    QCOMPARE(linesFromHivex(write(surgeon.bytes)), linesOf(*read));
}

QTEST_GUILESS_MAIN(tst_HiveTools)
#include "tst_HiveTools.moc"
