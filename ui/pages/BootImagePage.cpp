// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/BootImagePage.h"

#include "ui/pages/BootImageDetailsPanel.h"
#include "ui/pages/BootImagePanel.h"
#include "ui/pages/ManagementPointList.h"
#include "ui/siteRows.h"
#include "ui/widgets/Note.h"
#include "ui/widgets/PathEdit.h"

#include <QComboBox>
#include <QLabel>

namespace bootwright {

BootImagePage::BootImagePage(Answers &answers)
    : WizardPage(answers,
                 tr("Boot image"),
                 tr("What the media start, and which management points they ask then."))
    , m_image(new SearchList(tr("Boot image")))
    , m_file(new PathEdit(PathEdit::Kind::OpenFile, tr("Boot image file"), tr("Images (*.wim)")))
    , m_details(new BootImageDetailsPanel)
    , m_panel(new BootImagePanel)
    , m_signer(new QComboBox)
    , m_distributionPoint(new QComboBox)
    , m_place(new Note(Note::Kind::Warning))
    , m_managementPoints(new ManagementPointList)
    , m_boundary(new Note(Note::Kind::Info))
{
    addImage();
    addPoints();
    connect(m_image, &SearchList::changed, this, [this] {
        answerEdited(m_image);
        look();
    });
    connect(m_signer, &QComboBox::activated, this, &BootImagePage::look);
    connect(m_file, &PathEdit::finished, this, &BootImagePage::look);
    connect(m_managementPoints, &ManagementPointList::changed, this, [this] {
        answerEdited(m_managementPoints);
    });
    connect(this, &BootImagePage::answersChanged, this, &BootImagePage::showWarnings);
}

void BootImagePage::load(const Answers &answers)
{
    const auto &draft = answers.draft;
    const auto &wanted = draft.bootImage.packageId;
    m_image->setRows(bootImageRows(answers.site, wanted, locale()));
    m_image->setCurrent(wanted);
    m_file->setPath(draft.bootImage.file);
    m_signer->setCurrentIndex(m_signer->findData(int(draft.bootImage.loaderSigner)));
    loadDistributionPoints(answers);
    m_managementPoints->load(draft.managementPoints, answers.site, draft.security.certificate.type);
    m_modeHint->setText(draft.mediaMode == MediaMode::Dynamic
                            ? tr("Dynamic media: computers try them in this order.")
                            : tr("Site-based media: exactly one."));
    m_boundary->setText(
        answers.site.looksInBoundaryGroups() ? tr(
            "This site is of version 2509 or newer: Windows PE looks for a management point in the "
            "boundary group of the computer. Check that each of these groups has one.")
                                             : QString());
    showWarnings();
    m_details->look(answers);
    m_panel->look(answers);
}

std::vector<Problem> BootImagePage::save(Answers &answers)
{
    auto &draft = answers.draft;
    draft.bootImage.packageId = m_image->current();
    draft.bootImage.file = m_file->path();
    draft.bootImage.loaderSigner = SignerChoice(m_signer->currentData().toInt());
    draft.distributionPoint = m_distributionPoint->currentText().trimmed();
    draft.managementPoints = m_managementPoints->urls();
    return {};
}

//! Those that hold the boot image come first.
void BootImagePage::loadDistributionPoints(const Answers &answers)
{
    const auto *image = answers.site.bootImage(answers.draft.bootImage.packageId);
    const auto holders = image ? image->distributionPoints : QStringList();
    m_distributionPoint->clear();
    m_distributionPoint->addItems(holders);
    for (const auto &point : answers.site.distributionPoints) {
        if (!holders.contains(point.server, Qt::CaseInsensitive))
            m_distributionPoint->addItem(point.server);
    }
    m_distributionPoint->setCurrentText(answers.draft.distributionPoint);
}

void BootImagePage::look()
{
    static_cast<void>(save(answers()));
    loadDistributionPoints(answers());
    m_details->look(answers());
    m_panel->look(answers());
}

//! What to know about where the boot image comes from.
void BootImagePage::showWarnings()
{
    QStringList sentences;
    for (const auto &warning : plan().warnings) {
        if (warning.path == u"distributionPoint")
            sentences.append(warning.message);
    }
    m_place->setText(sentences.join(u' '));
}

} // namespace bootwright
