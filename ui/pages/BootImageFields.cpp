// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the boot image page.
#include "ui/Look.h"
#include "ui/pages/BootImageDetailsPanel.h"
#include "ui/pages/BootImagePage.h"
#include "ui/pages/BootImagePanel.h"
#include "ui/pages/ManagementPointList.h"
#include "ui/widgets/Note.h"
#include "ui/widgets/PathEdit.h"
#include "ui/widgets/SearchList.h"

#include <QComboBox>
#include <QLabel>

namespace bootwright {

void BootImagePage::addImage()
{
    m_signer->addItem(tr("Newest in the boot image"), int(SignerChoice::Auto));
    m_signer->addItem(tr("Microsoft Windows Production PCA 2011"),
                      int(SignerChoice::Microsoft2011));
    m_signer->addItem(tr("Windows UEFI CA 2023"), int(SignerChoice::Microsoft2023));
    addField(tr("Boot i&mage:"),
             m_image,
             QStringLiteral("bootImage"),
             tr("Its architecture must be that of the computers, and it must have the drivers of "
                "their network "
                "adapters and disks."));
    addField(tr(".wim &file:"),
             m_file,
             QStringLiteral("bootImage.file"),
             tr("Only if the file does not come from the site."));
    addField(tr("Boot &loader signer:"),
             m_signer,
             QStringLiteral("bootImage.loaderSigner"),
             tr("With Secure Boot, firmware starts only what it trusts: older firmware knows 2011 "
                "only, hardened firmware 2023 only."));
    addRow(m_details, grid::Medium);
    addRow(m_panel, grid::Medium);
}

void BootImagePage::addPoints()
{
    for (auto *box : {m_signer, m_distributionPoint}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(12);
    }
    makeSearchable(m_distributionPoint);
    addField(tr("&Distribution point:"),
             m_distributionPoint,
             QStringLiteral("distributionPoint"),
             tr("Hands out the boot image while the media are made. The media do not know it "
                "afterwards. Empty: the first that holds it."));
    addRow(m_place, grid::Step);
    addField(tr("Management &points:"), m_managementPoints, QStringLiteral("managementPoints"));
    m_modeHint = addHint();
    addRow(m_boundary, grid::Small);
}

} // namespace bootwright
