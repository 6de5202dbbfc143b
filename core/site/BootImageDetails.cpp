// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/BootImageDetails.h"

#include "core/base/Tr.h"

#include <QJsonArray>
#include <QXmlStreamReader>

#include <algorithm>
#include <array>

namespace bootwright {

namespace {

constexpr qsizetype kMostNames = 200; // of drivers or components that are kept

//! The components 1 to 26, for x86; 27 to 52 are the same for x64 (SMS_BootImagePackage.UpdateOptionalComponents).
constexpr std::array kComponents{"WinPE-DismCmdlets",
                                 "WinPE-Dot3Svc",
                                 "WinPE-EnhancedStorage",
                                 "WinPE-FMAPI",
                                 "WinPE-FontSupport-JA-JP",
                                 "WinPE-FontSupport-KO-KR",
                                 "WinPE-FontSupport-ZH-CN",
                                 "WinPE-FontSupport-ZH-HK",
                                 "WinPE-FontSupport-ZH-TW",
                                 "WinPE-HTA",
                                 "WinPE-StorageWMI",
                                 "WinPE-LegacySetup",
                                 "WinPE-MDAC",
                                 "WinPE-NetFx4",
                                 "WinPE-PowerShell3",
                                 "WinPE-PPPoE",
                                 "WinPE-RNDIS",
                                 "WinPE-Scripting",
                                 "WinPE-SecureStartup",
                                 "WinPE-Setup",
                                 "WinPE-Setup-Client",
                                 "WinPE-Setup-Server",
                                 "",
                                 "WinPE-WDS-Tools",
                                 "WinPE-WinReCfg",
                                 "WinPE-WMI"};

QString componentName(qint64 number)
{
    constexpr auto count = qint64(kComponents.size());
    const QString name = number >= 1 && number <= 2 * count
                             ? QLatin1String(kComponents[size_t((number - 1) % count)])
                             : QString();
    return name.isEmpty() ? Tr::tr("number %1").arg(number) : name;
}

std::optional<QString> textIfThere(const ProviderRow &row, const QString &name)
{
    return row.has(name) ? std::optional<QString>(row.text(name).trimmed()) : std::nullopt;
}

std::optional<bool> truthOf(const ProviderRow &row, const QString &name)
{
    if (const auto number = row.number(name))
        return *number != 0;
    const auto text = row.text(name).toLower();
    if (text == u"true" || text == u"false")
        return text == u"true";
    return {};
}

//! The name and the version of the first image in the XML of a .wim file.
void readImageXml(const QString &xml, BootImageDetails &details)
{
    QXmlStreamReader reader(xml);
    QStringList path;
    QStringList version(4);
    const QStringList parts{QStringLiteral("MAJOR"),
                            QStringLiteral("MINOR"),
                            QStringLiteral("BUILD"),
                            QStringLiteral("SPBUILD")};
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement())
            path.append(reader.name().toString().toUpper());
        if (reader.isEndElement() && !path.isEmpty())
            path.removeLast();
        if (reader.isEndElement() && reader.name().compare(u"IMAGE", Qt::CaseInsensitive) == 0)
            break;
        if (!reader.isCharacters() || reader.isWhitespace())
            continue;
        const auto text = reader.text().trimmed().toString();
        const auto part = parts.indexOf(path.value(path.size() - 1));
        if (path.size() == 3 && path.last() == u"NAME")
            details.imageName = text;
        else if (part >= 0 && path.value(path.size() - 2) == u"VERSION")
            version[part] = text;
    }
    if (std::none_of(version.begin(), version.end(), [](const auto &one) { return one.isEmpty(); }))
        details.imageVersion = version.join(u'.');
}

QString listText(const QStringList &names)
{
    return names.isEmpty() ? Tr::tr("none") : names.join(u'\n');
}

} // namespace

BootImageDetails bootImageDetailsOf(const ProviderRow &row)
{
    BootImageDetails details;
    details.hasCommandPrompt = truthOf(row, QStringLiteral("EnableLabShell"));
    details.prestartCommand = textIfThere(row, QStringLiteral("PreExecCommandLine"));
    details.background = textIfThere(row, QStringLiteral("BackgroundBitmapPath"));
    const auto scratch = row.number(QStringLiteral("ScratchSpace"));
    if (scratch && *scratch > 0)
        details.scratchSpace = scratch;
    if (row.isList(QStringLiteral("ReferencedDrivers"))) {
        details.drivers.emplace();
        const auto drivers = row.rows(QStringLiteral("ReferencedDrivers"));
        for (const auto &driver : drivers.first(std::min(drivers.size(), kMostNames))) {
            const auto path = driver.text(QStringLiteral("SourcePath"));
            details.drivers->append(path.isEmpty() ? driver.text(QStringLiteral("ID")) : path);
        }
    }
    if (const auto numbers = row.numbers(QStringLiteral("OptionalComponents"))) {
        details.components.emplace();
        for (const auto number : numbers->first(std::min(numbers->size(), kMostNames)))
            details.components->append(componentName(number));
    }
    readImageXml(row.text(QStringLiteral("ImageProperty")), details);
    return details;
}

QList<std::pair<QString, QString>> describe(const BootImageDetails &details)
{
    QList<std::pair<QString, QString>> rows;
    if (details.hasCommandPrompt)
        rows.append({Tr::tr("Command prompt (F8)"),
                     *details.hasCommandPrompt ? Tr::tr("yes, for whoever sits at the computer")
                                               : Tr::tr("no")});
    if (details.prestartCommand)
        rows.append(
            {Tr::tr("Its prestart command"),
             details.prestartCommand->isEmpty() ? Tr::tr("none") : *details.prestartCommand});
    if (details.drivers)
        rows.append({Tr::tr("Drivers put in by the site"), listText(*details.drivers)});
    if (details.components)
        rows.append({Tr::tr("Optional components"),
                     details.components->isEmpty()
                         ? Tr::tr("none")
                         : details.components->join(QLatin1String(", "))});
    if (details.scratchSpace)
        rows.append({Tr::tr("Scratch space"), Tr::tr("%1 MiB").arg(*details.scratchSpace)});
    if (details.background && !details.background->isEmpty())
        rows.append({Tr::tr("Background picture"), *details.background});
    if (!details.imageName.isEmpty())
        rows.append({Tr::tr("Image"), (details.imageName + u' ' + details.imageVersion).trimmed()});
    return rows;
}

QJsonObject detailsJson(const BootImageDetails &details)
{
    QJsonObject json;
    const auto put = [&](const QString &name, const QJsonValue &value) {
        json.insert(name, value);
    };
    if (details.hasCommandPrompt)
        put(QStringLiteral("commandPrompt"), *details.hasCommandPrompt);
    if (details.prestartCommand)
        put(QStringLiteral("prestartCommand"), *details.prestartCommand);
    if (details.drivers)
        put(QStringLiteral("drivers"), QJsonArray::fromStringList(*details.drivers));
    if (details.components)
        put(QStringLiteral("optionalComponents"), QJsonArray::fromStringList(*details.components));
    if (details.scratchSpace)
        put(QStringLiteral("scratchSpaceMebibytes"), *details.scratchSpace);
    if (details.background)
        put(QStringLiteral("background"), *details.background);
    if (!details.imageName.isEmpty())
        put(QStringLiteral("imageName"), details.imageName);
    if (!details.imageVersion.isEmpty())
        put(QStringLiteral("imageVersion"), details.imageVersion);
    return json;
}

} // namespace bootwright
