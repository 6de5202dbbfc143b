// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/AdminService.h"

#include <QTest>

using namespace bootwright;

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

//! Answers with what is written down for each request in turn, and keeps the requests.
class Script
{
public:
    explicit Script(QList<HttpReply> replies)
        : m_replies(std::move(replies))
    {}
    AdminService service()
    {
        auto made = AdminService::at(
            text("cm01.lab.example"), [this](const HttpRequest &request, Control &) {
                asked.append(request);
                return m_replies.isEmpty() ? Result<HttpReply>(
                           Error{Error::Kind::Network, text("nothing left"), {}})
                                           : Result<HttpReply>(m_replies.takeFirst());
            });
        return *made;
    }
    QString query(qsizetype index) const
    {
        return asked.value(index).url.query(QUrl::FullyDecoded);
    }

    QList<HttpRequest> asked;

private:
    QList<HttpReply> m_replies;
};

HttpReply good(const QByteArray &body)
{
    return {200, body, {}};
}

QByteArray rowsFrom(int first, int count)
{
    QByteArray rows;
    for (int i = first; i < first + count; ++i)
        rows += (rows.isEmpty() ? "" : ",") + QByteArray(R"({"PackageID":"P)")
                + QByteArray::number(i) + "\"}";
    return R"({"value":[)" + rows + "]}";
}

const AdminService::Query Packages{text("SMS_Package"),
                                   {text("PackageID"), text("Name")},
                                   text("Name ne 'a+b'"),
                                   text("PackageID")};

} // namespace

class tst_AdminService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void query();
    void pages();
    void shortPages();
    void serverThatIgnoresSkip();
    void nextLink();
    void selectRefused();
    void badReplies_data();
    void badReplies();
    void tolerantRows();
    void instance();
    void call();
    void offers();
    void serverNames();

private:
    Control m_control;
};

void tst_AdminService::query()
{
    Script script({good(rowsFrom(0, 3))});
    QCOMPARE(script.service().rows(Packages, m_control)->size(), 3);
    QCOMPARE(script.asked.size(), 1);
    QCOMPARE(script.asked[0].url.toEncoded(),
             QByteArray("https://cm01.lab.example/AdminService/wmi/"
                        "SMS_Package?$filter=Name%20ne%20'a%2Bb'&$select="
                        "PackageID,Name&$orderby=PackageID&$top=1000"));
    QCOMPARE(script.asked[0].signIn, SignIn::Required);
}

void tst_AdminService::pages()
{
    Script script({good(rowsFrom(0, 1000)), good(rowsFrom(1000, 1000)), good(rowsFrom(2000, 7))});
    const auto rows = script.service().rows(Packages, m_control);
    QCOMPARE(rows->size(), 2007);
    QCOMPARE(rows->last().text(text("PackageID")), text("P2006"));
    QVERIFY(script.query(1).endsWith(text("$skip=1000")));
    QVERIFY(script.query(2).endsWith(text("$skip=2000")));
}

void tst_AdminService::shortPages()
{
    Script script({good(rowsFrom(0, 100)), good(rowsFrom(100, 100)), good(rowsFrom(200, 1))});
    QCOMPARE(script.service().rows(Packages, m_control)->size(), 201);
    QVERIFY(script.query(2).endsWith(text("$skip=200")));
}

void tst_AdminService::serverThatIgnoresSkip()
{
    Script script({good(rowsFrom(0, 70)), good(rowsFrom(0, 70))});
    QCOMPARE(script.service().rows(Packages, m_control)->size(), 70);
}

void tst_AdminService::nextLink()
{
    const auto page = [](const char *link) {
        return good(R"({"value":[{"PackageID":"A"}],"@odata.nextLink":")" + QByteArray(link)
                    + "\"}");
    };
    Script script({page("https://CM01.lab.example/AdminService/wmi/SMS_Package?$skip=1"),
                   good(rowsFrom(1, 2))});
    QCOMPARE(script.service().rows(Packages, m_control)->size(), 3);
    QCOMPARE(script.query(1), text("$skip=1"));

    for (const auto *elsewhere : {"https://evil.example/AdminService/wmi/SMS_Package",
                                  "http://cm01.lab.example/x",
                                  "//evil/x",
                                  "https://cm01.lab.example:8443/x"}) {
        Script hostile({page(elsewhere)});
        const auto refused = hostile.service().rows(Packages, m_control);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Corrupt);
        QCOMPARE(refused.error().message,
                 text("Cannot use the reply of \"cm01.lab.example\" to SMS_Package. It says that "
                      "the next rows are on "
                      "another server."));
        QCOMPARE(hostile.asked.size(), 1);
    }
}

void tst_AdminService::selectRefused()
{
    Script script({{400, R"({"error":{"code":"400","message":"no"}})", {}}, good(rowsFrom(0, 2))});
    QCOMPARE(script.service().rows(Packages, m_control)->size(), 2);
    QCOMPARE(script.query(1), text("$filter=Name ne 'a+b'&$top=1000"));
}

void tst_AdminService::badReplies_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name,
                        int status,
                        const QByteArray &body,
                        Error::Kind kind,
                        const char *why) {
        QTest::newRow(name) << status << body << int(kind)
                            << text("Cannot use the reply of \"cm01.lab.example\" to SMS_Site. ")
                                   + text(why);
    };
    using Kind = Error::Kind;
    row("empty", 200, "", Kind::Corrupt, "It is not JSON, at byte 0 of 0.");
    row("half",
        200,
        R"({"value":[{"SiteCode":"LA)",
        Kind::Corrupt,
        "It is not JSON, at byte 25 of 25.");
    row("a list", 200, "[]", Kind::Corrupt, "It is JSON, but no object.");
    row("no rows", 200, "{}", Kind::Corrupt, "It has no list of rows (\"value\").");
    row("rows of numbers",
        200,
        R"({"value":[1,2]})",
        Kind::Corrupt,
        "It has no list of rows (\"value\").");
    row("a text for rows",
        200,
        R"({"value":"x"})",
        Kind::Corrupt,
        "It has no list of rows (\"value\").");
    row("deep", 200, QByteArray(5000, '['), Kind::Corrupt, "It is not JSON, at byte 1025 of 5000.");
    row("forbidden",
        403,
        R"({"error":{"code":"403","message":"Access denied."}})",
        Kind::AccessDenied,
        "This account may not do it. Ask for a role that allows it.");
    row("provider failure",
        500,
        R"({"error":{"code":"500","message":"Generic failure "}})",
        Kind::Unsupported,
        "It is the error 500: Generic failure");
    row("no such class",
        404,
        R"({"Error":{"Message":"No HTTP resource"}})",
        Kind::NotFound,
        "It is the error 404: No HTTP resource");
    row("unknown form", 400, "bad request", Kind::Unsupported, "It is the error 400: bad request");
    QTest::newRow("not a provider")
        << 404 << QByteArray("<!DOCTYPE html><html></html>") << int(Kind::InvalidInput)
        << text(
               "Cannot ask \"cm01.lab.example\". It is a web server, but no SMS Provider. Name the "
               "server that has the SMS Provider role of the site.");
    QTest::newRow("a web page")
        << 200 << QByteArray(" <html>") << int(Kind::InvalidInput)
        << text(
               "Cannot ask \"cm01.lab.example\". It is a web server, but no SMS Provider. Name the "
               "server that has the SMS Provider role of the site.");
}

void tst_AdminService::badReplies()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(QString, why);
    Script script({{status, body, {}}});
    const auto rows = script.service().rows({text("SMS_Site"), {}}, m_control);
    QVERIFY(!rows);
    QCOMPARE(rows.error().message, why);
    QCOMPARE(int(rows.error().kind), kind);
}

void tst_AdminService::tolerantRows()
{
    Script script({good(
        R"({"VALUE":{"sitecode":"LAB","TYPE":"2","BuildNumber":9135,"Props":null,"flag":true,"half":1.5}})")});
    const auto rows = script.service().rows({text("SMS_Site"), {}}, m_control);
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().message));
    QCOMPARE(rows->size(), 1);
    const auto &row = rows->first();
    QCOMPARE(row.text(text("SiteCode")), text("LAB"));
    QCOMPARE(row.number(text("Type")), std::optional<qint64>(2));
    QCOMPARE(row.text(text("BuildNumber")), text("9135"));
    QCOMPARE(row.number(text("Flag")), std::optional<qint64>(1));
    QCOMPARE(row.number(text("SiteCode")), std::nullopt);
    QCOMPARE(row.number(text("none")), std::nullopt);
    QVERIFY(row.rows(text("Props")).isEmpty());
    Script empty({good(R"({"value":null})")});
    QVERIFY(empty.service().rows({text("SMS_Site"), {}}, m_control)->isEmpty());
}

void tst_AdminService::instance()
{
    Script script({good(R"({"SMSID":"A"})"), good(R"({"value":[{"SMSID":"B"}]})")});
    const auto service = script.service();
    QCOMPARE(service.instance(text("SMS_Certificate"), text("o'b"), m_control)->text(text("SMSID")),
             text("A"));
    QCOMPARE(script.asked[0].url.toEncoded(),
             QByteArray("https://cm01.lab.example/AdminService/wmi/SMS_Certificate('o''b')"));
    QCOMPARE(service.instance(text("SMS_Certificate"), text("B"), m_control)->text(text("SMSID")),
             text("B"));
}

void tst_AdminService::call()
{
    Script script({{201, R"({"ReturnValue":0})", {}}, {204, "", {}}});
    const auto service = script.service();
    QCOMPARE(service.call(text("SMS_Site.Do"), {{text("Type"), 1}}, m_control)
                 ->number(text("ReturnValue")),
             std::optional<qint64>(0));
    QCOMPARE(script.asked[0].json, QByteArray(R"({"Type":1})"));
    QCOMPARE(script.asked[0].url.path(), text("/AdminService/wmi/SMS_Site.Do"));
    QVERIFY(!service.call(text("SMS_Site.Do"), {}, m_control)->has(text("ReturnValue")));
}

void tst_AdminService::offers()
{
    const QByteArray metadata(
        R"(<ActionImport Name="SMS_Site.SubmitRegistrationRecord" Action="x"/>)");
    Script script({good(metadata), good(metadata)});
    const auto service = script.service();
    QVERIFY(*service.offers(text("SMS_Site.SubmitRegistrationRecord"), m_control));
    QVERIFY(!*service.offers(text("SMS_Site.Submit"), m_control));
}

void tst_AdminService::serverNames()
{
    for (const auto *name : {"cm01", "cm01.lab.example", "cm01.lab.example:8443", "10.0.0.1"})
        QVERIFY2(AdminService::at(text(name), {}), name);
    for (const auto *name :
         {"", "cm01/x", "a b", "user:pw@cm01", "cm01?x", "cm01#x", "https://cm01"})
        QVERIFY2(!AdminService::at(text(name), {}), name);
}

QTEST_GUILESS_MAIN(tst_AdminService)
#include "tst_AdminService.moc"
