// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/Provenance.h"
#include "core/recipe/RecipeFile.h"

#include <QWidget>

#include <optional>

namespace bootwright {

class FlowLayout;
class Note;
class NoteList;

//! The answers that the wizard can begin with, each a button, and what came of the one that was chosen.
class RecipeOffers final : public QWidget
{
    Q_OBJECT

public:
    //! \a lastAnswers and \a unfinished may be missing; \a defaults fill what a recipe does not say.
    RecipeOffers(const std::optional<RecipeReading> &lastAnswers,
                 const std::optional<RecipeReading> &unfinished,
                 const MediaDraft &defaults);

    //! Chooses what is good in the recipe at \a path, or the kit there, or tells why it cannot be read.
    void open(const QString &path);
    //! Tells that the answers of the recipe at \a path are in (no path: the last ones), and what is wrong:
    //! \a faults of the file, \a problems of its answers.
    void tell(const QString &path, const QStringList &faults, const QStringList &problems);

Q_SIGNALS:
    void chosen(const bootwright::RecipeReading &reading,
                bootwright::Origin origin,
                const QString &path);
    void kitChosen(const QString &path);

private:
    void offer(const QString &text, const std::optional<RecipeReading> &reading);
    void browse();

    MediaDraft m_defaults;
    FlowLayout *m_buttons;
    Note *m_begun;
    NoteList *m_faults;
};

} // namespace bootwright
