// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/managementPointText.h"

#include "core/base/Tr.h"

namespace bootwright {

QString managementPointText(const QString &url, const SiteFacts &site, CertificateType type)
{
    const auto *known = site.managementPoint(url);
    auto text = !known ? Tr::tr("%1 – not listed by the site").arg(url)
                : known->name.isEmpty()
                    ? url
                    : Tr::tr("%1 – %2", "URL and name of a management point").arg(url, known->name);
    const bool isHttps = url.startsWith(QLatin1String("https:"), Qt::CaseInsensitive);
    if (isHttps && type == CertificateType::SelfSigned)
        text += Tr::tr(" – needs a PKI certificate");
    if (!isHttps && type == CertificateType::Pki)
        text += Tr::tr(" – does not go with a PKI certificate");
    return text;
}

} // namespace bootwright
