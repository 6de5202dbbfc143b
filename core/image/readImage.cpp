// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/readImage.h"

#include "core/base/Tr.h"
#include "core/image/Fat32.h"
#include "core/image/Gpt.h"
#include "core/image/Iso9660.h"
#include "core/image/RenewalJournal.h"
#include "core/image/Udf.h"

namespace bootwright {

namespace {

bool isThere(const Result<FileTree> &tree)
{
    return tree || tree.error().kind != Error::Kind::NotFound;
}

//! Every place where a FAT volume may be: the partitions, then the whole.
std::vector<PartitionRange> fatPlaces(const ImageSource &source)
{
    auto places = readPartitions(source);
    places.push_back({0, source.size()});
    return places;
}

FileSystem fatKind(int bits)
{
    return bits == 12 ? FileSystem::Fat12 : bits == 16 ? FileSystem::Fat16 : FileSystem::Fat32;
}

Result<Volume> readAsItIs(const ImageSource &source)
{
    if (auto tree = readUdf(source); isThere(tree))
        return tree ? Result<Volume>(
                   Volume{FileSystem::Udf, readUdfLabel(source), 0, std::move(*tree)})
                    : tree.error();
    if (auto tree = readIso9660(source); isThere(tree))
        return tree ? Result<Volume>(
                   Volume{FileSystem::Iso9660, readIso9660Label(source), 0, std::move(*tree)})
                    : tree.error();
    for (const auto &place : fatPlaces(source)) {
        const PartOfImage volume(source, place.offset, place.size);
        auto tree = readFat(volume);
        if (isThere(tree))
            return tree ? Result<Volume>(Volume{fatKind(readFatBits(volume)),
                                                readFatLabel(volume),
                                                place.offset,
                                                std::move(*tree)})
                        : tree.error();
    }
    return Error{Error::Kind::Unsupported,
                 Tr::tr("It holds no file system that is known here: UDF, ISO9660 or FAT."),
                 {}};
}

} // namespace

Result<Volume> readVolume(const ImageSource &source)
{
    const auto view = RenewalJournal::readThrough(source);
    return view ? readAsItIs(*view) : view.error();
}

Result<FileTree> readImage(const ImageSource &source)
{
    auto volume = readVolume(source);
    if (!volume)
        return volume.error();
    return std::move(volume->tree);
}

Result<FileTree> readImage(const QString &path)
{
    const auto image = FileImage::open(path);
    if (!image)
        return image.error();
    auto tree = readImage(*image);
    if (!tree)
        return tree.error().within(Tr::tr("Cannot read \"%1\".").arg(path));
    return tree;
}

Result<FileTree> readFullestImage(const QString &path)
{
    const auto image = FileImage::open(path);
    if (!image)
        return image.error();
    const auto view = RenewalJournal::readThrough(*image);
    if (!view)
        return view.error();
    auto udf = readUdf(*view);
    auto iso = readIso9660(*view);
    if (udf && (!iso || udf->contentSize() >= iso->contentSize()))
        return udf;
    if (iso)
        return iso;
    return readImage(path);
}

Result<QString> readVolumeLabel(const QString &path)
{
    const auto image = FileImage::open(path);
    if (!image)
        return image.error();
    const auto volume = readVolume(*image);
    return volume ? volume->label : QString();
}

} // namespace bootwright
