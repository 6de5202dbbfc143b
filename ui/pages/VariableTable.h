// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/VariableSet.h"

#include <QWidget>

class QTableWidget;

namespace bootwright {

class VariableFields;

//! The variables of the media, and fields to add one or change the chosen one. Hidden values are never shown.
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
    void makeTable();
    void put();
    void remove();
    void choose();
    void fill();

    VariableSet m_variables;
    QTableWidget *m_table;
    VariableFields *m_fields;
};

} // namespace bootwright
