// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

class QCheckBox;
class QLineEdit;
class QRadioButton;

namespace bootwright {

class FactTable;
class PathEdit;
class StickChoice;
class StickList;

//! Where the media are made, an ISO file or sticks, and what they are called.
class MediaPage final : public WizardPage
{
    Q_OBJECT

public:
    MediaPage(Answers &answers, StickChoice &choice);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;
    void forget() override;

private:
    void addIso();
    void addSticks();
    void addLabel();
    std::vector<Problem> problemsOfIso(const Answers &answers) const;
    void showTarget();
    void showLabels();

    StickChoice &m_choice;
    QRadioButton *m_iso;
    PathEdit *m_path;
    QLabel *m_room;
    QWidget *m_old; //!< about a file that is there already
    QCheckBox *m_replace;
    QRadioButton *m_usb;
    QString m_stickPath; //!< of a recipe; the command line uses it
    QLabel *m_stickHint;
    StickList *m_sticks;
    QLineEdit *m_label;
    FactTable *m_labels;
    PathEdit *m_staging;
    QCheckBox *m_autorun;
};

} // namespace bootwright
