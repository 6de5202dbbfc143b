// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/StickState.h"

#include "core/base/Tr.h"
#include "core/base/nativePaths.h"

namespace bootwright {

namespace {

QString whatIsLeft(const StickState &state)
{
    return state.isErased ? Tr::tr("It was erased and not finished: it starts nothing.")
                          : Tr::tr("Nothing on it was changed.");
}

QString joined(const QString &sentence, const QString &other)
{
    return other.isEmpty() ? sentence : sentence + u' ' + other;
}

} // namespace

QString textOf(StickState::Phase phase)
{
    switch (phase) {
    case StickState::Phase::Opening:
        return Tr::tr("Opening");
    case StickState::Phase::Preparing:
        return Tr::tr("Checking the size");
    case StickState::Phase::Writing:
        return Tr::tr("Writing");
    case StickState::Phase::ReadingBack:
        return Tr::tr("Reading back");
    case StickState::Phase::Finishing:
        return Tr::tr("Finishing");
    case StickState::Phase::Ended:
        return Tr::tr("Ended");
    }
    return {};
}

QString wordOf(StickState::Phase phase)
{
    switch (phase) {
    case StickState::Phase::Opening:
        return QStringLiteral("opening");
    case StickState::Phase::Preparing:
        return QStringLiteral("preparing");
    case StickState::Phase::Writing:
        return QStringLiteral("writing");
    case StickState::Phase::ReadingBack:
        return QStringLiteral("readingBack");
    case StickState::Phase::Finishing:
        return QStringLiteral("finishing");
    case StickState::Phase::Ended:
        return QStringLiteral("ended");
    }
    return {};
}

QString wordOf(StickState::Outcome outcome)
{
    switch (outcome) {
    case StickState::Outcome::None:
        return QStringLiteral("none");
    case StickState::Outcome::Done:
        return QStringLiteral("done");
    case StickState::Outcome::Skipped:
    case StickState::Outcome::Different:
        return QStringLiteral("unverified");
    case StickState::Outcome::Failed:
        return QStringLiteral("failed");
    case StickState::Outcome::Cancelled:
        return QStringLiteral("cancelled");
    }
    return {};
}

QString sentenceOf(const StickState &state)
{
    switch (state.outcome) {
    case StickState::Outcome::None:
        return {};
    case StickState::Outcome::Done:
        return joined(Tr::tr("Written, read back and equal."), state.stillOn);
    case StickState::Outcome::Skipped:
        return joined(Tr::tr("Written, but not read back, as you wished."), state.stillOn);
    case StickState::Outcome::Different:
        return Tr::tr("What was read back differs from what was written: %1. The stick was not "
                      "finished and starts nothing. Use another one.")
            .arg(state.difference);
    case StickState::Outcome::Failed:
        return nativePaths(state.error.message) + u' ' + whatIsLeft(state);
    case StickState::Outcome::Cancelled:
        return Tr::tr("Cancelled.") + u' ' + whatIsLeft(state);
    }
    return {};
}

} // namespace bootwright
