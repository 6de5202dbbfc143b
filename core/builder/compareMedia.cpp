// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/compareMedia.h"

#include "core/base/Tr.h"
#include "core/base/timeText.h"
#include "core/builder/MediaReportText.h"
#include "core/variables/VariableNames.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace bootwright {

namespace {

QString valueOf(const MediaReport &report, QStringView name)
{
    const auto *variable = report.variables.find(name);
    return variable ? variable->value.text() : QString();
}

//! The package of the boot image: from the variables, else from the manifest.
QString packageOf(const MediaReport &report)
{
    const auto package = valueOf(report, u"_SMSTSBootMediaPackageID");
    return package.isEmpty() && report.manifest ? report.manifest->bootImagePackage : package;
}

//! One of the records that stand for computers which the site does not know.
bool isUnknownComputer(const MediaVariable &variable)
{
    return variable.name.endsWith(u"UnknownMachineGUID", Qt::CaseInsensitive);
}

//! Compares two reports, subject by subject.
class MediaDiff
{
public:
    MediaDiff(const MediaReport &before, const MediaReport &after)
        : m_before(before)
        , m_after(after)
    {}

    Comparison run()
    {
        compareTexts();
        compareSecurity();
        compareBootImage();
        compareStarts();
        if (m_before.variablesState == MediaReport::Variables::Open
            && m_after.variablesState == MediaReport::Variables::Open) {
            compareSite();
            compareVariables();
        } else {
            m_found.notCompared.append(
                Tr::tr("Site, management points and variables were not compared, because they are "
                       "protected by a password, missing or damaged."));
        }
        compareFiles();
        return std::move(m_found);
    }

private:
    void add(const char *code,
             const QString &sentence,
             const QString &before = {},
             const QString &after = {})
    {
        m_found.differences.push_back(
            {QString::fromLatin1(code), oneLine(sentence), before, after});
    }
    //! A value of \a name that both know and that is another one; \a sentence has %1 and %2.
    void
    change(const char *code, const QString &sentence, const QString &before, const QString &after)
    {
        if (before != after && !before.isEmpty() && !after.isEmpty())
            add(code, sentence.arg(before, after), before, after);
    }
    void compareTexts();
    void compareSecurity();
    void compareSite();
    void compareManagementPoints();
    void compareBootImage();
    void compareStarts();
    void compareStores();
    void compareVariables();
    void compareVariable(const MediaVariable *before, const MediaVariable *after);
    void compareFiles();

    const MediaReport &m_before;
    const MediaReport &m_after;
    Comparison m_found;
};

void MediaDiff::compareTexts()
{
    change("kind", Tr::tr("What it is: %1 → %2."), describeKind(m_before), describeKind(m_after));
    change("label", Tr::tr("Label: \"%1\" → \"%2\"."), m_before.mediaLabel, m_after.mediaLabel);
    const auto attended = [](const MediaReport &report) {
        return !report.unattended   ? QString()
               : *report.unattended ? Tr::tr("unattended")
                                    : Tr::tr("attended");
    };
    change("unattended", Tr::tr("Start: %1 → %2."), attended(m_before), attended(m_after));
}

void MediaDiff::compareSecurity()
{
    const auto before = m_before.passwordProtected;
    const auto after = m_after.passwordProtected;
    if (before && after && *before != *after)
        add("password", *after ? Tr::tr("Password set.") : Tr::tr("Password removed."));
    const auto expires = [](const MediaReport &report) {
        const auto time = report.expires();
        return time ? dayText(*time) : QString();
    };
    change("expires", Tr::tr("Certificate expires: %1 → %2."), expires(m_before), expires(m_after));
    const auto guid = [](const MediaReport &report) {
        const auto stored = valueOf(report, u"_SMSMediaGuid");
        return stored.isEmpty() && report.manifest ? report.manifest->mediaGuid : stored;
    };
    change("identity",
           Tr::tr("Another identity at the site: %1 → %2."),
           guid(m_before),
           guid(m_after));
}

void MediaDiff::compareSite()
{
    change("site",
           Tr::tr("Site: %1 → %2."),
           valueOf(m_before, u"_SMSTSSiteCode"),
           valueOf(m_after, u"_SMSTSSiteCode"));
    const auto mode = [](const MediaReport &report) {
        return report.managementPoints().isEmpty() ? QString()
               : report.isDynamic()                ? Tr::tr("dynamic media")
                                                   : Tr::tr("site-based media");
    };
    change("mode", Tr::tr("Media management: %1 → %2."), mode(m_before), mode(m_after));
    const auto unknown = [](const MediaReport &report) {
        const auto &all = report.variables.all();
        return std::any_of(all.begin(), all.end(), isUnknownComputer) ? Tr::tr("supported")
                                                                      : Tr::tr("not supported");
    };
    change("unknownComputers",
           Tr::tr("Unknown computers: %1 → %2."),
           unknown(m_before),
           unknown(m_after));
    compareManagementPoints();
}

void MediaDiff::compareManagementPoints()
{
    const auto before = m_before.managementPoints();
    const auto after = m_after.managementPoints();
    QStringList kept;
    for (const auto &point : before) {
        if (after.contains(point, Qt::CaseInsensitive))
            kept.append(point);
        else
            add("managementPointRemoved",
                Tr::tr("Management point removed: %1.").arg(point),
                point,
                {});
    }
    QStringList keptAfter;
    for (const auto &point : after) {
        if (before.contains(point, Qt::CaseInsensitive))
            keptAfter.append(point);
        else
            add("managementPointAdded",
                Tr::tr("Management point added: %1.").arg(point),
                {},
                point);
    }
    if (kept.join(u'*').compare(keptAfter.join(u'*'), Qt::CaseInsensitive) != 0)
        add("managementPointOrder",
            Tr::tr("Order of the management points: %1 → %2.")
                .arg(kept.join(QStringLiteral(", ")), keptAfter.join(QStringLiteral(", "))),
            kept.join(u'*'),
            keptAfter.join(u'*'));
}

void MediaDiff::compareBootImage()
{
    const auto package = packageOf(m_before);
    const auto size = m_found.differences.size();
    change("bootImage", Tr::tr("Boot image: %1 → %2."), package, packageOf(m_after));
    const auto version = valueOf(m_before, u"_SMSTSBootMediaSourceVersion");
    const auto newVersion = valueOf(m_after, u"_SMSTSBootMediaSourceVersion");
    if (package == packageOf(m_after) && version != newVersion && !version.isEmpty()
        && !newVersion.isEmpty())
        add("bootImageVersion",
            Tr::tr("Boot image %1: version %2 → %3.").arg(package, version, newVersion),
            version,
            newVersion);
    if (!m_before.bootImage || !m_after.bootImage)
        return;
    const auto &before = *m_before.bootImage;
    const auto &after = *m_after.bootImage;
    change("windowsPe", Tr::tr("Windows PE: %1 → %2."), before.version, after.version);
    change(
        "architecture", Tr::tr("Architecture: %1 → %2."), before.architecture, after.architecture);
    if (m_found.differences.size() == size && before.size != after.size)
        add("bootImageSize",
            Tr::tr("The boot image has other contents: %1 bytes → %2 bytes.")
                .arg(before.size)
                .arg(after.size),
            QString::number(before.size),
            QString::number(after.size));
}

void MediaDiff::compareStarts()
{
    const auto &before = m_before.boot;
    const auto &after = m_after.boot;
    if (before.loaders.empty() || after.loaders.empty())
        return;
    const auto text = [](const MediaStart &start) {
        const auto firmware = start.firmware == Firmware::Bios
                                  ? QStringLiteral("BIOS")
                                  : QStringLiteral("UEFI ") + start.architecture;
        return start.life == MediaLife::Disc ? Tr::tr("%1 as a disc").arg(firmware)
                                             : Tr::tr("%1 as a stick").arg(firmware);
    };
    const auto has = [](const MediaBoot &boot, const MediaStart &start) {
        return std::find(boot.starts.begin(), boot.starts.end(), start) != boot.starts.end();
    };
    for (const auto &start : before.starts) {
        if (!has(after, start))
            add("startRemoved", Tr::tr("No longer starts %1.").arg(text(start)), text(start), {});
    }
    for (const auto &start : after.starts) {
        if (!has(before, start))
            add("startAdded", Tr::tr("Now also starts %1.").arg(text(start)), {}, text(start));
    }
    compareStores();
    const auto signer = [](const MediaBoot &boot) {
        QStringList signers;
        for (const auto &loader : boot.loaders)
            signers.append(loader.problem.isEmpty() ? signerText(loader.signature)
                                                    : loader.problem);
        signers.removeDuplicates();
        return signers.join(QStringLiteral(", "));
    };
    change("loaderSigner", Tr::tr("Boot loader: %1 → %2."), signer(before), signer(after));
}

//! By what they say: their bytes have the time in them.
void MediaDiff::compareStores()
{
    for (const auto &store : m_before.boot.stores) {
        const auto &stores = m_after.boot.stores;
        const auto other = std::find_if(stores.begin(), stores.end(), [&](const FoundStore &one) {
            return one.firmware == store.firmware;
        });
        if (other != stores.end()
            && (other->entries != store.entries || other->timeout != store.timeout
                || other->problem != store.problem))
            add("bootStore",
                Tr::tr("Boot configuration data changed: %1.").arg(windowsPath(store.path)));
    }
}

//! Variables that are told in other words.
bool isToldElsewhere(const QString &name)
{
    static const QSet<QString> names{QStringLiteral("_smsmediaguid"),
                                     QStringLiteral("_smstsmediapfx"),
                                     QStringLiteral("_smstssitecode"),
                                     QStringLiteral("smstslocationmps"),
                                     QStringLiteral("smstsmp"),
                                     QStringLiteral("_smstsbootmediapackageid"),
                                     QStringLiteral("_smstsbootmediasourceversion"),
                                     QStringLiteral("_smstsdisklabel1")};
    return names.contains(name.toLower());
}

void MediaDiff::compareVariable(const MediaVariable *before, const MediaVariable *after)
{
    const auto &name = before ? before->name : after->name;
    const auto isSecret = mayHoldSecret(name);
    const auto isUntold = [](const MediaVariable &variable) {
        return variable.hidden && variable.value.isEmpty();
    };
    if ((!before || !after) && isUnknownComputer(before ? *before : *after))
        return;
    if (!after)
        add("variableRemoved",
            Tr::tr("Variable removed: %1.").arg(name),
            isSecret ? QString() : before->value.text(),
            {});
    else if (!before)
        add("variableAdded",
            Tr::tr("Variable added: %1.").arg(name),
            {},
            isSecret ? QString() : after->value.text());
    else if (isUntold(*before) || isUntold(*after))
        m_found.notCompared.append(Tr::tr("The hidden variable %1 was not compared.").arg(name));
    else if (before->value.text() != after->value.text() && isSecret)
        add("variableChanged", Tr::tr("Variable %1 has another value.").arg(name));
    else if (before->value.text() != after->value.text())
        add("variableChanged",
            Tr::tr("Variable %1: \"%2\" → \"%3\".")
                .arg(name, before->value.text().left(100), after->value.text().left(100)),
            before->value.text(),
            after->value.text());
}

void MediaDiff::compareVariables()
{
    for (const auto &variable : m_before.variables.all()) {
        if (!isToldElsewhere(variable.name))
            compareVariable(&variable, m_after.variables.find(variable.name));
    }
    for (const auto &variable : m_after.variables.all()) {
        if (!isToldElsewhere(variable.name) && !m_before.variables.find(variable.name))
            compareVariable(nullptr, &variable);
    }
}

using Hashes = QHash<QString, QByteArray>;

//! The hashes of files by folded path: as they were read, else as the manifest says.
Hashes hashesOf(const MediaReport &report)
{
    Hashes hashes;
    if (report.manifest) {
        for (const auto &file : report.manifest->files)
            hashes.insert(file.path.toCaseFolded(), file.sha256);
    }
    for (const auto &file : report.files) {
        if (!file.sha256.isEmpty())
            hashes.insert(file.path.toCaseFolded(), file.sha256);
    }
    return hashes;
}

//! Files that every medium has of its own or that are told in other words.
bool isOfThisMedium(const QString &foldedPath)
{
    static const QSet<QString> paths{QStringLiteral("boot/bcd"),
                                     QStringLiteral("efi/microsoft/boot/bcd"),
                                     QStringLiteral("sms/data/variables.dat"),
                                     QStringLiteral("sms/data/tsmbootstrap.ini"),
                                     QStringLiteral("medialabel.txt"),
                                     QStringLiteral("bootwright/manifest.json"),
                                     QStringLiteral("bootwright/bench-card.html")};
    return paths.contains(foldedPath);
}

void MediaDiff::compareFiles()
{
    if (m_before.files.empty() || m_after.files.empty())
        return;
    const auto hashesBefore = hashesOf(m_before);
    const auto hashesAfter = hashesOf(m_after);
    QHash<QString, const MediaReport::File *> after;
    for (const auto &file : m_after.files)
        after.insert(file.path.toCaseFolded(), &file);
    for (const auto &file : m_before.files) {
        const auto path = file.path.toCaseFolded();
        const auto *other = after.take(path);
        if (isOfThisMedium(path))
            continue;
        const auto hash = hashesBefore.value(path);
        const auto otherHash = hashesAfter.value(path);
        if (!other)
            add("fileRemoved",
                Tr::tr("File removed: %1.").arg(windowsPath(file.path)),
                file.path,
                {});
        else if (other->size != file.size
                 || (!hash.isEmpty() && !otherHash.isEmpty() && hash != otherHash))
            add("fileChanged",
                Tr::tr("File changed: %1.").arg(windowsPath(file.path)),
                QString::fromLatin1(hash.toHex()),
                QString::fromLatin1(otherHash.toHex()));
    }
    for (const auto &file : m_after.files) {
        if (after.contains(file.path.toCaseFolded()) && !isOfThisMedium(file.path.toCaseFolded()))
            add("fileAdded", Tr::tr("File added: %1.").arg(windowsPath(file.path)), {}, file.path);
    }
}

} // namespace

Comparison compareMedia(const MediaReport &before, const MediaReport &after)
{
    return MediaDiff(before, after).run();
}

} // namespace bootwright
