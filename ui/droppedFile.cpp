// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/droppedFile.h"

#include "core/archive/Kit.h"
#include "core/base/JsonReader.h"

#include <QFileInfo>

namespace bootwright {

DroppedFile kindOfFile(const QString &path)
{
    const auto endsWith = [&path](const char *end) {
        return path.endsWith(QLatin1String(end), Qt::CaseInsensitive);
    };
    if (endsWith(".wim"))
        return DroppedFile::BootImage;
    if (endsWith(".pfx") || endsWith(".p12"))
        return DroppedFile::Certificate;
    if (Kit::isNamedKit(path))
        return DroppedFile::Kit;
    if (endsWith(".iso") || endsWith(".img") || QFileInfo(path).isDir())
        return DroppedFile::Media;
    if (!endsWith(".json"))
        return DroppedFile::Other;
    const auto json = readJsonFile(path);
    return json && json->contains("\"profileVersion\"") ? DroppedFile::Profile
                                                        : DroppedFile::Recipe;
}

} // namespace bootwright
