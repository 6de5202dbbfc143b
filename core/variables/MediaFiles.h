// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace bootwright {

//! The small text files of the media. Lines end with CR LF. Text of ASCII alone is written as such;
//! other text makes the whole file UTF-16LE with byte order mark, the one form besides the code page
//! of the machine that Windows reads profile files in. A control character in a value becomes a blank:
//! no value can start a line of its own.

enum class PasswordPrompt { None, Required };
enum class Attendance { Attended, Unattended };

//! SMS\data\TsmBootstrap.ini of bootable media.
QByteArray tsmBootstrapIni(PasswordPrompt password, Attendance attendance);

//! MediaLabel.txt in the root of the media.
QByteArray mediaLabelTxt(const QString &label);

//! autorun.inf in the root of the media: \a label, and \a open, a command relative to the root, if there
//! is one. Windows runs nothing from a stick; the label is what is left.
QByteArray autorunInf(const QString &label, const QString &open = {});

//! TSConfig.ini in the root of the boot image: the prestart command, whose files lie in the boot
//! image under SMS10000.
QByteArray tsConfigIni(const QString &prestartCommand);

} // namespace bootwright
