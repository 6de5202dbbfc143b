// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Units.h"
#include "core/image/TreeReader.h"

#include <QTest>

using namespace bootwright;

namespace {

//! "done", or the kind of the error.
template<typename T>
QString outcome(const Result<T> &result)
{
    return result ? QStringLiteral("done") : kindName(result.error().kind);
}

} // namespace

class tst_TreeReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void names_data();
    void names();
    void foldersThatAreLeftOutAreNotRead();
    void doubledNames();
    void records();
    void doubledFolders();
    void depth();
    void letters();
    void folderBytes();
    void contentOutside();

private:
    MemoryImage m_image{QByteArray(100, 'x')};
    std::unique_ptr<TreeReader> m_reader;
    TreeReader::Folder m_root;
};

void tst_TreeReader::init()
{
    m_reader = std::make_unique<TreeReader>(m_image);
    QVERIFY(m_reader->addRoot(1, 0));
    m_root = m_reader->takeFolder();
}

void tst_TreeReader::names_data()
{
    QTest::addColumn<QString>("outcomeOfFile");
    QTest::addColumn<int>("entries");
    QTest::addColumn<int>("leftOut");
    QTest::newRow("file.txt") << QStringLiteral("done") << 1 << 0;
    QTest::newRow("") << QStringLiteral("Corrupt") << 0 << 0;
    QTest::newRow("a/b") << QStringLiteral("Corrupt") << 0 << 0;
    QTest::newRow("..") << QStringLiteral("done") << 0 << 1;
    QTest::newRow("aux.c") << QStringLiteral("done") << 0 << 1;
    QTest::newRow("a:b") << QStringLiteral("done") << 0 << 1;
    QTest::newRow("dot.") << QStringLiteral("done") << 0 << 1;
}

void tst_TreeReader::names()
{
    const auto name = QString::fromLatin1(QTest::currentDataTag());
    QTEST(outcome(m_reader->addFile(m_root, name, {}, 0)), "outcomeOfFile");
    const auto tree = m_reader->takeTree();
    QTEST(int(tree.entries().size()), "entries");
    QTEST(int(tree.leftOutCount()), "leftOut");
}

void tst_TreeReader::foldersThatAreLeftOutAreNotRead()
{
    QVERIFY(m_reader->addFolder(m_root, QStringLiteral("a?"), 2, 0));
    QVERIFY(!m_reader->hasFolder());
    QVERIFY(m_reader->addFolder(m_root, QStringLiteral("a"), 2, 0));
    QVERIFY(m_reader->hasFolder());
}

void tst_TreeReader::doubledNames()
{
    QVERIFY(m_reader->addFile(m_root, QStringLiteral("a"), {}, 0));
    QCOMPARE(outcome(m_reader->addFile(m_root, QStringLiteral("A"), {}, 0)),
             QStringLiteral("Corrupt"));
    QCOMPARE(outcome(m_reader->addFolder(m_root, QStringLiteral("a"), 2, 0)),
             QStringLiteral("Corrupt"));
}

//! By folded path, and none of what is left out.
void tst_TreeReader::records()
{
    QVERIFY(m_reader->addFile(m_root, QStringLiteral("Bcd"), {}, 4096));
    QVERIFY(m_reader->addFile(m_root, QStringLiteral("a:b"), {}, 4128));
    QCOMPARE(m_reader->takeRecords(), RecordPlaces({{QStringLiteral("bcd"), 4096}}));
}

void tst_TreeReader::doubledFolders()
{
    QVERIFY(m_reader->addFolder(m_root, QStringLiteral("a"), 2, 0));
    QCOMPARE(outcome(m_reader->addFolder(m_root, QStringLiteral("b"), 2, 0)),
             QStringLiteral("Corrupt"));
    QCOMPARE(outcome(m_reader->addFolder(m_root, QStringLiteral("c"), 1, 0)),
             QStringLiteral("Corrupt"));
}

void tst_TreeReader::depth()
{
    auto folder = m_root;
    quint64 levels = 0;
    while (m_reader->addFolder(folder, QStringLiteral("d"), 2 + levels, 0)) {
        folder = m_reader->takeFolder();
        ++levels;
    }
    QCOMPARE(levels, quint64(256));
}

void tst_TreeReader::letters()
{
    const QString name(250, u'n');
    int files = 0;
    while (m_reader->addFile(m_root, name + QString::number(files), {}, 0))
        ++files;
    QVERIFY2(files > 120'000 && files < 128'001, qPrintable(QString::number(files)));
}

void tst_TreeReader::folderBytes()
{
    for (int i = 0; i < 4; ++i)
        QVERIFY(m_reader->countFolderBytes(64_MiB));
    QCOMPARE(outcome(m_reader->countFolderBytes(1)), QStringLiteral("Corrupt"));
    init();
    QCOMPARE(outcome(m_reader->countFolderBytes(~quint64(0))), QStringLiteral("Corrupt"));
}

void tst_TreeReader::contentOutside()
{
    QCOMPARE(outcome(m_reader->slice(90, 10)), QStringLiteral("done"));
    QCOMPARE(outcome(m_reader->slice(91, 10)), QStringLiteral("Corrupt"));
    QCOMPARE(outcome(m_reader->slice(~quint64(0), 10)), QStringLiteral("Corrupt"));
}

QTEST_GUILESS_MAIN(tst_TreeReader)
#include "tst_TreeReader.moc"
