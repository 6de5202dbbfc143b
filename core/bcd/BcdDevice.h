// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QUuid>

namespace bootwright {

//! A device of a boot entry: where its file is loaded from.
struct BcdDevice
{
    enum class Kind {
        Boot,    //!< the device the boot manager was started from
        Ramdisk, //!< a RAM disk made of the image `path` on the boot device
        Other,   //!< any other well-formed device; only `options` is told
    };

    Kind kind = Kind::Other;
    QString path;  //!< of a RAM disk, begins with a backslash
    QUuid options; //!< the object with the options of the device, or null

    bool operator==(const BcdDevice &) const = default;
};

//! The bytes of \a device, which is Boot or Ramdisk.
QByteArray encodeDevice(const BcdDevice &device);

//! The device in \a bytes, or Corrupt with the check that failed as detail. A device that the boot manager
//! would have to search for ("locate") is refused as well: on our media nothing needs to be searched.
Result<BcdDevice> decodeDevice(QByteArrayView bytes);

} // namespace bootwright
