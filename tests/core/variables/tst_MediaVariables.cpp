// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/variables/MediaVariables.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace bootwright;

namespace {

//! The value of \a name, or a text that no row has.
QString valueOf(const MediaVariables &variables, QStringView name)
{
    const auto *found = variables.find(name);
    return found ? found->value.text() : QStringLiteral("(none)");
}

QByteArray wide(const QString &text)
{
    return utf16le(text);
}

} // namespace

class tst_MediaVariables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsAndFinds();
    void vectors_data();
    void vectors();
    void roundTrip_data();
    void roundTrip();
    void tolerates_data();
    void tolerates();
    void refuses_data();
    void refuses();
    void messagesHoldNoValue();
    void refusesToWrite();
};

void tst_MediaVariables::setsAndFinds()
{
    MediaVariables variables;
    variables.set(QStringLiteral("OSDTech"), QStringLiteral("anna"));
    variables.set(QStringLiteral("B"), Secret(QStringLiteral("x")), Visibility::Hidden);
    variables.set(QStringLiteral("osdtech"), QStringLiteral("berta"));
    QCOMPARE(variables.all().size(), size_t(2));
    QCOMPARE(variables.all()[0].name, QStringLiteral("OSDTech"));
    QCOMPARE(valueOf(variables, u"OSDTECH"), QStringLiteral("berta"));
    QVERIFY(!variables.find(u"OSDTech")->hidden);
    QVERIFY(variables.find(u"b")->hidden);
    QVERIFY(!variables.find(u"C"));
    variables.remove(u"OSDTECH");
    variables.remove(u"OSDTECH");
    QCOMPARE(variables.all().size(), size_t(1));
}

// tests/data/variables/variables.json: made by an independent implementation in Python
void tst_MediaVariables::vectors_data()
{
    QTest::addColumn<QJsonObject>("variables");
    QTest::addColumn<QString>("plaintext");
    QFile file(QStringLiteral(TEST_DATA "/variables/variables.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto made = QJsonDocument::fromJson(file.readAll()).object().value(u"made").toArray();
    QCOMPARE(made.size(), 4);
    for (const auto &entry : made) {
        const auto vector = entry.toObject();
        QTest::newRow(qUtf8Printable(vector.value(u"name").toString()))
            << vector.value(u"variables").toObject() << vector.value(u"plaintextUtf8").toString();
    }
}

void tst_MediaVariables::vectors()
{
    QFETCH(QJsonObject, variables);
    QFETCH(QString, plaintext);
    const auto read = MediaVariables::fromPlaintext(wide(plaintext));
    QVERIFY(read);
    QCOMPARE(qsizetype(read->all().size()), variables.size());
    for (auto it = variables.begin(); it != variables.end(); ++it)
        QCOMPARE(valueOf(*read, it.key()), it.value().toString());
    const auto written = read->toPlaintext(); // the order of the file, which JSON does not keep
    QVERIFY(written);
    QCOMPARE(fromUtf16le(*written), plaintext);
}

void tst_MediaVariables::roundTrip_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *what, const QString &name, const QString &value) {
        QTest::newRow(what) << name << value;
    };
    row("empty", QStringLiteral("A"), QString());
    row("markup", QStringLiteral("A"), QStringLiteral("<a b=\"c\">&amp;'</a>"));
    row("end of section", QStringLiteral("A"), QStringLiteral("]]>"));
    row("many ends", QStringLiteral("A"), QStringLiteral("]]>]]>]]]]>>"));
    row("begin of section", QStringLiteral("A"), QStringLiteral("<![CDATA[x"));
    row("white space", QStringLiteral("A"), QStringLiteral("  a\tb  "));
    row("line breaks", QStringLiteral("A"), QStringLiteral("a\r\nb\rc\nd\r"));
    row("outside the BMP", QStringLiteral("A"), QString::fromUcs4(U"\U0001F4BE \U00020000", 3));
    row("name with markup", QStringLiteral("A<&>\"'B"), QStringLiteral("x"));
    row("name with white space", QStringLiteral(" A\tB\r\nC "), QStringLiteral("x"));
    row("long", QStringLiteral("A"), QString(100000, u'x'));
}

void tst_MediaVariables::roundTrip()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    MediaVariables variables;
    variables.set(name, value);
    variables.set(QStringLiteral("Last"), QStringLiteral("one"));
    const auto plaintext = variables.toPlaintext();
    QVERIFY(plaintext);
    const auto read = MediaVariables::fromPlaintext(*plaintext);
    QVERIFY(read);
    QCOMPARE(read->all().size(), size_t(2));
    QCOMPARE(read->all()[0].name, name);
    QCOMPARE(read->all()[0].value.text(), value);
    QCOMPARE(valueOf(*read, u"Last"), QStringLiteral("one"));
}

void tst_MediaVariables::tolerates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("version");
    const auto row =
        [](const char *what, const char *text, const char *value, const char *version) {
            QTest::newRow(what) << QString::fromUtf8(text) << QString::fromUtf8(value)
                                << QString::fromUtf8(version);
        };
    row("no CDATA",
        "<MediaVarList Version=\"1.2\"><var name=\"A\">x &amp; y</var></MediaVarList>",
        "x & y",
        "1.2");
    row("no version",
        "<MediaVarList><var name=\"A\">x</var></MediaVarList>",
        "x",
        "4.00.5345.0000");
    row("indented",
        "<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<MediaVarList>\n  <var name=\"A\">x</var>\n"
        "</MediaVarList>\n",
        "x",
        "4.00.5345.0000");
    row("byte order mark",
        "\uFEFF<?xml version=\"1.0\"?><MediaVarList><var name=\"A\">x</var></MediaVarList>",
        "x",
        "4.00.5345.0000");
    row("empty element", "<MediaVarList><var name=\"A\"/></MediaVarList>", "", "4.00.5345.0000");
    row("another attribute",
        "<MediaVarList><var name=\"A\" type=\"s\">x</var></MediaVarList>",
        "x",
        "4.00.5345.0000");
    row("comments",
        "<!-- a --><MediaVarList><!-- b --><var name=\"A\">x</var></MediaVarList><!-- c -->",
        "x",
        "4.00.5345.0000");
    row("twice, the last one counts",
        "<MediaVarList><var name=\"A\">x</var><var name=\"a\">y</var></MediaVarList>",
        "y",
        "4.00.5345.0000");
}

void tst_MediaVariables::tolerates()
{
    QFETCH(QString, text);
    QFETCH(QString, value);
    QFETCH(QString, version);
    for (const auto &tail :
         {QString(), QString(QChar::Null), QStringLiteral("\r\n"), QString(3, u'\0')}) {
        const auto read = MediaVariables::fromPlaintext(wide(text + tail));
        QVERIFY2(read, read ? "" : qUtf8Printable(read.error().detail));
        QCOMPARE(read->all().size(), size_t(1));
        QCOMPARE(valueOf(*read, u"A"), value);
        QCOMPARE(read->version(), version);
    }
}

void tst_MediaVariables::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *what, const char *text) {
        QTest::newRow(what) << wide(QString::fromUtf8(text));
    };
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("only NUL") << QByteArray(64, '\0');
    QTest::newRow("odd size") << wide(QStringLiteral("<MediaVarList></MediaVarList>")).chopped(1);
    QTest::newRow("half a pair") << wide(QStringLiteral("<MediaVarList><var name=\"A\">")
                                         + QChar(0xD800) + QStringLiteral("</var></MediaVarList>"));
    QTest::newRow("UTF-8") << QByteArray("<MediaVarList></MediaVarList>");
    QTest::newRow("NUL inside") << wide(QStringLiteral("<MediaVarList>") + QChar(QChar::Null)
                                        + QStringLiteral("</MediaVarList>"));
    row("text", "Hello");
    row("another root", "<UnattendFile><var name=\"A\">x</var></UnattendFile>");
    row("another element", "<MediaVarList><group name=\"A\">x</group></MediaVarList>");
    row("no name", "<MediaVarList><var>x</var></MediaVarList>");
    row("empty name", "<MediaVarList><var name=\"\">x</var></MediaVarList>");
    row("element inside", "<MediaVarList><var name=\"A\"><b>x</b></var></MediaVarList>");
    row("text between", "<MediaVarList>x<var name=\"A\">x</var></MediaVarList>");
    row("cut short", "<MediaVarList><var name=\"A\">x</var>");
    row("cut in a value", "<MediaVarList><var name=\"A\"><![CDATA[x");
    row("two roots", "<MediaVarList></MediaVarList><MediaVarList></MediaVarList>");
    row("text after", "<MediaVarList></MediaVarList>x");
    row("document type", "<!DOCTYPE MediaVarList><MediaVarList></MediaVarList>");
    row("entity",
        "<!DOCTYPE MediaVarList [<!ENTITY e \"x\">]><MediaVarList><var name=\"A\">&e;</var>"
        "</MediaVarList>");
    row("unknown entity", "<MediaVarList><var name=\"A\">&e;</var></MediaVarList>");
    row("unknown entity between", "<MediaVarList>&e;</MediaVarList>");
    row("document type too late",
        "<MediaVarList></MediaVarList><!DOCTYPE MediaVarList><MediaVarList/>");
}

void tst_MediaVariables::refuses()
{
    QFETCH(QByteArray, bytes);
    const auto read = MediaVariables::fromPlaintext(bytes);
    QVERIFY(!read);
    QCOMPARE(kindName(read.error().kind), QStringLiteral("Corrupt"));
    QVERIFY(
        read.error().message.startsWith(QStringLiteral("The media variables cannot be read. ")));
}

void tst_MediaVariables::messagesHoldNoValue()
{
    const auto text = QStringLiteral("<MediaVarList><var name=\"A\">topsecret<b></var>");
    const auto read = MediaVariables::fromPlaintext(wide(text));
    QVERIFY(!read);
    QVERIFY(!read.error().message.contains(QStringLiteral("topsecret")));
    QVERIFY(!read.error().detail.contains(QStringLiteral("topsecret")));
}

void tst_MediaVariables::refusesToWrite()
{
    MediaVariables variables;
    variables.set(QStringLiteral("OSDTech"), QStringLiteral("topsecret") + QChar(QChar::Null));
    const auto value = variables.toPlaintext();
    QVERIFY(!value);
    QCOMPARE(value.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(
        value.error().message,
        QStringLiteral("The value of the variable \"OSDTech\" holds a control character. Media "
                       "can carry only text; remove the character."));
    variables.remove(u"OSDTech");
    variables.set(QString(QChar(u'\x1b')), QStringLiteral("x"));
    const auto name = variables.toPlaintext();
    QVERIFY(!name);
    QCOMPARE(name.error().kind, Error::Kind::InvalidInput);
}

QTEST_GUILESS_MAIN(tst_MediaVariables)
#include "tst_MediaVariables.moc"
