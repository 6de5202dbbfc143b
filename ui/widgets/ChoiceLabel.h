// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

class QAbstractButton;

namespace bootwright {

//! The text of a check box or radio button, which cannot wrap its own: a click on it is one on the button,
//! and so is its mnemonic.
class ChoiceLabel final : public QLabel
{
    Q_OBJECT

public:
    ChoiceLabel(const QString &text, QAbstractButton *button, QWidget *parent = nullptr);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    QAbstractButton *m_button;
};

} // namespace bootwright
