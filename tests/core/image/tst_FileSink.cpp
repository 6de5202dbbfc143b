// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Units.h"
#include "core/image/FileSink.h"
#include "core/image/verifyImage.h"
#include "support/ImageFixtures.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot read");
}

bool put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class tst_FileSink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void getsItsNameWithCommit();
    void leavesNothingBehindWithoutCommit();
    void refusesTargets_data();
    void refusesTargets();
    void replacesOnlyAtCommit();
    void refusesToReplaceWhatCameMeanwhile();
    void takesOverALeftover();
    void twoAtOnceDoNotMeet();
    void followsALink();
    void holesAreZerosAndTakeNoRoom();
    void readsBackWhatIsWritten();
    void sameFileSeesThroughLinks();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QStringList names() const
    {
        return QDir(m_folder->path())
            .entryList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name);
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_FileSink::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void tst_FileSink::getsItsNameWithCommit()
{
    auto sink = FileSink::create(path(QStringLiteral("a.iso")), Overwrite::No, 5);
    QVERIFY(sink);
    QCOMPARE((*sink)->name(), path(QStringLiteral("a.iso")));
    QVERIFY((*sink)->write(0, std::span("12345", 5)));
    QCOMPARE(names(), {QStringLiteral("a.iso.part")});
    QVERIFY((*sink)->commit());
    QCOMPARE(names(), {QStringLiteral("a.iso")});
    sink->reset();
    QCOMPARE(names(), {QStringLiteral("a.iso")});
    QCOMPARE(contentOf(path(QStringLiteral("a.iso"))), QByteArray("12345"));
}

void tst_FileSink::leavesNothingBehindWithoutCommit()
{
    {
        const auto sink = FileSink::create(path(QStringLiteral("a.iso")), Overwrite::No, 1_MiB);
        QVERIFY(sink);
        QVERIFY((*sink)->write(0, std::span("12345", 5)));
        QVERIFY((*sink)->flush());
    }
    QCOMPARE(names(), QStringList());
}

void tst_FileSink::refusesTargets_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    QTest::newRow("there already")
        << QStringLiteral("there.iso") << quint64(1) << QStringLiteral("InvalidInput")
        << QStringLiteral("Cannot write \"%1\". The file is there already, and replacing it was "
                          "not asked for.");
    QTest::newRow("a folder") << QStringLiteral("folder") << quint64(1)
                              << QStringLiteral("InvalidInput")
                              << QStringLiteral("Cannot write \"%1\". It is a folder.");
    QTest::newRow("no such folder")
        << QStringLiteral("missing/a.iso") << quint64(1) << QStringLiteral("Device")
        << QStringLiteral("Cannot write \"%1\". There is no folder \"%2\".");
    QTest::newRow("disk too small") << QStringLiteral("large.iso") << (quint64(1) << 50)
                                    << QStringLiteral("NoSpace") << QString();
}

void tst_FileSink::refusesTargets()
{
    QFETCH(QString, target);
    QFETCH(quint64, size);
    QFETCH(QString, kind);
    QFETCH(QString, message);
    QVERIFY(put(path(QStringLiteral("there.iso")), "old"));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder")));
    const auto before = names();
    const auto sink = FileSink::create(path(target), Overwrite::No, size);
    QVERIFY(!sink);
    QCOMPARE(kindName(sink.error().kind), kind);
    if (!message.isEmpty())
        QCOMPARE(sink.error().message,
                 message.replace(QStringLiteral("%1"), path(target))
                     .replace(QStringLiteral("%2"), path(QStringLiteral("missing"))));
    QCOMPARE(names(), before);
    QCOMPARE(contentOf(path(QStringLiteral("there.iso"))), QByteArray("old"));
}

void tst_FileSink::replacesOnlyAtCommit()
{
    const auto target = path(QStringLiteral("a.iso"));
    QVERIFY(put(target, "old"));
    {
        const auto sink = FileSink::create(target, Overwrite::Yes, 3);
        QVERIFY(sink);
        QVERIFY((*sink)->write(0, std::span("new", 3)));
        QCOMPARE(contentOf(target), QByteArray("old"));
    }
    QCOMPARE(contentOf(target), QByteArray("old"));
    const auto sink = FileSink::create(target, Overwrite::Yes, 3);
    QVERIFY(sink);
    QVERIFY((*sink)->write(0, std::span("new", 3)));
    QVERIFY((*sink)->commit());
    QCOMPARE(contentOf(target), QByteArray("new"));
    QCOMPARE(names(), {QStringLiteral("a.iso")});
}

void tst_FileSink::refusesToReplaceWhatCameMeanwhile()
{
    const auto target = path(QStringLiteral("a.iso"));
    {
        const auto sink = FileSink::create(target, Overwrite::No, 3);
        QVERIFY(sink);
        QVERIFY(put(target, "theirs"));
        const auto done = (*sink)->commit();
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::InvalidInput);
    }
    QCOMPARE(contentOf(target), QByteArray("theirs"));
    QCOMPARE(names(), {QStringLiteral("a.iso")});
}

void tst_FileSink::takesOverALeftover()
{
    const auto target = path(QStringLiteral("a.iso"));
    QVERIFY(put(target + QStringLiteral(".part"), QByteArray(100, 'x')));
    const auto sink = FileSink::create(target, Overwrite::No, 10);
    QVERIFY(sink);
    QVERIFY((*sink)->commit());
    QCOMPARE(contentOf(target), zeroBytes(10)); // nothing of the leftover shines through
}

void tst_FileSink::twoAtOnceDoNotMeet()
{
    const auto target = path(QStringLiteral("a.iso"));
    const auto first = FileSink::create(target, Overwrite::Yes, 3);
    QVERIFY(first);
    QVERIFY((*first)->write(0, std::span("one", 3)));
    const auto second = FileSink::create(target, Overwrite::Yes, 3);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, Error::Kind::InvalidInput);
    QVERIFY((*first)->commit());
    QCOMPARE(contentOf(target), QByteArray("one"));
}

void tst_FileSink::followsALink()
{
    const auto real = path(QStringLiteral("real.iso"));
    const auto link = path(QStringLiteral("link.lnk"));
    QVERIFY(put(real, "old"));
    QVERIFY(QFile::link(real, link));
    if (!QFileInfo(link).isSymbolicLink()) {
        QVERIFY(!sameFile(real, link)); // a shortcut of Windows is a file of its own
        return;
    }
    const auto sink = FileSink::create(link, Overwrite::Yes, 3);
    QVERIFY(sink);
    QVERIFY((*sink)->write(0, std::span("new", 3)));
    QVERIFY((*sink)->commit());
    QVERIFY(QFileInfo(link).isSymbolicLink());
    QCOMPARE(contentOf(real), QByteArray("new"));
}

void tst_FileSink::holesAreZerosAndTakeNoRoom()
{
    const auto sink =
        FileSink::create(path(QStringLiteral("a.iso")), Overwrite::No, 64_MiB, quint64(4096));
    QVERIFY(sink);
    QVERIFY((*sink)->write(32_MiB, std::span("12345", 5)));
    QVERIFY((*sink)->flush());
    QByteArray back(8, 'x');
    QVERIFY((*sink)->read(32_MiB - 3, std::span(back.data(), 8)));
    QCOMPARE(back,
             QByteArray("\0\0\0"
                        "12345",
                        8));
}

void tst_FileSink::readsBackWhatIsWritten()
{
    ImageLayout layout(9_MiB);
    QVERIFY(layout.add(1, ContentSource::bytes(noise(5_MiB, 1))));
    auto sink = FileSink::create(
        path(QStringLiteral("a.iso")), Overwrite::No, layout.size(), layout.contentSize());
    QVERIFY(sink);
    Control control;
    const auto report = writeImage(layout, **sink, control);
    QVERIFY(report);
    QVERIFY(verifyImage(layout, *report, **sink, control)->equal);
    // A byte that changes on the disk behind our back is seen.
    QFile part(path(QStringLiteral("a.iso.part")));
    const auto isOpen = part.open(QIODevice::ReadWrite);
#ifdef Q_OS_WIN
    QVERIFY(!isOpen); // nobody else may write it
#else
    QVERIFY(isOpen);
    QVERIFY(part.seek(6_MiB));
    QVERIFY(part.putChar('!'));
    part.close();
    const auto outcome = verifyImage(layout, *report, **sink, control);
    QVERIFY(outcome);
    QVERIFY(!outcome->equal);
#endif
}

void tst_FileSink::sameFileSeesThroughLinks()
{
    const auto a = path(QStringLiteral("a"));
    const auto b = path(QStringLiteral("b"));
    QVERIFY(put(a, "x"));
    QVERIFY(put(b, "x"));
    QVERIFY(sameFile(a, m_folder->path() + QStringLiteral("/./a")));
    QVERIFY(!sameFile(a, b));
    QVERIFY(!sameFile(a, path(QStringLiteral("missing"))));
    QVERIFY(!sameFile(path(QStringLiteral("missing")), path(QStringLiteral("missing"))));
}

QTEST_GUILESS_MAIN(tst_FileSink)
#include "tst_FileSink.moc"
