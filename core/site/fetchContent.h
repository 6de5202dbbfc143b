// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/ContentCache.h"

#include <functional>
#include <vector>

namespace bootwright {

//! Which of the files of a package are wanted; NotFound if they are not among them.
using ChooseFiles = std::function<Result<QList<ContentFile>>(const QList<ContentFile> &)>;

//! Content on this computer: its folder, and what is in it.
struct Fetched
{
    QString folder;
    QList<ContentFile> files;
};

//! The content from the cache or, file by file, from the first of \a places that has it, tried in their order.
//! When none has it, the error tells what each of them said. Cancelled, NoSpace and Device end it.
Result<Fetched> fetchContent(const ContentCache &cache,
                             const QString &siteCode,
                             const Content &content,
                             const std::vector<std::unique_ptr<ContentPlace>> &places,
                             const ChooseFiles &choose,
                             Control &control);

//! The boot image among the files of the package \a content: the file that the site names, else the only .wim,
//! else the only one whose name holds the package ID.
Result<QList<ContentFile>> chooseBootImage(const QList<ContentFile> &files, const Content &content);

} // namespace bootwright
