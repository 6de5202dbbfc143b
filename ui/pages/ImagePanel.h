// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/ShareInputs.h"
#include "ui/Inquiry.h"
#include "ui/imageText.h"

#include <QWidget>

namespace bootwright {

class FactTable;
class Note;
class NoteList;

//! What media are that are to be written to sticks: looked at in the background, shown in a few lines.
class ImagePanel final : public QWidget
{
    Q_OBJECT

public:
    //! \a now is for the days that are left.
    explicit ImagePanel(const QDateTime &now);

    //! Looks into the media at \a path, unless that was done; \a access opens shares, of which \a copies are made.
    void look(const QString &path,
              const SiteAccess &access = {},
              const std::shared_ptr<ShareCopies> &copies = {});
    //! What was found at \a path; nothing while it is not known.
    const std::optional<ImageFacts> &facts() const { return m_facts; }
    //! Why it cannot be used; empty while that is not known, or if it can.
    const QString &problem() const { return m_problem; }

Q_SIGNALS:
    void looked();

private:
    void show();

    QDateTime m_now;
    QString m_path;
    std::optional<ImageFacts> m_facts;
    QString m_problem;
    Note *m_kind;
    FactTable *m_table;
    NoteList *m_warnings;
    Inquiry m_inquiry;
};

} // namespace bootwright
