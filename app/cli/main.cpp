// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Interrupt.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"

#include <QCoreApplication>

#include <cstdio>

using namespace bootwright;

namespace {

ExitStatus run(const Options &options)
{
    Report report(options);
    const auto path = options.logFile.isEmpty() ? defaultLogPath() : options.logFile;
    if (!openLog(path,
                 QStringLiteral("bootwright-cli"),
                 options.verbose ? LogLevel::Debug : LogLevel::Info)
        && !options.logFile.isEmpty())
        return report.failed(
            {Error::Kind::AccessDenied, Tr::tr("Cannot write the log \"%1\".").arg(path), {}});
    for (const auto &command : commands()) {
        if (command.name != options.command)
            continue;
        if (options.arguments.size() < command.leastArguments
            || options.arguments.size() > command.mostArguments)
            return report.wrongUse(useOf(command.name));
        logInfo(QStringLiteral("%1 %2").arg(options.command, options.arguments.join(u' ')));
        return command.run(options, report);
    }
    return report.wrongUse(
        Tr::tr("There is no command \"%1\". \"bootwright-cli --help\" lists them.")
            .arg(options.command));
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("bootwright"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BOOTWRIGHT_VERSION));
    catchInterrupts();
    const auto parsed = parseOptions(app.arguments());
    if (!parsed) {
        std::fputs(Tr::tr("error: %1\n").arg(parsed.error().message).toUtf8().constData(), stderr);
        return int(ExitStatus::Usage);
    }
    if (!parsed->text.isEmpty()) {
        std::fputs(parsed->text.toUtf8().constData(), stdout);
        return int(ExitStatus::Done);
    }
    const auto status = run(parsed->options);
    closeLog();
    return int(status);
}
