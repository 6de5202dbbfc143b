// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/HelpWindow.h"

#include "ui/Look.h"
#include "ui/widgets/texts.h"

#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace bootwright {

HelpWindow::HelpWindow(QWidget *parent)
    : QDialog(parent)
    , m_text(new QTextBrowser)
{
    resize(460, 560);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->viewport()->setAutoFillBackground(false);
    m_text->document()->setDocumentMargin(0);
    m_text->setAccessibleName(tr("Help"));
    auto *close = makeButton(tr("Close"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::Medium, grid::Medium, grid::Medium, grid::Medium);
    column->setSpacing(grid::Medium);
    column->addWidget(m_text, 1);
    column->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
}

void HelpWindow::setText(const QString &title, const QString &text)
{
    setWindowTitle(tr("Help: %1", "title of a page").arg(title));
    m_text->setHtml(QStringLiteral("<h2>%1</h2>%2").arg(title.toHtmlEscaped(), text));
}

} // namespace bootwright
