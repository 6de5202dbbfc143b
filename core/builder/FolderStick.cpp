// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/builder/PreparedStick.h"
#include "core/image/PartFile.h"
#include "core/image/syncVolume.h"
#include "core/tree/FolderTree.h"

#include <QDir>
#include <QFile>

#include <filesystem>
#include <map>

namespace bootwright {

namespace {

//! Where new content waits, on the stick itself so that it only has to be renamed.
QString stagingFolder()
{
    return QStringLiteral("Bootwright/refresh");
}

std::filesystem::path native(const QString &path)
{
    return std::filesystem::path(path.toStdU16String());
}

//! A stick that is mounted, or any folder: changed like everybody changes files, without special rights.
class FolderStick final : public PreparedStick
{
public:
    FolderStick(QString folder, FileTree files)
        : m_folder(std::move(folder))
        , m_files(std::move(files))
    {}
    ~FolderStick() override { QDir(at(stagingFolder())).removeRecursively(); }

    const FileTree &files() const override { return m_files; }
    quint64 freeSize() const override
    {
        std::error_code unknown;
        const auto space = std::filesystem::space(native(m_folder), unknown);
        return unknown ? 0 : quint64(space.available);
    }
    quint64 unitSize() const override { return 32_KiB; } // what FAT32 has at most on Windows

    Result<QByteArray>
    stage(const QString &path, const ContentSource &content, Control &control) override
    {
        if (!QDir().mkpath(at(stagingFolder())))
            return cannotWrite(at(stagingFolder()));
        const auto name = at(stagingFolder()) + u'/' + QString::number(m_staged.size());
        const auto file = PartFile::create(name);
        if (!file)
            return file.error();
        if (const auto sized = (*file)->resize(content.size()); !sized)
            return sized.error();
        const auto written = copyOut(
            content,
            [&](quint64 offset, std::span<const char> bytes) {
                return (*file)->write(offset, bytes);
            },
            control);
        if (!written)
            return written.error();
        if (const auto flushed = (*file)->flush(); !flushed)
            return flushed.error();
        const auto there = hashBack(
            content.size(),
            [&](quint64 offset, std::span<char> into) { return (*file)->read(offset, into); },
            control);
        if (!there)
            return there.error();
        if (*there != *written)
            return readsDifferently(path);
        if (const auto named = (*file)->rename(true); !named)
            return named.error();
        m_staged[path] = name;
        return *written;
    }

    Result<void> publish(const QString &path) override
    {
        const auto target = at(spelled(path));
        if (!QDir().mkpath(QFileInfo(target).absolutePath()))
            return cannotWrite(target);
        std::error_code failed;
        std::filesystem::rename(native(m_staged[path]), native(target), failed);
        return failed ? systemError(failed.value(), Tr::tr("Cannot write \"%1\".").arg(target))
                      : Result<void>();
    }

    Result<void> remove(const QString &path) override
    {
        const auto target = at(spelled(path));
        return !QFile::exists(target) || QFile::remove(target) ? Result<void>()
                                                               : cannotWrite(target);
    }

    Result<void> flush() override { return syncVolume(m_folder); }
    Result<FileTree> look() override { return folderTree(m_folder); }

private:
    QString at(const QString &path) const { return m_folder + u'/' + path; }

    //! \a path with the case that it, or the folders above it, have on the stick.
    QString spelled(const QString &path) const
    {
        if (path.isEmpty())
            return path;
        if (const auto *entry = m_files.find(path))
            return entry->path;
        const auto slash = path.lastIndexOf(u'/');
        if (slash < 0)
            return path;
        return spelled(path.first(slash)) + path.sliced(slash);
    }

    static Error cannotWrite(const QString &path)
    {
        return {Error::Kind::AccessDenied,
                Tr::tr("Cannot write \"%1\". Access is denied.").arg(path),
                {}};
    }

    QString m_folder;
    FileTree m_files;
    std::map<QString, QString> m_staged; //!< path on the stick → file that waits
};

} // namespace

Result<std::unique_ptr<PreparedStick>> openFolderStick(const QString &folder)
{
    // what a run left that was cut off
    QDir(folder + u'/' + stagingFolder()).removeRecursively();
    auto files = folderTree(folder);
    if (!files)
        return files.error().within(Tr::tr("Cannot refresh \"%1\".").arg(folder));
    return std::unique_ptr<PreparedStick>(
        std::make_unique<FolderStick>(QDir(folder).absolutePath(), std::move(*files)));
}

} // namespace bootwright
