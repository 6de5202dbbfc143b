// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/ShareCopies.h"

#include "core/base/Tr.h"
#include "core/base/waitOrAbandon.h"
#include "core/site/ShareContent.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace bootwright {

namespace {

constexpr size_t kMostCopies = 8;
constexpr auto kLook = std::chrono::milliseconds(50); // how often a wait looks for a cancel

QString nameOf(const QString &path)
{
    return path.sliced(std::max(path.lastIndexOf(u'/'), path.lastIndexOf(u'\\')) + 1);
}

//! What is at a path of a share.
struct Found
{
    bool isFile = false;
    QList<ContentFile> files;
};

Result<Found>
look(SourceContent &source, const QString &path, ShareCopies::Kind kind, Control &control)
{
    std::optional<Error> noFile;
    if (kind != ShareCopies::Kind::Folder) {
        const auto file = source.list({QString(), 0, nameOf(path)}, control);
        if (file)
            return Found{true, *file};
        if (kind == ShareCopies::Kind::File || file.error().kind == Error::Kind::Network
            || file.error().kind == Error::Kind::Cancelled)
            return file.error();
        noFile = file.error();
    }
    const auto files = source.list({}, control);
    if (!files)
        return noFile ? *noFile : files.error();
    return Found{false, *files};
}

Result<void> copyAll(SourceContent &source,
                     const QString &from,
                     const Found &found,
                     const QString &to,
                     Control &control)
{
    for (const auto &file : found.files)
        control.expect(file.size);
    for (const auto &file : found.files) {
        const auto target = to + u'/' + file.path;
        if (!isInnerPath(file.path) || !QDir().mkpath(QFileInfo(target).path()))
            return Error{Error::Kind::Corrupt,
                         Tr::tr("Cannot copy \"%1\" from \"%2\". It is no name for a file here.")
                             .arg(file.path, from),
                         {}};
        if (const auto done = source.fetch(file, target, control); !done)
            return done.error();
    }
    return {};
}

bool isSame(const QList<ContentFile> &a, const QList<ContentFile> &b)
{
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(), [](const auto &one, const auto &other) {
            return one.path == other.path && one.size == other.size
                   && one.modified == other.modified;
        });
}

} // namespace

Result<void> ShareCopies::wait(std::unique_lock<std::timed_mutex> &lock, Control &control)
{
    while (!lock.try_lock_for(kLook)) {
        if (const auto proceed = control.proceed(); !proceed)
            return proceed.error();
    }
    return {};
}

Result<ShareCopies::Copy> ShareCopies::get(const std::shared_ptr<ShareClient> &client,
                                           const QString &path,
                                           Kind kind,
                                           Control &control)
{
    std::unique_lock lock(m_mutex, std::defer_lock);
    if (const auto alone = wait(lock, control); !alone)
        return alone.error();
    // a server that does not answer is waited for inside of the library, where no stop is heard
    const auto looked = waitOrAbandon(
        [client, path, kind] {
            SourceContent source(path, client);
            Control nobody;
            return look(source, path, kind, nobody);
        },
        control);
    if (!looked)
        return control.proceed().error();
    const auto &found = *looked;
    if (!found)
        return found.error();
    SourceContent source(path, client);
    const auto at = std::find_if(
        m_kept.begin(), m_kept.end(), [&](const Kept &one) { return one.path == path; });
    if (at != m_kept.end()) {
        auto kept = std::move(*at);
        m_kept.erase(at);
        const bool isGood = isSame(kept.files, found->files);
        if (isGood) {
            m_kept.push_back(kept);
            return kept.copy;
        }
    }
    auto folder = std::make_shared<const QTemporaryDir>();
    const auto local = folder->filePath(nameOf(path));
    if (!folder->isValid() || (!found->isFile && !QDir().mkpath(local)))
        return Error{Error::Kind::Device,
                     Tr::tr("Cannot make the folder \"%1\".").arg(folder->path()),
                     folder->errorString()};
    if (const auto copied =
            copyAll(source, path, *found, found->isFile ? folder->path() : local, control);
        !copied)
        return copied.error();
    m_kept.push_back({path, found->files, {local, folder}});
    if (m_kept.size() > kMostCopies)
        m_kept.pop_front();
    return m_kept.back().copy;
}

} // namespace bootwright
