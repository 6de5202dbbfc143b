// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/tree/ContentSource.h"
#include "core/wim/WimFile.h"
#include "core/wim/WimFormat.h"

namespace bootwright {

//! How the compressed resources of a WIM are stored.
struct WimCodec
{
    WimCompression compression = WimCompression::None;
    quint32 chunkSize = 0;
};

//! Expands a resource of a WIM from front to back, chunk by chunk. Its SHA-1 is compared before the last
//! chunk is handed out: Corrupt if it is another one.
class WimResourceReader final : public ContentReader
{
public:
    //! \a sha1 may be empty: then nothing is compared. Corrupt if the resource cannot be as it says.
    static Result<std::unique_ptr<WimResourceReader>> open(const WimFile &file,
                                                           const WimResource &resource,
                                                           const WimCodec &codec,
                                                           const QByteArray &sha1);

    Result<void> read(std::span<char> into) override;

private:
    WimResourceReader(const WimFile &file,
                      const WimResource &resource,
                      const WimCodec &codec,
                      const QByteArray &sha1);
    Result<void> readChunkTable();
    quint64 chunkStart(quint64 index) const;
    Result<void> loadChunk();
    Result<void> expandChunk(quint64 index);

    WimFile m_file;
    WimResource m_resource;
    WimCodec m_codec;
    QByteArray m_sha1;
    Digest m_digest;
    QByteArray m_chunkTable; //!< where chunks 1, 2, … begin, behind the table
    quint64 m_chunkCount = 0;
    quint64 m_done = 0; //!< expanded bytes of the chunks loaded so far
    QByteArray m_chunk;
    qsizetype m_position = 0; //!< in the chunk
};

//! The whole of a resource. Unsupported if it is more than \a atMost bytes, else as WimResourceReader.
Result<QByteArray> readWimResource(const WimFile &file,
                                   const WimResource &resource,
                                   const WimCodec &codec,
                                   const QByteArray &sha1,
                                   quint64 atMost);

} // namespace bootwright
