// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Zips that other programs made: Python's zipfile and 7-Zip.
#include "core/archive/ZipArchive.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

bool run(const QString &folder, const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit
           && process.exitCode() == 0;
}

const auto MakeFiles = QStringLiteral(
    "mkdir sub && printf hello > a.txt && seq 100000 > 'sub/größe 日本.txt' && : > empty");

} // namespace

class tst_ZipArchiveTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheirs_data();
    void readsTheirs();
    void refusesTheirPasswords();
    void refusesTheirLinks();
};

void tst_ZipArchiveTools::readsTheirs_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    const auto args = [](const char *list) { return QString::fromLatin1(list).split(u' '); };
    QTest::newRow("Python") << QStringLiteral("python3")
                            << args("-m zipfile -c x.zip a.txt sub empty");
    QTest::newRow("7-Zip, deflate") << QStringLiteral("7z") << args("a x.zip a.txt sub empty");
    QTest::newRow("7-Zip, stored") << QStringLiteral("7z") << args("a -mx0 x.zip a.txt sub empty");
}

void tst_ZipArchiveTools::readsTheirs()
{
    QFETCH(QString, program);
    QFETCH(QStringList, arguments);
    QTemporaryDir folder;
    QVERIFY(run(folder.path(), QStringLiteral("sh"), {QStringLiteral("-c"), MakeFiles}));
    QVERIFY(run(folder.path(), program, arguments));
    const auto zip = ZipArchive::open(folder.filePath(QStringLiteral("x.zip")));
    QVERIFY2(zip, zip ? "" : qPrintable(zip.error().message));
    const auto tree = zip->tree();
    QVERIFY(tree);
    QCOMPARE(tree->entries().size(), size_t(4));
    for (const auto &entry : tree->entries()) {
        if (entry.isFolder)
            continue;
        QFile original(folder.filePath(entry.path));
        QVERIFY2(original.open(QIODevice::ReadOnly), qPrintable(entry.path));
        const auto content = entry.content.readAll();
        QVERIFY2(content, content ? "" : qPrintable(content.error().message));
        QCOMPARE(*content, original.readAll());
    }
}

void tst_ZipArchiveTools::refusesTheirPasswords()
{
    for (const auto *method : {"-mem=ZipCrypto", "-mem=AES256"}) {
        QTemporaryDir folder;
        QVERIFY(run(folder.path(), QStringLiteral("sh"), {QStringLiteral("-c"), MakeFiles}));
        QVERIFY(run(folder.path(),
                    QStringLiteral("7z"),
                    {QStringLiteral("a"),
                     QStringLiteral("-psecret"),
                     QString::fromLatin1(method),
                     QStringLiteral("x.zip"),
                     QStringLiteral("a.txt")}));
        const auto zip = ZipArchive::open(folder.filePath(QStringLiteral("x.zip")));
        QVERIFY(!zip);
        QCOMPARE(zip.error().kind, Error::Kind::Unsupported);
        QVERIFY(zip.error().message.endsWith(
            QLatin1String("\"a.txt\" is encrypted; pack the archive without a password.")));
    }
}

void tst_ZipArchiveTools::refusesTheirLinks()
{
    QTemporaryDir folder;
    QVERIFY(run(
        folder.path(),
        QStringLiteral("sh"),
        {QStringLiteral("-c"), QStringLiteral("ln -s /etc/passwd link && 7z a -snl x.zip link")}));
    const auto zip = ZipArchive::open(folder.filePath(QStringLiteral("x.zip")));
    QVERIFY(!zip);
    QCOMPARE(zip.error().kind, Error::Kind::Unsupported);
    QVERIFY(zip.error().message.endsWith(
        QLatin1String("\"link\" is a link; pack what it leads to instead.")));
}

QTEST_GUILESS_MAIN(tst_ZipArchiveTools)
#include "tst_ZipArchiveTools.moc"
