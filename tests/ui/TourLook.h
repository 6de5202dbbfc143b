// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/LongTexts.h"
#include "ui/EnglishPlurals.h"
#include "ui/Look.h"
#include "ui/WizardStyle.h"

#include <QApplication>

namespace bootwright {

//! How the program looks while this lives: colours, size of the letters, length of the texts. Afterwards letters and
//! texts are as they were.
class TourLook
{
public:
    explicit TourLook(const QPalette &palette, double scale = 1, bool isLong = false)
    {
        QCoreApplication::installTranslator(&m_plurals);
        if (isLong)
            QCoreApplication::installTranslator(&m_longTexts);
        QApplication::setStyle(new WizardStyle);
        QApplication::setPalette(wizardPalette(palette));
        enlarge(scale);
    }
    ~TourLook() { QApplication::setFont(m_font); } // translators take themselves away
    TourLook(const TourLook &) = delete;
    TourLook &operator=(const TourLook &) = delete;

    //! Letters \a scale times as large as the system's.
    void enlarge(double scale) const
    {
        auto font = m_font;
        font.setPointSizeF(font.pointSizeF() * scale);
        QApplication::setFont(font);
    }

private:
    EnglishPlurals m_plurals;
    LongTexts m_longTexts;
    QFont m_font = QApplication::font();
};

} // namespace bootwright
