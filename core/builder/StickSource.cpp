// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/StickSource.h"

#include "core/base/Digest.h"
#include "core/base/Tr.h"
#include "core/builder/MediaFiles.h"
#include "core/builder/verifyMedia.h"
#include "core/image/readImage.h"
#include "core/recipe/MediaLabel.h"

#include <QFileInfo>

#include <algorithm>

namespace bootwright {

namespace {

Error damaged(const QString &source, const QString &path)
{
    return {Error::Kind::Corrupt,
            Tr::tr("Cannot use \"%1\". Its file \"%2\" is not what its manifest says: it was "
                   "damaged. Make the media again.")
                .arg(source, path),
            {}};
}

//! Holds the bytes of a file that go by against its hash.
class ManifestWatch final : public ContentWatch
{
public:
    ManifestWatch(QString source, Manifest::File file)
        : m_source(std::move(source))
        , m_file(std::move(file))
    {}
    void add(QByteArrayView bytes) override { m_digest.add(bytes); }
    Result<void> finish() override
    {
        return m_digest.finish() == m_file.sha256 ? Result<void>() : damaged(m_source, m_file.path);
    }

private:
    QString m_source;
    Manifest::File m_file;
    Digest m_digest{Digest::Kind::Sha256};
};

//! The tree with a watch on every file that the manifest names.
Result<FileTree> watched(const FileTree &tree, const Manifest &manifest, const QString &source)
{
    QHash<QString, const Manifest::File *> files;
    for (const auto &file : manifest.files) {
        const auto *entry = tree.find(file.path);
        if (!entry || entry->isFolder || entry->content.size() != file.size)
            return damaged(source, file.path);
        files.insert(file.path.toCaseFolded(), &file);
    }
    FileTree result;
    for (const auto &entry : tree.entries()) {
        const auto *file = files.value(entry.path.toCaseFolded());
        const auto content =
            file ? entry.content.watchedBy(std::make_shared<ManifestWatch>(source, *file))
                 : entry.content;
        const auto added = entry.isFolder
                               ? result.addFolder(entry.path)
                               : result.addFile(entry.path, content, roomFor(entry.path));
        if (!added)
            return added.error();
    }
    return result;
}

bool startsByUefi(const FileTree &tree)
{
    const auto &entries = tree.entries();
    return std::any_of(entries.begin(), entries.end(), [](const FileTree::Entry &entry) {
        return entry.path.startsWith(QStringLiteral("efi/boot/boot"), Qt::CaseInsensitive)
               && entry.path.endsWith(QStringLiteral(".efi"), Qt::CaseInsensitive);
    });
}

//! The name of the volume, for media without a manifest.
QString volumeLabelOf(const QString &path, bool isFolder)
{
    const auto label = isFolder ? Result<QString>(QString()) : readVolumeLabel(path);
    return label ? *label : QString();
}

} // namespace

Result<StickSource> openStickSource(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{Error::Kind::NotFound, Tr::tr("Cannot find the media \"%1\".").arg(path), {}};
    auto tree = info.isDir() ? openMedia(path) : readFullestImage(path);
    if (!tree)
        return tree.error();
    auto manifest = manifestOn(*tree);
    if (!manifest)
        return manifest.error().within(Tr::tr("Cannot use \"%1\".").arg(path));
    if (*manifest)
        tree = watched(*tree, **manifest, path);
    if (!tree)
        return tree.error();
    StickSource source{
        .name = path, .tree = std::move(*tree), .label = {}, .mediaGuid = {}, .warnings = {}};
    source.label = fatLabel(*manifest ? (*manifest)->label : volumeLabelOf(path, info.isDir()));
    if (*manifest)
        source.mediaGuid = (*manifest)->mediaGuid;
    if (source.tree.contentSize() == 0)
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("Cannot use \"%1\". There are no files in it.").arg(path),
                     {}};
    if (!startsByUefi(source.tree))
        source.warnings.append(
            Tr::tr("There is no boot manager for UEFI (efi/boot/boot*.efi) in \"%1\": most "
                   "computers will not start from these sticks.")
                .arg(path));
    return source;
}

} // namespace bootwright
