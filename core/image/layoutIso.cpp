// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/layoutIso.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/ElTorito.h"
#include "core/image/Fat32.h"
#include "core/image/FatFolder.h"
#include "core/image/Gpt.h"
#include "core/image/Iso9660.h"
#include "core/image/Udf.h"

#include <algorithm>

// Sectors of 2048 bytes (docs/formats/universal-image.md):
//   0 protective MBR and GPT | 16 ISO9660 | 17 El Torito | 18 end of set | 19–21 UDF is here | 22 boot catalog
//   32–65 UDF volume | 256 UDF anchor | 257… UDF file system | ISO9660 path tables and folders | boot images
//   next MiB: FAT32 partition: tables, folders, files in the order of the tree, free clusters
//   last - 256: UDF anchor | the last 33 sectors of 512 bytes: backup GPT

namespace bootwright {

namespace {

constexpr quint64 kSector = 2048;
constexpr quint32 kCatalogSector = 22;
constexpr quint64 kMostBootImage = 65535 * 512;

//! Every structure of the image with its place.
struct Plan
{
    Iso9660 iso;
    Udf udf;
    Fat32 fat;
    quint32 isoStart = 0; //!< sectors, as all that follow
    quint32 biosStart = 0;
    quint32 efiStart = 0;
    quint32 fatStart = 0;
    quint32 total = 0;
    std::vector<quint32> fileSectors = {}; //!< by entry of the tree

    quint32 lastAnchor() const { return total - Udf::kTailSectors; }
};

Result<void> checkOptions(const IsoOptions &options)
{
    const auto refuse = [](const QString &why) {
        return Error{Error::Kind::InvalidInput, why, {}};
    };
    const auto &fatLabel = options.fatLabel;
    if (options.label.isEmpty() || options.label.size() > 32)
        return refuse(Tr::tr("Cannot name the disc \"%1\". A disc label has 1 to 32 characters.")
                          .arg(options.label));
    if (const auto good = checkFatLabel(fatLabel); !good)
        return good;
    for (const auto *image : {&options.biosBoot, &options.efiBoot}) {
        if (quint64(image->size()) > kMostBootImage)
            return refuse(Tr::tr(
                "Cannot use the boot image. It is 32 MiB or larger, which the boot catalog of "
                "a disc cannot hold."));
    }
    return {};
}

//! The boot manager reads it, with 32-bit offsets on a disc.
bool isReadByBootManager(const QString &path)
{
    const auto folded = path.toCaseFolded();
    return folded.startsWith(u"boot/") || folded.startsWith(u"efi/")
           || folded.startsWith(u"sources/") || folded == u"bootmgr" || folded == u"bootmgr.efi";
}

Result<void> placeFiles(Plan &plan, const FileTree &tree)
{
    const auto &entries = tree.entries();
    for (size_t i = 0; i < entries.size(); ++i) {
        const auto offset = plan.fatStart * kSector + plan.fat.fileOffset(i);
        const auto end = offset + entries[i].content.size();
        const auto hasContent = entries[i].content.size() > 0;
        if (hasContent && isReadByBootManager(entries[i].path) && end > 4_GiB)
            return Error{
                Error::Kind::Unsupported,
                Tr::tr("Cannot put \"%1\" on the media. It would lie beyond the first 4 GiB, "
                       "where the boot manager cannot read it.")
                    .arg(entries[i].path),
                QStringLiteral("ends at byte %1").arg(end)};
        plan.fileSectors.push_back(quint32(offset / kSector));
    }
    return {};
}

Result<Plan> planImage(const FolderIndex &index, const IsoOptions &options)
{
    auto iso = Iso9660::plan(index);
    if (!iso)
        return iso.error();
    auto udf = Udf::plan(index);
    if (!udf)
        return udf.error();
    auto fat = Fat32::plan(index, options.fatLabel);
    if (!fat)
        return fat.error();
    const auto sectorsOf = [](quint64 size) { return quint32(roundUp(size, kSector) / kSector); };
    Plan plan{std::move(*iso), std::move(*udf), std::move(*fat)};
    plan.isoStart = Udf::kPartitionStart + plan.udf.blocks();
    plan.biosStart = plan.isoStart + plan.iso.sectors();
    plan.efiStart = plan.biosStart + sectorsOf(quint64(options.biosBoot.size()));
    const auto bootEnd = plan.efiStart + sectorsOf(quint64(options.efiBoot.size()));
    plan.fatStart = quint32(roundUp(bootEnd * kSector, 1_MiB) / kSector);
    const auto fatEnd = plan.fatStart + sectorsOf(plan.fat.size());
    plan.total = quint32(roundUp(fatEnd + Udf::kTailSectors, 16));
    if (const auto placed = placeFiles(plan, index.tree()); !placed)
        return placed.error();
    return plan;
}

GptFacts gptFacts(const Plan &plan, const IsoOptions &options)
{
    constexpr quint64 perSector = kSector / 512;
    const auto first = plan.fatStart * perSector;
    return {plan.total * perSector,
            first,
            first + plan.fat.size() / 512 - 1,
            options.identity.diskGuid,
            options.identity.partitionGuid,
            options.identity.mbrSignature,
            options.label};
}

BootEntry bootEntry(quint32 sector, const QByteArray &image)
{
    return {sector, quint16(roundUp(quint64(image.size()), 512) / 512)};
}

//! The structures with their sectors; those without bytes are left out by whoever adds them.
std::vector<std::pair<quint32, QByteArray>> structuresOf(const Plan &plan,
                                                         const IsoOptions &options)
{
    const auto &created = options.created;
    const auto &label = options.label;
    const auto partitionBlocks = plan.lastAnchor() - Udf::kPartitionStart;
    const auto catalog = elToritoCatalog(bootEntry(plan.biosStart, options.biosBoot),
                                         bootEntry(plan.efiStart, options.efiBoot));
    return {
        {0, gptFront(gptFacts(plan, options))},
        {16, plan.iso.primaryDescriptor(plan.isoStart, plan.total, label, created)},
        {17, elToritoDescriptor(kCatalogSector)},
        {18, Iso9660::terminator()},
        {19, Udf::recognition()},
        {kCatalogSector, catalog},
        {32, plan.udf.volume(partitionBlocks, label, options.identity.udfVolumeSetId, created)},
        {Udf::kAnchor, Udf::anchor(Udf::kAnchor)},
        {Udf::kPartitionStart, plan.udf.structures(plan.fileSectors, label, created)},
        {plan.isoStart, plan.iso.structures(plan.isoStart, plan.fileSectors, created)},
        {plan.biosStart, options.biosBoot},
        {plan.efiStart, options.efiBoot},
        {plan.lastAnchor(), Udf::anchor(plan.lastAnchor())},
    };
}

//! One more UDF anchor in the free clusters behind the last file, when the one at the end is far away:
//! 7-Zip looks for it no further than 1024 sectors from there.
Result<void> addNearAnchor(ImageLayout &layout, const Plan &plan)
{
    const auto sector = plan.fatStart + quint32(plan.fat.usedSize() / kSector);
    if (sector + 1000 > plan.lastAnchor())
        return {};
    return layout.add(sector * kSector, ContentSource::bytes(Udf::anchor(sector)));
}

} // namespace

ImageIdentity ImageIdentity::fresh(const Chance &chance)
{
    const auto number = [&](QByteArrayView name) { return le<quint32>(chance.bytes(name, 4), 0); };
    return {chance.guid("image.diskGuid"),
            chance.guid("image.partitionGuid"),
            std::max<quint32>(number("image.mbrSignature"), 1),
            number("image.fatSerial"),
            chance.bytes("image.udfVolumeSetId", 8).toHex()};
}

Result<ImageLayout> layoutIso(const FileTree &tree, const IsoOptions &options)
{
    if (const auto good = checkOptions(options); !good)
        return good.error();
    const FolderIndex index(tree);
    const auto plan = planImage(index, options);
    if (!plan)
        return plan.error();
    ImageLayout layout(plan->total * kSector);
    for (const auto &[sector, bytes] : structuresOf(*plan, options)) {
        const auto added = bytes.isEmpty()
                               ? Result<void>()
                               : layout.add(sector * kSector, ContentSource::bytes(bytes));
        if (!added)
            return added.error();
    }
    const auto fatOffset = plan->fatStart * kSector;
    if (const auto added =
            plan->fat.addStructures(layout, fatOffset, options.identity.fatSerial, options.created);
        !added)
        return added.error();
    for (size_t i = 0; i < tree.entries().size(); ++i) {
        const auto &entry = tree.entries()[i];
        if (entry.isFolder)
            continue;
        const auto offset = fatOffset + plan->fat.fileOffset(i);
        if (const auto added = layout.add(offset, entry.content, entry.path); !added)
            return added.error();
    }
    if (const auto added = addNearAnchor(layout, *plan); !added)
        return added.error();
    const auto backup = gptBack(gptFacts(*plan, options));
    const auto backupOffset = layout.size() - quint64(backup.size());
    if (const auto added = layout.add(backupOffset, ContentSource::bytes(backup)); !added)
        return added.error();
    return layout;
}

} // namespace bootwright
