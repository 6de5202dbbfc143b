// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/Lab.h"

#include "core/base/Tr.h"
#include "core/base/systemReason.h"
#include "core/builder/LabBootImage.h"
#include "core/site/LabSite.h"
#include "core/wim/WimReader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace bootwright {

namespace {

Error cannotWrite(const QString &path, const QFileDevice &file)
{
    const auto kind =
        file.error() == QFileDevice::ResourceError ? Error::Kind::NoSpace
        : file.error() == QFileDevice::OpenError || file.error() == QFileDevice::PermissionsError
            ? Error::Kind::AccessDenied
            : Error::Kind::Device;
    return {
        kind, Tr::tr("Cannot write \"%1\". %2.").arg(path, systemReason(file.errorString())), {}};
}

//! The file at \a path is the boot image of a training lab, perhaps of another version.
bool isLabBootImage(const QString &path)
{
    const auto reader = WimReader::open(path);
    return reader && reader->images().size() == 1
           && reader->images().first().name == QStringView(labImageName);
}

//! Whether \a bytes must still be written to \a path; InvalidInput if something else is there.
Result<bool> mustWrite(const QString &path, const QByteArray &bytes)
{
    if (!QFileInfo::exists(path))
        return true;
    QFile file(path);
    const bool isSame =
        file.open(QIODevice::ReadOnly) && file.size() == bytes.size() && file.readAll() == bytes;
    if (isSame)
        return false;
    if (isLabBootImage(path))
        return true;
    return Error{
        Error::Kind::InvalidInput,
        Tr::tr("Cannot write \"%1\". Another file is there, which the training lab would replace. "
               "Choose an empty folder, or move the file away.")
            .arg(path),
        {}};
}

Result<void> write(const QString &path, const QByteArray &bytes, Control &control)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return cannotWrite(path, file);
    if (const auto going = control.advance(quint64(bytes.size())); !going)
        return going; // the file that was not committed goes with its object
    if (!file.commit())
        return cannotWrite(path, file);
    return {};
}

using NamedBytes = std::pair<QString, QByteArray>;

//! All or nothing is asked first: a folder with half a lab in it would be a trap.
Result<void> writeAll(const QList<NamedBytes> &files, Control &control)
{
    QList<NamedBytes> missing;
    for (const auto &file : files) {
        const auto needed = mustWrite(file.first, file.second);
        if (!needed)
            return needed.error();
        if (*needed) {
            missing.append(file);
            control.expect(quint64(file.second.size()));
        }
    }
    for (const auto &[path, bytes] : missing) {
        if (const auto written = write(path, bytes, control); !written)
            return written.error();
    }
    return {};
}

} // namespace

Result<void> writeLab(const QString &folder, Control &control)
{
    control.enter(Tr::tr("Writing the training lab"));
    const auto image = labBootImage();
    if (!image)
        return image.error();
    if (!QDir().mkpath(folder))
        return Error{
            Error::Kind::AccessDenied, Tr::tr("Cannot make the folder \"%1\".").arg(folder), {}};
    const QDir lab(folder);
    return writeAll({{lab.filePath(QStringLiteral("boot.wim")), *image},
                     {lab.filePath(QStringLiteral("site.json")), labProfileJson()},
                     {lab.filePath(QStringLiteral("recipe.json")), labRecipeJson()}},
                    control);
}

Result<void> writeLabBootImage(const QString &path, Control &control)
{
    control.enter(Tr::tr("Writing the training lab's boot image"));
    const auto image = labBootImage();
    if (!image)
        return image.error();
    return writeAll({{path, *image}}, control);
}

} // namespace bootwright
