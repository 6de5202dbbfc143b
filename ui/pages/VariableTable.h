// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaDraft.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QTableWidget;

namespace bootwright {

class Note;

//! The variables of the media, and fields to add one or change the chosen one. Hidden values are never
//! shown: they are typed as dots, kept in MediaSecrets, and a value that is unhidden is forgotten.
class VariableTable final : public QWidget
{
    Q_OBJECT

public:
    explicit VariableTable(QWidget *parent = nullptr);

    void load(const QList<VariableDraft> &variables, const MediaSecrets &secrets);
    void save(QList<VariableDraft> &variables, MediaSecrets &secrets) const;
    //! The name of a variable that was typed, but not added; empty if there is none.
    QString typedName() const;

Q_SIGNALS:
    void changed();

private:
    QWidget *makeFields();
    void connectFields();
    void put();
    void remove();
    void choose();
    void fill();
    void clearFields();
    void keepSecret(const QString &name, int row);
    int rowOf(const QString &name) const;

    QList<VariableDraft> m_variables;
    MediaSecrets m_secrets;
    QTableWidget *m_table;
    QLineEdit *m_name;
    QLineEdit *m_value;
    QCheckBox *m_hidden;
    Note *m_reserved; //!< why the name that is typed cannot be used
};

} // namespace bootwright
