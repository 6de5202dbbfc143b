// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/NextSteps.h"

#include "core/image/readImage.h"
#include "ui/Look.h"
#include "ui/saveFile.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/Note.h"
#include "ui/widgets/texts.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace bootwright {

namespace {

//! The bench card that lies on the media at \a image.
Result<QByteArray> cardOn(const QString &image)
{
    const auto files = readImage(image);
    if (!files)
        return files.error();
    const auto *card = files->find(QStringLiteral("Bootwright/bench-card.html"));
    if (!card)
        return Error{
            Error::Kind::NotFound,
            NextSteps::tr("Cannot find the bench card in \"%1\". Make the media again.").arg(image),
            {}};
    return card->content.readAll();
}

} // namespace

NextSteps::NextSteps(QWidget *parent)
    : QWidget(parent)
    , m_copy(makeButton(tr("Copy the &SHA-256"), QStringLiteral("copy")))
    , m_answer(new Note(Note::Kind::Info))
{
    auto *sticks = makeButton(tr("&Write to sticks"), QStringLiteral("stick"));
    auto *folder = makeButton(tr("Open the f&older"), QStringLiteral("folder"));
    auto *card = makeButton(tr("Save the bench &card…"), QStringLiteral("card"));
    auto *recipe = makeButton(tr("Save the &recipe…"), QStringLiteral("save"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Medium);
    auto *buttons = new FlowLayout;
    column->addLayout(buttons);
    column->addWidget(m_answer);
    for (auto *button : {sticks, folder, m_copy, card, recipe})
        buttons->addWidget(button);
    connect(sticks, &QPushButton::clicked, this, &NextSteps::sticksAsked);
    connect(folder, &QPushButton::clicked, this, &NextSteps::openFolder);
    connect(m_copy, &QPushButton::clicked, this, &NextSteps::copyHash);
    connect(card, &QPushButton::clicked, this, [this] {
        ask(tr("Save the bench card"),
            tr("Web pages (*.html)"),
            QStringLiteral("bench-card.html"),
            &NextSteps::saveCard);
    });
    connect(recipe, &QPushButton::clicked, this, [this] {
        ask(tr("Save the recipe"),
            tr("Recipes (*.json)"),
            QStringLiteral("recipe.json"),
            &NextSteps::saveRecipe);
    });
}

void NextSteps::offer(const BuildReport &report, const MediaDraft &draft)
{
    m_report = report;
    m_draft = draft;
    m_copy->setVisible(!report.sha256.isEmpty());
    m_answer->setText({});
}

void NextSteps::saveCard(const QString &path)
{
    const auto card = cardOn(m_report.output);
    tell(card ? saveBytes(path, *card) : Result<void>(card.error()),
         tr("Saved: %1").arg(QDir::toNativeSeparators(path)));
}

void NextSteps::saveRecipe(const QString &path)
{
    tell(saveRecipeFile(path, m_draft),
         tr("Saved, without passwords and hidden values: %1").arg(QDir::toNativeSeparators(path)));
}

void NextSteps::ask(const QString &title,
                    const QString &filter,
                    const QString &suggestion,
                    void (NextSteps::*save)(const QString &))
{
    askWhereToSave(this, title, filter, suggestion, [this, save](const QString &path) {
        (this->*save)(path);
    });
}

void NextSteps::tell(const Result<void> &outcome, const QString &success)
{
    m_answer->setKind(outcome ? Note::Kind::Info : Note::Kind::Problem);
    m_answer->setText(outcome ? success : outcome.error().message);
}

void NextSteps::openFolder()
{
    const auto folder = QFileInfo(m_report.output).absolutePath();
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        tell(Error{Error::Kind::Unsupported,
                   tr("Cannot open the folder \"%1\". This desktop has no program for it.")
                       .arg(folder),
                   {}},
             {});
}

void NextSteps::copyHash()
{
    QGuiApplication::clipboard()->setText(QString::fromLatin1(m_report.sha256.toHex()));
    tell({}, tr("The SHA-256 is in the clipboard."));
}

} // namespace bootwright
