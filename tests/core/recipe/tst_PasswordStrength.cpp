// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/PasswordStrength.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace bootwright;

class tst_PasswordStrength : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freshPasswords();
    void bits_data();
    void bits();
    void times_data();
    void times();
};

void tst_PasswordStrength::bits_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<double>("bits");
    QTest::newRow("empty") << QString() << 0.0;
    QTest::newRow("digits") << QStringLiteral("8305") << 4 * std::log2(10);
    QTest::newRow("letters and digits") << QStringLiteral("x7Kq2Rt9") << 8 * std::log2(62);
    QTest::newRow("all kinds") << QStringLiteral("x7K#") << 4 * std::log2(95);
    QTest::newRow("common word") << QStringLiteral("password") << 8.0;
    QTest::newRow("common word in disguise") << QStringLiteral("P@$$w0rd") << 8.0;
    QTest::newRow("common word and a digit") << QStringLiteral("Summer4") << 8.0 + std::log2(62);
    QTest::newRow("repetition") << QStringLiteral("zzzzzzzz") << std::log2(26) + 7;
    QTest::newRow("sequence") << QStringLiteral("23456789") << std::log2(10) + 7;
    QTest::newRow("downwards") << QStringLiteral("98765432") << std::log2(10) + 7;
    QTest::newRow("two-byte characters") << QStringLiteral("äöü") << 3 * std::log2(64);
}

void tst_PasswordStrength::bits()
{
    QFETCH(QString, password);
    QFETCH(double, bits);
    QVERIFY2(std::abs(passwordBits(Secret(password)) - bits) < 1e-6,
             qPrintable(QString::number(passwordBits(Secret(password)))));
}

void tst_PasswordStrength::times_data()
{
    QTest::addColumn<double>("bits");
    QTest::addColumn<QString>("time");
    // 10^10 is 33.2 bits; half of the guesses are needed on average
    QTest::newRow("nothing") << 0.0 << QStringLiteral("less than a second");
    QTest::newRow("a second") << 34.3 << QStringLiteral("less than a minute");
    QTest::newRow("minutes") << std::log2(1e10 * 2 * 60 * 5.5) << QStringLiteral("5 minutes");
    QTest::newRow("an hour") << std::log2(1e10 * 2 * 3600 * 1.5) << QStringLiteral("an hour");
    QTest::newRow("days") << std::log2(1e10 * 2 * 86400 * 3.5) << QStringLiteral("3 days");
    QTest::newRow("months") << std::log2(1e10 * 2 * 86400 * 75) << QStringLiteral("2 months");
    QTest::newRow("years") << std::log2(1e10 * 2 * 86400 * 365 * 20.5)
                           << QStringLiteral("20 years");
    QTest::newRow("for ever") << 128.0 << QStringLiteral("more than a million years");
    QTest::newRow("beyond all numbers") << 5000.0 << QStringLiteral("more than a million years");
}

void tst_PasswordStrength::times()
{
    QFETCH(double, bits);
    QFETCH(QString, time);
    QCOMPARE(crackTime(bits),
             QStringLiteral(
                 "One graphics card, which tries 10 billion passwords a second on a copy of the "
                 "media, finds it in %1.")
                 .arg(time));
}

void tst_PasswordStrength::freshPasswords()
{
    const auto one = freshPassword(Chance());
    QCOMPARE(one.length(), 20);
    QVERIFY(!(one == freshPassword(Chance())));
    QVERIFY(passwordBits(one) >= WeakPasswordBits);
    static const QRegularExpression letters(QStringLiteral("^[a-km-np-z2-9]{20}$"));
    QVERIFY(letters.match(one.text()).hasMatch());
}

QTEST_GUILESS_MAIN(tst_PasswordStrength)
#include "tst_PasswordStrength.moc"
