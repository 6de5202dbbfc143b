// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaDraft.h"
#include "core/site/SiteFacts.h"

#include <QList>

namespace bootwright {

//! One answer as people read it.
struct AnswerRow
{
    QString section; //!< the title of the page that asks
    QString question;
    QString answer;
    QString path; //!< JSON path of the answer in a recipe
};

//! The answers of \a draft in the order of the pages. Nothing secret: hidden values are dots.
QList<AnswerRow> recipeText(const MediaDraft &draft, const SiteFacts &site);

//! The name of the site and how much it has, in one sentence.
QString siteText(const SiteFacts &site);

} // namespace bootwright
