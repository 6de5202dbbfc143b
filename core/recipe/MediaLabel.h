// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bootwright {

//! The name of the media, in the forms in which people meet it. Unattended media are marked: the word
//! UNATTENDED follows the label (which is cut to make room), unless it is in it already; and as a stick
//! shows only eleven characters, the mark is all that is left there.

//! The label with the mark of unattended media, as MediaLabel.txt has it.
QString markedLabel(const QString &label, bool isUnattended);
//! The volume label of the disc: at most 32 characters of the marked label.
QString isoLabel(const QString &markedLabel);
//! The volume label of a FAT file system: upper case, at most 11 characters, '_' for what FAT does not
//! allow.
QString fatLabel(const QString &markedLabel);
//! Why \a label cannot be the label of media, as a sentence; empty if it can.
QString whyNotLabel(const QString &label);

} // namespace bootwright
