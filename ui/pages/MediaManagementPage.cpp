// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/MediaManagementPage.h"

#include <QRadioButton>

namespace bootwright {

MediaManagementPage::MediaManagementPage(Answers &answers)
    : WizardPage(answers, tr("Media management"), tr("How computers find their management point."))
    , m_dynamic(new QRadioButton(tr("&Dynamic media")))
    , m_siteBased(new QRadioButton(tr("&Site-based media")))
{
    addChoice(m_dynamic,
              QStringLiteral("mediaMode"),
              tr("The media know several management points, and the client picks one by its "
                 "location. The usual choice."));
    addChoice(m_siteBased,
              {},
              tr("The media know exactly one management point and use no other, wherever they "
                 "are."));
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
