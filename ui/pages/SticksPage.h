// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

namespace bootwright {

class StickChoice;
class StickList;

//! Which drives become sticks.
class SticksPage final : public WizardPage
{
    Q_OBJECT

public:
    SticksPage(Answers &answers, StickChoice &choice);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;

private:
    StickChoice &m_choice;
    StickList *m_list;
};

} // namespace bootwright
