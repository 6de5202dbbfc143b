// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/WimReader.h"

#include "core/base/Tr.h"

#include <algorithm>

namespace bootwright {

namespace {

//! Reads an entry of a WIM and says in which file the trouble is.
class EntryReader final : public ContentReader
{
public:
    EntryReader(std::unique_ptr<ContentReader> reader, QString context)
        : m_reader(std::move(reader))
        , m_context(std::move(context))
    {}
    Result<void> read(std::span<char> into) override
    {
        if (const auto done = m_reader->read(into); !done)
            return done.error().within(m_context);
        return {};
    }

private:
    std::unique_ptr<ContentReader> m_reader;
    QString m_context;
};

QString cannotRead(const WimEntry &file, const QString &wim)
{
    return Tr::tr("Cannot read \"%1\" in \"%2\".").arg(file.name, wim);
}

} // namespace

Result<WimReader> WimReader::open(const QString &path)
{
    const auto file = WimFile::open(path);
    if (!file)
        return file.error();
    return open(*file);
}

Result<WimReader> WimReader::openBytes(const QByteArray &bytes, const QString &name)
{
    return open(WimFile::memory(bytes, name));
}

Result<WimReader> WimReader::open(const WimFile &file)
{
    WimReader reader;
    auto wim = WimContainer::read(file);
    if (!wim)
        return wim.error().within(Tr::tr("Cannot use \"%1\".").arg(file.name()));
    reader.m_wim = std::move(*wim);
    return reader;
}

Result<void> WimReader::selectImage(int index)
{
    if (index < 1 || index > m_wim.images.size())
        return Error{Error::Kind::NotFound,
                     Tr::tr("Cannot use \"%1\". It has no image %2.").arg(path()).arg(index),
                     {}};
    auto tree = m_wim.metadata(index);
    if (!tree)
        return named(tree.error());
    m_tree = std::move(*tree);
    m_selected = index;
    return {};
}

Result<const WimBlob *> WimReader::blobOf(const WimEntry &file) const
{
    if (file.isFolder)
        return named(file, {Error::Kind::InvalidInput, Tr::tr("It is a folder."), {}});
    if (file.isEncrypted())
        return named(file, {Error::Kind::Unsupported, Tr::tr("It is encrypted by NTFS."), {}});
    if (file.sha1.isEmpty())
        return nullptr;
    const auto *blob = m_wim.content(file.sha1);
    if (!blob)
        return named(file, damagedWim(QStringLiteral("no blob for its SHA-1")));
    return blob;
}

Result<QByteArray> WimReader::read(const WimEntry &file, quint64 atMost) const
{
    const auto blob = blobOf(file);
    if (!blob)
        return blob.error();
    if (!*blob)
        return QByteArray();
    auto bytes =
        readWimResource(m_wim.file, (*blob)->resource, m_wim.codec(), (*blob)->sha1, atMost);
    if (!bytes)
        return named(file, bytes.error());
    return bytes;
}

Result<ContentSource> WimReader::content(const WimEntry &file) const
{
    const auto blob = blobOf(file);
    if (!blob)
        return blob.error();
    if (!*blob)
        return ContentSource();
    const auto open = [wim = m_wim.file,
                       blob = **blob,
                       codec = m_wim.codec(),
                       context =
                           cannotRead(file, path())]() -> Result<std::unique_ptr<ContentReader>> {
        const auto own = wim.reopened(); // it may be read on another thread
        if (!own)
            return own.error();
        auto reader = WimResourceReader::open(*own, blob.resource, codec, blob.sha1);
        if (!reader)
            return reader.error().within(context);
        return std::make_unique<EntryReader>(std::move(*reader), context);
    };
    return ContentSource::stream((*blob)->resource.size, open);
}

ContentSource WimReader::content() const
{
    const auto whole = m_wim.file.slice(0, size());
    const auto watch = m_wim.integrityWatch();
    return watch ? whole.watchedBy(watch) : whole;
}

Result<void> WimReader::checkIntegrity(Control &control) const
{
    if (!m_wim.integrity)
        return {};
    control.expect(m_wim.integrity->end);
    const auto watch = m_wim.integrityWatch();
    for (quint64 done = 0; done < m_wim.integrity->end;) {
        const auto bytes = m_wim.file.readAt(done, std::min(1_MiB, m_wim.integrity->end - done));
        if (!bytes)
            return named(bytes.error());
        watch->add(*bytes);
        done += quint64(bytes->size());
        if (const auto goOn = control.advance(quint64(bytes->size())); !goOn)
            return goOn;
    }
    return watch->finish();
}

Error WimReader::named(const Error &error) const
{
    return error.within(Tr::tr("Cannot use \"%1\".").arg(path()));
}

Error WimReader::named(const WimEntry &file, const Error &error) const
{
    return error.within(cannotRead(file, path()));
}

} // namespace bootwright
