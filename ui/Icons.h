// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPixmap>

class QColor;
class QString;

namespace bootwright {

//! The icon \a name of resources/icons, as large as \a size in pixels at 100 %, in one colour.
QPixmap markOf(const QString &name, const QColor &colour, int size, qreal pixelRatio);
//! The same as an icon for a button, in all sizes.
QIcon iconOf(const QString &name, const QColor &colour);
//! The icon of the program, in its own colours.
QIcon programIcon();

} // namespace bootwright
