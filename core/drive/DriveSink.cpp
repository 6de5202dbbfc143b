// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/DriveSink.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/layoutStick.h"

#include <QFile>
#include <QLocale>
#include <QRandomGenerator>

#include <algorithm>

namespace bootwright {

namespace {

constexpr quint64 kEdge = 1_MiB; //!< that is cleared at both ends
constexpr quint64 kToken = 4096; //!< bytes of a probe
constexpr quint64 kProbe = 8192; //!< the first one; sector 0 stays empty
constexpr quint64 kFirstDoubling = 64_MiB;

//! Calls \a use with the part of \a seal that lies in \a size bytes at \a offset: where it is in the bytes,
//! where in the seal, and how long.
template<typename Use>
void forPartIn(quint64 offset, quint64 size, quint64 sealOffset, Use use)
{
    const auto start = std::max(offset, sealOffset);
    const auto end = std::min(offset + size, sealOffset + kStickSeal);
    if (start < end)
        use(size_t(start - offset), qsizetype(start - sealOffset), size_t(end - start));
}

//! Bytes that no other place has: all \a offset and \a nonce.
QByteArray tokenFor(quint64 offset, quint64 nonce)
{
    QByteArray token;
    token.reserve(qsizetype(kToken));
    while (token.size() < qsizetype(kToken)) {
        appendLe<quint64>(token, nonce);
        appendLe<quint64>(token, offset);
    }
    return token;
}

//! Near the start, the same behind every doubling of 64 MiB, and the end: a drive that lies about its size
//! usually has a power of two, and shows the same bytes again behind it.
std::vector<quint64> probesOf(quint64 size)
{
    std::vector<quint64> offsets;
    for (quint64 start = 0; start + kProbe + 2 * kToken < size;
         start = std::max(2 * start, kFirstDoubling))
        offsets.push_back(start + kProbe);
    if (size >= kToken)
        offsets.push_back(size / kToken * kToken - kToken);
    return offsets;
}

} // namespace

DriveFacts DriveFacts::of(const OpenDrive &drive)
{
    return {drive.name, drive.vendor, drive.model, drive.serial, drive.isNewFile};
}

DriveSink::DriveSink(std::shared_ptr<RawDrive> device,
                     DriveFacts facts,
                     std::stop_token stop,
                     DrivePatience patience)
    : m_facts(std::move(facts))
    , m_size(device->size())
    , m_seals{{0, zeroBytes(kStickSeal)}, {kStickPartition, zeroBytes(kStickSeal)}}
    , m_unfinished{m_facts.isNewFile ? m_facts.name : QString()}
    , m_queue(std::move(device), m_facts.name, std::move(stop), patience)
{}

Result<std::unique_ptr<DriveSink>> DriveSink::open(OpenDrive drive, std::stop_token stop)
{
    if (drive.logicalSectorSize != 512)
        return Error{
            Error::Kind::Unsupported,
            Tr::tr("Cannot write \"%1\". Its sectors have %2 bytes, and computers start only "
                   "from sticks with sectors of 512.")
                .arg(drive.name)
                .arg(drive.logicalSectorSize),
            {}};
    const auto facts = DriveFacts::of(drive);
    return std::make_unique<DriveSink>(rawDrive(std::move(drive)), facts, std::move(stop));
}

DriveSink::UnfinishedFile::~UnfinishedFile()
{
    if (!path.isEmpty())
        QFile::remove(path);
}

Result<void> DriveSink::clear(quint64 offset, quint64 size)
{
    return m_queue.write(offset, size_t(size), [](size_t, std::span<char> piece) {
        std::fill(piece.begin(), piece.end(), '\0');
    });
}

Result<void> DriveSink::prepare(Control &control)
{
    // The partition table goes first, so that from now on nothing takes the drive for what it was.
    const auto edge = std::min(kEdge, m_size);
    if (const auto done = clear(0, edge); !done)
        return done;
    if (const auto done = m_queue.flush(); !done)
        return done;
    if (const auto done = probe(control); !done)
        return done;
    // A GPT has a copy of itself at the end, some file systems and RAIDs a mark.
    const auto lastEdge = std::max(m_size - edge, edge);
    if (const auto done = clear(lastEdge, m_size - lastEdge); !done)
        return done;
    return m_queue.flush();
}

//! Writes different bytes at places all over the drive, finds them all again, and takes them away.
Result<void> DriveSink::probe(Control &control)
{
    const auto nonce = QRandomGenerator::system()->generate64();
    const auto offsets = probesOf(m_size);
    for (const auto offset : offsets) {
        if (const auto done = writeBytes(offset, tokenFor(offset, nonce)); !done)
            return done;
    }
    if (const auto done = m_queue.flush(); !done)
        return done;
    for (const auto offset : offsets) {
        QByteArray there(qsizetype(kToken), Qt::Uninitialized);
        if (const auto done = m_queue.read(offset, {there.data(), size_t(kToken)}); !done)
            return done;
        if (there != tokenFor(offset, nonce))
            return smallerThanItSays(offset);
        if (const auto go = control.proceed(); !go)
            return go;
    }
    for (const auto offset : offsets) {
        if (const auto done = clear(offset, kToken); !done)
            return done;
    }
    return {};
}

Error DriveSink::smallerThanItSays(quint64 offset) const
{
    const QLocale locale;
    return {
        Error::Kind::Device,
        Tr::tr("Cannot use \"%1\". It says that it holds %2, but what was written at %3 did not "
               "stay there. It is worn out or a forgery: do not use it.")
            .arg(m_facts.name,
                 locale.formattedDataSize(qint64(m_size)),
                 locale.formattedDataSize(qint64(offset))),
        {}};
}

Result<void> DriveSink::writeBytes(quint64 offset, const QByteArray &bytes)
{
    return m_queue.write(offset, size_t(bytes.size()), [&](size_t at, std::span<char> piece) {
        std::copy_n(bytes.constData() + at, piece.size(), piece.begin());
    });
}

Result<void> DriveSink::write(quint64 offset, std::span<const char> bytes)
{
    return m_queue.write(offset, bytes.size(), [&](size_t at, std::span<char> piece) {
        std::copy_n(bytes.begin() + ptrdiff_t(at), piece.size(), piece.begin());
        for (auto &seal : m_seals) {
            forPartIn(offset + at,
                      piece.size(),
                      seal.offset,
                      [&](size_t in, qsizetype from, size_t size) {
                          std::copy_n(piece.data() + in, size, seal.bytes.data() + from);
                          std::fill_n(piece.data() + in, size, '\0');
                      });
        }
    });
}

Result<void> DriveSink::read(quint64 offset, std::span<char> into)
{
    if (const auto done = m_queue.read(offset, into); !done)
        return done;
    for (const auto &seal : m_seals) {
        forPartIn(offset, into.size(), seal.offset, [&](size_t in, qsizetype from, size_t size) {
            std::copy_n(seal.bytes.constData() + from, size, into.data() + in);
        });
    }
    return {};
}

Result<void> DriveSink::put(const Seal &seal)
{
    if (const auto done = writeBytes(seal.offset, seal.bytes); !done)
        return done;
    if (const auto done = m_queue.flush(); !done)
        return done;
    QByteArray there(seal.bytes.size(), Qt::Uninitialized);
    if (const auto done = m_queue.read(seal.offset, {there.data(), size_t(there.size())}); !done)
        return done;
    if (there == seal.bytes)
        return {};
    return Error{Error::Kind::Device,
                 Tr::tr("Cannot finish \"%1\". Its partition table or boot sector reads back "
                        "differently. Use another drive.")
                     .arg(m_facts.name),
                 QStringLiteral("at byte %1").arg(seal.offset)};
}

Result<void> DriveSink::commit()
{
    // the partition table very last: without it nobody looks for the boot sector
    for (auto seal = m_seals.rbegin(); seal != m_seals.rend(); ++seal) {
        const auto done = put(*seal);
        if (done)
            continue;
        // half a partition table could still be believed
        if (clear(0, kStickSeal))
            static_cast<void>(m_queue.flush());
        return done;
    }
    m_unfinished.path.clear();
    return {};
}

} // namespace bootwright
