// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/VariableTable.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

namespace bootwright {

namespace {

constexpr int TableHeight = 120; // the head and three lines; more scroll

QLabel *makeLabel(const QString &text, QWidget *buddy)
{
    auto *label = new QLabel(text);
    label->setBuddy(buddy);
    return label;
}

QPushButton *makeButton(const QString &text)
{
    auto *button = new QPushButton(text);
    button->setAutoDefault(false);
    return button;
}

} // namespace

VariableTable::VariableTable(QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableWidget(0, 3))
    , m_name(new QLineEdit)
    , m_value(new QLineEdit)
    , m_hidden(new QCheckBox(tr("&Hidden")))
{
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Value"), tr("Hidden")});
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Variables"));
    m_table->setFixedHeight(TableHeight);
    m_hidden->setToolTip(tr("Its value is never shown and not saved in recipes."));
    layOut();
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &VariableTable::choose);
    connect(m_hidden, &QCheckBox::toggled, this, [this](bool isHidden) {
        m_value->setEchoMode(isHidden ? QLineEdit::Password : QLineEdit::Normal);
        if (!isHidden)
            m_value->clear();
    });
}

void VariableTable::layOut()
{
    auto *put = makeButton(tr("&Add or change"));
    auto *remove = makeButton(tr("D&elete"));
    auto *fields = new QHBoxLayout;
    fields->addWidget(makeLabel(tr("Va&riable:"), m_name));
    fields->addWidget(m_name, 1);
    fields->addWidget(makeLabel(tr("&Value:"), m_value));
    fields->addWidget(m_value, 1);
    fields->addWidget(m_hidden);
    fields->addWidget(put);
    fields->addWidget(remove);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_table);
    column->addLayout(fields);
    setFocusProxy(m_name);
    connect(put, &QPushButton::clicked, this, &VariableTable::put);
    connect(remove, &QPushButton::clicked, this, &VariableTable::remove);
}

void VariableTable::load(const QList<VariableDraft> &variables, const MediaSecrets &secrets)
{
    m_variables = variables;
    m_secrets.hidden.clear();
    for (const auto &[name, value] : secrets.hidden)
        m_secrets.hidden[name] = value.clone();
    fill();
}

void VariableTable::save(QList<VariableDraft> &variables, MediaSecrets &secrets) const
{
    variables = m_variables;
    secrets.hidden.clear();
    for (const auto &[name, value] : m_secrets.hidden)
        secrets.hidden[name] = value.clone();
}

QString VariableTable::typedName() const
{
    const auto name = m_name->text().trimmed();
    return rowOf(name) < 0 ? name : QString();
}

int VariableTable::rowOf(const QString &name) const
{
    for (qsizetype i = 0; i < m_variables.size(); ++i) {
        if (m_variables[i].name.compare(name, Qt::CaseInsensitive) == 0)
            return int(i);
    }
    return -1;
}

void VariableTable::put()
{
    const auto name = m_name->text().trimmed();
    if (name.isEmpty()) {
        m_name->setFocus();
        return;
    }
    const bool isHidden = m_hidden->isChecked();
    const VariableDraft variable{name, isHidden ? QString() : m_value->text(), isHidden};
    const auto row = rowOf(name);
    if (row >= 0)
        m_secrets.hidden.erase(m_variables[row].name);
    if (isHidden)
        m_secrets.hidden[name] = Secret(m_value->text());
    if (row >= 0)
        m_variables[row] = variable;
    else
        m_variables.append(variable);
    fill();
    m_name->setFocus();
}

void VariableTable::remove()
{
    const auto row = m_table->currentRow();
    if (row < 0)
        return;
    m_secrets.hidden.erase(m_variables[row].name);
    m_variables.removeAt(row);
    fill();
}

void VariableTable::choose()
{
    const auto row = m_table->currentRow();
    if (row < 0 || row >= m_variables.size() || m_table->selectedItems().isEmpty())
        return;
    const auto &variable = m_variables[row];
    m_name->setText(variable.name);
    m_hidden->setChecked(variable.hidden);
    m_value->setText(variable.hidden ? QString() : variable.value);
}

void VariableTable::fill()
{
    m_table->setRowCount(0);
    for (const auto &variable : m_variables) {
        const auto row = m_table->rowCount();
        m_table->insertRow(row);
        m_table->setItem(row, 0, new QTableWidgetItem(variable.name));
        m_table->setItem(
            row,
            1,
            new QTableWidgetItem(variable.hidden ? QStringLiteral("••••••") : variable.value));
        m_table->setItem(row, 2, new QTableWidgetItem(variable.hidden ? tr("yes") : tr("no")));
    }
    m_name->clear();
    m_value->clear();
    m_hidden->setChecked(false);
}

} // namespace bootwright
