// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaDraft.h"
#include "core/recipe/MediaRecipe.h"

#include <optional>

namespace bootwright {

//! What is to be new on media that exist. What has no value stays as it is.
struct RenewalDraft
{
    std::optional<CertificateDraft> certificate;
    std::optional<bool> passwordProtected; //!< true: with the password among the secrets
    QStringList managementPoints;          //!< URLs in place of all those on the media
    QList<VariableDraft> variables;        //!< set to these; hidden values are among the secrets
    QStringList removedVariables;
    std::optional<QString> label;

    bool isEmpty() const;
};

//! What the rules have to know about the media as they are.
struct RenewableAnswers
{
    MediaMode mediaMode = MediaMode::Dynamic;
    CertificateType certificateType = CertificateType::SelfSigned;
    QStringList managementPoints;
    QStringList variables; //!< names of the user's
    QString label;
    bool isUnattended = false;
};

//! What judgeRenewal() says.
struct RenewalVerdict
{
    std::vector<Problem> problems;
    QStringList warnings;
};

//! Judges \a draft as planMedia() judges new media, as far as it changes anything. \a secrets are the new
//! ones; without \a site nobody knows which management points there are.
RenewalVerdict judgeRenewal(const RenewalDraft &draft,
                            const RenewableAnswers &media,
                            const MediaSecrets &secrets,
                            const std::optional<SiteFacts> &site,
                            const QDateTime &now);

} // namespace bootwright
