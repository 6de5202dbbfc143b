// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/drive/DriveHandle.h"
#include "core/drive/RawDrive.h"

#include <QtGlobal>

#include <windows.h>

namespace bootwright {

namespace {

//! Whoever opened the drive asked for FILE_FLAG_NO_BUFFERING and FILE_FLAG_WRITE_THROUGH.
class WindowsDrive final : public RawDrive
{
public:
    explicit WindowsDrive(OpenDrive drive)
        : m_drive(std::move(drive))
        , m_file(reinterpret_cast<HANDLE>(m_drive.handle.native()))
    {}

    quint64 size() const override { return m_drive.size; }

    Result<void> write(quint64 offset, std::span<const char> bytes) override
    {
        while (!bytes.empty()) {
            auto at = place(offset);
            DWORD done = 0;
            if (!::WriteFile(m_file, bytes.data(), DWORD(bytes.size()), &done, &at) || done == 0)
                return failed(Tr::tr("Cannot write \"%1\"."));
            offset += done;
            bytes = bytes.subspan(done);
        }
        return {};
    }

    Result<void> read(quint64 offset, std::span<char> into) override
    {
        while (!into.empty()) {
            auto at = place(offset);
            DWORD got = 0;
            if (!::ReadFile(m_file, into.data(), DWORD(into.size()), &got, &at) || got == 0)
                return failed(Tr::tr("Cannot read \"%1\"."));
            offset += got;
            into = into.subspan(got);
        }
        return {};
    }

    Result<void> flush() override
    {
        if (!::FlushFileBuffers(m_file))
            return failed(Tr::tr("Cannot write \"%1\"."));
        return {};
    }

private:
    static OVERLAPPED place(quint64 offset)
    {
        OVERLAPPED at{};
        at.Offset = DWORD(offset);
        at.OffsetHigh = DWORD(offset >> 32);
        return at;
    }

    Error failed(const QString &what) const
    {
        const auto code = ::GetLastError();
        const auto isGone = code == ERROR_DEVICE_NOT_CONNECTED || code == ERROR_NOT_READY
                            || code == ERROR_NO_MEDIA_IN_DRIVE || code == ERROR_DEV_NOT_EXIST;
        const auto kind = code == ERROR_ACCESS_DENIED || code == ERROR_WRITE_PROTECT
                              ? Error::Kind::AccessDenied
                          : code == ERROR_DISK_FULL ? Error::Kind::NoSpace
                                                    : Error::Kind::Device;
        const auto why =
            isGone ? Tr::tr("The drive is gone: it was unplugged, or it broke down.")
            : kind == Error::Kind::AccessDenied ? Tr::tr("Access is denied.")
            : kind == Error::Kind::NoSpace
                ? Tr::tr("The disk is full.")
                : Tr::tr("The drive reports an error. Try another port, then another drive.");
        return {kind,
                what.arg(m_drive.name) + u' ' + why,
                QStringLiteral("Windows error %1").arg(quint32(code))};
    }

    OpenDrive m_drive;
    HANDLE m_file;
};

} // namespace

std::shared_ptr<RawDrive> rawDrive(OpenDrive drive)
{
    return std::make_shared<WindowsDrive>(std::move(drive));
}

} // namespace bootwright
