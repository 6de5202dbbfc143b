// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/MediaReportText.h"

namespace bootwright {

//! Where text is shown.
struct Terminal
{
    int columns = 0; //!< 0: no terminal, so lines are not wrapped
    bool hasColours = false;
};

//! What standard output is.
Terminal standardOutput();

//! \a sections as lines: a title, then names and values in two columns, values wrapped beside their names.
QString layOut(const std::vector<ReportSection> &sections, const Terminal &terminal);

} // namespace bootwright
