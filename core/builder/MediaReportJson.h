// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/MediaVerdicts.h"

#include <QJsonObject>

namespace bootwright {

//! Whether values that may be secret (see mayHoldSecret()) are shown or replaced by "***".
enum class SecretValues { Mask, Show };

//! \a report and the \a verdicts on it as docs/formats/inspect.md describes. \a now is for the days left.
QJsonObject mediaReportJson(const MediaReport &report,
                            const std::vector<MediaVerdict> &verdicts,
                            const QDateTime &now,
                            SecretValues secrets);

//! The value of \a variable for people.
QString shownValue(const MediaVariable &variable, SecretValues secrets);

} // namespace bootwright
