// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/AnswerList.h"

#include "ui/Look.h"
#include "ui/widgets/texts.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QTextOption>
#include <QVBoxLayout>

namespace bootwright {

namespace {

//! A question and its answer over the whole width, as a button.
class AnswerButton final : public QAbstractButton
{
public:
    AnswerButton(const AnswerRow &row)
        : m_question(row.question)
        , m_answer(breakable(row.answer))
    {
        setAccessibleName(
            AnswerList::tr("%1: %2", "question and answer").arg(row.question, row.answer));
        setAccessibleDescription(AnswerList::tr("Leads to the page %1.").arg(row.section));
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
        QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }

    QSize sizeHint() const override { return {0, heightForWidth(width())}; }
    int heightForWidth(int width) const override
    {
        const auto height = qMax(boundsOf(m_question, questionWidth(width)),
                                 boundsOf(m_answer, answerWidth(width)));
        return height + 2 * grid::Step;
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
            event->ignore(); // the list goes on
        else
            QAbstractButton::keyPressEvent(event);
    }
    void paintEvent(QPaintEvent *) override
    {
        const Look look(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (underMouse() || hasFocus()) {
            auto ground = look.accent;
            ground.setAlphaF(0.1F);
            painter.setPen(hasFocus() ? QPen(look.accent, 2) : QPen(Qt::NoPen));
            painter.setBrush(ground);
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), grid::Step, grid::Step);
        }
        const auto inside = rect().adjusted(grid::Small, grid::Step, -grid::Small, -grid::Step);
        QTextOption wrap;
        wrap.setWrapMode(QTextOption::WordWrap);
        painter.setPen(look.hint);
        painter.drawText(QRectF(inside.x(), inside.y(), questionWidth(width()), inside.height()),
                         m_question,
                         wrap);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRectF(inside.right() + 1 - ChevronWidth - answerWidth(width()),
                                inside.y(),
                                answerWidth(width()),
                                inside.height()),
                         m_answer,
                         wrap);
        drawChevron(painter, look.hint, inside);
    }

private:
    static constexpr int ChevronWidth = 4 * grid::Step;
    static int textWidth(int width) { return width - 3 * grid::Small - ChevronWidth; }
    static int questionWidth(int width) { return textWidth(width) * 2 / 5; }
    static int answerWidth(int width) { return textWidth(width) - questionWidth(width); }
    //! At the right, in the height of the first line: the row leads somewhere.
    void drawChevron(QPainter &painter, const QColor &colour, const QRect &inside) const
    {
        const QPointF tip(inside.right(), inside.y() + fontMetrics().height() / 2.0);
        const QPointF up(-grid::Step, -grid::Step);
        const QPointF down(-grid::Step, grid::Step);
        painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF{tip + up, tip, tip + down});
    }
    int boundsOf(const QString &text, int width) const
    {
        return fontMetrics()
            .boundingRect(0, 0, qMax(1, width), 1 << 20, Qt::TextWordWrap, text)
            .height();
    }

    QString m_question;
    QString m_answer;
};

} // namespace

AnswerList::AnswerList(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
}

void AnswerList::show(const QList<AnswerRow> &rows)
{
    while (auto *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QString section;
    for (const auto &row : rows) {
        if (row.section != section) {
            section = row.section;
            if (m_column->count() > 0)
                m_column->addSpacing(grid::Medium);
            auto *heading = makeHeading(section);
            heading->setContentsMargins(grid::Small, 0, 0, grid::Step);
            m_column->addWidget(heading);
        }
        auto *button = new AnswerButton(row);
        button->setFocusPolicy(findChild<QAbstractButton *>() ? Qt::ClickFocus : Qt::StrongFocus);
        m_column->addWidget(button);
        connect(button, &QAbstractButton::clicked, this, [this, path = row.path] {
            Q_EMIT answerChosen(path);
        });
    }
}

void AnswerList::keyPressEvent(QKeyEvent *event)
{
    const auto buttons = findChildren<QAbstractButton *>();
    const auto now = buttons.indexOf(qobject_cast<QAbstractButton *>(focusWidget()));
    auto *button = now < 0 ? nullptr : buttons[now];
    const auto step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (button && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return button->click();
    if (step == 0 || now < 0)
        return QWidget::keyPressEvent(event);
    if (now + step >= 0 && now + step < buttons.size())
        buttons[now + step]->setFocus(Qt::TabFocusReason);
}

} // namespace bootwright
