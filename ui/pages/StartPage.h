// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/RecipeFile.h"
#include "ui/WizardPage.h"

class QCheckBox;
class QLineEdit;
class QRadioButton;

namespace bootwright {

class Note;
class PasswordEdit;
class PathEdit;
class RecipeOffers;
class ReferencePanel;
class SiteConnection;

//! What is to be done; for media to make, where the site's facts come from and whose answers to begin with.
class StartPage final : public WizardPage
{
    Q_OBJECT

public:
    //! \a lastAnswers and \a unfinished may be missing.
    StartPage(Answers &answers,
              const std::optional<RecipeReading> &lastAnswers,
              const std::optional<RecipeReading> &unfinished);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;
    void forget() override;

    //! Begins with what is good in the recipe at \a path; tells what is not.
    void openRecipe(const QString &path);
    void beginWith(const RecipeReading &reading, Origin origin, const QString &path);

Q_SIGNALS:
    //! The answers are others than before.
    void begun();
    //! It is not a recipe but a kit that the user wants to begin with.
    void kitChosen(const QString &path);
    //! The user wants to see media that exist.
    void inspectAsked();

private:
    void addTask();
    void addSite();
    void addServer();
    void addRecipes();
    void addReference();
    void addInspection();
    void loadReference(const Answers &answers);
    std::vector<Problem> saveReference(Answers &answers);
    std::vector<Problem> saveSite(Answers &answers);
    void takeTask();
    SiteDraft chosenSite() const;
    SiteAccess access() const;
    std::optional<Problem> takeFacts(Answers &answers);

    QRadioButton *m_create;
    QRadioButton *m_write;
    QRadioButton *m_lab;
    QRadioButton *m_profile;
    PathEdit *m_profileFile;
    QRadioButton *m_server;
    QLineEdit *m_serverName;
    QCheckBox *m_ntlm;
    QCheckBox *m_otherUser;
    QLineEdit *m_user;
    PasswordEdit *m_password;
    SiteConnection *m_connection;
    Note *m_site;
    RecipeOffers *m_recipes;
    QCheckBox *m_follow;
    PathEdit *m_reference;
    PasswordEdit *m_referencePassword;
    ReferencePanel *m_referencePanel;
};

} // namespace bootwright
