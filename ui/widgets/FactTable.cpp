// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FactTable.h"

#include "ui/Look.h"
#include "ui/widgets/texts.h"

#include <QGridLayout>
#include <QLabel>

namespace bootwright {

FactTable::FactTable(QWidget *parent)
    : QWidget(parent)
    , m_rows(new QGridLayout(this))
{
    m_rows->setContentsMargins({});
    m_rows->setHorizontalSpacing(grid::Medium + grid::Small);
    m_rows->setVerticalSpacing(grid::Step + 2);
    m_rows->setColumnStretch(1, 1);
}

void FactTable::clear()
{
    while (auto *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void FactTable::add(const QString &name, const QString &value)
{
    auto *text = makeText(breakable(value));
    text->setAccessibleName(tr("%1: %2", "name and value").arg(name, value));
    addRow(name, text);
}

void FactTable::add(const QString &name, Note::Kind kind, const QString &value)
{
    auto *note = new Note(kind);
    addRow(name, note);
    note->setText(value); // shown only now that it has a parent
}

void FactTable::addRow(const QString &name, QWidget *value)
{
    auto *label = new QLabel(name);
    label->setTextFormat(Qt::PlainText); // it may come from media
    label->setForegroundRole(HintRole);
    const auto row = m_rows->rowCount();
    m_rows->addWidget(label, row, 0, Qt::AlignTop);
    m_rows->addWidget(value, row, 1);
}

void FactTable::alignNames(int width)
{
    m_rows->setColumnMinimumWidth(0, width);
}

bool FactTable::isEmpty() const
{
    return m_rows->count() == 0;
}

} // namespace bootwright
