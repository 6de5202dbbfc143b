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

//! The value of \a key in the lines `key=value` of such a \a file, whatever the case of the key; empty if
//! it is not there.
QString iniFileValue(QByteArrayView file, QStringView key);
//! The same \a file with everything else in it and \a value for \a key; a key that is not there comes after
//! the first line. It stays in its encoding if that can hold the value.
QByteArray withIniFileValue(QByteArrayView file, const QString &key, const QString &value);

} // namespace bootwright
