// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/fetchContent.h"

#include "core/base/Digest.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/base/systemReason.h"

#include <QDir>
#include <QFileInfo>

#include <numeric>

namespace bootwright {

namespace {

//! Nothing that another place could do better.
bool isFinal(const Error &error)
{
    return error.kind == Error::Kind::Cancelled || error.kind == Error::Kind::NoSpace
           || error.kind == Error::Kind::Device;
}

//! The hash of a file that came without one, so that the cache can tell later whether it is still the same.
Result<void> describe(const QString &path, ContentFile &file)
{
    constexpr qsizetype atOnce = 1024 * 1024;
    QFile written(path);
    if (!written.open(QIODevice::ReadOnly))
        return Error{
            Error::Kind::Device,
            Tr::tr("Cannot read \"%1\". %2.").arg(path, systemReason(written.errorString())),
            {}};
    file.size = quint64(written.size());
    Digest digest(Digest::Kind::Sha256);
    while (file.sha256.isEmpty() && !written.atEnd())
        digest.add(written.read(atOnce));
    if (file.sha256.isEmpty())
        file.sha256 = digest.finish();
    return {};
}

Result<QList<ContentFile>> fetchFrom(ContentPlace &place,
                                     const ContentCache &cache,
                                     const ContentCache::Entry &entry,
                                     const Content &content,
                                     const ChooseFiles &choose,
                                     Control &control)
{
    const auto all = place.list(content, control);
    if (!all)
        return all.error();
    auto files = choose(*all);
    if (!files)
        return files.error();
    const auto bytes = std::accumulate(
        files->begin(), files->end(), quint64(0), [](quint64 sum, const auto &file) {
            return sum + file.size;
        });
    if (const auto room = cache.makeRoom(bytes, entry); !room)
        return room.error();
    control.expect(bytes);
    for (auto &file : *files) {
        const auto target = entry.files() + u'/' + file.path;
        if (file.sha256.isEmpty())
            logWarning(
                QStringLiteral("No hash is known for %1 of %2").arg(file.path, content.id()));
        if (!isInnerPath(file.path) || !QDir().mkpath(QFileInfo(target).path()))
            return Error{
                Error::Kind::Corrupt, Tr::tr("\"%1\" is no name for a file.").arg(file.path), {}};
        if (const auto done = place.fetch(file, target, control); !done)
            return done.error();
        if (const auto described = describe(target, file); !described)
            return described.error();
    }
    return files;
}

} // namespace

Result<Fetched> fetchContent(const ContentCache &cache,
                             const QString &siteCode,
                             const Content &content,
                             const std::vector<std::unique_ptr<ContentPlace>> &places,
                             const ChooseFiles &choose,
                             Control &control)
{
    const auto entry = cache.open(siteCode, content, control);
    if (!entry)
        return entry.error();
    if (const auto there = entry->complete(control))
        return Fetched{entry->files(), *there};
    QStringList reasons;
    auto kind = Error::Kind::NotFound;
    for (const auto &place : places) {
        control.enter(Tr::tr("Fetching %1 from %2").arg(content.packageId, place->name()));
        const auto files = fetchFrom(*place, cache, *entry, content, choose, control);
        if (files) {
            if (const auto kept = entry->finish(*files); !kept)
                return kept.error();
            logInfo(QStringLiteral("%1 fetched from %2").arg(content.id(), place->name()));
            return Fetched{entry->files(), *files};
        }
        if (isFinal(files.error()))
            return files.error();
        kind = files.error().kind;
        reasons.append(Tr::tr("From %1: %2").arg(place->name(), files.error().message));
    }
    if (reasons.isEmpty())
        reasons.append(Tr::tr("No distribution point holds it, and its source is not known."));
    return Error{
        kind,
        Tr::tr("Cannot get the content of %1. %2").arg(content.packageId, reasons.join(u' ')),
        {}};
}

Result<QList<ContentFile>> chooseBootImage(const QList<ContentFile> &files, const Content &content)
{
    const auto only = [&](auto isMeant) {
        QList<ContentFile> meant;
        for (const auto &file : files) {
            if (isMeant(file.path))
                meant.append(file);
        }
        return meant.size() == 1 ? meant : QList<ContentFile>();
    };
    const auto isWim = [](const QString &path) {
        return path.endsWith(QLatin1String(".wim"), Qt::CaseInsensitive);
    };
    auto found = only([&](const QString &path) {
        return path.compare(content.fileName, Qt::CaseInsensitive) == 0;
    });
    if (found.isEmpty())
        found = only(isWim);
    if (found.isEmpty())
        found = only([&](const QString &path) {
            return isWim(path) && path.contains(content.packageId, Qt::CaseInsensitive);
        });
    if (!found.isEmpty())
        return found;
    return Error{Error::Kind::NotFound,
                 Tr::tr("None of its %1 files is clearly the boot image.").arg(files.size()),
                 {}};
}

} // namespace bootwright
