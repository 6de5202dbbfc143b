// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/ExistingMedia.h"
#include "ui/WizardPage.h"

class QLineEdit;
class QPlainTextEdit;
class QRadioButton;

namespace bootwright {

class DayEdit;
class LifeLine;
class PasswordEdit;
class PathEdit;
class PfxPanel;
class StrengthMeter;
class VariableTable;

//! What is to be new on media that exist. Every field begins with what the media have; what is not changed
//! stays. The rules are judgeRenewal()'s, so the paths of its fields are no recipe's.
class RenewPage final : public WizardPage
{
    Q_OBJECT

public:
    enum class Way {
        InPlace, //!< the media change where they are
        NewIso,  //!< others are made of their files
    };

    //! \a answers is not looked at, but for its time and for how to get at shares.
    RenewPage(Answers &answers, const ExistingMedia &media, Way way);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;

    RenewalDraft draft() const;
    MediaSecrets secrets() const;
    //! The ISO that is to be made; empty of media that change where they are.
    QString output() const;

private:
    static QString place(const QString &path);
    void addOutput();
    void addCertificate();
    void addPassword();
    void addSite();
    std::optional<CertificateDraft> certificate() const;
    void putVariables(RenewalDraft &draft) const;
    void showLife();

    RenewableAnswers m_media;
    QList<VariableDraft> m_variables; //!< of the media
    MediaSecrets m_values;            //!< of these
    PathEdit *m_output = nullptr;
    QRadioButton *m_keepCertificate;
    QRadioButton *m_selfSigned;
    DayEdit *m_expire;
    LifeLine *m_life;
    QRadioButton *m_pki;
    PathEdit *m_pfx;
    PasswordEdit *m_pfxPassword;
    PfxPanel *m_pfxPanel;
    QRadioButton *m_keepPassword;
    QRadioButton *m_newPassword;
    PasswordEdit *m_password;
    StrengthMeter *m_strength;
    PasswordEdit *m_confirmation;
    QRadioButton *m_noPassword;
    QLineEdit *m_label;
    QPlainTextEdit *m_points;
    VariableTable *m_table;
};

} // namespace bootwright
