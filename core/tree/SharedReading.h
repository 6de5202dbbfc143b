// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tree/FileTree.h"

#include <chrono>

namespace bootwright {

//! The files of a tree, read once for several writers that each take all of them, in the order of the
//! tree. Whoever needs the next piece first reads it, the others find it in a window of memory; who is
//! ahead waits for the others. A writer that has kept the others waiting for longer than the patience, in all, is
//! not waited for any more: what has left the window it reads for itself. So does one that
//! joins late. The watches of the contents see every byte once. Safe from several threads.
class SharedReading
{
public:
    static constexpr quint64 kWindow = 16 * 1024 * 1024; //!< bytes

    explicit SharedReading(const FileTree &source,
                           std::chrono::milliseconds patience = std::chrono::seconds(5));
    SharedReading(const SharedReading &) = delete;
    SharedReading &operator=(const SharedReading &) = delete;

    //! The tree for one more writer: its contents come from here and have no watches. He may lay it out
    //! in any way that reads the files in their order. When the last copy of the tree goes, nobody
    //! waits for him any longer.
    FileTree join();

    //! Bytes that were read from the source, so far: by everybody together, and by the late ones.
    quint64 bytesShared() const;
    quint64 bytesReadAgain() const;

private:
    struct State;
    struct Writer;
    class Reader;

    FileTree m_source;
    std::shared_ptr<State> m_state;
};

} // namespace bootwright
