// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/MediaReportText.h"

#include <QTreeView>

namespace bootwright {

//! The rows of a section of a report that may be very many: names and values in two columns that scroll.
class RowTable final : public QTreeView
{
    Q_OBJECT

public:
    explicit RowTable(ReportSection section, QWidget *parent = nullptr);
};

} // namespace bootwright
