// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/wim/PeFile.h"

#include <QFile>
#include <QTest>

using namespace bootwright;

class tst_PeFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHeaders_data();
    void readsHeaders();
    void findsResources_data();
    void findsResources();
    void refuses_data();
    void refuses();
    void survivesEveryTruncation();
    void survivesEveryFlippedByte();
};

namespace {

//! Made by clang and lld, see tests/data/loaders/README.md.
QByteArray stored(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA "/loaders/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! The smallest PE32 with one section, which holds a resource tree of one RCDATA entry "AB" → data.
//! headers 64 + 24 + 224 + 40 = 352, section .rsrc at 512 of the file and 0x1000 of the image.
QByteArray smallProgram(QByteArrayView data)
{
    QByteArray file = zeroBytes(512);
    putBytes(file, 0, "MZ");
    putLe<quint32>(file, 60, 64);
    putBytes(file, 64, "PE");
    putLe<quint16>(file, 68, PeFile::machineX86);
    putLe<quint16>(file, 70, 1);
    putLe<quint16>(file, 84, 224);
    putLe<quint16>(file, 88, 0x10B);
    putLe<quint16>(file, 88 + 68, 10);
    putLe<quint32>(file, 88 + 92, 16);
    putLe<quint32>(file, 88 + 96 + 16, 0x1000);
    putLe<quint32>(file, 88 + 96 + 20, 128);
    putLe<quint32>(file, 312 + 12, 0x1000);
    putLe<quint32>(file, 312 + 16, 512);
    putLe<quint32>(file, 312 + 20, 512);

    QByteArray tree = zeroBytes(512);
    putLe<quint16>(tree, 14, 1); // type: id 10
    putLe<quint32>(tree, 16, 10);
    putLe<quint32>(tree, 20, 0x80000000 | 24);
    putLe<quint16>(tree, 24 + 12, 1); // name: "AB" at 100
    putLe<quint32>(tree, 40, 0x80000000 | 100);
    putLe<quint32>(tree, 44, 0x80000000 | 48);
    putLe<quint16>(tree, 48 + 14, 1); // language: data entry at 72
    putLe<quint32>(tree, 64, 1033);
    putLe<quint32>(tree, 68, 72);
    putLe<quint32>(tree, 72, 0x1000 + 128);
    putLe<quint32>(tree, 76, quint32(data.size()));
    putLe<quint16>(tree, 100, 2);
    putBytes(tree, 102, utf16le(u"AB"));
    putBytes(tree, 128, data);
    return file + tree;
}

constexpr int treeOffset = 512;

} // namespace

void tst_PeFile::readsHeaders_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("machine");
    QTest::addColumn<quint32>("tableSize");
    QTest::newRow("x64") << QStringLiteral("unsigned-x64.efi") << 0x8664 << 0U;
    QTest::newRow("x86") << QStringLiteral("unsigned-x86.efi") << 0x14C << 0U;
    QTest::newRow("arm64") << QStringLiteral("unsigned-arm64.efi") << 0xAA64 << 0U;
    // the signed file is the unsigned one with the table behind it
    QTest::newRow("signed") << QStringLiteral("2011-x64.efi") << 0x8664
                            << quint32(stored(QStringLiteral("2011-x64.efi")).size()) - 2560U;
}

void tst_PeFile::readsHeaders()
{
    QFETCH(QString, file);
    const auto bytes = stored(file);
    const auto program = PeFile::parse(bytes);
    QVERIFY(program);
    QTEST(int(program->machine()), "machine");
    QCOMPARE(program->subsystem(), 10);
    QTEST(program->certificateTable().size, "tableSize");
    if (program->certificateTable().size > 0)
        QCOMPARE(program->certificateTable().offset, 2560U);
    QCOMPARE(program->checksumOffset(), le<quint32>(bytes, 60) + 24 + 64);
}

void tst_PeFile::findsResources_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("hex");
    const auto rc = stored(QStringLiteral("unsigned-x64.efi"));
    QTest::newRow("made by llvm-rc")
        << rc << QStringLiteral("BOOTMGRSECURITYVERSIONNUMBER") << QByteArray("00000700");
    QTest::newRow("other name") << rc << QStringLiteral("OTHER") << QByteArray("010002000300");
    QTest::newRow("other case") << rc << QStringLiteral("Other") << QByteArray("010002000300");
    QTest::newRow("made by hand") << smallProgram("xyz") << QStringLiteral("AB")
                                  << QByteArray("78797a");
    QTest::newRow("empty") << smallProgram({}) << QStringLiteral("AB") << QByteArray();
}

void tst_PeFile::findsResources()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, name);
    const auto program = PeFile::parse(file);
    QVERIFY(program);
    const auto data = program->resource(name);
    QVERIFY(data);
    QTEST(data->toByteArray().toHex(), "hex");
}

void tst_PeFile::refuses_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    const QString notProgram = QStringLiteral("The file is not a Windows or EFI program.");
    const QString damaged = QStringLiteral("The program is damaged.");
    const auto row = [&](const char *name, const QByteArray &file, bool isProgram) {
        QTest::newRow(name) << file
                            << (isProgram ? QStringLiteral("Corrupt")
                                          : QStringLiteral("InvalidInput"))
                            << (isProgram ? damaged : notProgram);
    };
    const auto with = []<typename T>(int offset, T value) {
        auto file = smallProgram("xyz");
        putLe<T>(file, offset, value);
        return file;
    };
    row("nothing", {}, false);
    row("text", QByteArray("boot manager ").repeated(10), false);
    row("no PE header", with(60, quint32(65)), false);
    row("PE header outside", with(60, quint32(0xFFFFFFF0)), false);
    row("ROM header", with(88, quint16(0x107)), false);
    row("optional header too short", with(84, quint16(95)), true);
    row("optional header too long", with(84, quint16(0xFFFF)), true);
    row("too many directories", with(88 + 92, quint32(17)), true);
    row("too many sections", with(70, quint16(0xFFFF)), true);
    row("section outside", with(312 + 20, quint32(513)), true);
    row("section wraps around", with(312 + 20, quint32(0xFFFFFFFF)), true);
    row("certificates outside", with(88 + 96 + 36, quint32(1025)), true);
    row("certificates in the headers", with(88 + 96 + 36, quint32(8)), true);
    row("resources outside", with(88 + 96 + 16, quint32(0x1001 + 512)), true);
    row("resource is data at level 0", with(treeOffset + 20, quint32(24)), true);
    row("resource directory outside", with(treeOffset + 20, quint32(0x80000000 | 120)), true);
    row("resource entries outside", with(treeOffset + 14, quint16(15)), true);
    row("resource name outside", with(treeOffset + 40, quint32(0xFFFFFFFF)), true);
    row("resource name too long", with(treeOffset + 100, quint16(14)), true);
    row("resource language is a directory", with(treeOffset + 68, quint32(0x80000048)), true);
    row("resource entry outside", with(treeOffset + 68, quint32(120)), true);
    row("resource data outside", with(treeOffset + 72, quint32(0x11FE)), true);
    row("resource data too long", with(treeOffset + 76, quint32(0xFFFFFFFF)), true);
    QTest::newRow("no such resource")
        << with(treeOffset + 16, quint32(11)) << QStringLiteral("NotFound")
        << QStringLiteral("The program has no resource \"AB\".");
    QTest::newRow("no resources at all")
        << with(88 + 96 + 20, quint32(0)) << QStringLiteral("NotFound")
        << QStringLiteral("The program has no resource \"AB\".");
}

void tst_PeFile::refuses()
{
    QFETCH(QByteArray, file);
    const auto program = PeFile::parse(file);
    const auto error = [&] {
        if (!program)
            return program.error();
        const auto data = program->resource(u"AB");
        return data ? Error{Error::Kind::Cancelled, QStringLiteral("Nothing is wrong."), {}}
                    : data.error();
    }();
    QTEST(kindName(error.kind), "kind");
    QTEST(error.message, "message");
}

void tst_PeFile::survivesEveryTruncation()
{
    const auto whole = stored(QStringLiteral("2023-x64.efi"));
    QVERIFY(!whole.isEmpty());
    for (qsizetype size = 0; size < whole.size(); ++size) {
        // a copy of its own, so that a sanitizer sees a read behind the end
        const QByteArray file(whole.constData(), size);
        const auto program = PeFile::parse(file);
        // the table ends the file, so every cut is seen
        QVERIFY2(!program, QByteArray::number(size).constData());
    }
}

void tst_PeFile::survivesEveryFlippedByte()
{
    const auto whole = smallProgram("xyz");
    int found = 0;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (const char mask : {'\x01', '\x80', '\xFF'}) {
            QByteArray file(whole.constData(), whole.size());
            file[at] = char(file[at] ^ mask);
            const auto program = PeFile::parse(file);
            const auto data = program ? program->resource(u"AB") : program.error();
            if (data && !data->isEmpty()) {
                ++found;
                QVERIFY(data->data() >= file.constData());
                QVERIFY(data->data() + data->size() <= file.constData() + file.size());
            }
        }
    }
    QVERIFY(found > 0 && found < 3 * whole.size());
}

QTEST_GUILESS_MAIN(tst_PeFile)
#include "tst_PeFile.moc"
