// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/MediaReport.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/builder/verifyMedia.h"
#include "core/identity/MediaCertificate.h"
#include "core/image/readImage.h"
#include "core/variables/Seal.h"

#include <QFileInfo>

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

//! The manifest of the medium; nothing if it has none.
Result<std::optional<Manifest>> manifestOn(const FileTree &tree)
{
    const auto *entry = tree.find(manifestPath());
    if (!entry || entry->isFolder || entry->content.size() > 64_MiB)
        return std::optional<Manifest>();
    const auto bytes = entry->content.readAll();
    if (!bytes)
        return bytes.error();
    auto manifest = readManifest(*bytes);
    if (!manifest)
        return manifest.error();
    return std::optional(std::move(*manifest));
}

Result<void> readVariables(const FileTree &tree, const Secret &password, MediaReport &report)
{
    const auto *entry = tree.find(QStringLiteral("SMS/data/Variables.dat"));
    if (!entry || entry->isFolder)
        return {};
    if (entry->content.size() > 64_MiB)
        return Error{Error::Kind::Corrupt,
                     Tr::tr("The variables of the media are damaged: the file is too large."),
                     {}};
    const auto file = entry->content.readAll();
    if (!file)
        return file.error();
    const auto plain = unsealVariables(*file, password);
    if (!plain) {
        if (plain.error().kind != Error::Kind::WrongPassword || !password.isEmpty())
            return plain.error();
        report.variablesState = MediaReport::Variables::Locked;
        return {};
    }
    auto variables = MediaVariables::fromPlaintext(*plain);
    if (!variables)
        return variables.error();
    report.variablesState = MediaReport::Variables::Open;
    report.variables = std::move(*variables);
    auto certificate = certificateOf(report.variables);
    if (!certificate)
        return certificate.error();
    report.certificate = std::move(*certificate);
    return {};
}

} // namespace

Result<MediaReport> inspectMedia(const QString &path, const Secret &password)
{
    const auto tree = openMedia(path);
    if (!tree)
        return tree.error();
    MediaReport report;
    report.path = path;
    report.size = tree->contentSize();
    if (!QFileInfo(path).isDir()) {
        const auto label = readVolumeLabel(path);
        if (!label)
            return label.error();
        report.volumeLabel = *label;
    }
    for (const auto &entry : tree->entries()) {
        if (!entry.isFolder)
            report.files.push_back({entry.path, entry.content.size()});
    }
    const auto label = textFile(*tree, QStringLiteral("MediaLabel.txt"));
    if (!label)
        return label.error();
    report.mediaLabel = iniValue(*label, u"label");
    const auto ini = textFile(*tree, QStringLiteral("SMS/data/TsmBootstrap.ini"));
    if (!ini)
        return ini.error();
    report.mediaType = iniValue(*ini, u"MediaType");
    report.passwordRequired = iniBool(*ini, u"PasswordRequired");
    report.unattended = iniBool(*ini, u"Unattended");
    auto manifest = manifestOn(*tree);
    if (!manifest)
        return manifest.error();
    report.manifest = std::move(*manifest);
    if (const auto read = readVariables(*tree, password, report); !read)
        return read.error();
    return report;
}

} // namespace bootwright
