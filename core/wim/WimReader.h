// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/base/Units.h"
#include "core/wim/WimContainer.h"

namespace bootwright {

//! An open WIM file and the tree of one of its images. Nothing in it is believed before it was checked:
//! whatever read() returns has the SHA-1 that the image names. Every refusal names the file. A value
//! whose copies share the file handle, so that they belong to one thread.
class WimReader
{
public:
    //! Reads header, blob table and XML. InvalidInput: not a WIM; Corrupt; Unsupported: split, ESD, LZMS,
    //! solid, pipable, encrypted; NotFound, AccessDenied, Device.
    static Result<WimReader> open(const QString &path);
    //! The WIM in \a bytes; messages call it \a name.
    static Result<WimReader> openBytes(const QByteArray &bytes, const QString &name);

    //! By index, from 1: images().at(0) is image 1.
    const QList<WimImage> &images() const { return m_wim.images; }
    //! The image that boots; 0: none.
    int bootIndex() const { return m_wim.header.bootIndex; }
    //! Bytes of the file.
    quint64 size() const { return m_wim.file.size(); }
    QString path() const { return m_wim.file.name(); }
    bool hasIntegrityTable() const { return m_wim.integrity.has_value(); }

    //! Reads the tree of image \a index (from 1); entries of the one before are gone. NotFound, Corrupt.
    Result<void> selectImage(int index);
    //! The image whose tree was read; 0: none yet.
    int selectedImage() const { return m_selected; }
    //! See WimMetadata::find(). Null before selectImage().
    const WimEntry *find(QStringView path) const { return m_tree.find(path); }
    QList<const WimEntry *> children(const WimEntry &folder) const
    {
        return m_tree.children(folder);
    }

    //! The content of \a file. Corrupt if it is damaged or missing, Unsupported if it is larger than
    //! \a atMost bytes or encrypted, InvalidInput for a folder.
    Result<QByteArray> read(const WimEntry &file, quint64 atMost = 256_MiB) const;
    //! The content of \a file for later, expanded piece by piece; errors as read(), or when it is read.
    Result<ContentSource> content(const WimEntry &file) const;

    //! The WIM as it lies on disk. If it has an integrity table, a watch compares that (Corrupt).
    ContentSource content() const;
    //! Compares the integrity table now; nothing happens without one. Corrupt. Expects and advances
    //! by the bytes it covers.
    Result<void> checkIntegrity(Control &control) const;

    //! What an overlay builds on.
    const WimContainer &container() const { return m_wim; }
    const WimMetadata &tree() const { return m_tree; }

private:
    static Result<WimReader> open(const WimFile &file);
    //! The blob of \a file; null: it is empty.
    Result<const WimBlob *> blobOf(const WimEntry &file) const;
    Error named(const Error &error) const;
    Error named(const WimEntry &file, const Error &error) const;

    WimContainer m_wim;
    WimMetadata m_tree;
    int m_selected = 0;
};

} // namespace bootwright
