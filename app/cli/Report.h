// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Options.h"
#include "core/base/Control.h"
#include "core/base/SleepGuard.h"

#include <QElapsedTimer>
#include <QJsonObject>

#include <optional>

namespace bootwright {

//! What a command says: its result on standard output, errors and plain progress on standard error. With
//! --progress json every line on standard output is one JSON object and the last one says how it ended.
class Report
{
public:
    explicit Report(const Options &options);

    //! A Control that reports here and stops at Ctrl+C.
    Control control();

    //! Work begins that takes long: until the command ends the computer does not go to sleep by itself. \a why
    //! is shown to users by the system.
    void stayAwake(const QString &why);
    //! Before somebody is asked, who may not be there: it may sleep meanwhile.
    void rest();

    //! A line of the result for people; nothing in the JSON styles.
    void line(const QString &text);
    void warning(const QString &why);
    //! The result as JSON, printed whole with --json.
    void result(const QJsonObject &object);

    //! Progress of work that is not done under control().
    void show(const Progress &progress);
    //! An event of its own kind; only with --progress json.
    void event(const QString &name, QJsonObject facts);

    //! Ends the command: prints the error line, the finished event, and returns the status that fits.
    ExitStatus done(const QJsonObject &facts = {});
    ExitStatus unverified(const QString &why, const QJsonObject &facts);
    //! Two things that were compared are not equal.
    ExitStatus different(QJsonObject facts);
    ExitStatus failed(const Error &error);
    ExitStatus wrongUse(const QString &why);

private:
    void showLine(const Progress &progress);
    void clearProgressLine();

    const Options &m_options;
    QElapsedTimer m_timer;
    std::optional<SleepGuard> m_sleepGuard;
    QString m_stage; //!< that was told last
    bool m_progressLineShown = false;
};

//! The exit status that stands for \a kind.
ExitStatus statusOf(Error::Kind kind);

} // namespace bootwright
