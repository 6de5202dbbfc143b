// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Log.h"
#include "core/base/Units.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_Log : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void recordHasCmTraceForm();
    void firstRecordHasVersionAndUtc();
    void typeAndLeastLevel();
#ifndef Q_OS_WIN // there the zone is the system's, whatever TZ says
    void biasCountsFromLocalToUtc_data();
    void biasCountsFromLocalToUtc();
#endif
    void messageCannotForgeRecords_data();
    void messageCannotForgeRecords();
    void secondOpenAppends();
    void rollsOver();
    void writesUnderUnicodePath();
    void refusesFolder();
    void silentBeforeOpen();
    void listenerHearsRecords();

private:
    QString path(const char *name = "bootwright.log") const
    {
        return m_folder->filePath(QString::fromUtf8(name));
    }
    static QByteArray contents(const QString &path);
    //! Closes the log; the records behind the first one, each with its line end.
    QByteArray recordsAfterFirst();

    std::unique_ptr<QTemporaryDir> m_folder;
};

QByteArray tst_Log::contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
}

QByteArray tst_Log::recordsAfterFirst()
{
    closeLog();
    const auto all = contents(path());
    return all.sliced(all.indexOf("\r\n") + 2);
}

void tst_Log::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void tst_Log::cleanup()
{
    closeLog();
}

void tst_Log::recordHasCmTraceForm()
{
    QVERIFY(openLog(path(), QStringLiteral("bootwright-cli")));
    QCOMPARE(logPath(), path());
    const auto before = QDateTime::currentDateTime();
    logInfo(QStringLiteral("W\u00e4hle %1 %2 %10 \u65e5")); // place markers are plain text here
    const auto line = __LINE__ - 1;
    static const QRegularExpression record(QStringLiteral(
        "^<!\\[LOG\\[(?<message>.*)\\]LOG\\]!><time=\"(?<time>\\d\\d:\\d\\d:\\d\\d\\.\\d{3})"
        "(?<bias>[+-](0|[1-9]\\d*))\" date=\"(?<date>\\d\\d-\\d\\d-\\d{4})\" "
        "component=\"bootwright-cli\" context=\"\" type=\"1\" thread=\"\\d+\" "
        "file=\"tst_Log.cpp:(?<line>\\d+)\">\r\n$"));
    const auto found = record.match(QString::fromUtf8(recordsAfterFirst()));
    QVERIFY(found.hasMatch());
    QCOMPARE(found.captured(u"message"), QStringLiteral("W\u00e4hle %1 %2 %10 \u65e5"));
    QCOMPARE(found.captured(u"line").toInt(), line);
    const auto stamp = QDateTime::fromString(found.captured(u"date") + found.captured(u"time"),
                                             QStringLiteral("MM-dd-yyyyHH:mm:ss.zzz"));
    QVERIFY(stamp >= before && stamp <= QDateTime::currentDateTime());
    QCOMPARE(found.captured(u"bias").toInt(), -before.offsetFromUtc() / 60);
}

void tst_Log::firstRecordHasVersionAndUtc()
{
    QVERIFY(openLog(path(), QStringLiteral("bootwright")));
    closeLog();
    static const QRegularExpression first(
        QStringLiteral("^<!\\[LOG\\[bootwright \\d+\\.\\d+\\.\\d+ starts, UTC "
                       "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ)\\]LOG\\]!>"));
    const auto found = first.match(QString::fromUtf8(contents(path())));
    QVERIFY(found.hasMatch());
    const auto utc = QDateTime::fromString(found.captured(1), Qt::ISODate);
    QVERIFY(qAbs(utc.secsTo(QDateTime::currentDateTimeUtc())) < 60);
}

void tst_Log::typeAndLeastLevel()
{
    QVERIFY(openLog(path(), QStringLiteral("bootwright"), LogLevel::Warning));
    logInfo(QStringLiteral("unheard"));
    logWarning(QStringLiteral("careful"));
    logError(QStringLiteral("broken"));
    log(LogLevel::Debug, QStringLiteral("unheard"));
    closeLog();
    const auto lines = contents(path()).split('\n');
    QCOMPARE(lines.size(), 3); // two records and what is behind the last line end
    QVERIFY(lines[0].startsWith("<![LOG[careful]LOG]!>") && lines[0].contains(" type=\"2\" "));
    QVERIFY(lines[1].startsWith("<![LOG[broken]LOG]!>") && lines[1].contains(" type=\"3\" "));

    QVERIFY(openLog(path("debug.log"), QStringLiteral("bootwright"), LogLevel::Debug));
    log(LogLevel::Debug, QStringLiteral("heard"));
    closeLog();
    QVERIFY(contents(path("debug.log")).contains("<![LOG[heard]LOG]!>"));
    QVERIFY(contents(path("debug.log")).endsWith("\">\r\n"));
}

#ifndef Q_OS_WIN
// Win32's bias: minutes to add to local time to get UTC. smsts.log says +480 in Seattle's winter and
// -60 in London's summer.
void tst_Log::biasCountsFromLocalToUtc_data()
{
    QTest::addColumn<QByteArray>("zone"); // POSIX: what to add to local time, in hours
    QTest::addColumn<QByteArray>("bias");
    QTest::newRow("Seattle") << QByteArray("PST8") << QByteArray("+480\" date");
    QTest::newRow("Berlin") << QByteArray("CET-1") << QByteArray("-60\" date");
    QTest::newRow("UTC") << QByteArray("UTC0") << QByteArray("+0\" date");
    QTest::newRow("Delhi") << QByteArray("IST-5:30") << QByteArray("-330\" date");
}

void tst_Log::biasCountsFromLocalToUtc()
{
    QFETCH(QByteArray, zone);
    QFETCH(QByteArray, bias);
    const auto old = qgetenv("TZ");
    qputenv("TZ", zone);
    const auto opened = openLog(path(), QStringLiteral("bootwright"));
    closeLog();
    if (old.isNull())
        qunsetenv("TZ");
    else
        qputenv("TZ", old);
    QVERIFY(opened);
    const auto record = contents(path());
    QVERIFY2(record.contains(bias), record.constData());
}
#endif

void tst_Log::messageCannotForgeRecords_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("end mark") << QStringLiteral("a]LOG]!>b") << QByteArray("a]LOG] !>b");
    QTest::newRow("end mark in an end mark")
        << QStringLiteral("]LOG]]LOG]!>!>") << QByteArray("]LOG]]LOG] !>!>");
    QTest::newRow("a whole record")
        << QStringLiteral("a]LOG]!><time=\"1\">\r\n<![LOG[forged]LOG]!>")
        << QByteArray("a]LOG] !><time=\"1\"> \n<![LOG[forged]LOG] !>");
    QTest::newRow("control characters")
        << QStringLiteral("a\u0000b\u001b[2Jc\u0007d\te\nf") << QByteArray("a b [2Jc d\te\nf");
    QTest::newRow("format of spdlog") << QStringLiteral("{} {0} %v") << QByteArray("{} {0} %v");
}

void tst_Log::messageCannotForgeRecords()
{
    QFETCH(QString, message);
    QFETCH(QByteArray, written);
    QVERIFY(openLog(path(), QStringLiteral("bootwright")));
    logInfo(message);
    const auto record = recordsAfterFirst();
    QCOMPARE(record.first(record.indexOf("]LOG]!>")), "<![LOG[" + written);
    QCOMPARE(record.count("]LOG]!>"), 1);
}

void tst_Log::secondOpenAppends()
{
    QVERIFY(openLog(path(), QStringLiteral("bootwright")));
    logInfo(QStringLiteral("one"));
    QVERIFY(openLog(path(), QStringLiteral("bootwright-cli")));
    logInfo(QStringLiteral("two"));
    closeLog();
    const auto all = contents(path());
    QCOMPARE(all.count("\r\n"), 4);
    QVERIFY(all.indexOf("<![LOG[one]") < all.indexOf("<![LOG[two]"));
    QCOMPARE(all.count(" component=\"bootwright-cli\" "), 2);
}

void tst_Log::rollsOver()
{
    QVERIFY(openLog(path(), QStringLiteral("bootwright")));
    const QString tenKilobytes(10 * 1024, u'x');
    for (int i = 0; i < 500; ++i) // two and a half times 2 MiB
        logInfo(QStringLiteral("%1 ").arg(i) + tenKilobytes);
    closeLog();
    const auto now = contents(path());
    const auto before = contents(path("bootwright.lo_"));
    QVERIFY(quint64(now.size()) <= 2_MiB);
    QVERIFY(quint64(before.size()) <= 2_MiB && quint64(before.size()) > 2_MiB - 11_KiB);
    QVERIFY(now.startsWith("<![LOG[") && before.startsWith("<![LOG["));
    QVERIFY(now.contains("<![LOG[499 ") && now.endsWith("\">\r\n") && before.endsWith("\">\r\n"));
    const auto last = before.lastIndexOf("<![LOG[") + 7; // nothing between the two files is lost
    const auto number = before.sliced(last, before.indexOf(' ', last) - last).toInt();
    QVERIFY(now.startsWith("<![LOG[" + QByteArray::number(number + 1) + ' '));
}

void tst_Log::writesUnderUnicodePath()
{
    const auto there = path("gr\u00fc\u00dfe/\u65e5\u672c/bootwright.log");
    QVERIFY(openLog(there, QStringLiteral("bootwright")));
    closeLog();
    QVERIFY(QFileInfo(there).size() > 100);
}

void tst_Log::refusesFolder()
{
    QVERIFY(!openLog(m_folder->path(), QStringLiteral("bootwright")));
    QCOMPARE(logPath(), QString());
    logInfo(QStringLiteral("nowhere"));
}

void tst_Log::silentBeforeOpen()
{
    logError(QStringLiteral("nobody hears"));
    QCOMPARE(logPath(), QString());
    QVERIFY(defaultLogPath().endsWith(QStringLiteral("/bootwright/bootwright.log")));
}

void tst_Log::listenerHearsRecords()
{
    QStringList heard;
    setLogListener([&heard](LogLevel level, const QString &message) {
        heard.append(QStringLiteral("%1 %2").arg(int(level)).arg(message));
    });
    logInfo(QStringLiteral("before the log is open"));
    QVERIFY(openLog(path(), QStringLiteral("test")));
    logError(QStringLiteral("with a log"));
    setLogListener({});
    logInfo(QStringLiteral("to nobody"));
    QCOMPARE(heard.first(), QStringLiteral("1 before the log is open"));
    QCOMPARE(heard.last(), QStringLiteral("3 with a log"));
}

QTEST_GUILESS_MAIN(tst_Log)
#include "tst_Log.moc"
