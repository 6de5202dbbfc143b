// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Architecture.h"
#include "core/base/SignerChoice.h"
#include "core/wim/LoaderSignature.h"
#include "core/wim/WimReader.h"

#include <QStringList>

#include <utility>

namespace bootwright {

//! A boot manager in a boot image.
struct BootLoader
{
    QString path; //!< in the WIM: "Windows\Boot\EFI\bootmgfw.efi"
    QString role; //!< for people: "boot manager (UEFI)"
    quint64 size = 0;
    quint16 machine = 0;       //!< of the PE header; 0 for the BIOS one, which has none
    LoaderSignature signature; //!< empty for the BIOS one, which cannot bear any
};

//! A file of a boot image and its path inside the folder that was asked for, with '/'. The entry belongs to
//! the reader of the image.
struct BootImageFile
{
    QString path;
    const WimEntry *entry = nullptr;
};

//! What a medium needs from its boot image, as contents in memory. Empty is what the image does not have;
//! all boot managers and the efisys image are of one generation.
struct BootFiles
{
    QByteArray bootmgfw;   //!< efi/boot/boot<arch>.efi
    QByteArray bootmgrEfi; //!< bootmgr.efi, which the loader inside efisys starts
    QByteArray bootmgr;    //!< for BIOS; empty if the image cannot start there
    QByteArray bootSdi;
    QByteArray bootStl;
    QList<std::pair<QString, QByteArray>> uefiFonts; //!< by name, without _EX
    QList<std::pair<QString, QByteArray>> biosFonts;
    QByteArray efisys; //!< El Torito image for UEFI by the same signer
    QByteArray etfsboot;
    QByteArray bootresDll;
    //! What was taken; Auto if the boot manager is signed by neither.
    SignerChoice used = SignerChoice::Auto;
    QString winloadEfi; //!< for the BCD
    QString winloadExe; //!< for the BCD; empty without BIOS
    QStringList warnings;
};

//! A WIM that starts Windows PE or Setup, in boot words: what it is for, who signed its boot managers and
//! what a medium needs of it. Everything is looked for where some Windows has it, whatever the case.
//! Always has a UEFI boot manager, which is for the architecture that the image says.
class BootImage
{
public:
    //! Opens image \a imageIndex of the WIM at \a path; 0 is the one marked for booting, or the only one.
    //! NotFound, InvalidInput or Unsupported if it is no boot image, Corrupt if it contradicts itself.
    static Result<BootImage> open(const QString &path, int imageIndex = 0);

    Architecture architecture() const { return m_architecture; }
    //! It has a BIOS boot manager, which is for x86 and x64 only.
    bool startsOnBios() const;
    //! "10.0.26100.1"
    QString version() const;
    int build() const { return m_image.build; }
    //! The default language, "en-US" if the image does not say.
    QString language() const;
    QString name() const { return m_image.name; }
    //! Bytes of the file.
    quint64 size() const { return m_reader.size(); }
    int imageIndex() const { return m_image.index; }
    //! INF names of the driver packages, sorted, each once.
    const QStringList &drivers() const { return m_drivers; }
    const QList<BootLoader> &loaders() const { return m_loaders; }
    const WimReader &reader() const { return m_reader; }

    //! The folder of the task sequence programs, "sms\bin\x64" (x86 has "i386"). It may not be there.
    QString smsBinFolder() const;
    //! Every file below \a folder; none if there is no such folder.
    QList<BootImageFile> files(const QString &folder) const;
    //! What a medium needs. \a bootSdiFile is read if the image has no boot.sdi. Unsupported if no boot
    //! manager is by the signer of \a choice, NotFound if something is missing that has no substitute.
    Result<BootFiles> bootFiles(SignerChoice choice, const QString &bootSdiFile = {}) const;

private:
    explicit BootImage(WimReader reader)
        : m_reader(std::move(reader))
    {}
    Result<void> select(int imageIndex);
    Result<void> readLoaders();
    Result<void> addLoader(const QString &path, const QString &role);
    Result<void> decideArchitecture();
    void findDrivers();

    WimReader m_reader;
    WimImage m_image;
    Architecture m_architecture = Architecture::X64;
    QStringList m_drivers;
    QList<BootLoader> m_loaders;
};

} // namespace bootwright
