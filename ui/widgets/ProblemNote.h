// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Note.h"

namespace bootwright {

//! The sentence that says what is wrong with the field above it. A screen reader says it when it appears,
//! and again with the field.
class ProblemNote final : public Note
{
    Q_OBJECT

public:
    explicit ProblemNote(QWidget *field, QWidget *parent = nullptr);

    //! An empty sentence takes the note away.
    void setSentence(const QString &sentence);
    const QString &sentence() const { return m_sentence; }

private:
    QWidget *m_field;
    QString m_description; //!< of the field when nothing is wrong
    QString m_sentence;
};

} // namespace bootwright
