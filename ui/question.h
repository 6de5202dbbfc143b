// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace bootwright {

//! What is asked before something is given up.
struct Question
{
    QString text;
    QString consequence; //!< of doing it
    QString verb;        //!< of the button that does it, with a mnemonic
};

//! Asks \a question in a box over \a parent, and calls \a act when the user wants it. The button that goes on
//! as before is the default. Does not wait; nothing happens while such a question is open.
void ask(QWidget *parent, const Question &question, const std::function<void()> &act);
//! A question is open.
bool isAsking(const QWidget *parent);
//! Closes the question: it is answered by what happened.
void closeQuestion(QWidget *parent);

} // namespace bootwright
