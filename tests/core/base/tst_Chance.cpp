// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Chance.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_Chance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goldenBytes();
    void goldenGuid();
    void readsTimeAndKey();
    void refuses_data();
    void refuses();
    void refusesMissingFile();
    void realChanceDiffers();

private:
    QString write(const QByteArray &json);

    QTemporaryDir m_folder;
};

QString tst_Chance::write(const QByteArray &json)
{
    QFile file(m_folder.filePath(QStringLiteral("chance.json")));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(json) != json.size())
        return {};
    return file.fileName();
}

static const QByteArray s_good =
    "{\"reproducibleVersion\": 1, \"now\": \"2026-11-22T12:00:00Z\", "
    "\"seed\": \"a lab, J\xc3\xbcrgen's\", \"privateKey\": \"-----BEGIN PRIVATE KEY-----\"}";

// Made with Python: hashlib.sha256(seed + b"\0" + name + b"\0" + struct.pack("<I", counter)), as
// docs/reproducible.md has it.
void tst_Chance::goldenBytes()
{
    const auto chance = Chance::fromFile(write(s_good));
    QVERIFY(chance);
    QVERIFY(chance->isReproducible());
    QCOMPARE(chance->bytes("variables salt", 16).toHex(),
             QByteArray("6d6b619f5a8d8618a92538ca9ef22de0"));
    QCOMPARE(chance->bytes("variables salt", 70).toHex(),
             QByteArray("6d6b619f5a8d8618a92538ca9ef22de0169bc4121556edc5cadaec944afed58e"
                        "d0590099ac1d2d69c5eda0df2d916efe6f9d55c868998e708db612016ccedcc6"
                        "12e4151688a1"));
    QCOMPARE(chance->bytes("variables salt", 0), QByteArray());
}

// The bytes of the name "media" are fef9a420 284b e0ff c11c a5280495704d; version and variant are set.
void tst_Chance::goldenGuid()
{
    const auto chance = Chance::fromFile(write(s_good));
    QVERIFY(chance);
    QCOMPARE(chance->guid("media").toString(),
             QStringLiteral("{20a4f9fe-4b28-4fe0-811c-a5280495704d}"));
}

void tst_Chance::readsTimeAndKey()
{
    const auto chance = Chance::fromFile(write(s_good));
    QVERIFY(chance);
    QCOMPARE(chance->now().toString(Qt::ISODate), QStringLiteral("2026-11-22T12:00:00Z"));
    QCOMPARE(chance->now().toSecsSinceEpoch(), 1795348800);
    QCOMPARE(chance->privateKeyPem(), QByteArray("-----BEGIN PRIVATE KEY-----"));
}

void tst_Chance::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const QByteArray &json, const QString &why) {
        QTest::newRow(name) << json << why;
    };
    const auto version = QStringLiteral("\"reproducibleVersion\" must be 1.");
    const auto now = QStringLiteral("\"now\" must be a time such as 2026-11-22T12:00:00Z.");
    const auto with = [](const char *from, const char *to) {
        return QByteArray(s_good).replace(from, to);
    };
    row("empty", "", QStringLiteral("It is not JSON: illegal value."));
    row("cut off", s_good.chopped(1), QStringLiteral("It is not JSON: unterminated string."));
    row("list", "[1]", version);
    row("other version", with("Version\": 1", "Version\": 2"), version);
    row("unknown key", with("seed", "sead"), QStringLiteral("The key \"sead\" is not known."));
    row("empty seed",
        with("a lab, J\xc3\xbcrgen's", ""),
        QStringLiteral("\"seed\" must be a text."));
    row("local time", with("00Z", "00"), now);
    row("time of another zone", with("00Z", "00+01:00"), now);
    row("part of a second", with("00Z", "00.5Z"), now);
    row("no such day", with("11-22", "11-31"), now);
    row("key is a number",
        with("\"-----BEGIN PRIVATE KEY-----\"", "5"),
        QStringLiteral("\"privateKey\" must be a private key as PEM text."));
}

void tst_Chance::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, why);
    const auto path = write(json);
    const auto chance = Chance::fromFile(path);
    QVERIFY(!chance);
    QCOMPARE(chance.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(chance.error().message,
             QStringLiteral("Cannot use \"%1\" for reproducible media. %2").arg(path, why));
}

void tst_Chance::refusesMissingFile()
{
    const auto chance = Chance::fromFile(m_folder.filePath(QStringLiteral("none.json")));
    QVERIFY(!chance);
    QCOMPARE(chance.error().kind, Error::Kind::NotFound);
}

void tst_Chance::realChanceDiffers()
{
    const Chance chance;
    QVERIFY(!chance.isReproducible());
    QCOMPARE(chance.bytes("salt", 33).size(), 33);
    QVERIFY(chance.bytes("salt", 16) != chance.bytes("salt", 16));
    QCOMPARE(chance.guid("media").version(), QUuid::Random);
    QCOMPARE(chance.now().time().msec(), 0);
    QCOMPARE(chance.now().timeSpec(), Qt::UTC);
}

QTEST_GUILESS_MAIN(tst_Chance)
#include "tst_Chance.moc"
