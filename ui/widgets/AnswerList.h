// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/recipeText.h"

#include <QWidget>

class QVBoxLayout;

namespace bootwright {

//! All answers, page by page. A click, Enter or Space on one leads to it; the arrow keys go from one to the
//! next, Tab goes on.
class AnswerList final : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerList(QWidget *parent = nullptr);

    void show(const QList<AnswerRow> &rows);

Q_SIGNALS:
    void answerChosen(const QString &path);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QVBoxLayout *m_column;
};

} // namespace bootwright
