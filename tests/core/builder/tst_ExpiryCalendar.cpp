// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/ExpiryCalendar.h"
#include "support/ReportFixtures.h"

#include <QStringDecoder>
#include <QTest>

using namespace bootwright;

class tst_ExpiryCalendar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void golden();
    void hostileLabel();
    void lockedMediaWithManifest();
    void sameMediaSameEvent();
    void nobodyCanTell();
};

void tst_ExpiryCalendar::golden()
{
    const auto file = expiryCalendar(goodReport(), reportNow());
    QVERIFY(file);
    QCOMPARE(*file,
             QByteArray(
                 "BEGIN:VCALENDAR\r\n"
                 "VERSION:2.0\r\n"
                 "PRODID:-//Bootwright//Boot media//EN\r\n"
                 "BEGIN:VEVENT\r\n"
                 "UID:a2505669e73c76a05249348415f81ad1@bootwright\r\n"
                 "DTSTAMP:20261122T120000Z\r\n"
                 "DTSTART;VALUE=DATE:20271101\r\n"
                 "DTEND;VALUE=DATE:20271102\r\n"
                 "TRANSP:TRANSPARENT\r\n"
                 "SUMMARY:Boot media \"Hall 3\" expire\r\n"
                 "DESCRIPTION:The certificate of the boot media ends on 2027-11-01 00:00 UTC.\r\n"
                 "  Renew the media before\\, or make them again\\; computers that start from t\r\n"
                 " hem then stop with 0x80004005.\r\n"
                 "BEGIN:VALARM\r\n"
                 "ACTION:DISPLAY\r\n"
                 "DESCRIPTION:Boot media \"Hall 3\" expire\r\n"
                 "TRIGGER:-P30D\r\n"
                 "END:VALARM\r\n"
                 "BEGIN:VALARM\r\n"
                 "ACTION:DISPLAY\r\n"
                 "DESCRIPTION:Boot media \"Hall 3\" expire\r\n"
                 "TRIGGER:-P7D\r\n"
                 "END:VALARM\r\n"
                 "END:VEVENT\r\n"
                 "END:VCALENDAR\r\n"));
}

//! Nothing in a label begins a line of its own, and no letter is cut in two.
void tst_ExpiryCalendar::hostileLabel()
{
    auto report = goodReport();
    report.mediaLabel = QStringLiteral("x\r\nEND:VEVENT;\\,") + QString(100, QChar(0x00FC))
                        + QStringLiteral("\U0001F600");
    const auto file = expiryCalendar(report, reportNow());
    QVERIFY(file);
    const auto lines = file->split('\n');
    QCOMPARE(lines.count("END:VEVENT\r"), qsizetype(1));
    auto unfolded = *file;
    unfolded.replace("\r\n ", "");
    for (const auto &line : lines) {
        QVERIFY(line.size() <= 76); // with CR
        QVERIFY(line.isEmpty() || line.endsWith('\r'));
        QStringDecoder utf8(QStringDecoder::Utf8);
        const QString text = utf8(line);
        QVERIFY2(!utf8.hasError(), line);
    }
    const auto label = QStringLiteral("x\uFFFD\uFFFDEND:VEVENT\\;\\\\\\,")
                       + QString(100, QChar(0x00FC)) + QStringLiteral("\U0001F600");
    QVERIFY(QString::fromUtf8(unfolded).contains(
        QStringLiteral("SUMMARY:Boot media \"%1\" expire\r\n").arg(label)));
}

void tst_ExpiryCalendar::lockedMediaWithManifest()
{
    auto report = goodReport();
    report.certificate.reset();
    report.variables = {};
    report.manifest->mediaGuid = QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E2A1B7");
    report.manifest->certificateExpires = QDateTime(QDate(2027, 11, 1), QTime(0, 0), Qt::UTC);
    QCOMPARE(*expiryCalendar(report, reportNow()), *expiryCalendar(goodReport(), reportNow()));
}

void tst_ExpiryCalendar::sameMediaSameEvent()
{
    const auto uid = [](const MediaReport &report) {
        const auto file = *expiryCalendar(report, reportNow());
        return file.sliced(file.indexOf("UID:"), 40);
    };
    auto report = goodReport();
    report.certificate = reportCertificate(reportNow(), reportNow().addDays(500));
    report.variables.set(QStringLiteral("_SMSMediaGuid"),
                         QStringLiteral("8ae6b618-77ec-46cb-b1b5-88f693e2a1b7"));
    QCOMPARE(uid(report), uid(goodReport()));
    report.variables.set(QStringLiteral("_SMSMediaGuid"), QStringLiteral("another"));
    QVERIFY(uid(report) != uid(goodReport()));
}

void tst_ExpiryCalendar::nobodyCanTell()
{
    auto report = goodReport();
    report.certificate.reset();
    const auto file = expiryCalendar(report, reportNow());
    QVERIFY(!file);
    QCOMPARE(file.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(file.error().message,
             QStringLiteral("Cannot tell when the media \"media.iso\" expire. Their certificate is "
                            "not readable here. Give the media "
                            "password with --password-file."));
}

QTEST_GUILESS_MAIN(tst_ExpiryCalendar)
#include "tst_ExpiryCalendar.moc"
