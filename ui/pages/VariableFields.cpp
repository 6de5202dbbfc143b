// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/VariableFields.h"

#include "core/variables/VariableNames.h"
#include "ui/Look.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/Note.h"
#include "ui/widgets/texts.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace bootwright {

VariableFields::VariableFields(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit)
    , m_value(new QLineEdit)
    , m_hidden(new QCheckBox(tr("&Hidden")))
    , m_reserved(new Note(Note::Kind::Problem))
{
    auto *put = makeButton(tr("&Add or change"), QStringLiteral("add"));
    auto *remove = makeButton(tr("D&elete"), QStringLiteral("remove"));
    connect(put, &QPushButton::clicked, this, &VariableFields::putAsked);
    connect(remove, &QPushButton::clicked, this, &VariableFields::removeAsked);
    auto *rows = new QGridLayout(this);
    rows->setContentsMargins({});
    rows->setHorizontalSpacing(grid::Medium);
    rows->setVerticalSpacing(grid::Step);
    rows->setColumnStretch(0, 1);
    rows->setColumnStretch(1, 1);
    rows->addWidget(makeLabel(tr("Va&riable:"), m_name), 0, 0);
    rows->addWidget(makeLabel(tr("&Value:"), m_value), 0, 1);
    rows->addWidget(m_name, 1, 0);
    rows->addWidget(m_value, 1, 1);
    rows->addWidget(m_reserved, 2, 0, 1, 2);
    m_hidden->setToolTip(tr("Its value is never shown and not saved in recipes."));
    m_hidden->setMinimumHeight(put->sizeHint().height());
    auto *buttons = new FlowLayout;
    for (QWidget *widget : {static_cast<QWidget *>(m_hidden),
                            static_cast<QWidget *>(put),
                            static_cast<QWidget *>(remove)})
        buttons->addWidget(widget);
    rows->addLayout(buttons, 3, 0, 1, 2);
    setFocusProxy(m_name);
    connectFields();
}

void VariableFields::connectFields()
{
    connect(m_hidden, &QCheckBox::toggled, this, [this](bool isHidden) {
        m_value->setEchoMode(isHidden ? QLineEdit::Password : QLineEdit::Normal);
        if (!isHidden)
            m_value->clear();
    });
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &name) {
        m_reserved->setText(name.trimmed().isEmpty() ? QString()
                                                     : whyReservedVariable(name.trimmed()));
    });
    connect(m_name, &QLineEdit::returnPressed, this, &VariableFields::putAsked);
    connect(m_value, &QLineEdit::returnPressed, this, &VariableFields::putAsked);
}

QString VariableFields::name() const
{
    return m_name->text().trimmed();
}

QString VariableFields::value() const
{
    return m_value->text();
}

bool VariableFields::isHiddenValue() const
{
    return m_hidden->isChecked();
}

bool VariableFields::confirm()
{
    const bool isGood = !name().isEmpty() && m_reserved->text().isEmpty();
    if (!isGood)
        m_name->setFocus();
    return isGood;
}

void VariableFields::show(const VariableDraft &variable)
{
    m_name->setText(variable.name);
    m_hidden->setChecked(variable.hidden);
    m_value->setText(variable.hidden ? QString() : variable.value);
}

void VariableFields::clear()
{
    m_name->clear();
    m_value->clear();
    m_hidden->setChecked(false);
    m_name->setFocus();
}

void VariableFields::clearName()
{
    m_name->clear();
}

} // namespace bootwright
