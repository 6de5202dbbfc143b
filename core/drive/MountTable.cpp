// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// /proc/self/mountinfo, one mount a line (proc(5)); blanks in names are written as \040:
//   36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
//   id parent device root point options  any number - kind source options
// /proc/swaps: a head line, then name, kind, size, used, priority.
#include "core/drive/MountTable.h"

#include "core/drive/BlockDevice.h"

namespace bootwright {

namespace {

QString unescaped(const QByteArray &field)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < field.size(); ++i) {
        bool isOctal = false;
        const auto code = field.mid(i + 1, 3).toUInt(&isOctal, 8);
        if (field[i] != '\\' || !isOctal || code > 255 || i + 3 >= field.size()) {
            bytes += field[i];
            continue;
        }
        bytes += char(code);
        i += 3;
    }
    return QString::fromUtf8(bytes);
}

} // namespace

std::vector<Mount> parseMounts(const QByteArray &mountinfo)
{
    std::vector<Mount> mounts;
    for (const auto &line : mountinfo.split('\n')) {
        const auto fields = line.simplified().split(' ');
        const auto dash = fields.indexOf("-");
        if (dash < 6 || fields.size() < dash + 3)
            continue;
        if (const auto number = parseDeviceNumber(QString::fromLatin1(fields[2])))
            mounts.push_back({*number, unescaped(fields[4]), unescaped(fields[dash + 2])});
    }
    return mounts;
}

QStringList parseSwaps(const QByteArray &swaps)
{
    QStringList names;
    for (const auto &line : swaps.split('\n'))
        if (line.startsWith('/'))
            names.append(unescaped(line.simplified().split(' ').first()));
    return names;
}

} // namespace bootwright
