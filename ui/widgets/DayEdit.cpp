// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/DayEdit.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace bootwright {

DayEdit::DayEdit(QWidget *parent)
    : QDateEdit(parent)
{
    setCalendarPopup(true);
    setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void DayEdit::keyPressEvent(QKeyEvent *event)
{
    // the field goes on to the next part by itself; who types the dash all the same would get one too far
    const bool isAtBegin = lineEdit()->selectedText() == sectionText(currentSection());
    if (event->text() == u"-" && isAtBegin)
        return;
    QDateEdit::keyPressEvent(event);
}

} // namespace bootwright
