// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/RowTable.h"

#include "ui/Look.h"

#include <QAbstractTableModel>
#include <QHeaderView>

namespace bootwright {

namespace {

constexpr int MostLines = 10;  // more scroll
constexpr int NameLength = 38; // characters

class RowModel final : public QAbstractTableModel
{
public:
    RowModel(std::vector<ReportRow> rows, QObject *parent)
        : QAbstractTableModel(parent)
        , m_rows(std::move(rows))
    {}
    int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    int columnCount(const QModelIndex &) const override { return 2; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        const auto &row = m_rows[size_t(index.row())];
        return index.column() == 0 ? row.name : row.value;
    }

private:
    std::vector<ReportRow> m_rows;
};

} // namespace

RowTable::RowTable(ReportSection section, QWidget *parent)
    : QTreeView(parent)
{
    const auto lines = qMin(MostLines, int(section.rows.size()));
    setAccessibleName(section.title);
    setModel(new RowModel(std::move(section.rows), this));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setHeaderHidden(true);
    setIndentation(0);
    setTextElideMode(Qt::ElideMiddle);
    header()->setStretchLastSection(true);
    header()->resizeSection(0, NameLength * fontMetrics().averageCharWidth());
    setFixedHeight((lines + 1) * (fontMetrics().height() + grid::Step) + 2 * frameWidth());
}

} // namespace bootwright
