// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/MediaTypePage.h"

#include "ui/Look.h"
#include "ui/widgets/Note.h"

#include <QCheckBox>

namespace bootwright {

MediaTypePage::MediaTypePage(Answers &answers)
    : WizardPage(
        answers, tr("Media type"), tr("What the media are for, and whether a person stands by."))
    , m_unattended(new QCheckBox)
    , m_onlyRequired(new QCheckBox)
{
    addHeading(tr("Bootable media"));
    addHint(tr("They start a computer and ask the site which task sequence it is to run. The task "
               "sequence and "
               "its content come from the site, so they may change without new media."));
    addChoice(m_unattended,
              tr("Allow &unattended operating system deployment"),
              QStringLiteral("allowUnattended"),
              tr("For required deployments that are to start by themselves: nobody is asked for "
                 "network settings or a task sequence."));
    beginDetails(m_unattended);
    addRow(new Note(
               Note::Kind::Warning,
               tr("Such media never find an available deployment. When there is no required one, "
                  "they show nothing, restart the computer after some minutes, and begin again.")),
           grid::Small);
    addChoice(
        m_onlyRequired,
        tr("Only &required deployments use this media"),
        QStringLiteral("onlyRequired"),
        tr("UNATTENDED is added to the media label, so that nobody takes these media for others. "
           "For available deployments make other media."));
    endGroup();
}

void MediaTypePage::load(const Answers &answers)
{
    m_unattended->setChecked(answers.draft.allowUnattended);
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
