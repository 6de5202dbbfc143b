// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/StickState.h"
#include "core/drive/StickTarget.h"

#include <QLocale>

namespace bootwright {

// Drives as people tell them apart. Nothing in these texts is markup.

//! "SanDisk Ultra, 31.9 GB, serial 4C53".
QString shortStickText(const DriveProperties &drive, const QLocale &locale);
//! Size, serial, how and where it is plugged in, its path, on one line.
QString stickFactsText(const DriveProperties &drive, const QLocale &locale);
//! What is on it: labels and file systems of its volumes; never empty.
QString volumesText(const DriveProperties &drive, const QLocale &locale);
//! A stick of a run, as much as is known of it.
QString shortStickText(const StickState &state, const QLocale &locale);

//! What a user types before a drive is erased that had to be unlocked: its size as it is shown.
QString wordToErase(const DriveProperties &drive, const QLocale &locale);
//! \a typed is \a word, whatever its case and blanks.
bool isTyped(const QString &typed, const QString &word);

//! It is a stick of the media, read back or not by wish.
bool isFinishedStick(const StickState &state);
//! It could not be made one.
bool isFailedStick(const StickState &state);
//! What became of a stick that has ended, and whether it can be unplugged.
QString resultText(const StickState &state);

//! What became of all sticks of a run.
struct StickVerdict
{
    bool isGood = false;
    bool isCancelled = false;
    QString title;
    QString explanation;
    QString sentence;
};
StickVerdict stickVerdict(const std::vector<StickState> &sticks);

} // namespace bootwright
