// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/variables/MediaFiles.h"

#include <QTest>

using namespace bootwright;

class tst_MediaFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytes_data();
    void bytes();
    void values_data();
    void values();
    void valuesOfAnotherScript();
};

void tst_MediaFiles::bytes_data()
{
    QTest::addColumn<QByteArray>("made");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *what, const QByteArray &made, const char *expected) {
        QTest::newRow(what) << made << QByteArray(expected);
    };
    // [MediaInfo] and its three keys: as public readers of media read them
    row("attended, no password",
        tsmBootstrapIni(PasswordPrompt::None, Attendance::Attended),
        "[MediaInfo]\r\nMediaType=BootMedia\r\nPasswordRequired=false\r\nUnattended=false\r\n");
    row("attended, password",
        tsmBootstrapIni(PasswordPrompt::Required, Attendance::Attended),
        "[MediaInfo]\r\nMediaType=BootMedia\r\nPasswordRequired=true\r\nUnattended=false\r\n");
    row("unattended, no password",
        tsmBootstrapIni(PasswordPrompt::None, Attendance::Unattended),
        "[MediaInfo]\r\nMediaType=BootMedia\r\nPasswordRequired=false\r\nUnattended=true\r\n");
    row("unattended, password",
        tsmBootstrapIni(PasswordPrompt::Required, Attendance::Unattended),
        "[MediaInfo]\r\nMediaType=BootMedia\r\nPasswordRequired=true\r\nUnattended=true\r\n");
    // "label=Configuration Manager": the documentation of bootable media
    row("label",
        mediaLabelTxt(QStringLiteral("Configuration Manager")),
        "label=Configuration Manager\r\n");
    row("label with a line of its own",
        mediaLabelTxt(QStringLiteral("A\r\nopen=x\u2028y\u0085")),
        "label=A  open=x y \r\n");
    QTest::newRow("label of another script")
        << mediaLabelTxt(QStringLiteral("Büro 漢字"))
        << QByteArray("\xFF\xFE") + utf16le(u"label=Büro 漢字\r\n");
    row("autorun", autorunInf(QStringLiteral("CM")), "[autorun]\r\nlabel=CM\r\n");
    row("autorun with a program",
        autorunInf(QStringLiteral("CM"), QStringLiteral("SMS\\bin\\x64\\TSMBAutorun.exe")),
        "[autorun]\r\nlabel=CM\r\nopen=SMS\\bin\\x64\\TSMBAutorun.exe\r\n");
    row("prestart",
        tsConfigIni(QStringLiteral("cmd /c ask.cmd \"a b\"")),
        "[CustomHook]\r\nCommandLine=cmd /c ask.cmd \"a b\"\r\nSource=SMS10000\r\n");
    row("prestart with a line of its own",
        tsConfigIni(QStringLiteral("cmd\n[X]")),
        "[CustomHook]\r\nCommandLine=cmd [X]\r\nSource=SMS10000\r\n");
    QTest::newRow("prestart of another script")
        << tsConfigIni(QStringLiteral("cmd /c frägen.cmd"))
        << QByteArray("\xFF\xFE")
               + utf16le(u"[CustomHook]\r\nCommandLine=cmd /c frägen.cmd\r\nSource=SMS10000\r\n");
}

void tst_MediaFiles::bytes()
{
    QFETCH(QByteArray, made);
    QFETCH(QByteArray, expected);
    QCOMPARE(made, expected);
}

void tst_MediaFiles::values_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("changed");
    QTest::newRow("in the middle")
        << QByteArray("[x]\r\na=1\r\nkey=old\r\nb=2\r\n") << QStringLiteral("old")
        << QByteArray("[x]\r\na=1\r\nkey=new\r\nb=2\r\n");
    QTest::newRow("other case, blanks")
        << QByteArray("[x]\r\n KEY = old \r\n") << QStringLiteral("old")
        << QByteArray("[x]\r\n KEY =new\r\n");
    QTest::newRow("no end of line")
        << QByteArray("[x]\nkey=") << QString() << QByteArray("[x]\nkey=new");
    QTest::newRow("not there") << QByteArray("[x]\r\na=1\r\n") << QString()
                               << QByteArray("[x]\r\nkey=new\r\na=1\r\n");
    QTest::newRow("empty") << QByteArray() << QString() << QByteArray("\nkey=new\r");
    QTest::newRow("a code page") << QByteArray("[x]\r\na=\xFC\r\nkey=1\r\n") << QStringLiteral("1")
                                 << QByteArray("[x]\r\na=\xFC\r\nkey=new\r\n");
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE") + utf16le(u"[x]\r\nkey=漢\r\nb=字\r\n")
                            << QStringLiteral("漢")
                            << QByteArray("\xFF\xFE") + utf16le(u"[x]\r\nkey=new\r\nb=字\r\n");
}

void tst_MediaFiles::values()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, value);
    QFETCH(QByteArray, changed);
    QCOMPARE(iniFileValue(file, u"Key"), value);
    QCOMPARE(withIniFileValue(file, QStringLiteral("key"), QStringLiteral("new")), changed);
    QCOMPARE(iniFileValue(changed, u"key"), QStringLiteral("new"));
}

void tst_MediaFiles::valuesOfAnotherScript()
{
    QCOMPARE(
        withIniFileValue("[x]\r\nkey=old\r\n", QStringLiteral("key"), QStringLiteral("漢\n字")),
        QByteArray("\xFF\xFE") + utf16le(u"[x]\r\nkey=漢 字\r\n"));
}

QTEST_GUILESS_MAIN(tst_MediaFiles)
#include "tst_MediaFiles.moc"
