// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Options.h"
#include "app/cli/Report.h"

#include <QList>

namespace bootwright {

//! A command of bootwright-cli: one file each in this folder.
struct Command
{
    static constexpr int kAnyNumber = 1000;

    QString name;
    QStringList synopses; //!< the ways to call it
    QString summary;
    int leastArguments = 0;
    int mostArguments = 0; //!< or kAnyNumber
    ExitStatus (*run)(const Options &, Report &) = nullptr;
};

//! All commands that this version has, in the order of the help.
const QList<Command> &commands();

//! Says how the command \a name is called.
QString useOf(const QString &name);

ExitStatus runBuild(const Options &options, Report &report);
ExitStatus runCompare(const Options &options, Report &report);
ExitStatus runDrives(const Options &options, Report &report);
ExitStatus runInspect(const Options &options, Report &report);
ExitStatus runLab(const Options &options, Report &report);
ExitStatus runPack(const Options &options, Report &report);
ExitStatus runRenew(const Options &options, Report &report);
ExitStatus runRefresh(const Options &options, Report &report);
ExitStatus runSite(const Options &options, Report &report);
ExitStatus runUnpack(const Options &options, Report &report);
ExitStatus runVerify(const Options &options, Report &report);
ExitStatus runWrite(const Options &options, Report &report);

} // namespace bootwright
