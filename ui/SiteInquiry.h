// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/SiteDraft.h"
#include "core/site/SiteAccess.h"
#include "ui/Inquiry.h"

#include <QObject>

#include <optional>

namespace bootwright {

//! Asks a site for its facts in the background, and keeps them as long as the same site is meant. A certificate that
//! nobody has allowed yet ends the asking; who allows it asks again.
class SiteInquiry final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    //! Which site is meant; true if it is another one. What is known of the one before goes.
    bool setSite(const SiteDraft &site);
    const SiteDraft &site() const { return m_site; }
    bool isAsking() const { return m_isAsking; }
    //! What came of it: the facts, an error, a certificate that was shown. At most one of the first two is there.
    const std::optional<SiteFacts> &facts() const { return m_facts; }
    const std::optional<Error> &error() const { return m_error; }
    const std::optional<ServerCertificate> &shown() const { return m_shown; }
    //! How the site was asked, for whoever asks it next.
    const SiteAccess &access() const { return m_access; }
    //! Why there are no facts, as a sentence.
    QString whyNoFacts() const;

    //! Asks the site as \a access says, or stops asking.
    void toggle(const SiteAccess &access);
    //! Asks again, with the certificate that was shown.
    void allowShown();
    void stop();

Q_SIGNALS:
    void changed(); //!< it was begun, has ended, or was stopped
    void progressed(const QString &stage);

private:
    //! What came of it, from the worker's thread.
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

    void begin(const std::optional<ServerCertificate> &allowed);
    void take(Answer answer);
    void forget();

    SiteDraft m_site;
    SiteAccess m_access;
    bool m_isAsking = false;
    std::optional<SiteFacts> m_facts;
    std::optional<Error> m_error;
    std::optional<ServerCertificate> m_shown;
    Inquiry m_inquiry;
};

} // namespace bootwright
