// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Chance.h"

#include "core/base/Bytes.h"
#include "core/base/Guid.h"
#include "core/base/Tr.h"
#include "core/base/systemReason.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

namespace bootwright {

namespace {

Error refused(const QString &path, const QString &why)
{
    return {Error::Kind::InvalidInput,
            Tr::tr("Cannot use \"%1\" for reproducible media. %2").arg(path, why),
            {}};
}

} // namespace

Result<Chance> Chance::fromFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::NotFound,
                     Tr::tr("Cannot open \"%1\" for reproducible media. %2.")
                         .arg(path, systemReason(file.errorString())),
                     {}};
    QJsonParseError parse;
    const auto root = QJsonDocument::fromJson(file.readAll(), &parse).object();
    if (parse.error != QJsonParseError::NoError)
        return refused(path, Tr::tr("It is not JSON: %1.").arg(parse.errorString()));
    static const QStringList known{QStringLiteral("reproducibleVersion"),
                                   QStringLiteral("now"),
                                   QStringLiteral("seed"),
                                   QStringLiteral("privateKey")};
    for (const auto &key : root.keys()) {
        if (!known.contains(key))
            return refused(path, Tr::tr("The key \"%1\" is not known.").arg(key));
    }
    if (root.value(u"reproducibleVersion").toInt() != 1)
        return refused(path, Tr::tr("\"reproducibleVersion\" must be 1."));
    Chance chance;
    chance.m_seed = root.value(u"seed").toString().toUtf8();
    if (chance.m_seed.isEmpty())
        return refused(path, Tr::tr("\"seed\" must be a text."));
    const auto now = root.value(u"now").toString();
    chance.m_now = QDateTime::fromString(now, Qt::ISODate);
    // Written back it is the same, so it is UTC and whole seconds: every system reads it alike.
    if (chance.m_now.timeSpec() != Qt::UTC || chance.m_now.toString(Qt::ISODate) != now)
        return refused(path, Tr::tr("\"now\" must be a time such as 2026-11-22T12:00:00Z."));
    const auto key = root.value(u"privateKey");
    if (!key.isUndefined() && !key.isString())
        return refused(path, Tr::tr("\"privateKey\" must be a private key as PEM text."));
    chance.m_privateKeyPem = key.toString().toLatin1();
    return chance;
}

QByteArray Chance::bytes(QByteArrayView name, qsizetype size) const
{
    QByteArray result;
    if (!isReproducible()) {
        result.resize(size);
        for (auto &byte : result)
            byte = char(QRandomGenerator::system()->generate() & 0xFF);
        return result;
    }
    for (quint32 counter = 0; result.size() < size; ++counter) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(m_seed);
        hash.addData(QByteArrayView("\0", 1));
        hash.addData(name);
        QByteArray tail(1, '\0');
        appendLe<quint32>(tail, counter);
        hash.addData(tail);
        result.append(hash.result());
    }
    result.truncate(size);
    return result;
}

QUuid Chance::guid(QByteArrayView name) const
{
    return guidFromRandom(bytes(name, 16));
}

QDateTime Chance::now() const
{
    if (isReproducible())
        return m_now;
    return QDateTime::fromSecsSinceEpoch(QDateTime::currentSecsSinceEpoch(), Qt::UTC);
}

} // namespace bootwright
