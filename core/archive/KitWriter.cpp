// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/Kit.h"
#include "core/archive/KitFormat.h"
#include "core/base/Tr.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <quazip/quazip.h>
#include <quazip/quazipfile.h>
#include <quazip/quazipnewinfo.h>

namespace bootwright {

namespace {

constexpr int NotCompressed = 0;

//! A kit as it grows, removed with the object unless it was finished.
class UnfinishedKit
{
public:
    explicit UnfinishedKit(const QString &path)
        : m_path(path)
        , m_zip(path + QStringLiteral(".part"))
    {
        m_zip.setFileNameCodec("UTF-8");
        m_zip.setUtf8Enabled(true);
        m_zip.setZip64Enabled(true); // a boot image may be larger than what fits without
    }
    ~UnfinishedKit()
    {
        if (m_isFinished)
            return;
        m_zip.close();
        QFile::remove(m_zip.getZipName());
    }
    UnfinishedKit(const UnfinishedKit &) = delete;
    UnfinishedKit &operator=(const UnfinishedKit &) = delete;

    Result<void> create()
    {
        QFile::remove(m_zip.getZipName()); // of a run that was killed
        return m_zip.open(QuaZip::mdCreate) ? Result<void>() : cannotWrite();
    }
    //! Adds one file; its SHA-256.
    Result<QByteArray> add(const QString &name, const ContentSource &content, Control &control)
    {
        QuaZipNewInfo info(name);
        info.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        QuaZipFile file(&m_zip);
        if (!file.open(QIODevice::WriteOnly, info, nullptr, 0, NotCompressed, NotCompressed))
            return cannotWrite();
        auto hash = copyHashed(
            content,
            [&](QByteArrayView piece) {
                return file.write(piece.data(), piece.size()) == piece.size() ? Result<void>()
                                                                              : cannotWrite();
            },
            control);
        file.close();
        return !hash || file.getZipError() == ZIP_OK ? hash : cannotWrite();
    }
    //! Closes it, lets \a check read it, and gives it its name.
    template<typename Check>
    Result<void> finish(const Check &check)
    {
        m_zip.close();
        if (m_zip.getZipError() != ZIP_OK)
            return cannotWrite();
        if (const auto good = check(m_zip.getZipName()); !good)
            return good;
        m_isFinished = QFile::rename(m_zip.getZipName(), m_path);
        return m_isFinished ? Result<void>() : cannotWrite();
    }

private:
    //! QuaZip does not say why.
    Error cannotWrite() const
    {
        return {
            Error::Kind::NoSpace,
            Tr::tr("Cannot write \"%1\". The disk may be full, or access is denied.").arg(m_path),
            QStringLiteral("zip error %1").arg(m_zip.getZipError())};
    }

    QString m_path;
    QuaZip m_zip;
    bool m_isFinished = false;
};

//! Every byte of the kit at \a path is what its list says.
Result<void>
readBack(const QString &path, const FileTree &tree, const QJsonArray &list, Control &control)
{
    const auto kit = Kit::open(path);
    if (!kit)
        return kit.error();
    qsizetype at = 0;
    for (const auto &entry : tree.entries()) {
        if (entry.isFolder)
            continue;
        const auto *packed = kit->tree().find(entry.path);
        const auto hash = copyHashed(
            packed ? packed->content : ContentSource(),
            [](QByteArrayView) { return Result<void>(); },
            control);
        if (!hash)
            return hash.error();
        const auto listed = list[at++].toObject().value(u"sha256").toString();
        if (QString::fromLatin1(hash->toHex()) != listed)
            return Error{Error::Kind::Device,
                         Tr::tr("The disk does not give back what was written to \"%1\". Try "
                                "another one.")
                             .arg(path),
                         {}};
    }
    return {};
}

} // namespace

Result<void> writeKit(const QString &path, const FileTree &tree, Control &control)
{
    if (QFileInfo::exists(path))
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("Cannot write \"%1\". The file is there already. Name another one.").arg(path),
            {}};
    control.expect(2 * tree.contentSize());
    UnfinishedKit kit(path);
    if (const auto made = kit.create(); !made)
        return made;
    QJsonArray list;
    for (const auto &entry : tree.entries()) {
        if (entry.isFolder)
            continue;
        const auto hash = kit.add(entry.path, entry.content, control);
        if (!hash)
            return hash.error();
        list.append(QJsonObject{{QStringLiteral("path"), entry.path},
                                {QStringLiteral("size"), qint64(entry.content.size())},
                                {QStringLiteral("sha256"), QString::fromLatin1(hash->toHex())}});
    }
    const QJsonObject root{
        {QStringLiteral("kitVersion"), KitVersion},
        {QStringLiteral("madeBy"), QStringLiteral("Bootwright " BOOTWRIGHT_VERSION)},
        {QStringLiteral("files"), list}};
    const auto json = ContentSource::bytes(QJsonDocument(root).toJson());
    Control quiet; // the list is no part of what was expected
    if (const auto added = kit.add(kitListName(), json, quiet); !added)
        return added.error();
    return kit.finish(
        [&](const QString &unfinished) { return readBack(unfinished, tree, list, control); });
}

} // namespace bootwright
