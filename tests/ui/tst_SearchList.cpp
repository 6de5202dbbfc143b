// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "ui/siteRows.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace bootwright;

class tst_SearchList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsOfASite();
    void chooses();
    void searches_data();
    void searches();
    void hiddenRowStaysChosen();
    void byKeyboard();

private:
    static QList<SearchList::Row> many(int count);
    static QString factsOf(const SearchList &list, int row)
    {
        return list.list()->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }
};

QList<SearchList::Row> tst_SearchList::many(int count)
{
    QList<SearchList::Row> rows;
    for (int i = 0; i < count; ++i)
        rows.append({QString::number(i),
                     QStringLiteral("Boot image %1").arg(i),
                     {i % 2 == 0 ? QStringLiteral("x64") : QStringLiteral("arm64")}});
    return rows;
}

void tst_SearchList::rowsOfASite()
{
    SiteFacts site;
    SiteBootImage image;
    image.packageId = QStringLiteral("LAB00005");
    image.name = QStringLiteral("Hall A");
    image.version = QStringLiteral("7");
    image.architecture = QStringLiteral("x64");
    image.date = QStringLiteral("2026-11-02T09:10:01Z");
    image.sizeBytes = quint64(412) << 20;
    image.distributionPoints = {QStringLiteral("dp01.lab.example")};
    auto bare = image;
    bare.packageId = QStringLiteral("LAB00006");
    bare.distributionPoints.clear();
    bare.isUndistributed = true;
    site.bootImages = {image, bare};
    SearchList list(QStringLiteral("Boot image"));
    list.setRows(bootImageRows(site, QStringLiteral("LAB00099"), QLocale::c()));
    QCOMPARE(list.count(), 4);
    QCOMPARE(factsOf(list, 0),
             QStringLiteral("None of the site's, a .wim file that you name below"));
    QCOMPARE(factsOf(list, 1),
             QStringLiteral("Hall A, LAB00005 · x64 · version 7 · 2026-11-02 · 412 MiB · on "
                            "dp01.lab.example"));
    QCOMPARE(factsOf(list, 2),
             QStringLiteral("Hall A, not on any distribution point · LAB00006 · x64 · version 7 · "
                            "2026-11-02 · 412 MiB"));
    QCOMPARE(factsOf(list, 3), QStringLiteral("LAB00099, not of this site"));
}

void tst_SearchList::chooses()
{
    SearchList list(QStringLiteral("Boot image"));
    QSignalSpy changes(&list, &SearchList::changed);
    list.setRows(many(3));
    QCOMPARE(list.current(), QString());
    list.setCurrent(QStringLiteral("2"));
    QCOMPARE(list.current(), QStringLiteral("2"));
    QCOMPARE(changes.count(), 0); // only the user changes
    list.list()->setCurrentIndex(list.list()->model()->index(0, 0));
    QCOMPARE(list.current(), QStringLiteral("0"));
    QCOMPARE(changes.count(), 1);
}

void tst_SearchList::searches_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("count");
    QTest::newRow("nothing") << QString() << 100;
    QTest::newRow("a part of a name") << "MAGE 1" << 19; // those with a 1
    QTest::newRow("a fact") << "arm" << 50;
    QTest::newRow("words of both") << "arm64 99" << 1;
    QTest::newRow("not there") << "x86" << 0;
}

void tst_SearchList::searches()
{
    QFETCH(QString, words);
    QFETCH(int, count);
    SearchList list(QStringLiteral("Boot image"));
    list.setRows(many(100));
    list.findChild<QLineEdit *>()->setText(words);
    QCOMPARE(list.count(), count);
}

void tst_SearchList::hiddenRowStaysChosen()
{
    SearchList list(QStringLiteral("Boot image"));
    QSignalSpy changes(&list, &SearchList::changed);
    list.setRows(many(100));
    list.setCurrent(QStringLiteral("7"));
    auto *search = list.findChild<QLineEdit *>();
    search->setText(QStringLiteral("99"));
    QCOMPARE(list.current(), QStringLiteral("7"));
    search->clear();
    QCOMPARE(list.current(), QStringLiteral("7"));
    QCOMPARE(list.list()->currentIndex().row(), 7);
    QCOMPARE(changes.count(), 0);
    list.setRows(many(2));
    QVERIFY(search->isHidden()); // all rows are in view
}

void tst_SearchList::byKeyboard()
{
    SearchList list(QStringLiteral("Boot image"));
    list.setRows(many(100));
    showWindow(list);
    list.setFocus();
    QCOMPARE(list.current(), QString()); // looking is not choosing
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(list.current(), QStringLiteral("0"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(list.current(), QStringLiteral("1"));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("42"));
    auto *search = list.findChild<QLineEdit *>();
    QCOMPARE(search->text(), QStringLiteral("42"));
    QVERIFY(search->hasFocus());
    QTest::keyClick(search, Qt::Key_Down);
    QCOMPARE(list.current(), QStringLiteral("42"));
    QVERIFY(list.list()->hasFocus());
}

QTEST_MAIN(tst_SearchList)
#include "tst_SearchList.moc"
