// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/StickChoice.h"

#include "ui/stickText.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace bootwright {

namespace {

using Answer = DriveVerdict::Answer;

//! \a path leads to something on \a drive, or to the drive itself.
bool liesOn(const QString &path, const DriveProperties &drive)
{
    const auto real = QFileInfo(path).canonicalFilePath();
    if (real.isEmpty())
        return false;
    const auto isBelow = [&real](const QString &folder) {
        return !folder.isEmpty()
               && (real == folder
                   || real.startsWith(folder.endsWith(u'/') ? folder : folder + u'/'));
    };
    if (real == drive.identity.path)
        return true;
    for (const auto &volume : drive.volumes) {
        if (real == volume.path)
            return true;
        for (const auto &point : volume.mountPoints) {
            if (isBelow(QFileInfo(point).canonicalFilePath()))
                return true;
        }
    }
    return false;
}

} // namespace

StickChoice::StickChoice(DriveSource &drives)
    : m_source(drives)
{
    connect(&drives, &DriveSource::changed, this, &StickChoice::update);
    connect(&drives, &DriveSource::failed, this, [this](const QString &message) {
        m_problem = message;
        Q_EMIT changed();
    });
}

void StickChoice::look()
{
    if (!m_isRead)
        update();
}

QString StickChoice::problem() const
{
    return m_problem.isEmpty() ? m_obstacle : m_problem;
}

bool StickChoice::isFree(const RemovableDrive &drive) const
{
    const auto unlocked = isUnlocked(drive.properties.identity) ? Unlocked::Yes : Unlocked::No;
    return checkVerdict(drive, unlocked).has_value();
}

std::vector<StickTarget> StickChoice::targets() const
{
    std::vector<StickTarget> targets;
    for (const auto &drive : m_drives) {
        const auto &identity = drive.properties.identity;
        if (isChosen(identity))
            targets.push_back(
                {identity.path, drive, isUnlocked(identity) ? Unlocked::Yes : Unlocked::No});
    }
    return targets;
}

QString StickChoice::whyNone() const
{
    return m_chosen.empty() ? tr("No stick is chosen. Tick at least one drive.") : QString();
}

void StickChoice::choose(const DriveIdentity &drive)
{
    const auto *known = find(drive);
    if (!known || !isFree(*known) || isChosen(drive))
        return;
    m_chosen.push_back(drive);
    m_losses.clear();
    Q_EMIT changed();
}

void StickChoice::drop(const DriveIdentity &drive)
{
    if (std::erase(m_chosen, drive) == 0)
        return;
    m_losses.clear();
    Q_EMIT changed();
}

void StickChoice::chooseAll()
{
    for (const auto &drive : m_drives) {
        if (drive.verdict.answer == Answer::Eligible && !isChosen(drive.properties.identity))
            m_chosen.push_back(drive.properties.identity);
    }
    m_losses.clear();
    Q_EMIT changed();
}

void StickChoice::unlock(const DriveIdentity &drive)
{
    if (isUnlocked(drive) || !find(drive))
        return;
    m_unlocked.push_back(drive);
    Q_EMIT changed();
}

void StickChoice::clear()
{
    m_chosen.clear();
    m_unlocked.clear();
    m_losses.clear();
    Q_EMIT changed();
}

void StickChoice::setSource(const QStringList &inputs, quint64 needed)
{
    needed = std::max(needed, kSmallestDrive);
    if (m_inputs == inputs && m_needed == needed)
        return;
    m_inputs = inputs;
    m_needed = needed;
    if (m_isRead)
        update();
}

bool StickChoice::contains(const std::vector<DriveIdentity> &drives, const DriveIdentity &drive)
{
    return std::find(drives.begin(), drives.end(), drive) != drives.end();
}

const RemovableDrive *StickChoice::find(const DriveIdentity &drive) const
{
    const auto found = std::find_if(m_drives.begin(), m_drives.end(), [&](const auto &one) {
        return one.properties.identity == drive;
    });
    return found == m_drives.end() ? nullptr : &*found;
}

//! The verdict on \a drive for what is to be written; a refusal stays one.
DriveVerdict StickChoice::judge(const RemovableDrive &drive) const
{
    if (drive.verdict.answer == Answer::Refused)
        return drive.verdict;
    for (const auto &input : m_inputs) {
        if (liesOn(input, drive.properties))
            return {Answer::Refused,
                    DriveVerdict::Reason::InUse,
                    tr("The media are made from it: \"%1\" lies on it. Choose another drive.")
                        .arg(input)};
    }
    return verdict(drive.properties, {}, m_needed);
}

void StickChoice::update()
{
    const auto list = m_source.list();
    if (!list)
        return;
    const auto before = std::exchange(m_drives, {});
    m_isRead = true;
    m_problem.clear();
    m_obstacle = list->obstacle;
    for (auto drive : list->drives) {
        if (!isShown(drive))
            continue;
        drive.verdict = judge(drive);
        m_drives.push_back(drive);
    }
    // those that can be chosen come first
    std::stable_sort(m_drives.begin(), m_drives.end(), [](const auto &one, const auto &other) {
        return one.verdict.answer < other.verdict.answer;
    });
    std::erase_if(m_unlocked, [this](const auto &drive) { return !find(drive); });
    for (const auto &drive : before) {
        const auto &identity = drive.properties.identity;
        if (!isChosen(identity))
            continue;
        const auto *now = find(identity);
        if (now && isFree(*now))
            continue;
        std::erase(m_chosen, identity);
        const auto name = shortStickText(drive.properties, QLocale());
        m_losses.append(now ? tr("\"%1\" is no longer chosen. %2").arg(name, now->verdict.sentence)
                            : tr("\"%1\" was unplugged and is no longer chosen.").arg(name));
    }
    Q_EMIT changed();
}

} // namespace bootwright
