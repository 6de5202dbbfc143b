// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Answers.h"
#include "ui/BuildJob.h"
#include "ui/Inquiry.h"

#include <QWidget>

namespace bootwright {

class FactTable;
class Note;
class NoteList;

//! What a kit is whose media are to be written: unpacked in the background, shown in a few lines; then what
//! the media will be, once its answers are complete.
class KitPanel final : public QWidget
{
    Q_OBJECT

public:
    //! \a now is for the days that are left.
    explicit KitPanel(const QDateTime &now);

    //! Unpacks the kit at \a path, unless that was done; the one before goes. Empty: none. \a access opens
    //! shares, of which \a copies are made.
    void open(const QString &path,
              const SiteAccess &access = {},
              const std::shared_ptr<ShareCopies> &copies = {});
    //! Null while it is not open.
    const std::shared_ptr<const OpenedKit> &kit() const { return m_kit; }
    //! Why it cannot be used; empty while that is not known, or if it can.
    const QString &problem() const { return m_problem; }

    //! Finds out what the media of \a answers will be, which are those of the kit; \a warnings are about them.
    //! Nothing happens while they are the same.
    void plan(const Answers &answers, const QStringList &warnings);
    //! The answers are no good.
    void dropPlan();
    bool isPlanning() const { return m_asked && !m_plan; }
    //! Null while it is not known.
    const Result<BuildPlan> *outcome() const { return m_plan ? &*m_plan : nullptr; }

    QList<std::pair<QString, QString>> rows() const;
    QStringList warnings() const;

Q_SIGNALS:
    void opened();  //!< or it turned out that it cannot be
    void planned(); //!< or it turned out that the media cannot be made

private:
    void show();

    QDateTime m_now;
    QString m_path;
    std::shared_ptr<const OpenedKit> m_kit;
    QString m_problem;
    std::optional<MediaSecrets> m_asked; //!< what the plan is made with
    std::optional<Result<BuildPlan>> m_plan;
    QStringList m_warnings;
    Note *m_kind;
    FactTable *m_table;
    NoteList *m_notes;
    Inquiry m_opening;
    Inquiry m_planning;
};

} // namespace bootwright
