// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/base/Result.h"
#include "core/tree/FileTree.h"

namespace bootwright {

//! A .bootkit (docs/formats/bootkit.md): a zip whose files are stored as they are, and listed with size and
//! SHA-256 in its kit.json. An open one was found harmless as a ZipArchive, holds exactly what it
//! lists, and is as large as what it holds: it cannot be a bomb.
class Kit
{
public:
    //! NotFound, AccessDenied; Corrupt, InvalidInput, Unsupported: no kit, a newer one, or not harmless.
    static Result<Kit> open(const QString &path);
    //! \a path is a kit, as far as its name says.
    static bool isNamedKit(const QString &path);

    //! Without kit.json, in the order of its list.
    const FileTree &tree() const { return m_tree; }
    //! Puts everything into \a folder, which is not there yet or empty: checked against the list while it is
    //! written, and under another name until all of it is there. Nothing is left after an error or a
    //! cancel. InvalidInput when the folder holds something. Expects and advances by all bytes.
    Result<void> unpack(const QString &folder, Control &control) const;

private:
    struct Listed
    {
        QString path;
        quint64 size = 0;
        QByteArray sha256;
    };

    explicit Kit(QString path)
        : m_path(std::move(path))
    {}
    Result<void> unpackFiles(const QString &folder, Control &control) const;

    QString m_path;
    FileTree m_tree;
    std::vector<Listed> m_listed; //!< by file of the tree
};

//! Packs \a tree into the kit \a path, which is not there yet; it gets its name when it is complete and was
//! read back. Expects and advances by all bytes, twice. InvalidInput when the file is there; NoSpace, Device.
Result<void> writeKit(const QString &path, const FileTree &tree, Control &control);

} // namespace bootwright
