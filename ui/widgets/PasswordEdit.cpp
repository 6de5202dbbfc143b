// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PasswordEdit.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace bootwright {

PasswordEdit::PasswordEdit(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit)
{
    m_edit->setAccessibleName(name);
    setShown(false);
    auto *show = new QPushButton(tr("Show"));
    show->setCheckable(true);
    show->setAutoDefault(false);
    show->setAccessibleName(tr("Show: %1").arg(name));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_edit, 1);
    layout->addWidget(show);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &PasswordEdit::changed);
    connect(show, &QPushButton::toggled, this, &PasswordEdit::setShown);
    connect(show, &QPushButton::toggled, this, &PasswordEdit::shown);
}

void PasswordEdit::setSecret(const Secret &secret)
{
    if (!(this->secret() == secret))
        m_edit->setText(secret.text());
}

void PasswordEdit::setShown(bool isShown)
{
    m_edit->setEchoMode(isShown ? QLineEdit::Normal : QLineEdit::Password);
}

} // namespace bootwright
