// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaDraft.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;

namespace bootwright {

class Note;

//! Where a variable is typed, with the buttons that put it into a list and take the chosen one out. A hidden value
//! is typed as dots; unhiding forgets it.
class VariableFields final : public QWidget
{
    Q_OBJECT

public:
    explicit VariableFields(QWidget *parent = nullptr);

    QString name() const; //!< without blanks around it
    QString value() const;
    bool isHiddenValue() const;
    //! The name can be one; else the field of the name gets the keys.
    bool confirm();
    //! \a variable, whose value is not shown when it is hidden.
    void show(const VariableDraft &variable);
    void clear();
    void clearName();

Q_SIGNALS:
    void putAsked();
    void removeAsked();

private:
    void connectFields();

    QLineEdit *m_name;
    QLineEdit *m_value;
    QCheckBox *m_hidden;
    Note *m_reserved; //!< why the name that is typed cannot be used
};

} // namespace bootwright
