// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QStringList>

#include <map>

namespace bootwright {

//! The exit status of bootwright-cli, as its manual names them.
enum class ExitStatus {
    Done = 0,
    CouldNot = 1, //!< disk, device, network
    Usage = 2,
    Refused = 3,    //!< recipe, boot image, certificate, password, damaged media
    Unverified = 4, //!< written but not verified as equal
    Cancelled = 130,
};

enum class ProgressStyle {
    None,
    Plain,  //!< one line on the terminal, written over again and again
    Stages, //!< plain into a file: one line a stage
    Json,
};

//! The words of one call.
struct Options
{
    QString command;
    QStringList arguments; //!< after the command
    QString output;
    bool overwrite = false;
    bool dryRun = false;
    bool verify = true;
    bool yes = false;
    bool json = false;
    bool verbose = false;
    ProgressStyle progress = ProgressStyle::None;
    QString site;
    QString logFile;
    QString reproducibleFile;
    QString passwordFile;
    QString newPasswordFile;
    QString pfxPasswordFile;
    std::map<QString, QString> secretFiles; //!< variable → file
};

//! Reads the command line. The error is for standard error, with status Usage; a finished call
//! (--help, --version) is told by \a text of the answer.
struct ParsedOptions
{
    Options options;
    QString text; //!< print it and end with Done
};
Result<ParsedOptions> parseOptions(const QStringList &arguments);

//! The first line of the file at \a path as a secret: NotFound, AccessDenied.
Result<Secret> readSecretFile(const QString &path);

} // namespace bootwright
