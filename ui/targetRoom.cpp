// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/targetRoom.h"

#include "core/base/Tr.h"
#include "core/share/Share.h"

#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

namespace bootwright {

namespace {

//! What lies on the media beside the boot image, generously.
constexpr qint64 RoomBesideImage = 64 * 1024 * 1024;

//! Bytes of the boot image that was chosen earlier; 0 if that is not known yet.
qint64 knownImageSize(const Answers &answers)
{
    const auto &wanted = answers.draft.bootImage;
    if (!wanted.file.isEmpty())
        return QFileInfo(wanted.file).size();
    const auto *image = answers.site.bootImage(wanted.packageId);
    return image ? qint64(image->sizeBytes) : 0;
}

//! No valid one when the system cannot tell.
QStorageInfo diskOf(const QString &path)
{
    if (needsShareClient(path))
        return {};
    return QStorageInfo(QFileInfo(path).absolutePath());
}

} // namespace

QString roomText(const QString &path, const QLocale &locale)
{
    const auto disk = diskOf(path);
    if (path.isEmpty() || !disk.isValid())
        return {};
    return Tr::tr("Free there: %1.").arg(locale.formattedDataSize(disk.bytesAvailable()));
}

QString whyNoRoom(const Answers &answers, const QLocale &locale)
{
    const auto &path = answers.draft.target.path;
    const auto disk = diskOf(path);
    const auto needed = knownImageSize(answers) + RoomBesideImage;
    if (!disk.isValid() || disk.bytesAvailable() >= needed)
        return {};
    return Tr::tr("The disk of \"%1\" has %2 free, but the image needs about %3. Choose another "
                  "disk, or make room.")
        .arg(QDir::toNativeSeparators(path),
             locale.formattedDataSize(disk.bytesAvailable()),
             locale.formattedDataSize(needed));
}

} // namespace bootwright
