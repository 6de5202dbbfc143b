// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace bootwright {

class Note;
struct Progress;

//! Something that can be fetched from elsewhere: a sentence about it, a button that begins and stops, and how far
//! it is.
class FetchBar final : public QWidget
{
    Q_OBJECT

public:
    //! \a barName is what a screen reader calls the bar.
    explicit FetchBar(const QString &barName, QWidget *parent = nullptr);

    //! It can be fetched; \a sentence says what that is about.
    void offer(const QString &sentence);
    //! It is looked at, which takes a moment.
    void wait(const QString &sentence);
    //! It is being fetched, after wait(); the button stops that.
    void begin();
    bool isFetching() const;
    void show(const Progress &progress);
    //! It is here.
    void end();
    //! It is not here, and why; \a again: it can be tried again.
    void fail(const QString &sentence, bool again);
    //! Another sentence; the rest stays.
    void setSentence(const QString &sentence);

Q_SIGNALS:
    void pressed();

private:
    void set(const QString &sentence, bool isProblem, bool hasButton);

    Note *m_state;
    QProgressBar *m_bar;
    QPushButton *m_button;
};

} // namespace bootwright
