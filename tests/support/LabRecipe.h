// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/builder/TrainingSite.h"
#include "core/recipe/MediaRecipe.h"

#include <QDir>
#include <QTemporaryDir>

namespace bootwright {

//! The training site, which remembers what it was told and fails on demand.
class WatchedSite final : public Site
{
public:
    Result<SiteFacts> facts(Control &control) override { return m_site.facts(control); }
    Result<QString>
    bootImageFile(const QString &packageId, const QString &point, Control &control) override
    {
        return m_site.bootImageFile(packageId, point, control);
    }
    Result<QString>
    packageFolder(const QString &packageId, const QString &point, Control &control) override
    {
        return m_site.packageFolder(packageId, point, control);
    }
    Result<Registration> registerCertificate(const CertificateRegistration &registration,
                                             Control &) override
    {
        if (isDown)
            return Error{Error::Kind::Network, QStringLiteral("The site is down."), {}};
        registrations.push_back(registration);
        return Registration{Registration::Outcome::Registered, QStringLiteral("Registered.")};
    }

    bool isDown = false;
    std::vector<CertificateRegistration> registrations;

private:
    TrainingSite m_site;
};

//! Answers for media of the training site, in a folder of their own, good until a test spoils them.
//! Reproducible: with the key, the time and the seed of tests/data/identity/chance.json.
class LabRecipe
{
public:
    LabRecipe()
        : chance(*Chance::fromFile(QStringLiteral(TEST_DATA "/identity/chance.json")))
        , draft(freshDraft(chance.now()))
    {
        draft.site.source = SiteSource::Lab;
        draft.target.path = path("out.iso");
        draft.target.label = QStringLiteral("Training lab");
        draft.security.enableUnknownComputers = true;
        draft.bootImage.packageId = QStringLiteral("LAB00005");
        draft.managementPoints = {QStringLiteral("http://mp01.lab.example")};
        secrets.password = Secret(QStringLiteral("correct horse battery staple"));
    }

    QString path(const QByteArray &name) const
    {
        return m_folder.filePath(QString::fromUtf8(name));
    }
    //! A file in the folder, and the folders above it.
    void put(const QByteArray &name, const QByteArray &bytes) const
    {
        QDir().mkpath(QFileInfo(path(name)).absolutePath());
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", name.constData());
    }
    //! The recipe; the test ends when there is a problem.
    MediaRecipe plan()
    {
        Control control;
        const auto plan = planMedia(draft, secrets, *site.facts(control), chance.now());
        for (const auto &problem : plan.problems)
            qFatal("%s", qPrintable(problem.message));
        return *plan.recipe;
    }

    Chance chance;
    MediaDraft draft;
    MediaSecrets secrets;
    WatchedSite site;

private:
    QTemporaryDir m_folder;
};

} // namespace bootwright
