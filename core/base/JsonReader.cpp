// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/JsonReader.h"

#include "core/base/JsonRepair.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/base/systemReason.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

#include <cmath>

namespace bootwright {

namespace {

Error invalid(const QString &message, const QString &detail = {})
{
    return Error{Error::Kind::InvalidInput, message, detail};
}

QString found(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double:
        return Tr::tr("a number");
    case QJsonValue::String:
        return Tr::tr("a text");
    case QJsonValue::Array:
        return Tr::tr("a list");
    case QJsonValue::Object:
        return Tr::tr("an object");
    default:
        return QStringLiteral("null");
    }
}

QString joined(const QString &path, const QString &key)
{
    return path.isEmpty() ? key : path + u'.' + key;
}

//! Where the scan for doubled keys is: one level for each object or list around it.
struct Level
{
    QString path;
    QSet<QString> keys;
    QString key;
    int index = 0;
    bool isObject = false;

    QString childPath() const
    {
        return isObject ? joined(path, key) : path + QStringLiteral("[%1]").arg(index);
    }
};

qsizetype endOfString(QByteArrayView json, qsizetype begin)
{
    auto at = begin + 1;
    while (json[at] != '"')
        at += json[at] == '\\' ? 2 : 1;
    return at;
}

bool isKey(QByteArrayView json, qsizetype afterString)
{
    while (afterString < json.size() && QByteArrayView(" \t\r\n").contains(json[afterString]))
        ++afterString;
    return afterString < json.size() && json[afterString] == ':';
}

//! The path of the first key that stands twice in its object. \a json is well-formed. Qt's parser keeps
//! the last of doubled keys silently, so that a reader and a person may see different answers.
QString doubledKey(QByteArrayView json)
{
    std::vector<Level> levels;
    for (qsizetype at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (c == '{' || c == '[') {
            levels.push_back(
                {levels.empty() ? QString() : levels.back().childPath(), {}, {}, 0, c == '{'});
        } else if (c == '}' || c == ']') {
            levels.pop_back();
        } else if (c == ',') {
            ++levels.back().index;
        } else if (c == '"') {
            const auto end = endOfString(json, at);
            if (isKey(json, end + 1)) {
                const auto word = '[' + json.sliced(at, end + 1 - at).toByteArray() + ']';
                auto &level = levels.back();
                level.key = QJsonDocument::fromJson(word).array().at(0).toString();
                if (level.keys.contains(level.key))
                    return level.childPath();
                level.keys.insert(level.key);
            }
            at = end;
        }
    }
    return {};
}

} // namespace

Result<void> JsonReader::read(QByteArrayView json, const QString &folder, const Body &body)
{
    const auto bytes = json.toByteArray();
    QJsonParseError syntax;
    const auto document = QJsonDocument::fromJson(bytes, &syntax);
    if (syntax.error != QJsonParseError::NoError) {
        const auto line = bytes.first(qBound(0, syntax.offset, int(bytes.size()))).count('\n') + 1;
        return invalid(
            Tr::tr("Line %1 is not JSON.").arg(line),
            QStringLiteral("offset %1: %2").arg(syntax.offset).arg(syntax.errorString()));
    }
    if (!document.isObject())
        return invalid(Tr::tr("Expected a JSON object with answers, found a list."));
    if (const auto doubled = doubledKey(bytes); !doubled.isEmpty())
        return invalid(Tr::tr("%1: expected this key once, found it twice.").arg(doubled));
    Faults faults;
    JsonReader(document.object(), {}, folder, faults).readBody(body);
    const auto all = faults.unknownKeys + faults.others;
    if (all.isEmpty())
        return {};
    return invalid(all.first(), all.size() > 1 ? all.join(u'\n') : QString());
}

QStringList JsonReader::readWhatIsGood(QByteArrayView json, const QString &folder, const Body &body)
{
    Faults faults;
    auto bytes = json.toByteArray();
    QJsonParseError syntax;
    auto document = QJsonDocument::fromJson(bytes, &syntax);
    if (syntax.error != QJsonParseError::NoError) {
        const auto line = bytes.first(qBound(0, syntax.offset, int(bytes.size()))).count('\n') + 1;
        faults.others.append(
            Tr::tr("The file is damaged in line %1. What stands before it was kept.").arg(line));
        bytes = wellFormedBeginning(bytes, syntax.offset);
        document = QJsonDocument::fromJson(bytes);
    } else if (!document.isObject()) {
        faults.others.append(Tr::tr("Expected a JSON object with answers, found a list."));
    }
    if (const auto doubled = document.isNull() ? QString() : doubledKey(bytes); !doubled.isEmpty())
        faults.others.append(Tr::tr("%1: expected this key once, found it twice.").arg(doubled));
    JsonReader(document.object(), {}, folder, faults).readBody(body);
    return faults.unknownKeys + faults.others;
}

JsonReader::JsonReader(QJsonObject object, QString path, QString folder, Faults &faults)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_folder(std::move(folder))
    , m_faults(faults)
{}

void JsonReader::text(const QString &key, QString &into, Need need, const QString &expected)
{
    const auto what = expected.isEmpty() ? Tr::tr("a text") : expected;
    const auto value = take(key);
    if (isMissing(key, need, what))
        return;
    if (!value.isString() || (need == Need::Required && value.toString().isEmpty()))
        fault(key, what);
    else
        into = value.toString();
}

void JsonReader::path(const QString &key, QString &into, Need need)
{
    QString path;
    text(key, path, need, Tr::tr("a path"));
    if (path.isEmpty())
        return;
    const auto slashed = QDir::fromNativeSeparators(path);
    const bool isShare = path.startsWith(QLatin1String("\\\\"))
                         || path.startsWith(QLatin1String("smb://"), Qt::CaseInsensitive);
    into = isShare || QDir::isAbsolutePath(slashed) ? slashed
                                                    : QDir::cleanPath(m_folder + u'/' + slashed);
}

void JsonReader::flag(const QString &key, bool &into, Need need)
{
    const auto what = Tr::tr("true or false");
    const auto value = take(key);
    if (isMissing(key, need, what))
        return;
    if (value.isBool())
        into = value.toBool();
    else
        fault(key, what);
}

void JsonReader::number(const QString &key, qint64 &into, Need need, qint64 least, qint64 most)
{
    const auto what = Tr::tr("a whole number from %1 to %2").arg(least).arg(most);
    const auto value = take(key);
    if (isMissing(key, need, what))
        return;
    const double number = value.toDouble(-1);
    if (!value.isDouble() || std::floor(number) != number || number < double(least)
        || number > double(most))
        fault(key, what);
    else
        into = value.toInteger();
}

void JsonReader::time(const QString &key, QDateTime &into, Need need)
{
    static const QRegularExpression pattern(
        QStringLiteral("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(Z|[+-]\\d{2}:\\d{2})$"));
    const auto what = Tr::tr("a time such as \"2027-11-22T00:00:00Z\"");
    const auto value = take(key);
    if (isMissing(key, need, what))
        return;
    const auto time = QDateTime::fromString(value.toString(), Qt::ISODate);
    if (pattern.match(value.toString()).hasMatch() && time.isValid())
        into = time.toUTC();
    else
        fault(key, what);
}

void JsonReader::texts(const QString &key, QStringList &into, Need need)
{
    const auto what = Tr::tr("a list of texts");
    const auto value = take(key);
    if (isMissing(key, need, what))
        return;
    if (!value.isArray())
        return fault(key, what);
    QStringList texts;
    const auto array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (array[i].isString())
            texts.append(array[i].toString());
        else
            m_faults.others.append(
                Tr::tr("%1: expected a text, found %2.")
                    .arg(pathOf(key) + QStringLiteral("[%1]").arg(i), found(array[i])));
    }
    into = texts;
}

void JsonReader::object(const QString &key, Need need, const Body &body)
{
    const auto what = Tr::tr("an object");
    const auto value = take(key);
    if (isMissing(key, need, what))
        return;
    if (!value.isObject())
        return fault(key, what);
    JsonReader(value.toObject(), pathOf(key), m_folder, m_faults).readBody(body);
}

void JsonReader::objects(const QString &key, Need need, const Body &body)
{
    const auto what = Tr::tr("a list of objects");
    const auto value = take(key);
    if (isMissing(key, need, what))
        return;
    if (!value.isArray())
        return fault(key, what);
    const auto array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const auto path = pathOf(key) + QStringLiteral("[%1]").arg(i);
        if (array[i].isObject())
            JsonReader(array[i].toObject(), path, m_folder, m_faults).readBody(body);
        else
            m_faults.others.append(
                Tr::tr("%1: expected an object, found %2.").arg(path, found(array[i])));
    }
}

void JsonReader::fault(const QString &key, const QString &expected)
{
    const auto value = m_object.value(key);
    const bool isEmpty = value.isString() && value.toString().isEmpty();
    m_faults.others.append(
        Tr::tr("%1: expected %2, found %3.")
            .arg(pathOf(key), expected, isEmpty ? Tr::tr("an empty text") : found(value)));
}

void JsonReader::refuse(const QString &key, const QString &message)
{
    m_known.append(key);
    m_faults.others.append(Tr::tr("%1: %2").arg(pathOf(key), message));
}

QJsonValue JsonReader::take(const QString &key)
{
    m_known.append(key);
    return m_object.value(key);
}

bool JsonReader::isMissing(const QString &key, Need need, const QString &expected)
{
    if (has(key))
        return false;
    if (need != Need::Optional)
        m_faults.others.append(
            Tr::tr("%1: expected %2, but the answer is missing.").arg(pathOf(key), expected));
    return true;
}

qsizetype JsonReader::wordIndex(const QString &key, Need need, const QStringList &words)
{
    QStringList quoted;
    for (const auto &word : words)
        quoted.append(u'"' + word + u'"');
    const auto what =
        quoted.size() == 1
            ? quoted.first()
            : Tr::tr("%1 or %2")
                  .arg(quoted.first(quoted.size() - 1).join(QLatin1String(", ")), quoted.last());
    const auto value = take(key);
    if (isMissing(key, need, what))
        return -1;
    const auto index = value.isString() ? words.indexOf(value.toString()) : -1;
    if (index < 0 && value.isString())
        m_faults.others.append(Tr::tr("%1: expected %2, found \"%3\".")
                                   .arg(pathOf(key), what, value.toString().left(40)));
    else if (index < 0)
        fault(key, what);
    return index;
}

QString JsonReader::pathOf(const QString &key) const
{
    return joined(m_path, key);
}

void JsonReader::readBody(const Body &body)
{
    body(*this);
    const auto keys = m_object.keys();
    for (const auto &key : keys) {
        if (!m_known.contains(key))
            m_faults.unknownKeys.append(Tr::tr("%1: unknown key; expected one of %2.")
                                            .arg(pathOf(key), m_known.join(QLatin1String(", "))));
    }
}

Result<QByteArray> readJsonFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return Error{Error::Kind::NotFound, Tr::tr("Cannot find the file \"%1\".").arg(path), {}};
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::AccessDenied,
                     Tr::tr("Cannot read \"%1\". %2.").arg(path, systemReason(file.errorString())),
                     {}};
    if (quint64(file.size()) > 16_MiB)
        return invalid(Tr::tr("Cannot use \"%1\". It is larger than 16 MiB.").arg(path));
    return file.readAll();
}

QString portablePath(const QString &path, const QString &folder)
{
    const auto clean = QDir::cleanPath(path);
    auto prefix = QDir::cleanPath(folder);
    if (!prefix.endsWith(u'/'))
        prefix += u'/';
    if (path.isEmpty() || folder.isEmpty() || !clean.startsWith(prefix))
        return path;
    return clean.sliced(prefix.size());
}

} // namespace bootwright
