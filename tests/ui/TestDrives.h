// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/FakeDrive.h"
#include "ui/DriveSource.h"

#include <mutex>

namespace bootwright {

//! Drives that a test plugs in and out. What is written to one stays in memory, or goes into an image file.
class TestDrives final : public DriveSource
{
public:
    std::optional<DriveList> list() override
    {
        return isLooking ? std::nullopt : std::optional(m_list);
    }
    void add(StickRun &run, const StickTarget &target) override
    {
        if (const auto file = fileOf(target.path); !file.isEmpty()) {
            run.add(StickTarget{file, {}, Unlocked::No});
            return;
        }
        const auto &drive = target.drive->properties;
        const DriveFacts facts{target.path, drive.vendor, drive.model, drive.identity.serial};
        const auto open =
            [facts, memory = memory(target.path)](quint64, const std::stop_token &stop, Control &) {
                return Result<std::unique_ptr<DriveSink>>(
                    std::make_unique<DriveSink>(memory, facts, stop));
            };
        run.add(facts, open);
    }

    //! \a holds is what the running system keeps on it.
    void plug(DriveProperties drive, const QStringList &holds = {})
    {
        drive.identity.number = drive.identity.sequence = ++m_count;
        {
            const std::scoped_lock lock(m_mutex);
            m_memories[drive.identity.path] = std::make_shared<FakeDrive>(drive.identity.size);
        }
        const auto system = holds.isEmpty() ? SystemUse() : SystemUse{{m_count, holds}};
        m_list.drives.push_back({drive, verdict(drive, system)});
        Q_EMIT changed();
    }
    void unplug(const QString &path)
    {
        std::erase_if(m_list.drives, [&](const RemovableDrive &drive) {
            return drive.properties.identity.path == path;
        });
        Q_EMIT changed();
    }
    void setObstacle(const QString &obstacle)
    {
        m_list.obstacle = obstacle;
        Q_EMIT changed();
    }
    //! What is written to the drive at \a path goes into \a file.
    void keepIn(const QString &path, const QString &file)
    {
        const std::scoped_lock lock(m_mutex);
        m_files[path] = file;
    }
    std::shared_ptr<FakeDrive> memory(const QString &path) const
    {
        const std::scoped_lock lock(m_mutex);
        return m_memories.value(path);
    }

    bool isLooking = false; //!< nobody knows yet

private:
    QString fileOf(const QString &path) const
    {
        const std::scoped_lock lock(m_mutex);
        return m_files.value(path);
    }

    DriveList m_list;
    quint64 m_count = 0;
    mutable std::mutex m_mutex; // for what follows: a run that works already asks on its own thread
    QMap<QString, std::shared_ptr<FakeDrive>> m_memories;
    QMap<QString, QString> m_files;
};

//! An ordinary stick at /dev/\a name with one volume.
inline DriveProperties
testStick(const QString &name, const QString &model = {}, quint64 size = 31'914'983'424)
{
    DriveProperties drive;
    drive.identity.path = QStringLiteral("/dev/") + name;
    drive.identity.serial = QStringLiteral("SN-") + name;
    drive.identity.place = QStringLiteral("usb-") + name;
    drive.identity.size = size;
    drive.vendor = QStringLiteral("SanDisk");
    drive.model = model.isEmpty() ? QStringLiteral("Ultra USB 3.0") : model;
    drive.bus = Bus::Usb;
    drive.port = QStringLiteral("1-2");
    drive.removable = true;
    drive.volumes = {{drive.identity.path + u'1',
                      QStringLiteral("PHOTOS"),
                      QStringLiteral("vfat"),
                      {QStringLiteral("/media/anna/PHOTOS")},
                      size - 1'048'576}};
    return drive;
}

//! One that is not made to be unplugged.
inline DriveProperties testDisk(const QString &name, quint64 size = 120'034'123'776)
{
    auto drive = testStick(name, QStringLiteral("SA400S37"), size);
    drive.vendor = QStringLiteral("Kingston");
    drive.bus = Bus::Ata;
    drive.port.clear();
    drive.removable = false;
    drive.volumes.front().label = QStringLiteral("Archive");
    drive.volumes.front().fileSystem = QStringLiteral("ext4");
    drive.volumes.front().mountPoints.clear();
    return drive;
}

} // namespace bootwright
