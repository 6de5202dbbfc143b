// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/readImage.h"

#include "core/base/Tr.h"
#include "core/image/Fat32.h"
#include "core/image/Gpt.h"
#include "core/image/Iso9660.h"
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

} // namespace

Result<FileTree> readImage(const ImageSource &source)
{
    if (auto tree = readUdf(source); isThere(tree))
        return tree;
    if (auto tree = readIso9660(source); isThere(tree))
        return tree;
    for (const auto &place : fatPlaces(source)) {
        if (auto tree = readFat(PartOfImage(source, place.offset, place.size)); isThere(tree))
            return tree;
    }
    return Error{Error::Kind::Unsupported,
                 Tr::tr("It holds no file system that is known here: UDF, ISO9660 or FAT."),
                 {}};
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

Result<QString> readVolumeLabel(const QString &path)
{
    const auto image = FileImage::open(path);
    if (!image)
        return image.error();
    if (isThere(readUdf(*image)))
        return readUdfLabel(*image);
    if (isThere(readIso9660(*image)))
        return readIso9660Label(*image);
    for (const auto &place : fatPlaces(*image)) {
        const PartOfImage volume(*image, place.offset, place.size);
        if (isThere(readFat(volume)))
            return readFatLabel(volume);
    }
    return QString();
}

} // namespace bootwright
