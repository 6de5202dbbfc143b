// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SecretList.h"

#include "ui/Look.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/texts.h"

#include <QLabel>
#include <QVBoxLayout>

namespace bootwright {

SecretList::SecretList(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(grid::Small);
    hide();
}

void SecretList::ask(const QStringList &names)
{
    while (auto *row = m_column->takeAt(0)) {
        delete row->widget();
        delete row;
    }
    m_fields.clear();
    for (const auto &name : names) {
        if (m_fields.contains(name))
            continue;
        auto *field = new PasswordEdit(tr("Value of %1", "a hidden variable").arg(name));
        auto *label = makeLabel({}, field);
        label->setTextFormat(Qt::PlainText);
        label->setText(tr("Value of the hidden variable %1:")
                           .arg(QString(name).replace(u'&', QLatin1String("&&"))));
        m_column->addWidget(label);
        m_column->addWidget(field);
        m_fields[name] = field;
        if (m_fields.size() == 1)
            setFocusProxy(field);
        connect(field, &PasswordEdit::changed, this, &SecretList::changed);
    }
    setVisible(!m_fields.empty());
}

std::map<QString, Secret> SecretList::secrets() const
{
    std::map<QString, Secret> typed;
    for (const auto &[name, field] : m_fields) {
        if (auto secret = field->secret(); !secret.isEmpty())
            typed[name] = std::move(secret);
    }
    return typed;
}

} // namespace bootwright
