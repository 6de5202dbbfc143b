// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/site/Download.h"
#include "support/ContractServer.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QByteArray noise(qsizetype size, quint32 seed)
{
    QByteArray bytes(size, '\0');
    QRandomGenerator random(seed);
    for (auto &byte : bytes)
        byte = char(random.generate());
    return bytes;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

//! Downloads from a real web server on loopback, which misbehaves on request.
class tst_DownloadTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void whole();
    void cutAtRandomBytes();
    void cutBehindApache();
    void goesOnLater();
    void leftOversOfAnotherVersion();
    void serverWithoutRanges();
    void changesInTheMiddle();
    void wrong_data();
    void wrong();
    void cancelled();
    void diskFull();

private:
    Result<void> get(const Wanted &wanted) { return download(m_ask, wanted, m_target, m_control); }
    Wanted wanted(const QString &name = QStringLiteral("boot.wim"))
    {
        Wanted result;
        result.request.url = m_server->url(text("http"), text("web"), text("/file/") + name);
        result.size = quint64(m_content.size());
        result.sha256 = sha256(m_content);
        return result;
    }

    const QByteArray m_content = noise(300'000, 1);
    const QTemporaryDir m_folder;
    std::unique_ptr<QTemporaryDir> m_place;
    QString m_target;
    std::unique_ptr<ContractServer> m_server;
    Control m_control;
    Http m_http{{}, [] {
                    HttpLimits limits;
                    limits.attempts = 2;
                    limits.pause = std::chrono::milliseconds(5);
                    return limits;
                }()};
    Ask m_ask = [this](const HttpRequest &request, Control &control) {
        return m_http.ask(request, control);
    };
};

void tst_DownloadTools::initTestCase()
{
    QVERIFY(write(m_folder.filePath(text("boot.wim")), m_content));
    QVERIFY(write(m_folder.filePath(text("empty")), {}));
    m_server = std::make_unique<ContractServer>(QStringList{text("--content"), m_folder.path()});
    QVERIFY(m_server->isRunning());
}

void tst_DownloadTools::init()
{
    for (const auto *trap : {"-cut", "-no-range", "-changed", "-once-changed"})
        m_server->trap(trap);
    m_place = std::make_unique<QTemporaryDir>();
    m_target = m_place->filePath(text("boot.wim"));
}

void tst_DownloadTools::whole()
{
    const auto done = get(wanted());
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(contentOf(m_target), m_content);
    QVERIFY(!QFile::exists(m_target + text(".part")));
    auto unknown = wanted(text("empty"));
    unknown.size = 0;
    unknown.sha256.clear();
    QVERIFY(get(unknown));
    QCOMPARE(contentOf(m_target), QByteArray());
}

void tst_DownloadTools::cutAtRandomBytes()
{
    m_server->trap("cut");
    for (int i = 0; i < 500; ++i) {
        QFile::remove(m_target);
        const auto done = get(wanted());
        QVERIFY2(done, done ? "" : qPrintable(done.error().message));
        QCOMPARE(sha256(contentOf(m_target)), sha256(m_content));
    }
    QVERIFY(m_server->asked().size() > 1500);
}

//! The same with the ranges of a web server that others made.
void tst_DownloadTools::cutBehindApache()
{
    ContractServer apache({m_folder.path(), text("7")}, text("web_server.py"));
    QVERIFY(apache.isRunning());
    auto wish = wanted();
    wish.request.url = apache.url(text("http"), text("web"), text("/file/boot.wim"));
    int rests = 0;
    const Ask counting = [&](const HttpRequest &request, Control &control) {
        rests += request.from > 0 ? 1 : 0;
        return m_http.ask(request, control);
    };
    for (int i = 0; i < 500; ++i) {
        QFile::remove(m_target);
        const auto done = download(counting, wish, m_target, m_control);
        QVERIFY2(done, done ? "" : qPrintable(done.error().message));
        QCOMPARE(sha256(contentOf(m_target)), sha256(m_content));
    }
    QVERIFY2(rests > 500, qPrintable(QString::number(rests)));
}

void tst_DownloadTools::goesOnLater()
{
    QVERIFY(write(m_target + text(".part"), m_content.first(123'456)));
    m_server->asked();
    Control control;
    control.expect(quint64(m_content.size()));
    const auto done = download(m_ask, wanted(), m_target, control);
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(contentOf(m_target), m_content);
    QCOMPARE(control.progress().done, quint64(m_content.size()));
    QCOMPARE(m_server->asked().size(), 1);
    // all of it is there, but for its name
    QFile::remove(m_target);
    QVERIFY(write(m_target + text(".part"), m_content));
    QVERIFY(get(wanted()));
    QCOMPARE(m_server->asked().size(), 0);
}

void tst_DownloadTools::leftOversOfAnotherVersion()
{
    QVERIFY(write(m_target + text(".part"), noise(1000, 2)));
    const auto done = get(wanted());
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(contentOf(m_target), m_content);
    QVERIFY(write(m_target + text(".part"), noise(400'000, 2)));
    QVERIFY(get(wanted()));
    QCOMPARE(contentOf(m_target), m_content);
}

void tst_DownloadTools::serverWithoutRanges()
{
    m_server->trap("no-range");
    QVERIFY(write(m_target + text(".part"), m_content.first(1000)));
    const auto done = get(wanted());
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(contentOf(m_target), m_content);
}

void tst_DownloadTools::changesInTheMiddle()
{
    m_server->trap("once-changed");
    m_server->trap("cut");
    const auto done = get(wanted());
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(contentOf(m_target), m_content);
}

void tst_DownloadTools::wrong_data()
{
    QTest::addColumn<QByteArray>("trap");
    QTest::addColumn<QString>("name");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("message");
    const auto size = quint64(300'000);
    QTest::newRow("other bytes") << QByteArray("changed") << text("boot.wim") << size
                                 << int(Error::Kind::Corrupt)
                                 << text("Cannot use \"boot.wim\" as \"%1\" sent it. Its SHA-256 "
                                         "is not the one that the content library has.");
    QTest::newRow("another size")
        << QByteArray() << text("boot.wim") << size - 1 << int(Error::Kind::Corrupt)
        << text("Cannot use \"boot.wim\" as \"%1\" sent it. Its size is wrong.");
    QTest::newRow("not there")
        << QByteArray() << text("none.wim") << size << int(Error::Kind::NotFound)
        << text("Cannot get \"none.wim\" from \"%1\". The server answers with the error 404.");
}

void tst_DownloadTools::wrong()
{
    QFETCH(QByteArray, trap);
    QFETCH(QString, name);
    QFETCH(quint64, size);
    QFETCH(int, kind);
    QFETCH(QString, message);
    m_server->trap(trap);
    auto wish = wanted(name);
    wish.size = size;
    const auto done = get(wish);
    QVERIFY(!done);
    QCOMPARE(done.error().message, message.arg(m_server->name(text("web"))));
    QCOMPARE(int(done.error().kind), kind);
    QVERIFY(!QFile::exists(m_target));
}

void tst_DownloadTools::cancelled()
{
    std::stop_source stop;
    Control control(stop.get_token());
    const Ask stopping = [&](const HttpRequest &request, Control &ours) {
        auto watched = request;
        watched.into = [&](QByteArrayView bytes) {
            stop.request_stop();
            return request.into(bytes);
        };
        return m_http.ask(watched, ours);
    };
    const auto done = download(stopping, wanted(), m_target, control);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::Cancelled);
    QVERIFY(!QFile::exists(m_target));
    QVERIFY(QFile::exists(m_target + text(".part")));
    QVERIFY(get(wanted()));
    QCOMPARE(contentOf(m_target), m_content);
}

void tst_DownloadTools::diskFull()
{
    QVERIFY(QFile::link(text("/dev/full"), m_target + text(".part")));
    auto wish = wanted();
    wish.size = 0;
    const auto done = get(wish);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::NoSpace);
    QCOMPARE(done.error().message,
             text("Cannot write \"%1\". No space left on device.").arg(m_target));
}

QTEST_GUILESS_MAIN(tst_DownloadTools)
#include "tst_DownloadTools.moc"
