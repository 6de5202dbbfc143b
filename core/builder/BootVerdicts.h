// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/MediaVerdicts.h"

namespace bootwright {

//! Verdicts as they are found.
class Verdicts
{
public:
    void error(const char *code, const QString &sentence);
    void warning(const char *code, const QString &sentence);
    void note(const char *code, const QString &sentence);
    //! The worst first, else as they were found.
    std::vector<MediaVerdict> sorted() const;

private:
    std::vector<MediaVerdict> m_all;
};

//! Whether and where the medium starts computers: loaders and their signers, boot stores, boot image.
void judgeBoot(const MediaReport &report, Verdicts &verdicts);

} // namespace bootwright
