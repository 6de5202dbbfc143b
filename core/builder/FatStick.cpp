// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/builder/PreparedStick.h"
#include "core/image/Fat32.h"
#include "core/image/FatVolume.h"

#include <algorithm>

namespace bootwright {

namespace {

//! A stick that is not mounted, changed by our own hands.
class FatStick final : public PreparedStick
{
public:
    FatStick(ImageStore &store, PartitionRange range, FatVolume volume, FileTree files)
        : m_store(store)
        , m_range(range)
        , m_volume(std::move(volume))
        , m_files(std::move(files))
    {}

    const FileTree &files() const override { return m_files; }
    quint64 freeSize() const override { return m_volume.freeSize(); }
    quint64 unitSize() const override { return m_volume.clusterSize(); }

    Result<QByteArray>
    stage(const QString &path, const ContentSource &content, Control &control) override
    {
        const auto reserved = m_volume.reserve(content.size());
        const auto places = m_volume.placesOf(reserved);
        const auto write = [&](quint64 offset, std::span<const char> bytes) {
            return forParts(
                places, offset, bytes.size(), [&](quint64 at, size_t from, size_t size) {
                    auto part = QByteArrayView(bytes.data() + from, qsizetype(size)).toByteArray();
                    part.append(qsizetype(roundUp(size, kSector) - size), '\0');
                    return m_store.write(at, part);
                });
        };
        const auto written = copyOut(content, write, control);
        if (!written)
            return written.error();
        if (const auto flushed = m_store.flush(); !flushed)
            return flushed.error();
        const auto read = [&](quint64 offset, std::span<char> into) {
            return forParts(places, offset, into.size(), [&](quint64 at, size_t from, size_t size) {
                const auto bytes = m_store.read(at, size);
                if (bytes)
                    std::copy(bytes->begin(), bytes->end(), into.begin() + ptrdiff_t(from));
                return bytes ? Result<void>() : bytes.error();
            });
        };
        const auto there = hashBack(content.size(), read, control);
        if (!there)
            return there.error();
        if (*there != *written)
            return readsDifferently(path);
        m_staged[path] = reserved;
        return *written;
    }

    Result<void> publish(const QString &path) override
    {
        return m_volume.setFile(path, m_staged[path], QDateTime::currentDateTimeUtc());
    }
    Result<void> remove(const QString &path) override { return m_volume.removeFile(path); }
    Result<void> flush() override { return m_volume.flush(); }
    Result<FileTree> look() override
    {
        return readFat(PartOfImage(m_store, m_range.offset, m_range.size));
    }

private:
    static constexpr quint64 kSector = 512;

    //! Calls \a use for the parts of \a size bytes at \a offset of a content that lies at \a places: where on
    //! the store, from which byte on, how many.
    template<typename Use>
    static Result<void>
    forParts(const std::vector<PartitionRange> &places, quint64 offset, size_t size, Use use)
    {
        size_t from = 0;
        for (const auto &place : places) {
            if (offset >= place.size) {
                offset -= place.size;
                continue;
            }
            const auto part = size_t(std::min<quint64>(size - from, place.size - offset));
            if (const auto done = use(place.offset + offset, from, part); !done)
                return done;
            from += part;
            offset = 0;
            if (from == size)
                break;
        }
        return {};
    }

    ImageStore &m_store;
    PartitionRange m_range;
    FatVolume m_volume;
    FileTree m_files;
    std::map<QString, FatVolume::Content> m_staged;
};

} // namespace

Result<std::unique_ptr<PreparedStick>> openFatStick(ImageStore &store, const QString &name)
{
    const auto because = Tr::tr("Cannot refresh \"%1\".").arg(name);
    for (const auto &range : readPartitions(store)) {
        auto files = readFat(PartOfImage(store, range.offset, range.size));
        if (!files && files.error().kind == Error::Kind::NotFound)
            continue;
        if (!files)
            return files.error().within(because);
        auto volume = FatVolume::open(store, range);
        if (!volume)
            return volume.error().within(because);
        return std::unique_ptr<PreparedStick>(
            std::make_unique<FatStick>(store, range, std::move(*volume), std::move(*files)));
    }
    return Error{Error::Kind::Unsupported,
                 because + u' '
                     + Tr::tr("There is no FAT32 partition on it. Make it with "
                              "\"bootwright-cli write\" first."),
                 {}};
}

} // namespace bootwright
