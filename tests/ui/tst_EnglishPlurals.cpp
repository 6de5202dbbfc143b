// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EnglishPlurals.h"

#include <QCoreApplication>
#include <QTest>

using namespace bootwright;

class tst_EnglishPlurals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QCoreApplication::installTranslator(&m_plurals); }
    void plurals_data();
    void plurals();
    void otherTextsStay();

private:
    EnglishPlurals m_plurals;
};

void tst_EnglishPlurals::plurals_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0 << "0 days";
    QTest::newRow("one") << 1 << "1 day";
    QTest::newRow("many") << 365 << "365 days";
}

void tst_EnglishPlurals::plurals()
{
    QFETCH(int, count);
    QFETCH(QString, text);
    QCOMPARE(tr("%n day(s)", nullptr, count), text);
}

void tst_EnglishPlurals::otherTextsStay()
{
    QCOMPARE(tr("Name the file(s)."), QStringLiteral("Name the file(s)."));
}

QTEST_GUILESS_MAIN(tst_EnglishPlurals)
#include "tst_EnglishPlurals.moc"
