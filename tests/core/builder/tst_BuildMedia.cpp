// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/builder/buildMedia.h"
#include "support/ImageFixtures.h"
#include "support/LabRecipe.h"

#include <QTest>

using namespace bootwright;

namespace {

constexpr auto never = ~quint64(0);

//! What a sink went through, which outlives it.
struct Fate
{
    quint64 fullAt = never;
    quint64 flipAt = never;
    quint64 unreadableAt = never;
    bool refusesCommit = false;

    int opened = 0;
    int committed = 0;
    bool isGone = false;
    QByteArray bytes;
};

//! An image in memory, the course of which is told to its Fate.
class WatchedSink final : public ImageSink
{
public:
    WatchedSink(Fate &fate, quint64 size)
        : m_fate(fate)
        , m_memory(size)
    {
        m_memory.fullAt = fate.fullAt;
        m_memory.flipAt = fate.flipAt;
        m_memory.unreadableAt = fate.unreadableAt;
        ++fate.opened;
    }
    ~WatchedSink() override
    {
        m_fate.isGone = true;
        m_fate.bytes = m_memory.bytes;
    }
    QString name() const override { return m_memory.name(); }
    quint64 size() const override { return m_memory.size(); }
    bool startsZeroed() const override { return true; }
    Result<void> write(quint64 offset, std::span<const char> bytes) override
    {
        return m_memory.write(offset, bytes);
    }
    Result<void> flush() override { return m_memory.flush(); }
    Result<void> read(quint64 offset, std::span<char> into) override
    {
        return m_memory.read(offset, into);
    }
    Result<void> commit() override
    {
        if (m_fate.refusesCommit)
            return Error{Error::Kind::AccessDenied, QStringLiteral("Not that name."), {}};
        ++m_fate.committed;
        return {};
    }

private:
    Fate &m_fate;
    MemorySink m_memory;
};

} // namespace

class tst_BuildMedia : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_lab = std::make_unique<LabRecipe>();
        m_fate = {};
    }
    void equal();
    void notReadBack();
    void planIsExact();
    void sameBytesAgain();
    void diskIsFull_data();
    void diskIsFull();
    void bitFlips_data();
    void bitFlips();
    void cannotBeReadBack();
    void cancelledAnywhere();
    void siteIsDown();
    void commitFails();
    void sinkDoesNotOpen();
    void progress();
    void oldFileStaysWhenReadBackDiffers();

private:
    Result<BuildReport> build(Control &&control = {}, ReadBack readBack = ReadBack::Yes)
    {
        const auto open = [this](const ImageLayout &layout, Control &) {
            return Result<std::unique_ptr<ImageSink>>(
                std::make_unique<WatchedSink>(m_fate, layout.size()));
        };
        return buildMedia(
            m_lab->plan(), m_lab->secrets, m_lab->site, m_lab->chance, open, readBack, control);
    }
    quint64 imageSize()
    {
        Control control;
        return planBuild(m_lab->plan(), m_lab->secrets, m_lab->site, m_lab->chance, control)->size;
    }
    void verifyNothingCame() const
    {
        QCOMPARE(m_fate.committed, 0);
        QVERIFY(m_fate.isGone || m_fate.opened == 0);
        QVERIFY(m_lab->site.registrations.empty());
    }

    std::unique_ptr<LabRecipe> m_lab;
    Fate m_fate;
};

void tst_BuildMedia::equal()
{
    const auto report = build();
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QCOMPARE(report->verification, BuildReport::Verification::Equal);
    QCOMPARE(m_fate.opened, 1);
    QCOMPARE(m_fate.committed, 1);
    QCOMPARE(report->size, quint64(m_fate.bytes.size()));
    QCOMPARE(report->sha256.toHex(), sha256(m_fate.bytes).toHex());
    QCOMPARE(report->output, QStringLiteral("memory"));
    QCOMPARE(report->registration, QStringLiteral("Registered."));
    QCOMPARE(report->certificateExpires, m_lab->draft.security.certificate.expireTime);
    QCOMPARE(m_lab->site.registrations.size(), size_t(1));
    QCOMPARE(m_lab->site.registrations[0].mediaGuid, report->mediaGuid);
    QVERIFY(!m_lab->site.registrations[0].certificateDer.isEmpty());
}

void tst_BuildMedia::notReadBack()
{
    m_fate.unreadableAt = 0;
    const auto report = build({}, ReadBack::No);
    QVERIFY(report);
    QCOMPARE(report->verification, BuildReport::Verification::Skipped);
    QVERIFY(report->sha256.isEmpty());
    QCOMPARE(m_fate.committed, 1);
}

void tst_BuildMedia::planIsExact()
{
    Control control;
    const auto plan = planBuild(m_lab->plan(), m_lab->secrets, m_lab->site, m_lab->chance, control);
    QVERIFY(plan);
    QVERIFY(plan->writtenSize < plan->size);
    QCOMPARE(plan->files.first(), QStringLiteral("bootmgr.efi"));
    QCOMPARE(plan->files.last(), QStringLiteral("Bootwright/manifest.json"));
    const auto report = build();
    QVERIFY(report);
    QCOMPARE(report->size, plan->size);
    QCOMPARE(report->warnings, plan->warnings);
}

void tst_BuildMedia::sameBytesAgain()
{
    QVERIFY(build());
    const auto first = m_fate.bytes;
    QVERIFY(build());
    QVERIFY(m_fate.bytes == first);
}

void tst_BuildMedia::diskIsFull_data()
{
    QTest::addColumn<double>("where");
    QTest::newRow("at the first byte") << 0.0;
    QTest::newRow("at the second") << 1e-12;
    QTest::newRow("in the middle") << 0.005; // the far end is a hole
    QTest::newRow("at the last byte") << 1.0;
}

void tst_BuildMedia::diskIsFull()
{
    QFETCH(double, where);
    const auto size = imageSize();
    m_fate.fullAt = where == 1.0 ? size - 1 : quint64(double(size) * where) + (where > 0 ? 1 : 0);
    const auto report = build();
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::NoSpace);
    verifyNothingCame();
}

void tst_BuildMedia::bitFlips_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("first byte") << QString();
    for (const auto *path :
         {"bootmgr.efi", "SMS/data/Variables.dat", "sources/boot.wim", "Bootwright/manifest.json"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void tst_BuildMedia::bitFlips()
{
    QFETCH(QString, path);
    m_fate.flipAt = 0;
    if (!path.isEmpty()) {
        const auto open = [&](const ImageLayout &layout,
                              Control &) -> Result<std::unique_ptr<ImageSink>> {
            for (const auto &extent : layout.extents()) {
                if (extent.path == path)
                    m_fate.flipAt = extent.offset + extent.content.size() / 2;
            }
            return cancelled();
        };
        Control control;
        QVERIFY(!buildMedia(m_lab->plan(),
                            m_lab->secrets,
                            m_lab->site,
                            m_lab->chance,
                            open,
                            ReadBack::Yes,
                            control));
        QVERIFY(m_fate.flipAt > 0);
    }
    const auto report = build();
    QVERIFY(report);
    QCOMPARE(report->verification, BuildReport::Verification::Different);
    QCOMPARE(report->difference,
             path.isEmpty() ? QStringLiteral("the structures of the file systems") : path);
    QVERIFY(report->sha256.isEmpty());
    verifyNothingCame();
}

void tst_BuildMedia::cannotBeReadBack()
{
    m_fate.unreadableAt = 4_MiB + 1;
    const auto report = build();
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::Device);
    verifyNothingCame();
}

void tst_BuildMedia::cancelledAnywhere()
{
    QStringList stages;
    QVERIFY(build(Control({}, [&](const Progress &progress) {
        if (!stages.contains(progress.stage))
            stages.append(progress.stage);
    })));
    stages = stages.last(2); // before them nothing takes long
    QCOMPARE(stages,
             QStringList(
                 {QStringLiteral("Writing the image"), QStringLiteral("Reading the image back")}));
    for (const auto &stage : stages) {
        init();
        std::stop_source stop;
        const auto report = build(Control(stop.get_token(), [&](const Progress &progress) {
            if (progress.stage == stage)
                stop.request_stop();
        }));
        QVERIFY2(!report, qPrintable(stage));
        QCOMPARE(report.error().kind, Error::Kind::Cancelled);
        verifyNothingCame();
    }
}

void tst_BuildMedia::siteIsDown()
{
    m_lab->site.isDown = true;
    const auto report = build();
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::Network);
    verifyNothingCame();
}

void tst_BuildMedia::commitFails()
{
    m_fate.refusesCommit = true;
    const auto report = build();
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::AccessDenied);
    QCOMPARE(m_fate.committed, 0);
    QVERIFY(m_fate.isGone);
}

void tst_BuildMedia::sinkDoesNotOpen()
{
    Control control;
    const auto report = buildMedia(
        m_lab->plan(),
        m_lab->secrets,
        m_lab->site,
        m_lab->chance,
        [](const ImageLayout &, Control &) {
            return Result<std::unique_ptr<ImageSink>>(
                Error{Error::Kind::NoSpace, QStringLiteral("Full."), {}});
        },
        ReadBack::Yes,
        control);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::NoSpace);
    verifyNothingCame();
}

void tst_BuildMedia::progress()
{
    std::vector<Progress> seen;
    QVERIFY(build(Control({}, [&](const Progress &progress) { seen.push_back(progress); })));
    quint64 done = 0;
    for (const auto &step : seen) {
        QVERIFY(step.done >= done);
        QVERIFY(step.done <= step.total);
        QVERIFY(!step.stage.isEmpty());
        done = step.done;
    }
    QVERIFY(done > 0);
    QCOMPARE(done, seen.back().total);
    QCOMPARE(seen.back().stage, QStringLiteral("Reading the image back"));
}

void tst_BuildMedia::oldFileStaysWhenReadBackDiffers()
{
    m_lab->put("out.iso", "old");
    const auto path = m_lab->path("out.iso");
    const auto file = openIsoFile(path, true);
    const auto spoil = [&](const ImageLayout &layout, Control &one) {
        auto sink = file(layout, one);
        struct Spoiling final : ImageSink
        {
            std::unique_ptr<ImageSink> inner;
            QString name() const override { return inner->name(); }
            quint64 size() const override { return inner->size(); }
            bool startsZeroed() const override { return true; }
            Result<void> write(quint64 offset, std::span<const char> bytes) override
            {
                return inner->write(offset, bytes);
            }
            Result<void> flush() override
            {
                const char wrong = 'x';
                if (const auto done = inner->write(600, std::span(&wrong, 1)); !done)
                    return done;
                return inner->flush();
            }
            Result<void> read(quint64 offset, std::span<char> into) override
            {
                return inner->read(offset, into);
            }
            Result<void> commit() override { return inner->commit(); }
        };
        auto spoiling = std::make_unique<Spoiling>();
        spoiling->inner = std::move(*sink);
        return Result<std::unique_ptr<ImageSink>>(std::move(spoiling));
    };
    Control control;
    const auto report = buildMedia(
        m_lab->plan(), m_lab->secrets, m_lab->site, m_lab->chance, spoil, ReadBack::Yes, control);
    QVERIFY(report);
    QCOMPARE(report->verification, BuildReport::Verification::Different);
    QFile old(path);
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("old"));
    QVERIFY(!QFile::exists(path + QStringLiteral(".part")));
}

QTEST_GUILESS_MAIN(tst_BuildMedia)
#include "tst_BuildMedia.moc"
