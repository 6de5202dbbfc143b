// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace bootwright {

class Mark;

//! A sentence with a mark in front that says of what kind it is. Not there while it is empty.
class Note : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Problem, Warning, Info, Good };

    explicit Note(Kind kind, const QString &text = {}, QWidget *parent = nullptr);

    void setKind(Kind kind);
    //! An empty text takes the note away.
    void setText(const QString &text);
    const QString &text() const { return m_sentence; }

private:
    Mark *m_mark;
    QLabel *m_text;
    QString m_sentence;
};

} // namespace bootwright
