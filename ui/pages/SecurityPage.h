// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

class QCheckBox;
class QComboBox;
class QDateEdit;
class QRadioButton;

namespace bootwright {

class PasswordEdit;
class PathEdit;

//! Who may use the media, and how they prove to the site who they are. A .pfx file is opened here.
class SecurityPage final : public WizardPage
{
    Q_OBJECT

public:
    explicit SecurityPage(Answers &answers);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;

private:
    void addPassword();
    void addCertificate();
    void connectFields();
    void showCertificate(const CertificateDraft &certificate);
    std::vector<Problem> saveCertificate(Answers &answers);
    void generate();
    void showStrength();
    void showLife();
    void enableFields();

    QCheckBox *m_unknownComputers;
    QCheckBox *m_protect;
    PasswordEdit *m_password;
    PasswordEdit *m_confirmation;
    QLabel *m_strength;
    QRadioButton *m_selfSigned;
    QDateEdit *m_start;
    QDateEdit *m_expire;
    QLabel *m_life;
    QRadioButton *m_pki;
    PathEdit *m_pfx;
    PasswordEdit *m_pfxPassword;
    QLabel *m_pfxFacts;
    QComboBox *m_affinity;
};

} // namespace bootwright
