// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/builder/MediaReport.h"

namespace bootwright {

inline QDateTime reportNow()
{
    return {QDate(2026, 11, 22), QTime(12, 0), Qt::UTC};
}

inline FoundLoader goodLoader(FoundLoader::Place place, const QString &path)
{
    FoundLoader loader;
    loader.place = place;
    loader.path = path;
    loader.architecture = QStringLiteral("x64");
    loader.size = 2'700'000;
    loader.signature.signer = LoaderSigner::Microsoft2023;
    loader.signature.signers = {LoaderSigner::Microsoft2011, LoaderSigner::Microsoft2023};
    loader.signature.issuers = {QStringLiteral("Microsoft Windows Production PCA 2011"),
                                QStringLiteral("Windows UEFI CA 2023")};
    loader.signature.svn = 0x70000;
    return loader;
}

inline FoundStore goodStore(const QString &path, Firmware firmware)
{
    FoundStore store;
    store.path = path;
    store.firmware = firmware;
    store.timeout = 0;
    store.entries.push_back({QStringLiteral("Windows PE"),
                             QStringLiteral("\\sources\\boot.wim"),
                             QStringLiteral("\\boot\\boot.sdi"),
                             QStringLiteral("\\windows\\system32\\boot\\winload.efi"),
                             true});
    return store;
}

//! A certificate with a key that is no secret, valid until \a expire.
inline MediaCertificate reportCertificate(const QDateTime &start, const QDateTime &expire)
{
    const auto chance = Chance::fromFile(QStringLiteral(TEST_DATA "/identity/chance.json"));
    return *MediaCertificate::selfSigned(
        QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E2A1B7"), start, expire, *chance);
}

//! What good media of a site tell, with which nothing is wrong at reportNow().
inline MediaReport goodReport()
{
    MediaReport report;
    report.path = QStringLiteral("media.iso");
    report.kind = MediaKind::ConfigMgr;
    report.fileSystem = FileSystem::Udf;
    report.imageSize = 600'000'000;
    report.volumeLabel = report.mediaLabel = QStringLiteral("Hall 3");
    report.mediaType = QStringLiteral("BootMedia");
    report.passwordRequired = report.passwordProtected = true;
    report.unattended = false;
    for (const auto &[path, size] : {std::pair("bootmgr", 400'000),
                                     std::pair("boot/bcd", 12'288),
                                     std::pair("boot/boot.sdi", 3'170'304),
                                     std::pair("efi/boot/bootx64.efi", 2'700'000),
                                     std::pair("efi/microsoft/boot/bcd", 12'288),
                                     std::pair("efi/microsoft/boot/boot.stl", 11'030),
                                     std::pair("sources/boot.wim", 500'000'000),
                                     std::pair("SMS/data/TsmBootstrap.ini", 75),
                                     std::pair("SMS/data/Variables.dat", 12'776)}) {
        report.files.push_back({QString::fromLatin1(path), quint64(size), {}});
        report.size += quint64(size);
    }
    report.boot.catalog = {{false, true, false, 100, 8}, {true, true, false, 102, 8192}};
    report.boot.partitions = {
        PartitionScheme::Gpt, false, {{{1 << 20, 590'000'000}, QStringLiteral("basic data")}}};
    report.boot.loaders = {
        goodLoader(FoundLoader::Place::Files, QStringLiteral("efi/boot/bootx64.efi")),
        goodLoader(FoundLoader::Place::ElTorito, QStringLiteral("EFI/BOOT/BOOTX64.EFI")),
        goodLoader(FoundLoader::Place::Partition, QStringLiteral("EFI/BOOT/BOOTX64.EFI"))};
    report.boot.stores = {goodStore(QStringLiteral("boot/bcd"), Firmware::Bios),
                          goodStore(QStringLiteral("efi/microsoft/boot/bcd"), Firmware::Uefi)};
    report.boot.starts = {{MediaLife::Disc, Firmware::Bios, {}},
                          {MediaLife::Disc, Firmware::Uefi, QStringLiteral("x64")},
                          {MediaLife::Disk, Firmware::Uefi, QStringLiteral("x64")}};
    auto &image = report.bootImage.emplace();
    image.path = QStringLiteral("sources/boot.wim");
    image.size = 500'000'000;
    image.name = QStringLiteral("Boot image (x64)");
    image.version = QStringLiteral("10.0.26100.1");
    image.build = 26100;
    image.architecture = QStringLiteral("x64");
    image.language = QStringLiteral("en-US");
    auto &manifest = report.manifest.emplace();
    manifest.madeBy = QStringLiteral("Bootwright 1.0.0");
    manifest.madeAt = QDateTime(QDate(2026, 11, 1), QTime(8, 30), Qt::UTC);
    manifest.bootImagePackage = QStringLiteral("LAB00005");
    report.variablesState = MediaReport::Variables::Open;
    for (const auto &[name, value] :
         {std::pair(u"_SMSMediaGuid", u"8AE6B618-77EC-46CB-B1B5-88F693E2A1B7"),
          std::pair(u"_SMSTSSiteCode", u"LAB"),
          std::pair(u"_SMSTSBootMediaPackageID", u"LAB00005"),
          std::pair(u"_SMSTSBootMediaSourceVersion", u"3"),
          std::pair(u"SMSTSLocationMPs", u"http://mp01.lab.example*http://mp02.lab.example"),
          std::pair(u"OSDTech", u"anna")})
        report.variables.set(QString::fromUtf16(name), QString::fromUtf16(value));
    report.certificate = reportCertificate(QDateTime(QDate(2026, 11, 1), QTime(0, 0), Qt::UTC),
                                           QDateTime(QDate(2027, 11, 1), QTime(0, 0), Qt::UTC));
    return report;
}

} // namespace bootwright
