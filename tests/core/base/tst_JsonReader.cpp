// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/JsonReader.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;
using Need = JsonReader::Need;

namespace {

//! "/", or on Windows the drive.
QString root()
{
    return QDir::rootPath();
}

struct Answers
{
    QString name;
    QString file;
    bool flag = false;
    qint64 number = 0;
    QDateTime time;
    QStringList words;
    int choice = 0;
    QStringList inner;
};

Result<Answers> readAnswers(const QByteArray &text)
{
    Answers answers;
    const auto read =
        JsonReader::read(text, root() + QStringLiteral("recipes"), [&](JsonReader &json) {
            json.text(QStringLiteral("name"), answers.name, Need::Required);
            json.path(QStringLiteral("file"), answers.file, Need::Optional);
            json.flag(QStringLiteral("flag"), answers.flag, Need::Optional);
            json.number(QStringLiteral("number"), answers.number, Need::Optional, 1, 9);
            json.time(QStringLiteral("time"), answers.time, Need::Optional);
            json.texts(QStringLiteral("words"), answers.words, Need::Optional);
            json.choice<int>(QStringLiteral("choice"),
                             answers.choice,
                             Need::Optional,
                             {{QStringLiteral("one"), 1}, {QStringLiteral("two"), 2}});
            json.objects(QStringLiteral("list"), Need::Optional, [&](JsonReader &one) {
                QString inner;
                one.text(QStringLiteral("inner"), inner, Need::RequiredMayBeEmpty);
                answers.inner.append(inner);
            });
            json.object(QStringLiteral("object"), Need::Optional, [&](JsonReader &one) {
                one.text(QStringLiteral("inner"), answers.name, Need::Required);
            });
        });
    if (!read)
        return read.error();
    return answers;
}

} // namespace

class tst_JsonReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAll();
    void faults_data();
    void faults();
    void tellsAllFaultsInTheDetail();
    void paths_data();
    void paths();
    void portablePaths_data();
    void portablePaths();
    void files();
};

void tst_JsonReader::readsAll()
{
    const auto answers =
        readAnswers(R"({"name": "a", "file": "x/../b.wim", "flag": true, "number": 9,
        "time": "2027-01-02T03:04:05+01:00", "words": ["v", "w"], "choice": "two",
        "list": [{"inner": "i"}, {"inner": ""}], "object": {"inner": "o"}})");
    QVERIFY2(answers, answers ? "" : qPrintable(answers.error().message));
    QCOMPARE(answers->name, QStringLiteral("o"));
    QCOMPARE(answers->file, root() + QStringLiteral("recipes/b.wim"));
    QVERIFY(answers->flag);
    QCOMPARE(answers->number, 9);
    QCOMPARE(answers->time.toString(Qt::ISODate), QStringLiteral("2027-01-02T02:04:05Z"));
    QCOMPARE(answers->words, QStringList({QStringLiteral("v"), QStringLiteral("w")}));
    QCOMPARE(answers->choice, 2);
    QCOMPARE(answers->inner, QStringList({QStringLiteral("i"), QString()}));
}

void tst_JsonReader::faults_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *json, const char *message) {
        QTest::newRow(name) << QByteArray(json) << QString::fromUtf8(message);
    };
    row("empty file", "", "Line 1 is not JSON.");
    row("syntax", "{\n\"name\": \"a\",\n\"flag\" true}", "Line 3 is not JSON.");
    row("cut off", R"({"name": "a")", "Line 1 is not JSON.");
    row("garbage after it", R"({"name": "a"} x)", "Line 1 is not JSON.");
    row("a list", R"(["name"])", "Expected a JSON object with answers, found a list.");
    row("missing", "{}", "name: expected a text, but the answer is missing.");
    row("empty", R"({"name": ""})", "name: expected a text, found an empty text.");
    row("null", R"({"name": null})", "name: expected a text, found null.");
    row("number for text", R"({"name": 7})", "name: expected a text, found a number.");
    row("object for text", R"({"name": {}})", "name: expected a text, found an object.");
    row("text for flag",
        R"({"name": "a", "flag": "true"})",
        "flag: expected true or false, found a text.");
    row("number too large",
        R"({"name": "a", "number": 10})",
        "number: expected a whole number from 1 to 9, found a number.");
    row("broken number",
        R"({"name": "a", "number": 1.5})",
        "number: expected a whole number from 1 to 9, found a number.");
    row("huge number",
        R"({"name": "a", "number": 1e300})",
        "number: expected a whole number from 1 to 9, found a number.");
    row("local time",
        R"({"name": "a", "time": "2027-11-22T00:00:00"})",
        "time: expected a time such as \"2027-11-22T00:00:00Z\", found a text.");
    row("no such day",
        R"({"name": "a", "time": "2027-02-30T00:00:00Z"})",
        "time: expected a time such as \"2027-11-22T00:00:00Z\", found a text.");
    row("number in list",
        R"({"name": "a", "words": ["v", true]})",
        "words[1]: expected a text, found true.");
    row("text for list",
        R"({"name": "a", "words": "v"})",
        "words: expected a list of texts, found a text.");
    row("wrong word",
        R"({"name": "a", "choice": "three"})",
        "choice: expected \"one\" or \"two\", found \"three\".");
    row("number for word",
        R"({"name": "a", "choice": 1})",
        "choice: expected \"one\" or \"two\", found a number.");
    row("unknown key",
        R"({"name": "a", "object": {"inner": "b", "innner": 1}})",
        "object.innner: unknown key; expected one of inner.");
    row("unknown key before missing",
        R"({"object": {"iner": "b"}})",
        "object.iner: unknown key; expected one of inner.");
    row("missing in list",
        R"({"name": "a", "list": [{}]})",
        "list[0].inner: expected a text, but the answer is missing.");
    row("text in list of objects",
        R"({"name": "a", "list": ["b"]})",
        "list[0]: expected an object, found a text.");
    row("doubled key",
        R"({"name": "a", "flag": true, "name": "b"})",
        "name: expected this key once, found it twice.");
    row("doubled key by escape",
        R"({"name": "a", "n\u0061me": "b"})",
        "name: expected this key once, found it twice.");
    row("doubled key inside",
        R"({"name": "{\"a\", [", "list": [{"inner": ","}, {"inner": "a", "inner": "b"}]})",
        "list[1].inner: expected this key once, found it twice.");
}

void tst_JsonReader::faults()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, message);
    const auto answers = readAnswers(json);
    QVERIFY(!answers);
    QCOMPARE(answers.error().message, message);
    QCOMPARE(answers.error().kind, Error::Kind::InvalidInput);
}

void tst_JsonReader::tellsAllFaultsInTheDetail()
{
    const auto answers = readAnswers(R"({"flag": 1, "object": {"x": 1, "inner": "i"}})");
    QVERIFY(!answers);
    QCOMPARE(answers.error().detail,
             QStringLiteral("object.x: unknown key; expected one of inner.\n"
                            "name: expected a text, but the answer is missing.\n"
                            "flag: expected true or false, found a number."));
}

void tst_JsonReader::paths_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QString>("path");
    QTest::newRow("relative") << QByteArray("a.wim") << root() + QStringLiteral("recipes/a.wim");
    QTest::newRow("up") << QByteArray("../a.wim") << root() + QStringLiteral("a.wim");
    QTest::newRow("absolute") << root().toUtf8() + "srv/a.wim"
                              << root() + QStringLiteral("srv/a.wim");
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("share") << QByteArray("//files01/iso/a.iso")
                           << QStringLiteral("//files01/iso/a.iso");
}

void tst_JsonReader::paths()
{
    QFETCH(QByteArray, written);
    QFETCH(QString, path);
    const auto answers = readAnswers(R"({"name": "a", "file": ")" + written + "\"}");
    QVERIFY(answers);
    QCOMPARE(answers->file, path);
}

void tst_JsonReader::portablePaths_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("written");
    QTest::newRow("below") << QStringLiteral("/r/a/b.wim") << QStringLiteral("/r")
                           << QStringLiteral("a/b.wim");
    QTest::newRow("beside") << QStringLiteral("/rr/b.wim") << QStringLiteral("/r")
                            << QStringLiteral("/rr/b.wim");
    QTest::newRow("root") << root() + QStringLiteral("b.wim") << root() << QStringLiteral("b.wim");
    QTest::newRow("no folder") << QStringLiteral("/r/b.wim") << QString()
                               << QStringLiteral("/r/b.wim");
    QTest::newRow("empty") << QString() << QStringLiteral("/r") << QString();
}

void tst_JsonReader::portablePaths()
{
    QFETCH(QString, path);
    QFETCH(QString, folder);
    QTEST(portablePath(path, folder), "written");
}

void tst_JsonReader::files()
{
    QTemporaryDir folder;
    const auto missing = readJsonFile(folder.filePath(QStringLiteral("none.json")));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, Error::Kind::NotFound);

    const auto path = folder.filePath(QStringLiteral("large.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(17 * 1024 * 1024));
    file.close();
    const auto large = readJsonFile(path);
    QVERIFY(!large);
    QCOMPARE(large.error().message,
             QStringLiteral("Cannot use \"%1\". It is larger than 16 MiB.").arg(path));
}

QTEST_GUILESS_MAIN(tst_JsonReader)
#include "tst_JsonReader.moc"
