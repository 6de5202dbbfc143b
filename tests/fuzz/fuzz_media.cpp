// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzImage.h"
#include "core/builder/MediaReportText.h"
#include "core/image/Iso9660.h"

using namespace bootwright;

//! The input is a disc from sector 16 on, with an image for firmware, loaders and boot stores: how it starts
//! is found out, judged and told.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    FuzzImage image;
    image.put(16 * Iso9660::kSector,
              QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    const auto volume = readVolume(image);
    if (!volume)
        return 0;
    MediaReport report;
    report.kind = MediaKind::ConfigMgr;
    report.fileSystem = volume->fileSystem;
    report.boot = readMediaBoot(image, *volume);
    const auto now = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);
    const auto verdicts = judgeMedia(report, now);
    for (const auto &section : mediaReportText(report, verdicts, now, SecretValues::Mask)) {
        for (const auto &row : section.rows) {
            if (row.value.contains(u'\n') || row.name.contains(u'\033'))
                std::abort();
        }
    }
    (void)mediaReportJson(report, verdicts, now, SecretValues::Mask);
    return 0;
}
