// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"

#include <QLineEdit>

class QPushButton;

namespace bootwright {

//! A field for a password: hidden letters, and a button that shows them while it is down.
class PasswordEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit PasswordEdit(const QString &name, QWidget *parent = nullptr);

    Secret secret() const { return Secret(m_edit->text()); }
    //! Nothing happens if it is \a secret already, so that what was typed stays.
    void setSecret(const Secret &secret);
    //! Shows the letters, as if the button had been pressed.
    void reveal();
    QLineEdit *lineEdit() const { return m_edit; }

Q_SIGNALS:
    void changed();

private:
    void setShown(bool isShown);

    QLineEdit *m_edit;
    QPushButton *m_show;
};

} // namespace bootwright
