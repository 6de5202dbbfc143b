// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/MediaLabel.h"

#include <QTest>

using namespace bootwright;

class tst_MediaLabel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labels_data();
    void labels();
    void refusals_data();
    void refusals();
};

void tst_MediaLabel::labels_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<bool>("isUnattended");
    QTest::addColumn<QString>("marked");
    QTest::addColumn<QString>("iso");
    QTest::addColumn<QString>("fat");
    const auto row = [](const char *name,
                        const char *label,
                        bool isUnattended,
                        const char *marked,
                        const char *iso,
                        const char *fat) {
        QTest::newRow(name) << QString::fromUtf8(label) << isUnattended << QString::fromUtf8(marked)
                            << QString::fromUtf8(iso) << QString::fromUtf8(fat);
    };
    row("console's",
        "Configuration Manager",
        false,
        "Configuration Manager",
        "Configuration Manager",
        "CONFIGURATI");
    row("console's, unattended",
        "Configuration Manager",
        true,
        "Configuration Manager UNATTENDED",
        "Configuration Manager UNATTENDED",
        "UNATTENDED");
    row("32 characters, unattended",
        "abcdefghijklmnopqrst vwxyz012345",
        true,
        "abcdefghijklmnopqrst UNATTENDED",
        "abcdefghijklmnopqrst UNATTENDED",
        "UNATTENDED");
    row("marked by hand", "Lab unattended", true, "Lab unattended", "Lab unattended", "UNATTENDED");
    row("signs", "a.b+c/d", false, "a.b+c/d", "a.b+c/d", "A_B_C_D");
    row("not ASCII", "größe 日本", false, "größe 日本", "größe 日本", "GR_SSE __");
    row("grows in upper case", "ßßßßßßßßßß", false, "ßßßßßßßßßß", "ßßßßßßßßßß", "SSSSSSSSSSS");
    row("space at the cut", "0123456789 x", false, "0123456789 x", "0123456789 x", "0123456789");
}

void tst_MediaLabel::labels()
{
    QFETCH(QString, label);
    QFETCH(bool, isUnattended);
    const auto marked = markedLabel(label, isUnattended);
    QTEST(marked, "marked");
    QTEST(isoLabel(marked), "iso");
    QTEST(fatLabel(marked), "fat");
    QVERIFY(isoLabel(marked).size() <= 32);
    QVERIFY(fatLabel(marked).size() <= 11);
}

void tst_MediaLabel::refusals_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("why");
    QTest::newRow("32 characters") << QString(32, u'a') << QString();
    QTest::newRow("33 characters")
        << QString(33, u'a')
        << QStringLiteral("The media label \"%1\" has 33 characters. At most 32 fit on a disc.")
               .arg(QString(33, u'a'));
    const auto control =
        QStringLiteral("The media label has a control character. Use letters, digits and spaces.");
    QTest::newRow("line break") << QStringLiteral("a\nb") << control;
    QTest::newRow("delete") << QStringLiteral("a\u007F") << control;
    QTest::newRow("NUL") << QString(QChar(0)) << control;
    const auto empty =
        QStringLiteral("The media label is empty. Type a name by which people know the media.");
    QTest::newRow("empty") << QString() << empty;
    QTest::newRow("spaces") << QStringLiteral("  ") << empty;
}

void tst_MediaLabel::refusals()
{
    QFETCH(QString, label);
    QTEST(whyNotLabel(label), "why");
}

QTEST_GUILESS_MAIN(tst_MediaLabel)
#include "tst_MediaLabel.moc"
