// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

class QWidget;

namespace bootwright {

//! How far the work is, shown at the program's button among the running programs for as long as the object
//! lives. Where the desktop has nothing to show it with, nothing happens.
class TaskbarProgress final
{
public:
    explicit TaskbarProgress(const QWidget *window);
    ~TaskbarProgress();
    TaskbarProgress(const TaskbarProgress &) = delete;
    TaskbarProgress &operator=(const TaskbarProgress &) = delete;

    //! \a done of \a full.
    void show(int done, int full);

private:
    class Button;
    std::unique_ptr<Button> m_button;
};

} // namespace bootwright
