// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Guid.h"
#include "core/bcd/BcdStore.h"
#include "support/HiveSurgeon.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <optional>

using namespace bootwright;

// Demands 10 and 15 to 24 are those of an independent boot manager (ReactOS boot/environ) on a boot store;
// each stands in docs/formats/bcd.md.

using Surgery = void (*)(HiveKey &);
Q_DECLARE_METATYPE(Surgery)
Q_DECLARE_METATYPE(Firmware)

namespace {

using Type = BcdElementType;
using Id = BcdObjectId;

BcdOptions options(Firmware firmware)
{
    BcdOptions options;
    options.firmware = firmware;
    options.time = QDateTime::fromSecsSinceEpoch(1795348800, Qt::UTC); // 2026-11-22 12:00
    return options;
}

BcdStore store(Firmware firmware)
{
    auto read = readBcd(writeBcd(options(firmware)));
    return read ? *std::move(read) : BcdStore();
}

//! The subkey \a name of \a key, to be changed.
HiveKey &child(HiveKey &key, const QString &name)
{
    for (auto &found : key.children) {
        if (compareHiveNames(found.name, name) == 0)
            return found;
    }
    key.children.push_back({name, {}, {}});
    return key.children.back();
}

HiveKey &object(HiveKey &root, const QUuid &id)
{
    return child(child(root, QStringLiteral("Objects")), bracedGuid(id));
}

HiveKey &element(HiveKey &root, const QUuid &id, const char *type)
{
    return child(child(object(root, id), QStringLiteral("Elements")), QLatin1String(type));
}

//! Gives the element \a type of the loader the value \a data of registry type \a stored.
void setLoader(HiveKey &root, const char *type, HiveType stored, const QByteArray &data)
{
    element(root, Id::loader, type).values = {{QStringLiteral("Element"), quint32(stored), data}};
}

void removeChild(HiveKey &key, const QString &name)
{
    std::erase_if(key.children, [&](const HiveKey &found) { return found.name == name; });
}

QByteArray sz(const char16_t *text)
{
    return utf16le(text) + zeroBytes(2);
}

//! The ramdisk device of the loader with one number overwritten.
QByteArray ramdiskWith(qsizetype offset, quint32 number)
{
    auto bytes = store(Firmware::Uefi).find(Id::loader)->find(Type::applicationDevice)->raw;
    putLe<quint32>(bytes, offset, number);
    return bytes;
}

//! The UEFI store after \a surgery, as the reader sees it.
Result<BcdStore> operated(Surgery surgery)
{
    auto root = *readHive(writeBcd(options(Firmware::Uefi)));
    surgery(root);
    return readBcd(writeHive(root, {}));
}

void refusedColumns()
{
    QTest::addColumn<Surgery>("surgery");
    QTest::addColumn<QString>("detail");
}

void refused(const char *name, Surgery surgery, const char *detail)
{
    QTest::newRow(name) << surgery << QString::fromLatin1(detail);
}

void checkRefused()
{
    QFETCH(Surgery, surgery);
    QFETCH(QString, detail);
    const auto read = operated(surgery);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Corrupt);
    QCOMPARE(read.error().message, QStringLiteral("The boot configuration data (BCD) is damaged."));
    QVERIFY2(read.error().detail.contains(detail), qPrintable(read.error().detail));
}

} // namespace

class tst_BcdStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stockObjects_data();
    void stockObjects();
    void nothingButStockObjects();
    void firmwaresDifferInLoaderAndContext();
    void goldenRamdiskDevice();
    void goldenBootDevice();
    void goldenStores_data();
    void goldenStores();
    void optionsReachTheStore();
    void demand10_needsNoLog();
    void demand15_subkeysOfRoot_data();
    void demand15_subkeysOfRoot() { checkRefused(); }
    void demand16_objects_data();
    void demand16_objects() { checkRefused(); }
    void demand16_skippedElements();
    void demand17_registryTypes_data();
    void demand17_registryTypes();
    void demand18_lengths_data();
    void demand18_lengths() { checkRefused(); }
    void demand18_shortIntegers_data();
    void demand18_shortIntegers();
    void demand18_otherValues();
    void demand19_bootManager_data();
    void demand19_bootManager() { checkRefused(); }
    void demand19_defaultInsteadOfOrder();
    void demand20_entryIsComplete_data();
    void demand20_entryIsComplete();
    void demand21_oneEntryAndNoDetours_data() { demand20_entryIsComplete_data(); }
    void demand21_oneEntryAndNoDetours();
    void demand22_deviceOptions();
    void demand22_missingObjectsAreNoFault();
    void demand23_ramdisk_data();
    void demand23_ramdisk() { checkRefused(); }
    void demand23_otherDevices();
    void demand24_paths_data();
    void demand24_paths() { checkRefused(); }
    void noHive();
    void flippedAnywhere();
    void wordsForElements_data();
    void wordsForElements();
};

void tst_BcdStore::stockObjects_data()
{
    // The stock stores of Windows Setup media (19041) without the memory test; UEFI.
    QTest::addColumn<QUuid>("id");
    QTest::addColumn<quint32>("objectType");
    QTest::addColumn<QString>("element");
    QTest::addColumn<quint32>("stored");
    QTest::addColumn<QByteArray>("data");
    const auto row =
        [](const QUuid &id, quint32 type, const char *element, int stored, const QByteArray &data) {
            QTest::addRow("%s %s", qPrintable(bracedGuid(id)), element)
                << id << type << QString::fromLatin1(element) << quint32(stored) << data;
        };
    const auto number = [](quint64 value) {
        QByteArray data;
        appendLe<quint64>(data, value);
        return data;
    };
    const QUuid manager(QStringLiteral("{9dea862c-5cdd-4e70-acc1-f32b344d4795}"));
    row(manager, 0x10100002, "12000004", 1, sz(u"Windows Boot Manager"));
    row(manager, 0x10100002, "12000005", 1, sz(u"en-US"));
    row(manager,
        0x10100002,
        "14000006",
        7,
        sz(u"{7ea2e1ac-2e61-4728-aaa3-896d9d0a9f0e}") + zeroBytes(2));
    row(manager, 0x10100002, "23000003", 1, sz(u"{7619dcc9-fafe-11d9-b411-000476eba25f}"));
    row(manager,
        0x10100002,
        "24000001",
        7,
        sz(u"{7619dcc9-fafe-11d9-b411-000476eba25f}") + zeroBytes(2));
    row(manager, 0x10100002, "25000004", 3, number(0));
    const QUuid loader(QStringLiteral("{7619dcc9-fafe-11d9-b411-000476eba25f}"));
    row(loader, 0x10200003, "12000002", 1, sz(u"\\windows\\system32\\boot\\winload.efi"));
    row(loader, 0x10200003, "12000004", 1, sz(u"Windows PE"));
    row(loader, 0x10200003, "12000005", 1, sz(u"en-US"));
    row(loader,
        0x10200003,
        "14000006",
        7,
        sz(u"{6efb52bf-1766-41db-a6b3-0ee5eff72bd7}") + zeroBytes(2));
    row(loader, 0x10200003, "16000060", 3, QByteArray("\1", 1));
    row(loader, 0x10200003, "22000002", 1, sz(u"\\windows"));
    row(loader, 0x10200003, "250000c2", 3, number(1));
    row(loader, 0x10200003, "26000010", 3, QByteArray("\1", 1));
    row(loader, 0x10200003, "26000022", 3, QByteArray("\1", 1));
    row(loader, 0x10200003, "260000b0", 3, QByteArray("\0", 1));
    const QUuid deviceOptions(QStringLiteral("{7619dcc8-fafe-11d9-b411-000476eba25f}"));
    row(deviceOptions, 0x30000000, "32000004", 1, sz(u"\\boot\\boot.sdi"));
    row(QUuid(QStringLiteral("{7ea2e1ac-2e61-4728-aaa3-896d9d0a9f0e}")),
        0x20100000,
        "14000006",
        7,
        sz(u"{4636856e-540f-4170-a130-a84776f4c654}")
            + sz(u"{0ce4991b-e6b3-4b16-b23c-5e0d9250e5d9}") + zeroBytes(2));
    row(QUuid(QStringLiteral("{6efb52bf-1766-41db-a6b3-0ee5eff72bd7}")),
        0x20200003,
        "14000006",
        7,
        sz(u"{7ea2e1ac-2e61-4728-aaa3-896d9d0a9f0e}")
            + sz(u"{7ff607e0-4395-11db-b0de-0800200c9a66}") + zeroBytes(2));
    const QUuid hypervisor(QStringLiteral("{7ff607e0-4395-11db-b0de-0800200c9a66}"));
    row(hypervisor, 0x20200003, "12000004", 1, sz(u"Hypervisor Settings"));
    row(hypervisor, 0x20200003, "250000f3", 3, number(0));
    row(hypervisor, 0x20200003, "250000f4", 3, number(1));
    row(hypervisor, 0x20200003, "250000f5", 3, number(115200));
    const QUuid debugger(QStringLiteral("{4636856e-540f-4170-a130-a84776f4c654}"));
    row(debugger, 0x20100000, "15000011", 3, number(0));
    row(debugger, 0x20100000, "15000013", 3, number(1));
    row(debugger, 0x20100000, "15000014", 3, number(115200));
    row(QUuid(QStringLiteral("{0ce4991b-e6b3-4b16-b23c-5e0d9250e5d9}")),
        0x20100000,
        "16000020",
        3,
        QByteArray("\0", 1));
}

void tst_BcdStore::stockObjects()
{
    QFETCH(QUuid, id);
    QFETCH(quint32, objectType);
    QFETCH(QString, element);
    QFETCH(quint32, stored);
    QFETCH(QByteArray, data);
    const auto root = readHive(writeBcd(options(Firmware::Uefi)));
    QVERIFY(root);
    const auto *key = root->child(u"Objects")->child(bracedGuid(id));
    QVERIFY(key);
    const auto *type = key->child(u"Description")->value(u"Type");
    QCOMPARE(type->type, 4u);
    QCOMPARE(le<quint32>(type->data, 0), objectType);
    const auto *elementKey = key->child(u"Elements")->child(element);
    QVERIFY(elementKey);
    QCOMPARE(elementKey->values.size(), 1);
    QCOMPARE(elementKey->values.front().name, QStringLiteral("Element"));
    QCOMPARE(elementKey->values.front().type, stored);
    QCOMPARE(elementKey->values.front().data.toHex(), data.toHex());
}

void tst_BcdStore::nothingButStockObjects()
{
    const auto read = store(Firmware::Uefi);
    QCOMPARE(read.objects.size(), 8);
    qsizetype elements = 0;
    for (const auto &object : read.objects)
        elements += object.elements.size();
    QCOMPARE(elements, 27 + 3); // the rows of stockObjects() and the devices
    QVERIFY(
        !read.find(QUuid(QStringLiteral("{b2721d73-1db4-4c62-bf78-c548a880142d}")))); // memory test
    const auto root = readHive(writeBcd(options(Firmware::Uefi)));
    QCOMPARE(root->child(u"Description")->value(u"KeyName")->data, sz(u"BCD00000000"));
    QCOMPARE(root->children.size(), 2u);
}

void tst_BcdStore::firmwaresDifferInLoaderAndContext()
{
    auto uefi = *readHive(writeBcd(options(Firmware::Uefi)));
    auto bios = *readHive(writeBcd(options(Firmware::Bios)));
    QVERIFY(!(uefi == bios));
    removeChild(child(object(uefi, Id::loader), QStringLiteral("Elements")),
                QStringLiteral("16000060"));
    auto &path = element(bios, Id::loader, "12000002").values.front();
    QCOMPARE(path.data, sz(u"\\windows\\system32\\boot\\winload.exe"));
    path.data = sz(u"\\windows\\system32\\boot\\winload.efi");
    QVERIFY(uefi == bios);
}

void tst_BcdStore::goldenRamdiskDevice()
{
    // The bytes of the stock store: ramdisk=[boot]\sources\boot.wim,{7619dcc8-fafe-11d9-b411-000476eba25f}
    const auto golden = QByteArray::fromHex(R"(
        c8dc1976fefad911b411000476eba25f
        00000000 01000000 a0000000 00000000
        03000000 0000000000000000 0000000000000000 00000000
        01000000 78000000 05000000
        05000000 00000000 48000000 00000000
        00000000000000000000000000000000 00000000000000000000000000000000
        00000000000000000000000000000000 0000000000000000
        5c0073006f00750072006300650073005c0062006f006f0074002e00770069006d000000)");
    QCOMPARE(golden.size(), 176);
    for (const auto firmware : {Firmware::Uefi, Firmware::Bios}) {
        const auto read = store(firmware);
        for (const quint32 type : {Type::applicationDevice, Type::osDevice}) {
            const auto *device = read.find(Id::loader)->find(type);
            QVERIFY(device);
            QCOMPARE(device->raw.toHex(), golden.toHex());
            const BcdDevice expected{BcdDevice::Kind::Ramdisk,
                                     QStringLiteral("\\sources\\boot.wim"),
                                     Id::ramdiskOptions};
            QVERIFY(std::get<BcdDevice>(device->value) == expected);
        }
    }
}

void tst_BcdStore::goldenBootDevice()
{
    const auto golden = QByteArray::fromHex(R"(
        00000000000000000000000000000000
        05000000 00000000 48000000 00000000)")
                        + zeroBytes(56);
    QCOMPARE(golden.size(), 88);
    const auto read = store(Firmware::Bios);
    const auto *device = read.find(Id::ramdiskOptions)->find(Type::sdiDevice);
    QVERIFY(device);
    QCOMPARE(device->raw.toHex(), golden.toHex());
    QVERIFY(std::get<BcdDevice>(device->value) == (BcdDevice{BcdDevice::Kind::Boot, {}, {}}));
}

void tst_BcdStore::goldenStores_data()
{
    QTest::addColumn<Firmware>("firmware");
    QTest::addColumn<QByteArray>("sha256");
    QTest::newRow("UEFI")
        << Firmware::Uefi
        << QByteArray("d5ca8aa33bc3c1d810668b72a67df6006a3982e64850839b875a8ba3265adace");
    QTest::newRow("BIOS")
        << Firmware::Bios
        << QByteArray("109a7c44ad507ee366f9976d1dfda0bf46bc84c6f876e361c7fc005385f4d594");
}

void tst_BcdStore::goldenStores()
{
    QFETCH(Firmware, firmware);
    QFETCH(QByteArray, sha256);
    const auto hive = writeBcd(options(firmware));
    QCOMPARE(hive.size(), 16384);
    QCOMPARE(QCryptographicHash::hash(hive, QCryptographicHash::Sha256).toHex(), sha256);
}

void tst_BcdStore::optionsReachTheStore()
{
    auto wanted = options(Firmware::Bios);
    wanted.locale = QStringLiteral("de-DE");
    wanted.description = QStringLiteral("Größe Ελλάδα");
    wanted.wimPath = QStringLiteral("\\a.wim");
    wanted.sdiPath = QStringLiteral("\\b.sdi");
    wanted.loaderPath = QStringLiteral("\\Windows\\System32\\winload.exe");
    const auto read = readBcd(writeBcd(wanted));
    QVERIFY(read);
    const auto text = [&read](const QUuid &id, quint32 type) {
        return std::get<QString>(read->find(id)->find(type)->value);
    };
    QCOMPARE(text(Id::bootManager, Type::locale), wanted.locale);
    QCOMPARE(text(Id::loader, Type::locale), wanted.locale);
    QCOMPARE(text(Id::loader, Type::description), wanted.description);
    QCOMPARE(text(Id::loader, Type::applicationPath), wanted.loaderPath);
    QCOMPARE(text(Id::ramdiskOptions, Type::sdiPath), wanted.sdiPath);
    for (const quint32 type : {Type::applicationDevice, Type::osDevice}) {
        const auto *device = read->find(Id::loader)->find(type);
        QCOMPARE(std::get<BcdDevice>(device->value).path, wanted.wimPath);
        QCOMPARE(device->raw.size(), 142 + 2 * wanted.wimPath.size());
    }
}

void tst_BcdStore::demand10_needsNoLog()
{
    // Equal sequences: nothing is left to be replayed from a log file.
    const auto hive = writeBcd(options(Firmware::Uefi));
    QCOMPARE(le<quint32>(hive, BaseBlockField::sequence1),
             le<quint32>(hive, BaseBlockField::sequence2));
}

void tst_BcdStore::demand15_subkeysOfRoot_data()
{
    refusedColumns();
    refused(
        "no Objects",
        [](HiveKey &root) { removeChild(root, QStringLiteral("Objects")); },
        "no objects");
    refused(
        "no Description",
        [](HiveKey &root) { removeChild(root, QStringLiteral("Description")); },
        "no objects");
}

void tst_BcdStore::demand16_objects_data()
{
    refusedColumns();
    refused(
        "name without braces",
        [](HiveKey &root) { object(root, Id::loader).name = bareGuid(Id::loader); },
        "name");
    refused(
        "name is no GUID",
        [](HiveKey &root) { object(root, Id::loader).name = QStringLiteral("{x}"); },
        "name");
    refused(
        "no Description",
        [](HiveKey &root) { removeChild(object(root, Id::loader), QStringLiteral("Description")); },
        "no type");
    refused(
        "no Type",
        [](HiveKey &root) {
            child(object(root, Id::loader), QStringLiteral("Description")).values.clear();
        },
        "no type");
    refused(
        "Type is no REG_DWORD",
        [](HiveKey &root) {
            child(object(root, Id::loader), QStringLiteral("Description")).values.front().type = 3;
        },
        "no type");
    refused(
        "Type of 3 bytes",
        [](HiveKey &root) {
            child(object(root, Id::loader), QStringLiteral("Description")).values.front().data =
                "123";
        },
        "no type");
    refused(
        "no Elements",
        [](HiveKey &root) { removeChild(object(root, Id::loader), QStringLiteral("Elements")); },
        "no elements");
    refused(
        "element without a value",
        [](HiveKey &root) { element(root, Id::loader, "12000004").values.clear(); },
        "no value");
    refused(
        "element name is no number",
        [](HiveKey &root) {
            element(root, Id::loader, "12000004").name = QStringLiteral("0x120004");
        },
        "name");
    refused(
        "element name too long",
        [](HiveKey &root) {
            element(root, Id::loader, "12000004").name = QStringLiteral("012000004");
        },
        "name");
}

void tst_BcdStore::demand16_skippedElements()
{
    const auto read = operated([](HiveKey &root) {
        setLoader(root, "00000000", HiveType::String, "?");
        setLoader(root, "ffffffff", HiveType::String, "?");
    });
    QVERIFY(read);
    QCOMPARE(read->find(Id::loader)->elements.size(), 12);
}

void tst_BcdStore::demand17_registryTypes_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<quint32>("right");
    QTest::newRow("device") << QStringLiteral("11000001") << 3u;
    QTest::newRow("string") << QStringLiteral("12000004") << 1u;
    QTest::newRow("object") << QStringLiteral("23000003") << 1u;
    QTest::newRow("object list") << QStringLiteral("14000006") << 7u;
    QTest::newRow("integer") << QStringLiteral("250000c2") << 3u;
    QTest::newRow("boolean") << QStringLiteral("26000022") << 3u;
}

void tst_BcdStore::demand17_registryTypes()
{
    QFETCH(QString, type);
    QFETCH(quint32, right);
    for (quint32 wrong = 0; wrong < 12; ++wrong) {
        auto root = *readHive(writeBcd(options(Firmware::Uefi)));
        for (const auto &id : {Id::bootManager, Id::loader}) {
            for (auto &key : child(object(root, id), QStringLiteral("Elements")).children) {
                if (key.name == type)
                    key.values.front().type = wrong;
            }
        }
        const auto read = readBcd(writeHive(root, {}));
        QCOMPARE(bool(read), wrong == right);
        if (!read) {
            QCOMPARE(read.error().kind, Error::Kind::Corrupt);
            QVERIFY(read.error().detail.endsWith(QStringLiteral("registry type")));
        }
    }
}

void tst_BcdStore::demand18_lengths_data()
{
    refusedColumns();
    refused(
        "empty string",
        [](HiveKey &root) { setLoader(root, "12000004", HiveType::String, ""); },
        "length of the text");
    refused(
        "odd string",
        [](HiveKey &root) { setLoader(root, "12000004", HiveType::String, "abc"); },
        "length of the text");
    refused(
        "object without braces",
        [](HiveKey &root) {
            setLoader(
                root, "23000003", HiveType::String, sz(u"7619dcc9-fafe-11d9-b411-000476eba25f"));
        },
        "no GUID");
    refused(
        "empty object",
        [](HiveKey &root) { setLoader(root, "23000003", HiveType::String, ""); },
        "no GUID");
    refused(
        "list without braces",
        [](HiveKey &root) {
            setLoader(root,
                      "14000006",
                      HiveType::MultiString,
                      sz(u"7619dcc9-fafe-11d9-b411-000476eba25f"));
        },
        "no GUID in the list");
    refused(
        "empty list",
        [](HiveKey &root) { setLoader(root, "14000006", HiveType::MultiString, ""); },
        "length of the list");
    refused(
        "odd list",
        [](HiveKey &root) { setLoader(root, "14000006", HiveType::MultiString, "{{{"); },
        "length of the list");
    refused(
        "empty integer",
        [](HiveKey &root) { setLoader(root, "250000c2", HiveType::Binary, ""); },
        "length of the number");
    refused(
        "integer of 9 bytes",
        [](HiveKey &root) { setLoader(root, "250000c2", HiveType::Binary, zeroBytes(9)); },
        "length of the number");
    refused(
        "empty boolean",
        [](HiveKey &root) { setLoader(root, "26000022", HiveType::Binary, ""); },
        "length of the truth");
    refused(
        "boolean of 2 bytes",
        [](HiveKey &root) { setLoader(root, "26000022", HiveType::Binary, zeroBytes(2)); },
        "length of the truth");
    refused(
        "empty integer list",
        [](HiveKey &root) { setLoader(root, "17000077", HiveType::Binary, ""); },
        "length of the list");
    refused(
        "integer list of 12 bytes",
        [](HiveKey &root) { setLoader(root, "17000077", HiveType::Binary, zeroBytes(12)); },
        "length of the list");
    refused(
        "format 0",
        [](HiveKey &root) { setLoader(root, "10000001", HiveType::Binary, "1"); },
        "unknown format");
    refused(
        "format 8",
        [](HiveKey &root) { setLoader(root, "18000001", HiveType::Binary, "1"); },
        "unknown format");
    refused(
        "device of 27 bytes",
        [](HiveKey &root) { setLoader(root, "11000001", HiveType::Binary, zeroBytes(27)); },
        "too short");
    refused(
        "size of the device A8 instead of A0",
        [](HiveKey &root) {
            setLoader(root, "11000001", HiveType::Binary, ramdiskWith(0x18, 0xA8));
        },
        "size");
    refused(
        "device to be located (type 8)",
        [](HiveKey &root) { setLoader(root, "11000001", HiveType::Binary, ramdiskWith(0x10, 8)); },
        "searched for");
}

void tst_BcdStore::demand18_shortIntegers_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<quint64>("number");
    QTest::newRow("1 byte, as in stock stores") << QByteArray::fromHex("1e") << quint64(30);
    QTest::newRow("3 bytes, as in stock stores")
        << QByteArray::fromHex("00c201") << quint64(115200);
    QTest::newRow("8 bytes") << QByteArray::fromHex("0807060504030201")
                             << quint64(0x0102030405060708);
}

void tst_BcdStore::demand18_shortIntegers()
{
    QFETCH(QByteArray, data);
    QFETCH(quint64, number);
    auto root = *readHive(writeBcd(options(Firmware::Uefi)));
    setLoader(root, "250000c2", HiveType::Binary, data);
    const auto read = readBcd(writeHive(root, {}));
    QVERIFY(read);
    const auto *element = read->find(Id::loader)->find(Type::bootMenuPolicy);
    QCOMPARE(std::get<quint64>(element->value), number);
    QCOMPARE(element->raw, data);
}

void tst_BcdStore::demand18_otherValues()
{
    const auto read = operated([](HiveKey &root) {
        setLoader(root,
                  "17000077",
                  HiveType::Binary,
                  QByteArray::fromHex("01000000000000000200000000000000"));
        setLoader(root, "12000030", HiveType::String, utf16le(u"no end"));
        setLoader(
            root, "13000001", HiveType::String, sz(u"{7619DCC8-FAFE-11D9-B411-000476EBA25F}"));
        setLoader(root,
                  "14000008",
                  HiveType::MultiString,
                  utf16le(u"{7619dcc8-fafe-11d9-b411-000476eba25f}"));
    });
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    const auto *loader = read->find(Id::loader);
    QCOMPARE(std::get<QList<quint64>>(loader->find(0x17000077)->value), (QList<quint64>{1, 2}));
    QCOMPARE(std::get<QString>(loader->find(0x12000030)->value), QStringLiteral("no end"));
    QCOMPARE(std::get<QUuid>(loader->find(0x13000001)->value), Id::ramdiskOptions);
    QCOMPARE(std::get<QList<QUuid>>(loader->find(0x14000008)->value),
             (QList<QUuid>{Id::ramdiskOptions}));
}

void tst_BcdStore::demand19_bootManager_data()
{
    refusedColumns();
    refused(
        "no boot manager",
        [](HiveKey &root) {
            removeChild(child(root, QStringLiteral("Objects")), bracedGuid(Id::bootManager));
        },
        "no boot manager");
    refused(
        "boot manager without elements",
        [](HiveKey &root) {
            child(object(root, Id::bootManager), QStringLiteral("Elements")).children.clear();
        },
        "no boot manager");
    refused(
        "neither order nor default",
        [](HiveKey &root) {
            auto &elements = child(object(root, Id::bootManager), QStringLiteral("Elements"));
            removeChild(elements, QStringLiteral("24000001"));
            removeChild(elements, QStringLiteral("23000003"));
        },
        "no entries");
    refused(
        "empty order",
        [](HiveKey &root) {
            element(root, Id::bootManager, "24000001").values.front().data = zeroBytes(4);
        },
        "no entries");
}

void tst_BcdStore::demand19_defaultInsteadOfOrder()
{
    const auto read = operated([](HiveKey &root) {
        removeChild(child(object(root, Id::bootManager), QStringLiteral("Elements")),
                    QStringLiteral("24000001"));
    });
    QVERIFY(read);
    QCOMPARE(read->entries(), (QList<QUuid>{Id::loader}));
    QVERIFY(BcdStore().entries().isEmpty());
}

void tst_BcdStore::demand20_entryIsComplete_data()
{
    QTest::addColumn<Firmware>("firmware");
    QTest::newRow("UEFI") << Firmware::Uefi;
    QTest::newRow("BIOS") << Firmware::Bios;
}

void tst_BcdStore::demand20_entryIsComplete()
{
    QFETCH(Firmware, firmware);
    const auto read = store(firmware);
    for (const auto &id : read.entries()) {
        const auto *entry = read.find(id);
        QVERIFY(entry);
        QCOMPARE(entry->type, 0x10200003u); // application, OS loader
        QVERIFY(entry->find(0x11000001));
        QVERIFY(entry->find(0x12000002));
        QVERIFY(entry->find(0x12000004));
    }
}

void tst_BcdStore::demand21_oneEntryAndNoDetours()
{
    QFETCH(Firmware, firmware);
    const auto read = store(firmware);
    QCOMPARE(read.entries(), (QList<QUuid>{Id::loader}));
    const auto *manager = read.find(Id::bootManager);
    QCOMPARE(std::get<QUuid>(manager->find(Type::defaultEntry)->value), Id::loader);
    QCOMPARE(std::get<quint64>(manager->find(Type::timeout)->value), 0u);
    for (const quint32 detour : {0x24000002u,    // boot sequence
                                 0x24000010u,    // tools
                                 0x27000030u,    // custom actions
                                 0x14000008u,    // recovery sequence
                                 0x16000009u}) { // recovery enabled
        for (const auto &object : read.objects)
            QVERIFY(!object.find(detour));
    }
}

void tst_BcdStore::demand22_deviceOptions()
{
    const auto read = store(Firmware::Uefi);
    const auto device =
        std::get<BcdDevice>(read.find(Id::loader)->find(Type::applicationDevice)->value);
    const auto *optionsOfDevice = read.find(device.options);
    QVERIFY(optionsOfDevice);
    QCOMPARE(optionsOfDevice->type, 0x30000000u);
    QVERIFY(optionsOfDevice->find(Type::sdiDevice));
    QVERIFY(optionsOfDevice->find(Type::sdiPath));
    for (const auto &object : read.objects) {
        if (const auto *inherited = object.find(Type::inherit)) {
            for (const auto &id : std::get<QList<QUuid>>(inherited->value))
                QVERIFY(read.find(id));
        }
    }
}

void tst_BcdStore::demand22_missingObjectsAreNoFault()
{
    const auto read = operated([](HiveKey &root) {
        auto &objects = child(root, QStringLiteral("Objects"));
        removeChild(objects, bracedGuid(Id::ramdiskOptions));
        removeChild(objects, bracedGuid(Id::loaderSettings));
    });
    QVERIFY(read);
    const auto device =
        std::get<BcdDevice>(read->find(Id::loader)->find(Type::applicationDevice)->value);
    QCOMPARE(device.options, Id::ramdiskOptions);
    QVERIFY(!read->find(device.options));
}

void tst_BcdStore::demand23_ramdisk_data()
{
    refusedColumns();
    refused(
        "not to be created",
        [](HiveKey &root) { setLoader(root, "11000001", HiveType::Binary, ramdiskWith(0x14, 0)); },
        "created");
    refused(
        "version of the file path",
        [](HiveKey &root) { setLoader(root, "11000001", HiveType::Binary, ramdiskWith(0x38, 2)); },
        "file path");
    refused(
        "length of the file path",
        [](HiveKey &root) {
            setLoader(root, "11000001", HiveType::Binary, ramdiskWith(0x3C, 0x80));
        },
        "file path");
    refused(
        "parent too small",
        [](HiveKey &root) { setLoader(root, "11000001", HiveType::Binary, ramdiskWith(0x4C, 8)); },
        "parent");
    refused(
        "parent too large",
        [](HiveKey &root) {
            setLoader(root, "11000001", HiveType::Binary, ramdiskWith(0x4C, 0xFFFFFFF0));
        },
        "parent");
    refused(
        "boot device of another size",
        [](HiveKey &root) {
            setLoader(root, "11000001", HiveType::Binary, ramdiskWith(0x4C, 0x4A));
        },
        "boot device of the RAM disk");
    refused(
        "path without a backslash",
        [](HiveKey &root) {
            setLoader(root, "11000001", HiveType::Binary, ramdiskWith(0x8C, 0x00730073));
        },
        "path of the RAM disk");
    refused(
        "path without an end",
        [](HiveKey &root) {
            setLoader(root, "11000001", HiveType::Binary, ramdiskWith(0xAC, 0x006D006D));
        },
        "path of the RAM disk");
    refused(
        "nothing but a RAM disk type",
        [](HiveKey &root) {
            auto bytes = ramdiskWith(0x18, 20).first(36);
            setLoader(root, "11000001", HiveType::Binary, bytes);
        },
        "file path");
    refused(
        "boot device too small",
        [](HiveKey &root) {
            auto &value = element(root, Id::ramdiskOptions, "31000003").values.front();
            value.data.chop(8);
            putLe<quint32>(value.data, 0x18, 0x40);
        },
        "size of the boot device");
}

void tst_BcdStore::demand23_otherDevices()
{
    const auto kindWith = [](qsizetype offset, quint32 number) {
        const auto device = decodeDevice(ramdiskWith(offset, number));
        return device ? std::optional(device->kind) : std::nullopt;
    };
    QCOMPARE(kindWith(0x44, 6), BcdDevice::Kind::Other);   // RAM disk of an image on a partition
    QCOMPARE(kindWith(0x40, 4), BcdDevice::Kind::Other);   // another kind of file path
    QCOMPARE(kindWith(0x20, 1), BcdDevice::Kind::Other);   // another block device
    QCOMPARE(kindWith(0x10, 6), BcdDevice::Kind::Other);   // a partition
    QCOMPARE(kindWith(0x14, 3), BcdDevice::Kind::Ramdisk); // one more flag
}

void tst_BcdStore::demand24_paths_data()
{
    refusedColumns();
    refused(
        "loader",
        [](HiveKey &root) { setLoader(root, "12000002", HiveType::String, sz(u"winload.efi")); },
        "backslash");
    refused(
        "system root",
        [](HiveKey &root) { setLoader(root, "22000002", HiveType::String, sz(u"windows")); },
        "backslash");
    refused(
        "empty path",
        [](HiveKey &root) { setLoader(root, "12000002", HiveType::String, sz(u"")); },
        "backslash");
    refused(
        "boot.sdi",
        [](HiveKey &root) {
            element(root, Id::ramdiskOptions, "32000004").values.front().data =
                sz(u"boot/boot.sdi");
        },
        "backslash");
}

void tst_BcdStore::noHive()
{
    const auto read = readBcd("no hive");
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Corrupt);
    QCOMPARE(read.error().message,
             QStringLiteral(
                 "Cannot read the boot configuration data (BCD). The registry hive is damaged."));
}

void tst_BcdStore::flippedAnywhere()
{
    QRandomGenerator chance(20261122);
    const auto hive = writeBcd(options(Firmware::Uefi));
    int refusedCount = 0;
    for (int i = 0; i < 10000; ++i) {
        HiveSurgeon surgeon(hive);
        for (auto flips = chance.bounded(1, 4); flips > 0; --flips)
            surgeon.bytes[chance.bounded(4096u, quint32(hive.size()))] ^=
                char(chance.bounded(1, 256));
        surgeon.seal();
        const auto read = readBcd(surgeon.bytes);
        if (read)
            continue;
        ++refusedCount;
        QVERIFY(read.error().kind == Error::Kind::Corrupt
                || read.error().kind == Error::Kind::Unsupported);
    }
    QVERIFY(refusedCount > 1000);
    QVERIFY(refusedCount < 10000); // times, texts and free space are free to change
}

void tst_BcdStore::wordsForElements_data()
{
    // The options of bcdedit /set for these types (Microsoft, BCDEdit options reference).
    QTest::addColumn<quint32>("type");
    QTest::addColumn<QString>("word");
    QTest::newRow("device") << 0x11000001u << QStringLiteral("device");
    QTest::newRow("osdevice") << 0x21000001u << QStringLiteral("osdevice");
    QTest::newRow("timeout") << 0x25000004u << QStringLiteral("timeout");
    QTest::newRow("displayorder") << 0x24000001u << QStringLiteral("displayorder");
    QTest::newRow("winpe") << 0x26000022u << QStringLiteral("winpe");
    QTest::newRow("ramdisksdipath") << 0x32000004u << QStringLiteral("ramdisksdipath");
    QTest::newRow("unknown") << 0x0600ABCDu << QStringLiteral("0600abcd");
}

void tst_BcdStore::wordsForElements()
{
    QFETCH(quint32, type);
    QFETCH(QString, word);
    QCOMPARE(describeElement(type), word);
    static const QRegularExpression digits(QStringLiteral("^[0-9a-f]{8}$"));
    for (const auto &object : store(Firmware::Uefi).objects) {
        for (const auto &element : object.elements)
            QVERIFY(!digits.match(describeElement(element.type)).hasMatch());
    }
}

QTEST_GUILESS_MAIN(tst_BcdStore)
#include "tst_BcdStore.moc"
