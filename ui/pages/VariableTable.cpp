// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/VariableTable.h"

#include "ui/Look.h"
#include "ui/pages/VariableFields.h"

#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace bootwright {

namespace {

constexpr int FewestRows = 2;
constexpr int MostRows = 8; // more scroll

} // namespace

VariableTable::VariableTable(QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableWidget(0, 3))
    , m_fields(new VariableFields)
{
    makeTable();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Small);
    column->addWidget(m_table);
    column->addWidget(m_fields);
    setFocusProxy(m_fields);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &VariableTable::choose);
    connect(m_fields, &VariableFields::putAsked, this, &VariableTable::put);
    connect(m_fields, &VariableFields::removeAsked, this, &VariableTable::remove);
    fill();
}

void VariableTable::makeTable()
{
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Value"), tr("Hidden")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Variables"));
}

void VariableTable::load(const QList<VariableDraft> &variables, const MediaSecrets &secrets)
{
    m_variables.load(variables, secrets);
    fill();
    if (typedName().isEmpty()) // what was typed and not added stays
        m_fields->clearName();
}

void VariableTable::save(QList<VariableDraft> &variables, MediaSecrets &secrets) const
{
    m_variables.save(variables, secrets);
}

QString VariableTable::typedName() const
{
    const auto name = m_fields->name();
    return m_variables.indexOf(name) < 0 ? name : QString();
}

void VariableTable::put()
{
    if (!m_fields->confirm())
        return;
    m_variables.put(m_fields->name(), m_fields->value(), m_fields->isHiddenValue());
    fill();
    m_fields->clear();
    Q_EMIT changed();
}

void VariableTable::remove()
{
    const auto row = m_table->currentRow();
    if (row < 0)
        return;
    m_variables.removeAt(row);
    fill();
    m_fields->clear();
    Q_EMIT changed();
}

void VariableTable::choose()
{
    const auto row = m_table->currentRow();
    if (row < 0 || row >= m_variables.all().size() || m_table->selectedItems().isEmpty())
        return;
    m_fields->show(m_variables.all()[row]);
}

void VariableTable::fill()
{
    m_table->setRowCount(0);
    for (const auto &variable : m_variables.all()) {
        const auto row = m_table->rowCount();
        m_table->insertRow(row);
        m_table->setItem(row, 0, new QTableWidgetItem(variable.name));
        m_table->setItem(
            row,
            1,
            new QTableWidgetItem(variable.hidden ? QStringLiteral("••••••") : variable.value));
        m_table->setItem(row, 2, new QTableWidgetItem(variable.hidden ? tr("yes") : tr("no")));
    }
    m_table->setFocusPolicy(m_variables.all().isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    const auto line = fontMetrics().height() + grid::Small;
    const auto lines = qBound(FewestRows, m_table->rowCount(), MostRows);
    m_table->verticalHeader()->setMinimumSectionSize(line);
    m_table->verticalHeader()->setDefaultSectionSize(line);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + lines * line
                            + 2 * m_table->frameWidth());
}

} // namespace bootwright
