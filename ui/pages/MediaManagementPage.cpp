// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/MediaManagementPage.h"

#include <QButtonGroup>
#include <QRadioButton>

namespace bootwright {

MediaManagementPage::MediaManagementPage(Answers &answers)
    : WizardPage(answers, tr("Media management"), tr("How computers find their management point."))
    , m_dynamic(new QRadioButton)
    , m_siteBased(new QRadioButton)
{
    auto *modes = new QButtonGroup(this);
    modes->addButton(m_dynamic);
    modes->addButton(m_siteBased);
    addChoice(
        m_dynamic,
        tr("&Dynamic media"),
        QStringLiteral("mediaMode"),
        tr("The media know several management points. The one that answers first may send the "
           "computer on to one that is near, by its boundary. The usual choice."));
    addChoice(
        m_siteBased,
        tr("&Site-based media"),
        QStringLiteral("mediaMode"),
        tr("The media know exactly one management point and ask no other, wherever they are. For a "
           "network from which only one can be reached, or when a computer must join a certain "
           "primary site."));
}

void MediaManagementPage::load(const Answers &answers)
{
    m_dynamic->setChecked(answers.draft.mediaMode == MediaMode::Dynamic);
    m_siteBased->setChecked(answers.draft.mediaMode == MediaMode::SiteBased);
}

std::vector<Problem> MediaManagementPage::save(Answers &answers)
{
    answers.draft.mediaMode = m_siteBased->isChecked() ? MediaMode::SiteBased : MediaMode::Dynamic;
    return {};
}

} // namespace bootwright
