// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

class QCheckBox;
class QComboBox;
class QRadioButton;

namespace bootwright {

class DayEdit;
class LifeLine;
class PasswordEdit;
class PathEdit;
class PfxPanel;
class StrengthMeter;

//! Who may use the media, and how they prove to the site who they are.
class SecurityPage final : public WizardPage
{
    Q_OBJECT

public:
    explicit SecurityPage(Answers &answers);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;
    void forget() override;

private:
    void addPassword();
    void addSelfSigned();
    void addPki();
    void addAffinity();
    void loadCertificate(const CertificateDraft &certificate);
    std::vector<Problem> saveCertificate(Answers &answers);
    void generate();
    void showLife();

    QCheckBox *m_unknownComputers;
    QCheckBox *m_protect;
    PasswordEdit *m_password;
    PasswordEdit *m_confirmation;
    StrengthMeter *m_strength;
    QRadioButton *m_selfSigned;
    DayEdit *m_start;
    DayEdit *m_expire;
    LifeLine *m_life;
    QRadioButton *m_pki;
    PathEdit *m_pfx;
    PasswordEdit *m_pfxPassword;
    PfxPanel *m_pfxPanel;
    QComboBox *m_affinity;
};

} // namespace bootwright
