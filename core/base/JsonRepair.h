// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace bootwright {

//! What can be kept of damaged JSON: its longest beginning that ends behind a whole value, with the
//! brackets closed that are open there. \a fault is the offset at which the parser gave up. Empty if
//! nothing can be kept.
QByteArray wellFormedBeginning(const QByteArray &json, qsizetype fault);

} // namespace bootwright
