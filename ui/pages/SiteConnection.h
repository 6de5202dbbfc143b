// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/SiteInquiry.h"

#include <QWidget>

class QPushButton;

namespace bootwright {

class Note;
class NoteList;
class TrustQuestion;

//! The connection with a site: a button that asks it and stops asking, how far it is, the question whether a
//! certificate is the server's own, and what the site could not tell.
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
    const SiteFacts *facts() const { return m_site.facts() ? &*m_site.facts() : nullptr; }
    bool isAsking() const { return m_site.isAsking(); }
    //! How they were got, for whoever asks the site next.
    const SiteAccess &access() const { return m_site.access(); }
    //! Why there are no facts, as a sentence.
    QString whyNoFacts() const { return m_site.whyNoFacts(); }

    //! Asks the site as \a access says, or stops asking.
    void toggle(const SiteAccess &access) { m_site.toggle(access); }
    //! Saves the facts as a site profile; says why if it cannot.
    void saveProfile(const QString &path);

Q_SIGNALS:
    void toggled(); //!< the button was pressed
    void changed(); //!< it was begun, has ended, or was stopped

private:
    void showState();
    void browse();

    SiteInquiry m_site;
    QPushButton *m_connect;
    QPushButton *m_save;
    Note *m_state;
    TrustQuestion *m_question;
    NoteList *m_notes;
    Note *m_saved;
};

} // namespace bootwright
