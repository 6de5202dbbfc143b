// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ImagePage.h"

#include "core/archive/Kit.h"
#include "ui/Look.h"
#include "ui/pages/ImagePanel.h"
#include "ui/pages/KitPanel.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/PathEdit.h"
#include "ui/widgets/SecretList.h"

#include <QDir>
#include <QFileInfo>

namespace bootwright {

namespace {

//! \a path is typed to its end, as far as one can tell.
bool isWhole(const QString &path)
{
    if (!needsShareClient(path))
        return QFileInfo(path).isFile(); // a folder may be the beginning of what is being typed
    return Kit::isNamedKit(path) || path.endsWith(QLatin1String(".iso"), Qt::CaseInsensitive)
           || path.endsWith(QLatin1String(".img"), Qt::CaseInsensitive);
}

} // namespace

ImagePage::ImagePage(Answers &answers)
    : WizardPage(answers, tr("Image"), tr("Which media are written to the sticks."))
    , m_path(new PathEdit(PathEdit::Kind::FileOrFolder,
                          tr("Media to write"),
                          tr("Images and kits (*.iso *.img *.bootkit);;All files (*)")))
    , m_panel(new ImagePanel(answers.chance.now()))
    , m_kit(new KitPanel(answers.chance.now()))
    , m_kitPassword(new PasswordEdit(tr("Password of the kit")))
    , m_mediaPassword(new PasswordEdit(tr("Media password")))
    , m_pfxPassword(new PasswordEdit(tr("Password of the certificate")))
    , m_referencePassword(new PasswordEdit(tr("Password of the reference media")))
    , m_variables(new SecretList)
{
    addField(tr("&Media to write:"),
             m_path,
             QStringLiteral("image"),
             tr("An ISO file of Bootwright or of somebody else, the image of a stick, or a folder "
                "with the files of media. Its files are written, so the sticks start with UEFI "
                "and with BIOS, and other files can be put beside them. Or a kit (.bootkit) that "
                "somebody packed: its media are made on the sticks."));
    addRow(m_panel, grid::Medium);
    addWide(m_kit, QStringLiteral("kit"));
    addSecrets();
    connect(m_path, &PathEdit::finished, this, [this] { look(m_path->path()); });
    connect(m_panel, &ImagePanel::looked, this, [this] { answerEdited(m_path); });
    connect(m_kit, &KitPanel::opened, this, &ImagePage::takeKit);
    connect(m_kit, &KitPanel::planned, this, &ImagePage::judge);
}

void ImagePage::load(const Answers &answers)
{
    m_path->setPath(answers.image);
    look(answers.image);
}

std::vector<Problem> ImagePage::save(Answers &answers)
{
    const auto path = QStringLiteral("image");
    answers.image = m_path->path();
    answers.kit.reset();
    answers.kitSecrets = {};
    if (answers.image.isEmpty())
        return {{path, tr("No media are named. Name an ISO file, an image, a folder or a kit.")}};
    if (!needsShareClient(answers.image) && !QFileInfo::exists(answers.image))
        return {{path,
                 tr("Cannot find the media \"%1\".").arg(QDir::toNativeSeparators(answers.image))}};
    if (isWhole(answers.image))
        look(answers.image);
    if (Kit::isNamedKit(answers.image))
        return saveKit(answers);
    if (!m_panel->problem().isEmpty())
        return {{path, m_panel->problem()}};
    return {};
}

quint64 ImagePage::neededBytes() const
{
    if (m_panel->facts())
        return m_panel->facts()->needed;
    const auto *plan = m_kit->outcome();
    return plan && *plan ? (*plan)->writtenSize : 0;
}

void ImagePage::look(const QString &path)
{
    const bool isKit = Kit::isNamedKit(path);
    const bool wasOpen = m_kit->kit() != nullptr;
    m_panel->look(isKit ? QString() : path, answers().access, answers().copies);
    m_kit->open(isKit ? path : QString(), answers().access, answers().copies);
    if (wasOpen && !m_kit->kit())
        takeKit();
}

} // namespace bootwright
