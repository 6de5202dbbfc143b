// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QStringList>

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace bootwright {

//! The exit status of bootwright-cli, as its manual names them.
enum class ExitStatus {
    Done = 0,
    CouldNot = 1, //!< disk, device, network
    Usage = 2,
    Refused = 3,    //!< recipe, boot image, certificate, password, damaged media
    Unverified = 4, //!< written but not verified as equal; compared and not equal
    Cancelled = 130,
};

enum class ProgressStyle {
    None,
    Plain,  //!< one line on the terminal, written over again and again
    Stages, //!< plain into a file: one line a stage
    Json,
};

//! What renew is to change; empty: nothing.
struct RenewalOptions
{
    QString until;
    QString days;
    QString pfxFile;
    bool noPassword = false;
    QString label;
    QStringList managementPoints;
    std::vector<std::pair<QString, QString>> variables; //!< name, value
    QStringList removedVariables;
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
    QStringList unlocked; //!< drives that may be written although they are large or built in
    bool json = false;
    bool verbose = false;
    ProgressStyle progress = ProgressStyle::None;
    QString site;
    QString user;
    QString sitePasswordFile;
    QString trust; //!< a fingerprint
    bool allowNtlm = false;
    quint64 cacheLimit = 0; //!< bytes; 0: as usual
    QString logFile;
    QString reportFile;
    QString reproducibleFile;
    bool hashes = false;
    bool showSecrets = false;
    std::optional<int> expiresWithin; //!< days
    QString calendarFile;
    QString passwordFile;
    QString newPasswordFile;
    QString pfxPasswordFile;
    QString referencePasswordFile;
    QString kitPasswordFile;
    bool withoutBootImage = false;
    std::map<QString, QString> secretFiles; //!< variable → file
    RenewalOptions renewal;
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
