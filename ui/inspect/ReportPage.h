// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/MediaReportText.h"
#include "ui/Page.h"
#include "ui/widgets/Note.h"

class QLabel;

namespace bootwright {

class LifeLine;
class NoteList;
class PasswordEdit;
class ProblemNote;

//! What is to be known about a medium: what came of the last work on it, what is wrong with it, until when it
//! works, and everything that is on it. Values that may be secret are masked until asked for.
class ReportPage final : public Page
{
    Q_OBJECT

public:
    ReportPage();

    QWidget *firstField() const override;
    //! There is no medium yet; or \a problem says why it cannot be read.
    void showNothing(const QString &problem = {});
    void show(std::shared_ptr<const MediaReport> report, const QDateTime &now);

    //! Tells what came of some work: \a title, then sentences.
    void showOutcome(const QString &title, Note::Kind kind, const QStringList &sentences);
    void addOutcome(Note::Kind kind, const QStringList &sentences);
    //! Leads to the password of the media; \a problem says why.
    void askForPassword(const QString &problem);
    Secret password() const;

Q_SIGNALS:
    void unlockAsked();

private:
    void addLock();
    void showVerdicts(const std::vector<MediaVerdict> &verdicts);
    void showSections(SecretValues secrets);
    QWidget *makeSecretsBox(SecretValues secrets);

    QWidget *m_place; //!< to drop media on
    Note *m_problem;
    QLabel *m_outcomeTitle;
    NoteList *m_outcome;
    QWidget *m_body;
    NoteList *m_verdicts; //!< the worst first
    LifeLine *m_life;
    QWidget *m_lock;
    PasswordEdit *m_password;
    ProblemNote *m_passwordProblem;
    QWidget *m_sections;
    std::shared_ptr<const MediaReport> m_report;
    QDateTime m_now;
};

} // namespace bootwright
