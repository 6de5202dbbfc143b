// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/renewMedia.h"
#include "ui/Answers.h"
#include "ui/Inquiry.h"
#include "ui/inspect/RenewPage.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace bootwright {

class FactTable;
class NoteList;
class WorkBar;

//! The media that are to be renewed, and what is at hand for it.
struct MediaToRenew
{
    QString path;
    std::shared_ptr<const Secret> password; //!< that they have now
    Chance chance;
    SiteDraft site; //!< is told about the new certificate if the media are its own
    std::shared_ptr<const SiteAccess> access; //!< how to get at it
    QString siteCode;                         //!< of the media
    RenewPage::Way way = RenewPage::Way::InPlace;
};

//! Renews media: asks what is to be new, does it on a thread of its own, and tells what came of it.
class RenewWindow final : public QDialog
{
    Q_OBJECT

public:
    RenewWindow(const MediaToRenew &media, const ExistingMedia &opened, QWidget *parent);

    //! Renews if nothing is wrong with what is wanted.
    void renew();
    //! Closes the window; while it works, asks the work to stop, and the window tells what came of it.
    void reject() override;

Q_SIGNALS:
    //! The media at \a path, renewed or new, have this \a password now.
    void renewed(const QString &path, const std::shared_ptr<const bootwright::Secret> &password);
    //! The work has ended, and the window tells how.
    void ended();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeTop();
    QWidget *makeButtons();
    void finish(const Result<RenewalReport> &report);
    void showReport(const RenewalReport &report);
    void showHeading(const QString &title, const QString &sentence);
    QString madePath() const;

    MediaToRenew m_media;
    Answers m_answers;
    RenewPage *m_page;
    Page *m_result;
    NoteList *m_verdict;
    FactTable *m_facts;
    NoteList *m_notes;
    QLabel *m_title;
    QLabel *m_sentence;
    WorkBar *m_bar;
    QStackedWidget *m_pages;
    QWidget *m_buttons;
    QPushButton *m_cancel;
    QPushButton *m_renew;
    QPushButton *m_close;
    bool m_isWorking = false;
    Inquiry m_inquiry; // last: stopped before what it answers to goes
};

} // namespace bootwright
