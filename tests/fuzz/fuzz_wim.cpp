// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/Lzx.h"
#include "core/wim/WimOverlay.h"
#include "core/wim/Xpress.h"

#include <functional>

using namespace bootwright;

//! Reads all of a WIM, lays a file over it, and reads the result: it has to be a WIM again.
static void readWim(const QByteArray &bytes)
{
    auto wim = WimReader::openBytes(bytes, QStringLiteral("fuzz.wim"));
    if (!wim)
        return;
    Control control;
    const auto whole = wim->checkIntegrity(control);
    for (int image = 1; image <= std::min<qsizetype>(wim->images().size(), 3); ++image) {
        if (!wim->selectImage(image))
            continue;
        int left = 50;
        const std::function<void(const WimEntry &)> walk = [&](const WimEntry &folder) {
            for (const auto *entry : wim->children(folder)) {
                if (--left < 0)
                    return;
                if (entry->isFolder)
                    walk(*entry);
                else if (const auto read = wim->read(*entry, 1_MiB);
                         read && quint64(read->size()) != entry->size)
                    qFatal("other size");
            }
        };
        walk(*wim->find(u""));
        auto overlay = WimOverlay::over(*wim, image);
        const auto time = QDateTime::fromSecsSinceEpoch(1, Qt::UTC);
        if (!overlay
            || !overlay->addFile(QStringLiteral("sms/data/x"), ContentSource::bytes("x"), time))
            continue;
        const auto content = overlay->content();
        if (!content)
            continue;
        auto result = WimReader::openBytes(*content->readAll(), QStringLiteral("result.wim"));
        if (!result || !result->selectImage(image) || !result->find(u"sms/data/x"))
            qFatal("the overlay cannot be read");
    }
}

//! The first bytes choose the method, the window and the expanded size.
static void expandChunk(QByteArrayView bytes)
{
    const int order = 15 + quint8(bytes[1]) % 7;
    QByteArray out(1 + le<quint16>(bytes, 2) % 32768, '\0');
    const std::span into(out.data(), size_t(out.size()));
    if (bytes[0] == 'x')
        (void)decodeXpress(bytes.sliced(4), into);
    else
        (void)decodeLzx(bytes.sliced(4), into, 1u << order);
}

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    if (bytes.startsWith('M'))
        readWim(bytes);
    else if (bytes.size() >= 4)
        expandChunk(bytes);
    return 0;
}
