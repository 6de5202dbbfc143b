// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Units.h"
#include "resources/lab/efi/Volume.h"

#include <QRandomGenerator>
#include <QTest>

using namespace bootwright;
using lab::Volume;

namespace {

constexpr qsizetype sector = 2048;
constexpr int rootSector = 20, sourcesSector = 22, wimSector = 24;

//! A firmware with one optical disc and no file system, the least that Volume asks of one.
struct FakeFirmware
{
    struct Disc : efi::BlockDevice
    {
        efi::BlockMedia ownMedia{};
        QByteArray content;
    };

    explicit FakeFirmware(const QByteArray &content, quint32 blockSize = sector)
    {
        disc.content = content;
        disc.ownMedia = {7, 1, 1, 0, 1, 0, blockSize, 0, quint64(content.size()) / blockSize - 1};
        disc.media = &disc.ownMedia;
        disc.read = [](efi::BlockDevice *device,
                       uint32_t mediaId,
                       uint64_t block,
                       size_t size,
                       void *into) -> efi::Status {
            const auto &own = *static_cast<Disc *>(device);
            const auto offset = block * own.ownMedia.blockSize;
            if (mediaId != 7 || size % own.ownMedia.blockSize != 0
                || !fits(offset, size, quint64(own.content.size())))
                return 1;
            memcpy(into, own.content.constData() + offset, size);
            return 0;
        };
        boot.allocate = [](uint32_t, size_t size, void **memory) -> efi::Status {
            pool().push_back(std::make_unique_for_overwrite<char[]>(size));
            *memory = pool().back().get();
            return 0;
        };
        boot.protocol = [](efi::Handle asked, const efi::Guid *guid, void **found) -> efi::Status {
            if (guid->first == efi::devicePathGuid.first)
                *found = const_cast<uint8_t *>(devicePath);
            else if (guid->first == efi::blockDeviceGuid.first)
                *found = asked;
            else
                return 1;
            return 0;
        };
        boot.locateHandles = [](efi::Search,
                                const efi::Guid *guid,
                                void *,
                                size_t *count,
                                efi::Handle **handles) -> efi::Status {
            *count = 0;
            if (guid->first != efi::blockDeviceGuid.first)
                return 1;
            *count = 1;
            *handles = &handle;
            return 0;
        };
        boot.connect =
            [](efi::Handle, efi::Handle *, const efi::DevicePath *, uint8_t) -> efi::Status {
            return 0;
        };
        handle = &disc;
    }

    static std::vector<std::unique_ptr<char[]>> &pool()
    {
        static std::vector<std::unique_ptr<char[]>> memory;
        return memory;
    }

    static constexpr uint8_t devicePath[] = {3, 18, 6, 0, 1, 2, 0x7F, 0xFF, 4, 0};
    static inline efi::Handle handle = nullptr;
    Disc disc{};
    efi::BootServices boot{};
};

//! ECMA-119, 9.1: a directory record.
QByteArray record(const QByteArray &name, int extent, quint32 size, bool isFolder)
{
    QByteArray bytes(roundUp(quint64(33 + name.size()), 2), '\0');
    bytes[0] = char(bytes.size());
    putLe<quint32>(bytes, 2, quint32(extent));
    putLe<quint32>(bytes, 10, size);
    bytes[25] = isFolder ? 2 : 0;
    bytes[32] = char(name.size());
    putBytes(bytes, 33, name);
    return bytes;
}

//! A disc with sources/boot.wim, its name in the first or the second sector of "sources".
QByteArray
disc(const QByteArray &wim, const QByteArray &name = "boot.wim", bool inSecondSector = false)
{
    QByteArray image(wimSector * sector + qsizetype(roundUp(quint64(wim.size()), sector)), '\0');
    putBytes(image, 16 * sector, "\1CD001\1");
    putBytes(image, 16 * sector + 156, record(QByteArray(1, '\0'), rootSector, sector, true));
    putBytes(image,
             rootSector * sector,
             record(QByteArray(1, '\0'), rootSector, sector, true)
                 + record("sources", sourcesSector, 2 * sector, true));
    putBytes(image,
             sourcesSector * sector + (inSecondSector ? sector : 0),
             record(name, wimSector, quint32(wim.size()), false));
    if (inSecondSector)
        putBytes(image, sourcesSector * sector, record("other", wimSector, 1, false));
    putBytes(image, wimSector * sector, wim);
    return image;
}

//! All of sources/boot.wim as the volume reads it; nothing if it finds none.
std::optional<QByteArray> readWim(FakeFirmware &firmware)
{
    FakeFirmware::pool().clear();
    Volume volume;
    Volume::File file;
    if (!volume.find(firmware.boot, FakeFirmware::handle) || !volume.open("sources/boot.wim", file))
        return {};
    auto *const chunk = Volume::allocateChunk(firmware.boot);
    QByteArray all;
    size_t size = 0;
    while (volume.read(file, chunk, size))
        all.append(reinterpret_cast<const char *>(chunk), qsizetype(size));
    return all;
}

} // namespace

//! The lab program's own reading of an optical disc, from a firmware made of a few functions.
class LabVolumeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheFile_data();
    void findsTheFile();
    void readsWholeChunks();
    void refuses_data();
    void refuses();
    void brokenDiscsEnd();
};

void LabVolumeTest::findsTheFile_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("inSecondSector");
    QTest::addColumn<quint32>("blockSize");
    QTest::newRow("relaxed") << QByteArray("boot.wim") << false << 2048u;
    QTest::newRow("strict") << QByteArray("BOOT.WIM;1") << false << 2048u;
    QTest::newRow("second sector") << QByteArray("boot.wim") << true << 2048u;
    QTest::newRow("blocks of 512 bytes") << QByteArray("boot.wim") << true << 512u;
}

void LabVolumeTest::findsTheFile()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, inSecondSector);
    QFETCH(quint32, blockSize);
    FakeFirmware firmware(disc("a small wim", name, inSecondSector), blockSize);
    const auto wim = readWim(firmware);
    QVERIFY(wim);
    QCOMPARE(*wim, QByteArray("a small wim"));
}

void LabVolumeTest::readsWholeChunks()
{
    QByteArray content(qsizetype(2 * Volume::chunkSize + 4097), '\0');
    QRandomGenerator(3).fillRange(reinterpret_cast<quint32 *>(content.data()), content.size() / 4);
    for (const quint32 blockSize : {512u, 2048u}) {
        FakeFirmware firmware(disc(content), blockSize);
        QVERIFY(readWim(firmware) == content);
    }
}

void LabVolumeTest::refuses_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::newRow("no such file") << disc("x", "other.wim");
    QTest::newRow("no volume descriptor") << QByteArray(100 * sector, '\0');
    QTest::newRow("shorter than its descriptor") << QByteArray(3 * sector, '\0');
    auto image = disc("x");
    image[rootSector * sector + 34 + 25] = 0;
    QTest::newRow("the folder is a file") << image;
    image = disc("x");
    image[sourcesSector * sector + 25] = 2;
    QTest::newRow("the file is a folder") << image;
    image = disc("x");
    image[sourcesSector * sector + 25] = char(0x80);
    QTest::newRow("one extent of several") << image;
    image = disc("x");
    image[sourcesSector * sector + 32] = 50;
    QTest::newRow("name longer than its record") << image;
    image = disc("x");
    putLe<quint32>(image, rootSector * sector + 34 + 2, 0xFFFFFFFF);
    QTest::newRow("folder behind the end") << image;
}

void LabVolumeTest::refuses()
{
    QFETCH(QByteArray, image);
    FakeFirmware firmware(image);
    QVERIFY(!readWim(firmware));
}

void LabVolumeTest::brokenDiscsEnd()
{
    const auto good = disc("a small wim");
    QRandomGenerator random(4);
    for (int round = 0; round < 500; ++round) {
        auto image = good;
        for (int i = 0; i < 3; ++i)
            image[16 * sector
                  + random.bounded(int(9 * sector)) % (i == 0 ? 200 : int(9 * sector))] =
                char(random.bounded(256));
        image[rootSector * sector + random.bounded(80)] = char(random.bounded(256));
        image[sourcesSector * sector + random.bounded(48)] = char(random.bounded(256));
        FakeFirmware firmware(image);
        const auto wim = readWim(firmware);
        QVERIFY(!wim || quint64(wim->size()) <= quint64(image.size()));
    }
}

QTEST_GUILESS_MAIN(LabVolumeTest)
#include "tst_LabVolume.moc"
