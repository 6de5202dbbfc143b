// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/recipe/MediaDraft.h"
#include "core/site/SiteFacts.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace bootwright {

//! What is wrong with an answer.
struct Problem
{
    QString path;    //!< JSON path of the answer, for example "managementPoints[0]"
    QString message; //!< a sentence: what is wrong and what to do
    Error::Kind kind =
        Error::Kind::InvalidInput; //!< Device when not the answer but the disk is at fault

    bool operator==(const Problem &) const = default;
};

struct Plan;

//! Answers that were checked against each other and against the site: the media can be made from them.
//! Const; only planMedia() makes one. It holds no secret.
class MediaRecipe
{
public:
    //! The answers as they were given; the start of a self-signed certificate is filled in.
    const MediaDraft &answers() const { return m_answers; }
    const SiteFacts &site() const { return m_site; }

    bool isIso() const { return m_answers.target.type == TargetType::Iso; }
    bool isDynamic() const { return m_answers.mediaMode == MediaMode::Dynamic; }
    bool isUnattended() const { return m_answers.allowUnattended; }
    bool isSelfSigned() const
    {
        return m_answers.security.certificate.type == CertificateType::SelfSigned;
    }
    //! The label with the mark of unattended media: see MediaLabel.h.
    QString label() const;
    //! The boot image as the site knows it, if it does.
    const SiteBootImage *bootImage() const
    {
        return m_site.bootImage(m_answers.bootImage.packageId);
    }
    //! Sentences, in the order of the pages.
    const QStringList &warnings() const { return m_warnings; }

private:
    friend Plan
    planMedia(const MediaDraft &, const MediaSecrets &, const SiteFacts &, const QDateTime &);
    MediaRecipe(MediaDraft answers, SiteFacts site, QStringList warnings);

    MediaDraft m_answers;
    SiteFacts m_site;
    QStringList m_warnings;
};

//! The verdict on a draft: either problems or a recipe. Warnings stand beside both.
struct Plan
{
    std::vector<Problem> problems;
    std::vector<Problem> warnings;
    std::optional<MediaRecipe> recipe; //!< set exactly when there is no problem
};

//! Judges \a draft: every rule about answers is here. Of \a secrets only presence and strength are
//! looked at. Files and folders that the draft names are looked for, but not opened.
Plan planMedia(const MediaDraft &draft,
               const MediaSecrets &secrets,
               const SiteFacts &site,
               const QDateTime &now);

} // namespace bootwright
