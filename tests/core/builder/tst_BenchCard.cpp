// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/BenchCard.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace bootwright;

namespace {

BenchCardFacts sample()
{
    return {.label = QStringLiteral("Hall <B> & %4 \"Büro\""),
            .madeAt = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC),
            .certificateExpires = QDateTime(QDate(2027, 1, 2), QTime(3, 4), Qt::UTC),
            .mediaGuid = QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E2A1B7"),
            .siteCode = QStringLiteral("LAB"),
            .managementPoints = {QStringLiteral("http://mp01"), QStringLiteral("http://mp02")},
            .bootImage = QStringLiteral("Boot image x64 10.0"),
            .loaderSigner = QStringLiteral("2023"),
            .passwordProtected = true,
            .unattended = true,
            .unknownComputers = true};
}

//! The value beside \a name, as a browser shows it.
QString valueOf(const QByteArray &card, const QString &name)
{
    const auto html = QString::fromUtf8(card);
    const auto head = QStringLiteral("<th scope=\"row\">%1</th><td>").arg(name);
    const auto at = html.indexOf(head);
    if (at < 0)
        return QStringLiteral("no such row");
    const auto from = at + head.size();
    auto value = html.sliced(from, html.indexOf(QStringLiteral("</td>"), from) - from);
    return value.remove(QStringLiteral("<bdi>")).remove(QStringLiteral("</bdi>"));
}

} // namespace

class tst_BenchCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void facts();
    void otherFacts();
    void signers_data();
    void signers();
    void hostileLabel();
    void wellFormedAndAlone();
};

void tst_BenchCard::facts()
{
    const auto card = benchCard(sample());
    QVERIFY(card.contains("<div class=\"until\">works until<b>2027-01-02</b></div>"));
    QVERIFY(card.contains("at the site: <code>8AE6B618-77EC-46CB-B1B5-88F693E2A1B7</code>"));
    QCOMPARE(valueOf(card, QStringLiteral("Made")), QStringLiteral("2026-11-22"));
    QCOMPARE(valueOf(card, QStringLiteral("Site")), QStringLiteral("LAB"));
    QCOMPARE(valueOf(card, QStringLiteral("Management points")),
             QStringLiteral("http://mp01, http://mp02"));
    QCOMPARE(valueOf(card, QStringLiteral("Boot image")), QStringLiteral("Boot image x64 10.0"));
    QCOMPARE(valueOf(card, QStringLiteral("Password")), QStringLiteral("asked for at the start"));
    QCOMPARE(valueOf(card, QStringLiteral("Unknown computers")), QStringLiteral("supported"));
    QCOMPARE(valueOf(card, QStringLiteral("Unattended")), QStringLiteral("yes"));
    QVERIFY(card.contains("<p class=\"alarm\">Unattended: "));
    QVERIFY(card.contains("<li>Type the media password.</li>"));
    QVERIFY(card.contains("<li>Wait: the required deployment starts by itself.</li>"));
}

void tst_BenchCard::otherFacts()
{
    auto facts = sample();
    facts.siteCode.clear();
    facts.passwordProtected = facts.unattended = facts.unknownComputers = false;
    const auto card = benchCard(facts);
    QCOMPARE(valueOf(card, QStringLiteral("Site")), QStringLiteral("no such row"));
    QCOMPARE(valueOf(card, QStringLiteral("Password")), QStringLiteral("none"));
    QCOMPARE(valueOf(card, QStringLiteral("Unknown computers")), QStringLiteral("not supported"));
    QCOMPARE(valueOf(card, QStringLiteral("Unattended")), QStringLiteral("no"));
    QVERIFY(!card.contains("<p class=\"alarm\">"));
    QVERIFY(!card.contains("<li>Type the media password.</li>"));
    QVERIFY(card.contains("<li>Choose the task sequence. It may erase the disk.</li>"));
}

void tst_BenchCard::signers_data()
{
    QTest::addColumn<QString>("signer");
    QTest::addColumn<QString>("says");
    QTest::newRow("2011") << QStringLiteral("2011")
                          << QStringLiteral("Microsoft Windows Production PCA 2011");
    QTest::newRow("2023") << QStringLiteral("2023") << QStringLiteral("Windows UEFI CA 2023");
    QTest::newRow("other") << QStringLiteral(
        "other") << QStringLiteral("neither Microsoft certificate: Secure Boot will refuse it");
}

void tst_BenchCard::signers()
{
    QFETCH(QString, signer);
    QFETCH(QString, says);
    auto facts = sample();
    facts.loaderSigner = signer;
    QCOMPARE(valueOf(benchCard(facts), QStringLiteral("Boot loader signed by")), says);
}

void tst_BenchCard::hostileLabel()
{
    auto facts = sample();
    facts.label = QStringLiteral("</title><script>%1%3%7</script>");
    facts.mediaGuid = facts.siteCode = facts.bootImage = facts.label;
    facts.managementPoints = {facts.label};
    const auto card = benchCard(facts);
    QVERIFY(!card.contains("<script"));
    QCOMPARE(card.count("&lt;/title&gt;&lt;script&gt;%1%3%7&lt;/script&gt;"), qsizetype(6));
    QVERIFY(card.contains("<h1><bdi>&lt;/title&gt;&lt;script&gt;%1%3%7&lt;/script&gt;</bdi></h1>"));
}

void tst_BenchCard::wellFormedAndAlone()
{
    auto card = benchCard(sample());
    QVERIFY(card.startsWith("<!DOCTYPE html>\n"));
    for (const auto *outside : {"<script", "src=", "href=", "url(", "@import", "<link", "<img"})
        QVERIFY2(!card.contains(outside), outside);
    card.replace("<meta charset=\"utf-8\">", "<meta charset=\"utf-8\"/>"); // the rest is XML too
    QXmlStreamReader xml(card);
    QString title;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"title")
            title = xml.readElementText();
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(title, sample().label);
}

QTEST_GUILESS_MAIN(tst_BenchCard)
#include "tst_BenchCard.moc"
