// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/site/SiteAccess.h"
#include "core/site/TrustedServers.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_TrustedServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void refused();
    void fingerprints();
};

void tst_TrustedServers::roundTrip()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("a/b.json"));
    QVERIFY(readTrustedServers(path)->empty());
    const std::map<QString, QByteArray> servers{{QStringLiteral("cm01"), sha256("1")},
                                                {QStringLiteral("cm01:8443"), sha256("2")}};
    QVERIFY(writeTrustedServers(path, servers));
    QCOMPARE(*readTrustedServers(path), servers);
}

void tst_TrustedServers::refused()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("list.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"version": 1, "servers": [{"server": "cm01", "sha256": "AB:CD"}]})");
    file.close();
    const auto servers = readTrustedServers(path);
    QVERIFY(!servers);
    QCOMPARE(servers.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(servers.error().message,
             QStringLiteral("Cannot use the list of trusted servers \"%1\". servers[0].sha256: "
                            "expected 64 hexadecimal digits, "
                            "found a text.")
                 .arg(path));
}

void tst_TrustedServers::fingerprints()
{
    const auto digest = sha256("certificate");
    const auto shown = fingerprintText(digest);
    QCOMPARE(shown.size(), 95);
    QCOMPARE(fingerprintFromText(shown), digest);
    QCOMPARE(fingerprintFromText(shown.toLower().remove(u':')), digest);
    QVERIFY(fingerprintFromText(shown.chopped(1)).isEmpty());
    QVERIFY(fingerprintFromText(QStringLiteral("X") + shown).isEmpty());
    QVERIFY(fingerprintFromText({}).isEmpty());
}

QTEST_GUILESS_MAIN(tst_TrustedServers)
#include "tst_TrustedServers.moc"
