// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bootwright {

//! The name of the media, in the three forms in which people meet it. Unattended media are marked: the
//! word UNATTENDED is added to the label (unless it is in it already), and as a stick shows only eleven
//! characters, it is all that is left there.

//! The label with the mark of unattended media, as MediaLabel.txt has it.
QString markedLabel(const QString &label, bool isUnattended);
//! The volume label of the disc: the marked label, cut to 32 characters.
QString isoLabel(const QString &markedLabel);
//! The volume label of a FAT file system: upper case, at most 11 characters, '_' for what FAT does not
//! allow.
QString fatLabel(const QString &markedLabel);
//! Why \a label cannot be the label of such media, as a sentence; empty if it can.
QString whyNotLabel(const QString &label, bool isUnattended);

} // namespace bootwright
