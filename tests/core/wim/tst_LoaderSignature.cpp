// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Units.h"
#include "core/wim/LoaderFacts.h"
#include "core/wim/PeFile.h"

#include <QFile>
#include <QTest>

using namespace bootwright;

Q_DECLARE_METATYPE(bootwright::LoaderSigner)

class tst_LoaderSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsSignatures_data();
    void readsSignatures();
    void readsFacts_data();
    void readsFacts();
    void refusesBadFacts();
    void sumsUpForPeople_data();
    void sumsUpForPeople();
    void seesChangedPrograms();
    void seesChangedSignatures();
    void seesBytesBehindTheTable();
    void refusesDamagedTables_data();
    void refusesDamagedTables();
    void ignoresOtherEntries();
    void refusesTooManySignatures();
    void refusesTextInsteadOfProgram();
};

namespace {

const QString pca2011 = QStringLiteral("Microsoft Windows Production PCA 2011");
const QString ca2023 = QStringLiteral("Windows UEFI CA 2023");

//! Signed by osslsigncode and sbsign, see tests/data/loaders/README.md.
QByteArray stored(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA "/loaders/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

PeFile::Range tableOf(const QByteArray &file)
{
    const auto program = PeFile::parse(file);
    return program ? program->certificateTable() : PeFile::Range{};
}

//! \a file with \a table in place of its certificate table.
QByteArray withTable(const QByteArray &file, const QByteArray &table)
{
    const auto program = PeFile::parse(file);
    QByteArray changed = file.first(program->certificateTable().offset) + table;
    putLe<quint32>(changed, program->certificateFieldOffset() + 4, quint32(table.size()));
    return changed;
}

QByteArray tableEntry(QByteArrayView contents, quint16 type)
{
    QByteArray entry;
    appendLe<quint32>(entry, quint32(contents.size()) + 8);
    appendLe<quint16>(entry, 0x200);
    appendLe<quint16>(entry, type);
    entry.append(contents);
    entry.append(zeroBytes(roundUp(quint64(entry.size()), 8) - quint64(entry.size())));
    return entry;
}

} // namespace

void tst_LoaderSignature::readsSignatures_data()
{
    QTest::addColumn<LoaderSigner>("signer");
    QTest::addColumn<QStringList>("issuers");
    QTest::addColumn<bool>("nested");
    QTest::addColumn<bool>("hasSvn");
    const auto row = [](const char *name,
                        LoaderSigner signer,
                        const QStringList &issuers,
                        bool nested,
                        bool hasSvn) {
        QTest::newRow(name) << signer << issuers << nested << hasSvn;
    };
    row("unsigned-x64.efi", LoaderSigner::Unsigned, {}, false, true);
    row("unsigned-x86.efi", LoaderSigner::Unsigned, {}, false, false);
    row("2011-x64.efi", LoaderSigner::Microsoft2011, {pca2011}, false, true);
    row("2011-x86.efi", LoaderSigner::Microsoft2011, {pca2011}, false, false);
    row("2023-x64.efi", LoaderSigner::Microsoft2023, {ca2023}, false, true);
    row("2023-arm64.efi", LoaderSigner::Microsoft2023, {ca2023}, false, false);
    row("2011-nested-2023-x64.efi", LoaderSigner::Microsoft2011, {pca2011, ca2023}, true, true);
    row("2011-and-2023-x64.efi", LoaderSigner::Microsoft2023, {pca2011, ca2023}, false, true);
    row("other-arm64.efi", LoaderSigner::Other, {QStringLiteral("Somebody Else")}, false, false);
}

void tst_LoaderSignature::readsSignatures()
{
    QFETCH(QStringList, issuers);
    QFETCH(bool, hasSvn);
    const auto signature =
        readLoaderSignature(stored(QString::fromLatin1(QTest::currentDataTag())));
    QVERIFY(signature);
    QTEST(signature->signer, "signer");
    QCOMPARE(signature->issuers, issuers);
    QTEST(signature->hasNested, "nested");
    QCOMPARE(signature->digestMatches, !issuers.isEmpty());
    QCOMPARE(signature->svn, hasSvn ? std::optional<quint32>(0x70000) : std::nullopt);
}

void tst_LoaderSignature::readsFacts_data()
{
    readsSignatures_data();
}

void tst_LoaderSignature::readsFacts()
{
    const auto file = stored(QString::fromLatin1(QTest::currentDataTag()));
    const auto facts = readLoaderFacts(ContentSource::bytes(file));
    const auto whole = readLoaderSignature(file);
    QVERIFY(facts && whole);
    QCOMPARE(facts->machine, PeFile::parse(file)->machine());
    QTEST(facts->signature.signer, "signer");
    QTEST(facts->signature.issuers, "issuers");
    QCOMPARE(facts->signature.signers, whole->signers);
    QCOMPARE(facts->signature.svn, whole->svn);
}

void tst_LoaderSignature::refusesBadFacts()
{
    const auto kind = [](const ContentSource &content) {
        return kindName(readLoaderFacts(content).error().kind);
    };
    QCOMPARE(kind(ContentSource()), QStringLiteral("InvalidInput"));
    QCOMPARE(kind(ContentSource::zeros(5000)), QStringLiteral("InvalidInput"));
    QCOMPARE(kind(ContentSource::zeros(17_MiB)), QStringLiteral("Corrupt"));
    QCOMPARE(kind(ContentSource::fileSlice(QStringLiteral("no/such"), 0, 5000)),
             QStringLiteral("NotFound"));
    QCOMPARE(svnText(0x70000), QStringLiteral("7.0"));
    QCOMPARE(svnText(0x20001), QStringLiteral("2.1"));
}

void tst_LoaderSignature::sumsUpForPeople_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("unsigned-x64.efi") << QStringLiteral("not signed");
    QTest::newRow("2011-x64.efi") << pca2011;
    QTest::newRow("2011-and-2023-x64.efi") << ca2023;
    QTest::newRow("other-arm64.efi") << QStringLiteral("Somebody Else");
}

void tst_LoaderSignature::sumsUpForPeople()
{
    const auto signature =
        readLoaderSignature(stored(QString::fromLatin1(QTest::currentDataTag())));
    QVERIFY(signature);
    QTEST(signerText(*signature), "text");
}

void tst_LoaderSignature::seesChangedPrograms()
{
    const auto whole = stored(QStringLiteral("2011-and-2023-x64.efi"));
    const auto program = PeFile::parse(whole);
    QVERIFY(program);
    const auto checksum = program->checksumOffset();
    const auto table = program->certificateTable();
    for (quint32 at = 0; at < table.offset; ++at) {
        auto file = whole;
        file[at] = char(file[at] ^ 0x10);
        const auto signature = readLoaderSignature(file);
        const bool isOutside = at >= checksum && at < checksum + 4;
        QVERIFY2(isOutside ? signature && signature->digestMatches
                           : !signature || !signature->digestMatches,
                 QByteArray::number(at).constData());
    }
}

void tst_LoaderSignature::seesChangedSignatures()
{
    const auto whole = stored(QStringLiteral("2023-arm64.efi"));
    const auto table = tableOf(whole);
    QVERIFY(table.size > 0);
    int stillMatches = 0;
    for (quint32 at = table.offset; at < table.offset + table.size; ++at) {
        auto file = whole;
        file[at] = char(file[at] ^ 0x01);
        const auto signature = readLoaderSignature(file);
        if (!signature)
            QCOMPARE(kindName(signature.error().kind), QStringLiteral("Corrupt"));
        else if (signature->digestMatches)
            ++stillMatches;
    }
    // what the signature does not cover: the certificate but for its key and issuer, padding
    QVERIFY2(stillMatches < int(table.size) * 2 / 3, QByteArray::number(stillMatches).constData());
    // the signature itself ends the entry
    const auto certificate = whole.sliced(table.offset + 8, le<quint32>(whole, table.offset) - 8);
    auto forged = whole;
    const auto last = table.offset + 8 + certificate.size() - 9;
    forged[last] = char(forged[last] ^ 0x01);
    const auto signature = readLoaderSignature(forged);
    QVERIFY(signature);
    QCOMPARE(signature->signer, LoaderSigner::Microsoft2023);
    QVERIFY(!signature->digestMatches);
}

void tst_LoaderSignature::seesBytesBehindTheTable()
{
    const auto signature = readLoaderSignature(stored(QStringLiteral("2011-x64.efi")) + "behind!!");
    QVERIFY(signature);
    QCOMPARE(signature->signer, LoaderSigner::Microsoft2011);
    QVERIFY(!signature->digestMatches);
}

void tst_LoaderSignature::refusesDamagedTables_data()
{
    QTest::addColumn<QByteArray>("file");
    const auto whole = stored(QStringLiteral("2011-x64.efi"));
    const auto range = tableOf(whole);
    const QByteArray table = whole.sliced(range.offset);
    const auto with = [&](auto change) {
        auto changed = table;
        change(changed);
        return withTable(whole, changed);
    };
    QTest::newRow("entry of 0 bytes") << with([](QByteArray &t) { putLe<quint32>(t, 0, 0); });
    QTest::newRow("entry of 7 bytes") << with([](QByteArray &t) { putLe<quint32>(t, 0, 7); });
    QTest::newRow("entry without contents") << with([](QByteArray &t) { putLe<quint32>(t, 0, 8); });
    QTest::newRow("entry of 4 GiB")
        << with([](QByteArray &t) { putLe<quint32>(t, 0, 0xFFFFFFFF); });
    QTest::newRow("entry behind the table")
        << with([](QByteArray &t) { putLe<quint32>(t, 0, quint32(t.size()) + 1); });
    QTest::newRow("half an entry") << with([](QByteArray &t) { t.append("\x10\0\0\0"); });
    QTest::newRow("not ASN.1") << with([](QByteArray &t) { t[8] = '\x55'; });
    QTest::newRow("PKCS#7 data, not SignedData") << withTable(
        whole, tableEntry(QByteArray::fromHex("300f06092a864886f70d010701a0020400"), 2));
    QTest::newRow("SignedData without contents")
        << withTable(whole, tableEntry(QByteArray::fromHex("300b06092a864886f70d010702"), 2));
    QTest::newRow("SignedData without signers")
        << withTable(whole,
                     tableEntry(QByteArray::fromHex("302306092a864886f70d010702a0163014020101310030"
                                                    "0b06092a864886f70d0107013100"),
                                2));
}

void tst_LoaderSignature::refusesDamagedTables()
{
    QFETCH(QByteArray, file);
    const auto signature = readLoaderSignature(file);
    QVERIFY(!signature);
    QCOMPARE(kindName(signature.error().kind), QStringLiteral("Corrupt"));
    QCOMPARE(signature.error().message, QStringLiteral("The signature of the program is damaged."));
}

void tst_LoaderSignature::ignoresOtherEntries()
{
    const auto whole = stored(QStringLiteral("2011-x64.efi"));
    const auto table = whole.sliced(tableOf(whole).offset);
    // type 0x0EF1 of the UEFI specification: not Authenticode
    const auto foreign = tableEntry("something else", 0x0EF1);
    const auto both = readLoaderSignature(withTable(whole, foreign + table));
    QVERIFY(both);
    QCOMPARE(both->signer, LoaderSigner::Microsoft2011);
    QVERIFY(both->digestMatches);
    const auto only = readLoaderSignature(withTable(whole, foreign));
    QVERIFY(only);
    QCOMPARE(only->signer, LoaderSigner::Unsigned);
    QVERIFY(!only->digestMatches);
}

void tst_LoaderSignature::refusesTooManySignatures()
{
    const auto whole = stored(QStringLiteral("2011-x64.efi"));
    const auto table = whole.sliced(tableOf(whole).offset);
    const auto most = readLoaderSignature(withTable(whole, table.repeated(32)));
    QVERIFY(most);
    QCOMPARE(most->issuers.size(), 32);
    const auto tooMany = readLoaderSignature(withTable(whole, table.repeated(33)));
    QVERIFY(!tooMany);
    QCOMPARE(kindName(tooMany.error().kind), QStringLiteral("Corrupt"));
}

void tst_LoaderSignature::refusesTextInsteadOfProgram()
{
    const auto signature = readLoaderSignature("This is bootmgfw.efi, honestly.");
    QVERIFY(!signature);
    QCOMPARE(kindName(signature.error().kind), QStringLiteral("InvalidInput"));
    QCOMPARE(signature.error().message,
             QStringLiteral("The file is not a Windows or EFI program."));
}

QTEST_GUILESS_MAIN(tst_LoaderSignature)
#include "tst_LoaderSignature.moc"
