// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Zips built byte by byte after APPNOTE.TXT 6.3.10 (sections 4.3.7, 4.3.12, 4.3.16), so that each field
// can lie.
#include "core/archive/ZipArchive.h"
#include "core/base/Bytes.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

struct Member
{
    QByteArray name;
    QByteArray bytes; //!< what is in it
    quint16 method = 8;
    quint16 flags = 0x0800; //!< the name is UTF-8
    quint32 mode = 0100644;
    qint64 declaredSize = -1; //!< -1: the truth
    bool isCrcWrong = false;
};

quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xFFFFFFFF;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320 : 0);
    }
    return ~crc;
}

//! The fields that the local header and the central directory have in common.
QByteArray commonFields(const Member &member, quint32 packedSize)
{
    QByteArray fields;
    appendLe<quint16>(fields, member.flags);
    appendLe<quint16>(fields, member.method);
    appendLe<quint32>(fields, 0x5B760000); // 2025-11-22
    appendLe<quint32>(fields, crc32(member.bytes) ^ (member.isCrcWrong ? 1u : 0u));
    appendLe<quint32>(fields, packedSize);
    appendLe<quint32>(fields,
                      quint32(member.declaredSize < 0 ? member.bytes.size() : member.declaredSize));
    appendLe<quint16>(fields, quint16(member.name.size()));
    appendLe<quint16>(fields, 0);
    return fields;
}

QByteArray zipOf(const QList<Member> &members)
{
    QByteArray zip;
    QByteArray directory;
    for (const auto &member : members) {
        // qCompress: four bytes of size, zlib's two, deflate, Adler-32
        const auto packed =
            member.method == 8 ? qCompress(member.bytes).sliced(6).chopped(4) : member.bytes;
        const auto fields = commonFields(member, quint32(packed.size()));
        const auto offset = quint32(zip.size());
        zip += QByteArray("PK\x03\x04\x14\0", 6) + fields + member.name + packed;
        directory += QByteArray("PK\x01\x02\x14\x03\x14\0", 8) + fields;
        directory += QByteArray(6, '\0'); // comment length, disk, internal attributes
        appendLe<quint32>(directory, member.mode << 16);
        appendLe<quint32>(directory, offset);
        directory += member.name;
    }
    const auto begin = quint32(zip.size());
    zip += directory + QByteArray("PK\x05\x06\0\0\0\0", 8);
    appendLe<quint16>(zip, quint16(members.size()));
    appendLe<quint16>(zip, quint16(members.size()));
    appendLe<quint32>(zip, quint32(directory.size()));
    appendLe<quint32>(zip, begin);
    appendLe<quint16>(zip, 0);
    return zip;
}

} // namespace

class tst_ZipArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEntries();
    void treeIsSorted();
    void readsInPieces();
    void refusals_data();
    void refusals();
    void damagedContent_data();
    void damagedContent();
    void everyTruncationIsRefused();
    void everyFlippedByteIsSeenOrHarmless();
    void missingFile();
    void changedAfterOpening();

private:
    QString saved(const QByteArray &bytes);
    QTemporaryDir m_folder;
};

QString tst_ZipArchive::saved(const QByteArray &bytes)
{
    const auto path = m_folder.filePath(QStringLiteral("a.zip"));
    QFile file(path);
    const bool done = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    return done ? path : QString();
}

void tst_ZipArchive::readsEntries()
{
    const QByteArray large(300000, 'a');
    const auto path = saved(zipOf({{"ask.cmd", "@echo off"},
                                   {"sub/", "", 0, 0x0800, 040755},
                                   {"sub\\grüße-日本.txt", large},
                                   {"stored.bin", "stored", 0},
                                   {"empty.txt", "", 0}}));
    const auto zip = ZipArchive::open(path);
    QVERIFY2(zip, zip ? "" : qPrintable(zip.error().message));
    QStringList paths;
    for (const auto &entry : zip->entries())
        paths.append(entry.path);
    QCOMPARE(paths,
             QStringList({QStringLiteral("ask.cmd"),
                          QStringLiteral("sub"),
                          QStringLiteral("sub/grüße-日本.txt"),
                          QStringLiteral("stored.bin"),
                          QStringLiteral("empty.txt")}));
    QVERIFY(zip->entries()[1].isFolder);
    QCOMPARE(zip->entries()[2].size, quint64(300000));
    QCOMPARE(*zip->content(0).readAll(), QByteArray("@echo off"));
    QCOMPARE(*zip->content(2).readAll(), large);
    QCOMPARE(*zip->content(3).readAll(), QByteArray("stored"));
    QCOMPARE(*zip->content(4).readAll(), QByteArray());
    QCOMPARE(*zip->content(2).readAll(), large); // a second time
}

void tst_ZipArchive::treeIsSorted()
{
    const auto zip =
        ZipArchive::open(saved(zipOf({{"z.txt", "z"}, {"sub/y.txt", "y"}, {"a.txt", "a"}})));
    QVERIFY(zip);
    const auto tree = zip->tree();
    QVERIFY(tree);
    QStringList paths;
    for (const auto &entry : tree->entries())
        paths.append(entry.path);
    QCOMPARE(paths.join(u' '), QStringLiteral("a.txt sub sub/y.txt z.txt"));
    QCOMPARE(*tree->find(QStringLiteral("SUB/Y.TXT"))->content.readAll(), QByteArray("y"));
}

void tst_ZipArchive::readsInPieces()
{
    QByteArray bytes;
    for (int i = 0; i < 5000; ++i)
        bytes += QByteArray::number(i * 7919);
    const auto zip = ZipArchive::open(saved(zipOf({{"a", bytes}})));
    QVERIFY(zip);
    const auto reader = zip->content(0).open();
    QVERIFY(reader);
    QByteArray got(bytes.size(), '\0');
    for (qsizetype at = 0; at < got.size(); at += 1000) {
        const auto size = qMin<qsizetype>(1000, got.size() - at);
        QVERIFY((*reader)->read(std::span(got.data() + at, size_t(size))));
    }
    QCOMPARE(got, bytes);
}

void tst_ZipArchive::refusals_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    const auto use = QStringLiteral("Cannot use the archive \"%1\". ");
    const auto row =
        [&](const char *name, const Member &member, const char *kind, const char *why) {
            QTest::newRow(name) << zipOf({{"first.txt", "first"}, member})
                                << QString::fromLatin1(kind) << use + QString::fromUtf8(why);
        };
    row("up", {"../evil.txt", "x"}, "InvalidInput", "\"../evil.txt\" leads out of the archive.");
    row("up in the middle",
        {"a/../../b", "x"},
        "InvalidInput",
        "\"a/../../b\" leads out of the archive.");
    row("up with backslashes",
        {"a\\..\\..\\b", "x"},
        "InvalidInput",
        "\"a\\..\\..\\b\" leads out of the archive.");
    row("absolute", {"/etc/passwd", "x"}, "InvalidInput", "\"/etc/passwd\" has an absolute path.");
    row("share",
        {"\\\\server\\share\\x", "x"},
        "InvalidInput",
        "\"\\\\server\\share\\x\" has an absolute path.");
    row("drive", {"C:\\x", "x"}, "InvalidInput", "\"C:\\x\" has an absolute path.");
    row("drive without a root", {"c:x", "x"}, "InvalidInput", "\"c:x\" has an absolute path.");
    row("long path",
        {QByteArray("a/").repeated(600) + "b", "x"},
        "InvalidInput",
        qPrintable(u'"' + QStringLiteral("a/").repeated(100)
                   + QStringLiteral("\" has a path of more than 1024 characters.")));
    row("double",
        {"FIRST.txt", "x"},
        "InvalidInput",
        "Cannot put \"FIRST.txt\" on the media. A file or folder of that name is there already.");
    row("file as folder",
        {"first.txt/x", "x"},
        "InvalidInput",
        "Cannot put the folder \"first.txt\" on the media. A file of that name is there.");
    row("device name",
        {"sub/nul", "x"},
        "InvalidInput",
        "Cannot put \"sub/nul\" on the media. The name \"nul\" is reserved by Windows.");
    row("control character",
        {"a\x01", "x"},
        "InvalidInput",
        "Cannot put \"a\x01\" on the media. The name \"a\x01\" has a character that Windows does "
        "not allow.");
    row("encrypted",
        {"a", "x", 8, 0x0801},
        "Unsupported",
        "\"a\" is encrypted; pack the archive without a password.");
    row("link",
        {"a", "/etc/passwd", 0, 0x0800, 0120777},
        "Unsupported",
        "\"a\" is a link; pack what it leads to instead.");
    row("bzip2",
        {"a", "x", 12},
        "Unsupported",
        "\"a\" is packed in a strange way; pack it with plain zip (deflate).");
    row("stored with a lie",
        {"a", "x", 0, 0x0800, 0100644, 1000},
        "Corrupt",
        "\"a\" claims more bytes than it can have.");
    row("deflated with a lie",
        {"a", "x", 8, 0x0800, 0100644, 4000000000},
        "Corrupt",
        "\"a\" claims more bytes than it can have.");
    row("folder with content",
        {"a/", "x", 0},
        "Corrupt",
        "\"a/\" claims more bytes than it can have.");

    const auto damaged = QStringLiteral(
        "Cannot read \"%1\". It is not a zip archive, it is empty, or it is damaged.");
    QTest::newRow("empty file") << QByteArray() << QStringLiteral("Corrupt") << damaged;
    QTest::newRow("no entries") << zipOf({}) << QStringLiteral("Corrupt") << damaged;
    QTest::newRow("text") << QByteArray("this is no zip") << QStringLiteral("Corrupt") << damaged;
    auto counted = zipOf({{"a", "x"}});
    putLe<quint16>(counted, counted.size() - 12, 2);
    putLe<quint16>(counted, counted.size() - 14, 2);
    QTest::newRow("too many counted") << counted << QStringLiteral("Corrupt") << damaged;
    // a hundred names for the same packed bytes (the idea of D. Fifield's overlapping zip bomb)
    QList<Member> many;
    for (int i = 0; i < 100; ++i)
        many.append({QByteArray::number(i), QByteArray(1000, 'x'), 0});
    auto overlapped = zipOf(many);
    const auto directory = overlapped.indexOf("PK\x01\x02");
    overlapped.remove(1031, directory - 1031);
    putLe<quint32>(overlapped, overlapped.size() - 6, 1031);
    for (auto at = overlapped.indexOf("PK\x01\x02"); at >= 0;
         at = overlapped.indexOf("PK\x01\x02", at + 4))
        putLe<quint32>(overlapped, at + 42, 0);
    QTest::newRow("overlapping") << overlapped << QStringLiteral("Corrupt") << damaged;
}

void tst_ZipArchive::refusals()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, kind);
    QFETCH(QString, message);
    const auto path = saved(bytes);
    const auto zip = ZipArchive::open(path);
    QVERIFY(!zip);
    QCOMPARE(zip.error().message, message.replace(QLatin1String("%1"), path));
    QCOMPARE(kindName(zip.error().kind), kind);
}

void tst_ZipArchive::damagedContent_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("wrong checksum, deflated")
        << zipOf({{"a", QByteArray(5000, 'x'), 8, 0x0800, 0100644, -1, true}});
    QTest::newRow("wrong checksum, stored")
        << zipOf({{"a", "stored", 0, 0x0800, 0100644, -1, true}});
    QTest::newRow("more bytes than declared")
        << zipOf({{"a", QByteArray(5000, 'x'), 8, 0x0800, 0100644, 4000}});
    QTest::newRow("fewer bytes than declared")
        << zipOf({{"a", QByteArray(5000, 'x'), 8, 0x0800, 0100644, 6000}});
    QTest::newRow("bytes behind an empty file")
        << zipOf({{"a", QByteArray(5000, 'x'), 8, 0x0800, 0100644, 0}});
    auto broken = zipOf({{"a", QByteArrayLiteral("The quick brown fox jumps over the lazy dog.")}});
    broken[40] = char(broken[40] ^ 0x55);
    QTest::newRow("broken deflate") << broken;
}

void tst_ZipArchive::damagedContent()
{
    QFETCH(QByteArray, bytes);
    const auto path = saved(bytes);
    const auto zip = ZipArchive::open(path);
    QVERIFY(zip);
    const auto content = zip->content(0).readAll();
    QVERIFY(!content);
    QCOMPARE(content.error().kind, Error::Kind::Corrupt);
    QCOMPARE(content.error().message,
             QStringLiteral("Cannot unpack \"a\" from \"%1\". The archive is damaged.").arg(path));
}

void tst_ZipArchive::everyTruncationIsRefused()
{
    const auto whole = zipOf({{"a.txt", "hello"}, {"b/c.txt", "world"}});
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const auto zip = ZipArchive::open(saved(whole.first(size)));
        QVERIFY2(!zip, qPrintable(QString::number(size)));
        QCOMPARE(zip.error().kind, Error::Kind::Corrupt);
    }
}

void tst_ZipArchive::everyFlippedByteIsSeenOrHarmless()
{
    const QByteArray bytes = "The quick brown fox jumps over the lazy dog.";
    const auto whole = zipOf({{"a.txt", bytes}});
    for (qsizetype at = 0; at < whole.size(); ++at) {
        auto damaged = whole;
        damaged[at] = char(damaged[at] ^ 0xFF);
        const auto zip = ZipArchive::open(saved(damaged));
        if (!zip || zip->entries().empty())
            continue;
        const auto content = zip->content(0).readAll();
        if (content)
            QVERIFY2(*content == bytes, qPrintable(QString::number(at)));
    }
}

void tst_ZipArchive::missingFile()
{
    const auto path = m_folder.filePath(QStringLiteral("none.zip"));
    const auto zip = ZipArchive::open(path);
    QVERIFY(!zip);
    QCOMPARE(zip.error().kind, Error::Kind::NotFound);
    QCOMPARE(zip.error().message, QStringLiteral("Cannot find the file \"%1\".").arg(path));
}

void tst_ZipArchive::changedAfterOpening()
{
    const auto zip = ZipArchive::open(saved(zipOf({{"a", "before"}})));
    QVERIFY(zip);
    saved(zipOf({{"a", "behind"}}));
    const auto content = zip->content(0).readAll();
    QVERIFY(!content);
    QCOMPARE(content.error().kind, Error::Kind::Corrupt);
}

QTEST_GUILESS_MAIN(tst_ZipArchive)
#include "tst_ZipArchive.moc"
