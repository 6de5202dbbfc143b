// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/TestDrives.h"
#include "ui/MediaWizard.h"

#include <functional>

class QPalette;

namespace bootwright {

//! A palette as desktops have them, and its dark sister.
QPalette lightPalette();
QPalette darkPalette();

//! Two sticks, a drive that must be unlocked, the system's drive and an empty card reader.
std::shared_ptr<TestDrives> tourDrives();

//! Goes through a wizard for the training site, page by page, and calls \a visit on each with a name for it:
//! "4-media". Some pages come twice, with other answers or with problems; the last ones are the three ends.
//! The image is made in \a folder. False if it does not get to the end.
bool tourWizard(MediaWizard &wizard,
                const QString &folder,
                const std::function<void(const QString &name)> &visit);

//! The same for the image \a iso on its way to some of \a drives, those of tourDrives().
bool tourSticks(MediaWizard &wizard,
                TestDrives &drives,
                const QString &iso,
                const std::function<void(const QString &name)> &visit);

//! A kit for tourKit().
bool makeTourKit(const QString &kit, const QString &password);

//! The same for the sealed \a kit, up to what is erased; \a password opens it.
bool tourKit(MediaWizard &wizard,
             const QString &kit,
             const QString &password,
             const std::function<void(const QString &name)> &visit);

//! Goes from the first page to the boot images of the site of \a server, whose certificate nobody knows. The
//! pages between have their answers. After the visit "1-start-server-asking" it is stopped and asked again.
bool tourSite(MediaWizard &wizard,
              const QString &server,
              const std::function<void(const QString &name)> &visit);

//! What a wizard for such a tour begins with.
WizardContext tourContext(const std::shared_ptr<TestDrives> &drives = tourDrives());

} // namespace bootwright
