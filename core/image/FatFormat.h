// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageSource.h"

namespace bootwright {

//! What all readers of FAT volumes know; the structures are described in Fat32.cpp, FatImage.cpp and
//! FatFolder.cpp.

inline constexpr quint64 kFatEntry = 32; //!< bytes of an entry in a folder
inline constexpr quint32 kFirstFatCluster = 2;

//! What the boot sector says, checked.
struct FatGeometry
{
    quint64 tableOffset = 0; //!< bytes, as all that follow
    quint64 rootOffset = 0;  //!< FAT12 and FAT16 only
    quint64 rootSize = 0;    //!< 0 for FAT32
    quint64 dataOffset = 0;
    quint64 clusterSize = 0;
    quint32 clusters = 0;
    quint32 rootCluster = 0; //!< FAT32 only
    quint64 tableSize = 0;   //!< of one copy
    int tables = 0;          //!< copies, 1 or 2
    int bits = 0;            //!< 12, 16 or 32

    quint64 clusterOffset(quint32 cluster) const
    {
        return dataOffset + quint64(cluster - kFirstFatCluster) * clusterSize;
    }
};

//! NotFound when \a volume is no FAT volume, Corrupt when what it says about itself cannot be.
Result<FatGeometry> readFatGeometry(const ImageSource &volume);

//! Puts long names together from their parts and checks that they belong to the short name.
class FatLongName
{
public:
    //! The next part.
    void add(QByteArrayView entry);
    //! The name, or empty when there was none for \a shortName. Begins anew.
    QString take(QByteArrayView shortName);

private:
    QString m_name;
    int m_next = -1;
    quint8 m_sum = 0;
};

//! The short name in \a entry as people write it.
QString fatNameOf(QByteArrayView entry);

} // namespace bootwright
