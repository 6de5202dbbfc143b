// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bcd/BcdStore.h"

#include "core/base/Bytes.h"
#include "core/base/Guid.h"
#include "core/base/Tr.h"

#include <algorithm>
#include <optional>

namespace bootwright {

// A store is a hive (ReactOS boot/environ/lib/misc/bcd.c; stock stores of Windows Setup media):
//
//   \Description                        KeyName REG_SZ
//   \Objects\{guid}\Description         Type REG_DWORD
//   \Objects\{guid}\Elements\<8 digits> Element; REG_SZ, REG_MULTI_SZ or REG_BINARY by the second digit

namespace {

using Type = BcdElementType;

//! What an object is for.
struct ObjectType
{
    enum : quint32 {
        bootManager = 0x10100002,
        loader = 0x10200003,
        settings = 0x20100000,       // for any application
        loaderSettings = 0x20200003, // for OS loaders
        device = 0x30000000,
    };
};

BcdElement ids(quint32 type, const QList<QUuid> &value)
{
    return {type, BcdValue(value), {}};
}

BcdElement text(quint32 type, const QString &value)
{
    return {type, BcdValue(value), {}};
}

BcdElement number(quint32 type, quint64 value)
{
    return {type, BcdValue(value), {}};
}

BcdElement truth(quint32 type, bool value)
{
    return {type, BcdValue(value), {}};
}

BcdObject bootManager(const BcdOptions &options)
{
    return {BcdObjectId::bootManager,
            ObjectType::bootManager,
            {text(Type::description, QStringLiteral("Windows Boot Manager")),
             text(Type::locale, options.locale),
             ids(Type::inherit, {BcdObjectId::globalSettings}),
             {Type::defaultEntry, BcdObjectId::loader, {}},
             ids(Type::displayOrder, {BcdObjectId::loader}),
             number(Type::timeout, 0)}};
}

QString loaderPath(const BcdOptions &options)
{
    if (!options.loaderPath.isEmpty())
        return options.loaderPath;
    return options.firmware == Firmware::Uefi
               ? QStringLiteral("\\windows\\system32\\boot\\winload.efi")
               : QStringLiteral("\\windows\\system32\\boot\\winload.exe");
}

BcdObject loader(const BcdOptions &options)
{
    const BcdDevice ramdisk{BcdDevice::Kind::Ramdisk, options.wimPath, BcdObjectId::ramdiskOptions};
    BcdObject object{BcdObjectId::loader,
                     ObjectType::loader,
                     {{Type::applicationDevice, ramdisk, {}},
                      text(Type::applicationPath, loaderPath(options)),
                      text(Type::description, options.description),
                      text(Type::locale, options.locale),
                      ids(Type::inherit, {BcdObjectId::loaderSettings}),
                      {Type::osDevice, ramdisk, {}},
                      text(Type::systemRoot, QStringLiteral("\\windows")),
                      number(Type::bootMenuPolicy, 1), // standard
                      truth(Type::detectHal, true),
                      truth(Type::winPe, true),
                      truth(Type::ems, false)}};
    if (options.firmware == Firmware::Uefi)
        object.elements.append(truth(Type::isolatedContext, true));
    return object;
}

QList<BcdObject> objects(const BcdOptions &options)
{
    constexpr quint64 baudRate = 115200;
    return {
        bootManager(options),
        loader(options),
        {BcdObjectId::ramdiskOptions,
         ObjectType::device,
         {{Type::sdiDevice, BcdDevice{BcdDevice::Kind::Boot, {}, {}}, {}},
          text(Type::sdiPath, options.sdiPath)}},
        {BcdObjectId::globalSettings,
         ObjectType::settings,
         {ids(Type::inherit, {BcdObjectId::debuggerSettings, BcdObjectId::emsSettings})}},
        {BcdObjectId::loaderSettings,
         ObjectType::loaderSettings,
         {ids(Type::inherit, {BcdObjectId::globalSettings, BcdObjectId::hypervisorSettings})}},
        {BcdObjectId::hypervisorSettings,
         ObjectType::loaderSettings,
         {text(Type::description, QStringLiteral("Hypervisor Settings")),
          number(Type::hypervisorDebugType, 0), // serial
          number(Type::hypervisorDebugPort, 1),
          number(Type::hypervisorBaudRate, baudRate)}},
        {BcdObjectId::debuggerSettings,
         ObjectType::settings,
         {number(Type::debuggerType, 0), // serial
          number(Type::debuggerPort, 1),
          number(Type::debuggerBaudRate, baudRate)}},
        {BcdObjectId::emsSettings, ObjectType::settings, {truth(Type::bootEms, false)}},
    };
}

HiveKey keyOf(const BcdObject &object)
{
    QByteArray type;
    appendLe<quint32>(type, object.type);
    HiveKey elements{QStringLiteral("Elements"), {}, {}};
    for (const auto &element : object.elements)
        elements.children.push_back(
            {QStringLiteral("%1").arg(element.type, 8, 16, QLatin1Char('0')),
             {encodeElement(element.value)},
             {}});
    return {bracedGuid(object.id),
            {},
            {{QStringLiteral("Description"),
              {{QStringLiteral("Type"), quint32(HiveType::Dword), type}},
              {}},
             std::move(elements)}};
}

Error damaged(const QString &check)
{
    return {Error::Kind::Corrupt, Tr::tr("The boot configuration data (BCD) is damaged."), check};
}

Result<quint32> readType(const HiveKey &object)
{
    const auto *description = object.child(u"Description");
    const auto *type = description ? description->value(u"Type") : nullptr;
    if (!type || type->type != quint32(HiveType::Dword) || type->data.size() != 4)
        return damaged(QStringLiteral("no type"));
    return le<quint32>(type->data, 0);
}

//! Up to eight hexadecimal digits and nothing else.
std::optional<quint32> typeOf(QStringView name)
{
    const auto isDigit = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f');
    };
    if (name.isEmpty() || name.size() > 8 || !std::all_of(name.begin(), name.end(), isDigit))
        return std::nullopt;
    return name.toUInt(nullptr, 16);
}

Result<QList<BcdElement>> readElements(const HiveKey &object)
{
    const auto *keys = object.child(u"Elements");
    if (!keys)
        return damaged(QStringLiteral("no elements key"));
    QList<BcdElement> elements;
    for (const auto &key : keys->children) {
        const auto type = typeOf(key.name);
        if (!type)
            return damaged(QStringLiteral("element \"%1\": name").arg(key.name));
        if (*type == 0 || *type == 0xFFFFFFFF)
            continue;
        const auto *value = key.value(u"Element");
        if (!value)
            return damaged(QStringLiteral("element %1: no value").arg(key.name));
        auto element = decodeElement(*type, *value);
        if (!element)
            return element.error();
        elements.append(*std::move(element));
    }
    return elements;
}

Result<BcdObject> readObject(const HiveKey &key)
{
    const QUuid id(key.name);
    if (id.isNull() || bracedGuid(id) != key.name.toLower())
        return damaged(QStringLiteral("object \"%1\": name").arg(key.name));
    const auto inObject = [&key](Error error) {
        error.detail = QStringLiteral("object %1: %2").arg(key.name, error.detail);
        return error;
    };
    const auto type = readType(key);
    if (!type)
        return inObject(type.error());
    auto elements = readElements(key);
    if (!elements)
        return inObject(elements.error());
    return BcdObject{id, *type, *std::move(elements)};
}

} // namespace

const BcdElement *BcdObject::find(quint32 wanted) const
{
    const auto found = std::find_if(
        elements.begin(), elements.end(), [&](const BcdElement &e) { return e.type == wanted; });
    return found == elements.end() ? nullptr : &*found;
}

const BcdObject *BcdStore::find(const QUuid &wanted) const
{
    const auto found = std::find_if(
        objects.begin(), objects.end(), [&](const BcdObject &o) { return o.id == wanted; });
    return found == objects.end() ? nullptr : &*found;
}

QList<QUuid> BcdStore::entries() const
{
    const auto *manager = find(BcdObjectId::bootManager);
    if (!manager)
        return {};
    if (const auto *order = manager->find(Type::displayOrder))
        return std::get<QList<QUuid>>(order->value);
    if (const auto *entry = manager->find(Type::defaultEntry))
        return {std::get<QUuid>(entry->value)};
    return {};
}

QByteArray writeBcd(const BcdOptions &options)
{
    HiveKey objectKeys{QStringLiteral("Objects"), {}, {}};
    for (const auto &object : objects(options))
        objectKeys.children.push_back(keyOf(object));
    const auto keyName = utf16le(u"BCD00000000") + zeroBytes(2);
    HiveKey root{QStringLiteral("NewStoreRoot"), {}, {}}; // as bcdedit names it
    root.children.push_back({QStringLiteral("Description"),
                             {{QStringLiteral("KeyName"), quint32(HiveType::String), keyName}},
                             {}});
    root.children.push_back(std::move(objectKeys));
    return writeHive(root, options.time);
}

Result<BcdStore> readBcd(QByteArrayView hive)
{
    const auto root = readHive(hive);
    if (!root)
        return root.error().within(Tr::tr("Cannot read the boot configuration data (BCD)."));
    const auto *objectKeys = root->child(u"Objects");
    if (!objectKeys || !root->child(u"Description"))
        return damaged(QStringLiteral("no objects or no description"));
    BcdStore store;
    for (const auto &key : objectKeys->children) {
        auto object = readObject(key);
        if (!object)
            return object.error();
        store.objects.append(*std::move(object));
    }
    const auto *manager = store.find(BcdObjectId::bootManager);
    if (!manager || manager->elements.isEmpty())
        return damaged(QStringLiteral("no boot manager"));
    if (store.entries().isEmpty())
        return damaged(QStringLiteral("no entries"));
    return store;
}

} // namespace bootwright
