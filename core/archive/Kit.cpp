// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/Kit.h"

#include "core/archive/KitFormat.h"
#include "core/archive/ZipArchive.h"
#include "core/base/Tr.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace bootwright {

namespace {

constexpr quint64 LargestList = 4_MiB;

Error refused(const QString &kit, const QString &why, Error::Kind kind = Error::Kind::Corrupt)
{
    return {kind, Tr::tr("Cannot use the kit \"%1\". %2").arg(kit, why), {}};
}

Error damaged(const QString &kit)
{
    return refused(kit, Tr::tr("It is damaged, or somebody changed it after it was packed."));
}

Result<void> checkSizes(const ZipArchive &zip, const QString &path)
{
    quint64 all = 0;
    for (const auto &entry : zip.entries())
        all += entry.size;
    if (all > quint64(QFileInfo(path).size()))
        return refused(path,
                       Tr::tr("It holds more than it is large. Kits are not compressed: pack it "
                              "with \"bootwright-cli pack\"."));
    return {};
}

Result<QJsonObject> listIn(const ZipArchive &zip, const QString &path)
{
    const auto &entries = zip.entries();
    for (size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].path != kitListName() || entries[i].isFolder)
            continue;
        if (entries[i].size > LargestList)
            return damaged(path);
        const auto bytes = zip.content(i).readAll();
        if (!bytes)
            return bytes.error();
        const auto list = QJsonDocument::fromJson(*bytes).object();
        const auto version = list.value(u"kitVersion").toInt();
        if (version > KitVersion)
            return refused(path,
                           Tr::tr("It was packed by a newer version of Bootwright."),
                           Error::Kind::Unsupported);
        return version == KitVersion ? Result<QJsonObject>(list) : damaged(path);
    }
    return refused(path, Tr::tr("It holds no kit.json, so it is another archive."));
}

//! The target under its unfinished name, removed with the object unless it was finished.
class UnfinishedFolder
{
public:
    explicit UnfinishedFolder(const QString &folder)
        : m_folder(folder)
        , m_path(folder + QStringLiteral(".part"))
    {}
    ~UnfinishedFolder()
    {
        if (!m_isFinished)
            QDir(m_path).removeRecursively();
    }
    UnfinishedFolder(const UnfinishedFolder &) = delete;
    UnfinishedFolder &operator=(const UnfinishedFolder &) = delete;

    const QString &path() const { return m_path; }
    Result<void> create()
    {
        QDir(m_path).removeRecursively(); // of a run that was killed
        return QDir().mkdir(m_path) ? Result<void>() : cannotWrite(m_path);
    }
    Result<void> finish()
    {
        QDir().rmdir(m_folder); // empty, or it was refused
        m_isFinished = QDir().rename(m_path, m_folder);
        return m_isFinished ? Result<void>() : cannotWrite(m_folder);
    }

private:
    static Error cannotWrite(const QString &path)
    {
        return {Error::Kind::Device, Tr::tr("Cannot write \"%1\".").arg(path), {}};
    }

    QString m_folder;
    QString m_path;
    bool m_isFinished = false;
};

//! Writes \a content to the new file \a path; its SHA-256.
Result<QByteArray> writeFile(const QString &path, const ContentSource &content, Control &control)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    const auto cannot = [&] {
        // a write that only took a part has no error of its own
        const auto isFull =
            file.error() == QFileDevice::NoError || file.error() == QFileDevice::ResourceError;
        const auto why = isFull ? Tr::tr("The disk is full.") : file.errorString() + u'.';
        return Error{isFull ? Error::Kind::NoSpace : Error::Kind::Device,
                     Tr::tr("Cannot write \"%1\". %2").arg(path, why),
                     {}};
    };
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered))
        return cannot();
    return copyHashed(
        content,
        [&](QByteArrayView piece) {
            return file.write(piece.data(), piece.size()) == piece.size() ? Result<void>()
                                                                          : cannot();
        },
        control);
}

} // namespace

bool Kit::isNamedKit(const QString &path)
{
    return path.endsWith(QLatin1String(".bootkit"), Qt::CaseInsensitive);
}

Result<Kit> Kit::open(const QString &path)
{
    const auto zip = ZipArchive::open(path);
    if (!zip)
        return zip.error();
    if (const auto good = checkSizes(*zip, path); !good)
        return good.error();
    const auto list = listIn(*zip, path);
    if (!list)
        return list.error();
    const auto packed = zip->tree();
    if (!packed)
        return packed.error();
    Kit kit(path);
    for (const auto &value : list->value(u"files").toArray()) {
        const auto file = value.toObject();
        const auto name = file.value(u"path").toString();
        const auto *entry = packed->find(name);
        if (!entry || entry->isFolder || entry->path != name || name == kitListName()
            || qint64(entry->content.size()) != file.value(u"size").toInteger(-1)
            || !kit.m_tree.addFile(name, entry->content))
            return damaged(path);
        kit.m_listed.push_back({name,
                                entry->content.size(),
                                QByteArray::fromHex(file.value(u"sha256").toString().toLatin1())});
    }
    const auto files = std::count_if(zip->entries().begin(),
                                     zip->entries().end(),
                                     [](const auto &one) { return !one.isFolder; });
    if (size_t(files) != kit.m_listed.size() + 1)
        return damaged(path);
    return kit;
}

Result<void> Kit::unpack(const QString &folder, Control &control) const
{
    const QFileInfo target(folder);
    if (target.exists() && (!target.isDir() || !QDir(folder).isEmpty()))
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("Cannot unpack into \"%1\". It is there already and not empty. Name a new "
                   "folder.")
                .arg(folder),
            {}};
    UnfinishedFolder unfinished(QDir::cleanPath(folder));
    if (const auto made = unfinished.create(); !made)
        return made;
    control.expect(m_tree.contentSize());
    if (const auto done = unpackFiles(unfinished.path(), control); !done)
        return done;
    return unfinished.finish();
}

Result<void> Kit::unpackFiles(const QString &folder, Control &control) const
{
    for (const auto &listed : m_listed) {
        const auto &content = m_tree.find(listed.path)->content;
        const auto hash = writeFile(folder + u'/' + listed.path, content, control);
        if (!hash)
            return hash.error();
        if (*hash != listed.sha256)
            return damaged(m_path);
    }
    return {};
}

} // namespace bootwright
