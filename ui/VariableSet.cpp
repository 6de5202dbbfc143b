// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/VariableSet.h"

namespace bootwright {

namespace {

void copyHidden(const MediaSecrets &from, MediaSecrets &to)
{
    to.hidden.clear();
    for (const auto &[name, value] : from.hidden)
        to.hidden[name] = value.clone();
}

} // namespace

void VariableSet::load(const QList<VariableDraft> &variables, const MediaSecrets &secrets)
{
    m_variables = variables;
    copyHidden(secrets, m_secrets);
}

void VariableSet::save(QList<VariableDraft> &variables, MediaSecrets &secrets) const
{
    variables = m_variables;
    copyHidden(m_secrets, secrets);
}

int VariableSet::indexOf(const QString &name) const
{
    for (qsizetype i = 0; i < m_variables.size(); ++i) {
        if (m_variables[i].name.compare(name, Qt::CaseInsensitive) == 0)
            return int(i);
    }
    return -1;
}

void VariableSet::put(const QString &name, const QString &value, bool isHidden)
{
    const VariableDraft variable{name, isHidden ? QString() : value, isHidden};
    const auto index = indexOf(name);
    auto secret = Secret(value);
    if (index >= 0) {
        const auto before = m_secrets.hidden.find(m_variables[index].name);
        if (before != m_secrets.hidden.end()) {
            if (isHidden && secret.isEmpty())
                secret = std::move(before->second);
            m_secrets.hidden.erase(before);
        }
        m_variables[index] = variable;
    } else {
        m_variables.append(variable);
    }
    if (isHidden)
        m_secrets.hidden[name] = std::move(secret);
}

void VariableSet::removeAt(int index)
{
    m_secrets.hidden.erase(m_variables[index].name);
    m_variables.removeAt(index);
}

} // namespace bootwright
