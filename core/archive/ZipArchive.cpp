// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/ZipArchive.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/tree/FolderTree.h"

#include <QFile>
#include <QSet>
#include <quazip/quazip.h>
#include <quazip/quazipfile.h>
#include <quazip/quazipfileinfo.h>

#include <algorithm>
#include <numeric>

namespace bootwright {

namespace {

constexpr int MostEntries = 65535;
constexpr int LongestPath = 1024;
constexpr quint16 Stored = 0;
constexpr quint16 Deflated = 8;
//! Deflate packs 258 bytes into two bits at best (zlib's technical details: 1032 to 1).
constexpr quint64 DeflateFactor = 1032;

Error damaged(const QString &zip, const QString &detail)
{
    return Error{
        Error::Kind::Corrupt,
        Tr::tr("Cannot read \"%1\". It is not a zip archive, it is empty, or it is damaged.")
            .arg(zip),
        detail};
}

Error refused(Error::Kind kind, const QString &zip, const QString &name, const QString &why)
{
    return Error{
        kind, Tr::tr("Cannot use the archive \"%1\". \"%2\" %3").arg(zip, name.left(200), why), {}};
}

//! QuaZip would otherwise take the code page of Windows, and names such as "grüße.txt" would be lost.
void readNamesAsUtf8(QuaZip &zip)
{
    zip.setFileNameCodec("UTF-8");
}

//! Why \a path leads out of its folder or is no path; empty if it is harmless.
QString whyNotInside(const QString &path)
{
    if (path.startsWith(u'/') || (path.size() > 1 && path[1] == u':'))
        return Tr::tr("has an absolute path.");
    if (path.size() > LongestPath)
        return Tr::tr("has a path of more than %1 characters.").arg(LongestPath);
    if (path.split(u'/').contains(QStringLiteral("..")))
        return Tr::tr("leads out of the archive.");
    return {};
}

//! The entry for \a info: refused if its name, method or sizes are not harmless.
Result<ZipArchive::Entry> judged(const QuaZipFileInfo64 &info, const QString &zip)
{
    auto path = info.name;
    path.replace(u'\\', u'/');
    const bool isFolder = path.endsWith(u'/');
    if (const auto why = whyNotInside(path); !why.isEmpty())
        return refused(Error::Kind::InvalidInput, zip, info.name, why);
    if (isFolder)
        path.chop(1);
    if (info.isEncrypted())
        return refused(Error::Kind::Unsupported,
                       zip,
                       info.name,
                       Tr::tr("is encrypted; pack the archive without a password."));
    if (info.isSymbolicLink())
        return refused(Error::Kind::Unsupported,
                       zip,
                       info.name,
                       Tr::tr("is a link; pack what it leads to instead."));
    if (info.method != Stored && info.method != Deflated)
        return refused(Error::Kind::Unsupported,
                       zip,
                       info.name,
                       Tr::tr("is packed in a strange way; pack it with plain zip (deflate)."));
    const auto most =
        info.method == Stored ? info.compressedSize : (info.compressedSize + 1) * DeflateFactor;
    if (info.uncompressedSize > most || (isFolder && info.uncompressedSize > 0))
        return refused(
            Error::Kind::Corrupt, zip, info.name, Tr::tr("claims more bytes than it can have."));
    return ZipArchive::Entry{path, info.uncompressedSize, info.crc, isFolder};
}

//! The last record of a zip (APPNOTE.TXT 4.3.16) ends with the file: nothing was cut off. QuaZip reads
//! what is missing of it as zeros.
bool endsWithLastRecord(const QString &path)
{
    constexpr qint64 RecordSize = 22;
    constexpr qint64 LongestComment = 0xFFFF;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)
        || !file.seek(qMax(qint64(0), file.size() - RecordSize - LongestComment)))
        return false;
    const auto tail = file.readAll();
    const auto at = tail.lastIndexOf("PK\x05\x06");
    return at >= 0 && tail.size() - at >= RecordSize
           && le<quint16>(tail, at + 20) == tail.size() - at - RecordSize;
}

//! The list of \a zip, not judged yet.
Result<QList<QuaZipFileInfo64>> listOf(QuaZip &zip, const QString &path)
{
    if (!endsWithLastRecord(path))
        return damaged(path, QStringLiteral("no end of central directory at the end"));
    if (!zip.open(QuaZip::mdUnzip))
        return damaged(path, QStringLiteral("QuaZip::open: %1").arg(zip.getZipError()));
    const auto count = zip.getEntriesCount();
    if (count <= 0 || count > MostEntries)
        return damaged(path, QStringLiteral("%1 entries").arg(count));
    const auto list = zip.getFileInfoList64();
    if (list.size() != count || zip.getZipError() != UNZ_OK)
        return damaged(path,
                       QStringLiteral("%1 of %2 entries, error %3")
                           .arg(list.size())
                           .arg(count)
                           .arg(zip.getZipError()));
    return list;
}

//! One file of a zip as it is unpacked. The checksum is compared with the last byte.
class ZipReader final : public ContentReader
{
public:
    ZipReader(const QString &path, ZipArchive::Entry entry)
        : m_path(path)
        , m_entry(std::move(entry))
        , m_zip(path)
        , m_file(&m_zip)
        , m_left(m_entry.size)
    {
        readNamesAsUtf8(m_zip);
    }

    Result<void> openAt(size_t index)
    {
        bool there = m_zip.open(QuaZip::mdUnzip) && m_zip.goToFirstFile();
        for (size_t i = 0; there && i < index; ++i)
            there = m_zip.goToNextFile();
        if (!there)
            return damaged(m_path, QStringLiteral("entry %1 is gone").arg(index));
        QuaZipFileInfo64 info;
        if (!m_zip.getCurrentFileInfo(&info) || info.uncompressedSize != m_entry.size
            || info.crc != m_entry.crc || !m_file.open(QIODevice::ReadOnly))
            return damaged(
                m_path, QStringLiteral("%1: error %2").arg(m_entry.path).arg(m_file.getZipError()));
        return m_left == 0 ? finish() : Result<void>();
    }

    Result<void> read(std::span<char> into) override
    {
        if (into.empty())
            return {};
        while (!into.empty()) {
            const auto got = m_file.read(into.data(), qint64(into.size()));
            if (got <= 0)
                return wrong(QStringLiteral("ends %1 bytes early").arg(m_left));
            into = into.subspan(size_t(got));
            m_left -= quint64(got);
        }
        return m_left == 0 ? finish() : Result<void>();
    }

private:
    Result<void> finish()
    {
        char more = 0;
        if (m_file.read(&more, 1) > 0)
            return wrong(QStringLiteral("more bytes than listed"));
        m_file.close();
        if (m_file.getZipError() != UNZ_OK)
            return wrong(QStringLiteral("error %1").arg(m_file.getZipError()));
        return {};
    }
    Error wrong(const QString &detail) const
    {
        return Error{Error::Kind::Corrupt,
                     Tr::tr("Cannot unpack \"%1\" from \"%2\". The archive is damaged.")
                         .arg(m_entry.path, m_path),
                     detail};
    }

    QString m_path;
    ZipArchive::Entry m_entry;
    QuaZip m_zip;
    QuaZipFile m_file;
    quint64 m_left;
};

} // namespace

Result<ZipArchive> ZipArchive::open(const QString &path)
{
    const auto file = ContentSource::file(path);
    if (!file)
        return file.error();
    QuaZip zip(path);
    readNamesAsUtf8(zip);
    const auto list = listOf(zip, path);
    if (!list)
        return list.error();
    std::vector<Entry> entries;
    FileTree tree;
    quint64 packed = 0;
    for (const auto &info : *list) {
        auto entry = judged(info, path);
        if (!entry)
            return entry.error();
        const auto added =
            entry->isFolder ? tree.addFolder(entry->path) : tree.addFile(entry->path, {});
        if (!added)
            return added.error().within(Tr::tr("Cannot use the archive \"%1\".").arg(path));
        if (const auto fits = checkFatSize(entry->path, entry->size); !fits)
            return fits.error();
        // entries that share packed bytes are how an archive unpacks to more than its size allows
        packed += std::min(info.compressedSize, file->size() + 1);
        if (packed > file->size())
            return damaged(path, QStringLiteral("more packed bytes than the file has"));
        entries.push_back(std::move(*entry));
    }
    return ZipArchive(path, std::move(entries));
}

ZipArchive::ZipArchive(QString path, std::vector<Entry> entries)
    : m_path(std::move(path))
    , m_entries(std::move(entries))
{}

ContentSource ZipArchive::content(size_t index) const
{
    const auto &entry = m_entries[index];
    return ContentSource::stream(
        entry.size, [path = m_path, entry, index]() -> Result<std::unique_ptr<ContentReader>> {
            auto reader = std::make_unique<ZipReader>(path, entry);
            if (const auto opened = reader->openAt(index); !opened)
                return opened.error();
            return std::unique_ptr<ContentReader>(std::move(reader));
        });
}

Result<FileTree> ZipArchive::tree() const
{
    std::vector<size_t> order(m_entries.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        return m_entries[a].path < m_entries[b].path;
    });
    FileTree tree;
    for (const auto index : order) {
        const auto &entry = m_entries[index];
        const auto added =
            entry.isFolder ? tree.addFolder(entry.path) : tree.addFile(entry.path, content(index));
        if (!added)
            return added.error();
    }
    return tree;
}

} // namespace bootwright
