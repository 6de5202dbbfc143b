// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace bootwright {

//! One line of /proc/self/mountinfo.
struct Mount
{
    quint64 number = 0; //!< device number; no block device's for btrfs, overlays, networks
    QString point;
    QString source; //!< "/dev/sda2"; whatever the file system says

    bool operator==(const Mount &) const = default;
};

//! The mounts in \a mountinfo, the text of /proc/self/mountinfo (proc(5)). Lines that are none are left out.
std::vector<Mount> parseMounts(const QByteArray &mountinfo);

//! The devices and files in \a swaps, the text of /proc/swaps.
QStringList parseSwaps(const QByteArray &swaps);

} // namespace bootwright
