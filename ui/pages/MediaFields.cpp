// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on the page, and in which words.
#include "ui/Look.h"
#include "ui/StickChoice.h"
#include "ui/pages/MediaPage.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/PathEdit.h"
#include "ui/widgets/StickList.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>

namespace bootwright {

void MediaPage::addIso()
{
    addChoice(m_iso,
              tr("&ISO file"),
              QStringLiteral("target.type"),
              tr("For virtual machines and to burn. Written to a stick byte for byte, it starts as "
                 "a stick, too."));
    beginDetails(m_iso);
    addField(
        tr("ISO &file:"), m_path, QStringLiteral("target"), tr("On this computer or on a share."));
    m_room = addHint();
    m_old = beginGroup();
    addChoice(m_replace,
              tr("&Replace the file that is there"),
              QStringLiteral("replace"),
              tr("It stays as it is until the new image is complete and verified."));
    endGroup();
    endGroup();
}

void MediaPage::addSticks()
{
    addChoice(m_usb,
              tr("&USB sticks"),
              QStringLiteral("target.type"),
              tr("One or many at once, each read back. Other files can be put beside the media."));
    beginDetails(m_usb);
    m_stickHint = addHint();
    addWide(m_sticks, QStringLiteral("sticks"));
    endGroup();
}

void MediaPage::addLabel()
{
    addField(tr("Media &label:"),
             m_label,
             QStringLiteral("target.label"),
             tr("People see it in Explorer. A place or a site in it, such as \"LAB\" or \"Hall "
                "A\", tells "
                "media apart."));
    addRow(m_labels, grid::Small);
    addField(
        tr("&Staging folder:"),
        m_staging,
        QStringLiteral("target.stagingFolder"),
        tr("For files that are made on the way. Empty: the system's folder for temporary files."));
    addChoice(m_autorun,
              tr("Include &autorun.inf"),
              QStringLiteral("target.includeAutorun"),
              tr("Shows the name of the media in old versions of Windows. Virus scanners often "
                 "dislike it."));
}

} // namespace bootwright
