// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/FolderRenewal.h"

#include "core/base/LockFile.h"
#include "core/base/Tr.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <filesystem>
#include <system_error>

// Bootwright/renewal: 0, 1, … the new files | list.json: {"renewalVersion": 1, "files": [path of 0, of 1, …]}
//   | lock, while a program works there

namespace bootwright {

namespace {

constexpr int ListVersion = 1;

QString stagingFolder(const QString &folder)
{
    return folder + QStringLiteral("/Bootwright/renewal");
}

QString listPath(const QString &folder)
{
    return stagingFolder(folder) + QStringLiteral("/list.json");
}

QString stagedPath(const QString &folder, qsizetype number)
{
    return QStringLiteral("%1/%2").arg(stagingFolder(folder)).arg(number);
}

QByteArray listOf(const std::vector<RenewedFile> &files)
{
    QJsonArray paths;
    for (const auto &file : files)
        paths.append(file.path);
    return QJsonDocument(QJsonObject{{QStringLiteral("renewalVersion"), ListVersion},
                                     {QStringLiteral("files"), paths}})
        .toJson();
}

Error damagedList(const QString &folder)
{
    return {Error::Kind::Corrupt,
            Tr::tr("The media in \"%1\" were being renewed, and what is needed to finish that is "
                   "damaged.")
                .arg(folder),
            {}};
}

//! The paths of the files that wait in the staging folder, by their number; none without a list.
Result<QStringList> pendingPaths(const QString &folder)
{
    QFile file(listPath(folder));
    if (!file.exists())
        return QStringList();
    if (!file.open(QIODevice::ReadOnly))
        return damagedList(folder);
    const auto list = QJsonDocument::fromJson(file.read(1 << 20)).object();
    QStringList paths;
    for (const auto &value : list.value(u"files").toArray()) {
        const auto path = value.toString();
        FileTree tree; // it judges paths
        if (!tree.addFile(path, {}))
            return damagedList(folder);
        paths.append(path);
    }
    if (list.value(u"renewalVersion").toInt() != ListVersion || paths.isEmpty())
        return damagedList(folder);
    return paths;
}

Error cannotWrite(const QString &path, const QString &why)
{
    return {Error::Kind::Device, Tr::tr("Cannot write \"%1\". %2.").arg(path, why), {}};
}

Result<void> save(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path); // flushed before it gets its name
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    auto error = cannotWrite(path, file.errorString());
    if (file.error() == QFileDevice::ResourceError || file.error() == QFileDevice::WriteError)
        error.kind = Error::Kind::NoSpace;
    return error;
}

Result<void> moveOver(const QString &from, const QString &to)
{
    std::error_code fault;
    std::filesystem::rename(std::filesystem::path(from.toStdU16String()),
                            std::filesystem::path(to.toStdU16String()),
                            fault);
    return fault ? Result<void>(cannotWrite(to, QString::fromStdString(fault.message())))
                 : Result<void>();
}

//! Moves what is still staged, and removes the list when all of it is in place and on the disk.
Result<void> moveAll(const QString &folder, const QStringList &paths)
{
    for (qsizetype i = 0; i < paths.size(); ++i) {
        const auto staged = stagedPath(folder, i);
        if (!QFile::exists(staged))
            continue; // moved before we were interrupted
        if (const auto moved = moveOver(staged, folder + u'/' + paths[i]); !moved)
            return moved;
    }
    QStringList touched{stagingFolder(folder)};
    for (const auto &path : paths)
        touched.append(QFileInfo(folder + u'/' + path).path());
    touched.removeDuplicates();
    if (const auto flushed = flushFolders(touched); !flushed)
        return flushed;
    if (!QFile::remove(listPath(folder)))
        return cannotWrite(listPath(folder), Tr::tr("It cannot be removed"));
    return flushFolders({stagingFolder(folder)});
}

} // namespace

Result<FileTree> FolderRenewal::readThrough(const QString &folder, const FileTree &tree)
{
    const auto pending = pendingPaths(folder);
    if (!pending)
        return pending.error();
    FileTree result;
    for (const auto &entry : tree.entries()) {
        if (entry.path.startsWith(QLatin1String("Bootwright/renewal"), Qt::CaseInsensitive))
            continue;
        auto content = entry.content;
        const auto number = pending->indexOf(entry.path);
        if (number >= 0 && QFile::exists(stagedPath(folder, number))) {
            const auto staged = ContentSource::file(stagedPath(folder, number));
            if (!staged)
                return staged.error();
            content = *staged;
        }
        const auto added =
            entry.isFolder ? result.addFolder(entry.path) : result.addFile(entry.path, content);
        if (!added)
            return added.error();
    }
    for (const auto &path : tree.leftOut())
        result.leaveOut(path);
    return result;
}

bool FolderRenewal::isPending(const QString &folder)
{
    return QFile::exists(listPath(folder));
}

Result<FolderRenewal> FolderRenewal::open(const QString &folder)
{
    const auto staging = stagingFolder(folder);
    const Error denied{
        Error::Kind::AccessDenied,
        Tr::tr("Cannot write \"%1\". The media are read-only, or access is denied.").arg(staging),
        {}};
    if (!QFile::exists(folder + u'/' + manifestPath()))
        return Error{Error::Kind::Unsupported,
                     Tr::tr("Only media that Bootwright laid out can change where they are."),
                     {}};
    if (!QDir().mkpath(staging))
        return denied;
    auto lock = std::make_unique<QLockFile>(staging + QStringLiteral("/lock"));
    if (takeLock(*lock, 0))
        return FolderRenewal(folder, std::move(lock));
    if (lock->error() == QLockFile::LockFailedError)
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("Cannot write \"%1\". Another program is writing it right now.").arg(folder),
            {}};
    return Error{
        Error::Kind::AccessDenied,
        Tr::tr("Cannot write \"%1\". The media are read-only, or access is denied.").arg(staging),
        {}};
}

Result<bool> FolderRenewal::finish()
{
    const auto paths = pendingPaths(m_folder);
    if (!paths)
        return paths.error();
    if (paths->isEmpty())
        return false;
    const auto moved = moveAll(m_folder, *paths);
    return moved ? Result<bool>(true) : moved.error();
}

Result<void> FolderRenewal::prepare(const std::vector<RenewedFile> &files)
{
    m_files = files;
    for (size_t i = 0; i < files.size(); ++i) {
        if (const auto saved = save(stagedPath(m_folder, qsizetype(i)), files[i].bytes); !saved)
            return saved;
    }
    return flushFolders({stagingFolder(m_folder)});
}

Result<bool> FolderRenewal::commit()
{
    if (const auto listed = save(listPath(m_folder), listOf(m_files)); !listed)
        return listed.error();
    const auto flushed = flushFolders({stagingFolder(m_folder)});
    if (!flushed) // from here on they are renewed
        return flushed.error();
    QStringList paths;
    for (const auto &file : m_files)
        paths.append(file.path);
    if (const auto moved = moveAll(m_folder, paths); !moved)
        return moved.error();
    for (const auto &file : m_files) {
        QFile there(m_folder + u'/' + file.path);
        if (!there.open(QIODevice::ReadOnly) || there.readAll() != file.bytes)
            return false;
    }
    return true;
}

FolderRenewal::~FolderRenewal()
{
    if (!m_lock)
        return;
    const QDir staging(stagingFolder(m_folder));
    for (const auto &name : staging.entryList(QDir::Files | QDir::Hidden)) {
        if (!isPending(m_folder) && name != u"lock")
            QFile::remove(staging.filePath(name));
    }
    m_lock->unlock();
    QDir(m_folder).rmdir(QStringLiteral("Bootwright/renewal"));
}

} // namespace bootwright
