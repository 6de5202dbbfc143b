// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stickText.h"

#include "core/base/Tr.h"

#include <algorithm>

namespace bootwright {

namespace {

QString sizeText(quint64 bytes, const QLocale &locale)
{
    // in powers of ten, as it stands on the stick and in the verdicts
    return locale.formattedDataSize(qint64(bytes), 1, QLocale::DataSizeSIFormat);
}

QString busText(const DriveProperties &drive)
{
    if (drive.port.isEmpty())
        return busName(drive.bus);
    return Tr::tr("%1, port %2", "bus of a drive").arg(busName(drive.bus), drive.port);
}

QString volumeText(const DriveVolume &volume, const QLocale &locale)
{
    auto text = volume.label.isEmpty() ? Tr::tr("without a label") : volume.label;
    QStringList facts;
    if (!volume.fileSystem.isEmpty())
        facts.append(volume.fileSystem);
    if (volume.size > 0)
        facts.append(sizeText(volume.size, locale));
    if (!facts.isEmpty())
        text += QStringLiteral(" (%1)").arg(facts.join(QStringLiteral(", ")));
    if (!volume.mountPoints.isEmpty())
        text = Tr::tr("%1 at %2", "volume and where it is mounted")
                   .arg(text, volume.mountPoints.join(QStringLiteral(", ")));
    return text;
}

} // namespace

QString shortStickText(const DriveProperties &drive, const QLocale &locale)
{
    QStringList facts{driveName(drive)};
    if (drive.identity.size > 0)
        facts.append(sizeText(drive.identity.size, locale));
    if (!drive.identity.serial.isEmpty())
        facts.append(Tr::tr("serial %1").arg(drive.identity.serial));
    return facts.join(QStringLiteral(", "));
}

QString stickFactsText(const DriveProperties &drive, const QLocale &locale)
{
    QStringList facts;
    if (drive.identity.size > 0)
        facts.append(sizeText(drive.identity.size, locale));
    facts.append(drive.identity.serial.isEmpty() ? Tr::tr("no serial number")
                                                 : Tr::tr("serial %1").arg(drive.identity.serial));
    facts.append(busText(drive));
    facts.append(drive.identity.path);
    facts.removeAll(QString());
    return facts.join(QStringLiteral(" · "));
}

QString volumesText(const DriveProperties &drive, const QLocale &locale)
{
    if (drive.volumes.empty())
        return Tr::tr("No volume on it is known.");
    QStringList volumes;
    for (const auto &volume : drive.volumes)
        volumes.append(volumeText(volume, locale));
    return Tr::tr("On it: %1").arg(volumes.join(QStringLiteral("; ")));
}

QString shortStickText(const StickState &state, const QLocale &locale)
{
    DriveProperties drive;
    drive.vendor = state.drive.vendor;
    drive.model = state.drive.model;
    drive.identity.serial = state.drive.serial;
    drive.identity.size = state.driveSize;
    return drive.vendor.isEmpty() && drive.model.isEmpty() ? state.drive.name
                                                           : shortStickText(drive, locale);
}

QString wordToErase(const DriveProperties &drive, const QLocale &locale)
{
    return sizeText(drive.identity.size, locale);
}

bool isTyped(const QString &typed, const QString &word)
{
    const auto letters = [](QString text) {
        text.removeIf([](QChar c) { return c.isSpace(); });
        return text.toCaseFolded();
    };
    return letters(typed) == letters(word);
}

bool isFinishedStick(const StickState &state)
{
    return state.outcome == StickState::Outcome::Done
           || state.outcome == StickState::Outcome::Skipped;
}

bool isFailedStick(const StickState &state)
{
    return state.outcome == StickState::Outcome::Failed
           || state.outcome == StickState::Outcome::Different;
}

QString resultText(const StickState &state)
{
    const auto sentence = sentenceOf(state);
    return isFinishedStick(state) && state.stillOn.isEmpty()
               ? Tr::tr("%1 It can be unplugged.", "what became of a stick").arg(sentence)
               : sentence;
}

StickVerdict stickVerdict(const std::vector<StickState> &sticks)
{
    const auto all = int(sticks.size());
    const auto good = int(std::count_if(sticks.begin(), sticks.end(), isFinishedStick));
    if (good == all)
        return {true,
                false,
                Tr::tr("Done"),
                Tr::tr("The sticks are ready."),
                Tr::tr("%n stick(s) written, read back and equal.", nullptr, all)};
    const auto sentence = Tr::tr("%1 of %n stick(s) written and verified.", nullptr, all).arg(good);
    const auto isCancelled = std::any_of(sticks.begin(), sticks.end(), [](const StickState &stick) {
        return stick.outcome == StickState::Outcome::Cancelled;
    });
    if (isCancelled)
        return {false,
                true,
                Tr::tr("Cancelled"),
                Tr::tr("You stopped the work. What became of each stick stands below."),
                sentence};
    return {false,
            false,
            good > 0 ? Tr::tr("Partly done") : Tr::tr("Failed"),
            Tr::tr("What became of each stick, and why, stands below."),
            sentence};
}

} // namespace bootwright
