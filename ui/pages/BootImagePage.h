// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

class QComboBox;

namespace bootwright {

class BootImageProbe;
class ManagementPointList;
class PathEdit;

//! What the media start, who signed its boot manager, and whom it asks then.
class BootImagePage final : public WizardPage
{
    Q_OBJECT

public:
    explicit BootImagePage(Answers &answers);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;

private:
    void addSigners();
    void loadImages(const Answers &answers);
    void look();

    QComboBox *m_image;
    PathEdit *m_file;
    QLabel *m_facts;
    QComboBox *m_signer;
    QComboBox *m_distributionPoint;
    ManagementPointList *m_managementPoints;
    BootImageProbe *m_probe;
};

} // namespace bootwright
