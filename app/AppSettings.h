// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaDraft.h"

#include <optional>

class QWidget;

namespace bootwright {

//! What the wizard remembers of this user: where its window was, and the last answers, which are kept as
//! a recipe and so without any secret. What cannot be kept is forgotten without a word, but for the log.
class AppSettings
{
public:
    //! Keeps everything in \a folder.
    explicit AppSettings(QString folder);
    //! The folder of this user and program.
    static AppSettings ofUser();

    void restore(QWidget &window) const;
    void keep(const QWidget &window) const;

    std::optional<MediaDraft> lastAnswers() const;
    //! Unfinished answers, which are no recipe, do not replace those before.
    void keep(const MediaDraft &answers) const;

private:
    QString recipePath() const;
    QString windowPath() const;

    QString m_folder;
};

} // namespace bootwright
