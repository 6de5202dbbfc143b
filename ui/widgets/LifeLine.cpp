// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/LifeLine.h"

#include "ui/Look.h"
#include "ui/widgets/texts.h"

#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace bootwright {

namespace {

constexpr qint64 ShortLifeDays = 90; // planMedia() warns below it too
constexpr int BarHeight = 8;

QString dayText(const QDate &day)
{
    return day.toString(QStringLiteral("yyyy-MM-dd"));
}

} // namespace

//! The drawing: today at its left end, expiry at its right one.
class LifeLine::Line final : public QWidget
{
public:
    Line() { setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); }

    void setDays(qint64 untilStart, qint64 untilExpiry, const QString &expiry)
    {
        m_untilStart = untilStart;
        m_untilExpiry = untilExpiry;
        m_expiry = expiry;
        update();
    }
    QSize sizeHint() const override { return {0, BarHeight + grid::Step + fontMetrics().height()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Look look(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        QPainterPath bar;
        bar.addRoundedRect(QRectF(0, 0, width(), BarHeight), BarHeight / 2.0, BarHeight / 2.0);
        painter.fillPath(bar, look.line);
        if (m_untilExpiry <= 0)
            return drawLabels(painter, look);
        painter.setClipPath(bar);
        const auto from = at(qMax<qint64>(0, m_untilStart));
        const auto shortFrom = qMax(from, at(qMax<qint64>(0, m_untilExpiry - ShortLifeDays)));
        painter.fillRect(QRectF(from, 0, shortFrom - from, BarHeight), look.accent);
        const QRectF last(shortFrom, 0, width() - shortFrom, BarHeight);
        painter.fillRect(last, look.warning);
        painter.fillRect(last, QBrush(palette().color(QPalette::Window), Qt::BDiagPattern));
        painter.setClipping(false);
        drawLabels(painter, look);
    }

private:
    double at(qint64 day) const
    {
        return double(width()) * double(day) / double(qMax<qint64>(1, m_untilExpiry));
    }

    void drawLabels(QPainter &painter, const Look &look) const
    {
        painter.setPen(look.hint);
        const QRect row(0, height() - fontMetrics().height(), width(), fontMetrics().height());
        painter.drawText(row, Qt::AlignLeft, LifeLine::tr("today"));
        painter.drawText(row, Qt::AlignRight, m_expiry);
    }

    qint64 m_untilStart = 0;
    qint64 m_untilExpiry = 0;
    QString m_expiry;
};

LifeLine::LifeLine(QWidget *parent)
    : QWidget(parent)
    , m_line(new Line)
    , m_text(makeHint())
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Step);
    column->addWidget(m_line);
    column->addWidget(m_text);
}

void LifeLine::show(const QDateTime &now, const QDateTime &start, const QDateTime &expire)
{
    const auto today = now.toUTC().date();
    const auto days = today.daysTo(expire.toUTC().date());
    m_line->setDays(today.daysTo(start.toUTC().date()), days, dayText(expire.toUTC().date()));
    if (days <= 0)
        return m_text->setText(tr("It is over: the media would not work."));
    const auto works = tr("Works for %n day(s) from now.", nullptr, int(days));
    const auto last = days < ShortLifeDays
                          ? tr("That is short.")
                          : tr("In the striped part, the last %n day(s), it is time for new media.",
                               nullptr,
                               int(ShortLifeDays));
    m_text->setText(works + u' ' + last);
}

} // namespace bootwright
