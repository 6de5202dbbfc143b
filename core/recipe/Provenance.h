// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaDraft.h"

#include <QJsonObject>

#include <optional>

namespace bootwright {

//! Where an answer comes from.
enum class Origin { Default, LastTime, Recipe, You };

//! Tells of each answer where it comes from: it remembers the draft that the user began with, and what of
//! it stood in the file that it was read from.
class Provenance
{
public:
    //! Everything was the user's.
    Provenance() = default;
    //! All answers of \a start are defaults.
    explicit Provenance(const MediaDraft &start);
    //! Those answers of \a start that stand in \a file (a recipe as JSON) are from \a source, the others
    //! are defaults.
    Provenance(const MediaDraft &start, Origin source, QJsonObject file);

    //! Where the answer at \a path (a JSON path of the recipe) comes from, now that the draft is \a now;
    //! nothing if there is no answer, and was none.
    std::optional<Origin> of(const QString &path, const MediaDraft &now) const;

private:
    QJsonObject m_start;
    QJsonObject m_file;
    Origin m_source = Origin::Default;
};

} // namespace bootwright
