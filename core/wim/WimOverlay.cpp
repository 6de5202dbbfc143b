// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/WimOverlay.h"

#include "core/base/Tr.h"
#include "core/tree/FileTree.h"
#include "core/wim/WimDentry.h"

#include <algorithm>

// The result, every offset from the start of the file:
//   0     208  header: as before, with new places of blob table, XML, integrity and boot metadata
//   208   ..   the original from 208 to its end
//   ..    ..   added contents, not compressed, each at a multiple of 8
//   ..    ..   metadata of the changed image, not compressed
//   ..    ..   blob table
//   ..    ..   XML
//   ..    ..   integrity table, if the original has one; covers all from 208 to the end of the blob table

namespace bootwright {

namespace {

constexpr qsizetype deepestFolder = 128;

QStringList partsOf(const QString &path)
{
    return QString(path).replace(u'\\', u'/').split(u'/', Qt::SkipEmptyParts);
}

//! Reads \a size bytes in pieces.
Result<void>
readThrough(ContentReader &reader, quint64 size, const std::function<void(QByteArrayView)> &seen)
{
    QByteArray piece(qsizetype(std::min(size, 1_MiB)), Qt::Uninitialized);
    while (size > 0) {
        const auto now = std::min(size, quint64(piece.size()));
        if (const auto done = reader.read(std::span(piece.data(), size_t(now))); !done)
            return done;
        seen(QByteArrayView(piece).first(qsizetype(now)));
        size -= now;
    }
    return {};
}

//! The SHA-1 of \a content, whose own watches see it too.
Result<QByteArray> sha1Of(const ContentSource &content)
{
    auto reader = content.open();
    if (!reader)
        return reader.error();
    Digest digest(Digest::Kind::Sha1);
    const auto read = readThrough(**reader, content.size(), [&](QByteArrayView bytes) {
        digest.add(bytes);
        for (const auto &watch : content.watches())
            watch->add(bytes);
    });
    if (!read)
        return read.error();
    for (const auto &watch : content.watches()) {
        if (const auto good = watch->finish(); !good)
            return good.error();
    }
    return digest.finish();
}

} // namespace

//! What follows the original, as it grows.
struct WimOverlay::Tail
{
    QByteArray header;
    QList<WimBlob> blobs;
    std::vector<ContentSource> parts; //!< from byte 208 on; the first is the original
    QList<HashedRange> added;
    qsizetype metadataAt = 0; //!< the metadata of the changed image in blobs
    quint64 integrityEnd = 0; //!< behind the blob table
    quint64 end = 0;

    //! Puts \a content at the next multiple of 8.
    WimResource append(const ContentSource &content, quint8 flags)
    {
        const auto padding = roundUp(end, 8) - end;
        if (padding > 0)
            parts.push_back(ContentSource::zeros(padding));
        const WimResource resource{content.size(), flags, end + padding, content.size()};
        parts.push_back(content);
        end = resource.end();
        return resource;
    }
};

WimOverlay::WimOverlay(const WimContainer &base, int imageIndex, const WimMetadata &metadata)
    : m_base(base)
    , m_imageIndex(imageIndex)
    , m_tree(metadata)
    , m_blobs(base.blobs)
    , m_contents(base.contentBlobs)
{}

Result<WimOverlay> WimOverlay::over(const WimReader &base, int imageIndex)
{
    auto selected = base;
    if (const auto good = selected.selectImage(imageIndex); !good)
        return good.error();
    return WimOverlay(base.container(), imageIndex, selected.tree());
}

Result<void>
WimOverlay::addFile(const QString &path, const ContentSource &content, const QDateTime &time)
{
    auto parts = partsOf(path);
    if (parts.isEmpty() || parts.size() > deepestFolder)
        return refused(path, Tr::tr("That is not the path of a file."));
    WimNewDentry entry;
    entry.name = parts.takeLast();
    entry.attributes = wimAttribute::archive;
    entry.created = wimTime(time);
    entry.written = entry.created;
    if (const auto why = whyNotWindowsName(entry.name); !why.isEmpty())
        return refused(path, why);
    const auto folder = makeFolder(parts, entry.written);
    if (!folder)
        return refused(path, folder.error().message);
    auto *old = (*folder)->child(entry.name);
    if (old && le<quint32>(old->dentry, dentryOffset::attributes) & wimAttribute::folder)
        return refused(path, Tr::tr("A folder of that name is there."));
    auto sha1 = keep(content);
    if (!sha1)
        return sha1.error();
    entry.sha1 = *sha1;
    if (!old) {
        (*folder)->children.push_back({wimDentry(entry), entry.name, false, {}});
        return {};
    }
    // The name as it was, so that a short name still fits; no longer one file with its hard links.
    entry.name = old->name;
    entry.shortName = wimDentryShortName(old->dentry);
    entry.attributes |=
        le<quint32>(old->dentry, dentryOffset::attributes) & wimAttribute::readOnlyHiddenSystem;
    entry.security = le<quint32>(old->dentry, dentryOffset::security);
    entry.created = le<quint64>(old->dentry, dentryOffset::created);
    release(old->dentry);
    old->dentry = wimDentry(entry);
    return {};
}

Result<void> WimOverlay::removeFile(const QString &path)
{
    auto parts = partsOf(path);
    auto *folder = &m_tree.root;
    const auto name = parts.isEmpty() ? QString() : parts.takeLast();
    for (const auto &part : parts)
        folder = folder ? folder->child(part) : nullptr;
    auto *node = folder ? folder->child(name) : nullptr;
    if (!node)
        return Error{Error::Kind::NotFound,
                     Tr::tr("Cannot remove \"%1\" from \"%2\". It is not there.")
                         .arg(path, m_base.file.name()),
                     {}};
    if (le<quint32>(node->dentry, dentryOffset::attributes) & wimAttribute::folder)
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("Cannot remove \"%1\" from \"%2\". It is a folder.")
                         .arg(path, m_base.file.name()),
                     {}};
    release(node->dentry);
    folder->children.erase(folder->children.begin() + (node - folder->children.data()));
    return {};
}

Result<WimNode *> WimOverlay::makeFolder(const QStringList &parts, quint64 time)
{
    auto *folder = &m_tree.root;
    for (const auto &part : parts) {
        auto *next = folder->child(part);
        if (!next) {
            if (const auto why = whyNotWindowsName(part); !why.isEmpty())
                return Error{Error::Kind::InvalidInput, why, {}};
            WimNewDentry entry;
            entry.name = part;
            entry.attributes = wimAttribute::folder;
            entry.created = time;
            entry.written = time;
            next = &folder->children.emplace_back(WimNode{wimDentry(entry), part, true, {}});
        }
        if (!next->isFolder)
            return Error{
                Error::Kind::InvalidInput, Tr::tr("\"%1\" is not a folder.").arg(part), {}};
        folder = next;
    }
    return folder;
}

//! One more reference to \a content, which becomes a blob if it is not one. Its SHA-1; empty for no bytes.
Result<QByteArray> WimOverlay::keep(const ContentSource &content)
{
    if (content.size() == 0)
        return QByteArray();
    auto sha1 = sha1Of(content);
    if (!sha1)
        return sha1.error();
    auto at = m_contents.value(*sha1, -1);
    if (at < 0) {
        at = m_blobs.size();
        WimBlob blob;
        blob.sha1 = *sha1;
        blob.resource.size = content.size();
        m_blobs.append(blob);
        m_contents.insert(*sha1, at);
        m_added.insert(at, content);
    } else if (m_blobs[at].resource.size != content.size()) {
        return Error{Error::Kind::Corrupt,
                     Tr::tr("Cannot use \"%1\". It has a wrong SHA-1.").arg(m_base.file.name()),
                     QString::fromLatin1(sha1->toHex())};
    }
    ++m_blobs[at].references;
    return sha1;
}

void WimOverlay::release(const QByteArray &dentry)
{
    for (const auto &sha1 : wimDentryStreams(dentry)) {
        const auto at = m_contents.value(sha1, -1);
        if (at >= 0 && m_blobs[at].references > 0)
            --m_blobs[at].references;
    }
}

Error WimOverlay::refused(const QString &path, const QString &why) const
{
    return Error{Error::Kind::InvalidInput,
                 Tr::tr("Cannot put \"%1\" into \"%2\". %3").arg(path, m_base.file.name(), why),
                 {}};
}

Result<ContentSource> WimOverlay::content() const
{
    Tail tail;
    tail.header = m_base.header.bytes;
    tail.end = m_base.file.size();
    tail.parts.push_back(m_base.file.slice(wimHeaderSize, tail.end - wimHeaderSize));
    appendContents(tail);
    appendMetadata(tail);
    appendTables(tail);
    if (const auto done = appendIntegrity(tail); !done)
        return done.error();

    auto parts = std::move(tail.parts);
    parts.insert(parts.begin(), ContentSource::bytes(tail.header));
    const auto whole = ContentSource::joined(std::move(parts));
    auto added = std::make_shared<HashedRangesWatch>(
        tail.added,
        Error{Error::Kind::Corrupt,
              Tr::tr("Cannot add files to \"%1\". They changed while they were read.")
                  .arg(m_base.file.name()),
              {}});
    const auto integrity = m_base.integrityWatch();
    return integrity ? whole.watchedBy(integrity).watchedBy(added) : whole.watchedBy(added);
}

//! Added contents, and the blobs that are still of use. Counts in the original may be wrong: a blob
//! that the image needs stays, and one that was not counted before is left alone.
void WimOverlay::appendContents(Tail &tail) const
{
    const auto used = m_tree.references();
    for (qsizetype i = 0; i < m_blobs.size(); ++i) {
        auto blob = m_blobs[i];
        const bool wasCounted = i >= m_base.blobs.size() || m_base.blobs[i].references > 0;
        if (wasCounted && blob.references == 0) {
            blob.references = used.value(blob.sha1);
            if (blob.references == 0)
                continue;
        }
        if (const auto added = m_added.constFind(i); added != m_added.cend()) {
            blob.resource = tail.append(*added, 0);
            tail.added.append({blob.resource.offset, blob.resource.size, blob.sha1});
        }
        if (i == m_base.metadataBlobs[m_imageIndex - 1])
            tail.metadataAt = tail.blobs.size();
        tail.blobs.append(blob);
    }
}

void WimOverlay::appendMetadata(Tail &tail) const
{
    const auto bytes = m_tree.bytes();
    auto &blob = tail.blobs[tail.metadataAt];
    blob.resource = tail.append(ContentSource::bytes(bytes), WimResource::metadataFlag);
    blob.sha1 = sha1(bytes);
    if (m_base.header.bootIndex == m_imageIndex)
        putWimResource(tail.header, wimHeaderOffset::bootMetadata, blob.resource);
}

void WimOverlay::appendTables(Tail &tail) const
{
    const auto table =
        tail.append(ContentSource::bytes(wimBlobTable(tail.blobs)), WimResource::metadataFlag);
    putWimResource(tail.header, wimHeaderOffset::blobTable, table);
    const auto sizeOf = [this](const QByteArray &sha1) {
        const auto at = m_contents.value(sha1, -1);
        return at < 0 ? 0 : m_blobs[at].resource.size;
    };
    tail.integrityEnd = tail.end;
    const auto xml = withWimCounters(m_base.xml, m_imageIndex, m_tree.counters(sizeOf), tail.end);
    putWimResource(tail.header,
                   wimHeaderOffset::xml,
                   tail.append(ContentSource::bytes(xml), WimResource::metadataFlag));
}

//! Hashes of chunks that lie wholly in what the original covers stay; the watch compares them.
Result<void> WimOverlay::appendIntegrity(Tail &tail) const
{
    if (!m_base.integrity)
        return {};
    auto integrity = *m_base.integrity;
    const auto kept = integrity.wholeChunks();
    integrity.hashes.truncate(qsizetype(kept) * sha1Size);
    integrity.end = tail.integrityEnd;
    auto offset = quint64(wimHeaderSize) + kept * integrity.chunkSize;
    if ((integrity.end - offset) / integrity.chunkSize > largestIntegrityTable / sha1Size)
        return damagedWim(QStringLiteral("integrity: chunks of %1 bytes").arg(integrity.chunkSize))
            .within(Tr::tr("Cannot use \"%1\".").arg(m_base.file.name()));

    auto parts = tail.parts;
    parts.front() = m_base.file.slice(offset, m_base.file.size() - offset);
    auto reader = ContentSource::joined(std::move(parts)).open();
    if (!reader)
        return reader.error();
    while (offset < integrity.end) {
        const auto size = std::min<quint64>(integrity.chunkSize, integrity.end - offset);
        Digest digest(Digest::Kind::Sha1);
        const auto read =
            readThrough(**reader, size, [&](QByteArrayView bytes) { digest.add(bytes); });
        if (!read)
            return read;
        integrity.hashes += digest.finish();
        offset += size;
    }
    const auto table = tail.append(ContentSource::bytes(integrity.table()), 0);
    putWimResource(tail.header, wimHeaderOffset::integrity, table);
    return {};
}

} // namespace bootwright
