// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bcd/BcdElement.h"

namespace bootwright {

//! Which firmware starts the boot manager that reads the store.
enum class Firmware { Uefi, Bios };

//! What our stores differ in.
struct BcdOptions
{
    Firmware firmware = Firmware::Uefi;
    QString locale = QStringLiteral("en-US");
    QString description = QStringLiteral("Windows PE");
    QString wimPath = QStringLiteral("\\sources\\boot.wim");
    QString sdiPath = QStringLiteral("\\boot\\boot.sdi");
    QString loaderPath; //!< inside the image; empty: \windows\system32\boot\winload.efi or .exe
    QDateTime time;     //!< of every key of the store; invalid: 0
};

//! A boot entry or a group of options.
struct BcdObject
{
    QUuid id;
    quint32 type = 0;
    QList<BcdElement> elements;

    //! The element \a wanted, or null.
    const BcdElement *find(quint32 wanted) const;
};

//! The objects of a boot configuration data store.
struct BcdStore
{
    QList<BcdObject> objects;

    //! The object \a wanted, or null.
    const BcdObject *find(const QUuid &wanted) const;
    //! The entries the boot manager offers: its display order, else its default.
    QList<QUuid> entries() const;
};

//! The identities of the objects of our stores.
struct BcdObjectId
{
    static constexpr QUuid bootManager{
        0x9dea862c, 0x5cdd, 0x4e70, 0xac, 0xc1, 0xf3, 0x2b, 0x34, 0x4d, 0x47, 0x95};
    static constexpr QUuid loader{
        0x7619dcc9, 0xfafe, 0x11d9, 0xb4, 0x11, 0x00, 0x04, 0x76, 0xeb, 0xa2, 0x5f};
    static constexpr QUuid ramdiskOptions{
        0x7619dcc8, 0xfafe, 0x11d9, 0xb4, 0x11, 0x00, 0x04, 0x76, 0xeb, 0xa2, 0x5f};
    static constexpr QUuid globalSettings{
        0x7ea2e1ac, 0x2e61, 0x4728, 0xaa, 0xa3, 0x89, 0x6d, 0x9d, 0x0a, 0x9f, 0x0e};
    static constexpr QUuid loaderSettings{
        0x6efb52bf, 0x1766, 0x41db, 0xa6, 0xb3, 0x0e, 0xe5, 0xef, 0xf7, 0x2b, 0xd7};
    static constexpr QUuid hypervisorSettings{
        0x7ff607e0, 0x4395, 0x11db, 0xb0, 0xde, 0x08, 0x00, 0x20, 0x0c, 0x9a, 0x66};
    static constexpr QUuid debuggerSettings{
        0x4636856e, 0x540f, 0x4170, 0xa1, 0x30, 0xa8, 0x47, 0x76, 0xf4, 0xc6, 0x54};
    static constexpr QUuid emsSettings{
        0x0ce4991b, 0xe6b3, 0x4b16, 0xb2, 0x3c, 0x5e, 0x0d, 0x92, 0x50, 0xe5, 0xd9};
};

//! The store that starts Windows PE from a RAM disk at once: the objects and elements of the stock store
//! of Windows Setup media without the memory test, one entry, timeout 0. The same bytes for the same
//! options. The texts are not empty; the paths begin with a backslash.
QByteArray writeBcd(const BcdOptions &options);

//! The store in the bytes of a \a hive. As strict as a boot manager: one bad element makes the store
//! Corrupt (the failed check is the detail).
Result<BcdStore> readBcd(QByteArrayView hive);

} // namespace bootwright
