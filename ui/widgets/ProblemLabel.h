// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace bootwright {

//! The sentence that says what is wrong with the field above it; not there while nothing is. A screen
//! reader says it when it appears, and again with the field.
class ProblemLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ProblemLabel(QWidget *field, QWidget *parent = nullptr);

    //! An empty sentence takes the label away.
    void setSentence(const QString &sentence);
    const QString &sentence() const { return m_sentence; }

private:
    QWidget *m_field;
    QString m_sentence;
};

} // namespace bootwright
