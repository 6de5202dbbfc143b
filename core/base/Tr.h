// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace bootwright {

//! The translation context of core: Tr::tr("…") where no QObject is at hand.
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(bootwright)
};

} // namespace bootwright
