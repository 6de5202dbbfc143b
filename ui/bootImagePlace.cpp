// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bootImagePlace.h"

#include "core/base/Tr.h"
#include "core/share/Share.h"

namespace bootwright {

bool isOfSite(const MediaDraft &draft)
{
    return draft.bootImage.file.isEmpty() && draft.site.source == SiteSource::AdminService;
}

bool isFarBootImage(const MediaDraft &draft)
{
    return isOfSite(draft) || needsShareClient(draft.bootImage.file);
}

QString bootImagePlace(const MediaDraft &draft)
{
    return draft.site.server + u' ' + draft.bootImage.packageId + u' ' + draft.bootImage.file;
}

QString fetchOfferText(const MediaDraft &draft, quint64 size, const QLocale &locale)
{
    if (!isOfSite(draft))
        return Tr::tr("What is in the image shows once it was copied from its share. It is copied "
                      "for the summary at the latest, and once for all.");
    QStringList sentences{Tr::tr("What is in the image shows once it is on this computer.")};
    if (size > 0)
        sentences.append(
            Tr::tr("The site says that it has %1.").arg(locale.formattedDataSize(qint64(size))));
    sentences.append(
        Tr::tr("It is fetched for the summary at the latest, and kept for the next media."));
    return sentences.join(u' ');
}

} // namespace bootwright
