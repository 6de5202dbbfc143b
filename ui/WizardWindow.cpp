// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WizardWindow.h"

#include "ui/HelpWindow.h"
#include "ui/Icons.h"
#include "ui/Look.h"
#include "ui/Page.h"
#include "ui/StepList.h"
#include "ui/WizardStyle.h"
#include "ui/widgets/Note.h"
#include "ui/widgets/texts.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>

namespace bootwright {

namespace {

constexpr int NarrowestPage = 46; // characters; with less room the steps at the side go

QString fileOf(const QMimeData &data)
{
    const auto urls = data.urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

} // namespace

WizardWindow::WizardWindow(QWidget *parent)
    : QDialog(parent, Qt::Window)
    , m_side(makeSide())
    , m_pages(new QStackedWidget)
    , m_helpWindow(new HelpWindow(this))
{
    setWindowTitle(QStringLiteral("Bootwright"));
    setWindowIcon(programIcon());
    setAcceptDrops(true);
    setMinimumSize(640, 480);
    resize(920, 700);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(makeTop());
    column->addWidget(m_pages, 1);
    column->addWidget(makeButtons());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(m_side);
    row->addLayout(column, 1);
    auto *back = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Left), this);
    connect(back, &QShortcut::activated, m_back, &QPushButton::click);
    auto *help = new QShortcut(QKeySequence::HelpContents, this);
    connect(help, &QShortcut::activated, this, &WizardWindow::showHelp);
}

int WizardWindow::currentId() const
{
    return m_pages->currentIndex();
}

Page *WizardWindow::currentPage() const
{
    return page(currentId());
}

Page *WizardWindow::page(int id) const
{
    return qobject_cast<Page *>(m_pages->widget(id));
}

int WizardWindow::pageCount() const
{
    return m_pages->count();
}

void WizardWindow::addPage(Page *page, const QString &help)
{
    m_steps->addStep(page->title());
    m_helpTexts.append(help);
    m_pages->addWidget(page);
    connect(page, &Page::headingChanged, this, &WizardWindow::showHeading);
}

void WizardWindow::showPage(int id, Buttons buttons, bool canGoBack)
{
    m_pages->setCurrentIndex(id);
    m_steps->setCurrentStep(id);
    setNotice({});
    m_back->setVisible(buttons == Buttons::Answer || buttons == Buttons::Commit);
    m_back->setEnabled(canGoBack);
    m_next->setVisible(buttons == Buttons::Answer);
    m_commit->setVisible(buttons == Buttons::Commit);
    m_close->setVisible(buttons == Buttons::Close);
    m_cancel->setVisible(buttons != Buttons::Close);
    m_cancel->setEnabled(true);
    if (buttons == Buttons::Close)
        m_close->setDefault(true);
    else
        m_next->setDefault(true); // also while it is not there: then Enter presses nothing
    showHeading();
    fitSide(); // for these buttons
    m_helpWindow->setText(page(id)->title(), m_helpTexts[id]);
    currentPage()->scrollToTop();
    if (auto *first = currentPage()->firstField())
        first->setFocus(Qt::OtherFocusReason);
    else
        (buttons == Buttons::Close ? m_close : m_cancel)->setFocus(Qt::OtherFocusReason);
}

void WizardWindow::setVerb(const QString &verb)
{
    m_commit->setText(verb);
    fitSide(); // for a button that may be wider now
}

void WizardWindow::setCancelEnabled(bool isEnabled)
{
    m_cancel->setEnabled(isEnabled);
}

void WizardWindow::setSubject(const QString &task, const QString &subject)
{
    m_task->setText(task);
    m_subject->setText(subject);
}

void WizardWindow::setRow(const std::vector<int> &row)
{
    if (row == m_row)
        return;
    m_row = row;
    m_steps->showSteps(row);
    showHeading();
}

void WizardWindow::setNotice(const QString &notice)
{
    m_notice->setText(notice);
}

void WizardWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        fitSide();
    QDialog::changeEvent(event);
}

void WizardWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!fileOf(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void WizardWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    Q_EMIT fileDropped(fileOf(*event->mimeData()));
}

void WizardWindow::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    fitSide();
}

void WizardWindow::paintEvent(QPaintEvent *)
{
    const Look look(palette());
    QPainter painter(this);
    const auto side = m_side->isVisible() ? m_side->width() : 0;
    const auto buttons = m_help->parentWidget()->geometry().top();
    if (side > 0)
        painter.fillRect(0, 0, side, height(), look.side);
    painter.fillRect(side - 1, 0, 1, height(), look.line);
    painter.fillRect(side, buttons, width() - side, 1, look.line);
}

QWidget *WizardWindow::makeSide()
{
    auto *side = new QWidget;
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(grid::Medium, grid::Large - grid::Step, grid::Medium, grid::Medium);
    column->setSpacing(grid::Step);
    m_task = makeHeading({});
    m_subject = makeHint();
    m_steps = new StepList;
    for (auto *label : {m_task, m_subject})
        label->setContentsMargins(grid::Small, 0, grid::Small, 0);
    column->addWidget(m_task);
    column->addWidget(m_subject);
    column->addSpacing(grid::Medium);
    column->addWidget(m_steps, 1);
    return side;
}

QWidget *WizardWindow::makeTop()
{
    auto *heading = new QWidget;
    auto *column = new QVBoxLayout(heading);
    column->setContentsMargins(grid::Large, grid::Large - grid::Step, grid::Large, grid::Medium);
    column->setSpacing(grid::Step);
    m_count = makeHint();
    m_title = makeText();
    m_title->setFont(titleFont(font()));
    m_sentence = makeHint();
    m_notice = new Note(Note::Kind::Info);
    m_notice->setContentsMargins(0, grid::Small, 0, 0);
    column->addWidget(m_count);
    column->addWidget(m_title);
    column->addWidget(m_sentence);
    column->addWidget(m_notice);
    return heading;
}

QWidget *WizardWindow::makeButtons()
{
    auto *buttons = new QWidget;
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(grid::Large, 3 * grid::Step, grid::Large, 3 * grid::Step);
    row->setSpacing(grid::Small);
    m_help = makeButton(tr("Help"));
    m_cancel = makeButton(tr("Cancel"));
    m_back = makeButton(tr("&Back"));
    m_next = makeButton(tr("&Next"));
    m_commit = makeButton({});
    m_close = makeButton(tr("Close"));
    for (auto *button : {m_next, m_commit, m_close})
        makeVerb(button);
    row->addWidget(m_help);
    row->addStretch();
    for (auto *button : {m_cancel, m_back, m_next, m_commit, m_close})
        row->addWidget(button);
    connect(m_help, &QPushButton::clicked, this, &WizardWindow::showHelp);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_back, &QPushButton::clicked, this, &WizardWindow::backAsked);
    for (auto *button : {m_next, m_commit})
        connect(button, &QPushButton::clicked, this, &WizardWindow::nextAsked);
    return buttons;
}

void WizardWindow::showHeading()
{
    if (!currentPage())
        return;
    m_title->setText(currentPage()->title());
    m_sentence->setText(currentPage()->sentence());
    const auto before =
        std::count_if(m_row.begin(), m_row.end(), [this](int id) { return id < currentId(); });
    m_count->setText(tr("Step %1 of %2").arg(before + 1).arg(m_row.size()));
    setWindowTitle(tr("%1 – Bootwright", "title of a page").arg(currentPage()->title()));
}

void WizardWindow::showHelp()
{
    m_helpWindow->show();
    m_helpWindow->raise();
    m_helpWindow->activateWindow();
}

void WizardWindow::fitSide()
{
    const auto page = qMax(NarrowestPage * fontMetrics().averageCharWidth() + 2 * grid::Large,
                           m_help->parentWidget()->minimumSizeHint().width());
    const bool hasRoom = width() >= m_side->sizeHint().width() + page;
    m_side->setVisible(hasRoom);
    m_count->setVisible(!hasRoom);
    update();
}

} // namespace bootwright
