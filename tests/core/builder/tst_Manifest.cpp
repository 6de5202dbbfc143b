// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/Manifest.h"

#include <QTest>

using namespace bootwright;

namespace {

Manifest sample()
{
    return {.madeBy = QStringLiteral("Bootwright 0.1.0"),
            .madeAt = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC),
            .reproducible = true,
            .mediaGuid = QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E0C0DE"),
            .label = QStringLiteral("Größe \"1\""),
            .certificateExpires = QDateTime(QDate(2027, 11, 22), QTime(12, 0), Qt::UTC),
            .bootImageName = QStringLiteral("Boot image (x64)"),
            .bootImagePackage = QStringLiteral("LAB00005"),
            .bootImageVersion = QStringLiteral("10.0.26100.1"),
            .architecture = QStringLiteral("x64"),
            .loaderSigner = QStringLiteral("2023"),
            .files = {{QStringLiteral("sources/boot.wim"), 5'000'000'000, QByteArray(32, '\xAB')},
                      {QStringLiteral("日本.txt"), 0, QByteArray(32, '\x00')}}};
}

QByteArray changed(const QByteArray &from, const QByteArray &to)
{
    auto json = writeManifest(sample());
    const auto before = json;
    json.replace(from, to);
    return json == before ? QByteArray("nothing was changed") : json;
}

} // namespace

class tst_Manifest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goldenJson();
    void roundTrip();
    void whatOnlySomeMediaHave();
    void roomIsKnownBeforeTheHashes();
    void damaged_data();
    void damaged();
    void newerVersion();
};

void tst_Manifest::goldenJson()
{
    auto manifest = sample();
    manifest.files.removeFirst();
    const QByteArray golden(
        "{\n"
        "    \"bootImage\": {\n"
        "        \"architecture\": \"x64\",\n"
        "        \"loaderSigner\": \"2023\",\n"
        "        \"name\": \"Boot image (x64)\",\n"
        "        \"packageId\": \"LAB00005\",\n"
        "        \"version\": \"10.0.26100.1\"\n"
        "    },\n"
        "    \"certificateExpires\": \"2027-11-22T12:00:00Z\",\n"
        "    \"files\": [\n"
        "        {\n"
        "            \"path\": \"日本.txt\",\n"
        "            \"sha256\": "
        "\"0000000000000000000000000000000000000000000000000000000000000000\",\n"
        "            \"size\": 0\n"
        "        }\n"
        "    ],\n"
        "    \"label\": \"Größe \\\"1\\\"\",\n"
        "    \"madeAt\": \"2026-11-22T12:00:00Z\",\n"
        "    \"madeBy\": \"Bootwright 0.1.0\",\n"
        "    \"manifestVersion\": 1,\n"
        "    \"mediaGuid\": \"8AE6B618-77EC-46CB-B1B5-88F693E0C0DE\",\n"
        "    \"reproducible\": true,\n"
        "    \"userDeviceAffinity\": \"doNotAllow\"\n"
        "}\n");
    QCOMPARE(writeManifest(manifest), golden);
}

void tst_Manifest::roundTrip()
{
    const auto read = readManifest(writeManifest(sample()));
    QVERIFY(read);
    QCOMPARE(*read, sample());
}

void tst_Manifest::whatOnlySomeMediaHave()
{
    auto manifest = sample();
    manifest.renewedAt = QDateTime(QDate(2027, 5, 1), QTime(12, 0), Qt::UTC);
    manifest.userDeviceAffinity = UserDeviceAffinity::AutoApproval;
    manifest.mediaDataInBootImage = true;
    manifest.reference = {QStringLiteral("One."), QStringLiteral("Two.")};
    const auto json = writeManifest(manifest);
    QVERIFY(json.contains("\"renewedAt\": \"2027-05-01T12:00:00Z\""));
    QVERIFY(json.contains("\"userDeviceAffinity\": \"autoApproval\""));
    QCOMPARE(*readManifest(json), manifest);
    // media from before these keys
    const auto old = readManifest(changed("    \"userDeviceAffinity\"", "    \"x\""));
    QVERIFY(old);
    QCOMPARE(old->userDeviceAffinity, UserDeviceAffinity::DoNotAllow);
}

void tst_Manifest::roomIsKnownBeforeTheHashes()
{
    auto unknown = sample();
    for (auto &file : unknown.files)
        file.sha256.clear();
    QCOMPARE(writeManifest(unknown).size(), writeManifest(sample()).size());
}

void tst_Manifest::damaged_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("manifest");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no version") << changed("\"manifestVersion\"", "\"version\"");
    QTest::newRow("version 0") << changed("\"manifestVersion\": 1", "\"manifestVersion\": 0");
    QTest::newRow("no files") << changed("\"files\"", "\"file\"");
    QTest::newRow("cut off") << writeManifest(sample()).chopped(10);
    QTest::newRow("negative size") << changed("5000000000", "-1");
    QTest::newRow("size is text") << changed("5000000000", "\"5000000000\"");
    QTest::newRow("short hash") << changed("abab", "ab");
    QTest::newRow("no path") << changed("sources/boot.wim", "");
    for (const auto *path : {"../boot.wim",
                             "a/../b",
                             "/boot.wim",
                             "a//b",
                             "a/",
                             "./a",
                             "..",
                             "C:/boot.wim",
                             "a\\\\b",
                             "boot.wim:stream"})
        QTest::addRow("leaves the medium: %s", path) << changed("sources/boot.wim", path);
}

void tst_Manifest::damaged()
{
    QFETCH(QByteArray, json);
    QVERIFY(json != "nothing was changed");
    const auto read = readManifest(json);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Corrupt);
    QCOMPARE(read.error().message, QStringLiteral("The manifest of the media is damaged."));
}

void tst_Manifest::newerVersion()
{
    const auto read = readManifest(changed("\"manifestVersion\": 1", "\"manifestVersion\": 2"));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Unsupported);
    QCOMPARE(
        read.error().message,
        QStringLiteral("The manifest of the media was written by a newer version of Bootwright."));
}

QTEST_GUILESS_MAIN(tst_Manifest)
#include "tst_Manifest.moc"
