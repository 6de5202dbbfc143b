// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/Provenance.h"

#include "core/recipe/RecipeFile.h"

#include <QJsonDocument>

namespace bootwright {

namespace {

QJsonObject jsonOf(const MediaDraft &draft)
{
    return QJsonDocument::fromJson(writeRecipe(draft, {})).object();
}

//! The value at \a path, whose keys are joined by dots.
QJsonValue valueAt(const QJsonObject &root, const QString &path)
{
    QJsonValue value = root;
    const auto keys = path.split(u'.');
    for (const auto &key : keys)
        value = value.toObject().value(key);
    return value;
}

} // namespace

Provenance::Provenance(const MediaDraft &start)
    : m_start(jsonOf(start))
{}

Provenance::Provenance(const MediaDraft &start, Origin source, QJsonObject file)
    : m_start(jsonOf(start))
    , m_file(std::move(file))
    , m_source(source)
{}

std::optional<Origin> Provenance::of(const QString &path, const MediaDraft &now) const
{
    const auto value = valueAt(jsonOf(now), path);
    const auto before = valueAt(m_start, path);
    if (value != before)
        return Origin::You;
    if (value.isUndefined())
        return std::nullopt;
    return valueAt(m_file, path).isUndefined() ? Origin::Default : m_source;
}

} // namespace bootwright
