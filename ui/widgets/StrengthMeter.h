// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"

#include <QWidget>

class QLabel;

namespace bootwright {

//! How long a password holds, as a bar and in words.
class StrengthMeter final : public QWidget
{
    Q_OBJECT

public:
    explicit StrengthMeter(QWidget *parent = nullptr);

    void judge(const Secret &password);

private:
    class Bar;
    Bar *m_bar;
    QLabel *m_text;
};

} // namespace bootwright
