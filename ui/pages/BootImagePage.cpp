// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/BootImagePage.h"

#include "ui/pages/BootImageProbe.h"
#include "ui/pages/ManagementPointList.h"
#include "ui/widgets/PathEdit.h"

#include <QComboBox>
#include <QLabel>

namespace bootwright {

BootImagePage::BootImagePage(Answers &answers)
    : WizardPage(answers,
                 tr("Boot image"),
                 tr("What the media start, and which management points they ask then."))
    , m_image(new QComboBox)
    , m_file(new PathEdit(PathEdit::Kind::OpenFile, tr("Boot image file"), tr("Images (*.wim)")))
    , m_signer(new QComboBox)
    , m_distributionPoint(new QComboBox)
    , m_managementPoints(new ManagementPointList)
    , m_probe(new BootImageProbe(this))
{
    m_distributionPoint->setEditable(true);
    addField(tr("Boot i&mage:"), m_image, QStringLiteral("bootImage"));
    addField(tr(".wim &file:"),
             m_file,
             QStringLiteral("bootImage.file"),
             tr("Only if the file does not come from the site."));
    m_facts = addText();
    addSigners();
    addField(tr("&Distribution point:"),
             m_distributionPoint,
             QStringLiteral("distributionPoint"),
             tr("Matters only while the media are made."));
    addField(tr("Management &points:"),
             m_managementPoints,
             QStringLiteral("managementPoints"),
             tr("Clients try them in this order. Site-based media use exactly one."));
    connect(m_image, &QComboBox::activated, this, &BootImagePage::look);
    connect(m_file, &PathEdit::finished, this, &BootImagePage::look);
    connect(m_probe, &BootImageProbe::found, m_facts, &QLabel::setText);
}

void BootImagePage::addSigners()
{
    m_signer->addItem(tr("Newest in the boot image"), int(SignerChoice::Auto));
    m_signer->addItem(tr("Microsoft Windows Production PCA 2011"),
                      int(SignerChoice::Microsoft2011));
    m_signer->addItem(tr("Windows UEFI CA 2023"), int(SignerChoice::Microsoft2023));
    addField(tr("Boot &loader signer:"),
             m_signer,
             QStringLiteral("bootImage.loaderSigner"),
             tr("With Secure Boot, firmware starts only what it trusts: older firmware knows 2011 "
                "only, hardened firmware 2023 only."));
}

void BootImagePage::load(const Answers &answers)
{
    const auto &draft = answers.draft;
    loadImages(answers);
    m_file->setPath(draft.bootImage.file);
    m_signer->setCurrentIndex(m_signer->findData(int(draft.bootImage.loaderSigner)));
    m_distributionPoint->clear();
    for (const auto &point : answers.site.distributionPoints)
        m_distributionPoint->addItem(point.server);
    m_distributionPoint->setCurrentText(draft.distributionPoint);
    m_managementPoints->load(draft.managementPoints, answers.site, draft.security.certificate.type);
    m_probe->look(draft);
}

std::vector<Problem> BootImagePage::save(Answers &answers)
{
    auto &draft = answers.draft;
    draft.bootImage.packageId = m_image->currentData().toString();
    draft.bootImage.file = m_file->path();
    draft.bootImage.loaderSigner = SignerChoice(m_signer->currentData().toInt());
    draft.distributionPoint = m_distributionPoint->currentText().trimmed();
    draft.managementPoints = m_managementPoints->urls();
    return {};
}

void BootImagePage::loadImages(const Answers &answers)
{
    m_image->clear();
    m_image->addItem(tr("None of the site's"), QString());
    for (const auto &image : answers.site.bootImages)
        m_image->addItem(tr("%1, %2, version %3").arg(image.name, image.packageId, image.version),
                         image.packageId);
    const auto &wanted = answers.draft.bootImage.packageId;
    if (m_image->findData(wanted) < 0)
        m_image->addItem(tr("%1 (not of this site)").arg(wanted), wanted);
    m_image->setCurrentIndex(m_image->findData(wanted));
}

void BootImagePage::look()
{
    static_cast<void>(save(answers()));
    m_probe->look(answers().draft);
}

} // namespace bootwright
