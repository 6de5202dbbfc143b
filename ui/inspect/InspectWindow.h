// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/builder/ExistingMedia.h"
#include "core/builder/MediaReport.h"
#include "core/recipe/MediaDraft.h"
#include "core/site/SiteAccess.h"
#include "ui/Inquiry.h"

#include <QDialog>

#include <memory>

class QLabel;

namespace bootwright {

class ReportPage;
class WorkBar;

//! Media that exist, in a window: drop an image, a stick or a folder on it. What is on them, whether they are
//! whole, what differs from others; a calendar entry, the bench card, and renewing. Nothing is written to
//! media but by renewing.
class InspectWindow final : public QDialog
{
    Q_OBJECT

public:
    //! \a site, reached by \a access, is told about new certificates of media that are its own.
    InspectWindow(const Chance &chance,
                  const SiteDraft &site,
                  SiteAccess access = {},
                  QWidget *parent = nullptr);

    //! Reads the media at \a path, and shows what they are.
    void inspect(const QString &path);
    //! Reads all files and compares them with the manifest on the media.
    void verify();
    //! \a path is other media or a recipe.
    void compareWith(const QString &path);
    //! Asks what is to be new, in a window of its own.
    void renew();
    void saveCalendar(const QString &path);
    void saveCard(const QString &path);

Q_SIGNALS:
    //! What was asked is answered, and shown.
    void answered();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeTop();
    QWidget *makeButtons();
    void askForCalendar();
    void askForCard();
    void look(const QString &path, Secret password);
    void take(Result<MediaReport> report, std::shared_ptr<const Secret> password);
    void askWhatIsNew(const ExistingMedia &media);
    void lookAgain(const QString &path, std::shared_ptr<const Secret> password);
    template<typename Find, typename Tell>
    void work(const QString &stage, Find find, Tell tell);
    void stop();
    void rest();
    void tellSaved(const Result<void> &saved, const QString &path, const QString &what);

    Chance m_chance;
    SiteDraft m_site;
    std::shared_ptr<const SiteAccess> m_access;
    QLabel *m_title;
    QLabel *m_sentence;
    WorkBar *m_bar;
    ReportPage *m_page;
    QWidget *m_open;                             //!< buttons that open media
    QWidget *m_buttons;                          //!< the row below
    QWidget *m_actions;                          //!< buttons for the media that are shown
    std::shared_ptr<const MediaReport> m_report; //!< null: no media are shown
    std::shared_ptr<const Secret> m_password;
    Inquiry m_inquiry; // last: stopped before what it answers to goes
};

} // namespace bootwright
