// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Chance.h"
#include "core/base/Control.h"
#include "core/base/Guid.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QTest>

#include <cerrno>

using namespace bootwright;

class tst_Result : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsValueOrError();
    void errorGrowsContext();
    void systemErrors_data();
    void systemErrors();
    void controlReportsAndCancels();
    void guidIsMixedEndian();
    void secretsMove();
};

void tst_Result::holdsValueOrError()
{
    const Result<int> good = 7;
    QVERIFY(good);
    QCOMPARE(*good, 7);
    const Result<int> bad = Error{Error::Kind::Corrupt, QStringLiteral("Broken."), {}};
    QVERIFY(!bad);
    QCOMPARE(bad.error().kind, Error::Kind::Corrupt);
    const Result<void> done;
    QVERIFY(done);
}

void tst_Result::errorGrowsContext()
{
    const Error error{
        Error::Kind::NoSpace, QStringLiteral("The disk is full."), QStringLiteral("28")};
    const auto outer = error.within(QStringLiteral("Cannot write \"a.iso\"."));
    QCOMPARE(outer.message, QStringLiteral("Cannot write \"a.iso\". The disk is full."));
    QCOMPARE(outer.kind, Error::Kind::NoSpace);
    QCOMPARE(outer.detail, QStringLiteral("28"));
}

void tst_Result::systemErrors_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("kind");
    QTest::newRow("full") << ENOSPC << "NoSpace";
    QTest::newRow("denied") << EACCES << "AccessDenied";
    QTest::newRow("read-only") << EROFS << "AccessDenied";
    QTest::newRow("missing") << ENOENT << "NotFound";
    QTest::newRow("input/output") << EIO << "Device";
}

void tst_Result::systemErrors()
{
    QFETCH(int, code);
    QFETCH(QString, kind);
    QCOMPARE(kindName(systemError(code, QStringLiteral("Cannot.")).kind), kind);
}

void tst_Result::controlReportsAndCancels()
{
    std::stop_source stop;
    QList<Progress> reports;
    Control control(stop.get_token(), [&](const Progress &progress) { reports.append(progress); });
    control.expect(100);
    control.enter(QStringLiteral("Writing"));
    QVERIFY(control.advance(100));
    QCOMPARE(reports.size(), 2);
    QCOMPARE(reports.last().done, 100);
    QCOMPARE(reports.last().stage, QStringLiteral("Writing"));
    stop.request_stop();
    const auto after = control.advance(1);
    QVERIFY(!after);
    QCOMPARE(after.error().kind, Error::Kind::Cancelled);
}

void tst_Result::guidIsMixedEndian()
{
    const QUuid guid(QStringLiteral("{9dea862c-5cdd-4e70-acc1-f32b344d4795}"));
    QCOMPARE(guidBytes(guid).toHex(), QByteArray("2c86ea9ddd5c704eacc1f32b344d4795"));
    QCOMPARE(guidFromBytes(guidBytes(guid)), guid);
    QCOMPARE(bareGuid(guid), QStringLiteral("9DEA862C-5CDD-4E70-ACC1-F32B344D4795"));
    const auto fresh = Chance().guid("a");
    QCOMPARE(fresh.version(), QUuid::Random);
    QVERIFY(fresh != Chance().guid("a"));
}

void tst_Result::secretsMove()
{
    Secret secret(QStringLiteral("Päßwörd"));
    QCOMPARE(secret.length(), 7);
    QCOMPARE(QByteArray(secret.utf16le().utf8().toByteArray()).size(), 14);
    const Secret other = std::move(secret);
    QVERIFY(secret.isEmpty());
    QVERIFY(other == other.clone());
}

QTEST_GUILESS_MAIN(tst_Result)
#include "tst_Result.moc"
