// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/WimXml.h"

#include "core/base/Tr.h"
#include "core/wim/WimFormat.h"

#include <QXmlStreamReader>

#include <algorithm>
#include <functional>

// The XML resource: FF FE, then UTF-16LE.
//   <WIM><TOTALBYTES/>
//     <IMAGE INDEX="1"><NAME/><DESCRIPTION/><DIRCOUNT/><FILECOUNT/><TOTALBYTES/><HARDLINKBYTES/>
//       <WINDOWS><ARCH/><EDITIONID/><LANGUAGES><LANGUAGE/><DEFAULT/></LANGUAGES>
//         <VERSION><MAJOR/><MINOR/><BUILD/><SPBUILD/></VERSION></WINDOWS></IMAGE></WIM>
// It is text from a stranger: no DTD (so no entities of its own), bounded depth.

namespace bootwright {

namespace {

constexpr qsizetype deepestElement = 32;

QString textOf(const QByteArray &bytes)
{
    const auto text = fromUtf16le(bytes);
    return text.startsWith(QChar(QChar::ByteOrderMark)) ? text.sliced(1) : text;
}

//! One element with its place in the text.
struct Element
{
    QString path;         //!< for example WIM/IMAGE/NAME
    int imageIndex = 0;   //!< of the IMAGE around it, 0 outside
    qsizetype start = 0;  //!< of its start tag
    qsizetype inside = 0; //!< behind its start tag
    qsizetype end = 0;    //!< behind its end tag
    QString text;         //!< its own characters
};

//! Calls \a seen for each element at its end. Corrupt if the XML is not what it should be.
Result<void> walk(const QString &xml, const std::function<Result<void>(const Element &)> &seen)
{
    QXmlStreamReader reader(xml);
    QList<Element> open;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        const auto at = reader.characterOffset();
        if (token == QXmlStreamReader::DTD || open.size() > deepestElement)
            return damagedWim(QStringLiteral("XML: DTD or too deep"));
        if (token == QXmlStreamReader::StartElement) {
            Element element;
            element.path = reader.name().toString();
            if (!open.isEmpty()) {
                element.path.prepend(open.last().path + u'/');
                element.imageIndex = open.last().imageIndex;
            }
            if (element.path == u"WIM/IMAGE")
                element.imageIndex = reader.attributes().value(QLatin1String("INDEX")).toInt();
            element.inside = at;
            element.start = xml.lastIndexOf(u'<', at - 1);
            open.append(element);
        } else if (token == QXmlStreamReader::Characters && !open.isEmpty()) {
            open.last().text += reader.text();
        } else if (token == QXmlStreamReader::EndElement) {
            auto element = open.takeLast();
            element.end = at;
            if (const auto good = seen(element); !good)
                return good;
        }
    }
    if (reader.hasError())
        return damagedWim(QStringLiteral("XML: ") + reader.errorString());
    return {};
}

void setNumber(int &number, const QString &text)
{
    bool isNumber = false;
    const int value = text.trimmed().toInt(&isNumber);
    if (isNumber)
        number = value;
}

void take(WimImage &image, const Element &element)
{
    const auto field = QStringView(element.path).sliced(QStringView(u"WIM/IMAGE/").size());
    if (field == u"NAME")
        image.name = element.text;
    else if (field == u"DESCRIPTION")
        image.description = element.text;
    else if (field == u"TOTALBYTES")
        image.totalBytes = element.text.toULongLong();
    else if (field == u"WINDOWS/EDITIONID")
        image.edition = element.text;
    else if (field == u"WINDOWS/LANGUAGES/DEFAULT")
        image.defaultLanguage = element.text;
    else if (field == u"WINDOWS/LANGUAGES/LANGUAGE")
        image.languages.append(element.text);
    else if (field == u"WINDOWS/ARCH")
        setNumber(image.arch, element.text);
    else if (field == u"WINDOWS/VERSION/MAJOR")
        setNumber(image.major, element.text);
    else if (field == u"WINDOWS/VERSION/MINOR")
        setNumber(image.minor, element.text);
    else if (field == u"WINDOWS/VERSION/BUILD")
        setNumber(image.build, element.text);
    else if (field == u"WINDOWS/VERSION/SPBUILD")
        setNumber(image.spBuild, element.text);
}

} // namespace

Result<QList<WimImage>> parseWimXml(const QByteArray &bytes, int imageCount)
{
    if (bytes.size() % 2 != 0)
        return damagedWim(QStringLiteral("XML: odd size"));
    const auto xml = textOf(bytes);
    QList<WimImage> images(imageCount);
    const auto walked = walk(xml, [&](const Element &element) -> Result<void> {
        if (element.path == u"WIM/ESD/ENCRYPTED")
            return Error{Error::Kind::Unsupported,
                         Tr::tr("It is encrypted. Decrypt it and export it to a WIM first."),
                         {}};
        const bool isImage = element.path == u"WIM/IMAGE";
        if (!isImage && !element.path.startsWith(u"WIM/IMAGE/"))
            return {};
        if (element.imageIndex < 1 || element.imageIndex > imageCount)
            return damagedWim(QStringLiteral("XML: image %1").arg(element.imageIndex));
        auto &image = images[element.imageIndex - 1];
        if (image.index != 0)
            return damagedWim(QStringLiteral("XML: image %1 twice").arg(image.index));
        if (isImage) {
            image.index = element.imageIndex;
            image.xml = xml.sliced(element.start, element.end - element.start);
        } else {
            take(image, element);
        }
        return {};
    });
    if (!walked)
        return walked.error();
    for (const auto &image : images) {
        if (image.index == 0)
            return damagedWim(QStringLiteral("XML: fewer than %1 images").arg(imageCount));
    }
    return images;
}

QByteArray withWimCounters(const QByteArray &bytes,
                           int imageIndex,
                           const WimCounters &counters,
                           quint64 resourcesEnd)
{
    struct Change
    {
        qsizetype from = 0;
        qsizetype to = 0;
        quint64 value = 0;
    };
    QList<Change> changes;
    auto xml = textOf(bytes);
    const auto change = [&](const Element &element, quint64 value) {
        const auto to = xml.lastIndexOf(u"</", element.end - 1);
        if (to >= element.inside) // an empty element has nothing inside
            changes.append({element.inside, to, value});
    };
    const auto walked = walk(xml, [&](const Element &element) -> Result<void> {
        if (element.path == u"WIM/TOTALBYTES")
            change(element, resourcesEnd);
        if (element.imageIndex != imageIndex)
            return {};
        if (element.path == u"WIM/IMAGE/DIRCOUNT")
            change(element, counters.folders);
        else if (element.path == u"WIM/IMAGE/FILECOUNT")
            change(element, counters.files);
        else if (element.path == u"WIM/IMAGE/TOTALBYTES")
            change(element, counters.totalBytes);
        else if (element.path == u"WIM/IMAGE/HARDLINKBYTES")
            change(element, counters.hardLinkBytes);
        return {};
    });
    Q_ASSERT(walked);
    for (auto it = changes.crbegin(); it != changes.crend(); ++it)
        xml.replace(it->from, it->to - it->from, QString::number(it->value));
    return utf16le(QChar(QChar::ByteOrderMark) + xml);
}

} // namespace bootwright
