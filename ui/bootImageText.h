// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/BootImageFacts.h"

#include <QLocale>

namespace bootwright {

//! What to know about a boot image, as names and values for people.
QList<std::pair<QString, QString>> bootImageText(const BootImageFacts &facts,
                                                 const QLocale &locale);

struct FirmwareVerdict
{
    bool starts = false;
    QString sentence;

    bool operator==(const FirmwareVerdict &) const = default;
};

//! Which computers start media with that boot manager: a verdict for each kind of firmware.
QList<FirmwareVerdict> firmwareText(const BootImageFacts &facts, SignerChoice choice);

} // namespace bootwright
