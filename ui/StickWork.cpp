// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/StickWork.h"

#include "core/builder/ShareInputs.h"
#include "ui/Answers.h"
#include "ui/DriveSource.h"

namespace bootwright {

StickSession::Prepare sticksFromImage(const Answers &answers)
{
    const auto access = std::make_shared<const SiteAccess>(answers.access.clone());
    return [image = answers.image, access, copies = answers.copies, chance = answers.chance](
               Control &control) -> Result<StickSession::Work> {
        const auto near = reachPath(image, *access, control, copies.get());
        if (!near)
            return near.error();
        auto source = openStickSource(near->path);
        if (!source)
            return near->told(source.error());
        source->name = near->named;
        return StickSession::Work{std::move(*source), {.chance = chance}, {}, near->copy};
    };
}

StickWork::StickWork(DriveSource &drives)
    : m_drives(drives)
{}

StickWork::~StickWork() = default;

void StickWork::start(StickSession::Prepare prepare, const std::vector<StickTarget> &targets)
{
    m_session = std::make_unique<StickSession>();
    connect(m_session.get(), &StickSession::changed, this, &StickWork::changed);
    connect(m_session.get(), &StickSession::finished, this, &StickWork::finish);
    std::vector<StickSession::Add> sticks;
    for (const auto &target : targets)
        sticks.push_back(adderOf(target));
    m_session->start(std::move(prepare), std::move(sticks));
}

bool StickWork::join(const StickTarget &target)
{
    return m_session && m_session->add(adderOf(target));
}

void StickWork::cancel()
{
    if (m_session)
        m_session->cancel();
}

StickSession::Add StickWork::adderOf(const StickTarget &target) const
{
    return [drives = &m_drives, target](StickRun &run) { drives->add(run, target); };
}

void StickWork::finish(const StickOutcome &outcome)
{
    m_session.release()->deleteLater(); // it is the sender
    Q_EMIT finished(outcome);
}

} // namespace bootwright
