// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

class QCheckBox;
class QLineEdit;

namespace bootwright {

class PathEdit;

//! Where the image goes and what it is called.
class MediaPage final : public WizardPage
{
    Q_OBJECT

public:
    explicit MediaPage(Answers &answers);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;

private:
    void showTarget();
    void showLabels();

    PathEdit *m_path;
    QLabel *m_room;
    QCheckBox *m_replace;
    QLineEdit *m_label;
    QLabel *m_labels;
    PathEdit *m_staging;
    QCheckBox *m_autorun;
};

} // namespace bootwright
