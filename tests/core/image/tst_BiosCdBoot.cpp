// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/BiosCdBoot.h"

#include <QTest>

using namespace bootwright;

//! The boot image has the size that its El Torito entry states; that it boots is shown by e2e/lab_boot.
class BiosCdBootTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isFourSectorsOfCode();
};

void BiosCdBootTest::isFourSectorsOfCode()
{
    const auto boot = biosCdBoot();
    QCOMPARE(boot.size(), 2048);
    QCOMPARE(boot.first(3), QByteArray("\xFA\x31\xC0")); // cli; xor ax, ax
    QVERIFY(boot.contains("BOOTMGR is missing"));
}

QTEST_GUILESS_MAIN(BiosCdBootTest)
#include "tst_BiosCdBoot.moc"
