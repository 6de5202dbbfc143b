// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/BootImageFacts.h"
#include "ui/Inquiry.h"

#include <QWidget>

namespace bootwright {

struct Answers;
class ShareCopies;
class FactTable;
class FetchBar;
class NoteList;

//! What is in the boot image that was chosen, and which computers start it. The image is opened in the
//! background; one that a site hands out is fetched first, when the user wants it.
class BootImagePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit BootImagePanel(QWidget *parent = nullptr);

    //! Shows the image of \a answers.
    void look(const Answers &answers);

Q_SIGNALS:
    void looked(); //!< what was found is shown

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void fetchOrStop();
    void open();
    void clear();
    void offerToFetch();
    void show(const Result<BootImageFacts> &facts);

    MediaDraft m_draft;
    SiteAccess m_access;
    std::shared_ptr<ShareCopies> m_copies;
    quint64 m_imageBytes = 0; //!< as the site says
    QStringList m_fetched;    //!< servers, package IDs and files whose images are on this computer
    FetchBar *m_fetch;
    FactTable *m_facts;
    NoteList *m_firmware;
    Inquiry m_inquiry;
};

} // namespace bootwright
