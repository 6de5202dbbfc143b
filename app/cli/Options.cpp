// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Options.h"

#include "app/cli/Commands.h"
#include "core/base/Tr.h"

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
        {QStringLiteral("password-file"),
         Tr::tr("The media password is the first line of <file>."),
         file},
        {QStringLiteral("new-password-file"),
         Tr::tr("The new media password is the first line of <file>."),
         file},
        {QStringLiteral("pfx-password-file"),
         Tr::tr("The password of the .pfx file is the first line of <file>."),
         file},
        {QStringLiteral("secret"),
         Tr::tr("The hidden variable NAME has the first line of file F as its value."),
         QStringLiteral("NAME=F")},
        {QStringLiteral("no-verify"), Tr::tr("Do not read the image back; the status is then 4.")},
        {QStringLiteral("yes"), Tr::tr("Do not ask.")},
        {QStringLiteral("progress"),
         Tr::tr("plain, json or none; plain on a terminal."),
         QStringLiteral("style")},
        {QStringLiteral("json"), Tr::tr("Print the result as JSON.")},
        {QStringLiteral("log"), Tr::tr("Write the log to <file> (CMTrace format)."), file},
        {QStringLiteral("verbose"), Tr::tr("Log more, and show details of errors.")},
        {QStringLiteral("site"), Tr::tr("lab, or a site profile."), QStringLiteral("source")},
        {QStringLiteral("reproducible"),
         Tr::tr("For tests: take GUIDs, salts, key and times from <file>."),
         file},
        {QStringLiteral("help"), Tr::tr("Show this help.")},
        {QStringLiteral("version"), Tr::tr("Show the version.")},
    });
}

QString helpText(const QCommandLineParser &parser)
{
    QString text = Tr::tr("bootwright-cli %1 - boot media for Configuration Manager")
                       .arg(QStringLiteral(BOOTWRIGHT_VERSION));
    text += QStringLiteral("\n\n") + Tr::tr("Commands:") + u'\n';
    for (const auto &command : commands())
        text += QStringLiteral("  bootwright-cli %1\n      %2\n")
                    .arg(command.synopsis, command.summary);
    const auto all = parser.helpText();
    text += u'\n' + all.sliced(qMax(all.indexOf(QStringLiteral("Options:")), qsizetype(0)));
    text += u'\n'
            + Tr::tr("Exit status: 0 done, 1 could not, 2 usage, 3 the input was refused, 4 "
                     "written but not verified as equal, "
                     "130 cancelled.")
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

Result<void> readSecrets(const QStringList &pairs, Options &options)
{
    for (const auto &pair : pairs) {
        const auto at = pair.indexOf(u'=');
        if (at < 1)
            // without the text itself: it may be the secret
            return usage(Tr::tr("Cannot use what follows \"--secret\". Use NAME=FILE; the value "
                                "itself is never an argument."));
        options.secretFiles[pair.first(at)] = pair.sliced(at + 1);
    }
    return {};
}

} // namespace

Result<ParsedOptions> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
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
    options.json = parser.isSet(QStringLiteral("json"));
    options.verbose = parser.isSet(QStringLiteral("verbose"));
    options.logFile = parser.value(QStringLiteral("log"));
    options.site = parser.value(QStringLiteral("site"));
    options.reproducibleFile = parser.value(QStringLiteral("reproducible"));
    options.passwordFile = parser.value(QStringLiteral("password-file"));
    options.newPasswordFile = parser.value(QStringLiteral("new-password-file"));
    options.pfxPasswordFile = parser.value(QStringLiteral("pfx-password-file"));
    if (const auto good = readProgress(parser.value(QStringLiteral("progress")), options); !good)
        return good.error();
    if (const auto good = readSecrets(parser.values(QStringLiteral("secret")), options); !good)
        return good.error();
    return ParsedOptions{std::move(options), {}};
}

Result<Secret> readSecretFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{file.exists() ? Error::Kind::AccessDenied : Error::Kind::NotFound,
                     Tr::tr("Cannot read the secret in \"%1\". %2.").arg(path, file.errorString()),
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
