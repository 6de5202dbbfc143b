// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The frame around a report: its heading, and what can be done.
#include "ui/Look.h"
#include "ui/inspect/InspectWindow.h"
#include "ui/inspect/ReportPage.h"
#include "ui/inspect/WorkBar.h"
#include "ui/saveFile.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/texts.h"

#include <QFileDialog>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace bootwright {

namespace {

//! Asks for something to open, then calls \a open with it. Does not wait.
void askWhatToOpen(QWidget *parent,
                   const QString &title,
                   QFileDialog::FileMode mode,
                   const QString &filter,
                   const std::function<void(const QString &)> &open)
{
    auto *dialog = new QFileDialog(parent, title, {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(mode);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, open);
    dialog->open();
}

} // namespace

QWidget *InspectWindow::makeTop()
{
    auto *top = new QWidget;
    auto *column = new QVBoxLayout(top);
    column->setContentsMargins(grid::Large, grid::Large - grid::Step, grid::Large, grid::Medium);
    column->setSpacing(grid::Step);
    m_title = makeText();
    m_title->setFont(titleFont(font()));
    m_sentence = makeHint();
    m_open = new QWidget;
    auto *buttons = new FlowLayout(m_open);
    auto *image = makeButton(tr("Open an &image…"), QStringLiteral("open"));
    auto *folder = makeButton(tr("Open a stick or &folder…"), QStringLiteral("folder"));
    buttons->addWidget(image);
    buttons->addWidget(folder);
    for (QWidget *row : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_sentence)})
        column->addWidget(row);
    column->addSpacing(grid::Small);
    column->addWidget(m_open);
    column->addWidget(m_bar);
    const auto open = [this](const QString &path) { inspect(path); };
    connect(image, &QPushButton::clicked, this, [this, open] {
        askWhatToOpen(this,
                      tr("Open an image"),
                      QFileDialog::ExistingFile,
                      tr("Images (*.iso *.img *.raw *.bin);;All files (*)"),
                      open);
    });
    connect(folder, &QPushButton::clicked, this, [this, open] {
        askWhatToOpen(this, tr("Open a stick or folder"), QFileDialog::Directory, {}, open);
    });
    return top;
}

QWidget *InspectWindow::makeButtons()
{
    auto *area = new QWidget;
    auto *row = new QHBoxLayout(area);
    row->setContentsMargins(grid::Large, 3 * grid::Step, grid::Large, 3 * grid::Step);
    row->setSpacing(grid::Small);
    m_actions = new QWidget;
    auto *flow = new FlowLayout(m_actions);
    const auto add = [&](const QString &text, auto act) {
        auto *button = makeButton(text);
        flow->addWidget(button);
        connect(button, &QPushButton::clicked, this, act);
    };
    add(tr("&Verify"), [this] { verify(); });
    add(tr("&Compare with…"), [this] {
        askWhatToOpen(this,
                      tr("Compare with other media or a recipe"),
                      QFileDialog::ExistingFile,
                      tr("Media and recipes (*.iso *.img *.json);;All files (*)"),
                      [this](const QString &path) { compareWith(path); });
    });
    add(tr("&Renew…"), [this] { renew(); });
    add(tr("Save the c&alendar…"), [this] { askForCalendar(); });
    add(tr("&Print the bench card…"), [this] { askForCard(); });
    auto *close = makeButton(tr("Close"));
    close->setDefault(false);
    close->setAutoDefault(false);
    row->addWidget(m_actions, 1000); // all there is, while it is there
    row->addStretch(1);
    row->addWidget(close, 0, Qt::AlignBottom);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    return area;
}

void InspectWindow::askForCalendar()
{
    askWhereToSave(this,
                   tr("Save the day of expiry"),
                   tr("Calendars (*.ics)"),
                   QStringLiteral("media-expire.ics"),
                   [this](const QString &path) { saveCalendar(path); });
}

void InspectWindow::askForCard()
{
    if (m_report->variablesState == MediaReport::Variables::Locked)
        return m_page->askForPassword(
            tr("The card names the site and its management points, which the password locks."));
    askWhereToSave(this,
                   tr("Save the bench card, to print it"),
                   tr("Web pages (*.html)"),
                   QStringLiteral("bench-card.html"),
                   [this](const QString &path) { saveCard(path); });
}

void InspectWindow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, m_buttons->geometry().top(), width(), 1, Look(palette()).line);
}

} // namespace bootwright
