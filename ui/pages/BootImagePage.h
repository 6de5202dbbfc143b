// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

class QComboBox;

namespace bootwright {

class BootImageDetailsPanel;
class BootImagePanel;
class ManagementPointList;
class Note;
class PathEdit;
class SearchList;

//! What the media start, who signed its boot manager, and whom it asks then.
class BootImagePage final : public WizardPage
{
    Q_OBJECT

public:
    explicit BootImagePage(Answers &answers);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;

private:
    void addImage();
    void addPoints();
    void loadDistributionPoints(const Answers &answers);
    void look();
    void showWarnings();

    SearchList *m_image;
    PathEdit *m_file;
    BootImageDetailsPanel *m_details;
    BootImagePanel *m_panel;
    QComboBox *m_signer;
    QComboBox *m_distributionPoint;
    Note *m_place;
    ManagementPointList *m_managementPoints;
    Note *m_boundary;
    QLabel *m_modeHint;
};

} // namespace bootwright
