// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/wim/EmptyWim.h"
#include "core/wim/WimDentry.h"
#include "core/wim/WimReader.h"
#include "core/wim/WimTree.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace bootwright;

namespace {

QByteArray dataFile(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA "/wim/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray xmlBytes(const QString &xml)
{
    return utf16le(QChar(QChar::ByteOrderMark) + xml);
}

const QString oneImage = QStringLiteral("<WIM><IMAGE INDEX=\"1\"/></WIM>");

//! An uncompressed WIM of one image with this metadata, these contents and this XML.
QByteArray makeWim(const QByteArray &metadata,
                   const QByteArrayList &contents = {},
                   const QByteArray &xml = xmlBytes(oneImage))
{
    auto wim = emptyWim({}).first(wimHeaderSize);
    const auto append = [&wim](const QByteArray &bytes, quint8 flags) {
        const auto size = quint64(bytes.size());
        const WimResource resource{size, flags, quint64(wim.size()), size};
        wim += bytes;
        return resource;
    };
    QList<WimBlob> blobs = {{append(metadata, 2), 1, 1, sha1(metadata)}};
    for (const auto &content : contents)
        blobs.append({append(content, 0), 1, 1, sha1(content)});
    putWimResource(wim, wimHeaderOffset::bootMetadata, blobs.first().resource);
    const auto table = append(wimBlobTable(blobs), 2);
    putWimResource(wim, wimHeaderOffset::blobTable, table);
    const auto xmlAt = append(xml, 2);
    putWimResource(wim, wimHeaderOffset::xml, xmlAt);
    return wim;
}

WimNode node(const QString &name, quint32 attributes, const QByteArray &content = {})
{
    WimNewDentry entry;
    entry.name = name;
    entry.attributes = attributes;
    if (!content.isEmpty())
        entry.sha1 = sha1(content);
    return {wimDentry(entry), name, bool(attributes & wimAttribute::folder), {}};
}

//! File in a folder, and two names that differ in case only.
QByteArray smallWim()
{
    WimTree tree(1);
    auto folder = node(QStringLiteral("Folder"), wimAttribute::folder);
    folder.children.push_back(node(QStringLiteral("File.txt"), 0x20, "first"));
    folder.children.push_back(node(QStringLiteral("FILE.TXT"), 0x20, "second"));
    tree.root.children.push_back(folder);
    tree.root.children.push_back(node(QStringLiteral("empty"), 0x20));
    return makeWim(tree.bytes(), {"first", "second"});
}

Result<WimReader> opened(const QByteArray &bytes)
{
    auto wim = WimReader::openBytes(bytes, QStringLiteral("boot.wim"));
    if (!wim)
        return wim;
    for (int i = 1; i <= wim->images().size(); ++i) {
        if (const auto good = wim->selectImage(i); !good)
            return good.error();
    }
    return wim;
}

Result<QByteArray> contentAt(const WimReader &wim, QStringView path)
{
    const auto *entry = wim.find(path);
    if (!entry)
        return Error{Error::Kind::NotFound, {}, {}};
    return wim.read(*entry);
}

} // namespace

class tst_WimReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsCompressed_data();
    void readsCompressed();
    void findsNames();
    void readsStreams();
    void readsImageFacts();
    void refusesHeaders_data();
    void refusesHeaders();
    void refusesBlobs_data();
    void refusesBlobs();
    void refusesMetadata_data();
    void refusesMetadata();
    void refusesXml_data();
    void refusesXml();
    void refusesDamagedContent();
    void refusesEveryTruncation();
    void neverReadsOtherBytes_data();
    void neverReadsOtherBytes();
    void namesMissingFile();
    void readsHeads();
};

void tst_WimReader::readsCompressed_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("XPRESS") << QStringLiteral("xpress.wim");
    QTest::newRow("LZX") << QStringLiteral("lzx.wim");
}

static QByteArray text()
{
    QByteArray bytes;
    for (int i = 0; i < 1500; ++i)
        bytes += "Line " + QByteArray::number(i) + " of a text that compresses well.\r\n";
    return bytes;
}

static QByteArray calls()
{
    QByteArray bytes;
    for (quint32 i = 0; i < 2000; ++i) {
        bytes += '\xE8';
        appendLe<quint32>(bytes, 1000 + 7 * i);
        bytes += '\x90';
    }
    return bytes;
}

void tst_WimReader::readsCompressed()
{
    QFETCH(QString, file);
    const auto wim = opened(dataFile(file));
    QVERIFY2(wim, wim ? "" : qPrintable(wim.error().detail));
    QVERIFY(*contentAt(*wim, u"folder\\text.txt") == text());
    QVERIFY(*contentAt(*wim, u"Folder/calls.bin") == calls());
    QVERIFY(*contentAt(*wim, u"zeros") == QByteArray(70000, '\0'));
    QCOMPARE(*contentAt(*wim, u"empty"), QByteArray());
    QCOMPARE(wim->bootIndex(), 1);
    QVERIFY(wim->hasIntegrityTable());
    Control control;
    QVERIFY(wim->checkIntegrity(control));
    QCOMPARE(*wim->content().readAll(), dataFile(file));
}

void tst_WimReader::findsNames()
{
    const auto wim = opened(smallWim());
    QVERIFY2(wim, wim ? "" : qPrintable(wim.error().detail));
    QVERIFY(wim->find(u"")->isFolder);
    QCOMPARE(wim->find(u""), wim->find(u"\\"));
    QCOMPARE(*contentAt(*wim, u"Folder\\File.txt"), "first");
    QCOMPARE(*contentAt(*wim, u"/FOLDER/FILE.TXT"), "second");
    QCOMPARE(*contentAt(*wim, u"folder/file.TXT"), "first");
    QVERIFY(!wim->find(u"Folder/File.txt/x"));
    QVERIFY(!wim->find(u"Folder/none"));
    QCOMPARE(wim->children(*wim->find(u"folder")).size(), 2);
    QCOMPARE(wim->find(u"folder/file.txt")->size, 5u);
}

// Named streams are not the content; reparse data is not; the content may stand in a stream entry.
void tst_WimReader::readsStreams()
{
    const auto stream = [](const QString &name, const QByteArray &content) {
        QByteArray entry;
        appendLe<quint64>(entry, 38 + (name.isEmpty() ? 0 : quint64(name.size()) * 2 + 2));
        appendLe<quint64>(entry, 0);
        entry += sha1(content);
        appendLe<quint16>(entry, quint16(name.size() * 2));
        entry += utf16le(name) + (name.isEmpty() ? QByteArray() : zeroBytes(2));
        return entry + zeroBytes(roundUp(quint64(entry.size()), 8) - quint64(entry.size()));
    };
    const auto with = [](WimNode file, const QByteArrayList &streams) {
        putLe<quint16>(file.dentry, dentryOffset::streamCount, quint16(streams.size()));
        file.dentry += streams.join();
        return file;
    };
    WimTree tree(1);
    const auto unnamed = stream({}, "first");
    const auto named = stream(QStringLiteral("Zone"), "second");
    tree.root.children = {
        with(node(QStringLiteral("named"), 0x20, "first"), {named}),
        with(node(QStringLiteral("entries"), 0x20), {unnamed, named}),
        with(node(QStringLiteral("reparse"), 0x420), {stream({}, "second"), unnamed}),
        node(QStringLiteral("link"), 0x420, "second"),
        node(QStringLiteral("efs"), 0x4020, "first"),
        node(QStringLiteral("last"), 0x20, "first")};
    const auto wim = opened(makeWim(tree.bytes(), {"first", "second"}));
    QVERIFY2(wim, wim ? "" : qPrintable(wim.error().detail));
    for (const auto *name : {u"named", u"entries", u"reparse", u"last"})
        QCOMPARE(*contentAt(*wim, name), "first");
    QCOMPARE(*contentAt(*wim, u"link"), QByteArray());
    const auto encrypted = contentAt(*wim, u"efs");
    QCOMPARE(kindName(encrypted.error().kind), QStringLiteral("Unsupported"));
    QCOMPARE(encrypted.error().message,
             QStringLiteral("Cannot read \"efs\" in \"boot.wim\". It is encrypted by NTFS."));
    QCOMPARE(wimDentryStreams(tree.root.children[1].dentry).size(), 2);
}

void tst_WimReader::readsImageFacts()
{
    const auto xml = QString::fromUtf8(
        "<WIM><TOTALBYTES>99</TOTALBYTES><IMAGE INDEX=\"1\"><NAME>Größe 𝄞 &lt;1&gt;</NAME>"
        "<DESCRIPTION>d</DESCRIPTION><TOTALBYTES>12345678901</TOTALBYTES><WINDOWS><ARCH>9</ARCH>"
        "<EDITIONID>WindowsPE</EDITIONID><LANGUAGES><LANGUAGE>en-US</LANGUAGE><LANGUAGE>de-DE"
        "</LANGUAGE><DEFAULT>en-US</DEFAULT></LANGUAGES><VERSION><MAJOR>10</MAJOR><MINOR>0</MINOR>"
        "<BUILD>26100</BUILD><SPBUILD>x</SPBUILD></VERSION></WINDOWS></IMAGE>\r\n</WIM>");
    const auto wim = opened(makeWim(WimTree(1).bytes(), {}, xmlBytes(xml)));
    QVERIFY2(wim, wim ? "" : qPrintable(wim.error().detail));
    const auto &image = wim->images().first();
    QCOMPARE(image.index, 1);
    QCOMPARE(image.name, QString::fromUtf8("Größe 𝄞 <1>"));
    QCOMPARE(image.description, QStringLiteral("d"));
    QCOMPARE(image.edition, QStringLiteral("WindowsPE"));
    QCOMPARE(image.languages, (QStringList{QStringLiteral("en-US"), QStringLiteral("de-DE")}));
    QCOMPARE(image.defaultLanguage, QStringLiteral("en-US"));
    QCOMPARE(image.arch, 9);
    QCOMPARE(image.major, 10);
    QCOMPARE(image.build, 26100);
    QCOMPARE(image.spBuild, 0);
    QCOMPARE(image.totalBytes, 12345678901u);
    QVERIFY(image.xml.startsWith(u"<IMAGE INDEX=\"1\"><NAME>"));
    QVERIFY(image.xml.endsWith(u"</WINDOWS></IMAGE>"));
    const auto other = QString(xml)
                           .replace(QStringLiteral("12345678901"), QStringLiteral("7"))
                           .replace(QStringLiteral(">99<"), QStringLiteral(">1000<"));
    QCOMPARE(withWimCounters(xmlBytes(xml), 1, {1, 2, 7, 0}, 1000), xmlBytes(other));
}

void tst_WimReader::refusesHeaders_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("why");
    const auto row =
        [](const char *name, int at, const char *hex, const char *kind, const char *why) {
            QTest::newRow(name) << at << QByteArray::fromHex(hex) << QString::fromLatin1(kind)
                                << QString::fromLatin1(why);
        };
    const auto *const damaged = "The file is damaged or incomplete.";
    const auto *const esd =
        "It is an ESD or has LZMS compression. Export it to a WIM with LZX compression first.";
    const auto *const split = "It is one part of a split WIM. Join the parts to one file first.";
    row("other magic", 0, "4d5a", "InvalidInput", "It is not a WIM file.");
    row("pipable",
        0,
        "574c50574d",
        "Unsupported",
        "It is a pipable WIM. Export it to a normal WIM first.");
    row("header size", 8, "d4", "Corrupt", damaged);
    row("ESD version", 12, "000e0000", "Unsupported", esd);
    row("old version",
        12,
        "000a0100",
        "Unsupported",
        "It has an unknown version of the WIM format.");
    row("spanned flag", 16, "08", "Unsupported", split);
    row("LZMS flag", 16, "02000800", "Unsupported", esd);
    row("no method", 16, "02000000", "Corrupt", damaged);
    row("LZX without chunk size", 16, "0200040000000000", "Corrupt", damaged);
    row("LZX chunk size too small", 16, "0200040000400000", "Corrupt", damaged);
    row("LZX chunk size too large", 16, "0200040000004000", "Corrupt", damaged);
    row("LZX chunk size odd", 16, "0200040001800000", "Corrupt", damaged);
    row("XPRESS chunk size too large", 16, "0200020000000200", "Corrupt", damaged);
    row("part 2", 0x28, "02000100", "Corrupt", damaged);
    row("part 1 of 2", 0x28, "01000200", "Unsupported", split);
    row("no image", 0x2C, "00", "Corrupt", damaged);
    row("two images", 0x2C, "02", "Corrupt", damaged);
    row("very many images", 0x2C, "ffffffff", "Corrupt", damaged);
    row("blob table compressed", 0x37, "06", "Corrupt", damaged);
    row("blob table too long", 0x30, "ffffffffffffff", "Corrupt", damaged);
    row("blob table outside", 0x38, "ffffffffffffffff", "Corrupt", damaged);
    row("blob table in the header", 0x38, "00", "Corrupt", damaged);
    row("blob table with two sizes", 0x40, "33", "Corrupt", damaged);
    row("XML outside", 0x50, "f0ffffffffffffff", "Corrupt", damaged);
    row("XML with two sizes", 0x58, "02", "Corrupt", damaged);
    row("boot metadata elsewhere", 0x68, "d1", "Corrupt", damaged);
    row("boot index too large", 0x78, "02", "Corrupt", damaged);
    row("integrity outside", 0x7C, "ffffffffffff0000ffffff", "Corrupt", damaged);
    row("integrity compressed", 0x7C, "14000000000000040001000000000000", "Corrupt", damaged);
    row("integrity empty", 0x7C, "0000000000000000d0", "Corrupt", damaged);
}

void tst_WimReader::refusesHeaders()
{
    QFETCH(int, at);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, kind);
    QFETCH(QString, why);
    auto wim = smallWim();
    QVERIFY(opened(wim));
    putBytes(wim, at, bytes);
    const auto result = opened(wim);
    QVERIFY(!result);
    QCOMPARE(result.error().message, QStringLiteral("Cannot use \"boot.wim\". ") + why);
    QCOMPARE(kindName(result.error().kind), kind);
}

void tst_WimReader::refusesBlobs_data()
{
    QTest::addColumn<int>("at"); // in the blob table of smallWim()
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("metadata not flagged") << 7 << QByteArray(1, '\0');
    QTest::newRow("content flagged as metadata") << 57 << QByteArray(1, '\2');
    QTest::newRow("metadata without reference") << 26 << QByteArray(4, '\0');
    QTest::newRow("metadata with two references") << 26 << QByteArray(1, '\2');
    QTest::newRow("metadata outside") << 8 << QByteArray(8, '\xFF');
    QTest::newRow("content outside") << 58 << QByteArray(8, '\xFF');
    QTest::newRow("content too long") << 50 << QByteArray(7, '\xFF');
    QTest::newRow("metadata with another SHA-1") << 30 << QByteArray(20, 'x');
    QTest::newRow("metadata compressed") << 7 << QByteArray(1, '\6');
}

void tst_WimReader::refusesBlobs()
{
    QFETCH(int, at);
    QFETCH(QByteArray, bytes);
    auto wim = smallWim();
    const auto table = wimResourceAt(wim, wimHeaderOffset::blobTable);
    putBytes(wim, qsizetype(table.offset) + at, bytes);
    const auto result = opened(wim);
    QVERIFY(!result);
    QCOMPARE(kindName(result.error().kind), QStringLiteral("Corrupt"));
}

void tst_WimReader::refusesMetadata_data()
{
    QTest::addColumn<QByteArray>("metadata");
    const auto with = [](const char *name, const WimNode &child) {
        WimTree tree(1);
        tree.root.children.push_back(child);
        QTest::newRow(name) << tree.bytes();
    };
    const auto changed = [](const char *name, int at, const char *hex) {
        WimTree tree(1); // security 0, root 8, its end 112, list 120: file 120, end 232
        tree.root.children.push_back(node(QStringLiteral("a"), 0x20));
        auto bytes = tree.bytes();
        putBytes(bytes, at, QByteArray::fromHex(hex));
        QTest::newRow(name) << bytes;
    };
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no root") << WimTree(1).bytes().first(8);
    QTest::newRow("cut") << WimTree(1).bytes().chopped(8);
    with("empty name", node(QString(), 0x20));
    with("dot", node(QStringLiteral("."), 0x20));
    with("dots", node(QStringLiteral(".."), 0x10));
    with("slash", node(QStringLiteral("a/b"), 0x20));
    with("backslash", node(QStringLiteral("..\\x"), 0x20));
    with("colon", node(QStringLiteral("a:b"), 0x20));
    with("NUL", node(QString(QChar()), 0x20));
    changed("security larger than all", 0, "ffffffff");
    changed("security with descriptors outside", 4, "01");
    changed("root is a file", 16, "20");
    changed("root is a reparse point", 16, "1004");
    changed("root too short", 8, "50");
    changed("root wraps around", 8, "f9ffffffffffffff");
    changed("children in a circle", 24, "08");
    changed("children outside", 24, "ffffffffffffff7f");
    changed("children wrap around", 24, "fcffffffffffffff");
    changed("file longer than all", 120, "ff0f");
    changed("file with an odd name", 220, "03");
    changed("file with a name outside", 220, "f0");
    changed("file with a short name outside", 218, "f0");
    changed("file with streams outside", 216, "ffff");
    auto deep = node(QStringLiteral("x"), 0x10);
    for (int i = 0; i < 300; ++i) {
        auto outer = node(QStringLiteral("x"), 0x10);
        outer.children.push_back(deep);
        deep = outer;
    }
    with("too deep", deep);
}

void tst_WimReader::refusesMetadata()
{
    QFETCH(QByteArray, metadata);
    const auto result = opened(makeWim(metadata));
    QVERIFY(!result);
    QCOMPARE(kindName(result.error().kind), QStringLiteral("Corrupt"));
    QCOMPARE(result.error().message,
             QStringLiteral("Cannot use \"boot.wim\". The file is damaged or incomplete."));
}

void tst_WimReader::refusesXml_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char *name, const char *xml, const char *kind = "Corrupt") {
        QTest::newRow(name) << xmlBytes(QString::fromLatin1(xml)) << QString::fromLatin1(kind);
    };
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("Corrupt");
    QTest::newRow("odd size") << xmlBytes(oneImage) + 'x' << QStringLiteral("Corrupt");
    row("not closed", "<WIM><IMAGE INDEX=\"1\">");
    row("no image", "<WIM></WIM>");
    row("no index", "<WIM><IMAGE/></WIM>");
    row("index 0", "<WIM><IMAGE INDEX=\"0\"/></WIM>");
    row("index 2", "<WIM><IMAGE INDEX=\"2\"/></WIM>");
    row("twice", "<WIM><IMAGE INDEX=\"1\"/><IMAGE INDEX=\"1\"/></WIM>");
    row("DTD", "<!DOCTYPE WIM [<!ENTITY a \"b\">]><WIM><IMAGE INDEX=\"1\"/></WIM>");
    row("entity", "<WIM><IMAGE INDEX=\"1\"><NAME>&a;</NAME></IMAGE></WIM>");
    row("encrypted", "<WIM><ESD><ENCRYPTED/></ESD><IMAGE INDEX=\"1\"/></WIM>", "Unsupported");
    QTest::newRow("deep") << xmlBytes(QStringLiteral("<a>").repeated(50)
                                      + QStringLiteral("</a>").repeated(50))
                          << QStringLiteral("Corrupt");
}

void tst_WimReader::refusesXml()
{
    QFETCH(QByteArray, xml);
    QFETCH(QString, kind);
    const auto result = opened(makeWim(WimTree(1).bytes(), {}, xml));
    QVERIFY(!result);
    QCOMPARE(kindName(result.error().kind), kind);
}

void tst_WimReader::refusesDamagedContent()
{
    auto bytes = smallWim();
    putBytes(bytes, bytes.indexOf("second"), "sekond");
    const auto wim = opened(bytes);
    QVERIFY(wim);
    QCOMPARE(*contentAt(*wim, u"Folder/File.txt"), "first");
    const auto read = contentAt(*wim, u"Folder/FILE.TXT");
    QVERIFY(!read);
    QCOMPARE(kindName(read.error().kind), QStringLiteral("Corrupt"));
    QCOMPARE(read.error().message,
             QStringLiteral("Cannot read \"FILE.TXT\" in \"boot.wim\". The file is damaged or "
                            "incomplete."));
    const auto streamed = wim->content(*wim->find(u"Folder/FILE.TXT"))->readAll();
    QCOMPARE(streamed.error(), read.error());

    WimTree tree(1);
    tree.root.children.push_back(node(QStringLiteral("lost"), 0x20, "not in the table"));
    const auto lost = opened(makeWim(tree.bytes()));
    QVERIFY(lost);
    QCOMPARE(kindName(contentAt(*lost, u"lost").error().kind), QStringLiteral("Corrupt"));
}

void tst_WimReader::refusesEveryTruncation()
{
    const auto whole = smallWim();
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const auto wim = opened(whole.first(size));
        QVERIFY(!wim);
        QCOMPARE(kindName(wim.error().kind),
                 size < 8 ? QStringLiteral("InvalidInput") : QStringLiteral("Corrupt"));
    }
}

void tst_WimReader::neverReadsOtherBytes_data()
{
    readsCompressed_data();
}

// A flipped bit either changes nothing that is read, or is an error.
void tst_WimReader::neverReadsOtherBytes()
{
    QFETCH(QString, file);
    const auto good = dataFile(file);
    QRandomGenerator random(12);
    int refused = 0;
    for (int round = 0; round < 1500; ++round) {
        auto bytes = good;
        const auto at = round < 208 ? round : random.bounded(int(good.size()));
        bytes[at] = char(bytes[at] ^ 1 << random.bounded(8));
        const auto wim = opened(bytes);
        if (!wim) {
            ++refused;
            continue;
        }
        const auto check = [&](QStringView path, const QByteArray &expected) {
            const auto read = contentAt(*wim, path);
            refused += !read;
            return !read || *read == expected;
        };
        QVERIFY(check(u"Folder/text.txt", text()));
        QVERIFY(check(u"Folder/calls.bin", calls()));
        QVERIFY(check(u"zeros", QByteArray(70000, '\0')));
        QVERIFY(check(u"empty", {}));
    }
    QVERIFY(refused > 500);
}

void tst_WimReader::namesMissingFile()
{
    const auto wim = WimReader::open(QStringLiteral("no/such/boot.wim"));
    QCOMPARE(kindName(wim.error().kind), QStringLiteral("NotFound"));
    QVERIFY(wim.error().message.contains(u"no/such/boot.wim"));
}

void tst_WimReader::readsHeads()
{
    const auto whole = dataFile(QStringLiteral("lzx.wim"));
    QVERIFY(!whole.isEmpty());
    // a file inside of another, in two pieces
    const auto inside = ContentSource::joined({ContentSource::bytes(whole.first(1000)),
                                               ContentSource::zeros(0),
                                               ContentSource::bytes(whole.sliced(1000))});
    const auto expected = WimContainer::read(WimFile::memory(whole, QStringLiteral("a.wim")));
    const auto head = WimContainer::readHeadOf(WimFile::of(inside, QStringLiteral("a.wim")));
    QVERIFY(expected && head);
    QCOMPARE(head->images.size(), expected->images.size());
    QCOMPARE(head->xml, expected->xml);
    QVERIFY(head->blobs.isEmpty());
    const auto all = WimContainer::read(WimFile::of(inside, QStringLiteral("a.wim")));
    QVERIFY(all);
    QCOMPARE(all->blobs.size(), expected->blobs.size());
    const auto cut =
        WimContainer::readHeadOf(WimFile::of(inside.part(0, 500), QStringLiteral("a.wim")));
    QVERIFY(!cut);
    QCOMPARE(kindName(cut.error().kind), QStringLiteral("Corrupt"));
}

QTEST_GUILESS_MAIN(tst_WimReader)
#include "tst_WimReader.moc"
