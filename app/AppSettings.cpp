// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/AppSettings.h"

#include "core/base/Log.h"
#include "core/recipe/RecipeFile.h"

#include <QDir>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>
#include <QWidget>

namespace bootwright {

AppSettings::AppSettings(QString folder)
    : m_folder(std::move(folder))
{}

AppSettings AppSettings::ofUser()
{
    return AppSettings(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation));
}

void AppSettings::restore(QWidget &window) const
{
    const QSettings settings(windowPath(), QSettings::IniFormat);
    window.restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
}

void AppSettings::keep(const QWidget &window) const
{
    QSettings settings(windowPath(), QSettings::IniFormat);
    settings.setValue(QStringLiteral("geometry"), window.saveGeometry());
}

std::optional<MediaDraft> AppSettings::lastAnswers() const
{
    auto draft = readRecipe(recipePath());
    if (!draft)
        return std::nullopt;
    return std::move(*draft);
}

void AppSettings::keep(const MediaDraft &answers) const
{
    const auto json = writeRecipe(answers, m_folder);
    if (!parseRecipe(json, m_folder)) // unfinished: the answers before are worth more
        return;
    QSaveFile file(recipePath());
    if (!QDir().mkpath(m_folder) || !file.open(QIODevice::WriteOnly)
        || file.write(json) != json.size() || !file.commit())
        logWarning(QStringLiteral("Cannot keep the last answers in %1: %2")
                       .arg(recipePath(), file.errorString()));
}

QString AppSettings::recipePath() const
{
    return m_folder + QStringLiteral("/last-answers.json");
}

QString AppSettings::windowPath() const
{
    return m_folder + QStringLiteral("/window.ini");
}

} // namespace bootwright
