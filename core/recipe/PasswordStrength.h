// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/base/Secret.h"

#include <QString>

namespace bootwright {

//! How long a password holds when somebody copied Variables.dat and tries passwords at home: the key is
//! one unsalted SHA-1 of the password, so a graphics card tries ten billion a second.

//! The work to guess \a password, as a power of two. An estimate from above: common words, repetitions
//! and sequences are counted as what they are worth, other patterns are not seen.
double passwordBits(const Secret &password);
//! What \a bits mean, as a sentence: "Guessing it takes about 3 hours on one graphics card …".
QString crackTime(double bits);
//! A password that nobody guesses: 100 bits in letters and digits that are not taken for one another.
Secret freshPassword(const Chance &chance);
//! Below this, planMedia() warns: a hundred cards for a month.
inline constexpr double WeakPasswordBits = 62;

} // namespace bootwright
