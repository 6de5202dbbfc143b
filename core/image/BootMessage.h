// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace bootwright {

//! 16-bit code for a boot sector that cannot start anything: it lies at \a origin of the sector (loaded at
//! 0000:7C00), prints \a message with the BIOS and waits. Position depends on \a origin only.
QByteArray bootMessage(quint16 origin, QByteArrayView message);

} // namespace bootwright
