// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/benchText.h"

#include "core/base/Tr.h"
#include "core/recipe/MediaLabel.h"

namespace bootwright {

namespace {

QString welcomeText(const MediaDraft &draft, const SiteFacts &site)
{
    const auto title = site.brandingTitle.isEmpty()
                           ? Tr::tr("the task sequence wizard")
                           : QStringLiteral("\"%1\"").arg(site.brandingTitle);
    if (draft.allowUnattended && draft.security.passwordProtected)
        return Tr::tr("A page of %1 asks for the password, although the media are unattended.")
            .arg(title);
    if (draft.allowUnattended)
        return Tr::tr("No page asks for anything.");
    return draft.security.passwordProtected
               ? Tr::tr("A page of %1 welcomes you. Network settings can be changed there, and the "
                        "password is asked for.")
                     .arg(title)
               : Tr::tr("A page of %1 welcomes you. Network settings can be changed there.")
                     .arg(title);
}

QString siteText(const MediaDraft &draft)
{
    const auto points = draft.managementPoints.join(QLatin1String(", "));
    return draft.mediaMode == MediaMode::Dynamic
               ? Tr::tr("The computer asks a management point for its task sequences, one of: %1.")
                     .arg(points)
               : Tr::tr("The computer asks the management point %1 for its task sequences, and no "
                        "other.")
                     .arg(points);
}

QString computersText(const MediaDraft &draft)
{
    return draft.security.enableUnknownComputers
               ? Tr::tr("A computer that the site does not know gets what is deployed to All "
                        "Unknown Computers.")
               : Tr::tr("A computer that the site does not know gets nothing: unknown computer "
                        "support is off.");
}

QString endText(const MediaDraft &draft)
{
    return draft.allowUnattended ? Tr::tr("A required deployment starts by itself. When there is "
                                          "none, the computer restarts after some "
                                          "minutes without a word, again and again.")
                                 : Tr::tr("A list shows the task sequences to choose from. When "
                                          "there is none, a message says so, and the "
                                          "computer restarts.");
}

} // namespace

QStringList benchText(const MediaDraft &draft, const SiteFacts &site)
{
    QStringList steps{
        Tr::tr("The boot menu of the firmware lists the media; the disc is called \"%1\".")
            .arg(isoLabel(markedLabel(draft.target.label, draft.allowUnattended))),
        Tr::tr("Windows PE starts.")};
    steps.append(welcomeText(draft, site));
    if (!draft.prestart.command.trimmed().isEmpty())
        steps.append(Tr::tr("The prestart command runs: %1").arg(draft.prestart.command));
    steps.append(siteText(draft));
    steps.append(computersText(draft));
    steps.append(endText(draft));
    return steps;
}

} // namespace bootwright
