// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tree/ContentSource.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_ContentSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void emptyByDefault();
    void readsAlike_data();
    void readsAlike();
    void opensTwice();
    void missingFile();
    void folderIsNoFile();
    void truncatedFile();
    void joinedPassesErrorsOn();
    void streamMayRefuse();
    void watchesBelongToTheCopy();
    void parts_data();
    void parts();

private:
    QString write(const char *name, const QByteArray &bytes);

    QTemporaryDir m_folder;
    QString m_digits;
};

namespace {

//! Counts upwards from 'a'.
class LetterReader final : public ContentReader
{
public:
    Result<void> read(std::span<char> into) override
    {
        for (auto &c : into)
            c = m_next++;
        return {};
    }

private:
    char m_next = 'a';
};

class SilentWatch final : public ContentWatch
{
public:
    void add(QByteArrayView) override {}
    Result<void> finish() override { return {}; }
};

ContentSource letters(quint64 size)
{
    return ContentSource::stream(size, []() -> Result<std::unique_ptr<ContentReader>> {
        return std::make_unique<LetterReader>();
    });
}

} // namespace

QString tst_ContentSource::write(const char *name, const QByteArray &bytes)
{
    QFile file(m_folder.filePath(QString::fromLatin1(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName();
}

void tst_ContentSource::initTestCase()
{
    m_digits = write("digits", "0123456789");
    QVERIFY(!m_digits.isEmpty());
}

void tst_ContentSource::emptyByDefault()
{
    const ContentSource nothing;
    QCOMPARE(nothing.size(), 0ULL);
    const auto all = nothing.readAll();
    QVERIFY(all);
    QCOMPARE(*all, QByteArray());
}

void tst_ContentSource::readsAlike_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("bytes") << QStringLiteral("bytes") << QByteArray("memory\0!", 8);
    QTest::newRow("file") << QStringLiteral("file") << QByteArray("0123456789");
    QTest::newRow("slice") << QStringLiteral("slice") << QByteArray("3456");
    QTest::newRow("zeros") << QStringLiteral("zeros") << QByteArray(5, '\0');
    QTest::newRow("stream") << QStringLiteral("stream") << QByteArray("abcdef");
    QTest::newRow("joined") << QStringLiteral("joined")
                            << QByteArray("memory\0!3456\0\0abc0123456789", 28 - 1);
}

void tst_ContentSource::readsAlike()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, bytes);
    const auto memory = ContentSource::bytes(QByteArray("memory\0!", 8));
    const auto file = ContentSource::file(m_digits);
    QVERIFY(file);
    const auto slice = ContentSource::fileSlice(m_digits, 3, 4);
    const auto source = kind == u"bytes"    ? memory
                        : kind == u"file"   ? *file
                        : kind == u"slice"  ? slice
                        : kind == u"zeros"  ? ContentSource::zeros(5)
                        : kind == u"stream" ? letters(6)
                                            : ContentSource::joined({memory,
                                                                     slice,
                                                                     ContentSource::zeros(0),
                                                                     ContentSource::zeros(2),
                                                                     ContentSource(),
                                                                     letters(3),
                                                                     *file});
    QCOMPARE(source.size(), quint64(bytes.size()));
    QCOMPARE(source.memory() != nullptr, kind == u"bytes");
    QCOMPARE(source.isZeros(), kind == u"zeros");
    QCOMPARE(source.isStream(), kind == u"stream");
    const auto all = source.readAll();
    QVERIFY(all);
    QCOMPARE(*all, bytes);
    for (const qsizetype step : {1, 3, 100}) { // whatever the pieces, the bytes are the same
        auto reader = source.open();
        QVERIFY(reader);
        QByteArray pieces(bytes.size(), '?');
        for (qsizetype at = 0; at < pieces.size(); at += step) {
            const auto size = std::min(step, pieces.size() - at);
            QVERIFY((*reader)->read(std::span(pieces.data() + at, size_t(size))));
        }
        QCOMPARE(pieces, bytes);
    }
}

void tst_ContentSource::opensTwice()
{
    const auto source = letters(3);
    QCOMPARE(*source.readAll(), QByteArray("abc"));
    QCOMPARE(*source.readAll(), QByteArray("abc"));
}

void tst_ContentSource::missingFile()
{
    const auto path = m_folder.filePath(QStringLiteral("none"));
    const auto file = ContentSource::file(path);
    QVERIFY(!file);
    QCOMPARE(file.error().kind, Error::Kind::NotFound);
    QCOMPARE(file.error().message, QStringLiteral("Cannot find the file \"%1\".").arg(path));

    const auto late = ContentSource::fileSlice(path, 0, 1).open();
    QVERIFY(!late);
    QCOMPARE(late.error().kind, Error::Kind::NotFound);
}

void tst_ContentSource::folderIsNoFile()
{
    const auto folder = ContentSource::file(m_folder.path());
    QVERIFY(!folder);
    QCOMPARE(folder.error().kind, Error::Kind::Unsupported);
}

void tst_ContentSource::truncatedFile()
{
    const auto path = write("shrinks", QByteArray(100, 'x'));
    const auto file = ContentSource::file(path);
    QVERIFY(file);
    QVERIFY(QFile::resize(path, 60));
    const auto all = file->readAll();
    QVERIFY(!all);
    QCOMPARE(all.error().kind, Error::Kind::Corrupt);
    QCOMPARE(all.error().message,
             QStringLiteral("Cannot read \"%1\". It became shorter while it was read.").arg(path));
}

void tst_ContentSource::joinedPassesErrorsOn()
{
    const auto source =
        ContentSource::joined({ContentSource::bytes("ab"),
                               ContentSource::fileSlice(m_digits, 8, 4), // two bytes too many
                               ContentSource::bytes("cd")});
    auto reader = source.open();
    QVERIFY(reader);
    QByteArray bytes(4, '?');
    QVERIFY((*reader)->read(std::span(bytes.data(), 4)));
    QCOMPARE(bytes, QByteArray("ab89"));
    const auto more = (*reader)->read(std::span(bytes.data(), 1));
    QVERIFY(!more);
    QCOMPARE(more.error().kind, Error::Kind::Corrupt);
}

void tst_ContentSource::streamMayRefuse()
{
    const auto source = ContentSource::stream(
        1, []() -> Result<std::unique_ptr<ContentReader>> { return cancelled(); });
    const auto all = source.readAll();
    QVERIFY(!all);
    QCOMPARE(all.error().kind, Error::Kind::Cancelled);
}

void tst_ContentSource::watchesBelongToTheCopy()
{
    const auto first = std::make_shared<SilentWatch>();
    const auto second = std::make_shared<SilentWatch>();
    const auto plain = ContentSource::bytes("abc");
    const auto watched = plain.watchedBy(first).watchedBy(second);
    QVERIFY(plain.watches().empty());
    QCOMPARE(watched.watches().size(), size_t(2));
    QCOMPARE(watched.watches()[0].get(), static_cast<ContentWatch *>(first.get()));
    QCOMPARE(watched.watches()[1].get(), static_cast<ContentWatch *>(second.get()));
    QCOMPARE(*watched.readAll(), QByteArray("abc"));
}

void tst_ContentSource::parts_data()
{
    QTest::addColumn<ContentSource>("whole");
    const auto letters = ContentSource::bytes("abcdefghij");
    const auto stream = ContentSource::stream(10, []() -> Result<std::unique_ptr<ContentReader>> {
        return std::make_unique<LetterReader>();
    });
    QTest::newRow("bytes") << letters;
    QTest::newRow("file") << ContentSource::fileSlice(write("letters", "..abcdefghij.."), 2, 10);
    QTest::newRow("stream") << stream;
    QTest::newRow("joined") << ContentSource::joined({ContentSource::bytes("abc"),
                                                      ContentSource(),
                                                      stream.part(3, 4),
                                                      ContentSource::bytes("hij")});
}

void tst_ContentSource::parts()
{
    QFETCH(ContentSource, whole);
    const QByteArray all = "abcdefghij";
    for (quint64 offset = 0; offset <= 10; ++offset) {
        for (quint64 size = 0; offset + size <= 10; ++size) {
            const auto part = whole.part(offset, size);
            QCOMPARE(part.size(), size);
            QCOMPARE(*part.readAll(), all.sliced(qsizetype(offset), qsizetype(size)));
        }
    }
    QVERIFY(ContentSource::zeros(10).part(3, 4).isZeros());
}

QTEST_GUILESS_MAIN(tst_ContentSource)
#include "tst_ContentSource.moc"
