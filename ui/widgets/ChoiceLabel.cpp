// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ChoiceLabel.h"

#include <QAbstractButton>
#include <QMouseEvent>

namespace bootwright {

namespace {

QString withoutMnemonic(QString text)
{
    return text.remove(QLatin1Char('&'));
}

} // namespace

ChoiceLabel::ChoiceLabel(const QString &text, QAbstractButton *button, QWidget *parent)
    : QLabel(text, parent)
    , m_button(button)
{
    setWordWrap(true);
    setBuddy(button);
    button->setAccessibleName(withoutMnemonic(text));
}

void ChoiceLabel::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos())) {
        m_button->setFocus(Qt::MouseFocusReason);
        m_button->click();
    }
    QLabel::mouseReleaseEvent(event);
}

} // namespace bootwright
