// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/LabRecipe.h"

#include <QDialog>

#include <functional>

namespace bootwright {

//! Media of the training site in a file, with a password, a variable and a hidden one.
class InspectedLab
{
public:
    InspectedLab();
    QString iso() const { return lab.path("out.iso"); }

    LabRecipe lab;
};

//! Shows a window for media, and one that renews them, in all their states, and calls \a visit on each with a
//! name for it. The windows have the size \a size. False if it does not get to the end.
bool tourInspection(InspectedLab &media,
                    const QSize &size,
                    const std::function<void(QDialog &window, const QString &name)> &visit);

} // namespace bootwright
