// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/MediaReport.h"

#include "core/base/Architecture.h"
#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/builder/verifyMedia.h"
#include "core/image/RenewalJournal.h"
#include "core/variables/Seal.h"
#include "core/wim/WimContainer.h"

#include <QFileInfo>

#include <algorithm>

namespace bootwright {

namespace {

//! A small text file of the medium: UTF-16 with a byte order mark, else UTF-8; empty if it is not there.
Result<QString> textFile(const FileTree &tree, const QString &path)
{
    const auto *entry = tree.find(path);
    if (!entry || entry->isFolder || entry->content.size() > 64_KiB)
        return QString();
    const auto bytes = entry->content.readAll();
    if (!bytes)
        return bytes.error();
    if (bytes->startsWith("\xFF\xFE"))
        return fromUtf16le(QByteArrayView(*bytes).sliced(2));
    return QString::fromUtf8(*bytes);
}

//! The value of \a key in the lines `key=value` of \a ini, whatever the case of the key.
QString iniValue(const QString &ini, QStringView key)
{
    for (const auto line : QStringView(ini).split(u'\n')) {
        const auto at = line.indexOf(u'=');
        if (at > 0 && line.first(at).trimmed().compare(key, Qt::CaseInsensitive) == 0)
            return line.sliced(at + 1).trimmed().toString();
    }
    return {};
}

std::optional<bool> iniBool(const QString &ini, QStringView key)
{
    const auto value = iniValue(ini, key);
    if (value.isEmpty())
        return {};
    return value.compare(u"true", Qt::CaseInsensitive) == 0;
}

//! The architecture as the XML of a WIM numbers it (PROCESSOR_ARCHITECTURE_… of winnt.h).
QString architectureOfWim(int number)
{
    switch (number) {
    case 0:
        return architectureName(Architecture::X86);
    case 9:
        return architectureName(Architecture::X64);
    case 12:
        return architectureName(Architecture::Arm64);
    default:
        return {};
    }
}

//! By the files that only media of a kind have.
MediaKind kindOf(const MediaReport &report)
{
    const auto has = [&](const QList<QStringView> &paths) {
        return std::any_of(
            paths.begin(), paths.end(), [&](QStringView path) { return report.find(path); });
    };
    if (has({u"SMS/data/TsmBootstrap.ini", u"SMS/data/Variables.dat"}))
        return MediaKind::ConfigMgr;
    if (has({u"sources/install.wim", u"sources/install.esd", u"sources/install.swm"}))
        return MediaKind::WindowsSetup;
    if (report.bootImage)
        return MediaKind::WindowsPe;
    const auto isKernel = [](const MediaReport::File &file) {
        const auto name = QStringView(file.path).mid(file.path.lastIndexOf(u'/') + 1);
        return name.startsWith(u"vmlinuz", Qt::CaseInsensitive)
               || name.startsWith(u"grub", Qt::CaseInsensitive)
               || name.startsWith(u"isolinux", Qt::CaseInsensitive);
    };
    return std::any_of(report.files.begin(), report.files.end(), isKernel) ? MediaKind::Linux
                                                                           : MediaKind::Other;
}

//! The certificate in the variable that holds the PFX; nothing if there is none.
Result<std::optional<MediaCertificate>> certificateOf(const MediaVariables &variables)
{
    const auto *pfx = variables.find(u"_SMSTSMediaPFX");
    const auto *guid = variables.find(u"_SMSMediaGuid");
    if (!pfx || !guid || pfx->value.isEmpty())
        return std::optional<MediaCertificate>();
    const auto bytes = QByteArray::fromHex(pfx->value.utf8().toByteArray());
    auto certificate = MediaCertificate::fromMedia(bytes, pfxPasswordFor(guid->value.text()));
    if (!certificate)
        return certificate.error();
    return std::optional(std::move(*certificate));
}

void readManifestOf(const FileTree &tree, MediaReport &report)
{
    auto manifest = manifestOn(tree);
    if (manifest)
        report.manifest = std::move(*manifest);
    else
        report.manifestProblem = manifest.error().message;
}

//! Opens Variables.dat and the certificate in it.
Result<void>
openVariables(const ContentSource &content, const Secret &password, MediaReport &report)
{
    if (content.size() > 64_MiB)
        return Error{Error::Kind::Corrupt, Tr::tr("The file is too large."), {}};
    const auto file = content.readAll();
    if (!file)
        return file.error();
    auto plain = unsealVariables(*file, {});
    if (plain || plain.error().kind == Error::Kind::WrongPassword)
        report.passwordProtected = !plain;
    if (!plain && !password.isEmpty())
        plain = unsealVariables(*file, password);
    if (!plain)
        return plain.error();
    auto variables = MediaVariables::fromPlaintext(*plain);
    if (!variables)
        return variables.error();
    report.variables = std::move(*variables);
    report.variablesState = MediaReport::Variables::Open;
    auto certificate = certificateOf(report.variables);
    if (!certificate)
        return certificate.error();
    report.certificate = std::move(*certificate);
    return {};
}

Result<void> readVariables(const FileTree &tree, const Secret &password, MediaReport &report)
{
    const auto *entry = tree.find(QStringLiteral("SMS/data/Variables.dat"));
    if (!entry || entry->isFolder)
        return {};
    const auto opened = openVariables(entry->content, password, report);
    if (opened)
        return {};
    if (report.variablesState != MediaReport::Variables::Open
        && opened.error().kind == Error::Kind::WrongPassword) {
        if (!password.isEmpty())
            return opened;
        report.variablesState = MediaReport::Variables::Locked;
        return {};
    }
    report.variablesState = MediaReport::Variables::Damaged;
    report.variablesProblem = opened.error().message;
    return {};
}

Result<void> readTree(const FileTree &tree, const Secret &password, MediaReport &report)
{
    report.size = tree.contentSize();
    report.leftOut = tree.leftOutCount();
    for (const auto &entry : tree.entries()) {
        if (!entry.isFolder)
            report.files.push_back({entry.path, entry.content.size(), {}});
    }
    const auto label = textFile(tree, QStringLiteral("MediaLabel.txt"));
    if (!label)
        return label.error();
    report.mediaLabel = iniValue(*label, u"label");
    const auto ini = textFile(tree, QStringLiteral("SMS/data/TsmBootstrap.ini"));
    if (!ini)
        return ini.error();
    report.mediaType = iniValue(*ini, u"MediaType");
    report.passwordRequired = iniBool(*ini, u"PasswordRequired");
    report.unattended = iniBool(*ini, u"Unattended");
    readManifestOf(tree, report);
    const auto *wim = tree.find(QStringLiteral("sources/boot.wim"));
    if (wim && !wim->isFolder)
        report.bootImage = readBootImage(wim->content, wim->path);
    report.kind = kindOf(report);
    const auto info = textFile(tree, QStringLiteral(".disk/info"));
    report.system = info ? info->section(u'\n', 0, 0).trimmed() : QString();
    return readVariables(tree, password, report);
}

Result<void> readImageFile(const QString &path, const Secret &password, MediaReport &report)
{
    const auto image = FileImage::open(path);
    if (!image)
        return image.error();
    const auto volume = readVolume(*image);
    if (!volume)
        return volume.error().within(Tr::tr("Cannot read \"%1\".").arg(path));
    report.fileSystem = volume->fileSystem;
    report.imageSize = image->size();
    report.volumeLabel = volume->label;
    const auto view = RenewalJournal::readThrough(*image);
    if (!view)
        return view.error();
    report.origin = readDiscOrigin(*view);
    report.boot = readMediaBoot(*view, *volume);
    return readTree(volume->tree, password, report);
}

Result<void> readFolder(const QString &path, const Secret &password, MediaReport &report)
{
    const auto tree = openMedia(path);
    if (!tree)
        return tree.error();
    report.boot = readMediaBoot(*tree);
    return readTree(*tree, password, report);
}

} // namespace

const MediaReport::File *MediaReport::find(QStringView wanted) const
{
    const auto found = std::find_if(files.begin(), files.end(), [&](const File &file) {
        return wanted.compare(file.path, Qt::CaseInsensitive) == 0;
    });
    return found == files.end() ? nullptr : &*found;
}

QStringList MediaReport::managementPoints() const
{
    for (const auto name : {u"SMSTSLocationMPs", u"SMSTSMP"}) {
        if (const auto *points = variables.find(name))
            return points->value.text().split(u'*', Qt::SkipEmptyParts);
    }
    return {};
}

std::optional<QDateTime> MediaReport::expires() const
{
    if (certificate)
        return certificate->notAfter();
    if (manifest && manifest->certificateExpires.isValid())
        return manifest->certificateExpires;
    return {};
}

MediaReport::BootImage readBootImage(const ContentSource &content, const QString &path)
{
    MediaReport::BootImage found;
    found.path = path;
    found.size = content.size();
    const auto wim = WimContainer::readHeadOf(WimFile::of(content, path));
    if (!wim || wim->images.isEmpty()) {
        found.problem = wim ? Tr::tr("It holds no image.") : wim.error().message;
        return found;
    }
    const auto index = std::max(wim->header.bootIndex, 1);
    const auto &image = wim->images[std::min<qsizetype>(index, wim->images.size()) - 1];
    found.name = image.name;
    found.build = image.build;
    found.version = QStringLiteral("%1.%2.%3.%4")
                        .arg(image.major)
                        .arg(image.minor)
                        .arg(image.build)
                        .arg(image.spBuild);
    found.architecture = architectureOfWim(image.arch);
    found.language = image.defaultLanguage;
    return found;
}

Result<MediaReport> inspectMedia(const QString &path, const Secret &password)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{Error::Kind::NotFound, Tr::tr("Cannot find the media \"%1\".").arg(path), {}};
    MediaReport report;
    report.path = path;
    const auto read =
        info.isDir() ? readFolder(path, password, report) : readImageFile(path, password, report);
    if (!read)
        return read.error();
    return report;
}

Result<void> addHashes(MediaReport &report, Control &control)
{
    const auto tree = openMedia(report.path);
    if (!tree)
        return tree.error();
    for (const auto &file : report.files)
        control.expect(file.size);
    control.enter(Tr::tr("Reading the files"));
    for (auto &file : report.files) {
        const auto *entry = tree->find(file.path);
        const auto hash =
            entry ? hashOf(entry->content, control)
                  : Result<QByteArray>(Error{Error::Kind::NotFound, Tr::tr("It is gone."), {}});
        if (!hash)
            return hash.error().kind == Error::Kind::Cancelled
                       ? hash.error()
                       : hash.error().within(
                           Tr::tr("Cannot read \"%1\" on the media.").arg(file.path));
        file.sha256 = *hash;
    }
    return {};
}

} // namespace bootwright
