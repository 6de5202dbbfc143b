// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QStringView>

namespace bootwright {

// A registry hive file, "regf" 1.3 (M. Suhanov, Windows registry file format specification; numbers are
// little-endian). A base block of 4 KiB is followed by bins of n × 4 KiB; bins are full of cells. Offsets
// to cells count from the first bin and point at the size of the cell.
//
//   base block  0 "regf"  4 sequence 1  8 sequence 2  12 FILETIME  20 major 1  24 minor 3  28 type 0
//               32 format 1  36 root cell  40 size of the bins  44 cluster 1  48 file name
//               508 checksum: exclusive or of the 127 words before it, never 0 or FFFFFFFF
//   bin         0 "hbin"  4 own offset  8 size  20 FILETIME, first bin only  32 cells
//   cell        0 size, a multiple of 8, negative when in use  4 one of the following
//   key         0 "nk"  2 flags  4 FILETIME  16 parent  20 subkeys  24 volatile subkeys  28 list of them
//               32 list of the volatile ones  36 values  40 list of them  44 security  48 class
//               52 longest name of a subkey  56 of a class  60 of a value  64 longest data
//               72 bytes of name  74 bytes of class  76 name
//   value       0 "vk"  2 bytes of name  4 bytes of data (top bit: up to 4 bytes stand in the next
//               field)  8 data cell  12 type  16 flags  20 name
//   security    0 "sk"  4 next  8 previous  12 keys that use it  16 size  20 security descriptor
//   list        0 "lh" | "lf" | "li" | "ri"  2 count  4 lh, lf: offset and hash or first four letters
//               of the name; li: offset; ri: offset of a list of one of the other kinds

constexpr quint32 hivePage = 4096; //!< size of the base block; bins are a multiple of it
constexpr quint32 noCell = 0xFFFFFFFF;
constexpr quint32 inlineData = 0x80000000;
constexpr quint32 largestValue = 16344; //!< longer data is cut into pieces by newer hives
constexpr quint32 largestBins = 0x7FFFE000;

struct BaseBlockField
{
    enum : qsizetype {
        sequence1 = 4,
        sequence2 = 8,
        time = 12,
        major = 20,
        minor = 24,
        type = 28,
        format = 32,
        rootCell = 36,
        binsSize = 40,
        cluster = 44,
        checksum = 508,
    };
};

struct BinField
{
    enum : qsizetype { offset = 4, size = 8, time = 20, cells = 32 };
};

struct KeyField
{
    enum : qsizetype {
        flags = 2,
        time = 4,
        parent = 16,
        subkeys = 20,
        subkeyList = 28,
        volatileList = 32,
        values = 36,
        valueList = 40,
        security = 44,
        classCell = 48,
        longestSubkeyName = 52,
        longestValueName = 60,
        longestData = 64,
        nameSize = 72,
        name = 76,
    };
    enum : quint16 { rootFlags = 0x0C, narrowName = 0x20 };
};

struct ValueField
{
    enum : qsizetype { nameSize = 2, dataSize = 4, data = 8, type = 12, flags = 16, name = 20 };
    enum : quint16 { narrowName = 1 };
};

struct SecurityField
{
    enum : qsizetype { next = 4, previous = 8, users = 12, size = 16, descriptor = 20 };
};

//! The checksum over the first 508 of \a baseBlock.
quint32 hiveChecksum(QByteArrayView baseBlock);

//! The hash that an lh list holds for the key \a name.
quint32 hiveHash(QStringView name);

//! Order of keys in lists: by upper-cased UTF-16 code units. Negative, zero or positive.
int compareHiveNames(QStringView a, QStringView b);

} // namespace bootwright
