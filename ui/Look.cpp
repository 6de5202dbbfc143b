// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Look.h"

#include <QFont>

#include <algorithm>
#include <cmath>

namespace bootwright {

namespace {

constexpr double TextContrast = 4.6; // 4.5 is asked for; colours are rounded
constexpr double MarkContrast = 3.1; // 3

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
           + 0.0722 * linear(colour.blueF());
}

//! \a share of \a one, the rest of \a other.
QColor mixed(const QColor &one, const QColor &other, double share)
{
    const auto mix = [share](double a, double b) { return float(a * share + b * (1 - share)); };
    return QColor::fromRgbF(mix(one.redF(), other.redF()),
                            mix(one.greenF(), other.greenF()),
                            mix(one.blueF(), other.blueF()));
}

//! \a wanted, moved towards \a text as little as it takes to be seen on \a ground.
QColor readable(const QColor &wanted, const QColor &ground, const QColor &text, double contrast)
{
    for (double share = 1; share > 0; share -= 0.02) {
        const auto colour = mixed(wanted, text, share);
        if (contrastOf(colour, ground) >= contrast)
            return colour;
    }
    return text;
}

} // namespace

double contrastOf(const QColor &one, const QColor &other)
{
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

Look::Look(const QPalette &palette)
{
    const auto window = palette.color(QPalette::Active, QPalette::Window);
    const auto text = palette.color(QPalette::Active, QPalette::WindowText);
    const auto highlight = palette.color(QPalette::Active, QPalette::Highlight);
    const auto highlighted = palette.color(QPalette::Active, QPalette::HighlightedText);
    side = mixed(text, window, 0.045);
    // what stands on the side list, too, is measured on it: it is the nearer one to the text
    hint = readable(mixed(text, window, 0.3), side, text, TextContrast);
    problem = readable(QColor(0xd0, 0x30, 0x30), side, text, TextContrast);
    warning = readable(QColor(0xc7, 0x7a, 0x00), side, text, MarkContrast);
    good = readable(QColor(0x2e, 0x9a, 0x5b), side, text, MarkContrast);
    accent = readable(highlight, side, text, MarkContrast);
    frame = readable(mixed(text, window, 0.3), window, text, MarkContrast);
    line = mixed(text, window, 0.14);
    accentText = contrastOf(highlighted, accent) >= TextContrast ? highlighted
                 : contrastOf(Qt::white, accent) >= contrastOf(Qt::black, accent)
                     ? QColor(Qt::white)
                     : QColor(Qt::black);
}

QPalette wizardPalette(QPalette palette)
{
    const Look look(palette);
    for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled}) {
        palette.setColor(group, HintRole, look.hint);
        palette.setColor(group, ProblemRole, look.problem);
    }
    return palette;
}

QFont titleFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 1.7);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont headingFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 1.12);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace bootwright
