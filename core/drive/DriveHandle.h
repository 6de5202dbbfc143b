// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>
#include <utility>
#include <vector>

namespace bootwright {

//! A file descriptor (Windows: a HANDLE) that is closed with the object. Moves, never copies.
class DriveHandle
{
public:
    static constexpr qintptr kNone = -1;

    DriveHandle() = default;
    //! Takes over \a native.
    explicit DriveHandle(qintptr native)
        : m_native(native)
    {}
    DriveHandle(DriveHandle &&other) noexcept
        : m_native(std::exchange(other.m_native, kNone))
    {}
    DriveHandle &operator=(DriveHandle &&other) noexcept
    {
        std::swap(m_native, other.m_native);
        return *this;
    }
    ~DriveHandle();

    qintptr native() const { return m_native; }

private:
    qintptr m_native = kNone;
};

//! A drive that is open for reading and writing and held for us alone: on Linux with O_EXCL, on Windows
//! with all its volumes locked and dismounted. Also a loop device or an image file that was named
//! instead of a drive. Nobody else can use it until the object goes.
struct OpenDrive
{
    DriveHandle handle;
    std::vector<DriveHandle> volumes; //!< Windows: the locks, held as long as the drive
    std::shared_ptr<void> keeper;     //!< Windows: the helper that opened it and may open more
    QString name;                     //!< as people know it: "/dev/sdb", a path
    QString vendor;                   //!< these three may be empty
    QString model;
    QString serial;
    quint64 size = 0; //!< bytes
    quint32 logicalSectorSize = 512;
    bool isNewFile = false; //!< an image file that was not there: who does not finish it removes it
};

} // namespace bootwright
