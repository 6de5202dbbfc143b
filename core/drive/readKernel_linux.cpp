// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/readBlockSystem.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace bootwright {

namespace {

QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString numberText(dev_t number)
{
    return QStringLiteral("%1:%2").arg(major(number)).arg(minor(number));
}

//! What is behind a loop device over \a file, as in SysfsAttributes.
QString backingOf(const QString &file)
{
    struct stat info;
    if (::stat(QFile::encodeName(file).constData(), &info) != 0)
        return QStringLiteral("unknown");
    if (S_ISBLK(info.st_mode))
        return QStringLiteral("device ") + numberText(info.st_rdev);
    if (S_ISREG(info.st_mode))
        return QStringLiteral("file ") + numberText(info.st_dev);
    return QStringLiteral("unknown");
}

//! The names below /dev/disk/by-id of each device node.
QMap<QString, QString> lastingPaths()
{
    QMap<QString, QString> paths;
    const QDir links(QStringLiteral("/dev/disk/by-id"));
    for (const auto &link : links.entryInfoList(QDir::System | QDir::Files, QDir::Name)) {
        auto &path = paths[link.canonicalFilePath()];
        // names of the model and serial before the ones that are bare numbers
        if (path.isEmpty() || link.fileName().startsWith(u"usb-"))
            path = link.absoluteFilePath();
    }
    return paths;
}

SysfsAttributes attributesOf(const QString &folder)
{
    static const QStringList files{QStringLiteral("dev"),
                                   QStringLiteral("size"),
                                   QStringLiteral("ro"),
                                   QStringLiteral("removable"),
                                   QStringLiteral("hidden"),
                                   QStringLiteral("partition"),
                                   QStringLiteral("diskseq"),
                                   QStringLiteral("queue/logical_block_size"),
                                   QStringLiteral("device/type"),
                                   QStringLiteral("dm/name"),
                                   QStringLiteral("dm/uuid"),
                                   QStringLiteral("loop/backing_file")};
    SysfsAttributes attributes;
    for (const auto &file : files)
        if (const auto path = folder + u'/' + file; QFile::exists(path))
            attributes[file] = QString::fromUtf8(textOf(path)).remove(u'\n');
    attributes[QStringLiteral("path")] =
        QFileInfo(folder).canonicalFilePath().sliced(qsizetype(qstrlen("/sys")));
    attributes[QStringLiteral("slaves")] = QDir(folder + QStringLiteral("/slaves"))
                                               .entryList(QDir::AllEntries | QDir::NoDotAndDotDot)
                                               .join(u' ');
    if (const auto file = attributes.value(QStringLiteral("loop/backing_file")); !file.isEmpty())
        attributes[QStringLiteral("backing")] = backingOf(file);
    return attributes;
}

std::vector<QStringList> btrfsSets()
{
    std::vector<QStringList> sets;
    const QDir folder(QStringLiteral("/sys/fs/btrfs"));
    for (const auto &id : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir devices(folder.filePath(id + QStringLiteral("/devices")));
        if (devices.exists())
            sets.push_back(devices.entryList(QDir::AllEntries | QDir::NoDotAndDotDot));
    }
    return sets;
}

} // namespace

BlockSystem readKernel()
{
    BlockSystem system;
    const auto lasting = lastingPaths();
    const QDir folder(QStringLiteral("/sys/class/block"));
    for (const auto &name : folder.entryList(QDir::AllEntries | QDir::NoDotAndDotDot)) {
        auto device = parseBlockDevice(attributesOf(folder.filePath(name)));
        if (!device)
            continue;
        device->lastingPath = lasting.value(device->node());
        system.devices.push_back(std::move(*device));
    }
    system.mounts = textOf(QStringLiteral("/proc/self/mountinfo"));
    system.swaps = textOf(QStringLiteral("/proc/swaps"));
    system.btrfsSets = btrfsSets();
    return system;
}

} // namespace bootwright
