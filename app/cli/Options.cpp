// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Options.h"

#include "app/cli/Commands.h"
#include "core/base/Tr.h"
#include "core/base/systemReason.h"

#include <QCommandLineParser>
#include <QFile>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace bootwright {

namespace {

bool standardErrorIsTerminal()
{
#ifdef Q_OS_WIN
    return _isatty(2);
#else
    return isatty(2);
#endif
}

Error usage(const QString &message)
{
    return {Error::Kind::InvalidInput, message, QStringLiteral("usage")};
}

void addOptions(QCommandLineParser &parser)
{
    const auto file = QStringLiteral("file");
    parser.addOptions({
        {QStringLiteral("output"),
         Tr::tr("Write the image to <path> instead of where the recipe says."),
         QStringLiteral("path")},
        {QStringLiteral("overwrite"),
         Tr::tr("Replace an existing image, once the new one is complete and verified.")},
        {QStringLiteral("dry-run"),
         Tr::tr("Show the plan, its warnings and the exact size; write nothing.")},
        {QStringLiteral("no-verify"), Tr::tr("Do not read the image back; the status is then 4.")},
        {QStringLiteral("yes"), Tr::tr("Do not ask.")},
        {QStringLiteral("unlock"),
         Tr::tr("Write <device> although it is large or built in; say it for each."),
         QStringLiteral("device")},
        {QStringLiteral("progress"),
         Tr::tr("plain, json or none; plain on a terminal."),
         QStringLiteral("style")},
        {QStringLiteral("json"), Tr::tr("Print the result as JSON.")},
        {QStringLiteral("log"), Tr::tr("Write the log to <file> (CMTrace format)."), file},
        {QStringLiteral("report"),
         Tr::tr("Write what became of every stick to <file> (.csv or .html)."),
         file},
        {QStringLiteral("verbose"), Tr::tr("Log more, and show details of errors.")},
        {QStringLiteral("site"),
         Tr::tr("lab, a site profile, or the name of a site's SMS Provider."),
         QStringLiteral("source")},
        {QStringLiteral("user"),
         Tr::tr(
             "Sign in at the site as <name> (user@DOMAIN), not with the tickets of this session."),
         QStringLiteral("name")},
        {QStringLiteral("site-password-file"),
         Tr::tr("The password of that user is the first line of <file>."),
         file},
        {QStringLiteral("trust"),
         Tr::tr("Trust the site server's certificate if this is its SHA-256 <fingerprint>."),
         QStringLiteral("fingerprint")},
        {QStringLiteral("allow-ntlm"),
         Tr::tr(
             "Sign in with NTLM when Kerberos does not work; sites refuse it from version 2509.")},
        {QStringLiteral("cache-limit"),
         Tr::tr("Keep at most <GiB> of fetched content on this computer; usually 20."),
         QStringLiteral("GiB")},
        {QStringLiteral("reproducible"),
         Tr::tr("For tests: take GUIDs, salts, key and times from <file>."),
         file},
        {QStringLiteral("help"), Tr::tr("Show this help.")},
        {QStringLiteral("version"), Tr::tr("Show the version.")},
    });
}

void addRenewalOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {QStringLiteral("until"),
         Tr::tr("renew: a new self-signed certificate that expires on <date>, such as 2027-11-22."),
         QStringLiteral("date")},
        {QStringLiteral("days"),
         Tr::tr("renew: a new self-signed certificate for <n> days from now."),
         QStringLiteral("n")},
        {QStringLiteral("pfx"),
         Tr::tr("renew: the PKI certificate in <file> (.pfx)."),
         QStringLiteral("file")},
        {QStringLiteral("no-password"), Tr::tr("renew: protect the media no longer.")},
        {QStringLiteral("label"), Tr::tr("renew: another media label."), QStringLiteral("text")},
        {QStringLiteral("management-point"),
         Tr::tr("renew: a management point; all that are named replace those on the media."),
         QStringLiteral("url")},
        {QStringLiteral("variable"),
         Tr::tr("renew: the variable NAME gets that value (a secret one: --secret)."),
         QStringLiteral("NAME=VALUE")},
        {QStringLiteral("remove-variable"),
         Tr::tr("renew: the variable <name> is taken off the media."),
         QStringLiteral("name")},
        {QStringLiteral("without-boot-image"),
         Tr::tr("pack: leave the boot image out; it is put beside the recipe as boot.wim later.")},
    });
}

void addSecretOptions(QCommandLineParser &parser)
{
    const auto file = QStringLiteral("file");
    parser.addOptions({
        {QStringLiteral("password-file"),
         Tr::tr("The media password is the first line of <file>."),
         file},
        {QStringLiteral("new-password-file"),
         Tr::tr("The new media password is the first line of <file>."),
         file},
        {QStringLiteral("pfx-password-file"),
         Tr::tr("The password of the .pfx file is the first line of <file>."),
         file},
        {QStringLiteral("reference-password-file"),
         Tr::tr("The password of the reference media is the first line of <file>."),
         file},
        {QStringLiteral("kit-password-file"),
         Tr::tr(
             "The password of the kit is the first line of <file>: pack seals an identity with it, "
             "build and write open it."),
         file},
        {QStringLiteral("secret"),
         Tr::tr("The hidden variable NAME has the first line of file F as its value."),
         QStringLiteral("NAME=F")},
    });
}

void addInspectOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {QStringLiteral("hashes"), Tr::tr("Read every file and show its SHA-256.")},
        {QStringLiteral("show-secrets"),
         Tr::tr("Show the values of variables that may be passwords or keys.")},
        {QStringLiteral("expires-within"),
         Tr::tr("For monitoring: end with status 3 when the media work for <days> days or less."),
         QStringLiteral("days")},
        {QStringLiteral("calendar"),
         Tr::tr("Write the day on which the media expire as an iCalendar <file>."),
         QStringLiteral("file")},
    });
}

QString helpText(const QCommandLineParser &parser)
{
    QString text = Tr::tr("bootwright-cli %1 - boot media for Configuration Manager")
                       .arg(QStringLiteral(BOOTWRIGHT_VERSION));
    text += QStringLiteral("\n\n") + Tr::tr("Commands:") + u'\n';
    for (const auto &command : commands()) {
        for (const auto &synopsis : command.synopses)
            text += QStringLiteral("  bootwright-cli %1\n").arg(synopsis);
        text += QStringLiteral("      %1\n").arg(command.summary);
    }
    const auto all = parser.helpText();
    text += u'\n' + all.sliced(qMax(all.indexOf(QStringLiteral("Options:")), qsizetype(0)));
    text += u'\n'
            + Tr::tr("Exit status: 0 done, 1 could not, 2 usage, 3 the input was refused, 4 "
                     "written but not verified as equal, or compared and not equal, 130 cancelled.")
            + u'\n';
    return text;
}

Result<void> readProgress(const QString &style, Options &options)
{
    const auto isTerminal = standardErrorIsTerminal();
    if (style.isEmpty())
        options.progress = isTerminal ? ProgressStyle::Plain : ProgressStyle::None;
    else if (style == u"plain")
        options.progress = isTerminal ? ProgressStyle::Plain : ProgressStyle::Stages;
    else if (style == u"json")
        options.progress = ProgressStyle::Json;
    else if (style == u"none")
        options.progress = ProgressStyle::None;
    else
        return usage(Tr::tr("Cannot show progress as \"%1\". Use plain, json or none.").arg(style));
    return {};
}

Result<void> readInspectOptions(const QCommandLineParser &parser, Options &options)
{
    options.hashes = parser.isSet(QStringLiteral("hashes"));
    options.showSecrets = parser.isSet(QStringLiteral("show-secrets"));
    options.calendarFile = parser.value(QStringLiteral("calendar"));
    if (!parser.isSet(QStringLiteral("expires-within")))
        return {};
    const auto days = parser.value(QStringLiteral("expires-within"));
    bool isNumber = false;
    const auto number = days.toInt(&isNumber);
    if (!isNumber || number < 0)
        return usage(
            Tr::tr("Cannot use \"%1\" as a number of days. Use 0, 30, 90 or the like.").arg(days));
    options.expiresWithin = number;
    return {};
}

Result<void> readSiteOptions(const QCommandLineParser &parser, Options &options)
{
    options.site = parser.value(QStringLiteral("site"));
    options.user = parser.value(QStringLiteral("user"));
    options.sitePasswordFile = parser.value(QStringLiteral("site-password-file"));
    options.trust = parser.value(QStringLiteral("trust"));
    options.allowNtlm = parser.isSet(QStringLiteral("allow-ntlm"));
    if (!parser.isSet(QStringLiteral("cache-limit")))
        return {};
    const auto gibibytes = parser.value(QStringLiteral("cache-limit"));
    const auto number = gibibytes.toUShort(); // 0 when it is none
    if (number == 0)
        return usage(
            Tr::tr("Cannot use \"%1\" as a number of GiB. Use 20 or the like.").arg(gibibytes));
    options.cacheLimit = quint64(number) << 30;
    return {};
}

Result<void> readSecrets(const QCommandLineParser &parser, Options &options)
{
    options.passwordFile = parser.value(QStringLiteral("password-file"));
    options.newPasswordFile = parser.value(QStringLiteral("new-password-file"));
    options.pfxPasswordFile = parser.value(QStringLiteral("pfx-password-file"));
    options.kitPasswordFile = parser.value(QStringLiteral("kit-password-file"));
    options.referencePasswordFile = parser.value(QStringLiteral("reference-password-file"));
    for (const auto &pair : parser.values(QStringLiteral("secret"))) {
        const auto at = pair.indexOf(u'=');
        if (at < 1)
            // without the text itself: it may be the secret
            return usage(Tr::tr("Cannot use what follows \"--secret\". Use NAME=FILE; the value "
                                "itself is never an argument."));
        options.secretFiles[pair.first(at)] = pair.sliced(at + 1);
    }
    return {};
}

Result<void> readRenewal(const QCommandLineParser &parser, RenewalOptions &renewal)
{
    renewal.until = parser.value(QStringLiteral("until"));
    renewal.days = parser.value(QStringLiteral("days"));
    renewal.pfxFile = parser.value(QStringLiteral("pfx"));
    renewal.noPassword = parser.isSet(QStringLiteral("no-password"));
    renewal.label = parser.value(QStringLiteral("label"));
    renewal.managementPoints = parser.values(QStringLiteral("management-point"));
    renewal.removedVariables = parser.values(QStringLiteral("remove-variable"));
    for (const auto &pair : parser.values(QStringLiteral("variable"))) {
        const auto at = pair.indexOf(u'=');
        if (at < 1)
            return usage(Tr::tr("Cannot use what follows \"--variable\". Use NAME=VALUE."));
        renewal.variables.emplace_back(pair.first(at), pair.sliced(at + 1));
    }
    return {};
}

} // namespace

Result<ParsedOptions> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    addRenewalOptions(parser);
    addSecretOptions(parser);
    addInspectOptions(parser);
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    if (parser.isSet(QStringLiteral("version")))
        return ParsedOptions{{}, QStringLiteral("bootwright-cli " BOOTWRIGHT_VERSION "\n")};
    if (parser.isSet(QStringLiteral("help")))
        return ParsedOptions{{}, helpText(parser)};
    Options options;
    options.arguments = parser.positionalArguments();
    if (options.arguments.isEmpty())
        return usage(Tr::tr("No command is given. \"bootwright-cli --help\" lists them."));
    options.command = options.arguments.takeFirst();
    options.output = parser.value(QStringLiteral("output"));
    options.overwrite = parser.isSet(QStringLiteral("overwrite"));
    options.dryRun = parser.isSet(QStringLiteral("dry-run"));
    options.verify = !parser.isSet(QStringLiteral("no-verify"));
    options.yes = parser.isSet(QStringLiteral("yes"));
    options.unlocked = parser.values(QStringLiteral("unlock"));
    options.json = parser.isSet(QStringLiteral("json"));
    options.verbose = parser.isSet(QStringLiteral("verbose"));
    options.reportFile = parser.value(QStringLiteral("report"));
    options.logFile = parser.value(QStringLiteral("log"));
    if (const auto good = readSiteOptions(parser, options); !good)
        return good.error();
    options.reproducibleFile = parser.value(QStringLiteral("reproducible"));
    if (const auto good = readInspectOptions(parser, options); !good)
        return good.error();
    if (const auto good = readProgress(parser.value(QStringLiteral("progress")), options); !good)
        return good.error();
    if (const auto good = readSecrets(parser, options); !good)
        return good.error();
    options.withoutBootImage = parser.isSet(QStringLiteral("without-boot-image"));
    if (const auto good = readRenewal(parser, options.renewal); !good)
        return good.error();
    return ParsedOptions{std::move(options), {}};
}

Result<Secret> readSecretFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{file.exists() ? Error::Kind::AccessDenied : Error::Kind::NotFound,
                     Tr::tr("Cannot read the secret in \"%1\". %2.")
                         .arg(path, systemReason(file.errorString())),
                     {}};
    QByteArray line = file.readLine(64 * 1024);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.startsWith("\xEF\xBB\xBF"))
        line.remove(0, 3);
    Secret secret{QByteArrayView(line)};
    line.fill('\0');
    if (secret.isEmpty())
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("Cannot use the secret in \"%1\". Its first line is empty.").arg(path),
                     {}};
    return secret;
}

} // namespace bootwright
