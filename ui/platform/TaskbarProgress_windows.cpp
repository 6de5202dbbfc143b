// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/TaskbarProgress.h"

#include <QWidget>

#include <shobjidl.h>

namespace bootwright {

class TaskbarProgress::Button
{
public:
    explicit Button(HWND window)
        : m_window(window)
    {
        void *list = nullptr;
        if (SUCCEEDED(CoCreateInstance(
                CLSID_TaskbarList, nullptr, CLSCTX_INPROC_SERVER, IID_ITaskbarList3, &list)))
            m_list = static_cast<ITaskbarList3 *>(list);
        if (m_list && FAILED(m_list->HrInit()))
            release();
    }
    ~Button()
    {
        if (m_list)
            m_list->SetProgressState(m_window, TBPF_NOPROGRESS);
        release();
    }
    Button(const Button &) = delete;
    Button &operator=(const Button &) = delete;

    void show(int done, int full)
    {
        if (m_list)
            m_list->SetProgressValue(m_window, ULONGLONG(done), ULONGLONG(full));
    }

private:
    void release()
    {
        if (m_list)
            m_list->Release();
        m_list = nullptr;
    }

    HWND m_window;
    ITaskbarList3 *m_list = nullptr;
};

TaskbarProgress::TaskbarProgress(const QWidget *window)
    : m_button(std::make_unique<Button>(reinterpret_cast<HWND>(window->winId())))
{}

TaskbarProgress::~TaskbarProgress() = default;

void TaskbarProgress::show(int done, int full)
{
    m_button->show(done, full);
}

} // namespace bootwright
