// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/WimTool.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QtEndian>

#include <filesystem>

namespace bootwright {

QString runTool(const QString &program, const QStringList &arguments)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (process.waitForFinished(120000) && process.exitStatus() == QProcess::NormalExit
        && process.exitCode() == 0)
        return {};
    return QStringLiteral("%1 %2: %3 %4")
        .arg(program,
             arguments.join(u' '),
             process.errorString(),
             QString::fromUtf8(process.readAll()));
}

QString runWimlib(const QStringList &arguments)
{
    return runTool(QStringLiteral("wimlib-imagex"), arguments);
}

namespace {

QByteArray randomBytes(QRandomGenerator &random, qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (auto &byte : bytes)
        byte = char(random.bounded(256));
    return bytes;
}

QByteArray calls(QRandomGenerator &random, qsizetype size)
{
    QByteArray bytes;
    while (bytes.size() < size) {
        bytes += char(0xE8);
        if (random.bounded(3) != 0) {
            const auto target = qToLittleEndian(random.bounded(24000000) - 12000000);
            bytes.append(reinterpret_cast<const char *>(&target), 4);
        }
        bytes += QByteArray(random.bounded(6), '\x90');
    }
    return bytes.first(size);
}

QByteArray words(QRandomGenerator &random, qsizetype size)
{
    static const QByteArrayList some = {"boot ", "medium ", "site ", "\r\n", "task sequence "};
    QByteArray bytes;
    while (bytes.size() < size)
        bytes += some[random.bounded(some.size())];
    return bytes.first(size);
}

} // namespace

QByteArray randomContent(QRandomGenerator &random)
{
    const auto size = random.bounded(8) == 0 ? random.bounded(150000) : random.bounded(9000);
    switch (random.bounded(5)) {
    case 0:
        return {};
    case 1:
        return words(random, size);
    case 2:
        return QByteArray(size, '\0');
    case 3:
        return calls(random, size);
    default:
        return randomBytes(random, size);
    }
}

TestTree randomTree(QRandomGenerator &random)
{
    TestTree tree;
    QStringList folders = {QString()};
    static const QStringList names = {QStringLiteral("Windows"),
                                      QStringLiteral("sms"),
                                      QString::fromUtf8("Übung é"),
                                      QString::fromUtf8("日本語 𝄞"),
                                      QStringLiteral("x")};
    for (int i = random.bounded(5); i > 0; --i) {
        const auto path = folders[random.bounded(folders.size())]
                          + names[random.bounded(names.size())] + QString::number(i);
        tree.insert(path, testFolder);
        folders.append(path + u'/');
    }
    for (int i = random.bounded(10); i > 0; --i) {
        const auto path = folders[random.bounded(folders.size())] + QStringLiteral("file%1.").arg(i)
                          + names[random.bounded(names.size())];
        const bool isCopy = !tree.isEmpty() && random.bounded(6) == 0 && tree.last() != testFolder;
        tree.insert(path, isCopy ? tree.last() : randomContent(random));
    }
    return tree;
}

void writeTree(const TestTree &tree, const QString &folder)
{
    QDir().mkpath(folder);
    QMap<QByteArray, QString> written;
    for (auto it = tree.cbegin(); it != tree.cend(); ++it) {
        const auto path = folder + u'/' + it.key();
        if (it.value() == testFolder) {
            QDir().mkpath(path);
            continue;
        }
        QDir().mkpath(path.first(path.lastIndexOf(u'/')));
        if (written.contains(it.value()))
            std::filesystem::create_hard_link(written.value(it.value()).toStdU16String(),
                                              path.toStdU16String());
        else
            writeFile(path, it.value());
        written.insert(it.value(), path);
    }
}

TestTree readTree(const QString &folder)
{
    TestTree tree;
    QDirIterator it(folder,
                    QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const auto path = it.next();
        tree.insert(path.sliced(folder.size() + 1),
                    it.fileInfo().isDir() ? testFolder : readFile(path));
    }
    return tree;
}

QString difference(const TestTree &actual, const TestTree &expected)
{
    if (actual.keys() != expected.keys())
        return QStringLiteral("has %1, expected %2")
            .arg(actual.keys().join(u'|'), expected.keys().join(u'|'));
    for (auto it = expected.cbegin(); it != expected.cend(); ++it) {
        if (actual.value(it.key()) != it.value())
            return QStringLiteral("%1: other bytes").arg(it.key());
    }
    return {};
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArrayLiteral("<unreadable>");
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace bootwright
