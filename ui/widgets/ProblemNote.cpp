// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ProblemNote.h"

#include <QAccessible>

namespace bootwright {

ProblemNote::ProblemNote(QWidget *field, QWidget *parent)
    : Note(Kind::Problem, {}, parent)
    , m_field(field)
    , m_description(field->accessibleDescription())
{}

void ProblemNote::setSentence(const QString &sentence)
{
    if (sentence == m_sentence)
        return;
    m_sentence = sentence;
    setText(sentence);
    m_field->setAccessibleDescription(sentence.isEmpty() ? m_description : text());
    if (sentence.isEmpty())
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace bootwright
