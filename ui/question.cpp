// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/question.h"

#include "ui/Icons.h"
#include "ui/Look.h"

#include <QMessageBox>
#include <QPushButton>

namespace bootwright {

namespace {

constexpr int QuestionMarkSize = 32;

} // namespace

void ask(QWidget *parent, const Question &question, const std::function<void()> &act)
{
    if (isAsking(parent))
        return;
    auto *box = new QMessageBox(QMessageBox::NoIcon,
                                QStringLiteral("Bootwright"),
                                question.text,
                                QMessageBox::NoButton,
                                parent);
    box->setIconPixmap(markOf(QStringLiteral("warning"),
                              Look(box->palette()).warning,
                              QuestionMarkSize,
                              parent->devicePixelRatioF()));
    box->setTextFormat(Qt::PlainText); // it may name what somebody else has named
    box->setInformativeText(question.consequence);
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto *yes = box->addButton(question.verb, QMessageBox::AcceptRole);
    auto *no = box->addButton(QMessageBox::tr("&Go on", "as before"), QMessageBox::RejectRole);
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    QObject::connect(yes, &QPushButton::clicked, parent, act);
    box->open();
}

bool isAsking(const QWidget *parent)
{
    return parent->findChild<QMessageBox *>() != nullptr;
}

void closeQuestion(QWidget *parent)
{
    for (auto *box : parent->findChildren<QMessageBox *>())
        box->close();
}

} // namespace bootwright
