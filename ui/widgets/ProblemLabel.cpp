// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ProblemLabel.h"

#include <QAccessible>

namespace bootwright {

ProblemLabel::ProblemLabel(QWidget *field, QWidget *parent)
    : QLabel(parent)
    , m_field(field)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    auto bold = font();
    bold.setBold(true);
    setFont(bold);
    hide();
}

void ProblemLabel::setSentence(const QString &sentence)
{
    m_sentence = sentence;
    setText(sentence.isEmpty() ? QString() : QStringLiteral("\u26A0 ") + sentence);
    setVisible(!sentence.isEmpty());
    m_field->setAccessibleDescription(sentence);
    if (sentence.isEmpty())
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace bootwright
