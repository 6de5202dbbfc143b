// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/variables/MediaVariables.h"
#include "core/variables/Seal.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

//! Writes \a bytes into the file \a name of \a folder and returns its path.
QString written(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    const auto path = folder.filePath(name);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
}

//! What tests/support/read_variables.py finds in \a file; empty if it refuses.
QJsonObject readByPython(const QByteArray &file, const QString &password)
{
    const QTemporaryDir folder;
    QStringList arguments{QStringLiteral(TEST_DATA "/../support/read_variables.py"),
                          written(folder, QStringLiteral("Variables.dat"), file)};
    if (!password.isEmpty())
        arguments += {QStringLiteral("--password-file"),
                      written(folder, QStringLiteral("password"), password.toUtf8())};
    QProcess python;
    python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    python.start(QStringLiteral("/usr/bin/python3"), arguments);
    if (!python.waitForFinished() || python.exitCode() != 0)
        return {};
    return QJsonDocument::fromJson(python.readAllStandardOutput()).object();
}

MediaVariables awkwardVariables()
{
    MediaVariables variables;
    variables.set(QStringLiteral("_SMSMediaGuid"),
                  QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E0C0DE"));
    variables.set(QStringLiteral("Empty"), QString());
    variables.set(QStringLiteral("Markup"), QStringLiteral("<a b=\"c\">&amp;]]>'</a>"));
    variables.set(QStringLiteral("Büro"),
                  QStringLiteral("Zürich 漢字 ") + QString::fromUcs4(U"\U0001F4BE", 1));
    variables.set(QStringLiteral("Lines"), QStringLiteral("a\tb\r\nc\rd\ne"));
    return variables;
}

} // namespace

class tst_SealTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherReaderAgrees_data();
    void anotherReaderAgrees();
    void anotherReaderRefusesTheWrongPassword();
};

void tst_SealTools::anotherReaderAgrees_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<bool>("aes256");
    for (const auto aes256 : {false, true}) {
        const auto *bits = aes256 ? "256" : "128";
        QTest::addRow("AES-%s, no password", bits) << QString() << aes256;
        QTest::addRow("AES-%s, password", bits) << "Correct horse 7!" << aes256;
        QTest::addRow("AES-%s, other scripts", bits) << QStringLiteral("Päßwörd-漢字") << aes256;
    }
}

void tst_SealTools::anotherReaderAgrees()
{
    QFETCH(QString, password);
    QFETCH(bool, aes256);
    const auto variables = awkwardVariables();
    const auto plaintext = variables.toPlaintext();
    QVERIFY(plaintext);
    const auto algorithm = aes256 ? SealAlgorithm::Aes256 : SealAlgorithm::Aes128;
    const auto file = sealVariables(*plaintext, Secret(password), algorithm);
    QVERIFY(file);
    const auto found = readByPython(*file, password);
    QCOMPARE(found.value(u"algorithm").toString(),
             aes256 ? QStringLiteral("AES-256") : QStringLiteral("AES-128"));
    QCOMPARE(found.value(u"plaintext").toString(), fromUtf16le(*plaintext));
    QVERIFY(found.value(u"slack").toString().remove(u'0').isEmpty());
    const auto pairs = found.value(u"variables").toArray();
    QCOMPARE(size_t(pairs.size()), variables.all().size());
    for (qsizetype i = 0; i < pairs.size(); ++i) {
        const auto &expected = variables.all()[size_t(i)];
        QCOMPARE(pairs[i][0].toString(), expected.name);
        QCOMPARE(pairs[i][1].toString(), expected.value.text());
    }
}

void tst_SealTools::anotherReaderRefusesTheWrongPassword()
{
    const auto plaintext = awkwardVariables().toPlaintext();
    QVERIFY(plaintext);
    const auto file = sealVariables(*plaintext, Secret(QStringLiteral("one")));
    QVERIFY(file);
    QVERIFY(!readByPython(*file, QStringLiteral("one")).isEmpty());
    QVERIFY(readByPython(*file, QStringLiteral("two")).isEmpty());
    QVERIFY(readByPython(*file, QString()).isEmpty());
}

QTEST_GUILESS_MAIN(tst_SealTools)
#include "tst_SealTools.moc"
