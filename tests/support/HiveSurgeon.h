// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Bytes.h"
#include "core/base/Units.h"
#include "core/bcd/HiveFormat.h"

namespace bootwright {

//! Changes single fields of a hive file. Offsets of cells are as in the hive; cells are found by the name
//! of their key or value, which must be the only one with its first letters.
class HiveSurgeon
{
public:
    explicit HiveSurgeon(const QByteArray &hive)
        : bytes(hive)
    {}

    quint32 key(const QByteArray &name) const { return named(name, KeyField::name); }
    quint32 value(const QByteArray &name) const { return named(name, ValueField::name); }

    template<typename T>
    T get(quint32 cell, qsizetype field) const
    {
        return le<T>(bytes, at(cell) + field);
    }

    template<typename T>
    void set(quint32 cell, qsizetype field, std::type_identity_t<T> value)
    {
        putLe<T>(bytes, at(cell) + field, value);
    }

    //! Overwrites \a field of the base block.
    void setBase(qsizetype field, quint32 value) { putLe<quint32>(bytes, field, value); }
    //! The size word in front of \a cell: negative when in use.
    qint32 size(quint32 cell) const { return le<qint32>(bytes, at(cell) - 4); }
    void setSize(quint32 cell, qint32 size) { putLe<qint32>(bytes, at(cell) - 4, size); }

    //! A new bin at the end whose first cell has \a content.
    quint32 add(const QByteArray &content)
    {
        const auto bin = quint32(bytes.size()) - hivePage;
        const auto cell = quint32(roundUp(quint64(content.size()) + 4, 8));
        const auto size = quint32(roundUp(cell + quint64(BinField::cells), hivePage));
        const auto start = bytes.size();
        bytes += "hbin" + zeroBytes(size - 4);
        putLe<quint32>(bytes, start + BinField::offset, bin);
        putLe<quint32>(bytes, start + BinField::size, size);
        putLe<quint32>(bytes, start + BinField::cells, 0 - cell);
        putBytes(bytes, start + BinField::cells + 4, content);
        if (const auto rest = size - cell - quint32(BinField::cells); rest > 0)
            putLe<quint32>(bytes, start + BinField::cells + cell, rest);
        setBase(BaseBlockField::binsSize, bin + size);
        return bin + quint32(BinField::cells);
    }

    //! Makes \a list the list of the subkeys of \a cell.
    void setList(quint32 cell, const QByteArray &list)
    {
        set<quint32>(cell, KeyField::subkeyList, add(list));
    }

    void seal() { setBase(BaseBlockField::checksum, hiveChecksum(bytes)); }

    QByteArray bytes;

private:
    static qsizetype at(quint32 cell) { return qsizetype(cell) + hivePage + 4; }
    quint32 named(const QByteArray &name, qsizetype nameField) const
    {
        return quint32(bytes.indexOf(name) - nameField - hivePage - 4);
    }
};

//! A list of subkeys: \a signature, and for each cell the hint if the kind has hints.
inline QByteArray subkeyList(const QByteArray &signature,
                             const QList<quint32> &cells,
                             const QList<quint32> &hints = {})
{
    QByteArray list = signature;
    appendLe<quint16>(list, quint16(cells.size()));
    for (qsizetype i = 0; i < cells.size(); ++i) {
        appendLe<quint32>(list, cells[i]);
        if (!hints.isEmpty())
            appendLe<quint32>(list, hints[i]);
    }
    return list;
}

} // namespace bootwright
