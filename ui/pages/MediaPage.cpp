// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/MediaPage.h"

#include "core/recipe/MediaLabel.h"
#include "ui/widgets/PathEdit.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QStorageInfo>

namespace bootwright {

namespace {

//! What lies on the media beside the boot image, generously.
constexpr qint64 RoomBesideImage = 64 * 1024 * 1024;

//! Bytes of the boot image that was chosen earlier; 0 if that is not known yet.
qint64 knownImageSize(const Answers &answers)
{
    const auto &wanted = answers.draft.bootImage;
    if (!wanted.file.isEmpty())
        return QFileInfo(wanted.file).size();
    const auto *image = answers.site.bootImage(wanted.packageId);
    return image ? qint64(image->sizeBytes) : 0;
}

} // namespace

MediaPage::MediaPage(Answers &answers)
    : WizardPage(
        answers, tr("Media"), tr("Where the image is made, and by what name people know it."))
    , m_path(new PathEdit(PathEdit::Kind::SaveFile, tr("ISO file"), tr("ISO images (*.iso)")))
    , m_replace(new QCheckBox(tr("&Replace the file that is there")))
    , m_label(new QLineEdit)
    , m_staging(new PathEdit(PathEdit::Kind::Folder, tr("Staging folder")))
    , m_autorun(new QCheckBox(tr("Include &autorun.inf")))
{
    addField(tr("&ISO file:"),
             m_path,
             QStringLiteral("target"),
             tr("On this computer or on a share. It starts as a disc and, written to a stick, as "
                "a stick."));
    m_room = addText();
    addChoice(m_replace,
              QStringLiteral("replace"),
              tr("It stays as it is until the new image is complete and verified."));
    addField(tr("Media &label:"), m_label, QStringLiteral("target.label"));
    m_labels = addText();
    addField(tr("&Staging folder:"),
             m_staging,
             QStringLiteral("target.stagingFolder"),
             tr("For files that are made on the way. Empty: the system's folder for temporary "
                "files."));
    addChoice(m_autorun,
              QStringLiteral("target.includeAutorun"),
              tr("Shows the name of the media in Windows; some virus scanners dislike it."));
    connect(m_path, &PathEdit::changed, this, &MediaPage::showTarget);
    connect(m_label, &QLineEdit::textChanged, this, &MediaPage::showLabels);
}

void MediaPage::load(const Answers &answers)
{
    const auto &target = answers.draft.target;
    m_path->setPath(target.path);
    m_replace->setChecked(answers.replaceIso);
    m_label->setText(target.label);
    m_staging->setPath(target.stagingFolder);
    m_autorun->setChecked(target.includeAutorun);
    showTarget();
    showLabels();
}

std::vector<Problem> MediaPage::save(Answers &answers)
{
    auto &target = answers.draft.target;
    target.type = TargetType::Iso;
    target.path = m_path->path();
    target.label = m_label->text();
    target.stagingFolder = m_staging->path();
    target.includeAutorun = m_autorun->isChecked();
    answers.replaceIso = m_replace->isChecked();
    if (QFileInfo(target.path).isFile() && !m_replace->isChecked())
        return {{QStringLiteral("replace"),
                 tr("The file \"%1\" is there already. Tick that it may be replaced, or name "
                    "another file.")
                     .arg(target.path)}};
    const QStorageInfo disk(QFileInfo(target.path).absolutePath());
    const auto image = knownImageSize(answers);
    if (disk.isValid() && image > 0 && disk.bytesAvailable() < image + RoomBesideImage)
        return {{QStringLiteral("target.path"),
                 tr("The disk of \"%1\" has %2 free, but the boot image alone needs %3. Choose "
                    "another disk, or make room.")
                     .arg(target.path,
                          locale().formattedDataSize(disk.bytesAvailable()),
                          locale().formattedDataSize(image))}};
    return {};
}

void MediaPage::showTarget()
{
    const auto path = m_path->path();
    const QStorageInfo disk(QFileInfo(path).absolutePath());
    m_room->setText(
        path.isEmpty() || !disk.isValid()
            ? QString()
            : tr("Free there: %1").arg(locale().formattedDataSize(disk.bytesAvailable())));
    m_replace->setEnabled(QFileInfo(path).isFile());
}

void MediaPage::showLabels()
{
    const auto label = markedLabel(m_label->text(), answers().draft.allowUnattended);
    m_labels->setText(tr("Name of the disc: %1\nName of the stick: %2\nIn MediaLabel.txt: label=%3")
                          .arg(isoLabel(label), fatLabel(label), label));
}

} // namespace bootwright
