// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Log.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTimeZone>

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

namespace bootwright {

namespace {

std::shared_ptr<spdlog::logger> s_logger; // the process has one log, as it has one standard error
QString s_path;

//! CMTrace: <![LOG[message]LOG]!><time="HH:mm:ss.fff±bias" date="MM-dd-yyyy" component="…" context=""
//! type="1|2|3" thread="n" file="name:line">; bias = minutes to add to local time to get UTC, as Win32
//! counts it. Line end CRLF.
class CmTraceFormatter final : public spdlog::formatter
{
public:
    void format(const spdlog::details::log_msg &msg, spdlog::memory_buf_t &out) override
    {
        using namespace std::chrono;
        const auto sinceEpoch = duration_cast<milliseconds>(msg.time.time_since_epoch()).count();
        const auto time = QDateTime::fromMSecsSinceEpoch(sinceEpoch);
        const auto bias = -time.offsetFromUtc() / 60;
        const auto type = msg.level >= spdlog::level::err    ? 3
                          : msg.level == spdlog::level::warn ? 2
                                                             : 1;
        const QFileInfo file(QString::fromUtf8(msg.source.filename ? msg.source.filename : ""));
        const auto line =
            QStringLiteral(
                "<![LOG[%1]LOG]!><time=\"%2%3%4\" date=\"%5\" component=\"%6\" context=\"\" "
                "type=\"%7\" thread=\"%8\" file=\"%9:%10\">\r\n")
                .arg(QString::fromUtf8(msg.payload.data(), qsizetype(msg.payload.size())),
                     time.toString(u"HH:mm:ss.zzz"),
                     bias < 0 ? QStringLiteral("-") : QStringLiteral("+"),
                     QString::number(qAbs(bias)),
                     time.toString(u"MM-dd-yyyy"),
                     QString::fromUtf8(msg.logger_name.data(), qsizetype(msg.logger_name.size())),
                     QString::number(type),
                     QString::number(quint32(msg.thread_id)),
                     file.fileName())
                .arg(msg.source.line);
        const auto utf8 = line.toUtf8();
        out.append(utf8.data(), utf8.data() + utf8.size());
    }
    std::unique_ptr<spdlog::formatter> clone() const override
    {
        return std::make_unique<CmTraceFormatter>();
    }
};

//! A message cannot close its record or start another one.
QString harmless(QString message)
{
    message.replace(QStringLiteral("]LOG]!>"), QStringLiteral("]LOG] !>"));
    for (auto &c : message) {
        if (c.unicode() < 32 && c != u'\n' && c != u'\t')
            c = u' ';
    }
    return message;
}

spdlog::level::level_enum spdlogLevel(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
        return spdlog::level::err;
    }
    return spdlog::level::info;
}

} // namespace

bool openLog(const QString &path, const QString &component, LogLevel least)
{
    closeLog();
    QDir().mkpath(QFileInfo(path).absolutePath());
    try { // spdlog throws; nothing of it leaves this file
        const auto file = QDir::toNativeSeparators(path);
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
            file.toStdString(), 2 * 1024 * 1024, 1);
        s_logger = std::make_shared<spdlog::logger>(component.toStdString(), std::move(sink));
        s_logger->set_formatter(std::make_unique<CmTraceFormatter>());
        s_logger->set_level(spdlogLevel(least));
        s_logger->flush_on(spdlog::level::info);
    } catch (const spdlog::spdlog_ex &) {
        s_logger.reset();
        return false;
    }
    s_path = path;
    logInfo(QStringLiteral("%1 %2 starts, UTC %3")
                .arg(component,
                     QStringLiteral(BOOTWRIGHT_VERSION),
                     QDateTime::currentDateTimeUtc().toString(Qt::ISODate)));
    return true;
}

QString defaultLogPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
           + QStringLiteral("/bootwright/bootwright.log");
}

QString logPath()
{
    return s_path;
}

void closeLog()
{
    if (s_logger)
        s_logger->flush();
    s_logger.reset();
    s_path.clear();
}

void log(LogLevel level, const QString &message, const std::source_location &where)
{
    if (!s_logger)
        return;
    const spdlog::source_loc at(where.file_name(), int(where.line()), where.function_name());
    s_logger->log(at, spdlogLevel(level), harmless(message).toStdString());
}

} // namespace bootwright
