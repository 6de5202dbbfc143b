// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/Prestart.h"

#include "core/archive/ZipArchive.h"
#include "core/base/Tr.h"
#include "core/tree/FolderTree.h"
#include "core/variables/MediaFiles.h"
#include "core/wim/WimOverlay.h"

namespace bootwright {

namespace {

Result<void>
addTree(WimOverlay &overlay, const QString &folder, const FileTree &tree, const QDateTime &now)
{
    for (const auto &entry : tree.entries()) {
        if (entry.isFolder)
            continue;
        if (const auto added = overlay.addFile(folder + entry.path, entry.content, now); !added)
            return added;
    }
    return {};
}

} // namespace

Result<FileTree> filesOf(const FilesDraft &files)
{
    if (!files.zip.isEmpty()) {
        const auto zip = ZipArchive::open(files.zip);
        if (!zip)
            return zip.error();
        return zip->tree();
    }
    if (!files.folder.isEmpty())
        return folderTree(files.folder);
    return FileTree();
}

Result<FileTree> prestartFiles(const MediaRecipe &recipe, Site &site, Control &control)
{
    const auto &answers = recipe.answers();
    const auto &files = answers.prestart.files;
    if (files.packageId.isEmpty())
        return filesOf(files);
    const auto folder = site.packageFolder(files.packageId, answers.distributionPoint, control);
    if (!folder)
        return folder.error();
    return folderTree(*folder);
}

Result<ContentSource> bootWim(const BootImage &image,
                              const MediaRecipe &recipe,
                              const FileTree &prestart,
                              const FileTree &embedded,
                              const QDateTime &now)
{
    const auto &command = recipe.answers().prestart.command;
    if (command.isEmpty() && embedded.entries().empty())
        return image.reader().content();
    auto overlay = WimOverlay::over(image.reader(), image.imageIndex());
    if (!overlay)
        return overlay.error();
    if (!command.isEmpty()) {
        const auto ini = ContentSource::bytes(tsConfigIni(command));
        if (const auto added = overlay->addFile(QStringLiteral("TSConfig.ini"), ini, now); !added)
            return added.error();
        if (const auto added =
                addTree(*overlay, QStringLiteral("sms/PKG/SMS10000/"), prestart, now);
            !added)
            return added.error();
    }
    if (const auto added = addTree(*overlay, {}, embedded, now); !added)
        return added.error();
    return overlay->content();
}

} // namespace bootwright
