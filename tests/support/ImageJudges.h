// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/tree/FileTree.h"
#include "support/ImageFixtures.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QTest>

#include <algorithm>

//! Trees for images that other people's tools judge, and what the tools found in them.
namespace bootwright {

using Hashes = QMap<QString, QByteArray>;

struct Output
{
    bool isGood = false;
    QString text;
};

//! A tool that is missing is a failure, like one that complains.
inline Output run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    const auto ended = process.waitForStarted() && process.waitForFinished(300'000);
    const auto text = QString::fromUtf8(process.readAll());
    const auto isGood =
        ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    if (!isGood)
        qWarning().noquote() << program << arguments << process.errorString() << text;
    return {isGood, text};
}

inline QByteArray hashOfFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? sha256(file.readAll()) : QByteArray();
}

//! Files by folded path; folders have no hash.
inline Hashes hashesIn(const QString &folder)
{
    Hashes hashes;
    QDirIterator walk(folder,
                      QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const auto path = walk.next();
        hashes.insert(QDir(folder).relativeFilePath(path).toCaseFolded(),
                      QFileInfo(path).isDir() ? QByteArray() : hashOfFile(path));
    }
    return hashes;
}

inline Hashes hashesOf(const FileTree &tree)
{
    Hashes hashes;
    for (const auto &entry : tree.entries()) {
        const auto bytes = entry.content.readAll();
        hashes.insert(entry.path.toCaseFolded(),
                      entry.isFolder || !bytes ? QByteArray() : sha256(*bytes));
    }
    return hashes;
}

//! What differs, as few lines.
inline QString difference(const Hashes &got, const Hashes &wanted)
{
    QStringList lines;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        if (!got.contains(it.key()))
            lines << QStringLiteral("missing: ") + it.key();
        else if (got[it.key()] != it.value())
            lines << QStringLiteral("differs: ") + it.key();
    }
    for (auto it = got.begin(); it != got.end(); ++it) {
        if (!wanted.contains(it.key()))
            lines << QStringLiteral("extra: ") + it.key();
    }
    return lines.mid(0, 10).join(u'\n');
}

//! What remains of a tree for readers that rename what is not ASCII: all hashes, and the ASCII paths.
inline Hashes withoutForeignNames(const Hashes &hashes)
{
    Hashes plain;
    QMap<QByteArray, int> seen;
    for (auto it = hashes.begin(); it != hashes.end(); ++it) {
        const auto isPlain = std::all_of(it.key().begin(), it.key().end(), [](QChar c) {
            return c.unicode() < 0x80 && c != u'_';
        });
        if (isPlain)
            plain.insert(it.key(), it.value());
        const auto number = ++seen[it.value()];
        plain.insert(QString::fromLatin1(it.value().toHex()) + QString::number(number), {});
    }
    return plain;
}

//! The files of a boot medium, with about their real sizes.
inline void addMedia(FileTree &tree)
{
    const auto add = [&](const QString &path, quint64 size, quint32 seed, quint64 room = 0) {
        QVERIFY(tree.addFile(path, ContentSource::bytes(noise(size, seed)), room));
    };
    add(QStringLiteral("bootmgr"), 413'738, 1);
    add(QStringLiteral("bootmgr.efi"), 1'541'648, 2);
    add(QStringLiteral("boot/bcd"), 16'384, 3);
    add(QStringLiteral("boot/boot.sdi"), 3'170'304, 4);
    add(QStringLiteral("boot/fonts/wgl4_boot.ttf"), 47'452, 5);
    add(QStringLiteral("efi/boot/bootx64.efi"), 1'557'304, 6);
    add(QStringLiteral("efi/microsoft/boot/bcd"), 16'384, 7);
    add(QStringLiteral("efi/microsoft/boot/fonts/segoe_slboot.ttf"), 86'076, 8);
    add(QStringLiteral("sources/boot.wim"), 5'000'001, 9);
    add(QStringLiteral("SMS/data/TsmBootstrap.ini"), 71, 10, 2'048);
    add(QStringLiteral("SMS/data/Variables.dat"), 4'000, 11, 65'536);
    add(QStringLiteral("MediaLabel.txt"), 30, 12);
}

//! Names and sizes that file systems stumble over.
inline FileTree strangeTree()
{
    FileTree tree;
    const auto add = [&](const QString &path, quint64 size) {
        QVERIFY2(tree.addFile(path, ContentSource::bytes(noise(size, quint32(qHash(path, 1))))),
                 qPrintable(path));
    };
    addMedia(tree);
    add(QStringLiteral("empty.bin"), 0);
    add(QStringLiteral("one byte"), 1);
    add(QStringLiteral("sector"), 2048);
    add(QStringLiteral("sector and one"), 2049);
    add(QStringLiteral("Grüße/Ärger & Öl.txt"), 4000);
    add(QStringLiteral("日本語/起動イメージ.wim"), 5000);
    add(QString::fromUtf8("emoji/\xF0\x9F\x92\xBE\xF0\x9F\x9A\x80 start.txt"), 6000);
    add(QStringLiteral("long/") + QString(200, u'n') + QStringLiteral(".txt"), 7000);
    add(QStringLiteral("long/") + QString(103, u'ä'), 7001);
    add(QStringLiteral("long/") + QString(68, u'長'), 7002);
    add(QStringLiteral("many.dots.in.a.name.tar.gz"), 10);
    add(QStringLiteral(".hidden"), 11);
    add(QStringLiteral("ABCDEF~1.TXT"), 12);
    add(QStringLiteral("abcdefgh long.txt"), 13);
    add(QStringLiteral("a+b=c;d,e[1].txt").replace(u';', u'_'), 14);
    QString deep = QStringLiteral("deep");
    for (int i = 0; i < 20; ++i)
        deep += QStringLiteral("/level %1").arg(i);
    add(deep + QStringLiteral("/bottom.txt"), 15);
    if (!tree.addFolder(QStringLiteral("empty folder/inside")))
        qFatal("folder");
    for (int i = 0; i < 2000; ++i)
        add(QStringLiteral("crowd/member number %1.dat").arg(i), quint64(i % 50));
    return tree;
}

} // namespace bootwright
