// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <optional>

namespace bootwright {

//! One row that an SMS Provider sent, read tolerantly: a property is found whatever the case of its name,
//! and a number may be written as a text, because both differ from version to version.
class ProviderRow
{
public:
    ProviderRow() = default;
    explicit ProviderRow(const QJsonObject &object);

    bool has(const QString &name) const { return m_values.contains(name.toLower()); }
    //! Empty when there is none, or null.
    QString text(const QString &name) const;
    //! No value when there is none, or it is no whole number.
    std::optional<qint64> number(const QString &name) const;
    //! There is a list of objects; null counts as an empty one, an object as a list of one.
    bool isList(const QString &name) const;
    //! The objects of a list, or of a single object in the place of one.
    QList<ProviderRow> rows(const QString &name) const;
    //! The whole numbers of a list; null counts as an empty one. No value when there is no list.
    std::optional<QList<qint64>> numbers(const QString &name) const;

private:
    QJsonValue value(const QString &name) const { return m_values.value(name.toLower()); }

    QHash<QString, QJsonValue> m_values; // by name in lower case
};

} // namespace bootwright
