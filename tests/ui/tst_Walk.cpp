// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/InspectTour.h"
#include "tests/ui/PageChecks.h"
#include "tests/ui/TourLook.h"
#include "tests/ui/WindowChecks.h"
#include "tests/ui/WizardTour.h"
#include "ui/Page.h"

#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

//! A walk over all pages: can they be read, and used without a mouse or a screen? In both palettes, with
//! letters up to twice as large, in two sizes of the window, and with long texts.
class tst_Walk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pages_data();
    void pages();
    void inspection_data() { pages_data(); }
    void inspection();

private:
    static std::unique_ptr<TourLook> dress();
    static QString
    whatIsWrong(const QWidget &window, const Page &page, const QSize &size, bool isLong);
};

void tst_Walk::pages_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<double>("scale");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isLong");
    const QSize small(800, 600);
    const QSize large(1100, 760);
    QTest::newRow("light, 100 %, small") << false << 1.0 << small << false;
    QTest::newRow("dark, 100 %") << true << 1.0 << large << false;
    QTest::newRow("light, 150 %, small") << false << 1.5 << small << false;
    QTest::newRow("light, 200 %") << false << 2.0 << large << false;
    QTest::newRow("light, 100 %, small, long texts") << false << 1.0 << small << true;
    QTest::newRow("dark, 150 %, long texts") << true << 1.5 << large << true;
    QTest::newRow("light, 200 %, long texts") << false << 2.0 << large << true;
}

//! Letters, colours and language of the row.
std::unique_ptr<TourLook> tst_Walk::dress()
{
    QFETCH(bool, isDark);
    QFETCH(double, scale);
    QFETCH(bool, isLong);
    return std::make_unique<TourLook>(isDark ? darkPalette() : lightPalette(), scale, isLong);
}

QString
tst_Walk::whatIsWrong(const QWidget &window, const Page &page, const QSize &size, bool isLong)
{
    waitForPlaces();
    QStringList why;
    if (window.size() != size)
        why.append(
            QStringLiteral("the window grew to %1x%2").arg(window.width()).arg(window.height()));
    why.append({whyNotUsable(window, page), isLong ? QString() : whyNotAccessible(page)});
    why.removeAll(QString());
    return why.join(QStringLiteral("; "));
}

void tst_Walk::pages()
{
    QFETCH(QSize, size);
    QFETCH(bool, isLong);
    const auto dressed = dress();
    const QTemporaryDir folder;
    const auto drives = tourDrives();
    MediaWizard media(tourContext(drives));
    MediaWizard sticks(tourContext(drives));
    QStringList faults;
    const auto look = [&](const MediaWizard &wizard, const QString &name) {
        const auto why = whatIsWrong(wizard, *wizard.currentPage(), size, isLong);
        if (!why.isEmpty())
            faults.append(name + QStringLiteral(": ") + why);
    };
    media.resize(size);
    showWindow(media);
    QVERIFY(tourWizard(media, folder.path(), [&](const QString &name) { look(media, name); }));
    sticks.resize(size);
    showWindow(sticks);
    QVERIFY(tourSticks(
        sticks, *drives, folder.filePath(QStringLiteral("hall-a.iso")), [&](const QString &name) {
            look(sticks, QStringLiteral("sticks-") + name);
        }));
    const auto kit = folder.filePath(QStringLiteral("hall-a.bootkit"));
    const auto password = QStringLiteral("a kit for the branch office");
    QVERIFY(makeTourKit(kit, password));
    MediaWizard ofKit(tourContext());
    ofKit.resize(size);
    showWindow(ofKit);
    QVERIFY(tourKit(ofKit, kit, password, [&](const QString &name) {
        look(ofKit, QStringLiteral("kit-") + name);
    }));
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void tst_Walk::inspection()
{
    QFETCH(QSize, size);
    QFETCH(bool, isLong);
    const auto dressed = dress();
    InspectedLab media;
    QStringList faults;
    QVERIFY(tourInspection(media, size, [&](QDialog &window, const QString &name) {
        for (const auto *page : window.findChildren<Page *>()) {
            if (!page->isVisible() || page->window() != &window)
                continue;
            const auto why = whatIsWrong(window, *page, size, isLong);
            if (!why.isEmpty())
                faults.append(name + QStringLiteral(": ") + why);
        }
    }));
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

QTEST_MAIN(tst_Walk)
#include "tst_Walk.moc"
