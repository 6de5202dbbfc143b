// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Text.h"

namespace lab {

//! One file that the manifest lists. The path is UTF-8 with '/', spelled as on the disc.
struct ManifestFile
{
    Text path;
    uint64_t size = 0;
    Text sha256; //!< 64 lower-case hexadecimal digits
};

//! Reads \Bootwright\manifest.json from memory, one file after the other:
//!   {"manifestVersion": 1, …, "files": [{"path": "sources/boot.wim", "size": 123, "sha256": "hex"}, …]}
//! Other members may be there and are passed over. Escapes in paths are undone in place, so the
//! memory must be the reader's own.
class Manifest
{
public:
    //! Goes to the list of files. False if \a json is not such a manifest.
    bool open(char *json, size_t size);
    //! The next file. False at the end and at the first thing that is wrong: then isDamaged().
    bool next(ManifestFile &file);
    //! The JSON, as far as it was read, is not a manifest.
    bool isDamaged() const { return m_damaged; }

private:
    bool damaged();
    void skipBlanks();
    bool take(char c);
    bool takeString(Text &text);
    bool takeEscape(char *&out);
    bool takeCodeUnit(uint32_t &unit);
    bool takeNumber(uint64_t &number);
    bool skipValue();
    bool takeMember(ManifestFile &file);

    char *m_at = nullptr;
    char *m_end = nullptr;
    bool m_damaged = false;
    bool m_first = true;
};

} // namespace lab
