// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bcd/BcdElement.h"

#include "core/base/Bytes.h"
#include "core/base/Guid.h"
#include "core/base/Tr.h"

namespace bootwright {

namespace {

using Type = BcdElementType;

//! bcdedit's names for the elements of our stores.
constexpr struct
{
    quint32 type;
    const char *word;
} words[] = {
    {Type::applicationDevice, "device"},
    {Type::applicationPath, "path"},
    {Type::description, "description"},
    {Type::locale, "locale"},
    {Type::inherit, "inherit"},
    {Type::debuggerType, "debugtype"},
    {Type::debuggerPort, "debugport"},
    {Type::debuggerBaudRate, "baudrate"},
    {Type::bootEms, "bootems"},
    {Type::isolatedContext, "isolatedcontext"},
    {Type::osDevice, "osdevice"},
    {Type::systemRoot, "systemroot"},
    {Type::defaultEntry, "default"},
    {Type::displayOrder, "displayorder"},
    {Type::timeout, "timeout"},
    {Type::bootMenuPolicy, "bootmenupolicy"},
    {Type::hypervisorDebugType, "hypervisordebugtype"},
    {Type::hypervisorDebugPort, "hypervisordebugport"},
    {Type::hypervisorBaudRate, "hypervisorbaudrate"},
    {Type::detectHal, "detecthal"},
    {Type::winPe, "winpe"},
    {Type::ems, "ems"},
    {Type::sdiDevice, "ramdisksdidevice"},
    {Type::sdiPath, "ramdisksdipath"},
};

//! Bits 24 to 27 of the type of an element.
enum class Format {
    Device = 1,
    String = 2,
    Object = 3,
    ObjectList = 4,
    Integer = 5,
    Boolean = 6,
    IntegerList = 7,
};

QString digits(quint32 type)
{
    return QStringLiteral("%1").arg(type, 8, 16, QLatin1Char('0'));
}

Error damaged(quint32 type, const char *check)
{
    return {Error::Kind::Corrupt,
            Tr::tr("The boot configuration data (BCD) is damaged."),
            QStringLiteral("element %1: %2").arg(digits(type), QLatin1String(check))};
}

HiveValue element(HiveType type, const QByteArray &data)
{
    return {QStringLiteral("Element"), quint32(type), data};
}

QByteArray terminated(const QString &text)
{
    return utf16le(text) + zeroBytes(2);
}

//! Turns the alternative of a BcdValue into the registry value of its format.
struct Encoder
{
    HiveValue operator()(const BcdDevice &device) const
    {
        return element(HiveType::Binary, encodeDevice(device));
    }
    HiveValue operator()(const QString &text) const
    {
        return element(HiveType::String, terminated(text));
    }
    HiveValue operator()(const QUuid &id) const
    {
        return element(HiveType::String, terminated(bracedGuid(id)));
    }
    HiveValue operator()(const QList<QUuid> &ids) const
    {
        QByteArray data;
        for (const auto &id : ids)
            data += terminated(bracedGuid(id));
        return element(HiveType::MultiString, data + zeroBytes(2));
    }
    HiveValue operator()(quint64 number) const { return (*this)(QList<quint64>{number}); }
    HiveValue operator()(bool on) const
    {
        return element(HiveType::Binary, QByteArray(1, on ? '\1' : '\0'));
    }
    HiveValue operator()(const QList<quint64> &numbers) const
    {
        QByteArray data;
        for (const auto number : numbers)
            appendLe<quint64>(data, number);
        return element(HiveType::Binary, data);
    }
};

//! The text up to the first NUL. Without one it ends with the value, as for the boot manager.
QString textOf(QByteArrayView data)
{
    const auto text = fromUtf16le(data);
    return text.left(text.indexOf(QChar(u'\0')));
}

//! A GUID with braces and nothing else, or null.
QUuid guidOf(const QString &text)
{
    const QUuid id(text);
    return bracedGuid(id) == text.toLower() ? id : QUuid();
}

Result<BcdValue> decodeString(quint32 type, QByteArrayView data)
{
    if (data.isEmpty() || data.size() % 2 != 0)
        return damaged(type, "length of the text");
    const auto text = textOf(data);
    const bool isPath =
        type == Type::applicationPath || type == Type::systemRoot || type == Type::sdiPath;
    if (isPath && !text.startsWith(u'\\'))
        return damaged(type, "path without a backslash");
    return BcdValue(text);
}

Result<BcdValue> decodeObject(quint32 type, QByteArrayView data)
{
    const auto id = guidOf(textOf(data));
    if (data.size() % 2 != 0 || id.isNull())
        return damaged(type, "no GUID");
    return BcdValue(id);
}

Result<BcdValue> decodeObjectList(quint32 type, QByteArrayView data)
{
    if (data.isEmpty() || data.size() % 2 != 0)
        return damaged(type, "length of the list");
    QList<QUuid> ids;
    for (auto rest = fromUtf16le(data); !rest.isEmpty() && rest.front() != QChar(u'\0');) {
        const auto end = rest.indexOf(QChar(u'\0'));
        const auto id = guidOf(rest.left(end));
        if (id.isNull())
            return damaged(type, "no GUID in the list");
        ids.append(id);
        rest = end < 0 ? QString() : rest.mid(end + 1);
    }
    return BcdValue(ids);
}

Result<BcdValue> decodeInteger(quint32 type, QByteArrayView data)
{
    if (data.isEmpty() || data.size() > 8)
        return damaged(type, "length of the number");
    QByteArray padded = data.toByteArray();
    padded.resize(8, '\0');
    return BcdValue(le<quint64>(padded, 0));
}

Result<BcdValue> decodeIntegerList(quint32 type, QByteArrayView data)
{
    if (data.isEmpty() || data.size() % 8 != 0)
        return damaged(type, "length of the list");
    QList<quint64> numbers;
    for (qsizetype at = 0; at < data.size(); at += 8)
        numbers.append(le<quint64>(data, at));
    return BcdValue(numbers);
}

Result<BcdValue> decodeBoolean(quint32 type, QByteArrayView data)
{
    if (data.size() != 1)
        return damaged(type, "length of the truth value");
    return BcdValue(data.front() != '\0');
}

Result<BcdValue> decodeDeviceElement(quint32 type, QByteArrayView data)
{
    const auto device = decodeDevice(data);
    if (!device) {
        auto error = device.error();
        error.detail = QStringLiteral("element %1: %2").arg(digits(type), error.detail);
        return error;
    }
    return BcdValue(*device);
}

Result<BcdValue> decodeValue(quint32 type, QByteArrayView data)
{
    switch (Format((type >> 24) & 0xF)) {
    case Format::Device:
        return decodeDeviceElement(type, data);
    case Format::String:
        return decodeString(type, data);
    case Format::Object:
        return decodeObject(type, data);
    case Format::ObjectList:
        return decodeObjectList(type, data);
    case Format::Integer:
        return decodeInteger(type, data);
    case Format::Boolean:
        return decodeBoolean(type, data);
    case Format::IntegerList:
        return decodeIntegerList(type, data);
    }
    return damaged(type, "unknown format");
}

//! The registry type that the format of the element \a type asks for.
HiveType storedAs(quint32 type)
{
    switch (Format((type >> 24) & 0xF)) {
    case Format::String:
    case Format::Object:
        return HiveType::String;
    case Format::ObjectList:
        return HiveType::MultiString;
    default:
        return HiveType::Binary;
    }
}

} // namespace

HiveValue encodeElement(const BcdValue &value)
{
    return std::visit(Encoder(), value);
}

Result<BcdElement> decodeElement(quint32 type, const HiveValue &stored)
{
    if (stored.type != quint32(storedAs(type)))
        return damaged(type, "registry type");
    auto value = decodeValue(type, stored.data);
    if (!value)
        return value.error();
    return BcdElement{type, *std::move(value), stored.data};
}

QString describeElement(quint32 type)
{
    for (const auto &known : words) {
        if (known.type == type)
            return QLatin1String(known.word);
    }
    return digits(type);
}

} // namespace bootwright
