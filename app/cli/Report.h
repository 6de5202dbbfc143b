// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Options.h"
#include "core/base/Control.h"

#include <QElapsedTimer>
#include <QJsonObject>

namespace bootwright {

//! What a command says: its result on standard output, errors and plain progress on standard error. With
//! --progress json every line on standard output is one JSON object and the last one says how it ended.
class Report
{
public:
    explicit Report(const Options &options);

    //! A Control that reports here and stops at Ctrl+C.
    Control control();

    //! A line of the result for people; nothing in the JSON styles.
    void line(const QString &text);
    void warning(const QString &text);
    //! The result as JSON, printed whole with --json.
    void result(const QJsonObject &object);

    //! Ends the command: prints the error line, the finished event, and returns the status that fits.
    ExitStatus done(const QJsonObject &facts = {});
    ExitStatus unverified(const QString &why, const QJsonObject &facts);
    ExitStatus failed(const Error &error);
    ExitStatus wrongUse(const QString &why);

private:
    void show(const Progress &progress);
    void showLine(const Progress &progress);
    void event(const QString &name, QJsonObject facts);
    void clearProgressLine();

    const Options &m_options;
    QElapsedTimer m_timer;
    QString m_stage; //!< that was told last
    bool m_progressLineShown = false;
};

//! The exit status that stands for \a kind.
ExitStatus statusOf(Error::Kind kind);

} // namespace bootwright
