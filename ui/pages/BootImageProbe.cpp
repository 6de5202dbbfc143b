// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/BootImageProbe.h"

#include "core/builder/TrainingSite.h"
#include "core/wim/BootImage.h"

namespace bootwright {

namespace {

Result<BootImage> openImage(const MediaDraft &draft, std::unique_ptr<Site> &site)
{
    if (!draft.bootImage.file.isEmpty())
        return BootImage::open(draft.bootImage.file);
    auto opened = openSiteFor(draft.site);
    if (!opened)
        return opened.error();
    site = std::move(*opened);
    Control control;
    const auto file =
        site->bootImageFile(draft.bootImage.packageId, draft.distributionPoint, control);
    return file ? BootImage::open(*file) : file.error();
}

QString describe(const BootImage &image)
{
    QStringList signers;
    for (const auto &loader : image.loaders()) {
        if (loader.machine != 0)
            signers.append(
                QStringLiteral("%1 (%2)").arg(loader.path, signerText(loader.signature)));
    }
    return BootImageProbe::tr("%1, %2, Windows PE %3, language %4\n%n driver(s)",
                              nullptr,
                              int(image.drivers().size()))
               .arg(image.name(),
                    architectureName(image.architecture()),
                    image.version(),
                    image.language())
           + u'\n' + signers.join(u'\n');
}

QString textFor(const MediaDraft &draft)
{
    std::unique_ptr<Site> site; // a made image goes with its site
    const auto image = openImage(draft, site);
    return image ? describe(*image) : image.error().message;
}

} // namespace

BootImageProbe::BootImageProbe(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    connect(this, &BootImageProbe::looked, this, [this](int question, const QString &text) {
        if (question == m_question)
            Q_EMIT found(text);
    });
}

void BootImageProbe::look(const MediaDraft &draft)
{
    ++m_question;
    m_pool.clear();
    if (draft.bootImage.file.isEmpty() && draft.bootImage.packageId.isEmpty()) {
        Q_EMIT found({});
        return;
    }
    Q_EMIT found(tr("Looking into the boot image…"));
    m_pool.start([this, draft, question = m_question] { Q_EMIT looked(question, textFor(draft)); });
}

} // namespace bootwright
