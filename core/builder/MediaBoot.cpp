// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/MediaBoot.h"

#include "core/base/Architecture.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/Fat32.h"
#include "core/wim/PeFile.h"

#include <algorithm>

namespace bootwright {

namespace {

using Type = BcdElementType;

constexpr quint64 largestStore = 4_MiB; // those of the ADK have 256 KiB
constexpr quint64 discSector = 2048;
//! A forged disc may have hundreds of entries, each with a file system of its own.
constexpr size_t mostFileSystems = 8;

QString architectureOf(quint16 machine)
{
    switch (machine) {
    case PeFile::machineX86:
        return architectureName(Architecture::X86);
    case PeFile::machineX64:
        return architectureName(Architecture::X64);
    case PeFile::machineArm64:
        return architectureName(Architecture::Arm64);
    default:
        return {};
    }
}

FoundLoader loaderIn(const FileTree::Entry &entry, FoundLoader::Place place)
{
    FoundLoader loader;
    loader.place = place;
    loader.path = entry.path;
    loader.size = entry.content.size();
    const auto facts = readLoaderFacts(entry.content);
    if (!facts) {
        loader.problem = facts.error().message;
        return loader;
    }
    loader.architecture = architectureOf(facts->machine);
    loader.signature = facts->signature;
    return loader;
}

void addStart(MediaBoot &boot, const MediaStart &start)
{
    if (std::find(boot.starts.begin(), boot.starts.end(), start) == boot.starts.end())
        boot.starts.push_back(start);
}

//! Adds the loaders of a file system; firmware looks there when it takes the medium for \a life, or never.
void addLoaders(MediaBoot &boot,
                const FileTree &tree,
                FoundLoader::Place place,
                std::optional<MediaLife> life)
{
    for (const auto &entry : tree.entries()) {
        const auto isFallback = entry.parent().compare(u"efi/boot", Qt::CaseInsensitive) == 0
                                && !architectureOfLoader(entry.name()).isEmpty();
        const auto isSecondStage = entry.path.compare(u"bootmgr.efi", Qt::CaseInsensitive) == 0;
        if (entry.isFolder || (!isFallback && !isSecondStage))
            continue;
        boot.loaders.push_back(loaderIn(entry, place));
        if (isFallback && life)
            addStart(boot, {*life, Firmware::Uefi, architectureOfLoader(entry.name())});
    }
}

QString textOf(const BcdObject &object, quint32 type)
{
    const auto *element = object.find(type);
    const auto *text = element ? std::get_if<QString>(&element->value) : nullptr;
    return text ? *text : QString();
}

FoundStore::Entry storeEntry(const BcdStore &store, const BcdObject &object)
{
    FoundStore::Entry entry;
    entry.description = textOf(object, Type::description);
    entry.loader = textOf(object, Type::applicationPath);
    const auto *device = object.find(Type::applicationDevice);
    if (const auto *ramdisk = device ? std::get_if<BcdDevice>(&device->value) : nullptr) {
        entry.image = ramdisk->path;
        if (const auto *options = store.find(ramdisk->options))
            entry.sdi = textOf(*options, Type::sdiPath);
    }
    return entry;
}

void readStore(const ContentSource &content, FoundStore &found)
{
    const auto bytes =
        content.size() > largestStore
            ? Result<QByteArray>(Error{Error::Kind::Corrupt, Tr::tr("It is too large."), {}})
            : content.readAll();
    const auto store = bytes ? readBcd(*bytes) : Result<BcdStore>(bytes.error());
    if (!store) {
        found.problem = store.error().message;
        return;
    }
    const auto *manager = store->find(BcdObjectId::bootManager);
    if (const auto *timeout = manager->find(Type::timeout))
        found.timeout = std::get<quint64>(timeout->value);
    const auto *preferred = manager->find(Type::defaultEntry);
    for (const auto &id : store->entries()) {
        const auto *object = store->find(id);
        if (!object)
            continue;
        auto entry = storeEntry(*store, *object);
        entry.isDefault = preferred && std::get<QUuid>(preferred->value) == id;
        found.entries.push_back(std::move(entry));
    }
}

void addStores(MediaBoot &boot, const FileTree &tree)
{
    const std::pair<QString, Firmware> places[] = {
        {QStringLiteral("boot/bcd"), Firmware::Bios},
        {QStringLiteral("efi/microsoft/boot/bcd"), Firmware::Uefi}};
    for (const auto &[path, firmware] : places) {
        const auto *entry = tree.find(path);
        if (!entry || entry->isFolder)
            continue;
        FoundStore store;
        store.path = entry->path;
        store.firmware = firmware;
        readStore(entry->content, store);
        boot.stores.push_back(std::move(store));
    }
}

void readDisc(MediaBoot &boot, const ImageSource &image)
{
    boot.catalog = readBootCatalog(image);
    size_t fileSystems = 0;
    for (const auto &entry : boot.catalog) {
        if (!entry.isBootable)
            continue;
        if (!entry.isEfi) {
            addStart(boot, {MediaLife::Disc, Firmware::Bios, {}});
            continue;
        }
        const auto offset = entry.sector * discSector;
        if (offset >= image.size() || ++fileSystems > mostFileSystems)
            continue;
        const auto tree = readFat(PartOfImage(image, offset, image.size() - offset));
        if (tree)
            addLoaders(boot, *tree, FoundLoader::Place::ElTorito, MediaLife::Disc);
    }
}

//! Windows' boot code in an active partition needs a boot manager beside it; of other code we know nothing.
bool startsDiskByBios(const PartitionTable &table, const FileTree *files)
{
    return table.startsByBios
           && (!files || files->find(QStringLiteral("bootmgr"))
               || files->find(QStringLiteral("ldlinux.sys")));
}

void readDisk(MediaBoot &boot, const ImageSource &image, const Volume &volume)
{
    boot.partitions = readPartitionTable(image);
    std::optional<FileTree> first;
    size_t fileSystems = 0;
    for (const auto &partition : boot.partitions.partitions) {
        if (++fileSystems > mostFileSystems)
            break;
        auto tree = readFat(PartOfImage(image, partition.range.offset, partition.range.size));
        if (!tree)
            continue;
        const auto isVisible = partition.range.offset == volume.offset;
        addLoaders(boot,
                   *tree,
                   isVisible ? FoundLoader::Place::Files : FoundLoader::Place::Partition,
                   MediaLife::Disk);
        if (!first)
            first = std::move(*tree);
    }
    if (startsDiskByBios(boot.partitions, first ? &*first : nullptr))
        addStart(boot, {MediaLife::Disk, Firmware::Bios, {}});
}

bool isFat(FileSystem fileSystem)
{
    return fileSystem != FileSystem::Udf && fileSystem != FileSystem::Iso9660;
}

} // namespace

bool MediaBoot::startsBy(Firmware firmware) const
{
    return std::any_of(starts.begin(), starts.end(), [&](const MediaStart &start) {
        return start.firmware == firmware;
    });
}

MediaBoot readMediaBoot(const ImageSource &image, const Volume &volume)
{
    MediaBoot boot;
    const auto isDisc = !isFat(volume.fileSystem);
    if (isDisc) {
        // firmware does not look at these files: it starts what El Torito names
        addLoaders(boot, volume.tree, FoundLoader::Place::Files, {});
        readDisc(boot, image);
    } else if (volume.offset == 0) {
        addLoaders(boot, volume.tree, FoundLoader::Place::Files, MediaLife::Disk);
    }
    readDisk(boot, image, volume);
    addStores(boot, volume.tree);
    return boot;
}

MediaBoot readMediaBoot(const FileTree &folder)
{
    MediaBoot boot;
    addLoaders(boot, folder, FoundLoader::Place::Files, MediaLife::Disk);
    addStores(boot, folder);
    return boot;
}

QString architectureOfLoader(const QString &fileName)
{
    for (const auto architecture : {Architecture::X86, Architecture::X64, Architecture::Arm64}) {
        if (fileName.compare(efiLoaderName(architecture), Qt::CaseInsensitive) == 0)
            return architectureName(architecture);
    }
    return {};
}

} // namespace bootwright
