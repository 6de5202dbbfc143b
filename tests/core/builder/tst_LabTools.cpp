// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/LabBootImage.h"
#include "core/wim/WimReader.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

//! What wimlib-imagex says; a failure or an absent program ends the test.
QByteArray wimlib(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("wimlib-imagex"), arguments);
    if (!process.waitForStarted() || !process.waitForFinished()
        || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        qFatal("wimlib-imagex %s: %s %s",
               qPrintable(arguments.join(u' ')),
               qPrintable(process.errorString()),
               process.readAll().constData());
    return process.readAll();
}

} // namespace

//! The lab's boot image as wimlib reads it.
class LabToolsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wimlibReadsTheSame();
};

void LabToolsTest::wimlibReadsTheSame()
{
    QTemporaryDir folder;
    QVERIFY(folder.isValid());
    const auto path = folder.filePath(QStringLiteral("boot.wim"));
    const auto image = labBootImage();
    QVERIFY(image);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(*image) == image->size());
    file.close();

    wimlib({QStringLiteral("verify"), path});
    const auto info = wimlib({QStringLiteral("info"), path});
    QVERIFY2(info.contains("Boot Index:     1"), info);
    QVERIFY2(info.contains("Architecture:           x86_64"), info);
    const auto tree = folder.filePath(QStringLiteral("tree"));
    wimlib({QStringLiteral("apply"), path, QStringLiteral("1"), tree});

    auto reader = WimReader::open(path);
    QVERIFY(reader && reader->selectImage(1));
    int files = 0;
    QDirIterator every(tree, QDir::Files, QDirIterator::Subdirectories);
    while (every.hasNext()) {
        QFile extracted(every.next());
        const auto inside = extracted.fileName().sliced(tree.size());
        const auto *entry = reader->find(inside);
        QVERIFY2(entry, qPrintable(inside));
        QVERIFY(extracted.open(QIODevice::ReadOnly));
        const auto content = reader->read(*entry);
        QVERIFY(content);
        QCOMPARE(*content, extracted.readAll());
        ++files;
    }
    QCOMPARE(files, 20);
}

QTEST_GUILESS_MAIN(LabToolsTest)
#include "tst_LabTools.moc"
