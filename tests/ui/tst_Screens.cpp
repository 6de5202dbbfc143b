// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/InspectTour.h"
#include "tests/ui/PageChecks.h"
#include "tests/ui/TourLook.h"
#include "tests/ui/WizardTour.h"
#include "ui/HelpWindow.h"

#include <QDir>
#include <QFile>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

//! Pictures of every page, in both palettes, for people to look at: in the folder screens of the build, or
//! the one that BOOTWRIGHT_SCREENS names. With QT_SCALE_FACTOR=2 they are those of a dense screen.
class tst_Screens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pages_data();
    void pages();
    void kits_data() { pages_data(); }
    void kits();
    void inspection_data() { pages_data(); }
    void inspection();
    void others_data();
    void others();

private:
    bool take(QWidget &window, const QString &name);

    QDir m_folder{
        qEnvironmentVariable("BOOTWRIGHT_SCREENS", QStringLiteral(BOOTWRIGHT_SCREENS_FOLDER))};
};

void tst_Screens::initTestCase()
{
    QVERIFY(m_folder.mkpath(QStringLiteral(".")));
}

bool tst_Screens::take(QWidget &window, const QString &name)
{
    waitForPlaces();
    return window.grab().save(m_folder.filePath(
        QStringLiteral("%1-%2.png").arg(name, QString::fromLatin1(QTest::currentDataTag()))));
}

void tst_Screens::pages_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isLong");
    QTest::newRow("light") << lightPalette() << QSize(1100, 760) << false;
    QTest::newRow("dark") << darkPalette() << QSize(1100, 760) << false;
    QTest::newRow("small-light") << lightPalette() << QSize(800, 600) << false;
    QTest::newRow("long-dark") << darkPalette() << QSize(800, 600) << true;
}

void tst_Screens::pages()
{
    QFETCH(QPalette, palette);
    QFETCH(QSize, size);
    QFETCH(bool, isLong);
    const TourLook dressed(palette, 1, isLong);
    const QTemporaryDir made(QDir::tempPath() + QStringLiteral("/media-XXXXXX"));
    MediaWizard wizard(tourContext());
    wizard.resize(size);
    showWindow(wizard);
    int pictures = 0;
    QVERIFY(tourWizard(
        wizard, made.path(), [&](const QString &name) { pictures += take(wizard, name) ? 1 : 0; }));
    QCOMPARE(pictures, 19);
    pictures = 0;
    const auto drives = tourDrives();
    MediaWizard sticks(tourContext(drives));
    sticks.resize(size);
    showWindow(sticks);
    QVERIFY(tourSticks(
        sticks, *drives, made.filePath(QStringLiteral("hall-a.iso")), [&](const QString &name) {
            pictures += take(sticks, QStringLiteral("sticks-") + name) ? 1 : 0;
        }));
    QCOMPARE(pictures, 9);
}

void tst_Screens::kits()
{
    QFETCH(QPalette, palette);
    QFETCH(QSize, size);
    QFETCH(bool, isLong);
    const TourLook dressed(palette, 1, isLong);
    const QTemporaryDir folder(QDir::tempPath() + QStringLiteral("/media-XXXXXX"));
    const auto kit = folder.filePath(QStringLiteral("hall-a.bootkit"));
    const auto password = QStringLiteral("a kit for the branch office");
    QVERIFY(makeTourKit(kit, password));
    MediaWizard wizard(tourContext());
    wizard.resize(size);
    showWindow(wizard);
    int pictures = 0;
    QVERIFY(tourKit(wizard, kit, password, [&](const QString &name) {
        pictures += take(wizard, QStringLiteral("sticks-") + name) ? 1 : 0;
    }));
    QCOMPARE(pictures, 5);
}

void tst_Screens::inspection()
{
    QFETCH(QPalette, palette);
    QFETCH(QSize, size);
    QFETCH(bool, isLong);
    const TourLook dressed(palette, 1, isLong);
    InspectedLab media;
    int pictures = 0;
    QVERIFY(tourInspection(media, size, [&](QDialog &window, const QString &name) {
        pictures += take(window, name) ? 1 : 0;
    }));
    QCOMPARE(pictures, 10);
}

void tst_Screens::others_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

//! Windows beside the pages, and the wizard with letters for which the steps have no room.
void tst_Screens::others()
{
    QFETCH(QPalette, palette);
    const TourLook dressed(palette);
    const QTemporaryDir folder(QDir::tempPath() + QStringLiteral("/media-XXXXXX"));
    const QByteArray json =
        R"({"recipeVersion": 2, "site": {"source": "lab"}, "mediaKind": "bootable",
        "mediaMode": "dynamic", "target": {"type": "iso", "path": "gone/hall-a.iso", "label": "Hall A"},
        "security": {"enableUnknownComputers": "maybe", "passwordProtected": true,
        "certificate": {"type": "selfSigned", "expireTime": "2027-11-22T00:00:00Z"}},
        "bootImage": {"file": "gone/boot.wim"}, "managementPoints": ["http://mp01.lab.example"]})";
    QFile recipe(folder.filePath(QStringLiteral("hall-a.json")));
    QVERIFY(recipe.open(QIODevice::WriteOnly));
    QVERIFY(recipe.write(json) > 0);
    recipe.close();
    MediaWizard wizard(tourContext());
    wizard.resize(1100, 760);
    showWindow(wizard);
    wizard.takeFile(recipe.fileName());
    QVERIFY(take(wizard, QStringLiteral("1-start-recipe")));
    QTest::keyClick(&wizard, Qt::Key_F1);
    QVERIFY(take(*wizard.findChild<HelpWindow *>(), QStringLiteral("help")));
    wizard.findChild<HelpWindow *>()->close();
    QTest::keyClick(&wizard, Qt::Key_Escape);
    QVERIFY(take(*wizard.findChild<QMessageBox *>(), QStringLiteral("question")));
    wizard.findChild<QMessageBox *>()->close();
    dressed.enlarge(2);
    MediaWizard narrow(tourContext());
    narrow.resize(800, 600);
    showWindow(narrow);
    Q_EMIT narrow.nextAsked();
    QVERIFY(take(narrow, QStringLiteral("2-media-type-large-letters")));
}

QTEST_MAIN(tst_Screens)
#include "tst_Screens.moc"
