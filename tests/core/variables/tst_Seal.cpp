// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/variables/Seal.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace bootwright;

namespace {

QJsonArray vectorsOf(QStringView group)
{
    QFile file(QStringLiteral(TEST_DATA "/variables/variables.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object().value(group).toArray();
}

SealAlgorithm algorithmOf(int algId)
{
    return algId == 0x6610 ? SealAlgorithm::Aes256 : SealAlgorithm::Aes128;
}

QByteArray sample()
{
    return utf16le(QStringLiteral("<?xml version=\"1.0\"?>\r\n<MediaVarList></MediaVarList>\r\n"));
}

const auto password = QStringLiteral("Correct horse 7!");

QByteArray sealedSample()
{
    const auto file = sealVariables(sample(), Secret(password));
    return file ? *file : QByteArray();
}

} // namespace

class tst_Seal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectors_data();
    void vectors();
    void published_data();
    void published();
    void sizes();
    void readsMarkedText();
    void refusesToSeal_data();
    void refusesToSeal();
    void header_data();
    void header();
    void everyTruncation();
    void everyFlippedBit();
    void wrongPassword_data();
    void wrongPassword();
};

// tests/data/variables/variables.json, "made": by an independent implementation in Python whose
// files the public readers and CryptoAPI itself open
void tst_Seal::vectors_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<int>("algId");
    QTest::addColumn<QString>("plaintext");
    QTest::addColumn<QByteArray>("file");
    const auto vectors = vectorsOf(u"made");
    QCOMPARE(vectors.size(), 4);
    for (const auto &entry : vectors) {
        const auto vector = entry.toObject();
        QTest::newRow(qUtf8Printable(vector.value(u"name").toString()))
            << vector.value(u"password").toString() << vector.value(u"algId").toInt()
            << vector.value(u"plaintextUtf8").toString()
            << QByteArray::fromHex(vector.value(u"fileHex").toString().toLatin1());
    }
}

void tst_Seal::vectors()
{
    QFETCH(QString, secret);
    QFETCH(int, algId);
    QFETCH(QString, plaintext);
    QFETCH(QByteArray, file);
    const auto algorithm = algorithmOf(algId);
    const auto made = sealVariables(utf16le(plaintext), Secret(secret), algorithm);
    QVERIFY(made);
    QCOMPARE(made->toHex(), file.toHex());
    const auto header = readSealHeader(file);
    QVERIFY(header);
    QVERIFY(header->algorithm == algorithm);
    QCOMPARE(qsizetype(header->plainSize), plaintext.size() * 2);
    const auto opened = unsealVariables(file, Secret(secret));
    QVERIFY(opened);
    QCOMPARE(fromUtf16le(*opened), plaintext);
}

// "published": the first 40 bytes of two real files, the self-test vectors of the public hashcat
// modules 19850 and 19851 (password "Password1"). With initial vector 0 the first block depends on
// the first eight characters alone, so text of the same size must give the same 40 bytes.
void tst_Seal::published_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QByteArray>("head");
    const auto vectors = vectorsOf(u"published");
    QCOMPARE(vectors.size(), 2);
    for (const auto &entry : vectors) {
        const auto vector = entry.toObject();
        QTest::newRow(qUtf8Printable(vector.value(u"name").toString()))
            << vector.value(u"password").toString()
            << QByteArray::fromHex(vector.value(u"fileHeadHex").toString().toLatin1());
    }
}

void tst_Seal::published()
{
    QFETCH(QString, secret);
    QFETCH(QByteArray, head);
    QCOMPARE(head.size(), 40);
    const auto size = qsizetype(le<quint32>(head, 8));
    auto text = utf16le(QStringLiteral("<?xml version=\"1.0\"?>"));
    text.append(size - text.size(), ' ');
    const auto made = sealVariables(text, Secret(secret), algorithmOf(int(le<quint32>(head, 16))));
    QVERIFY(made);
    QCOMPARE(made->first(40).toHex(), head.toHex());
}

void tst_Seal::sizes()
{
    for (qsizetype size = 2; size <= 66; size += 2) {
        const auto text = utf16le(QString(size / 2, u'<'));
        const auto file = sealVariables(text, Secret(password));
        QVERIFY(file);
        QCOMPARE(file->size(), size + 42);
        const auto header = readSealHeader(*file);
        QVERIFY(header);
        const auto end = 24 + qsizetype(header->cipherSize);
        QCOMPARE(file->sliced(end), zeroBytes(quint64(file->size() - end)));
        const auto opened = unsealVariables(*file, Secret(password));
        QVERIFY(opened);
        QCOMPARE(*opened, text);
        QVERIFY(unsealVariables(*file + QByteArray(9, 'x'), Secret(password))); // more slack
    }
}

void tst_Seal::readsMarkedText()
{
    const auto text = QByteArray("\xFF\xFE") + sample();
    const auto file = sealVariables(text, Secret());
    QVERIFY(file);
    const auto opened = unsealVariables(*file, Secret());
    QVERIFY(opened);
    QCOMPARE(*opened, text);
}

void tst_Seal::refusesToSeal_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("odd") << QByteArray("<\0a", 3);
}

void tst_Seal::refusesToSeal()
{
    QFETCH(QByteArray, text);
    const auto file = sealVariables(text, Secret(password));
    QVERIFY(!file);
    QCOMPARE(file.error().kind, Error::Kind::InvalidInput);
}

void tst_Seal::header_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<quint32>("value");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    const auto row =
        [](const char *what, int offset, quint32 value, const char *kind, const char *message) {
            QTest::newRow(what) << offset << value << QString::fromLatin1(kind)
                                << QString::fromLatin1(message);
        };
    const auto *begin =
        "The sealed media variables are damaged. They do not begin as such a file does.";
    const auto *sizes =
        "The sealed media variables are damaged. Their sizes contradict each other.";
    const auto *algorithm =
        "The media variables are sealed with an algorithm other than AES-128 and AES-256.";
    const auto plain = quint32(sample().size());
    row("signature", 0, 0xECED0001, "Corrupt", begin);
    row("inner size", 4, 24, "Corrupt", begin);
    row("flags", 20, 1, "Corrupt", begin);
    row("no text", 8, 0, "Corrupt", sizes);
    row("odd text", 8, plain - 1, "Corrupt", sizes);
    row("text longer than ciphertext", 8, plain + 64, "Corrupt", sizes);
    row("text shorter than its padding", 8, plain - 32, "Corrupt", sizes);
    row("huge text", 8, 0xFFFFFFFE, "Corrupt", sizes);
    row("no ciphertext", 12, 0, "Corrupt", sizes);
    row("ciphertext no multiple", 12, plain + 1, "Corrupt", sizes);
    row("huge ciphertext", 12, 0xFFFFFFF0, "Corrupt", sizes);
    row("3DES", 16, 0x6603, "Unsupported", algorithm);
    row("AES-192", 16, 0x660F, "Unsupported", algorithm);
}

void tst_Seal::header()
{
    QFETCH(int, offset);
    QFETCH(quint32, value);
    QFETCH(QString, kind);
    QFETCH(QString, message);
    auto file = sealedSample();
    putLe<quint32>(file, offset, value);
    const auto read = readSealHeader(file);
    QVERIFY(!read);
    QCOMPARE(kindName(read.error().kind), kind);
    QCOMPARE(read.error().message, message);
    const auto opened = unsealVariables(file, Secret(password));
    QVERIFY(!opened);
    QCOMPARE(opened.error(), read.error());
}

void tst_Seal::everyTruncation()
{
    const auto file = sealedSample();
    QVERIFY(!file.isEmpty());
    for (qsizetype size = 0; size < file.size(); ++size) {
        const auto opened = unsealVariables(file.first(size), Secret(password));
        QVERIFY2(!opened, qPrintable(QString::number(size)));
        QCOMPARE(opened.error().kind, Error::Kind::Corrupt);
        QCOMPARE(opened.error().message,
                 QStringLiteral("The sealed media variables are damaged. They are cut short."));
    }
}

// A seal cannot notice every change. What must hold: the header is refused, the last block spoils the
// padding, the first block the first character or its own text, and nothing ever crashes.
void tst_Seal::everyFlippedBit()
{
    const auto file = sealedSample();
    const auto header = readSealHeader(file);
    QVERIFY(header);
    const auto end = 24 + qsizetype(header->cipherSize);
    for (qsizetype bit = 0; bit < file.size() * 8; ++bit) {
        auto broken = file;
        broken[bit / 8] = char(broken[bit / 8] ^ (1 << (bit % 8)));
        const auto opened = unsealVariables(broken, Secret(password));
        if (bit / 8 < 24)
            QVERIFY2(!opened, qPrintable(QString::number(bit)));
        else if (bit / 8 < end)
            QVERIFY2(!opened || *opened != sample(), qPrintable(QString::number(bit)));
        else
            QVERIFY(opened); // slack is not read
        if (bit / 8 >= end - 16 && bit / 8 < end) {
            QVERIFY(!opened);
            QCOMPARE(opened.error().kind, Error::Kind::WrongPassword);
        }
    }
}

void tst_Seal::wrongPassword_data()
{
    QTest::addColumn<QString>("made");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("message");
    const auto none = QString();
    const auto wrong = QStringLiteral("The password does not open the media variables.");
    QTest::newRow("none given") << password << none
                                << "The media variables are protected with a password. Give it.";
    QTest::newRow("none needed") << none << password << wrong;
    QTest::newRow("another") << password << QStringLiteral("Correct horse 7") << wrong;
    QTest::newRow("other case") << password << password.toUpper() << wrong;
}

void tst_Seal::wrongPassword()
{
    QFETCH(QString, made);
    QFETCH(QString, given);
    QFETCH(QString, message);
    const auto file = sealVariables(sample(), Secret(made), SealAlgorithm::Aes256);
    QVERIFY(file);
    const auto opened = unsealVariables(*file, Secret(given));
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, Error::Kind::WrongPassword);
    QCOMPARE(opened.error().message, message);
}

QTEST_GUILESS_MAIN(tst_Seal)
#include "tst_Seal.moc"
