// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

#include <QMessageBox>

namespace bootwright {

//! A draft that every page accepts: of the training site, without a password, into \a iso.
MediaDraft goodDraft(const QString &iso);
//! Answers with that draft, the facts of the training site, and the time 2026-11-22T12:00:00Z.
Answers goodAnswers(const QString &iso);
//! Makes the media of those answers; false if they could not be made, or not be verified.
bool makeImage(const QString &iso);
//! Packs \a draft, which is of the training site, with its boot image into \a kit; \a password seals an
//! identity, unless it is empty.
bool makeKit(const QString &kit, const MediaDraft &draft, const QString &password = {});

//! The sentences about problems that \a page shows now, one a line.
QString sentences(const QWidget &page);
//! All labels that \a page shows now, one a line.
QString textsOf(const QWidget &page);
//! What \a choice says of where its answer comes from; empty while another is chosen.
QString originOf(const QAbstractButton &choice);

//! Empty, or why somebody without a mouse or a screen could not use \a page: a mnemonic that is there
//! twice (those of the wizard's buttons count) or leads nowhere, or a field without a name.
QString whyNotAccessible(const QWidget &page);

//! Everything that is shown has its place, however slow the computer is.
void waitForPlaces();
//! The window is there and takes the keys.
void showWindow(QWidget &window);
//! Presses Alt and \a key where the focus is, and waits until no button is down any more.
void pressAlt(QWidget &window, Qt::Key key);
//! Types \a text where the focus is, in place of what is there.
void typeText(const QString &text);
//! Presses the button whose text is \a text.
void clickButton(const QWidget &page, const QString &text);
//! \a path with the drive that Windows wants, so that it stays as it is on its way through a page.
QString absolute(const QString &path);
//! What the label \a text of \a page leads to.
QWidget *fieldNamed(const QWidget &page, const QString &text);

//! load() and save() give the draft back as it was.
bool keepsDraft(WizardPage &page, Answers &answers);

//! Presses the button of \a question that has \a role, by key.
void pressButton(QMessageBox &question, QMessageBox::ButtonRole role);

} // namespace bootwright
