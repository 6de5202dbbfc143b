// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/builder/StickMedia.h"
#include "core/builder/StickRun.h"
#include "core/builder/verifyMedia.h"
#include "core/image/readImage.h"
#include "support/FakeDrive.h"
#include "support/ImageFixtures.h"
#include "support/LabRecipe.h"

#include <QTest>

using namespace bootwright;
using namespace std::chrono_literals;
using Outcome = StickState::Outcome;
using Phase = StickState::Phase;

namespace {

constexpr quint64 kLarge = 30_MiB; // more than the window of the reading

//! Files that count how often they are read.
StickSource sampleSource(std::shared_ptr<std::atomic<int>> opened = {})
{
    const auto large = noise(kLarge, 1);
    StickSource source;
    source.name = QStringLiteral("sample");
    source.label = QStringLiteral("SAMPLE");
    const auto content = ContentSource::stream(kLarge, [large, opened] {
        if (opened)
            ++*opened;
        return ContentSource::bytes(large).open();
    });
    if (!source.tree.addFile(QStringLiteral("bootmgr"), ContentSource::bytes(noise(70'000, 2)))
        || !source.tree.addFile(QStringLiteral("sources/boot.wim"), content))
        qFatal("tree");
    return source;
}

std::shared_ptr<FakeDrive> drive(quint64 size = 100_MiB)
{
    return std::make_shared<FakeDrive>(size);
}

StickRun::Open open(const std::shared_ptr<FakeDrive> &drive, DrivePatience patience = {})
{
    return [drive, patience](quint64, const std::stop_token &stop, Control &) {
        return Result<std::unique_ptr<DriveSink>>(std::make_unique<DriveSink>(
            drive,
            DriveFacts{QStringLiteral("fake"), QStringLiteral("Maker"), {}, QStringLiteral("S1")},
            stop,
            patience));
    };
}

bool looksFinished(FakeDrive &drive)
{
    return drive.bytes(0, 512).endsWith("\x55\xAA");
}

bool holdsSample(const std::shared_ptr<FakeDrive> &drive)
{
    const auto tree = readImage(FakeDriveImage(drive));
    const auto *file = tree ? tree->find(QStringLiteral("sources/boot.wim")) : nullptr;
    return file && file->content.readAll().value() == noise(kLarge, 1);
}

} // namespace

class tst_StickRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyAtOnceFromOneReading();
    void phasesInOrderAndProgressForward();
    void oneBadStickStopsNobody();
    void stickMayJoin();
    void finishedSticksAreMadeSafeToUnplug();
    void cancelIsAnOutcomeOfItsOwn();
    void notReadBackByWish();
    void damagedSourceFinishesNoStick();
    void silenceIsTold();
    void recipeRegistersOnceBeforeTheFirstIsFinished();
    void siteThatIsDownFinishesNoStick();
    void sentences_data();
    void sentences();
};

void tst_StickRun::manyAtOnceFromOneReading()
{
    const auto opened = std::make_shared<std::atomic<int>>(0);
    std::vector<std::shared_ptr<FakeDrive>> drives;
    StickRun run(sampleSource(opened), {}, {});
    for (int i = 0; i < 6; ++i) {
        drives.push_back(drive(60_MiB + quint64(i) * 50_MiB)); // each laid out in its own way
        run.add({QStringLiteral("stick")}, open(drives.back()));
    }
    for (const auto &state : run.wait()) {
        QCOMPARE(state.outcome, Outcome::Done);
        QCOMPARE(state.progress.done, state.progress.total);
        QCOMPARE(state.drive.serial, QStringLiteral("S1"));
    }
    QCOMPARE(opened->load(), 1);
    QSet<QByteArray> signatures;
    for (const auto &one : drives) {
        QVERIFY(holdsSample(one));
        signatures.insert(one->bytes(0, 512).sliced(440, 4));
    }
    QCOMPARE(signatures.size(), 6);
}

void tst_StickRun::phasesInOrderAndProgressForward()
{
    std::vector<Phase> phases;
    quint64 lastDone = 0;
    bool isForward = true;
    bool isErasedFromPreparing = true;
    StickRun run(sampleSource(), {}, [&](size_t, const StickState &state) {
        if (phases.empty() || phases.back() != state.phase)
            phases.push_back(state.phase);
        isForward &= state.progress.done >= lastDone;
        lastDone = state.progress.done;
        isErasedFromPreparing &= state.isErased == (state.phase != Phase::Opening);
    });
    run.add({QStringLiteral("stick")}, open(drive()));
    QCOMPARE(run.wait()[0].outcome, Outcome::Done);
    QCOMPARE(phases,
             (std::vector{Phase::Opening,
                          Phase::Preparing,
                          Phase::Writing,
                          Phase::ReadingBack,
                          Phase::Finishing,
                          Phase::Ended}));
    QVERIFY(isForward);
    QVERIFY(isErasedFromPreparing);
}

void tst_StickRun::oneBadStickStopsNobody()
{
    const auto vanishes = drive();
    vanishes->vanishesAfter = 20_MiB;
    const auto flips = drive();
    flips->flippedByte = 25_MiB;
    const auto forged = drive(64_GiB);
    forged->realSize = 128_MiB;
    const auto hangs = drive();
    hangs->stallsWriting = true;
    const auto good = drive();
    StickRun run(sampleSource(), {}, {});
    run.add({QStringLiteral("vanishes")}, open(vanishes));
    run.add({QStringLiteral("flips")}, open(flips));
    run.add({QStringLiteral("forged")}, open(forged));
    run.add({QStringLiteral("hangs")}, open(hangs, {1s, 1s}));
    run.add({QStringLiteral("nobody")}, [](quint64, const std::stop_token &, Control &) {
        return Result<std::unique_ptr<DriveSink>>(
            Error{Error::Kind::AccessDenied, QStringLiteral("Access is denied."), {}});
    });
    run.add({QStringLiteral("good")}, open(good));
    const auto states = run.wait();
    QCOMPARE(states[0].outcome, Outcome::Failed);
    QCOMPARE(states[0].error.kind, Error::Kind::Device);
    QCOMPARE(states[1].outcome, Outcome::Different);
    QCOMPARE(states[1].difference, QStringLiteral("sources/boot.wim"));
    QCOMPARE(states[2].outcome, Outcome::Failed);
    QCOMPARE(states[3].outcome, Outcome::Failed);
    QCOMPARE(states[4].error.kind, Error::Kind::AccessDenied);
    QVERIFY(!states[4].isErased);
    QCOMPARE(states[5].outcome, Outcome::Done);
    QVERIFY(holdsSample(good));
    hangs->wake();
    for (const auto &bad : {vanishes, flips, forged, hangs})
        QVERIFY(!looksFinished(*bad));
}

void tst_StickRun::stickMayJoin()
{
    const auto first = drive();
    const auto second = drive();
    std::atomic<bool> isWriting = false;
    StickRun run(sampleSource(), {}, [&](size_t number, const StickState &state) {
        if (number == 0 && state.phase == Phase::ReadingBack)
            isWriting = true;
    });
    run.add({QStringLiteral("first")}, open(first));
    QTRY_VERIFY(isWriting.load());
    QCOMPARE(run.add({QStringLiteral("second")}, open(second)), size_t(1));
    const auto states = run.wait();
    QCOMPARE(states.size(), size_t(2));
    QCOMPARE(states[0].outcome, Outcome::Done);
    QCOMPARE(states[1].outcome, Outcome::Done);
    QVERIFY(holdsSample(second));
    run.add({QStringLiteral("third")}, open(first)); // also when all others have ended
    QCOMPARE(run.wait()[2].outcome, Outcome::Done);
}

void tst_StickRun::finishedSticksAreMadeSafeToUnplug()
{
    const auto good = drive();
    const auto stays = drive();
    const auto flips = drive();
    flips->flippedByte = 25_MiB;
    std::atomic<int> released = 0;
    bool isClosed = false;
    StickRun run(sampleSource(), {}, {});
    run.add({QStringLiteral("good")}, open(good), [&](Control &) {
        isClosed = good.use_count() == 2; // ours and the opener's
        ++released;
        return Result<void>();
    });
    run.add({QStringLiteral("stays")}, open(stays), [&](Control &) {
        ++released;
        return Result<void>(Error{Error::Kind::Device, QStringLiteral("It stays on."), {}});
    });
    run.add({QStringLiteral("flips")}, open(flips), [&](Control &) {
        ++released;
        return Result<void>();
    });
    const auto states = run.wait();
    QCOMPARE(released.load(), 2);
    QVERIFY(isClosed);
    QCOMPARE(sentenceOf(states[0]), QStringLiteral("Written, read back and equal."));
    QCOMPARE(states[1].outcome, Outcome::Done);
    QCOMPARE(sentenceOf(states[1]), QStringLiteral("Written, read back and equal. It stays on."));
    QCOMPARE(states[2].outcome, Outcome::Different);
}

void tst_StickRun::cancelIsAnOutcomeOfItsOwn()
{
    const auto erased = drive();
    erased->stallsWriting = true;
    StickRun run(sampleSource(), {}, {});
    run.add({QStringLiteral("erased")}, open(erased, {1min, 200ms}));
    QTest::qWait(300);
    run.cancel();
    run.add({QStringLiteral("late")}, open(drive()));
    const auto states = run.wait();
    QCOMPARE(states[0].outcome, Outcome::Cancelled);
    QVERIFY(states[0].isErased);
    QCOMPARE(states[1].outcome, Outcome::Cancelled);
    QVERIFY(!states[1].isErased);
    erased->wake();
    QVERIFY(!looksFinished(*erased));
}

void tst_StickRun::notReadBackByWish()
{
    const auto flips = drive();
    flips->flippedByte = 25_MiB;
    StickRun run(sampleSource(), {.readBack = ReadBack::No}, {});
    run.add({QStringLiteral("stick")}, open(flips));
    const auto state = run.wait()[0];
    QCOMPARE(state.outcome, Outcome::Skipped);
    QCOMPARE(state.progress.total, state.progress.done);
    QVERIFY(looksFinished(*flips));
}

void tst_StickRun::damagedSourceFinishesNoStick()
{
    class BadWatch final : public ContentWatch
    {
    public:
        void add(QByteArrayView) override {}
        Result<void> finish() override
        {
            return Error{Error::Kind::Corrupt, QStringLiteral("The image is damaged."), {}};
        }
    };
    auto source = sampleSource();
    QVERIFY(source.tree.addFile(QStringLiteral("end"),
                                ContentSource::bytes("x").watchedBy(std::make_shared<BadWatch>())));
    const auto one = drive();
    const auto other = drive();
    StickRun run(source, {}, {});
    run.add({QStringLiteral("one")}, open(one));
    run.add({QStringLiteral("other")}, open(other));
    for (const auto &state : run.wait()) {
        QCOMPARE(state.outcome, Outcome::Failed);
        QCOMPARE(state.error.kind, Error::Kind::Corrupt);
    }
    QVERIFY(!looksFinished(*one) && !looksFinished(*other));
}

void tst_StickRun::silenceIsTold()
{
    const auto hangs = drive();
    hangs->stallsReading = true; // the probe
    std::atomic<int> told = 0;
    StickRun run(sampleSource(), {.silence = 200ms}, [&](size_t, const StickState &state) {
        if (state.isSilent && state.phase == Phase::Preparing)
            ++told;
    });
    run.add({QStringLiteral("stick")}, open(hangs));
    QTRY_COMPARE(told.load(), 1);
    hangs->wake();
    const auto state = run.wait()[0];
    QCOMPARE(state.outcome, Outcome::Done);
    QVERIFY(!state.isSilent);
}

void tst_StickRun::recipeRegistersOnceBeforeTheFirstIsFinished()
{
    LabRecipe lab;
    lab.draft.target.type = TargetType::Usb;
    Control control;
    WatchedSite site;
    const auto facts = site.facts(control);
    QVERIFY(facts);
    const auto plan = planMedia(lab.draft, lab.secrets, *facts, lab.chance.now());
    QVERIFY(plan.recipe);
    auto media = stickMedia(*plan.recipe, lab.secrets, site, lab.chance, control);
    QVERIFY(media);
    QCOMPARE(media->source.label, QStringLiteral("TRAINING LA"));
    const auto one = drive();
    const auto other = drive();
    StickRun run(media->source,
                 {.chance = lab.chance, .beforeFirstIsFinished = media->registerCertificate},
                 {});
    run.add({QStringLiteral("one")}, open(one));
    run.add({QStringLiteral("other")}, open(other));
    for (const auto &state : run.wait())
        QCOMPARE(state.outcome, Outcome::Done);
    QCOMPARE(site.registrations.size(), size_t(1));
    QCOMPARE(site.registrations[0].mediaGuid, media->source.mediaGuid);
    QCOMPARE(*media->registration, QStringLiteral("Registered."));
    const auto tree = readImage(FakeDriveImage(one));
    QVERIFY(tree);
    const auto manifest = manifestOn(*tree);
    QVERIFY(manifest && *manifest);
    for (const auto &file : (*manifest)->files)
        QCOMPARE(sha256(tree->find(file.path)->content.readAll().value()), file.sha256);
}

void tst_StickRun::siteThatIsDownFinishesNoStick()
{
    const auto one = drive();
    const auto other = drive();
    int asked = 0;
    const auto refuse = [&]() -> Result<void> {
        ++asked;
        return Error{Error::Kind::Network, QStringLiteral("The site is down."), {}};
    };
    StickRun run(sampleSource(), {.beforeFirstIsFinished = refuse}, {});
    run.add({QStringLiteral("one")}, open(one));
    run.add({QStringLiteral("other")}, open(other));
    for (const auto &state : run.wait()) {
        QCOMPARE(state.outcome, Outcome::Failed);
        QCOMPARE(state.error.message, QStringLiteral("The site is down."));
    }
    QCOMPARE(asked, 1);
    QVERIFY(!looksFinished(*one) && !looksFinished(*other));
}

void tst_StickRun::sentences_data()
{
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<bool>("isErased");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("done") << Outcome::Done << true
                          << QStringLiteral("Written, read back and equal.");
    QTest::newRow("skipped") << Outcome::Skipped << true
                             << QStringLiteral("Written, but not read back, as you wished.");
    QTest::newRow("different")
        << Outcome::Different << true
        << QStringLiteral("What was read back differs from what was written: a file. The stick was "
                          "not finished and starts nothing. Use another one.");
    QTest::newRow("failed before")
        << Outcome::Failed << false << QStringLiteral("It broke. Nothing on it was changed.");
    QTest::newRow("failed after") << Outcome::Failed << true
                                  << QStringLiteral("It broke. It was erased and not finished: it "
                                                    "starts nothing.");
    QTest::newRow("cancelled before")
        << Outcome::Cancelled << false << QStringLiteral("Cancelled. Nothing on it was changed.");
    QTest::newRow("cancelled after") << Outcome::Cancelled << true
                                     << QStringLiteral("Cancelled. It was erased and not finished: "
                                                       "it starts nothing.");
}

void tst_StickRun::sentences()
{
    QFETCH(Outcome, outcome);
    QFETCH(bool, isErased);
    QFETCH(QString, sentence);
    StickState state;
    state.outcome = outcome;
    state.isErased = isErased;
    state.difference = QStringLiteral("a file");
    state.error = {Error::Kind::Device, QStringLiteral("It broke."), {}};
    QCOMPARE(sentenceOf(state), sentence);
}

QTEST_GUILESS_MAIN(tst_StickRun)
#include "tst_StickRun.moc"
