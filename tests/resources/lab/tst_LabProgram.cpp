// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/lab/efi/Manifest.h"
#include "resources/lab/efi/Sha256.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using lab::Line;
using lab::Manifest;
using lab::ManifestFile;
using lab::Text;

namespace {

Text text(const QByteArray &bytes)
{
    return Text(bytes.constData(), size_t(bytes.size()));
}

QByteArray bytes(Text text)
{
    return QByteArray(text.data, qsizetype(text.size));
}

struct Listed
{
    QByteArrayList paths;
    QList<quint64> sizes;
    bool isDamaged = false;
};

//! What the program reads in \a json. The bytes lie alone on the heap, so that a step too far shows.
Listed list(const QByteArray &json)
{
    std::vector<char> own(json.begin(), json.end());
    Listed listed;
    Manifest manifest;
    ManifestFile file;
    if (manifest.open(own.data(), own.size())) {
        while (manifest.next(file)) {
            listed.paths.append(bytes(file.path));
            listed.sizes.append(file.size);
        }
    }
    listed.isDamaged = manifest.isDamaged();
    return listed;
}

QJsonObject entry(const QString &path, qint64 size)
{
    return {{QStringLiteral("path"), path},
            {QStringLiteral("size"), size},
            {QStringLiteral("sha256"), QString(64, u'a')}};
}

QByteArray manifestJson(const QJsonArray &files)
{
    const QJsonObject root{
        {QStringLiteral("aFirst"),
         QJsonObject{{QStringLiteral("files"), QJsonArray{1, true, QJsonValue()}}}},
        {QStringLiteral("created"), QStringLiteral("2026-11-22 \"]}[{\\")},
        {QStringLiteral("files"), files},
        {QStringLiteral("manifestVersion"), 1}};
    return QJsonDocument(root).toJson();
}

} // namespace

//! The parts of the lab's boot program that need no firmware, run on this machine.
class LabProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sha256_data();
    void sha256();
    void sha256InPieces();
    void numbers_data();
    void numbers();
    void utf16_data();
    void utf16();
    void utf16IsCutWhole();
    void brokenUtf8_data();
    void brokenUtf8();
    void lineIsCut();
    void iniValue_data();
    void iniValue();
    void manifest();
    void damagedManifest_data();
    void damagedManifest();
    void everyTruncatedManifestIsDamaged();
    void garbledManifestsEnd();
};

// NIST, "Examples with Intermediate Values": SHA-256, one block, two blocks and the long message.
void LabProgramTest::sha256_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("empty")
        << QByteArray()
        << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("one block") << QByteArray(
        "abc") << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("two blocks")
        << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    QTest::newRow("a million a") << QByteArray(
        1'000'000,
        'a') << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void LabProgramTest::sha256()
{
    QFETCH(QByteArray, message);
    lab::Sha256 sha256;
    sha256.add(reinterpret_cast<const uint8_t *>(message.constData()), size_t(message.size()));
    char hex[64];
    sha256.finish(hex);
    QTEST(QByteArray(hex, 64), "hex");
}

void LabProgramTest::sha256InPieces()
{
    QRandomGenerator random(1);
    for (int length = 0; length < 300; ++length) {
        QByteArray message(length, '\0');
        for (auto &c : message)
            c = char(random.bounded(256));
        lab::Sha256 sha256;
        for (int at = 0; at < length;) {
            const int part = 1 + random.bounded(length - at);
            sha256.add(reinterpret_cast<const uint8_t *>(message.constData()) + at, size_t(part));
            at += part;
        }
        char hex[64];
        sha256.finish(hex);
        QCOMPARE(QByteArray(hex, 64),
                 QCryptographicHash::hash(message, QCryptographicHash::Sha256).toHex());
    }
}

void LabProgramTest::numbers_data()
{
    QTest::addColumn<quint64>("number");
    for (const quint64 number :
         {0ull, 1ull, 9ull, 10ull, 4095ull, 4294967296ull, 10'000'000'000'000'000'000ull, ~0ull})
        QTest::addRow("%llu", number) << quint64(number);
}

void LabProgramTest::numbers()
{
    QFETCH(quint64, number);
    Line line;
    QCOMPARE(bytes(line.add(uint64_t(number))), QByteArray::number(number));
}

void LabProgramTest::utf16_data()
{
    QTest::addColumn<QString>("expected");
    QTest::newRow("ascii") << QStringLiteral("sources/boot.wim");
    QTest::newRow("latin") << QStringLiteral("\u00dcbung");
    QTest::newRow("han") << QStringLiteral("\u4e2d\u6587");
    QTest::newRow("pair") << QStringLiteral("a\U0001F4BFz");
    QTest::newRow("empty") << QString();
}

void LabProgramTest::utf16()
{
    QFETCH(QString, expected);
    char16_t units[64];
    const auto size = lab::toUtf16(text(expected.toUtf8()), units, 64);
    QCOMPARE(QString::fromUtf16(units, qsizetype(size)), expected);
    Line line;
    QCOMPARE(bytes(line.addUtf16(units)), expected.toUtf8());
}

void LabProgramTest::utf16IsCutWhole()
{
    char16_t units[4];
    QCOMPARE(lab::toUtf16(text(QStringLiteral("ab\U0001F4BF").toUtf8()), units, 4), size_t(2));
    QCOMPARE(QString::fromUtf16(units), QStringLiteral("ab"));
}

void LabProgramTest::brokenUtf8_data()
{
    QTest::addColumn<QByteArray>("broken");
    QTest::newRow("lone continuation") << QByteArray("\x80");
    QTest::newRow("overlong slash") << QByteArray("\xC0\xAF");
    QTest::newRow("overlong in three") << QByteArray("\xE0\x80\xAF");
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80");
    QTest::newRow("above the last") << QByteArray("\xF4\x90\x80\x80");
    QTest::newRow("cut off") << QByteArray("\xE4\xB8");
}

void LabProgramTest::brokenUtf8()
{
    QFETCH(QByteArray, broken);
    const std::vector<char> own(broken.begin(), broken.end());
    char16_t units[8];
    const auto size = lab::toUtf16(Text(own.data(), own.size()), units, 8);
    QCOMPARE(QString::fromUtf16(units, qsizetype(size)), QString(broken.size(), QChar(0xFFFD)));
}

void LabProgramTest::lineIsCut()
{
    Line line;
    line.fill('x', 1020).add("abcdef").addUtf16(u'\u4e2d');
    QCOMPARE(bytes(line), QByteArray(1020, 'x') + "abcd");
}

void LabProgramTest::iniValue_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("plain") << QByteArray(
        "[MediaInfo]\r\nMediaType=BootMedia\r\nUnattended=true\r\n")
                           << QByteArray("true");
    QTest::newRow("blanks, case, no last line end")
        << QByteArray("[mediainfo]\n unattended = true ") << QByteArray("true");
    QTest::newRow("other section")
        << QByteArray("[Other]\nUnattended=true\n[MediaInfo]\nX=1") << QByteArray();
    QTest::newRow("first of the right section")
        << QByteArray("[Other]\nUnattended=no\n[MediaInfo]\nUnattended=true") << QByteArray("true");
    QTest::newRow("longer key") << QByteArray("[MediaInfo]\nUnattendedX=true") << QByteArray();
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("brackets only")
        << QByteArray("[\n[]\n[MediaInfo\nUnattended=true") << QByteArray();
}

void LabProgramTest::iniValue()
{
    QFETCH(QByteArray, file);
    QTEST(bytes(lab::iniValue(text(file), "MediaInfo", "Unattended")), "value");
}

void LabProgramTest::manifest()
{
    const QStringList paths{QStringLiteral("sources/boot.wim"),
                            QStringLiteral("a \"quoted\" \\ name\t"),
                            QStringLiteral("\u00dcbung \u4e2d \U0001F4BF.txt")};
    QJsonArray files;
    for (const auto &path : paths)
        files.append(entry(path, 5'000'000'000));
    const auto listed = list(manifestJson(files));
    QVERIFY(!listed.isDamaged);
    QCOMPARE(listed.paths.size(), paths.size());
    for (qsizetype i = 0; i < paths.size(); ++i)
        QCOMPARE(QString::fromUtf8(listed.paths.at(i)), paths.at(i));
    QCOMPARE(listed.sizes, QList<quint64>(3, 5'000'000'000));

    const auto escaped = list("{\"files\":[{\"path\":\"\\u00dc\\uD83D\\uDCBF\\/"
                              "\\n\",\"x\":[[{}]],\"size\":0,\"sha256\":\""
                              + QByteArray(64, '0') + "\"}]}");
    QVERIFY(!escaped.isDamaged);
    QCOMPARE(escaped.paths, QByteArrayList{"\u00dc\U0001F4BF/\n"});
}

void LabProgramTest::damagedManifest_data()
{
    const QByteArray sha = ",\"sha256\":\"" + QByteArray(64, '0') + "\"";
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("no files") << QByteArray("{\"manifestVersion\":1}");
    QTest::newRow("files is no list") << QByteArray("{\"files\":{}}");
    QTest::newRow("entry is no object") << QByteArray("{\"files\":[1]}");
    QTest::newRow("no path") << "{\"files\":[{\"size\":1" + sha + "}]}";
    QTest::newRow("no hash") << QByteArray("{\"files\":[{\"path\":\"a\",\"size\":1}]}");
    QTest::newRow("short hash") << QByteArray(
        "{\"files\":[{\"path\":\"a\",\"size\":1,\"sha256\":\"00\"}]}");
    QTest::newRow("huge size") << "{\"files\":[{\"path\":\"a\",\"size\":99999999999999999999" + sha
                                      + "}]}";
    QTest::newRow("negative size") << "{\"files\":[{\"path\":\"a\",\"size\":-1" + sha + "}]}";
    QTest::newRow("bad escape") << "{\"files\":[{\"path\":\"a\\x\",\"size\":1" + sha + "}]}";
    QTest::newRow("bad code unit") << "{\"files\":[{\"path\":\"a\\u12G4\",\"size\":1" + sha + "}]}";
    QTest::newRow("NUL in a path") << "{\"files\":[{\"path\":\"a\\u0000\",\"size\":1" + sha + "}]}";
    QTest::newRow("half a pair") << "{\"files\":[{\"path\":\"a\\uD83D\",\"size\":1" + sha + "}]}";
    QTest::newRow("control character") << "{\"files\":[{\"path\":\"a\nb\",\"size\":1" + sha + "}]}";
    QTest::newRow("too deep") << "{\"x\":" + QByteArray(40, '[') + QByteArray(40, ']')
                                     + ",\"files\":[]}";
}

void LabProgramTest::damagedManifest()
{
    QFETCH(QByteArray, json);
    const auto listed = list(json);
    QVERIFY(listed.isDamaged);
    QVERIFY(listed.paths.isEmpty());
}

void LabProgramTest::everyTruncatedManifestIsDamaged()
{
    const auto json =
        manifestJson({entry(QStringLiteral("a\u4e2d\\"), 1), entry(QStringLiteral("b"), 2)});
    const auto end = json.lastIndexOf(']') + 1; // what follows the list is not read
    for (qsizetype size = 0; size < end; ++size)
        QVERIFY2(list(json.first(size)).isDamaged, qPrintable(QString::number(size)));
    QVERIFY(!list(json.first(end)).isDamaged);
}

void LabProgramTest::garbledManifestsEnd()
{
    const auto json =
        manifestJson({entry(QStringLiteral("a\u4e2d\\"), 1), entry(QStringLiteral("b"), 2)});
    QRandomGenerator random(2);
    for (int round = 0; round < 20'000; ++round) {
        QByteArray garbled = json;
        for (int i = random.bounded(4); i >= 0; --i)
            garbled[random.bounded(int(garbled.size()))] =
                char("\"\\[]{}:,u\0\xFF"[random.bounded(11)]);
        QVERIFY(list(garbled).paths.size() <= 4);
    }
}

QTEST_GUILESS_MAIN(LabProgramTest)
#include "tst_LabProgram.moc"
