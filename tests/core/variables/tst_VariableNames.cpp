// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/variables/VariableNames.h"

#include <QTest>

using namespace bootwright;

class tst_VariableNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reserved_data();
    void reserved();
    void values_data();
    void values();
    void secrets_data();
    void secrets();
};

void tst_VariableNames::reserved_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *what, const QString &name, const char *why) {
        QTest::newRow(what) << name << QString::fromUtf8(why);
    };
    row("plain", QStringLiteral("OSDComputerName"), "");
    row("one letter", QStringLiteral("x"), "");
    row("digits, underscore, hyphen", QStringLiteral("OSD_Tech-7"), "");
    row("letters of other scripts", QStringLiteral("Büro"), "");
    row("begins like the media's own", QStringLiteral("SMSTSMPPort"), "");
    row("256 characters", QString(256, u'A'), "");
    row("257 characters",
        QString(257, u'A'),
        "The variable name \"AAAAAAAAAAAAAAAAAAAA…\" is longer than 256 characters. Shorten it.");
    row("empty", QString(), "A variable needs a name.");
    row("leading underscore",
        QStringLiteral("_SMSTSSiteCode"),
        "The variable name \"_SMSTSSiteCode\" begins with an underscore. Configuration Manager "
        "keeps "
        "these names for itself; choose another one.");
    row("leading digit",
        QStringLiteral("7zip"),
        "The variable name \"7zip\" does not begin with a letter from A to Z.");
    row("leading space",
        QStringLiteral(" OSDTech"),
        "The variable name \" OSDTech\" does not begin with a letter from A to Z.");
    row("space",
        QStringLiteral("OSD Tech"),
        "The variable name \"OSD Tech\" may only hold letters, digits, underscores and hyphens.");
    row("equals sign",
        QStringLiteral("OSD=Tech"),
        "The variable name \"OSD=Tech\" may only hold letters, digits, underscores and hyphens.");
    row("line break",
        QStringLiteral("OSD\nTech"),
        "The variable name \"OSD\uFFFDTech\" may only hold letters, digits, underscores and "
        "hyphens.");
    row("management points of dynamic media",
        QStringLiteral("SMSTSLocationMPs"),
        "The variable \"SMSTSLocationMPs\" is set by the media itself from the management points. "
        "Choose another name.");
    row("management point, other case",
        QStringLiteral("smstsmp"),
        "The variable \"smstsmp\" is set by the media itself from the management points. Choose "
        "another name.");
}

void tst_VariableNames::reserved()
{
    QFETCH(QString, name);
    QFETCH(QString, why);
    QCOMPARE(whyReservedVariable(name), why);
}

void tst_VariableNames::values_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("usable");
    QTest::newRow("empty") << QString() << true;
    QTest::newRow("markup") << QStringLiteral("]]>&<\"'") << true;
    QTest::newRow("tab and line breaks") << QStringLiteral("a\tb\r\nc") << true;
    QTest::newRow("outside the BMP") << QString::fromUcs4(U"\U0001F4BE", 1) << true;
    QTest::newRow("NUL") << QString(QChar(u'\0')) << false;
    QTest::newRow("escape") << QStringLiteral("\x1b[1m") << false;
    QTest::newRow("half a pair") << QString(QChar(0xD800)) << false;
    QTest::newRow("no character") << QString(QChar(0xFFFF)) << false;
}

void tst_VariableNames::values()
{
    QFETCH(QString, value);
    QFETCH(bool, usable);
    const auto why = whyUnusableValue(u"OSDTech", value);
    QCOMPARE(why,
             usable
                 ? QString()
                 : QStringLiteral("The value of the variable \"OSDTech\" holds a control "
                                  "character. Media can carry only text; remove the character."));
}

void tst_VariableNames::secrets_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("secret");
    QTest::newRow("private key") << QStringLiteral("_SMSTSMediaPFX") << true;
    QTest::newRow("other case") << QStringLiteral("_smstsmediapfx") << true;
    QTest::newRow("network access account") << QStringLiteral("_SMSTSReserved1-000") << true;
    QTest::newRow("user's own") << QStringLiteral("OSDJoinPassword") << true;
    QTest::newRow("site code") << QStringLiteral("_SMSTSSiteCode") << false;
    QTest::newRow("management points") << QStringLiteral("SMSTSLocationMPs") << false;
}

void tst_VariableNames::secrets()
{
    QFETCH(QString, name);
    QFETCH(bool, secret);
    QCOMPARE(mayHoldSecret(name), secret);
}

QTEST_GUILESS_MAIN(tst_VariableNames)
#include "tst_VariableNames.moc"
