// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/LabBootImage.h"

#include "core/base/Bytes.h"
#include "core/base/Embedded.h"
#include "core/wim/EmptyWim.h"
#include "core/wim/WimOverlay.h"

namespace bootwright {

namespace {

struct LabFile
{
    QString path;
    QByteArray bytes;
};

//! One time for everything, or the image would differ from run to run.
QDateTime labTime()
{
    return QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
}

//! A text that stands in for a file of Microsoft's.
QByteArray standIn(const QString &path)
{
    return QStringLiteral("Bootwright training lab: stand-in for %1. There is nothing of "
                          "Microsoft's in it.\r\n")
        .arg(path.sliced(path.lastIndexOf(u'/') + 1))
        .toLatin1();
}

//! A disk image in the SDI format with an empty table but for the place where the boot manager puts
//! the WIM: "$SDI0001", page alignment at 0x70, a byte at 0x1F8 that makes the first 512 bytes sum to
//! 0, and at 0x400 entries of 64 bytes {char type[8]; u64 attributes, offset, size, base}.
QByteArray standInSdi()
{
    constexpr quint64 pageSize = 4096;
    QByteArray sdi = zeroBytes(2 * pageSize);
    putBytes(sdi, 0, "$SDI0001");
    putLe<quint64>(sdi, 0x70, 2);
    putBytes(sdi, 0x400, "WIM");
    putLe<quint64>(sdi, 0x410, 2 * pageSize);
    putBytes(sdi, pageSize, standIn(QStringLiteral("boot.sdi")));
    quint8 sum = 0;
    for (const char c : QByteArrayView(sdi).first(512))
        sum = quint8(sum + quint8(c));
    sdi[0x1F8] = char(0x100 - sum);
    return sdi;
}

QByteArray driverInf(const QString &className, const QString &description)
{
    return QStringLiteral("; Bootwright training lab: a driver that drives nothing\r\n"
                          "[Version]\r\nSignature=\"$WINDOWS NT$\"\r\nClass=%1\r\n"
                          "Provider=\"Bootwright\"\r\nDriverVer=11/22/2026,1.0.0.0\r\n"
                          "[Strings]\r\nDescription=\"%2\"\r\n")
        .arg(className, description)
        .toLatin1();
}

QList<LabFile> bootPrograms()
{
    return {
        {QStringLiteral("Windows/Boot/EFI/bootmgfw.efi"), embeddedFile("bootmgfw.efi")},
        {QStringLiteral("Windows/Boot/EFI/bootmgr.efi"), embeddedFile("bootmgr.efi")},
        {QStringLiteral("Windows/Boot/EFI/boot.stl"), standIn(QStringLiteral("boot.stl"))},
        {QStringLiteral("Windows/Boot/EFI_EX/bootmgfw_EX.efi"), embeddedFile("bootmgfw_EX.efi")},
        {QStringLiteral("Windows/Boot/EFI_EX/bootmgr_EX.efi"), embeddedFile("bootmgr_EX.efi")},
        {QStringLiteral("Windows/Boot/PCAT/bootmgr"), embeddedFile("labmgr.bin")},
        {QStringLiteral("sms/boot/boot.sdi"), standInSdi()},
    };
}

QList<LabFile> texts()
{
    QStringList paths{
        QStringLiteral("Windows/System32/boot/winload.efi"),
        QStringLiteral("Windows/System32/boot/winload.exe"),
        QStringLiteral("sms/bin/x64/TsmBootstrap.exe"),
    };
    for (const auto *font : {"wgl4_boot", "segmono_boot", "segoe_slboot", "segoen_slboot"}) {
        paths += QStringLiteral("Windows/Boot/Fonts/%1.ttf").arg(QLatin1String(font));
        paths += QStringLiteral("Windows/Boot/Fonts_EX/%1_EX.ttf").arg(QLatin1String(font));
    }
    QList<LabFile> files;
    for (const auto &path : paths)
        files.append({path, standIn(path)});
    const auto store =
        QStringLiteral("Windows/System32/DriverStore/FileRepository/%1.inf_amd64_%2/%1.inf");
    files.append(
        {store.arg(QStringLiteral("labnet"), QStringLiteral("0c1d2e3f4a5b6c7d")),
         driverInf(QStringLiteral("Net"), QStringLiteral("Training lab network adapter"))});
    files.append({store.arg(QStringLiteral("labstor"), QStringLiteral("7d6c5b4a3f2e1d0c")),
                  driverInf(QStringLiteral("SCSIAdapter"),
                            QStringLiteral("Training lab storage controller"))});
    return files;
}

} // namespace

Result<QByteArray> labBootImage()
{
    EmptyWimOptions options;
    options.name = QString::fromUtf16(labImageName);
    options.arch = 9; // x64, as wim.h of the Windows SDK counts processors
    options.version = QStringLiteral("10.0.26100.2454");
    options.language = QStringLiteral("en-US");
    options.guid = QUuid(QStringLiteral("{6c1f2b38-94f5-4d3e-8b1a-5f0e7a2d9c44}"));
    options.time = labTime();
    const auto reader = WimReader::openBytes(emptyWim(options), QStringLiteral("boot.wim"));
    if (!reader)
        return reader.error();
    auto overlay = WimOverlay::over(*reader, 1);
    if (!overlay)
        return overlay.error();
    for (const auto &file : bootPrograms() + texts()) {
        const auto added = overlay->addFile(file.path, ContentSource::bytes(file.bytes), labTime());
        if (!added)
            return added.error();
    }
    const auto content = overlay->content();
    if (!content)
        return content.error();
    return content->readAll();
}

} // namespace bootwright
