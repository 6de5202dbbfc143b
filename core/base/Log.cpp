// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Log.h"

#include "core/base/Units.h"
#include "core/base/nativePaths.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <mutex>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

namespace bootwright {

namespace {

constexpr quint64 s_rollover = 2_MiB;

std::shared_ptr<spdlog::logger> s_logger; // the process has one log, as it has one standard error
QString s_path;
std::mutex s_listenerMutex;
LogListener s_listener;

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
        const auto stamp = QStringLiteral("%1%2%3\" date=\"%4")
                               .arg(time.toString(u"HH:mm:ss.zzz"),
                                    bias < 0 ? QStringLiteral("-") : QStringLiteral("+"),
                                    QString::number(qAbs(bias)),
                                    time.toString(u"MM-dd-yyyy"));
        const auto file = QFileInfo(QString::fromUtf8(msg.source.filename)).fileName();
        append(out, "<![LOG[");
        out.append(msg.payload);
        append(out, "]LOG]!><time=\"" + stamp.toUtf8() + "\" component=\"");
        out.append(msg.logger_name);
        append(out, "\" context=\"\" type=\"" + QByteArray::number(type) + "\" thread=\"");
        append(out, QByteArray::number(quint64(msg.thread_id)) + "\" file=\"" + file.toUtf8());
        append(out, ":" + QByteArray::number(msg.source.line) + "\">\r\n");
    }
    std::unique_ptr<spdlog::formatter> clone() const override
    {
        return std::make_unique<CmTraceFormatter>();
    }

private:
    static void append(spdlog::memory_buf_t &out, const QByteArray &bytes)
    {
        out.append(bytes.cbegin(), bytes.cend());
    }
};

//! A file that begins anew at 2 MiB; what was in it moves to a neighbour whose name ends in '_', as
//! ConfigMgr does it (smsts.log, smsts.lo_). Not spdlog's own: that takes no Unicode path on Windows.
class RollingFile final : public spdlog::sinks::base_sink<std::mutex>
{
public:
    explicit RollingFile(const QString &path)
        : m_file(path)
    {
        set_formatter_(std::make_unique<CmTraceFormatter>());
    }
    bool open() { return m_file.open(QIODevice::WriteOnly | QIODevice::Append); }

protected:
    void sink_it_(const spdlog::details::log_msg &msg) override
    {
        spdlog::memory_buf_t record;
        formatter_->format(msg, record);
        if (m_file.size() > 0 && quint64(m_file.size()) + record.size() > s_rollover)
            rollOver();
        m_file.write(record.data(), qint64(record.size()));
    }
    void flush_() override { m_file.flush(); }

private:
    void rollOver()
    {
        const auto path = m_file.fileName();
        const auto old = path.chopped(1) + u'_';
        m_file.close();
        QFile::remove(old);
        QFile::rename(path, old);
        open();
    }

    QFile m_file;
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
    auto file = std::make_shared<RollingFile>(path);
    if (!file->open())
        return false;
    s_logger = std::make_shared<spdlog::logger>(component.toStdString(), std::move(file));
    s_logger->set_level(spdlogLevel(least));
    s_logger->flush_on(spdlog::level::info);
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

void setLogListener(LogListener listener)
{
    const std::lock_guard lock(s_listenerMutex);
    s_listener = std::move(listener);
}

void log(LogLevel level, const QString &message, LogPlace place)
{
    {
        const std::lock_guard lock(s_listenerMutex);
        if (s_listener)
            s_listener(level, message);
    }
    if (!s_logger)
        return;
    s_logger->log(spdlog::source_loc(place.file, place.line, ""),
                  spdlogLevel(level),
                  harmless(nativePaths(message)).toStdString());
}

} // namespace bootwright
