// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/StrengthMeter.h"

#include "core/recipe/PasswordStrength.h"
#include "ui/Look.h"
#include "ui/widgets/texts.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace bootwright {

namespace {

constexpr int MeterHeight = 6;
constexpr double FullBits = 100;    // what the generator makes
constexpr double HopelessBits = 40; // under two minutes

} // namespace

//! Filled by the bits of the password.
class StrengthMeter::Bar final : public QWidget
{
public:
    Bar() { setFixedHeight(MeterHeight); }

    void setBits(double bits)
    {
        m_bits = bits;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Look look(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const auto fill = [&](double width, const QColor &colour) {
            painter.setBrush(colour);
            painter.drawRoundedRect(
                QRectF(0, 0, width, height()), MeterHeight / 2.0, MeterHeight / 2.0);
        };
        fill(width(), look.line);
        if (m_bits > 0)
            fill(width() * qMin(1.0, m_bits / FullBits),
                 m_bits < HopelessBits       ? look.problem
                 : m_bits < WeakPasswordBits ? look.warning
                                             : look.good);
    }

private:
    double m_bits = 0;
};

StrengthMeter::StrengthMeter(QWidget *parent)
    : QWidget(parent)
    , m_bar(new Bar)
    , m_text(makeHint())
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Step);
    column->addWidget(m_bar);
    column->addWidget(m_text);
    judge({});
}

void StrengthMeter::judge(const Secret &password)
{
    const auto bits = passwordBits(password);
    m_bar->setBits(bits);
    if (password.isEmpty())
        return m_text->setText(tr(
            "Whoever copies the media can try passwords at home, as fast as they like: the key is "
            "one unsalted SHA-1 of the password. So length counts."));
    const auto word = bits < HopelessBits       ? tr("Hopeless.", "a password")
                      : bits < WeakPasswordBits ? tr("Weak.", "a password")
                                                : tr("Strong.", "a password");
    m_text->setText(
        tr("%1 %2", "strength of a password, time to find it").arg(word, crackTime(bits)));
}

} // namespace bootwright
