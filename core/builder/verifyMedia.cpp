// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/verifyMedia.h"

#include "core/base/Digest.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/builder/FolderRenewal.h"
#include "core/builder/Manifest.h"
#include "core/image/readImage.h"
#include "core/tree/FolderTree.h"

#include <QFileInfo>
#include <QSet>

namespace bootwright {

namespace {

Result<Manifest> manifestOf(const FileTree &tree, const QString &path)
{
    const auto *entry = tree.find(manifestPath());
    if (!entry || entry->isFolder)
        return Error{
            Error::Kind::NotFound,
            Tr::tr("Cannot verify \"%1\". It carries no manifest: it was not made by Bootwright.")
                .arg(path),
            {}};
    if (entry->content.size() > 64_MiB)
        return Error{Error::Kind::Corrupt,
                     Tr::tr("Cannot verify \"%1\". Its manifest is damaged.").arg(path),
                     {}};
    const auto bytes = entry->content.readAll();
    if (!bytes)
        return bytes.error();
    auto manifest = readManifest(*bytes);
    if (!manifest)
        return manifest.error().within(Tr::tr("Cannot verify \"%1\".").arg(path));
    return manifest;
}

} // namespace

Result<FileTree> openMedia(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{Error::Kind::NotFound, Tr::tr("Cannot find the media \"%1\".").arg(path), {}};
    if (!info.isDir())
        return readImage(path);
    const auto tree = mediumTree(path);
    return tree ? FolderRenewal::readThrough(path, *tree) : tree.error();
}

Result<QByteArray> hashOf(const ContentSource &content, Control &control)
{
    auto reader = content.open();
    if (!reader)
        return reader.error();
    Digest digest(Digest::Kind::Sha256);
    QByteArray buffer(qsizetype(1_MiB), Qt::Uninitialized);
    for (auto left = content.size(); left > 0;) {
        const auto size = std::min<quint64>(left, quint64(buffer.size()));
        if (const auto read = (*reader)->read(std::span(buffer.data(), size_t(size))); !read)
            return read.error();
        digest.add(QByteArrayView(buffer).first(qsizetype(size)));
        if (const auto go = control.advance(size); !go)
            return go.error();
        left -= size;
    }
    return digest.finish();
}

Result<VerifyReport> verifyMedia(const QString &path, Control &control)
{
    const auto tree = openMedia(path);
    if (!tree)
        return tree.error();
    const auto manifest = manifestOf(*tree, path);
    if (!manifest)
        return manifest.error();
    for (const auto &file : manifest->files)
        control.expect(file.size);
    control.enter(Tr::tr("Verifying"));

    VerifyReport report;
    QSet<QString> known{manifestPath().toCaseFolded()};
    for (const auto &file : manifest->files) {
        known.insert(file.path.toCaseFolded());
        const auto *entry = tree->find(file.path);
        if (!entry || entry->isFolder) {
            report.missing.append(file.path);
            continue;
        }
        if (entry->content.size() != file.size) {
            report.changed.append(file.path);
            continue;
        }
        const auto hash = hashOf(entry->content, control);
        if (!hash && hash.error().kind == Error::Kind::Cancelled)
            return hash.error();
        if (!hash || *hash != file.sha256) {
            report.changed.append(file.path);
            continue;
        }
        ++report.files;
        report.bytes += file.size;
    }
    for (const auto &entry : tree->entries()) {
        if (!entry.isFolder && !known.contains(entry.path.toCaseFolded()))
            report.foreign.append(entry.path);
    }
    return report;
}

} // namespace bootwright
