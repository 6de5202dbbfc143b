// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/variables/MediaVariables.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/variables/VariableNames.h"

#include <QXmlStreamReader>

#include <algorithm>

// The plaintext of Variables.dat (docs/formats/variables.md), UTF-16LE without byte order mark:
//   <?xml version="1.0"?> CR LF
//   <MediaVarList Version="4.00.5345.0000">
//   <var name="NAME"><![CDATA[VALUE]]></var> …           one after the other, no white space between
//   </MediaVarList> CR LF NUL                            the NUL is counted as text
// Only the first characters are published (two hashes of real files decrypt to "<?xml ve"); element
// and attribute names are those that the public readers ask for, the Version and CDATA those of the
// Task Sequencer family; the tail is what the readers that cut at the last NUL need to work.

namespace bootwright {

namespace {

auto isNamed(QStringView name)
{
    return [name](const MediaVariable &variable) {
        return name.compare(variable.name, Qt::CaseInsensitive) == 0;
    };
}

//! The variable \a name of \a list (const or not) or null.
template<typename List>
auto located(List &list, QStringView name) -> decltype(list.data())
{
    const auto found = std::find_if(list.begin(), list.end(), isNamed(name));
    return found == list.end() ? nullptr : &*found;
}

//! \a text for an attribute in double quotes; white space by number, or a reader makes it blanks.
QString attribute(const QString &text)
{
    auto result = text.toHtmlEscaped();
    for (const auto c : {u'\t', u'\n', u'\r'})
        result.replace(QChar(c), QStringLiteral("&#%1;").arg(unsigned(c)));
    return result;
}

//! \a text in CDATA. What would close the section is divided among two; a carriage return, which
//! every XML reader would swallow, stands by number between two.
QString characterData(QString text)
{
    text.replace(QStringLiteral("]]>"), QStringLiteral("]]]]><![CDATA[>"));
    text.replace(QChar(u'\r'), QStringLiteral("]]>&#13;<![CDATA["));
    return QStringLiteral("<![CDATA[") + text + QStringLiteral("]]>");
}

Error corruptList(const QString &why, const QString &detail = {})
{
    return {
        Error::Kind::Corrupt, Tr::tr("The media variables cannot be read. %1").arg(why), detail};
}

//! The error of \a xml, without a word of the text: it may be a secret.
Error brokenXml(const QXmlStreamReader &xml)
{
    return corruptList(Tr::tr("They are not well-formed XML."),
                       QStringLiteral("XML error %1 at character %2")
                           .arg(int(xml.error()))
                           .arg(xml.characterOffset()));
}

Result<QString> decoded(QByteArrayView plaintext)
{
    if (plaintext.size() % 2 != 0)
        return corruptList(Tr::tr("They are not UTF-16 text."),
                           QStringLiteral("odd size %1").arg(plaintext.size()));
    auto text = fromUtf16le(plaintext);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    while (text.endsWith(QChar::Null))
        text.chop(1);
    if (!text.isValidUtf16())
        return corruptList(Tr::tr("They are not UTF-16 text."),
                           QStringLiteral("half a surrogate pair"));
    return text;
}

//! Goes on to the next start or end of an element; the document may hold nothing else that matters.
bool nextElement(QXmlStreamReader &xml)
{
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::StartElement || token == QXmlStreamReader::EndElement)
            return true;
        const auto isText = token == QXmlStreamReader::Characters && !xml.isWhitespace();
        if (isText || token == QXmlStreamReader::DTD || token == QXmlStreamReader::EntityReference)
            return false;
    }
    return false;
}

} // namespace

MediaVariables MediaVariables::clone() const
{
    MediaVariables copy;
    copy.m_version = m_version;
    for (const auto &variable : m_variables)
        copy.m_variables.push_back({variable.name, variable.value.clone(), variable.hidden});
    return copy;
}

void MediaVariables::set(const QString &name, Secret value, Visibility visibility)
{
    const auto hidden = visibility == Visibility::Hidden;
    if (auto *known = located(m_variables, name)) {
        known->value = std::move(value);
        known->hidden = hidden;
        return;
    }
    m_variables.push_back({name, std::move(value), hidden});
}

void MediaVariables::set(const QString &name, const QString &value)
{
    set(name, Secret(value));
}

void MediaVariables::remove(QStringView name)
{
    std::erase_if(m_variables, isNamed(name));
}

const MediaVariable *MediaVariables::find(QStringView name) const
{
    return located(m_variables, name);
}

QString MediaVariables::textOf(QStringView name) const
{
    const auto *variable = find(name);
    return variable ? variable->value.text() : QString();
}

Result<QByteArray> MediaVariables::toPlaintext() const
{
    auto xml = QStringLiteral("<?xml version=\"1.0\"?>\r\n<MediaVarList Version=\"%1\">")
                   .arg(attribute(m_version));
    for (const auto &variable : m_variables) {
        const auto value = variable.value.text();
        if (const auto why = whyUnusableValue(variable.name, value); !why.isEmpty())
            return Error{Error::Kind::InvalidInput, why, {}};
        if (!whyUnusableValue({}, variable.name).isEmpty())
            return Error{Error::Kind::InvalidInput,
                         Tr::tr("A variable has a control character in its name. Media can carry "
                                "only text; remove the character."),
                         {}};
        xml += QStringLiteral("<var name=\"") + attribute(variable.name) + QStringLiteral("\">")
               + characterData(value) + QStringLiteral("</var>");
    }
    xml += QStringLiteral("</MediaVarList>\r\n") + QChar(QChar::Null);
    return utf16le(xml);
}

Result<MediaVariables> MediaVariables::fromPlaintext(QByteArrayView plaintext)
{
    const auto text = decoded(plaintext);
    if (!text)
        return text.error();
    QXmlStreamReader xml(*text);
    MediaVariables variables;
    if (!nextElement(xml) || xml.name() != u"MediaVarList")
        return xml.hasError()
                   ? brokenXml(xml)
                   : corruptList(Tr::tr("They do not begin with a list of media variables."));
    if (const auto attributes = xml.attributes(); attributes.hasAttribute(QLatin1String("Version")))
        variables.m_version = attributes.value(QLatin1String("Version")).toString();
    while (nextElement(xml) && xml.isStartElement()) {
        const auto name = xml.attributes().value(QLatin1String("name")).toString();
        if (xml.name() != u"var" || name.isEmpty())
            return corruptList(Tr::tr("The list holds something other than variables."),
                               QStringLiteral("at character %1").arg(xml.characterOffset()));
        const auto value = xml.readElementText(); // an element inside is an error
        variables.set(
            name, Secret(value), mayHoldSecret(name) ? Visibility::Hidden : Visibility::Shown);
    }
    if (xml.isEndElement())
        nextElement(xml); // to the end of the document
    if (xml.hasError())
        return brokenXml(xml);
    if (!xml.isEndDocument())
        return corruptList(Tr::tr("The list holds something other than variables."),
                           QStringLiteral("at character %1").arg(xml.characterOffset()));
    return variables;
}

} // namespace bootwright
