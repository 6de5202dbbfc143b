// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"

#include <QStringList>
#include <QWidget>

#include <map>

class QVBoxLayout;

namespace bootwright {

class PasswordEdit;

//! A field for each of several secrets that have names. Not there while there are none.
class SecretList final : public QWidget
{
    Q_OBJECT

public:
    explicit SecretList(QWidget *parent = nullptr);

    //! Asks for the secrets \a names; what was typed before is gone.
    void ask(const QStringList &names);
    //! Those that were typed.
    std::map<QString, Secret> secrets() const;

Q_SIGNALS:
    void changed();

private:
    QVBoxLayout *m_column;
    std::map<QString, PasswordEdit *> m_fields;
};

} // namespace bootwright
