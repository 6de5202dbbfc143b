// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/refreshStick.h"

#include "core/base/Digest.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"

#include <QLocale>
#include <QSet>

#include <algorithm>

namespace bootwright {

namespace {

bool isBootFile(const QString &path)
{
    const auto folded = path.toCaseFolded();
    return folded.startsWith(u"efi/") || folded.startsWith(u"boot/") || folded == u"bootmgr"
           || folded == u"bootmgr.efi";
}

//! One refresh.
class Refresh
{
public:
    Refresh(const FileTree &source, PreparedStick &stick, const QString &name, Control &control)
        : m_source(source)
        , m_stick(stick)
        , m_name(name)
        , m_control(control)
    {}

    Result<RefreshReport> run()
    {
        if (const auto read = readManifests(); !read)
            return read.error();
        if (const auto compared = compare(); !compared)
            return compared.error();
        if (m_report.isUpToDate())
            return m_report;
        if (const auto room = checkRoom(); !room)
            return room.error();
        if (const auto staged = stage(); !staged)
            return staged.error();
        if (const auto exchanged = exchange(); !exchanged)
            return exchanged.error();
        if (const auto good = check(); !good)
            return good.error();
        return m_report;
    }

private:
    Error refused(Error::Kind kind, const QString &why) const
    {
        return {kind, Tr::tr("Cannot refresh \"%1\".").arg(m_name) + u' ' + why, {}};
    }

    Error damaged(const QString &path) const
    {
        return refused(
            Error::Kind::Corrupt,
            Tr::tr("The file \"%1\" of the new media is not what their manifest says: they "
                   "were damaged. Make them again.")
                .arg(path));
    }

    Result<void> readManifests()
    {
        auto wanted = manifestOn(m_source);
        if (!wanted)
            return wanted.error();
        auto old = manifestOn(m_stick.files());
        if (old && !*old)
            return refused(
                Error::Kind::NotFound,
                Tr::tr("It carries no manifest, so it was not made by Bootwright. Make it "
                       "with \"bootwright-cli write\"."));
        if (!*wanted)
            return refused(Error::Kind::NotFound,
                           Tr::tr("The new media carry no manifest, so they were not made by "
                                  "Bootwright. Use \"bootwright-cli write\"."));
        m_wanted = std::move(**wanted);
        for (const auto &file : m_wanted.files) {
            if (const auto *entry = m_source.find(file.path); !entry || entry->isFolder)
                return damaged(file.path);
        }
        m_old = old ? std::move(**old) : Manifest(); // a damaged one is exchanged too
        return {};
    }

    //! Finds what differs. The manifest is compared byte by byte, for it does not name itself.
    Result<void> compare()
    {
        for (const auto &file : m_wanted.files)
            m_control.expect(file.size);
        m_control.enter(Tr::tr("Comparing \"%1\"").arg(m_name));
        QSet<QString> wanted{manifestPath().toCaseFolded()};
        for (const auto &file : m_wanted.files) {
            wanted.insert(file.path.toCaseFolded());
            const auto same = isSame(file);
            if (!same)
                return same.error();
            if (*same)
                ++m_report.unchanged;
            else
                m_report.written.append(file.path);
        }
        for (const auto &file : m_old.files) {
            if (!wanted.contains(file.path.toCaseFolded()) && m_stick.files().find(file.path))
                m_report.removed.append(file.path);
        }
        const auto *there = m_stick.files().find(manifestPath());
        const auto oldBytes = there->content.readAll();
        const auto newBytes = m_source.find(manifestPath())->content.readAll();
        if (!newBytes)
            return newBytes.error();
        if (!oldBytes || *oldBytes != *newBytes)
            m_report.written.append(manifestPath());
        return {};
    }

    //! The file on the stick is what it should be. One that cannot be read is not.
    Result<bool> isSame(const Manifest::File &file)
    {
        const auto *entry = m_stick.files().find(file.path);
        const auto reader = entry && !entry->isFolder && entry->content.size() == file.size
                                ? entry->content.open()
                                : Result<std::unique_ptr<ContentReader>>(cancelled());
        if (!reader)
            return skip(file.size);
        bool isRead = true;
        const auto hash = hashBack(
            file.size,
            [&](quint64, std::span<char> into) {
                isRead = isRead && (*reader)->read(into).has_value();
                return Result<void>();
            },
            m_control);
        if (!hash)
            return hash.error();
        return isRead && *hash == file.sha256;
    }
    Result<bool> skip(quint64 size)
    {
        const auto go = m_control.advance(size);
        return go ? Result<bool>(false) : go.error();
    }

    Result<void> checkRoom()
    {
        quint64 needed = 1_MiB; // for folders
        for (const auto &path : m_report.written) {
            const auto size = contentOf(path).size();
            m_report.writtenSize += size;
            needed += roundUp(size, m_stick.unitSize());
        }
        if (needed <= m_stick.freeSize())
            return {};
        const QLocale locale;
        return refused(
            Error::Kind::NoSpace,
            Tr::tr("The new files need %1 beside the old ones, and %2 are free. Remove files "
                   "that are not needed, or make the stick anew with \"bootwright-cli "
                   "write\".")
                .arg(locale.formattedDataSize(qint64(needed)),
                     locale.formattedDataSize(qint64(m_stick.freeSize()))));
    }

    const ContentSource &contentOf(const QString &path) const
    {
        return m_source.find(path)->content;
    }

    Result<void> stage()
    {
        m_control.expect(2 * m_report.writtenSize);
        m_control.enter(Tr::tr("Writing \"%1\"").arg(m_name));
        for (const auto &path : m_report.written) {
            const auto hash = m_stick.stage(path, contentOf(path), m_control);
            if (!hash)
                return hash.error();
            const auto file = std::find_if(m_wanted.files.begin(),
                                           m_wanted.files.end(),
                                           [&](const auto &one) { return one.path == path; });
            if (file != m_wanted.files.end() && file->sha256 != *hash)
                return damaged(path);
        }
        return m_control.proceed(); // the last chance to stop
    }

    Result<void> exchange()
    {
        const auto isManifest = [](const QString &path) { return path == manifestPath(); };
        const auto isOther = [&](const QString &path) {
            return !isBootFile(path) && !isManifest(path);
        };
        for (const auto &isTurn : std::initializer_list<std::function<bool(const QString &)>>{
                 isOther, isBootFile, isManifest}) {
            for (const auto &path : m_report.written) {
                const auto done = isTurn(path) ? m_stick.publish(path) : Result<void>();
                if (!done)
                    return done;
            }
            if (const auto done = m_stick.flush(); !done)
                return done;
        }
        for (const auto &path : m_report.removed) {
            if (const auto done = m_stick.remove(path); !done)
                return done;
        }
        return m_stick.flush();
    }

    //! Every file of the new media has its name and size. Its bytes were read back before.
    Result<void> check()
    {
        const auto files = m_stick.look();
        if (!files)
            return files.error();
        for (const auto &file : m_wanted.files) {
            const auto *entry = files->find(file.path);
            if (!entry || entry->isFolder || entry->content.size() != file.size)
                return refused(
                    Error::Kind::Device,
                    Tr::tr("\"%1\" is not there after it was written. Use another stick.")
                        .arg(file.path));
        }
        return {};
    }

    const FileTree &m_source;
    PreparedStick &m_stick;
    const QString &m_name;
    Control &m_control;
    Manifest m_wanted;
    Manifest m_old;
    RefreshReport m_report;
};

} // namespace

Result<RefreshReport>
refreshStick(const FileTree &source, PreparedStick &stick, const QString &name, Control &control)
{
    return Refresh(source, stick, name, control).run();
}

} // namespace bootwright
