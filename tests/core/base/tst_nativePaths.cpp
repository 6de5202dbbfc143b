// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/nativePaths.h"

#include <QTest>

using namespace bootwright;

class tst_nativePaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAsTheSystemWritesIt_data();
    void isAsTheSystemWritesIt();
};

void tst_nativePaths::isAsTheSystemWritesIt_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("onWindows");
    const auto row = [](const char *name, const char *text, const char *onWindows) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(onWindows);
    };
    row("drive",
        R"(Cannot write "D:/iso/boot.iso". The disk is full.)",
        R"(Cannot write "D:\iso\boot.iso". The disk is full.)");
    row("server",
        R"(Cannot find "//server/share/a b.wim".)",
        R"(Cannot find "\\server\share\a b.wim".)");
    row("both kinds of slash",
        R"(Cannot read "C:\kits/one/é.json".)",
        R"(Cannot read "C:\kits\one\é.json".)");
    row("several",
        R"(Cannot erase "E:/a", "F:/b" without your word.)",
        R"(Cannot erase "E:\a", "F:\b" without your word.)");
    row("device", R"(Cannot open "//./PhysicalDrive1".)", R"(Cannot open "\\.\PhysicalDrive1".)");
    row("not closed", R"(Cannot read "C:/a)", R"(Cannot read "C:\a)");
    for (const auto *same : {R"(Cannot read "/EFI/BOOT/BOOTX64.EFI" on the media.)",
                             R"(The file "sources/boot.wim" is not on them.)",
                             R"(Cannot ask "https://cm01.lab.example/AdminService/wmi/SMS_Site".)",
                             R"(Cannot use "6/7" and "" and "a:" and "C:x/y".)",
                             "Either/or, C:/without quotes."})
        row(same, same, same);
}

void tst_nativePaths::isAsTheSystemWritesIt()
{
    QFETCH(QString, text);
    QFETCH(QString, onWindows);
#ifdef Q_OS_WIN
    QCOMPARE(nativePaths(text), onWindows);
#else
    QCOMPARE(nativePaths(text), text);
#endif
}

QTEST_GUILESS_MAIN(tst_nativePaths)
#include "tst_nativePaths.moc"
