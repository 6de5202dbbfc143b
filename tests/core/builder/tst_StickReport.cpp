// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/StickReport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

StickReport sample()
{
    StickState good;
    good.drive = {QStringLiteral("/dev/sdb"),
                  QStringLiteral("Maker"),
                  QStringLiteral("=2+3, \"fast\" <b>"),
                  QStringLiteral("-4711")};
    good.driveSize = 16'000'000'000;
    good.phase = StickState::Phase::Ended;
    good.outcome = StickState::Outcome::Done;
    good.progress = {{}, 80'000'000, 80'000'000};
    good.duration = std::chrono::milliseconds(4000);
    auto bad = good;
    bad.drive = {QStringLiteral("stick.img")};
    bad.outcome = StickState::Outcome::Failed;
    bad.error = {Error::Kind::Device, QStringLiteral("Cannot write \"stick.img\"."), {}};
    bad.duration = {};
    return {QStringLiteral("out.iso"),
            QStringLiteral("CONFIGMGR"),
            QStringLiteral("ABCD"),
            QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC),
            {good, bad}};
}

} // namespace

class tst_StickReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvIsGolden();
    void htmlEscapesWhatDrivesSay();
    void nameDecidesTheForm();
};

void tst_StickReport::csvIsGolden()
{
    QCOMPARE(stickReportCsv(sample()),
             QByteArray(
                 "\xEF\xBB\xBF"
                 "\"device\",\"vendor\",\"model\",\"serial\",\"size\",\"outcome\",\"message\","
                 "\"seconds\","
                 "\"bytesPerSecond\",\"label\",\"mediaGuid\",\"source\",\"endedAt\"\r\n"
                 "\""
                 + QDir::toNativeSeparators(QStringLiteral("/dev/sdb")).toUtf8()
                 + "\",\"Maker\",\"'=2+3, \"\"fast\"\" "
                   "<b>\",\"'-4711\",\"16000000000\",\"done\","
                   "\"Written, read back and equal.\",\"4.0\",\"20000000\",\"CONFIGMGR\",\"ABCD\","
                   "\"out.iso\",\"2026-11-22T12:00:00Z\"\r\n"
                   "\"stick.img\",\"\",\"\",\"\",\"16000000000\",\"failed\","
                   "\"Cannot write \"\"stick.img\"\". Nothing on it was changed.\",\"0.0\",\"0\","
                   "\"CONFIGMGR\",\"ABCD\",\"out.iso\",\"2026-11-22T12:00:00Z\"\r\n"));
}

void tst_StickReport::htmlEscapesWhatDrivesSay()
{
    const auto html = stickReportHtml(sample());
    QVERIFY(html.startsWith("<!DOCTYPE html>"));
    QVERIFY(html.contains("=2+3, &quot;fast&quot; &lt;b&gt;"));
    QVERIFY(html.contains("<td>-4711</td>"));
    QVERIFY(!html.contains("<b>"));
    QVERIFY(!html.contains("<script"));
    QVERIFY(html.contains("Written, read back and equal."));
    QVERIFY(html.contains("Cannot write &quot;stick.img&quot;."));
}

void tst_StickReport::nameDecidesTheForm()
{
    const QTemporaryDir folder;
    const auto csv = folder.filePath(QStringLiteral("a.CSV"));
    QVERIFY(saveStickReport(sample(), csv));
    QFile file(csv);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), stickReportCsv(sample()));
    const auto html = folder.filePath(QStringLiteral("a.htm"));
    QVERIFY(saveStickReport(sample(), html));
    const auto other = saveStickReport(sample(), folder.filePath(QStringLiteral("a.txt")));
    QVERIFY(!other);
    QCOMPARE(other.error().kind, Error::Kind::InvalidInput);
    const auto nowhere = saveStickReport(sample(), folder.filePath(QStringLiteral("none/a.csv")));
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().kind, Error::Kind::Device);
}

QTEST_GUILESS_MAIN(tst_StickReport)
#include "tst_StickReport.moc"
