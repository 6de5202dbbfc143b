// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Efi.h"
#include "Text.h"

namespace lab {

//! What people see: a title, facts, the progress of the check, what is wrong, the verdict. 80 x 25
//! characters, the one size that every firmware has.
class Screen
{
public:
    //! Clears the screen and draws the title. \a output may be null: then nothing is shown.
    Screen(efi::TextOutput *output, Text program, Text signer);

    void fact(Text name, Text value);
    //! \a done of \a total bytes are checked; \a path is being read.
    void progress(uint64_t done, uint64_t total, Text path);
    //! A file that is not as it should be. Only the first few find room.
    void problem(Text what, Text path);
    void verdict(bool good, Text sentence);

private:
    void put(size_t column, size_t row, size_t attribute, Text text, size_t width);

    efi::TextOutput *m_output = nullptr;
    size_t m_factRow = 6;
    size_t m_problemRow = 17;
    unsigned m_lastPercent = 101;
    Text m_lastPath;
};

} // namespace lab
