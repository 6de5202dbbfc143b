// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// heartbeat RECIPE: makes the media of the recipe (which needs no secret) in the wizard's window, and
// prints the longest time, in milliseconds, for which the event loop did not come round meanwhile, and the
// longest for which it was at work itself; the rest it waited for a processor.
#include "ui/MediaWizard.h"
#include "ui/StepList.h"
#include "ui/WizardStyle.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <cstdio>
#include <ctime>

using namespace bootwright;

namespace {

constexpr int Beat = 5;          // milliseconds
constexpr int Longest = 300'000; // of the whole build

//! Milliseconds for which this thread was at work so far.
qint64 workTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1'000'000;
}

struct Pauses
{
    qint64 longest = 0;
    qint64 longestWork = 0;
};

//! Runs the event loop until the wizard is on \a page.
Pauses runUntil(const MediaWizard &wizard, int page)
{
    Pauses pauses;
    auto workBefore = workTime();
    QElapsedTimer sinceBeat;
    QElapsedTimer sinceStart;
    QTimer beat;
    beat.setTimerType(Qt::PreciseTimer);
    QObject::connect(&beat, &QTimer::timeout, [&] {
        pauses.longest = qMax(pauses.longest, sinceBeat.restart() - Beat);
        pauses.longestWork = qMax(pauses.longestWork, workTime() - workBefore);
        workBefore = workTime();
        if (wizard.currentId() == page || sinceStart.elapsed() > Longest)
            QCoreApplication::quit();
    });
    sinceStart.start();
    sinceBeat.start();
    beat.start(Beat);
    QApplication::exec();
    return pauses;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QApplication::setStyle(new WizardStyle);
    const auto path = app.arguments().value(1);
    const Chance chance;
    auto recipe = salvageRecipe(path, freshDraft(chance.now()));
    if (!recipe)
        return 1;
    MediaWizard wizard({chance, freshDraft(chance.now()), *recipe, path});
    wizard.show();
    Q_EMIT wizard.findChild<StepList *>()->stepChosen(MediaWizard::Summary);
    Q_EMIT wizard.nextAsked();
    const auto pauses = runUntil(wizard, MediaWizard::Done);
    std::printf("%lld %lld\n",
                static_cast<long long>(pauses.longest),
                static_cast<long long>(pauses.longestWork));
    return wizard.isMade() ? 0 : 1;
}
