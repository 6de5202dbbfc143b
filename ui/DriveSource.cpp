// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/DriveSource.h"

#include "core/drive/DriveWatch.h"

namespace bootwright {

namespace {

class SystemDrives final : public DriveSource
{
public:
    std::optional<DriveList> list() override
    {
        if (!m_watch)
            watch();
        return m_isRead ? std::optional(m_watch->list()) : std::nullopt;
    }
    void add(StickRun &run, const StickTarget &target) override { run.add(target); }

private:
    void watch()
    {
        m_watch = std::make_unique<DriveWatch>();
        connect(m_watch.get(), &DriveWatch::failed, this, &DriveSource::failed);
        connect(m_watch.get(), &DriveWatch::changed, this, [this] {
            m_isRead = true;
            Q_EMIT changed();
        });
    }

    std::unique_ptr<DriveWatch> m_watch; //!< only once somebody asks: most people make ISO files
    bool m_isRead = false;
};

} // namespace

std::unique_ptr<DriveSource> systemDrives()
{
    return std::make_unique<SystemDrives>();
}

} // namespace bootwright
