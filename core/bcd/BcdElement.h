// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bcd/BcdDevice.h"
#include "core/bcd/Hive.h"

#include <variant>

namespace bootwright {

//! The value of an element. Which one it is follows from the element's type.
using BcdValue =
    std::variant<BcdDevice, QString, QUuid, QList<QUuid>, quint64, bool, QList<quint64>>;

//! One option of a boot object. The digits of `type` are class, format and number, for example 12000004:
//! library, string, description.
struct BcdElement
{
    quint32 type = 0;
    BcdValue value;
    QByteArray raw; //!< the bytes in the store; empty unless read from one
};

//! The types of the elements of our stores.
struct BcdElementType
{
    enum : quint32 {
        applicationDevice = 0x11000001,
        applicationPath = 0x12000002,
        description = 0x12000004,
        locale = 0x12000005,
        inherit = 0x14000006,
        debuggerType = 0x15000011,
        debuggerPort = 0x15000013,
        debuggerBaudRate = 0x15000014,
        bootEms = 0x16000020,
        isolatedContext = 0x16000060,
        osDevice = 0x21000001,
        systemRoot = 0x22000002,
        defaultEntry = 0x23000003,
        displayOrder = 0x24000001,
        timeout = 0x25000004,
        bootMenuPolicy = 0x250000C2,
        hypervisorDebugType = 0x250000F3,
        hypervisorDebugPort = 0x250000F4,
        hypervisorBaudRate = 0x250000F5,
        detectHal = 0x26000010,
        winPe = 0x26000022,
        ems = 0x260000B0,
        sdiDevice = 0x31000003,
        sdiPath = 0x32000004,
    };
};

//! \a value as the value "Element" of a store.
HiveValue encodeElement(const BcdValue &value);

//! The element \a type from \a stored, the value "Element" of its key. Corrupt, with the failed check as
//! detail, when type, length or form do not fit.
Result<BcdElement> decodeElement(quint32 type, const HiveValue &stored);

//! The word bcdedit has for the element \a type, such as "osdevice"; eight hexadecimal digits for one that
//! our stores do not have.
QString describeElement(quint32 type);

} // namespace bootwright
