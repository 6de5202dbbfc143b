// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/JsonReader.h"
#include "core/base/JsonRepair.h"

#include <QJsonDocument>
#include <QTest>

using namespace bootwright;

class tst_JsonRepair : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginnings_data();
    void beginnings();
    void everyCutGivesJsonOrNothing();
    void readerKeepsWhatIsGood();

private:
    static QByteArray repaired(const QByteArray &json);
};

QByteArray tst_JsonRepair::repaired(const QByteArray &json)
{
    QJsonParseError fault;
    QJsonDocument::fromJson(json, &fault);
    return wellFormedBeginning(json, fault.offset);
}

void tst_JsonRepair::beginnings_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("beginning");
    const auto row = [](const char *name, const char *json, const char *beginning) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(beginning);
    };
    row("cut in a value", R"({"a": 1, "b": [1, 2, tr)", R"({"a": 1, "b": [1, 2]})");
    row("cut in a string", R"({"a": "x", "b": "half)", R"({"a": "x"})");
    row("cut behind a key", R"({"a": {"b": 1}, "c":)", R"({"a": {"b": 1}})");
    row("comma too many", R"({"a": 1, "b": 2,})", R"({"a": 1, "b": 2})");
    row("no comma", "{\"a\": 1 \"b\": 2}", "{}");
    row("brackets in strings", R"({"a": "}]\"{", "b": wrong})", R"({"a": "}]\"{"})");
    row("wrong word", R"({"a": 1, "b": yes, "c": 3})", R"({"a": 1})");
    row("no JSON", "hello", "");
    row("empty", "", "");
}

void tst_JsonRepair::beginnings()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, beginning);
    QCOMPARE(repaired(json), beginning);
}

void tst_JsonRepair::everyCutGivesJsonOrNothing()
{
    const QByteArray json =
        R"({"a": {"b": ["x\\", "\"", {"c": null}]}, "d": [1.5, true, "]}"], "e": {}})";
    for (qsizetype size = 1; size < json.size(); ++size) {
        const auto found = repaired(json.first(size));
        QVERIFY2(!QJsonDocument::fromJson(found).isNull(), found.constData());
    }
}

void tst_JsonRepair::readerKeepsWhatIsGood()
{
    QString name;
    bool flag = false;
    const auto read = [&](QByteArrayView json) {
        name.clear();
        flag = false;
        return JsonReader::readWhatIsGood(json, {}, [&](JsonReader &root) {
            root.text(QStringLiteral("name"), name, JsonReader::Need::Required);
            root.flag(QStringLiteral("flag"), flag, JsonReader::Need::Required);
        });
    };
    QCOMPARE(read(R"({"name": "x", "flag": true})"), QStringList());
    QVERIFY(flag);
    QCOMPARE(read("{\"name\": \"x\",\n\"flag\": tr"),
             QStringList(
                 {QStringLiteral("The file is damaged in line 2. What stands before it was kept."),
                  QStringLiteral("flag: expected true or false, but the answer is missing.")}));
    QCOMPARE(name, QStringLiteral("x"));
    QCOMPARE(read(R"({"name": 1, "flag": true, "more": 2})"),
             QStringList({QStringLiteral("more: unknown key; expected one of name, flag."),
                          QStringLiteral("name: expected a text, found a number.")}));
    QVERIFY(flag);
    QCOMPARE(read(R"({"name": "x", "name": "y", "flag": false})"),
             QStringList(QStringLiteral("name: expected this key once, found it twice.")));
    QCOMPARE(read("[]").first(),
             QStringLiteral("Expected a JSON object with answers, found a list."));
}

QTEST_GUILESS_MAIN(tst_JsonRepair)
#include "tst_JsonRepair.moc"
