// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/MediaReportText.h"

#include "core/base/Tr.h"
#include "core/builder/BenchCard.h"

#include <QLocale>

#include <algorithm>

namespace bootwright {

namespace {

constexpr qsizetype longestValue = 100;

QString sizeText(quint64 size)
{
    return QLocale().formattedDataSize(qint64(size));
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'");
}

//! The rows of a section; empty values are left out.
class Rows
{
public:
    void add(const QString &name, const QString &value, std::optional<Severity> severity = {})
    {
        if (!value.isEmpty())
            m_rows.push_back({oneLine(name), oneLine(value), severity});
    }
    std::vector<ReportRow> take() { return std::move(m_rows); }

private:
    std::vector<ReportRow> m_rows;
};

std::vector<ReportRow> verdictRows(const std::vector<MediaVerdict> &verdicts)
{
    Rows rows;
    for (const auto &verdict : verdicts) {
        const auto name = verdict.severity == Severity::Error     ? Tr::tr("error")
                          : verdict.severity == Severity::Warning ? Tr::tr("warning")
                                                                  : Tr::tr("note");
        rows.add(name, verdict.sentence, verdict.severity);
    }
    return rows.take();
}

QString fileSystemText(const MediaReport &report)
{
    if (!report.fileSystem)
        return Tr::tr("folder");
    static const std::pair<FileSystem, QString> names[] = {
        {FileSystem::Udf, QStringLiteral("UDF")},
        {FileSystem::Iso9660, QStringLiteral("ISO9660")},
        {FileSystem::Fat12, QStringLiteral("FAT12")},
        {FileSystem::Fat16, QStringLiteral("FAT16")},
        {FileSystem::Fat32, QStringLiteral("FAT32")}};
    for (const auto &[fileSystem, name] : names) {
        if (fileSystem == *report.fileSystem)
            return Tr::tr("%1, image of %2").arg(name, sizeText(report.imageSize));
    }
    return {};
}

QString madeText(const MediaReport &report)
{
    if (report.manifest)
        return Tr::tr("%1 by %2").arg(timeText(report.manifest->madeAt), report.manifest->madeBy);
    const auto &origin = report.origin;
    if (!origin.created.isValid())
        return origin.program;
    return origin.program.isEmpty()
               ? timeText(origin.created)
               : Tr::tr("%1 by %2").arg(timeText(origin.created), origin.program);
}

std::vector<ReportRow> mediumRows(const MediaReport &report)
{
    Rows rows;
    rows.add(Tr::tr("What it is"), describeKind(report));
    rows.add(Tr::tr("Label"), report.mediaLabel);
    rows.add(Tr::tr("Volume"), report.volumeLabel);
    rows.add(Tr::tr("Calls itself"), report.system);
    rows.add(Tr::tr("File system"), fileSystemText(report));
    rows.add(Tr::tr("Made"), madeText(report));
    if (report.manifest && report.manifest->renewedAt.isValid())
        rows.add(Tr::tr("Renewed"), timeText(report.manifest->renewedAt));
    rows.add(Tr::tr("Files"),
             Tr::tr("%1, together %2").arg(report.files.size()).arg(sizeText(report.size)));
    return rows.take();
}

QString startText(const MediaReport &report, MediaLife life)
{
    QStringList firmware;
    for (const auto &start : report.boot.starts) {
        if (start.life == life)
            firmware.append(start.firmware == Firmware::Bios
                                ? QStringLiteral("BIOS")
                                : QStringLiteral("UEFI %1").arg(start.architecture));
    }
    return firmware.isEmpty() ? Tr::tr("nothing") : firmware.join(QStringLiteral(", "));
}

QString storeText(const FoundStore &store, const FoundStore::Entry &entry)
{
    const auto begins = store.entries.size() == 1
                            ? Tr::tr("starts \"%1\" at once").arg(entry.description)
                        : entry.isDefault ? Tr::tr("offers \"%1\" and starts it after %2 s")
                                                .arg(entry.description)
                                                .arg(store.timeout.value_or(0))
                                          : Tr::tr("offers \"%1\"").arg(entry.description);
    if (entry.image.isEmpty())
        return begins;
    return Tr::tr("%1: loads %2 into memory (with %3) and runs %4 in it")
        .arg(begins, entry.image, entry.sdi, entry.loader);
}

QString signatureText(const FoundLoader &loader)
{
    if (!loader.problem.isEmpty())
        return loader.problem;
    QStringList signers;
    for (const auto &issuer : loader.signature.issuers)
        signers.append(issuer);
    signers.removeDuplicates();
    auto text = signers.isEmpty() ? Tr::tr("not signed")
                                  : Tr::tr("signed by %1").arg(signers.join(QStringLiteral(", ")));
    if (loader.signature.svn)
        text += Tr::tr(", security version %1").arg(svnText(*loader.signature.svn));
    return loader.architecture.isEmpty() ? text : loader.architecture + QStringLiteral(", ") + text;
}

QString placeText(FoundLoader::Place place)
{
    switch (place) {
    case FoundLoader::Place::ElTorito:
        return Tr::tr("El Torito image");
    case FoundLoader::Place::Partition:
        return Tr::tr("partition");
    case FoundLoader::Place::Files:
        break;
    }
    return Tr::tr("files");
}

//! One row for loaders that differ only in the place where they lie.
void addLoaders(const MediaReport &report, Rows &rows)
{
    struct Loader
    {
        QString path;
        QString text;
        QStringList places;
    };
    std::vector<Loader> loaders;
    for (const auto &loader : report.boot.loaders) {
        const auto path = windowsPath(loader.path);
        const auto text = signatureText(loader);
        const auto known = std::find_if(loaders.begin(), loaders.end(), [&](const Loader &one) {
            return one.path.compare(path, Qt::CaseInsensitive) == 0 && one.text == text;
        });
        if (known == loaders.end())
            loaders.push_back({path, text, {placeText(loader.place)}});
        else
            known->places.append(placeText(loader.place));
    }
    for (const auto &loader : loaders)
        rows.add(
            loader.path,
            loader.places.size() == 1 && !report.fileSystem
                ? loader.text
                : Tr::tr("%1 (in: %2)").arg(loader.text, loader.places.join(QStringLiteral(", "))));
}

//! Of the first loader, as manifests spell it.
QString signerOf(const MediaReport &report)
{
    if (report.boot.loaders.empty())
        return {};
    const auto signer = report.boot.loaders.front().signature.signer;
    return signer == LoaderSigner::Microsoft2011   ? QStringLiteral("2011")
           : signer == LoaderSigner::Microsoft2023 ? QStringLiteral("2023")
                                                   : QStringLiteral("other");
}

std::vector<ReportRow> bootRows(const MediaReport &report)
{
    Rows rows;
    const auto &boot = report.boot;
    if (report.fileSystem && boot.catalog.size() + boot.partitions.partitions.size() > 0)
        rows.add(Tr::tr("As a disc it starts"), startText(report, MediaLife::Disc));
    rows.add(Tr::tr("As a stick it starts"), startText(report, MediaLife::Disk));
    for (const auto &entry : boot.catalog)
        rows.add(Tr::tr("El Torito entry"),
                 Tr::tr("%1, sector %2, %3%4")
                     .arg(entry.isEfi ? QStringLiteral("UEFI") : QStringLiteral("BIOS"))
                     .arg(entry.sector)
                     .arg(sizeText(entry.count512 * 512ULL),
                          entry.isBootable ? QString() : Tr::tr(", switched off")));
    const auto scheme = boot.partitions.scheme == PartitionScheme::Gpt ? QStringLiteral("GPT")
                                                                       : QStringLiteral("MBR");
    for (const auto &partition : boot.partitions.partitions)
        rows.add(Tr::tr("Partition (%1)").arg(scheme),
                 Tr::tr("%1, %2").arg(partition.type, sizeText(partition.range.size)));
    addLoaders(report, rows);
    for (const auto &store : boot.stores) {
        rows.add(windowsPath(store.path), store.problem);
        for (const auto &entry : store.entries)
            rows.add(windowsPath(store.path), storeText(store, entry));
    }
    return rows.take();
}

std::vector<ReportRow> bootImageRows(const MediaReport &report)
{
    Rows rows;
    if (!report.bootImage)
        return {};
    const auto &image = *report.bootImage;
    const auto valueOf = [&](QStringView name) {
        const auto *variable = report.variables.find(name);
        return variable ? variable->value.text() : QString();
    };
    auto package = valueOf(u"_SMSTSBootMediaPackageID");
    if (package.isEmpty() && report.manifest)
        package = report.manifest->bootImagePackage;
    const auto version = valueOf(u"_SMSTSBootMediaSourceVersion");
    rows.add(Tr::tr("Package"),
             version.isEmpty() ? package : Tr::tr("%1, version %2").arg(package, version));
    rows.add(Tr::tr("Name"), image.name);
    rows.add(Tr::tr("Windows PE"),
             image.problem.isEmpty()
                 ? QStringList({image.version, image.architecture, image.language})
                       .join(u' ')
                       .simplified()
                 : image.problem);
    rows.add(Tr::tr("Size"), sizeText(image.size));
    return rows.take();
}

QString yesNo(const std::optional<bool> &value, const QString &yes, const QString &no)
{
    return !value ? QString() : *value ? yes : no;
}

std::vector<ReportRow> siteRows(const MediaReport &report, const QDateTime &now)
{
    Rows rows;
    rows.add(Tr::tr("Media type"), report.mediaType);
    rows.add(Tr::tr("Unattended"),
             yesNo(report.unattended,
                   Tr::tr("yes: starts a required deployment by itself"),
                   Tr::tr("no")),
             report.unattended == true ? std::optional(Severity::Error) : std::nullopt);
    rows.add(Tr::tr("Password"), yesNo(report.passwordProtected, Tr::tr("yes"), Tr::tr("no")));
    if (const auto *code = report.variables.find(u"_SMSTSSiteCode"))
        rows.add(Tr::tr("Site"), code->value.text());
    const auto points = report.managementPoints();
    rows.add(report.isDynamic() ? Tr::tr("Management points (dynamic)")
                                : Tr::tr("Management point (site-based)"),
             points.join(QStringLiteral(", ")));
    if (const auto expires = report.expires())
        rows.add(Tr::tr("Works until"),
                 Tr::tr("%1 (%2 days)").arg(timeText(*expires)).arg(daysUntil(*expires, now)));
    if (report.certificate) {
        rows.add(Tr::tr("Certificate"),
                 report.certificate->isSelfSigned()
                     ? Tr::tr("%1, self-signed").arg(report.certificate->subject())
                     : Tr::tr("%1, issued by %2")
                           .arg(report.certificate->subject(), report.certificate->issuer()));
        rows.add(Tr::tr("Thumbprint"), report.certificate->thumbprint());
    }
    return rows.take();
}

std::vector<ReportRow> variableRows(const MediaReport &report, SecretValues secrets)
{
    Rows rows;
    for (const auto &variable : report.variables.all()) {
        const auto value = shownValue(variable, secrets);
        rows.add(
            variable.name,
            value.size() <= longestValue
                ? value
                : Tr::tr("%1… (%2 characters)").arg(value.first(longestValue)).arg(value.size()));
    }
    return rows.take();
}

std::vector<ReportRow> fileRows(const MediaReport &report)
{
    Rows rows;
    for (const auto &file : report.files)
        rows.add(windowsPath(file.path),
                 (sizeText(file.size) + u' ' + QString::fromLatin1(file.sha256.toHex())).trimmed());
    return rows.take();
}

} // namespace

std::vector<ReportSection> mediaReportText(const MediaReport &report,
                                           const std::vector<MediaVerdict> &verdicts,
                                           const QDateTime &now,
                                           SecretValues secrets)
{
    std::vector<ReportSection> sections{{Tr::tr("Medium"), mediumRows(report)},
                                        {Tr::tr("Verdict"), verdictRows(verdicts)},
                                        {Tr::tr("Task sequence"), siteRows(report, now)},
                                        {Tr::tr("Boot image"), bootImageRows(report)},
                                        {Tr::tr("Start"), bootRows(report)},
                                        {Tr::tr("Variables"), variableRows(report, secrets), true},
                                        {Tr::tr("Files"), fileRows(report)}};
    std::erase_if(sections, [](const ReportSection &section) { return section.rows.empty(); });
    return sections;
}

QString describeKind(const MediaReport &report)
{
    switch (report.kind) {
    case MediaKind::ConfigMgr:
        return report.mediaType.compare(u"BootMedia", Qt::CaseInsensitive) == 0
                   ? Tr::tr("boot media of Configuration Manager")
                   : Tr::tr("media of Configuration Manager");
    case MediaKind::WindowsPe:
        return Tr::tr("Windows PE, without Configuration Manager");
    case MediaKind::WindowsSetup:
        return Tr::tr("Windows Setup");
    case MediaKind::Linux:
        return Tr::tr("a Linux system");
    case MediaKind::Other:
        break;
    }
    return Tr::tr("no boot media");
}

QByteArray benchCardOf(const MediaReport &report)
{
    const auto textOf = [&](QStringView name) {
        const auto *variable = report.variables.find(name);
        return variable ? oneLine(variable->value.text()) : QString();
    };
    const auto manifest = report.manifest.value_or(Manifest());
    const auto image = report.bootImage.value_or(MediaReport::BootImage());
    return benchCard(
        {.label = oneLine(report.mediaLabel),
         .madeAt = report.manifest ? manifest.madeAt : report.origin.created,
         .certificateExpires = report.expires().value_or(QDateTime()),
         .mediaGuid =
             manifest.mediaGuid.isEmpty() ? textOf(u"_SMSMediaGuid") : oneLine(manifest.mediaGuid),
         .siteCode = textOf(u"_SMSTSSiteCode"),
         .managementPoints = report.managementPoints(),
         .bootImage = oneLine(
             QStringList({image.name, image.architecture, image.version}).join(u' ').simplified()),
         .loaderSigner = signerOf(report),
         .passwordProtected = report.passwordProtected.value_or(false),
         .unattended = report.unattended.value_or(false),
         .unknownComputers = report.variables.find(u"_SMSTSx64UnknownMachineGUID")
                             || report.variables.find(u"_SMSTSx86UnknownMachineGUID")
                             || report.variables.find(u"_SMSTSarm64UnknownMachineGUID")});
}

QString oneLine(const QString &text)
{
    QString result;
    for (const QChar c : text)
        result += c.isPrint() || c.isSurrogate() ? c : QChar(0xFFFD);
    return result;
}

} // namespace bootwright
