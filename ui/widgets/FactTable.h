// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Note.h"

class QGridLayout;

namespace bootwright {

//! What is known about something: names, and their values beside them, which may have several lines.
class FactTable final : public QWidget
{
    Q_OBJECT

public:
    explicit FactTable(QWidget *parent = nullptr);

    void clear();
    void add(const QString &name, const QString &value);
    //! A value that is to stand out.
    void add(const QString &name, Note::Kind kind, const QString &value);
    bool isEmpty() const;
    //! At least as wide as the names of other tables, in pixels.
    void alignNames(int width);

private:
    void addRow(const QString &name, QWidget *value);

    QGridLayout *m_rows;
};

} // namespace bootwright
