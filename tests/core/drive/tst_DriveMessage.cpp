// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/DriveMessage.h"

#include <QTest>

using namespace bootwright;

namespace {

DriveRequest request()
{
    return {{QStringLiteral("\\\\.\\PhysicalDrive2"),
             QStringLiteral("4C53\"0001\n"),
             QStringLiteral("\\\\?\\usbstor#disk&ven_é"),
             31457280,
             2,
             7},
            Unlocked::Yes};
}

HandedDrive drive()
{
    return {{420, 424, 4294967300},
            QStringLiteral("\\\\.\\PhysicalDrive2"),
            QStringLiteral("Ven"),
            QStringLiteral("Stick \"é\""),
            {},
            2000398934016,
            4096};
}

} // namespace

class tst_DriveMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsComeBack();
    void answersComeBack();
    void errorsOfEveryKindComeBack();
    void otherRequestsAreRefused_data();
    void otherRequestsAreRefused();
    void otherAnswersAreRefused_data();
    void otherAnswersAreRefused();
};

void tst_DriveMessage::requestsComeBack()
{
    const auto message = messageOf(request());
    QCOMPARE(message.count('\n'), 1);
    QVERIFY(message.endsWith('\n'));
    const auto read = driveRequest(message);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QCOMPARE(*read, request());
}

void tst_DriveMessage::answersComeBack()
{
    const auto read = handedDrive(messageOf(Result<HandedDrive>(drive())));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QCOMPARE(*read, drive());
}

void tst_DriveMessage::errorsOfEveryKindComeBack()
{
    for (auto kind = 0; kind <= int(Error::Kind::Cancelled); ++kind) {
        const Error error{
            Error::Kind(kind), QStringLiteral("Cannot \"ö\"."), QStringLiteral("5\n")};
        const auto read = handedDrive(messageOf(Result<HandedDrive>(error)));
        QVERIFY(!read);
        QCOMPARE(read.error(), error);
    }
}

void tst_DriveMessage::otherRequestsAreRefused_data()
{
    const auto good = messageOf(request());
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("open sesame\n");
    QTest::newRow("cut off") << good.first(good.size() / 2);
    QTest::newRow("unknown key") << QByteArray(good).replace("\"unlocked\"",
                                                             "\"force\":1,\"unlocked\"");
    QTest::newRow("unlocked is a number") << QByteArray(good).replace("true", "1");
    QTest::newRow("no unlocked") << QByteArray(good).replace(",\"unlocked\":true", "");
    QTest::newRow("no serial") << QByteArray(good).replace("\"serial\"", "\"cereal\"");
    QTest::newRow("path is empty")
        << QByteArray("{\"open\":{\"path\":\"\",\"serial\":\"\",\"place\":\"\",\"size\":1,"
                      "\"number\":1,\"sequence\":0},\"unlocked\":false}\n");
    QTest::newRow("size below zero") << QByteArray(good).replace("31457280", "-1");
    QTest::newRow("size too large") << QByteArray(good).replace("31457280", "1e300");
}

void tst_DriveMessage::otherRequestsAreRefused()
{
    QFETCH(QByteArray, message);
    const auto read = driveRequest(message);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::InvalidInput);
}

void tst_DriveMessage::otherAnswersAreRefused_data()
{
    const auto good = messageOf(Result<HandedDrive>(drive()));
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("neither") << QByteArray("{}\n");
    QTest::newRow("no handle") << QByteArray(good).replace("\"420\",\"424\",\"4294967300\"", "");
    QTest::newRow("this very process") << QByteArray(good).replace("\"420\"", "\"-1\"");
    QTest::newRow("null handle") << QByteArray(good).replace("\"420\"", "\"0\"");
    QTest::newRow("handle is a word") << QByteArray(good).replace("\"420\"", "\"disk\"");
    QTest::newRow("unknown kind") << QByteArray(
        "{\"error\":{\"kind\":\"Bad\",\"message\":\"\",\"detail\":\"\"}}\n");
    QTest::newRow("both") << QByteArray(good).replace(
        "{\"opened\"",
        "{\"error\":{\"kind\":\"Device\",\"message\":\"\",\"detail\":\"\"},\"opened\"");
}

void tst_DriveMessage::otherAnswersAreRefused()
{
    QFETCH(QByteArray, message);
    const auto read = handedDrive(message);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::InvalidInput);
}

QTEST_GUILESS_MAIN(tst_DriveMessage)
#include "tst_DriveMessage.moc"
