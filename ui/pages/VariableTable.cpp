// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/VariableTable.h"

#include "core/variables/VariableNames.h"
#include "ui/Look.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/Note.h"
#include "ui/widgets/texts.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

namespace bootwright {

namespace {

constexpr int FewestRows = 2;
constexpr int MostRows = 8; // more scroll

} // namespace

VariableTable::VariableTable(QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableWidget(0, 3))
    , m_name(new QLineEdit)
    , m_value(new QLineEdit)
    , m_hidden(new QCheckBox(tr("&Hidden")))
    , m_reserved(new Note(Note::Kind::Problem))
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
    m_hidden->setToolTip(tr("Its value is never shown and not saved in recipes."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Small);
    column->addWidget(m_table);
    column->addWidget(makeFields());
    setFocusProxy(m_name);
    connectFields();
    fill();
}

QWidget *VariableTable::makeFields()
{
    auto *put = makeButton(tr("&Add or change"), QStringLiteral("add"));
    auto *remove = makeButton(tr("D&elete"), QStringLiteral("remove"));
    connect(put, &QPushButton::clicked, this, &VariableTable::put);
    connect(remove, &QPushButton::clicked, this, &VariableTable::remove);
    auto *fields = new QWidget;
    auto *rows = new QGridLayout(fields);
    rows->setContentsMargins({});
    rows->setHorizontalSpacing(grid::Medium);
    rows->setVerticalSpacing(grid::Step);
    rows->setColumnStretch(0, 1);
    rows->setColumnStretch(1, 1);
    rows->addWidget(makeLabel(tr("Va&riable:"), m_name), 0, 0);
    rows->addWidget(makeLabel(tr("&Value:"), m_value), 0, 1);
    rows->addWidget(m_name, 1, 0);
    rows->addWidget(m_value, 1, 1);
    rows->addWidget(m_reserved, 2, 0, 1, 2);
    m_hidden->setMinimumHeight(put->sizeHint().height());
    auto *buttons = new FlowLayout;
    for (QWidget *widget : {static_cast<QWidget *>(m_hidden),
                            static_cast<QWidget *>(put),
                            static_cast<QWidget *>(remove)})
        buttons->addWidget(widget);
    rows->addLayout(buttons, 3, 0, 1, 2);
    return fields;
}

void VariableTable::connectFields()
{
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &VariableTable::choose);
    connect(m_hidden, &QCheckBox::toggled, this, [this](bool isHidden) {
        m_value->setEchoMode(isHidden ? QLineEdit::Password : QLineEdit::Normal);
        if (!isHidden)
            m_value->clear();
    });
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &name) {
        m_reserved->setText(name.trimmed().isEmpty() ? QString()
                                                     : whyReservedVariable(name.trimmed()));
    });
    connect(m_name, &QLineEdit::returnPressed, this, &VariableTable::put);
    connect(m_value, &QLineEdit::returnPressed, this, &VariableTable::put);
}

void VariableTable::load(const QList<VariableDraft> &variables, const MediaSecrets &secrets)
{
    m_variables = variables;
    m_secrets.hidden.clear();
    for (const auto &[name, value] : secrets.hidden)
        m_secrets.hidden[name] = value.clone();
    fill();
    if (typedName().isEmpty()) // what was typed and not added stays
        m_name->clear();
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
    if (name.isEmpty() || !m_reserved->text().isEmpty()) {
        m_name->setFocus();
        return;
    }
    const bool isHidden = m_hidden->isChecked();
    const VariableDraft variable{name, isHidden ? QString() : m_value->text(), isHidden};
    const auto row = rowOf(name);
    keepSecret(name, row);
    if (row >= 0)
        m_variables[row] = variable;
    else
        m_variables.append(variable);
    fill();
    clearFields();
    Q_EMIT changed();
}

//! The typed value becomes the secret of \a name; the one that the variable in \a row had goes, but an empty
//! field leaves a hidden variable as it was.
void VariableTable::keepSecret(const QString &name, int row)
{
    const bool isHidden = m_hidden->isChecked();
    auto secret = Secret(m_value->text());
    if (row >= 0) {
        const auto before = m_secrets.hidden.find(m_variables[row].name);
        if (before != m_secrets.hidden.end()) {
            if (isHidden && secret.isEmpty())
                secret = std::move(before->second);
            m_secrets.hidden.erase(before);
        }
    }
    if (isHidden)
        m_secrets.hidden[name] = std::move(secret);
}

void VariableTable::remove()
{
    const auto row = m_table->currentRow();
    if (row < 0)
        return;
    m_secrets.hidden.erase(m_variables[row].name);
    m_variables.removeAt(row);
    fill();
    clearFields();
    Q_EMIT changed();
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
    m_table->setFocusPolicy(m_variables.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    const auto line = fontMetrics().height() + grid::Small;
    const auto lines = qBound(FewestRows, m_table->rowCount(), MostRows);
    m_table->verticalHeader()->setMinimumSectionSize(line);
    m_table->verticalHeader()->setDefaultSectionSize(line);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + lines * line
                            + 2 * m_table->frameWidth());
}

void VariableTable::clearFields()
{
    m_name->clear();
    m_value->clear();
    m_hidden->setChecked(false);
    m_name->setFocus();
}

} // namespace bootwright
