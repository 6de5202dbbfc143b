// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Text.h"

namespace lab {

//! The first serial port (COM1, 115200 8N1), written without the firmware: what stands here is for
//! machines that watch the lab, and does not get mixed up with a console that goes to the same port.
//! Where there is no such port nothing happens.
class Serial
{
public:
    Serial();
    //! One line; control characters in it become '?'.
    void write(Text line);

private:
    void put(char c);

    bool m_isThere = false;
};

} // namespace lab
