// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/speedText.h"

#include "core/base/Tr.h"

namespace bootwright {

namespace {

constexpr qint64 FirstGuess = 2000; // milliseconds before a speed means anything

} // namespace

QString speedText(quint64 done, quint64 total, qint64 elapsed, const QLocale &locale)
{
    if (elapsed < FirstGuess || done == 0)
        return {};
    const auto speed = double(done) * 1000 / double(elapsed); // bytes a second
    return Tr::tr("%1 a second, %2", "bytes, time left")
        .arg(locale.formattedDataSize(qint64(speed)),
             timeLeftText(int(double(total - done) / speed)));
}

QString timeLeftText(int seconds)
{
    return seconds >= 90 ? Tr::tr("about %n minute(s) left", nullptr, (seconds + 30) / 60)
                         : Tr::tr("about %n second(s) left", nullptr, seconds);
}

} // namespace bootwright
