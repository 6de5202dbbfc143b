// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Bytes.h"
#include "core/image/FatImage.h"
#include "core/variables/MediaVariables.h"
#include "core/variables/Seal.h"
#include "support/ImageFixtures.h"
#include "support/LabRecipe.h"

#include <QDebug>
#include <QProcess>

namespace bootwright {

inline bool runTool(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    const auto ended =
        process.waitForStarted() && process.waitForFinished(60'000) && process.exitCode() == 0;
    if (!ended)
        qWarning().noquote() << program << arguments << process.errorString() << process.readAll();
    return ended;
}

//! Media such as Microsoft's console makes them, put together by genisoimage in the folder of a LabRecipe:
//! console/… and old.iso.
class ConsoleMedia
{
public:
    explicit ConsoleMedia(const LabRecipe &lab)
        : m_lab(lab)
    {
        FileTree floppy;
        if (!floppy.addFile(QStringLiteral("EFI/BOOT/BOOTX64.EFI"),
                            ContentSource::bytes(noise(100'000, 9))))
            qFatal("floppy");
        efiImage =
            *makeEfiBootImage(floppy, QStringLiteral("EFISECTOR"), 1, fixedOptions().created);
    }

    //! With variables that nobody outside knows.
    static MediaVariables variables()
    {
        const auto xml = QStringLiteral(
            "<?xml version=\"1.0\"?>\r\n<MediaVarList Version=\"5.00.9128.1000\">"
            "<var name=\"_SMSTSFirstSecret\"><![CDATA[first & foremost]]></var>"
            "<var name=\"_SMSTSSiteCode\"><![CDATA[LAB]]></var>"
            "<var name=\"_SMSMediaGuid\"><![CDATA[{0a1b2c3d-0000-4000-8000-00000000000a}]]></var>"
            "<var name=\"_SMSTSMediaPFX\"><![CDATA[308204]]></var>"
            "<var name=\"SMSTSMP\"><![CDATA[http://old.lab.example]]></var>"
            "<var name=\"_SMSTSHTTPPort\"><![CDATA[8080]]></var>"
            "<var name=\"_SMSTSx64UnknownMachineGUID\"><![CDATA[their-own-guid]]></var>"
            "<var name=\"_SMSTSUnknownSwitch\"><![CDATA[]]></var>"
            "<var name=\"_SMSTSBootMediaPackageID\"><![CDATA[OLD00001]]></var>"
            "<var name=\"OldTech\"><![CDATA[old value]]></var>"
            "<var name=\"_SMSTSLast\"><![CDATA[line one\nline two ]]]]><![CDATA[>]]></var>"
            "</MediaVarList>\r\n");
        return *MediaVariables::fromPlaintext(utf16le(xml + QChar(QChar::Null)));
    }

    static Secret password() { return Secret(QStringLiteral("reference password")); }

    void write(const MediaVariables &variables,
               SealAlgorithm algorithm = SealAlgorithm::Aes128) const
    {
        m_lab.put("console/SMS/data/Variables.dat",
                  *sealVariables(*variables.toPlaintext(), password(), algorithm));
        m_lab.put("console/SMS/data/TsmBootstrap.ini", ini);
        m_lab.put("console/MediaLabel.txt", "label=Configuration Manager\r\n");
        m_lab.put("console/sources/boot.wim", noise(50'000, 8));
        m_lab.put("console/boot/etfsboot.com", biosImage);
        m_lab.put("console/boot/efisys.bin", efiImage);
        m_lab.put("console/efi/boot/bootx64.efi", noise(100'000, 9));
        m_lab.put("console/bootmgr", noise(10'000, 10));
        pack();
    }

    //! Makes old.iso of what lies in console.
    void pack() const
    {
        const auto made = runTool(QStringLiteral("genisoimage"),
                                  {QStringLiteral("-quiet"),
                                   QStringLiteral("-udf"),
                                   QStringLiteral("-iso-level"),
                                   QStringLiteral("4"),
                                   QStringLiteral("-b"),
                                   QStringLiteral("boot/etfsboot.com"),
                                   QStringLiteral("-no-emul-boot"),
                                   QStringLiteral("-boot-load-size"),
                                   QStringLiteral("8"),
                                   QStringLiteral("-eltorito-alt-boot"),
                                   QStringLiteral("-e"),
                                   QStringLiteral("boot/efisys.bin"),
                                   QStringLiteral("-no-emul-boot"),
                                   QStringLiteral("-o"),
                                   m_lab.path("old.iso"),
                                   m_lab.path("console")});
        if (!made)
            qFatal("genisoimage");
    }

    const QByteArray ini{"[MediaInfo]\r\nMediaType=BootMedia\r\nFutureKey=Keep me\r\n"
                         "PasswordRequired=true\r\nUnattended=false\r\n"};
    const QByteArray biosImage = noise(4096, 7);
    QByteArray efiImage;

private:
    const LabRecipe &m_lab;
};

} // namespace bootwright
