// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaDraft.h"

namespace bootwright {

//! Variables of media while they are edited. The values of hidden ones are kept apart, and one that is unhidden
//! forgets its value.
class VariableSet
{
public:
    void load(const QList<VariableDraft> &variables, const MediaSecrets &secrets);
    void save(QList<VariableDraft> &variables, MediaSecrets &secrets) const;

    const QList<VariableDraft> &all() const { return m_variables; }
    //! Where the variable \a name is, in any case; -1 if there is none.
    int indexOf(const QString &name) const;
    //! Adds a variable, or changes the one of that name; an empty \a value leaves the secret of one that was hidden
    //! and stays so.
    void put(const QString &name, const QString &value, bool isHidden);
    void removeAt(int index);

private:
    QList<VariableDraft> m_variables;
    MediaSecrets m_secrets; //!< only hidden
};

} // namespace bootwright
