// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/EmptyWim.h"

#include "core/base/Digest.h"
#include "core/base/Guid.h"
#include "core/wim/WimDentry.h"
#include "core/wim/WimFormat.h"
#include "core/wim/WimTree.h"

#include <QXmlStreamWriter>

// 0     208  header (WimFormat.h)
// 208   ..   metadata of image 1: a root folder
// ..    50   blob table: that metadata
// ..    ..   XML

namespace bootwright {

namespace {

//! The halves of a FILETIME, as the XML has them.
void writeTime(QXmlStreamWriter &writer, const QString &element, quint64 time)
{
    const auto half = [](quint64 value) {
        return QStringLiteral("0x%1").arg(
            QString::number(value & 0xFFFFFFFF, 16).toUpper().rightJustified(8, u'0'));
    };
    writer.writeStartElement(element);
    writer.writeTextElement(QStringLiteral("HIGHPART"), half(time >> 32));
    writer.writeTextElement(QStringLiteral("LOWPART"), half(time));
    writer.writeEndElement();
}

void writeWindows(QXmlStreamWriter &writer, const EmptyWimOptions &options)
{
    writer.writeStartElement(QStringLiteral("WINDOWS"));
    writer.writeTextElement(QStringLiteral("ARCH"), QString::number(options.arch));
    writer.writeTextElement(QStringLiteral("EDITIONID"), QStringLiteral("WindowsPE"));
    writer.writeStartElement(QStringLiteral("LANGUAGES"));
    writer.writeTextElement(QStringLiteral("LANGUAGE"), options.language);
    writer.writeTextElement(QStringLiteral("DEFAULT"), options.language);
    writer.writeEndElement();
    writer.writeStartElement(QStringLiteral("VERSION"));
    const auto numbers = options.version.split(u'.');
    const QStringList elements = {QStringLiteral("MAJOR"),
                                  QStringLiteral("MINOR"),
                                  QStringLiteral("BUILD"),
                                  QStringLiteral("SPBUILD")};
    for (qsizetype i = 0; i < elements.size(); ++i)
        writer.writeTextElement(elements[i], numbers.value(i, QStringLiteral("0")));
    writer.writeEndElement();
    writer.writeEndElement();
}

QByteArray xmlOf(const EmptyWimOptions &options, quint64 resourcesEnd)
{
    QString xml = QChar(QChar::ByteOrderMark);
    QXmlStreamWriter writer(&xml);
    const auto zero = QStringLiteral("0");
    const auto time = wimTime(options.time);
    writer.writeStartElement(QStringLiteral("WIM"));
    writer.writeStartElement(QStringLiteral("IMAGE"));
    writer.writeAttribute(QStringLiteral("INDEX"), QStringLiteral("1"));
    writer.writeTextElement(QStringLiteral("NAME"), options.name);
    writer.writeTextElement(QStringLiteral("DIRCOUNT"), QStringLiteral("1"));
    writer.writeTextElement(QStringLiteral("FILECOUNT"), zero);
    writer.writeTextElement(QStringLiteral("TOTALBYTES"), zero);
    writer.writeTextElement(QStringLiteral("HARDLINKBYTES"), zero);
    writeTime(writer, QStringLiteral("CREATIONTIME"), time);
    writeTime(writer, QStringLiteral("LASTMODIFICATIONTIME"), time);
    writeWindows(writer, options);
    writer.writeEndElement();
    writer.writeTextElement(QStringLiteral("TOTALBYTES"), QString::number(resourcesEnd));
    writer.writeEndElement();
    return utf16le(xml);
}

QByteArray headerOf(const EmptyWimOptions &options)
{
    auto header = zeroBytes(quint64(wimHeaderSize));
    putBytes(header, 0x00, "MSWIM");
    putLe<quint32>(header, 0x08, quint32(wimHeaderSize));
    putLe<quint32>(header, 0x0C, wimVersion);
    putBytes(header, 0x18, guidBytes(options.guid));
    putLe<quint16>(header, 0x28, 1); // part 1 of 1
    putLe<quint16>(header, 0x2A, 1);
    putLe<quint32>(header, 0x2C, 1); // images
    putLe<quint32>(header, wimHeaderOffset::bootIndex, 1);
    return header;
}

} // namespace

QByteArray emptyWim(const EmptyWimOptions &options)
{
    auto wim = headerOf(options);
    const auto append = [&wim](const QByteArray &bytes) {
        const auto size = quint64(bytes.size());
        const WimResource resource{size, WimResource::metadataFlag, quint64(wim.size()), size};
        wim += bytes;
        return resource;
    };
    const auto metadata = WimTree(wimTime(options.time)).bytes();
    const auto metadataAt = append(metadata);
    const auto tableAt = append(wimBlobTable({{metadataAt, 1, 1, sha1(metadata)}}));
    const auto xmlAt = append(xmlOf(options, tableAt.end()));
    putWimResource(wim, wimHeaderOffset::bootMetadata, metadataAt);
    putWimResource(wim, wimHeaderOffset::blobTable, tableAt);
    putWimResource(wim, wimHeaderOffset::xml, xmlAt);
    return wim;
}

} // namespace bootwright
