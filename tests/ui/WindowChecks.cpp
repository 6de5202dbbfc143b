// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WindowChecks.h"

#include "ui/Look.h"
#include "ui/Page.h"
#include "ui/StepList.h"
#include "ui/WizardWindow.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

#include <limits>

namespace bootwright {

namespace {

QString nameOf(const QWidget &widget)
{
    QString text;
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        text = label->text();
    else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        text = button->text();
    return QStringLiteral("%1 \"%2\" %3x%4")
        .arg(QString::fromLatin1(widget.metaObject()->className()), text)
        .arg(widget.width())
        .arg(widget.height());
}

//! The colour that \a widget stands on.
QColor groundOf(const QWidget &widget)
{
    return qobject_cast<const StepList *>(widget.parentWidget())
               ? Look(widget.palette()).side
               : widget.palette().color(QPalette::Window);
}

//! The widest word of \a label fits, and all its lines.
//! The place that the text of \a label takes in its width, pixels.
QSize neededBy(const QLabel &label)
{
    if (!label.wordWrap())
        return label.fontMetrics().size(Qt::TextShowMnemonic, label.text());
    return label.fontMetrics()
        .boundingRect(0,
                      0,
                      label.contentsRect().width(),
                      1 << 20,
                      Qt::TextWordWrap | Qt::TextShowMnemonic,
                      label.text())
        .size();
}

bool isWhole(const QLabel &label)
{
    const auto isHighEnough =
        !label.wordWrap() || label.heightForWidth(label.width()) <= label.height() + 1;
    return isHighEnough && neededBy(label).width() <= label.contentsRect().width() + 1; // rounded
}

//! A text whose contrast to its ground is less than 4.5.
QString whyNotReadable(const QWidget &window)
{
    for (const auto *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || !widget->isEnabled())
            continue;
        QColor text;
        QColor ground = groundOf(*widget);
        if (qobject_cast<const QLabel *>(widget)) {
            text = widget->palette().color(widget->foregroundRole());
        } else if (qobject_cast<const QPushButton *>(widget)) {
            const Look look(widget->palette());
            const bool isVerb = widget->property("verb").toBool();
            text = isVerb ? look.accentText : widget->palette().color(QPalette::ButtonText);
            ground = isVerb ? look.accent : widget->palette().color(QPalette::Button);
        } else if (qobject_cast<const QLineEdit *>(widget)
                   || qobject_cast<const QAbstractItemView *>(widget)) {
            text = widget->palette().color(QPalette::Text);
            ground = widget->palette().color(QPalette::Base);
        } else {
            continue;
        }
        if (contrastOf(text, ground) < 4.5)
            return QStringLiteral("contrast %1 of %2")
                .arg(contrastOf(text, ground))
                .arg(nameOf(*widget));
    }
    return {};
}

//! Something that is not wholly there: a text longer than its place, a widget beyond the edge of its page.
QString whyCutOff(const QWidget &window)
{
    for (auto *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->window() != &window)
            continue;
        const auto *label = qobject_cast<const QLabel *>(widget);
        if (label && !label->text().isEmpty() && !isWhole(*label))
            return QStringLiteral("cut off: %1, needs %2x%3")
                .arg(nameOf(*label))
                .arg(neededBy(*label).width())
                .arg(label->heightForWidth(label->width()));
        const auto *button = qobject_cast<const QPushButton *>(widget);
        if (button
            && (button->width() < button->sizeHint().width()
                || button->height() < button->sizeHint().height()))
            return QStringLiteral("cut off: %1").arg(nameOf(*button));
        if (widget->hasHeightForWidth()
            && widget->heightForWidth(widget->width()) > widget->height() + 1)
            return QStringLiteral("too low: %1, needs %2")
                .arg(nameOf(*widget))
                .arg(widget->heightForWidth(widget->width()));
        const auto right = widget->mapTo(&window, QPoint(widget->width(), 0)).x();
        if (right > window.width())
            return QStringLiteral("beyond the edge: %1").arg(nameOf(*widget));
    }
    for (const auto *area : window.findChildren<QScrollArea *>()) {
        if (area->isVisible() && area->widget()->width() > area->viewport()->width())
            return QStringLiteral("the page is wider than the window: %1")
                .arg(area->widget()->width());
    }
    const auto *steps = window.findChild<StepList *>();
    if (steps && steps->isVisible() && steps->sizeHintForColumn(0) > steps->viewport()->width())
        return QStringLiteral("the steps are cut off");
    return {};
}

//! Tab goes through the page from top to bottom and from left to right.
QString whyNotInOrder(const Page &shown)
{
    const auto *page = &shown;
    const QWidget *widget = page;
    QPoint before(-1, std::numeric_limits<int>::min() / 2); // a page may be scrolled
    while ((widget = widget->nextInFocusChain()) && page->isAncestorOf(widget)) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || widget->focusProxy())
            continue;
        if (qobject_cast<const QAbstractSpinBox *>(widget->parentWidget())
            || qobject_cast<const QComboBox *>(widget->parentWidget()))
            continue; // inside of a field
        const auto at = widget->mapTo(page, QPoint(0, widget->height() / 2));
        const bool isBelow = at.y() > before.y() + 8;
        const bool isRight = qAbs(at.y() - before.y()) <= 8 && at.x() > before.x();
        if (!isBelow && !isRight)
            return QStringLiteral("out of order: %1 %2")
                .arg(nameOf(*widget), widget->accessibleName());
        before = at;
    }
    return {};
}

} // namespace

QString whyNotUsable(const QWidget &window, const Page &page)
{
    QStringList why{whyNotReadable(window), whyCutOff(window), whyNotInOrder(page)};
    why.removeAll(QString());
    return why.join(QStringLiteral("; "));
}

QString whyNotUsable(const WizardWindow &window)
{
    return whyNotUsable(window, *window.currentPage());
}

} // namespace bootwright
