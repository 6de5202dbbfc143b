// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the first page offers to do with media that exist: to follow them, and to look at them.
#include "ui/Look.h"
#include "ui/pages/ReferencePanel.h"
#include "ui/pages/StartPage.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/PathEdit.h"
#include "ui/widgets/texts.h"

#include <QCheckBox>
#include <QPushButton>

namespace bootwright {

void StartPage::addReference()
{
    m_follow = new QCheckBox;
    m_reference = new PathEdit(
        PathEdit::Kind::OpenFile, tr("Reference media"), tr("Images (*.iso *.img);;All files (*)"));
    m_referencePassword = new PasswordEdit(tr("Password of the reference media"));
    m_referencePanel = new ReferencePanel;
    addChoice(
        m_follow,
        tr("Follow media that t&he console made"),
        {},
        tr("Wherever only the console knows what is right, such as variables without a public "
           "name. Identity, password and your answers are new."));
    beginDetails(m_follow);
    addField(tr("Their dis&k image:"), m_reference, QStringLiteral("reference"));
    addField(tr("Password the&y have:"), m_referencePassword, QStringLiteral("referencePassword"));
    addRow(m_referencePanel, grid::Small);
    endGroup();
}

void StartPage::addInspection()
{
    auto *inspect = makeButton(tr("E&xisting media…"), QStringLiteral("show"));
    addHeading(tr("Inspect or renew media"));
    addHint(
        tr("See what is on an ISO or a stick, until when it works and whether it is whole; give "
           "it a new certificate, password or label without making it again."));
    addRow(inspect, grid::Small);
    connect(inspect, &QPushButton::clicked, this, &StartPage::inspectAsked);
}

void StartPage::forget()
{
    m_referencePassword->setSecret(answers().secrets.referencePassword);
}

void StartPage::loadReference(const Answers &answers)
{
    m_follow->setChecked(!answers.draft.reference.isEmpty());
    m_reference->setPath(answers.draft.reference);
}

//! Tells about the media that are to be followed, too.
std::vector<Problem> StartPage::saveReference(Answers &answers)
{
    const bool isFollowed = m_follow->isChecked();
    answers.draft.reference = isFollowed ? m_reference->path() : QString();
    answers.secrets.referencePassword = isFollowed ? m_referencePassword->secret() : Secret();
    m_referencePanel->look(
        answers.draft.reference, answers.secrets.referencePassword, answers.access, answers.copies);
    if (!isFollowed || !answers.draft.reference.isEmpty())
        return {};
    return {{QStringLiteral("reference"),
             tr("No reference media are named. Name their image, or follow none.")}};
}

} // namespace bootwright
