// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArrayView>
#include <QList>
#include <QStringView>

namespace bootwright {

//! A Windows or EFI program (PE32 or PE32+) as its headers describe it. Every offset that it hands out lies
//! inside the file. Borrows the bytes: they must live longer.
class PeFile
{
public:
    static constexpr quint16 machineX86 = 0x014C;
    static constexpr quint16 machineX64 = 0x8664;
    static constexpr quint16 machineArm64 = 0xAA64;

    //! Bytes of the file.
    struct Range
    {
        quint32 offset = 0;
        quint32 size = 0;
    };

    //! InvalidInput if \a file is no such program, Corrupt if its headers lie.
    static Result<PeFile> parse(QByteArrayView file);

    QByteArrayView bytes() const { return m_bytes; }
    quint16 machine() const { return m_machine; }
    //! 10 is an EFI application, 16 a Windows boot application.
    quint16 subsystem() const { return m_subsystem; }
    //! Where the 4 bytes of the checksum lie.
    quint32 checksumOffset() const { return m_checksumOffset; }
    //! Where the 8 bytes lie that say where the certificate table is; 0 if the headers have no such field.
    quint32 certificateFieldOffset() const { return m_certificateFieldOffset; }
    //! The certificate table; empty for a program without a signature.
    Range certificateTable() const { return m_certificateTable; }
    //! The bytes of the section that holds the resources; empty without any.
    Range resourceSection() const;
    //! The first language of the RCDATA resource \a name, whatever its case. NotFound or Corrupt.
    Result<QByteArrayView> resource(QStringView name) const;

private:
    struct Section
    {
        quint32 address = 0; //!< from the image base
        Range raw;
    };

    Result<void> parseOptionalHeader(quint32 offset, quint16 size);
    Result<void> parseSections(quint64 offset, quint16 count);
    //! The \a size bytes at \a address of the loaded image; nothing if no section's file bytes hold them.
    QByteArrayView mapped(quint64 address, quint64 size) const;

    QByteArrayView m_bytes;
    quint16 m_machine = 0;
    quint16 m_subsystem = 0;
    quint32 m_checksumOffset = 0;
    quint32 m_certificateFieldOffset = 0;
    Range m_certificateTable;
    quint32 m_resourceAddress = 0;
    quint32 m_resourceSize = 0;
    QList<Section> m_sections;
};

} // namespace bootwright
