// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/FileSink.h"
#include "core/image/layoutStick.h"
#include "core/image/readImage.h"
#include "core/image/verifyImage.h"
#include "support/ImageJudges.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

//! What is written from some place on: so a partition becomes a file, which fsck.fat wants.
class SinkFromOffset final : public ImageSink
{
public:
    SinkFromOffset(ImageSink &sink, quint64 offset)
        : m_sink(sink)
        , m_offset(offset)
    {}
    QString name() const override { return m_sink.name(); }
    quint64 size() const override { return m_sink.size() + m_offset; }
    bool startsZeroed() const override { return true; }
    Result<void> write(quint64 offset, std::span<const char> bytes) override
    {
        const auto skipped = std::min<quint64>(m_offset - std::min(m_offset, offset), bytes.size());
        if (skipped == bytes.size())
            return {};
        return m_sink.write(offset + skipped - m_offset, bytes.subspan(size_t(skipped)));
    }
    Result<void> flush() override { return m_sink.flush(); }
    Result<void> read(quint64 offset, std::span<char> into) override
    {
        return m_sink.read(offset - m_offset, into);
    }
    Result<void> commit() override { return m_sink.commit(); }

private:
    ImageSink &m_sink;
    quint64 m_offset;
};

} // namespace

class tst_LayoutStickTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyToolAgrees_data();
    void everyToolAgrees();

private:
    //! What went wrong; empty when \a path has become the stick or, \a from its partition on, a volume.
    QString write(const FileTree &tree, quint64 size, const QString &path, quint64 from);

    QTemporaryDir m_folder;
};

void tst_LayoutStickTools::initTestCase()
{
    QVERIFY(m_folder.isValid());
}

QString
tst_LayoutStickTools::write(const FileTree &tree, quint64 size, const QString &path, quint64 from)
{
    const StickOptions options{
        QStringLiteral("STICK"), 0x12345678, 0xCAFEBABE, fixedOptions().created};
    const auto layout = layoutStick(tree, size, options);
    if (!layout)
        return layout.error().message;
    auto sink = FileSink::create(path, Overwrite::Yes, size - from, 0);
    if (!sink)
        return sink.error().message;
    SinkFromOffset shifted(**sink, from);
    Control control;
    const auto written = writeImage(*layout, shifted, control);
    if (!written)
        return written.error().message;
    const auto done = (*sink)->commit();
    return done ? QString() : done.error().message;
}

void tst_LayoutStickTools::everyToolAgrees_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<bool>("isStrange");
    QTest::newRow("40 MiB") << 40_MiB << false;
    QTest::newRow("1 GB") << quint64(1'000'000'000) << true;
    QTest::newRow("16 GB") << quint64(16'000'000'000) << false;
    QTest::newRow("64 GB") << quint64(64'000'000'000) << true;
    QTest::newRow("512 GB") << quint64(512'000'000'000) << false;
}

void tst_LayoutStickTools::everyToolAgrees()
{
    QFETCH(quint64, size);
    QFETCH(bool, isStrange);
    FileTree tree;
    if (isStrange)
        tree = strangeTree();
    else
        addMedia(tree);
    const auto wanted = hashesOf(tree);
    const auto stick = m_folder.filePath(QStringLiteral("stick.img"));
    const auto volume = m_folder.filePath(QStringLiteral("volume.img"));
    QCOMPARE(write(tree, size, stick, 0), QString());
    QCOMPARE(write(tree, size, volume, kStickPartition), QString());

    const auto read = readImage(stick);
    QVERIFY(read);
    QCOMPARE(difference(hashesOf(*read), wanted), QString());
    const auto fsck = run(QStringLiteral("/usr/sbin/fsck.fat"),
                          {QStringLiteral("-n"), QStringLiteral("-v"), volume});
    QVERIFY2(fsck.isGood && !fsck.text.contains(QStringLiteral("differ")), qPrintable(fsck.text));
    const auto table = run(QStringLiteral("/usr/sbin/sfdisk"), {QStringLiteral("--dump"), stick});
    const auto line =
        QRegularExpression(QStringLiteral("start= *2048, size= *(\\d+), type=c, bootable"))
            .match(table.text);
    QVERIFY2(line.hasMatch(), qPrintable(table.text));
    const auto free = size - kStickPartition - line.captured(1).toULongLong() * 512;
    QVERIFY2(free < 32_KiB, qPrintable(table.text)); // less than a cluster
    QVERIFY2(table.text.contains(QStringLiteral("label-id: 0x12345678")), qPrintable(table.text));
    const auto check = run(QStringLiteral("/usr/sbin/sfdisk"), {QStringLiteral("--verify"), stick});
    QVERIFY2(check.text.contains(QStringLiteral("No errors detected.")), qPrintable(check.text));

    const auto out = m_folder.filePath(QStringLiteral("out"));
    QDir().mkpath(out);
    const auto copied = run(QStringLiteral("mcopy"),
                            {QStringLiteral("-s"),
                             QStringLiteral("-n"),
                             QStringLiteral("-i"),
                             stick + QStringLiteral("@@1M"),
                             QStringLiteral("::/*"),
                             out});
    QVERIFY(copied.isGood);
    QCOMPARE(difference(withoutForeignNames(hashesIn(out)), withoutForeignNames(wanted)),
             QString());
    QVERIFY(QDir(out).removeRecursively());
}

QTEST_GUILESS_MAIN(tst_LayoutStickTools)
#include "tst_LayoutStickTools.moc"
