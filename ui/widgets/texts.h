// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLabel;
class QPushButton;
class QWidget;

namespace bootwright {

// The texts and buttons of pages and widgets, all made in one way: texts are plain, wrap, and can be
// narrower than their words are long.

QLabel *makeText(const QString &text = {});
//! Explains something.
QLabel *makeHint(const QString &text = {});
//! Above a group of answers.
QLabel *makeHeading(const QString &text);
//! Names \a field, which its mnemonic leads to.
QLabel *makeLabel(const QString &text, QWidget *field);
//! The icon's colour follows the palette.
QPushButton *makeButton(const QString &text, const QString &icon = {});

//! \a text with places where long words may be broken that have none, such as paths and hashes. For the
//! eye only: what is copied from it is another text.
QString breakable(const QString &text);

//! The part of \a field that takes the keys: a label whose buddy has no focus policy of its own leads
//! nowhere, whatever the buddy's proxy.
QWidget *innermost(QWidget *field);

} // namespace bootwright
