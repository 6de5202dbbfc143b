// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/NoteList.h"

#include "ui/Look.h"

#include <QVBoxLayout>

namespace bootwright {

NoteList::NoteList(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(grid::Small);
    hide();
}

void NoteList::clear()
{
    while (auto *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    hide();
}

void NoteList::add(Note::Kind kind, const QString &text)
{
    auto *note = new Note(kind);
    m_column->addWidget(note);
    note->setText(text); // shown only now that it has a parent
    show();
}

void NoteList::add(Note::Kind kind, const QStringList &texts)
{
    for (const auto &text : texts)
        add(kind, text);
}

} // namespace bootwright
