// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "core/base/Tr.h"
#include "core/builder/TrainingSite.h"
#include "core/site/SiteProfile.h"

#include <QFileInfo>
#include <QSaveFile>

namespace bootwright {

namespace {

Result<void> save(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return Error{
        Error::Kind::Device, Tr::tr("Cannot write \"%1\". %2.").arg(path, file.errorString()), {}};
}

} // namespace

ExitStatus runSite(const Options &options, Report &report)
{
    if (options.arguments.first() != u"export" || options.site.isEmpty())
        return report.wrongUse(Tr::tr("Use: bootwright-cli site export --site SOURCE PROFILE"));
    SiteDraft draft;
    draft.source = options.site == u"lab" ? SiteSource::Lab : SiteSource::Profile;
    draft.profile = options.site;
    auto site = openSiteFor(draft);
    if (!site)
        return report.failed(site.error());
    auto control = report.control();
    const auto facts = (*site)->facts(control);
    if (!facts)
        return report.failed(facts.error());
    const auto &path = options.arguments.last();
    if (const auto saved = save(path, writeProfile(*facts, QFileInfo(path).absolutePath())); !saved)
        return report.failed(saved.error());
    report.line(Tr::tr("Site profile written: %1").arg(path));
    return report.done({{QStringLiteral("profile"), path}});
}

} // namespace bootwright
