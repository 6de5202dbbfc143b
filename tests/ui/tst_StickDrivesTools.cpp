// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs as root beside a real UDisks2: tests/support/system_bus.py starts it.
#include "core/base/Units.h"
#include "core/builder/verifyMedia.h"
#include "tests/support/LoopDevice.h"
#include "tests/ui/PageChecks.h"
#include "ui/MediaWizard.h"
#include "ui/widgets/StickRow.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

//! The wizard with the drives that this computer really has.
class tst_StickDrivesTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void systemDriveCannotBeChosen();
    void loopDeviceComesAndGoesAndIsWritten();

private:
    static StickRow *rowOf(const MediaWizard &wizard, const QString &path);
    void toSticks(MediaWizard &wizard);

    QTemporaryDir m_folder;
    QString m_iso;
};

void tst_StickDrivesTools::initTestCase()
{
    m_iso = m_folder.filePath(QStringLiteral("hall-a.iso"));
    QVERIFY(makeImage(m_iso));
}

StickRow *tst_StickDrivesTools::rowOf(const MediaWizard &wizard, const QString &path)
{
    for (auto *row : wizard.currentPage()->findChildren<StickRow *>()) {
        if (row->identity().path == path)
            return row;
    }
    return nullptr;
}

void tst_StickDrivesTools::toSticks(MediaWizard &wizard)
{
    showWindow(wizard);
    wizard.takeFile(m_iso);
    pressAlt(wizard, Qt::Key_N);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Sticks));
}

void tst_StickDrivesTools::systemDriveCannotBeChosen()
{
    const auto list = listDrives();
    QVERIFY(list);
    MediaWizard wizard({Chance(), goodDraft({})});
    toSticks(wizard);
    int found = 0;
    for (const auto &drive : list->drives) {
        if (drive.verdict.reason != DriveVerdict::Reason::SystemDrive)
            continue;
        const auto &path = drive.properties.identity.path;
        QTRY_VERIFY(rowOf(wizard, path));
        QVERIFY(!rowOf(wizard, path)->findChild<QCheckBox *>()->isEnabled());
        QVERIFY(rowOf(wizard, path)->findChild<QPushButton *>()->isHidden()); // nothing to unlock
        ++found;
    }
    QVERIFY(found > 0);
}

void tst_StickDrivesTools::loopDeviceComesAndGoesAndIsWritten()
{
    MediaWizard wizard({Chance(), goodDraft({})});
    toSticks(wizard);
    LoopDevice loop(256_MiB);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(wizard, loop.path()), 20000);
    QVERIFY(!rowOf(wizard, loop.path())->findChild<QCheckBox *>()->isEnabled());
    loop.detach();
    QTRY_VERIFY_WITH_TIMEOUT(!rowOf(wizard, loop.path()), 20000);
    loop.replug();
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(wizard, loop.path()), 20000);

    auto *row = rowOf(wizard, loop.path());
    row->findChild<QPushButton *>()->click();
    typeText(QStringLiteral("Loop device"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(row->findChild<QCheckBox *>()->isChecked());
    pressAlt(wizard, Qt::Key_N);
    QCOMPARE(wizard.currentId(), int(MediaWizard::StickSummary));
    wizard.currentPage()->findChild<QLineEdit *>()->setText(QStringLiteral("268.4 MB"));
    pressAlt(wizard, Qt::Key_E);
    QTRY_COMPARE_WITH_TIMEOUT(wizard.currentId(), int(MediaWizard::StickDone), 60000);
    QVERIFY2(wizard.currentPage()->title() == u"Done", qPrintable(textsOf(*wizard.currentPage())));
    Control control;
    const auto verified = verifyMedia(loop.path(), control);
    QVERIFY(verified);
    QVERIFY(verified->isGood());
}

QTEST_MAIN(tst_StickDrivesTools)
#include "tst_StickDrivesTools.moc"
