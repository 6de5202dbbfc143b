// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/MediaPage.h"

#include "core/recipe/MediaLabel.h"
#include "core/share/Share.h"
#include "ui/StickChoice.h"
#include "ui/targetRoom.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/PathEdit.h"
#include "ui/widgets/StickList.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QRadioButton>

namespace bootwright {

MediaPage::MediaPage(Answers &answers, StickChoice &choice)
    : WizardPage(
        answers, tr("Media"), tr("Where the media are made, and by what name people know them."))
    , m_choice(choice)
    , m_iso(new QRadioButton)
    , m_path(new PathEdit(PathEdit::Kind::SaveFile, tr("ISO file"), tr("ISO images (*.iso)")))
    , m_replace(new QCheckBox)
    , m_usb(new QRadioButton)
    , m_sticks(new StickList(choice))
    , m_label(new QLineEdit)
    , m_labels(new FactTable)
    , m_staging(new PathEdit(PathEdit::Kind::Folder, tr("Staging folder")))
    , m_autorun(new QCheckBox)
{
    auto *targets = new QButtonGroup(this);
    targets->addButton(m_iso);
    targets->addButton(m_usb);
    addIso();
    addSticks();
    addLabel();
    connect(m_path, &PathEdit::changed, this, &MediaPage::showTarget);
    connect(m_label, &QLineEdit::textChanged, this, &MediaPage::showLabels);
    connect(m_usb, &QRadioButton::toggled, &choice, &StickChoice::look);
    connect(&choice, &StickChoice::changed, this, [this] {
        if (m_sticks->isVisible())
            answerEdited(m_sticks);
    });
}

void MediaPage::load(const Answers &answers)
{
    const auto &target = answers.draft.target;
    const bool isIso = target.type == TargetType::Iso;
    if (isIso)
        m_path->setPath(target.path); // else the one that was typed stays
    m_stickPath = isIso ? QString() : target.path;
    m_iso->setChecked(isIso);
    m_usb->setChecked(!isIso);
    m_replace->setChecked(answers.replaceIso);
    m_label->setText(target.label);
    m_staging->setPath(target.stagingFolder);
    m_autorun->setChecked(target.includeAutorun);
    showTarget();
    showLabels();
}

void MediaPage::forget()
{
    m_path->setPath({});
}

std::vector<Problem> MediaPage::save(Answers &answers)
{
    auto &target = answers.draft.target;
    target.type = m_iso->isChecked() ? TargetType::Iso : TargetType::Usb;
    target.path = m_iso->isChecked() ? m_path->path() : m_stickPath;
    target.label = m_label->text();
    target.stagingFolder = m_staging->path();
    target.includeAutorun = m_autorun->isChecked();
    answers.replaceIso = m_replace->isChecked();
    if (m_iso->isChecked())
        return problemsOfIso(answers);
    if (m_choice.whyNone().isEmpty())
        return {};
    return {{QStringLiteral("sticks"), m_choice.whyNone()}};
}

std::vector<Problem> MediaPage::problemsOfIso(const Answers &answers) const
{
    const auto &target = answers.draft.target;
    if (QFileInfo(target.path).isFile() && !m_replace->isChecked())
        return {{QStringLiteral("replace"),
                 tr("The file \"%1\" is there already. Tick that it may be replaced, or name "
                    "another file.")
                     .arg(QDir::toNativeSeparators(target.path))}};
    if (const auto why = whyNoRoom(answers, locale()); !why.isEmpty())
        return {{QStringLiteral("target.path"), why}};
    return {};
}

void MediaPage::showTarget()
{
    const auto path = m_path->path();
    m_room->setText(roomText(path, locale()));
    m_room->setVisible(!m_room->text().isEmpty());
    m_old->setVisible(needsShareClient(path) || QFileInfo(path).isFile());
    m_stickHint->setText(tr("The recipe names \"%1\". Choose here which drives are meant: another "
                            "one may be called so today.")
                             .arg(QDir::toNativeSeparators(m_stickPath)));
    m_stickHint->setVisible(!m_stickPath.isEmpty());
}

void MediaPage::showLabels()
{
    const auto label = markedLabel(m_label->text(), answers().draft.allowUnattended);
    m_labels->clear();
    if (m_iso->isChecked())
        m_labels->add(tr("On the disc"), isoLabel(label));
    m_labels->add(tr("On a stick"), fatLabel(label));
    m_labels->add(tr("In MediaLabel.txt"), QStringLiteral("label=") + label);
}

} // namespace bootwright
