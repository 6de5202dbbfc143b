// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

class QRadioButton;

namespace bootwright {

//! How clients find their management point.
class MediaManagementPage final : public WizardPage
{
    Q_OBJECT

public:
    explicit MediaManagementPage(Answers &answers);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;

private:
    QRadioButton *m_dynamic;
    QRadioButton *m_siteBased;
};

} // namespace bootwright
