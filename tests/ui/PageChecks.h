// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

namespace bootwright {

//! A draft that every page accepts: of the training site, without a password, into \a iso.
MediaDraft goodDraft(const QString &iso);
//! Answers with that draft, the facts of the training site, and the time 2026-11-22T12:00:00Z.
Answers goodAnswers(const QString &iso);

//! The sentences about problems that \a page shows now, one a line.
QString sentences(const QWidget &page);
//! All labels that \a page shows now, one a line.
QString textsOf(const QWidget &page);

//! Empty, or why somebody without a mouse or a screen could not use \a page: a mnemonic that is there
//! twice (those of the wizard's buttons count) or leads nowhere, or a field without a name.
QString whyNotAccessible(const QWidget &page);

//! load() and save() give the draft back as it was.
bool keepsDraft(WizardPage &page, Answers &answers);

} // namespace bootwright
