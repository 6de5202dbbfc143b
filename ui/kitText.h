// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/OpenedKit.h"
#include "core/builder/buildMedia.h"
#include "core/recipe/MediaRecipe.h"

#include <QLocale>

namespace bootwright {

//! What the media of a kit will be, as names and values for people; \a planned may be null.
QList<std::pair<QString, QString>> kitText(const OpenedKit &kit,
                                           const BuildPlan *planned,
                                           const QDateTime &now,
                                           const QLocale &locale);

//! What the kit is, as a sentence.
QString kitKindText(const OpenedKit &kit);

//! What only the person at the sticks knows and \a secrets have not: where to type it (kit.password,
//! kit.mediaPassword, kit.pfxPassword, kit.variables) and a sentence each.
std::vector<Problem> missingSecrets(const OpenedKit &kit, const MediaSecrets &secrets);

//! \a problem, which planMedia() found, as one that somebody with a kit understands: where a secret can be
//! typed it stands there, else it is the kit that cannot be used.
Problem problemOfKit(const OpenedKit &kit, const Problem &problem);

//! The same for an error of the plan.
Problem problemOfKit(const OpenedKit &kit, const Error &error);

} // namespace bootwright
