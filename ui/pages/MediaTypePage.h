// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

class QCheckBox;

namespace bootwright {

//! The kind of media (only bootable ones are made) and whether they run without a person.
class MediaTypePage final : public WizardPage
{
    Q_OBJECT

public:
    explicit MediaTypePage(Answers &answers);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;

private:
    QCheckBox *m_unattended;
    QCheckBox *m_onlyRequired;
};

} // namespace bootwright
