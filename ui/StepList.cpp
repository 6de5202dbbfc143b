// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/StepList.h"

#include "ui/Icons.h"
#include "ui/Look.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace bootwright {

namespace {

constexpr int MarkSize = 20;
constexpr int StateRole = Qt::UserRole;

QString wordOf(StepList::State state)
{
    switch (state) {
    case StepList::State::Todo:
        return StepList::tr("not visited yet", "a step of the wizard");
    case StepList::State::Done:
        return StepList::tr("done", "a step of the wizard");
    case StepList::State::Problem:
        return StepList::tr("has a problem", "a step of the wizard");
    }
    return {};
}

QPixmap markFor(StepList::State state, bool isCurrent, const Look &look, qreal ratio)
{
    if (state == StepList::State::Problem)
        return markOf(QStringLiteral("problem"), look.problem, MarkSize, ratio);
    if (isCurrent)
        return markOf(QStringLiteral("step-current"), look.accent, MarkSize, ratio);
    return state == StepList::State::Done
               ? markOf(QStringLiteral("step-done"), look.accent, MarkSize, ratio)
               : markOf(QStringLiteral("step-todo"), look.hint, MarkSize, ratio);
}

class StepDelegate final : public QStyledItemDelegate
{
public:
    explicit StepDelegate(StepList *list)
        : QStyledItemDelegate(list)
        , m_list(list)
    {}

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        auto font = option.font;
        font.setBold(true); // so that nothing moves when a step becomes the current one
        const QFontMetrics metrics(font);
        return {metrics.horizontalAdvance(index.data().toString()) + MarkSize + 4 * grid::Small,
                qMax(metrics.height(), MarkSize) + grid::Medium};
    }

    void paint(QPainter *painter,
               const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Look look(option.palette);
        const bool isCurrent = index.row() == m_list->currentStep();
        const bool isReachable = index.flags() & Qt::ItemIsEnabled;
        const auto rect = option.rect.adjusted(1, 1, -1, -1);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        auto ground = look.accent;
        ground.setAlphaF(isCurrent ? 0.16F : 0.07F);
        const bool isUnderMouse = isReachable && (option.state & QStyle::State_MouseOver);
        if (isCurrent || isUnderMouse) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(ground);
            painter->drawRoundedRect(rect, grid::Step, grid::Step);
        }
        if (m_list->hasFocus() && m_list->currentIndex() == index) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(look.accent, 2));
            painter->drawRoundedRect(rect, grid::Step, grid::Step);
        }
        const auto mark = markFor(StepList::State(index.data(StateRole).toInt()),
                                  isCurrent,
                                  look,
                                  m_list->devicePixelRatioF());
        painter->drawPixmap(
            rect.x() + grid::Small, rect.y() + (rect.height() - MarkSize) / 2, mark);
        auto font = option.font;
        font.setBold(isCurrent);
        painter->setFont(font);
        painter->setPen(isReachable || isCurrent ? option.palette.color(QPalette::WindowText)
                                                 : look.hint);
        painter->drawText(rect.adjusted(MarkSize + 2 * grid::Small + grid::Step, 0, 0, 0),
                          Qt::AlignVCenter | Qt::AlignLeft,
                          index.data().toString());
        painter->restore();
    }

private:
    StepList *m_list;
};

} // namespace

StepList::StepList(QWidget *parent)
    : QListWidget(parent)
{
    setItemDelegate(new StepDelegate(this));
    setFrameShape(NoFrame);
    setSelectionMode(NoSelection);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setTabKeyNavigation(false);
    setAccessibleName(tr("Steps"));
    takeColours();
    connect(this, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) {
        Q_EMIT stepChosen(row(item));
    });
}

void StepList::addStep(const QString &title)
{
    auto *item = new QListWidgetItem(title, this);
    item->setData(StateRole, int(State::Todo));
    describe(row(item));
}

void StepList::showSteps(const std::vector<int> &steps)
{
    for (int step = 0; step < count(); ++step) {
        const bool isHidden = std::find(steps.begin(), steps.end(), step) == steps.end();
        setRowHidden(step, isHidden);
        if (isHidden)
            item(step)->setFlags(Qt::NoItemFlags); // else the keys find it
    }
    updateGeometry();
}

void StepList::setState(int step, State state, bool isReachable)
{
    item(step)->setData(StateRole, int(state));
    item(step)->setFlags(isReachable ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags);
    describe(step);
}

void StepList::setCurrentStep(int step)
{
    m_currentStep = step;
    setCurrentRow(step);
    for (int row = 0; row < count(); ++row)
        describe(row);
    viewport()->update();
}

QSize StepList::sizeHint() const
{
    int shown = 0;
    for (int step = 0; step < count(); ++step)
        shown += isRowHidden(step) ? 0 : 1;
    return {sizeHintForColumn(0) + 2 * frameWidth(), sizeHintForRow(0) * shown};
}

void StepList::keyPressEvent(QKeyEvent *event)
{
    const auto key = event->key();
    if (key != Qt::Key_Return && key != Qt::Key_Enter && key != Qt::Key_Space)
        return QListWidget::keyPressEvent(event);
    if (currentItem() && (currentItem()->flags() & Qt::ItemIsEnabled))
        Q_EMIT stepChosen(currentRow());
}

void StepList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        takeColours();
    QListWidget::changeEvent(event);
}

void StepList::describe(int step)
{
    const auto state = State(item(step)->data(StateRole).toInt());
    QStringList words{item(step)->text()};
    if (step == m_currentStep)
        words.append(tr("current step"));
    if (step != m_currentStep || state == State::Problem)
        words.append(wordOf(state));
    item(step)->setData(Qt::AccessibleTextRole, words.join(QLatin1String(", ")));
}

void StepList::takeColours()
{
    auto colours = palette();
    const Look look(colours);
    colours.setColor(QPalette::Base, look.side);
    viewport()->setPalette(colours);
}

} // namespace bootwright
