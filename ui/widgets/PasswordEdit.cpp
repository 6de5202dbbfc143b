// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PasswordEdit.h"

#include "ui/Look.h"
#include "ui/widgets/texts.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace bootwright {

PasswordEdit::PasswordEdit(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit)
    , m_show(makeButton(tr("Show"), QStringLiteral("show")))
{
    m_edit->setAccessibleName(name);
    m_show->setCheckable(true);
    m_show->setAccessibleName(tr("Show: %1", "a password").arg(name));
    setShown(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid::Small);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_show);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &PasswordEdit::changed);
    connect(m_show, &QPushButton::toggled, this, &PasswordEdit::setShown);
}

void PasswordEdit::setSecret(const Secret &secret)
{
    if (!(this->secret() == secret))
        m_edit->setText(secret.text());
}

void PasswordEdit::reveal()
{
    m_show->setChecked(true);
}

void PasswordEdit::setShown(bool isShown)
{
    m_edit->setEchoMode(isShown ? QLineEdit::Normal : QLineEdit::Password);
}

} // namespace bootwright
