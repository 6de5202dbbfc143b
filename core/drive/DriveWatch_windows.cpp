// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Log.h"
#include "core/drive/DriveWatch.h"

#include <windows.h>
// after windows.h
#include <dbt.h>
#include <initguid.h>
#include <winioctl.h>

namespace bootwright {

namespace {

//! A window that nobody sees, which Windows tells of disks and volumes that come and go. Its messages are
//! taken by the event loop of the thread that makes it.
class DeviceWindow : public QObject
{
public:
    explicit DeviceWindow(DriveWatch *watch)
        : QObject(watch)
    {
        const wchar_t name[] = L"BootwrightDriveWatch";
        WNDCLASSW kind = {};
        kind.lpfnWndProc = &DeviceWindow::take;
        kind.hInstance = ::GetModuleHandleW(nullptr);
        kind.lpszClassName = name;
        ::RegisterClassW(&kind); // a second time it fails, and the first one stands
        m_window = ::CreateWindowExW(
            0, name, name, 0, 0, 0, 0, 0, HWND_MESSAGE, nullptr, kind.hInstance, nullptr);
        ::SetWindowLongPtrW(m_window, GWLP_USERDATA, LONG_PTR(watch));
        m_disks = registerFor(GUID_DEVINTERFACE_DISK);
        m_volumes = registerFor(GUID_DEVINTERFACE_VOLUME); // cards in a reader that stays
        if (m_window == nullptr || m_disks == nullptr || m_volumes == nullptr)
            logWarning(
                QStringLiteral("Windows will not tell of drives: error %1").arg(::GetLastError()));
    }
    ~DeviceWindow() override
    {
        ::UnregisterDeviceNotification(m_volumes);
        ::UnregisterDeviceNotification(m_disks);
        ::DestroyWindow(m_window);
    }

private:
    HDEVNOTIFY registerFor(const GUID &kind)
    {
        DEV_BROADCAST_DEVICEINTERFACE_W filter = {};
        filter.dbcc_size = sizeof(filter);
        filter.dbcc_devicetype = DBT_DEVTYP_DEVICEINTERFACE;
        filter.dbcc_classguid = kind;
        return ::RegisterDeviceNotificationW(m_window, &filter, DEVICE_NOTIFY_WINDOW_HANDLE);
    }

    static LRESULT CALLBACK take(HWND window, UINT message, WPARAM what, LPARAM with)
    {
        auto *watch = reinterpret_cast<DriveWatch *>(::GetWindowLongPtrW(window, GWLP_USERDATA));
        if (message == WM_DEVICECHANGE && watch != nullptr
            && (what == DBT_DEVICEARRIVAL || what == DBT_DEVICEREMOVECOMPLETE))
            watch->refresh();
        return ::DefWindowProcW(window, message, what, with);
    }

    HWND m_window = nullptr;
    HDEVNOTIFY m_disks = nullptr;
    HDEVNOTIFY m_volumes = nullptr;
};

} // namespace

void DriveWatch::listen()
{
    new DeviceWindow(this);
}

} // namespace bootwright
