// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Report.h"

#include "app/cli/Interrupt.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/base/nativePaths.h"

#include <QJsonDocument>
#include <QLocale>

#include <cstdio>

namespace bootwright {

namespace {

void print(FILE *stream, const QString &text)
{
    const auto utf8 = text.toUtf8();
    std::fwrite(utf8.data(), 1, size_t(utf8.size()), stream);
    std::fflush(stream);
}

} // namespace

ExitStatus statusOf(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::InvalidInput:
    case Error::Kind::NotFound:
    case Error::Kind::Corrupt:
    case Error::Kind::WrongPassword:
    case Error::Kind::Unsupported:
        return ExitStatus::Refused;
    case Error::Kind::AccessDenied:
    case Error::Kind::NoSpace:
    case Error::Kind::Device:
    case Error::Kind::Network:
        return ExitStatus::CouldNot;
    case Error::Kind::Cancelled:
        return ExitStatus::Cancelled;
    }
    return ExitStatus::CouldNot;
}

Report::Report(const Options &options)
    : m_options(options)
{
    m_timer.start();
}

Control Report::control()
{
    return Control(interruptToken(), [this](const Progress &progress) { show(progress); });
}

void Report::stayAwake(const QString &why)
{
    m_sleepGuard.emplace(why);
}

void Report::rest()
{
    m_sleepGuard.reset();
}

void Report::line(const QString &text)
{
    clearProgressLine();
    if (!m_options.json && m_options.progress != ProgressStyle::Json)
        print(stdout, nativePaths(text) + u'\n');
}

void Report::warning(const QString &why)
{
    const auto text = nativePaths(why);
    clearProgressLine();
    logWarning(text);
    if (m_options.progress == ProgressStyle::Json)
        event(QStringLiteral("warning"), {{QStringLiteral("message"), text}});
    else
        print(stderr, Tr::tr("warning: %1").arg(text) + u'\n');
}

void Report::result(const QJsonObject &object)
{
    clearProgressLine();
    if (m_options.progress == ProgressStyle::Json)
        event(QStringLiteral("result"), {{QStringLiteral("result"), object}});
    else if (m_options.json)
        print(stdout, QString::fromUtf8(QJsonDocument(object).toJson()));
}

ExitStatus Report::done(const QJsonObject &facts)
{
    auto all = facts;
    all[QStringLiteral("outcome")] = QStringLiteral("done");
    event(QStringLiteral("finished"), all);
    return ExitStatus::Done;
}

ExitStatus Report::unverified(const QString &why, const QJsonObject &facts)
{
    warning(why);
    auto all = facts;
    all[QStringLiteral("outcome")] = QStringLiteral("unverified");
    event(QStringLiteral("finished"), all);
    return ExitStatus::Unverified;
}

ExitStatus Report::different(QJsonObject facts)
{
    facts[QStringLiteral("outcome")] = QStringLiteral("done");
    facts[QStringLiteral("equal")] = false;
    event(QStringLiteral("finished"), facts);
    return ExitStatus::Unverified;
}

ExitStatus Report::failed(const Error &error)
{
    clearProgressLine();
    const auto message = nativePaths(error.message);
    const auto isCancelled = error.kind == Error::Kind::Cancelled;
    log(isCancelled ? LogLevel::Warning : LogLevel::Error,
        error.detail.isEmpty() ? message : message + u'\n' + error.detail);
    print(stderr, Tr::tr("error: %1").arg(message) + u'\n');
    if (m_options.verbose && !error.detail.isEmpty())
        print(stderr, Tr::tr("details: %1").arg(error.detail) + u'\n');
    event(QStringLiteral("finished"),
          {{QStringLiteral("outcome"),
            isCancelled ? QStringLiteral("cancelled") : QStringLiteral("failed")},
           {QStringLiteral("kind"), kindName(error.kind)},
           {QStringLiteral("message"), message}});
    return statusOf(error.kind);
}

ExitStatus Report::wrongUse(const QString &why)
{
    const auto message = nativePaths(why);
    print(stderr, Tr::tr("error: %1").arg(message) + u'\n');
    event(QStringLiteral("finished"),
          {{QStringLiteral("outcome"), QStringLiteral("failed")},
           {QStringLiteral("message"), message}});
    return ExitStatus::Usage;
}

void Report::show(const Progress &progress)
{
    if (m_options.progress == ProgressStyle::Json) {
        event(QStringLiteral("progress"),
              {{QStringLiteral("stage"), progress.stage},
               {QStringLiteral("done"), qint64(progress.done)},
               {QStringLiteral("total"), qint64(progress.total)}});
    } else if (m_options.progress == ProgressStyle::Stages) {
        if (progress.stage != m_stage)
            print(stderr, progress.stage + u'\n');
        m_stage = progress.stage;
    } else if (m_options.progress == ProgressStyle::Plain) {
        showLine(progress);
    }
}

void Report::showLine(const Progress &progress)
{
    const auto percent = progress.total ? progress.done * 100 / progress.total : 0;
    const auto seconds = double(m_timer.elapsed()) / 1000;
    const auto speed = seconds > 0 ? qint64(double(progress.done) / seconds) : 0;
    const QLocale locale;
    print(stderr,
          QStringLiteral("\r\033[K%1 %2 %  %3  %4/s")
              .arg(progress.stage,
                   QString::number(percent),
                   locale.formattedDataSize(qint64(progress.done)),
                   locale.formattedDataSize(speed)));
    m_progressLineShown = true;
}

void Report::event(const QString &name, QJsonObject facts)
{
    if (m_options.progress != ProgressStyle::Json)
        return;
    facts[QStringLiteral("event")] = name;
    print(stdout, QString::fromUtf8(QJsonDocument(facts).toJson(QJsonDocument::Compact)) + u'\n');
}

void Report::clearProgressLine()
{
    if (m_progressLineShown)
        print(stderr, QStringLiteral("\r\033[K"));
    m_progressLineShown = false;
}

} // namespace bootwright
