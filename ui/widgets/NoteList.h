// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Note.h"

#include <QStringList>

class QVBoxLayout;

namespace bootwright {

//! Several notes, one below the other. Not there while it is empty.
class NoteList final : public QWidget
{
    Q_OBJECT

public:
    explicit NoteList(QWidget *parent = nullptr);

    void clear();
    void add(Note::Kind kind, const QString &text);
    void add(Note::Kind kind, const QStringList &texts);

private:
    QVBoxLayout *m_column;
};

} // namespace bootwright
