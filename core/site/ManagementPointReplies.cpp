// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/ManagementPointReplies.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/site/SiteSignature.h"

#include <QHash>
#include <QUuid>
#include <QXmlStreamReader>

namespace bootwright {

namespace {

//! The attributes of the first element of that name, by name in lower case, and its text under "".
QHash<QString, QString> element(const QByteArray &xml, const QString &name)
{
    QXmlStreamReader reader(xml);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement
            || reader.name().compare(name, Qt::CaseInsensitive) != 0)
            continue;
        QHash<QString, QString> found;
        const auto attributes = reader.attributes();
        for (const auto &attribute : attributes)
            found.insert(attribute.name().toString().toLower(), attribute.value().toString());
        found.insert({}, reader.readElementText(QXmlStreamReader::SkipChildElements).trimmed());
        return reader.hasError() ? QHash<QString, QString>() : found;
    }
    return {};
}

QString guid(const QString &text)
{
    const QUuid parsed(text);
    return parsed.isNull() ? QString() : parsed.toString(QUuid::WithoutBraces);
}

} // namespace

Result<QString> signingCertificateOf(const QByteArray &reply, const QString &publicRootKey)
{
    const auto found = element(reply, QStringLiteral("X509Certificate"));
    const auto hex = found.value({});
    const auto der = QByteArray::fromHex(hex.toLatin1());
    if (publicKeyInfo(der).isEmpty())
        return Error{
            Error::Kind::Corrupt, Tr::tr("The reply to SITESIGNCERT holds no certificate."), {}};
    const auto key = QByteArray::fromHex(publicRootKey.toLatin1());
    const auto signature = QByteArray::fromHex(found.value(QStringLiteral("signature")).toLatin1());
    // Which bytes are signed is not documented: the certificate itself, or its digits.
    for (const auto &content : {der, hex.toLatin1(), utf16le(hex)}) {
        const auto isSigned = isSignedBy(key, signature, content);
        if (!isSigned)
            return isSigned.error();
        if (*isSigned)
            return QString::fromLatin1(der.toHex().toUpper());
    }
    return Error{Error::Kind::Corrupt,
                 Tr::tr("The site signing certificate is not signed with the site's trusted root "
                        "key."),
                 {}};
}

UnknownComputers unknownComputersOf(const QByteArray &reply)
{
    const auto found = element(reply, QStringLiteral("UnknownMachines"));
    return {guid(found.value(QStringLiteral("x86unknownmachineguid"))),
            guid(found.value(QStringLiteral("x64unknownmachineguid"))),
            guid(found.value(QStringLiteral("arm64unknownmachineguid")))};
}

} // namespace bootwright
