// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/AppSettings.h"

#include "core/base/Log.h"

#include <QDir>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>
#include <QWidget>

namespace bootwright {

namespace {

std::optional<RecipeReading> readingOf(const QString &path, const MediaDraft &defaults)
{
    auto reading = salvageRecipe(path, defaults);
    if (!reading || reading->json.isEmpty())
        return std::nullopt;
    return std::move(*reading);
}

} // namespace

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

void AppSettings::offerAnswers(WizardContext &context) const
{
    const auto defaults = freshDraft(context.chance.now());
    context.lastAnswers = readingOf(madePath(), defaults);
    context.unfinished = readingOf(unfinishedPath(), defaults);
    if (context.unfinished)
        context.unfinished->problems.clear(); // what is missing, the pages ask for
}

void AppSettings::keepMade(const MediaDraft &answers) const
{
    write(madePath(), answers);
    QFile::remove(unfinishedPath());
}

void AppSettings::keepUnfinished(const MediaDraft &answers) const
{
    write(unfinishedPath(), answers);
}

void AppSettings::write(const QString &path, const MediaDraft &answers) const
{
    const auto json = writeRecipe(answers, m_folder);
    QSaveFile file(path);
    if (!QDir().mkpath(m_folder) || !file.open(QIODevice::WriteOnly)
        || file.write(json) != json.size() || !file.commit())
        logWarning(
            QStringLiteral("Cannot keep the answers in %1: %2").arg(path, file.errorString()));
}

QString AppSettings::madePath() const
{
    return m_folder + QStringLiteral("/last-answers.json");
}

QString AppSettings::unfinishedPath() const
{
    return m_folder + QStringLiteral("/unfinished-answers.json");
}

QString AppSettings::windowPath() const
{
    return m_folder + QStringLiteral("/window.ini");
}

} // namespace bootwright
