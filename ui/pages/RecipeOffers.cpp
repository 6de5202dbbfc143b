// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/RecipeOffers.h"

#include "core/archive/Kit.h"
#include "ui/Look.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/NoteList.h"
#include "ui/widgets/texts.h"

#include <QDir>
#include <QFileDialog>
#include <QPushButton>
#include <QVBoxLayout>

namespace bootwright {

RecipeOffers::RecipeOffers(const std::optional<RecipeReading> &lastAnswers,
                           const std::optional<RecipeReading> &unfinished,
                           const MediaDraft &defaults)
    : m_defaults(defaults)
    , m_buttons(new FlowLayout)
    , m_begun(new Note(Note::Kind::Good))
    , m_faults(new NoteList)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Small);
    column->addLayout(m_buttons);
    column->addWidget(m_begun);
    column->addWidget(m_faults);
    offer(tr("Same as &last time"), lastAnswers);
    offer(tr("&Go on where you stopped"), unfinished);
    auto *open = makeButton(tr("&Open a recipe or kit…"), QStringLiteral("open"));
    m_buttons->addWidget(open);
    setFocusProxy(open);
    connect(open, &QPushButton::clicked, this, &RecipeOffers::browse);
}

void RecipeOffers::offer(const QString &text, const std::optional<RecipeReading> &reading)
{
    if (!reading)
        return;
    auto *button = makeButton(text, QStringLiteral("again"));
    m_buttons->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, reading] {
        Q_EMIT chosen(*reading, Origin::LastTime, {});
    });
}

void RecipeOffers::open(const QString &path)
{
    if (Kit::isNamedKit(path))
        return Q_EMIT kitChosen(path);
    const auto reading = salvageRecipe(path, m_defaults);
    if (reading)
        return Q_EMIT chosen(*reading, Origin::Recipe, path);
    m_begun->setText({});
    m_faults->clear();
    m_faults->add(Note::Kind::Problem, reading.error().message);
}

void RecipeOffers::tell(const QString &path, const QStringList &faults, const QStringList &problems)
{
    m_begun->setText(path.isEmpty()
                         ? tr("The last answers are in. All pages can be chosen at the side.")
                         : tr("The answers of \"%1\" are in. All pages can be chosen at the side.")
                               .arg(QDir::toNativeSeparators(path)));
    m_faults->clear();
    m_faults->add(Note::Kind::Problem, faults);
    m_faults->add(Note::Kind::Warning, problems);
}

void RecipeOffers::browse()
{
    auto *dialog = new QFileDialog(
        this, tr("Open a recipe or kit"), {}, tr("Recipes and kits (*.json *.bootkit)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &RecipeOffers::open);
    dialog->open();
}

} // namespace bootwright
