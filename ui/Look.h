// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

class QFont;

namespace bootwright {

//! How far apart things stand, in pixels of a screen at 100 %: everything is a multiple of one step.
namespace grid {
inline constexpr int Step = 4;
inline constexpr int Small = 2 * Step;  //!< between what belongs together
inline constexpr int Medium = 4 * Step; //!< between answers
inline constexpr int Large = 8 * Step;  //!< around a page
} // namespace grid

//! The contrast of two colours as WCAG 2 defines it: 1 (the same) to 21 (black on white).
double contrastOf(const QColor &one, const QColor &other);

//! The colours that a palette has no role for, made from it so that they can be read on its window in a
//! light and in a dark one: texts have a contrast of at least 4.5, marks and frames of at least 3.
struct Look
{
    explicit Look(const QPalette &palette);

    QColor hint;       //!< text that explains
    QColor problem;    //!< text and mark of what is wrong
    QColor warning;    //!< mark of what to know
    QColor good;       //!< mark of what went well
    QColor accent;     //!< the palette's highlight, as a mark on the window
    QColor frame;      //!< of a field
    QColor line;       //!< between areas: no mark, may be faint
    QColor side;       //!< the ground of the step list
    QColor accentText; //!< on a ground of the accent colour
};

//! Hints stand in this role, problems in the other: wizardPalette() fills both.
inline constexpr auto HintRole = QPalette::PlaceholderText;
inline constexpr auto ProblemRole = QPalette::BrightText;

//! \a palette with colours for hints and problems.
QPalette wizardPalette(QPalette palette);

//! The font of a page's title, and of the headings in it.
QFont titleFont(QFont font);
QFont headingFont(QFont font);

} // namespace bootwright
