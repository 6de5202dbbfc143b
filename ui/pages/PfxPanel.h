// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"
#include "core/identity/MediaCertificate.h"
#include "core/recipe/MediaRecipe.h"
#include "core/site/SiteAccess.h"
#include "ui/Inquiry.h"

#include <QDateTime>
#include <QWidget>

class QPushButton;

namespace bootwright {

class CertificateFacts;
class Note;
class ShareCopies;

//! What is in a .pfx file, in words that say whether media can use it. It is opened again only when the
//! file or its password is another one. One on a share is opened in the background, and the user can stop that.
class PfxPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit PfxPanel(QWidget *parent = nullptr);

    //! How files on shares are opened, and who keeps their copies. Without this only those are opened that the system
    //! opens itself.
    void setShares(const SiteAccess &access, std::shared_ptr<ShareCopies> copies);
    //! Opens the file and shows what is in it. What is wrong with it: also that it is not known yet; none while no
    //! file is named.
    std::optional<Problem> open(const QString &path, const Secret &password, const QDateTime &now);

Q_SIGNALS:
    void looked(); //!< what was found on a share is shown, or that nobody waits for it any more

private:
    std::optional<Problem> tell(const Result<MediaCertificate> &certificate);
    void readFromShare();
    void readOrStop();

    SiteAccess m_access;
    std::shared_ptr<ShareCopies> m_copies;
    QDateTime m_now;
    bool m_isReading = false;
    QPushButton *m_again;
    Note *m_state; //!< of what lies on a share
    CertificateFacts *m_facts;
    QString m_path;
    QDateTime m_changed;
    Secret m_password;
    std::optional<Problem> m_problem;
    Inquiry m_inquiry;
};

} // namespace bootwright
