// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

namespace bootwright {

class ImagePanel;
class KitPanel;
class PasswordEdit;
class PathEdit;
class SecretList;
struct OpenedKit;

//! Which media are written to sticks, and what they are: media that are there, or those of a kit, which asks
//! for the secrets that are not in it.
class ImagePage final : public WizardPage
{
    Q_OBJECT

public:
    explicit ImagePage(Answers &answers);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;
    void forget() override;

    //! What is known of the media.
    const ImagePanel &panel() const { return *m_panel; }
    //! What is known of the kit.
    const KitPanel &kit() const { return *m_kit; }
    //! Bytes that a stick must have at least; 0 while that is not known.
    quint64 neededBytes() const;

private:
    void addSecret(QWidget *&group, const QString &label, PasswordEdit *field, const QString &path);
    void addSecrets();
    void look(const QString &path);
    void takeKit();
    MediaSecrets secretsOf(const OpenedKit &kit) const;
    std::vector<Problem> saveKit(Answers &answers);

    PathEdit *m_path;
    ImagePanel *m_panel;
    KitPanel *m_kit;
    PasswordEdit *m_kitPassword;
    PasswordEdit *m_mediaPassword;
    PasswordEdit *m_pfxPassword;
    PasswordEdit *m_referencePassword;
    SecretList *m_variables;
    QWidget *m_ofKit = nullptr; //!< the rows of each
    QWidget *m_ofMedia = nullptr;
    QWidget *m_ofPfx = nullptr;
    QWidget *m_ofReference = nullptr;
};

} // namespace bootwright
