// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/ContentCache.h"

#include "core/base/Digest.h"
#include "core/base/JsonReader.h"
#include "core/base/LockFile.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/base/systemReason.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

namespace bootwright {

namespace {

constexpr int CacheVersion = 1;
constexpr qsizetype kReadBytes = 1024 * 1024;
const QString Record = QStringLiteral("/content.json");

quint64 folderBytes(const QString &folder)
{
    quint64 bytes = 0;
    QDirIterator at(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (at.hasNext()) {
        at.next();
        bytes += quint64(at.fileInfo().size());
    }
    return bytes;
}

Result<QByteArray> hashOf(const QString &path, Control &control)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::NotFound, systemReason(file.errorString()), {}};
    Digest digest(Digest::Kind::Sha256);
    while (!file.atEnd()) {
        const auto bytes = file.read(kReadBytes);
        if (const auto proceed = control.proceed(); !proceed || bytes.isEmpty())
            return Error{Error::Kind::Cancelled, systemReason(file.errorString()), {}};
        digest.add(bytes);
    }
    return digest.finish();
}

Result<QList<ContentFile>> readRecord(const QString &path)
{
    const auto json = readJsonFile(path);
    if (!json)
        return json.error();
    QList<ContentFile> files;
    const auto read = JsonReader::read(*json, {}, [&](JsonReader &root) {
        qint64 version = 0;
        root.number(QStringLiteral("version"),
                    version,
                    JsonReader::Need::Required,
                    CacheVersion,
                    CacheVersion);
        root.objects(QStringLiteral("files"), JsonReader::Need::Required, [&](JsonReader &one) {
            ContentFile file;
            qint64 size = 0;
            QString hash;
            one.text(QStringLiteral("path"), file.path, JsonReader::Need::Required);
            one.number(
                QStringLiteral("size"), size, JsonReader::Need::Required, 0, qint64(1) << 40);
            one.text(QStringLiteral("sha256"), hash, JsonReader::Need::Required);
            file.size = quint64(size);
            file.sha256 = QByteArray::fromHex(hash.toLatin1());
            if (!isInnerPath(file.path))
                one.fault(QStringLiteral("path"), Tr::tr("a path inside the folder"));
            files.append(file);
        });
    });
    return read ? Result<QList<ContentFile>>(files) : Result<QList<ContentFile>>(read.error());
}

} // namespace

QString ContentCache::defaultRoot()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
           + QStringLiteral("/bootwright/content");
}

ContentCache::ContentCache(QString root, quint64 limit)
    : m_root(std::move(root))
    , m_limit(limit)
{}

Result<ContentCache::Entry>
ContentCache::open(const QString &siteCode, const Content &content, Control &control) const
{
    const auto name = QStringLiteral("%1-%2").arg(siteCode, content.id());
    if (name.contains(u'/') || !isInnerPath(name))
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("Cannot keep the content of \"%1\". It is not the name of a package.")
                         .arg(content.packageId),
                     {}};
    Entry entry;
    entry.m_folder = m_root + u'/' + name;
    if (!QDir().mkpath(entry.files()))
        return Error{Error::Kind::AccessDenied,
                     Tr::tr("Cannot make the folder \"%1\".").arg(entry.files()),
                     {}};
    entry.m_lock = std::make_unique<QLockFile>(entry.m_folder + QStringLiteral(".lock"));
    while (!takeLock(*entry.m_lock, 100)) {
        if (const auto proceed = control.proceed(); !proceed)
            return proceed.error();
        if (entry.m_lock->error() == QLockFile::PermissionError)
            return Error{Error::Kind::AccessDenied,
                         Tr::tr("Cannot write in the folder \"%1\".").arg(m_root),
                         {}};
    }
    return entry;
}

std::optional<QList<ContentFile>> ContentCache::Entry::complete(Control &control) const
{
    const auto record = m_folder + Record;
    if (!QFile::exists(record))
        return {};
    const auto listed = readRecord(record);
    if (!listed)
        return {};
    for (const auto &file : *listed) {
        const auto path = files() + u'/' + file.path;
        const auto hash = hashOf(path, control);
        if (!hash || *hash != file.sha256 || quint64(QFileInfo(path).size()) != file.size) {
            logWarning(QStringLiteral("\"%1\" is not as it was fetched").arg(path));
            return {};
        }
    }
    QFile(record).setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
    return *listed;
}

Result<void> ContentCache::Entry::finish(const QList<ContentFile> &fetched) const
{
    QDirIterator at(files(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (at.hasNext()) { // what was left by a try at another place
        const auto path = at.next().sliced(files().size() + 1);
        if (std::none_of(
                fetched.begin(), fetched.end(), [&](const auto &one) { return one.path == path; }))
            QFile::remove(at.filePath());
    }
    QJsonArray list;
    for (const auto &file : fetched)
        list.append(
            QJsonObject{{QStringLiteral("path"), file.path},
                        {QStringLiteral("size"), qint64(file.size)},
                        {QStringLiteral("sha256"), QString::fromLatin1(file.sha256.toHex())}});
    const auto json = QJsonDocument(QJsonObject{{QStringLiteral("version"), CacheVersion},
                                                {QStringLiteral("files"), list}})
                          .toJson();
    QSaveFile file(m_folder + Record);
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit())
        return {};
    return Error{
        Error::Kind::Device,
        Tr::tr("Cannot write \"%1\". %2.").arg(file.fileName(), systemReason(file.errorString())),
        {}};
}

quint64 ContentCache::usedBytes() const
{
    return folderBytes(m_root);
}

Result<void> ContentCache::makeRoom(quint64 bytes, const Entry &keep) const
{
    const QLocale locale;
    if (bytes > m_limit)
        return Error{Error::Kind::NoSpace,
                     Tr::tr("Cannot keep %1 of content. The limit of the folder \"%2\" is %3.")
                         .arg(locale.formattedDataSize(qint64(bytes)),
                              m_root,
                              locale.formattedDataSize(qint64(m_limit))),
                     {}};
    auto folders = QDir(m_root).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
    const auto lastUse = [](const QFileInfo &folder) {
        const QFileInfo record(folder.filePath() + Record);
        return record.exists() ? record.lastModified() : folder.lastModified();
    };
    std::sort(folders.begin(), folders.end(), [&](const auto &a, const auto &b) {
        return lastUse(a) < lastUse(b);
    });
    const auto kept = folderBytes(keep.m_folder);
    auto used = usedBytes() - kept;
    for (const auto &folder : folders) {
        if (used + std::max(kept, bytes) <= m_limit)
            break;
        QLockFile lock(folder.filePath() + QStringLiteral(".lock"));
        if (folder.filePath() == keep.m_folder || !takeLock(lock, 0))
            continue; // somebody uses it
        used -= folderBytes(folder.filePath());
        QDir(folder.filePath()).removeRecursively();
    }
    return {};
}

ContentCache contentCache(const SiteAccess &access)
{
    return ContentCache(access.contentFolder.isEmpty() ? ContentCache::defaultRoot()
                                                       : access.contentFolder,
                        access.contentLimit > 0 ? access.contentLimit : ContentCache::DefaultLimit);
}

} // namespace bootwright
