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

QTEST_GUILESS_MAIN(tst_MediaFiles)
#include "tst_MediaFiles.moc"
