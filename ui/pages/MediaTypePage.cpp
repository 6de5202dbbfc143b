// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/MediaTypePage.h"

#include <QCheckBox>
#include <QRadioButton>

namespace bootwright {

MediaTypePage::MediaTypePage(Answers &answers)
    : WizardPage(answers, tr("Media type"), tr("What the media are for."))
    , m_unattended(new QCheckBox(tr("Allow &unattended operating system deployment")))
    , m_onlyRequired(new QCheckBox(tr("Only &required deployments use this media")))
{
    auto *bootable = new QRadioButton(tr("Bootable &media"));
    bootable->setChecked(true);
    addChoice(bootable,
              {},
              tr("Starts a computer and asks the site which task sequence it is to run. Content "
                 "comes from the site, so it may change without new media."));
    addChoice(m_unattended,
              QStringLiteral("allowUnattended"),
              tr("Nobody is asked for network settings or a task sequence. Such media find only "
                 "required deployments; when there is none, they restart the computer without a "
                 "word, again and again."));
    addChoice(m_onlyRequired,
              QStringLiteral("onlyRequired"),
              tr("Needed for unattended media, which never see available deployments. Their "
                 "label is marked UNATTENDED."));
    connect(m_unattended, &QCheckBox::toggled, m_onlyRequired, &QWidget::setEnabled);
}

void MediaTypePage::load(const Answers &answers)
{
    m_unattended->setChecked(answers.draft.allowUnattended);
    m_onlyRequired->setEnabled(m_unattended->isChecked());
}

std::vector<Problem> MediaTypePage::save(Answers &answers)
{
    answers.draft.allowUnattended = m_unattended->isChecked();
    if (!m_unattended->isChecked() || m_onlyRequired->isChecked())
        return {};
    return {{QStringLiteral("onlyRequired"),
             tr("Unattended media find only required deployments. Tick that only such "
                "deployments use this media, or do not allow unattended deployment.")}};
}

} // namespace bootwright
