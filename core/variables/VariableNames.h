// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace bootwright {

//! Which names and values a user's variable may have. The rules for names are those of
//! "How to use task sequence variables", section Custom variables (learn.microsoft.com).

//! Why \a name cannot be the name of a user's variable, as a translated sentence; empty: it can.
//! Refused are an empty name, more than 256 characters, a first character that is no letter A to Z
//! (names with a leading underscore belong to ConfigMgr), spaces and other punctuation, and the names
//! that the media itself sets.
QString whyReservedVariable(QStringView name);

//! Why no medium can carry \a value, as a translated sentence; empty: it can. The sentence names the
//! variable \a name and never holds the value. Refused are control characters other than tab and line
//! break: XML has no way to write them.
QString whyUnusableValue(QStringView name, QStringView value);

//! A value of this name may be a secret and is not shown unasked. True for the private key, for what
//! ConfigMgr keeps secret at run time, and for every user's variable that was read from media,
//! because a medium does not say which of them were hidden.
bool mayHoldSecret(QStringView name);

} // namespace bootwright
