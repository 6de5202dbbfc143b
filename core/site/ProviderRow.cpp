// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/ProviderRow.h"

#include <QJsonArray>

#include <algorithm>

namespace bootwright {

namespace {

std::optional<qint64> numberOf(const QJsonValue &found)
{
    if (found.isBool())
        return found.toBool() ? 1 : 0;
    bool isNumber = found.isDouble();
    const auto number =
        found.isString() ? found.toString().trimmed().toLongLong(&isNumber) : found.toInteger();
    return isNumber ? std::optional<qint64>(number) : std::nullopt;
}

} // namespace

ProviderRow::ProviderRow(const QJsonObject &object)
{
    for (auto at = object.begin(); at != object.end(); ++at)
        m_values.insert(at.key().toLower(), at.value());
}

QString ProviderRow::text(const QString &name) const
{
    const auto found = value(name);
    if (found.isDouble())
        return QString::number(found.toInteger());
    if (found.isBool())
        return found.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    return found.toString();
}

std::optional<qint64> ProviderRow::number(const QString &name) const
{
    return numberOf(value(name));
}

bool ProviderRow::isList(const QString &name) const
{
    const auto found = value(name);
    const auto list = found.toArray();
    return has(name)
           && (found.isNull() || found.isObject()
               || (found.isArray()
                   && std::all_of(list.begin(), list.end(), [](const QJsonValue &one) {
                          return one.isObject();
                      })));
}

QList<ProviderRow> ProviderRow::rows(const QString &name) const
{
    const auto found = value(name);
    if (found.isObject())
        return {ProviderRow(found.toObject())};
    QList<ProviderRow> rows;
    const auto list = found.toArray();
    for (const auto &one : list) {
        if (one.isObject())
            rows.append(ProviderRow(one.toObject()));
    }
    return rows;
}

std::optional<QList<qint64>> ProviderRow::numbers(const QString &name) const
{
    const auto found = value(name);
    if (!has(name) || !(found.isNull() || found.isArray()))
        return {};
    QList<qint64> numbers;
    const auto list = found.toArray();
    for (const auto &one : list) {
        if (const auto number = numberOf(one))
            numbers.append(*number);
    }
    return numbers;
}

} // namespace bootwright
