// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaDraft.h"
#include "ui/Inquiry.h"

#include <QWidget>

#include <optional>

class QPushButton;

namespace bootwright {

class FactTable;
class Note;
class NoteList;

//! Asks a site for its facts in the background: how far it is, a way to stop, the question whether a certificate
//! is the server's own, and what the site could not tell. Keeps the facts as long as the same site is meant.
class SiteConnection final : public QWidget
{
    Q_OBJECT

public:
    explicit SiteConnection(QWidget *parent = nullptr);

    //! The facts of \a site have to be asked for: they are on another computer.
    static bool isNeeded(const SiteDraft &site);
    //! Which site is meant. What is known of another one goes.
    void setSite(const SiteDraft &site);
    //! The facts of that site, or null.
    const SiteFacts *facts() const { return m_facts ? &*m_facts : nullptr; }
    bool isAsking() const { return m_isAsking; }
    //! How they were got, for whoever asks the site next.
    const SiteAccess &access() const { return m_access; }
    //! Why there are no facts, as a sentence.
    QString whyNoFacts() const;

    //! Asks the site as \a access says, or stops asking.
    void toggle(const SiteAccess &access);
    //! Saves the facts as a site profile; says why if it cannot.
    void saveProfile(const QString &path);

Q_SIGNALS:
    void toggled(); //!< the button was pressed
    void changed(); //!< it was begun, has ended, or was stopped

private:
    //! What came of it.
    struct Answer
    {
        Result<SiteFacts> facts;
        SiteAccess access;                      //!< with all certificates that are allowed
        std::optional<ServerCertificate> shown; //!< one that nobody allowed yet
    };
    static Answer ask(SiteDraft site,
                      SiteAccess access,
                      const std::optional<ServerCertificate> &allowed,
                      Control &control);

    void begin(std::optional<ServerCertificate> allowed);
    void take(Answer answer);
    void stop();
    void showState();
    void browse();

    SiteDraft m_site;
    SiteAccess m_access;
    bool m_isAsking = false;
    std::optional<SiteFacts> m_facts;
    std::optional<Error> m_error;
    std::optional<ServerCertificate> m_shown;
    QPushButton *m_connect;
    QPushButton *m_save;
    Note *m_state;
    QWidget *m_question;
    FactTable *m_certificate;
    NoteList *m_notes;
    Note *m_saved;
    Inquiry m_inquiry;
};

} // namespace bootwright
