// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/BootTree.h"

#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/bcd/BcdStore.h"
#include "core/image/BiosCdBoot.h"
#include "core/image/FatImage.h"

namespace bootwright {

namespace {

using Fonts = QList<std::pair<QString, QByteArray>>;

//! Adds small files one after the other and remembers the first error.
class Adder
{
public:
    explicit Adder(FileTree &tree)
        : m_tree(tree)
    {}
    void add(const QString &path, const QByteArray &bytes)
    {
        if (m_result && !bytes.isEmpty())
            m_result = m_tree.addFile(path, ContentSource::bytes(bytes));
    }
    void addFonts(const QString &folder, const Fonts &fonts)
    {
        for (const auto &[name, bytes] : fonts)
            add(folder + u'/' + name, bytes);
    }
    const Result<void> &result() const { return m_result; }

private:
    FileTree &m_tree;
    Result<void> m_result;
};

QByteArray
bcd(Firmware firmware, const BootImage &image, const BootFiles &files, const QDateTime &now)
{
    BcdOptions options;
    options.firmware = firmware;
    options.locale = image.language();
    options.loaderPath = firmware == Firmware::Uefi ? files.winloadEfi : files.winloadExe;
    options.time = now;
    return writeBcd(options);
}

//! The fonts that fit into the UEFI boot image, whose size El Torito counts in 16 bits: all of them, or
//! those that every language needs.
Fonts fontsForBootImage(const Fonts &fonts)
{
    quint64 size = 0;
    for (const auto &font : fonts)
        size += quint64(font.second.size());
    if (size <= 16_MiB)
        return fonts;
    static const QStringList least{QStringLiteral("wgl4_boot.ttf"),
                                   QStringLiteral("segmono_boot.ttf"),
                                   QStringLiteral("segoe_slboot.ttf"),
                                   QStringLiteral("segoen_slboot.ttf")};
    Fonts few;
    for (const auto &font : fonts) {
        if (least.contains(font.first, Qt::CaseInsensitive))
            few.append(font);
    }
    return few;
}

//! The boot manager reads its store from the disc; the copies inside are there for a firmware that gives
//! it only the boot image.
Result<QByteArray> ownEfiBoot(const BootFiles &files,
                              const QString &loaderName,
                              const QByteArray &store,
                              quint32 serial,
                              const QDateTime &now)
{
    FileTree tree;
    Adder adder(tree);
    adder.add(QStringLiteral("EFI/BOOT/") + loaderName.toUpper(), files.bootmgfw);
    adder.add(QStringLiteral("EFI/MICROSOFT/BOOT/BCD"), store);
    adder.add(QStringLiteral("EFI/MICROSOFT/BOOT/BOOT.STL"), files.bootStl);
    adder.addFonts(QStringLiteral("EFI/MICROSOFT/BOOT/FONTS"), fontsForBootImage(files.uefiFonts));
    if (!adder.result())
        return adder.result().error();
    return makeEfiBootImage(tree, QStringLiteral("EFISECTOR"), serial, now);
}

void addUefi(Adder &adder,
             const BootFiles &files,
             const QString &loaderName,
             const QByteArray &store)
{
    adder.add(QStringLiteral("efi/boot/") + loaderName, files.bootmgfw);
    adder.add(QStringLiteral("efi/microsoft/boot/bcd"), store);
    adder.add(QStringLiteral("efi/microsoft/boot/boot.stl"), files.bootStl);
    adder.addFonts(QStringLiteral("efi/microsoft/boot/fonts"), files.uefiFonts);
    adder.add(QStringLiteral("efi/microsoft/boot/resources/bootres.dll"), files.bootresDll);
}

void addBios(Adder &adder, const BootFiles &files, const QByteArray &store)
{
    adder.add(QStringLiteral("bootmgr"), files.bootmgr);
    adder.add(QStringLiteral("boot/bcd"), store);
    adder.addFonts(QStringLiteral("boot/fonts"), files.biosFonts);
    adder.add(QStringLiteral("boot/resources/bootres.dll"), files.bootresDll);
}

} // namespace

Result<BootTree> bootTree(const BootImage &image,
                          SignerChoice signer,
                          const QString &bootSdiFile,
                          quint32 fatSerial,
                          const QDateTime &now)
{
    const auto files = image.bootFiles(signer, bootSdiFile);
    if (!files)
        return files.error();
    const auto loaderName = efiLoaderName(image.architecture());
    const auto uefiStore = bcd(Firmware::Uefi, image, *files, now);

    BootTree boot;
    boot.signer = files->used;
    boot.warnings = files->warnings;
    Adder adder(boot.tree);
    adder.add(QStringLiteral("bootmgr.efi"), files->bootmgrEfi);
    adder.add(QStringLiteral("boot/boot.sdi"), files->bootSdi);
    addUefi(adder, *files, loaderName, uefiStore);
    if (!files->bootmgr.isEmpty()) {
        addBios(adder, *files, bcd(Firmware::Bios, image, *files, now));
        boot.biosBoot = files->etfsboot.isEmpty() ? biosCdBoot() : files->etfsboot;
    }
    if (!adder.result())
        return adder.result().error();

    boot.efiBoot = files->efisys;
    if (boot.efiBoot.isEmpty()) {
        auto own = ownEfiBoot(*files, loaderName, uefiStore, fatSerial, now);
        if (!own)
            return own.error();
        boot.efiBoot = *own;
    }
    return boot;
}

} // namespace bootwright
