// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/RenewalJournal.h"

#include "core/base/Bytes.h"
#include "core/base/Digest.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"

// docs/formats/renewal.md. Sector 66 is the head, the body follows; little-endian:
//   head: 0 "BWRENEW1" | 8 number of blocks, 0: nothing is pending | 12 0 | 16 SHA-256 of the body
//     48 SHA-256 of the 48 bytes before | zeros
//   body: the numbers of the blocks, ascending, 4 bytes each, padded to 2048 | the blocks, 2048 bytes each

namespace bootwright {

namespace {

using Blocks = ImageOverlay::Blocks;

constexpr quint64 kBlock = ImageOverlay::kBlock;
constexpr quint64 kBody = RenewalJournal::kStart + kBlock;
constexpr quint64 kMostBody = RenewalJournal::kEnd - kBody;
constexpr qsizetype kHeadSize = 80;
const QByteArrayView kMagic("BWRENEW1");

quint64 tableSize(quint64 blocks)
{
    return roundUp(blocks * 4, kBlock);
}

QByteArray bodyOf(const Blocks &blocks)
{
    QByteArray body;
    for (const auto &[number, bytes] : blocks)
        appendLe<quint32>(body, quint32(number));
    body.append(qsizetype(tableSize(blocks.size())) - body.size(), '\0');
    for (const auto &[number, bytes] : blocks)
        body += bytes;
    return body;
}

QByteArray headOf(quint32 blocks, QByteArrayView body)
{
    QByteArray head = kMagic.toByteArray();
    appendLe<quint32>(head, blocks);
    appendLe<quint32>(head, 0);
    head += sha256(body);
    head += sha256(head);
    return head.leftJustified(qsizetype(kBlock), '\0');
}

Error damaged(const QString &what)
{
    return {Error::Kind::Corrupt,
            Tr::tr("The media were being renewed, and what is needed to finish that is damaged."),
            what};
}

//! The blocks in \a body, whose hash was right; but who wrote it may have lied.
Result<Blocks> blocksIn(QByteArrayView body, quint32 count, quint64 imageSize)
{
    Blocks blocks;
    for (quint32 i = 0; i < count; ++i) {
        const quint64 number = le<quint32>(body, qsizetype(i) * 4);
        const auto isInJournal =
            number * kBlock >= RenewalJournal::kStart && number * kBlock < RenewalJournal::kEnd;
        const auto isInOrder = blocks.empty() || blocks.rbegin()->first < number;
        if (isInJournal || !isInOrder || !fits(number * kBlock, kBlock, imageSize))
            return damaged(QStringLiteral("block %1").arg(number));
        const auto at = qsizetype(tableSize(count) + i * kBlock);
        blocks.emplace(number, body.sliced(at, qsizetype(kBlock)).toByteArray());
    }
    return blocks;
}

//! Nobody else has put anything where the journal goes.
Result<void> checkIsFree(const ImageSource &image)
{
    const auto area =
        image.read(RenewalJournal::kStart, RenewalJournal::kEnd - RenewalJournal::kStart);
    if (!area)
        return area.error();
    if (area->startsWith(kMagic.toByteArray()) || area->count('\0') == area->size())
        return {};
    return Error{Error::Kind::Unsupported,
                 Tr::tr("The sectors that are needed to renew them safely hold something else."),
                 {}};
}

Result<void> writeHead(ImageStore &image, const QByteArray &head)
{
    if (const auto done = image.write(RenewalJournal::kStart, head); !done)
        return done;
    return image.flush();
}

} // namespace

RenewalJournal::RenewalJournal(ImageStore &image, Blocks blocks)
    : m_image(&image)
    , m_blocks(std::move(blocks))
    , m_body(bodyOf(m_blocks))
{}

Result<std::optional<Blocks>> RenewalJournal::pending(const ImageSource &image)
{
    if (image.size() < kEnd)
        return std::optional<Blocks>();
    const auto head = image.read(kStart, kHeadSize);
    if (!head)
        return head.error();
    const auto count = quint64(le<quint32>(*head, 8));
    if (!head->startsWith(kMagic.toByteArray()) || head->sliced(48) != sha256(head->first(48))
        || count == 0)
        return std::optional<Blocks>();
    if (tableSize(count) + count * kBlock > kMostBody)
        return damaged(QStringLiteral("%1 blocks").arg(count));
    const auto body = image.read(kBody, tableSize(count) + count * kBlock);
    if (!body)
        return body.error();
    if (head->sliced(16, 32) != sha256(*body))
        return damaged(QStringLiteral("hash of the body"));
    auto blocks = blocksIn(*body, quint32(count), image.size());
    if (!blocks)
        return blocks.error();
    return std::optional(std::move(*blocks));
}

Result<ImageOverlay> RenewalJournal::readThrough(const ImageSource &image)
{
    auto blocks = pending(image);
    if (!blocks)
        return blocks.error();
    return ImageOverlay(image, std::move(*blocks).value_or(ImageOverlay::Blocks()));
}

Result<bool> RenewalJournal::finish(ImageStore &image)
{
    const auto blocks = pending(image);
    if (!blocks || !*blocks)
        return blocks ? Result<bool>(false) : blocks.error();
    const auto isEqual = apply(image, **blocks);
    if (!isEqual)
        return isEqual.error();
    if (!*isEqual)
        return Error{Error::Kind::Device,
                     Tr::tr("The medium does not give back what is written to it."),
                     {}};
    if (const auto done = clear(image); !done)
        return done.error();
    return true;
}

Result<RenewalJournal> RenewalJournal::prepare(ImageStore &image, Blocks blocks)
{
    RenewalJournal journal(image, std::move(blocks));
    if (quint64(journal.m_body.size()) > kMostBody)
        return Error{Error::Kind::Unsupported,
                     Tr::tr("More than 370 KB would change, which is too much at a time."),
                     QStringLiteral("%1 blocks").arg(journal.m_blocks.size())};
    if (const auto free = checkIsFree(image); !free)
        return free.error();
    if (const auto room = image.reserve(kStart, kBlock + quint64(journal.m_body.size())); !room)
        return room.error();
    for (const auto &[number, bytes] : journal.m_blocks) {
        if (const auto room = image.reserve(number * kBlock, kBlock); !room)
            return room.error();
    }
    // First the magic: whatever follows, these sectors are known as ours.
    if (const auto done = writeHead(image, headOf(0, {})); !done)
        return done.error();
    if (const auto done = image.write(kBody, journal.m_body); !done)
        return done.error();
    if (const auto done = image.flush(); !done)
        return done.error();
    const auto there = image.read(kBody, quint64(journal.m_body.size()));
    if (!there)
        return there.error();
    if (*there != journal.m_body)
        return Error{
            Error::Kind::Device,
            Tr::tr("The medium does not give back what is written to it. Nothing was changed."),
            {}};
    return journal;
}

Result<bool> RenewalJournal::commit()
{
    const auto head = headOf(quint32(m_blocks.size()), m_body);
    if (const auto done = writeHead(*m_image, head); !done) // from here on they are renewed
        return done.error();
    const auto isEqual = apply(*m_image, m_blocks);
    if (!isEqual || !*isEqual)
        return isEqual;
    if (const auto done = clear(*m_image); !done)
        return done.error();
    return true;
}

Result<bool> RenewalJournal::apply(ImageStore &image, const Blocks &blocks)
{
    for (const auto &[number, bytes] : blocks) {
        if (const auto done = image.write(number * kBlock, bytes); !done)
            return done.error();
    }
    if (const auto done = image.flush(); !done)
        return done.error();
    for (const auto &[number, bytes] : blocks) {
        const auto there = image.read(number * kBlock, kBlock);
        if (!there)
            return there.error();
        if (*there != bytes)
            return false;
    }
    return true;
}

//! All that was ever written there is wiped, also by runs that were killed: what is in it may be a secret
//! tomorrow, and the next journal wants its sectors empty.
Result<void> RenewalJournal::clear(ImageStore &image)
{
    if (const auto done = writeHead(image, headOf(0, {})); !done)
        return done;
    auto body = image.read(kBody, kMostBody);
    if (!body)
        return body.error();
    while (body->endsWith('\0'))
        body->chop(1);
    const QByteArray zeros(qsizetype(roundUp(quint64(body->size()), kBlock)), '\0');
    if (const auto done = image.write(kBody, zeros); !done)
        return done;
    return writeHead(image, QByteArray(qsizetype(kBlock), '\0'));
}

} // namespace bootwright
