// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/MediaWizard.h"

namespace bootwright {

//! What the wizard remembers of this user: where its window was, the answers of the last media, and those
//! of a wizard that was closed before. Answers are kept as recipes and so without any secret. What cannot
//! be kept is forgotten without a word, but for the log.
class AppSettings
{
public:
    //! Keeps everything in \a folder.
    explicit AppSettings(QString folder);
    //! The folder of this user and program.
    static AppSettings ofUser();

    void restore(QWidget &window) const;
    void keep(const QWidget &window) const;

    //! Adds the answers that were kept to what the wizard begins with.
    void offerAnswers(WizardContext &context) const;
    //! Media were made of \a answers, so there are no unfinished ones.
    void keepMade(const MediaDraft &answers) const;
    void keepUnfinished(const MediaDraft &answers) const;

private:
    void write(const QString &path, const MediaDraft &answers) const;
    QString madePath() const;
    QString unfinishedPath() const;
    QString windowPath() const;

    QString m_folder;
};

} // namespace bootwright
