// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/TrainingSite.h"

#include "core/base/Tr.h"
#include "core/base/systemReason.h"
#include "core/builder/Lab.h"

#include <QFile>

namespace bootwright {

Result<QString> TrainingSite::bootImageFile(const QString &packageId,
                                            const QString &distributionPoint,
                                            Control &control)
{
    Q_UNUSED(distributionPoint)
    const auto known = m_site.facts(control);
    if (!known)
        return known.error();
    const auto *image = known->bootImage(packageId);
    if (!image || image->architecture != u"x64")
        return Error{
            Error::Kind::NotFound,
            Tr::tr(
                "The training site has no boot image \"%1\" to make media from. Choose LAB00005.")
                .arg(packageId),
            {}};
    const auto path = m_folder.filePath(QStringLiteral("boot.wim"));
    if (!m_folder.isValid())
        return Error{Error::Kind::Device,
                     Tr::tr("Cannot make a folder for temporary files. %1.")
                         .arg(systemReason(m_folder.errorString())),
                     {}};
    if (!QFile::exists(path)) {
        if (const auto written = writeLabBootImage(path, control); !written)
            return written.error();
    }
    return path;
}

Result<std::unique_ptr<Site>> openSiteFor(const SiteDraft &draft, SiteAccess access)
{
    if (draft.source == SiteSource::Lab)
        return std::unique_ptr<Site>(std::make_unique<TrainingSite>());
    return openSite(draft.source, draft.profile, draft.server, std::move(access));
}

} // namespace bootwright
