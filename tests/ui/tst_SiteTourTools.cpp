// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/ContractServer.h"
#include "tests/ui/PageChecks.h"
#include "tests/ui/TourLook.h"
#include "tests/ui/WindowChecks.h"
#include "tests/ui/WizardTour.h"
#include "ui/Page.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

//! The pages of a real site, with 500 boot images: looked over as all others are, and a picture of each in the folder
//! screens.
class tst_SiteTourTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pages_data();
    void pages();
};

void tst_SiteTourTools::pages_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<double>("scale");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isLong");
    const QSize small(800, 600);
    const QSize large(1100, 760);
    QTest::newRow("light") << false << 1.0 << large << false;
    QTest::newRow("dark") << true << 1.0 << large << false;
    QTest::newRow("small-light") << false << 1.0 << small << false;
    QTest::newRow("large-letters-light") << false << 2.0 << large << false;
    QTest::newRow("long-dark") << true << 1.5 << large << true;
}

void tst_SiteTourTools::pages()
{
    QFETCH(bool, isDark);
    QFETCH(double, scale);
    QFETCH(QSize, size);
    QFETCH(bool, isLong);
    const TourLook dressed(isDark ? darkPalette() : lightPalette(), scale, isLong);
    const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8()); // nobody is trusted yet
    const auto files = ContractServer::makeCertificate(folder.path(), QStringLiteral("server"));
    QVERIFY(!files.isEmpty());
    ContractServer server(
        {QStringLiteral("--tls"), files[0], files[1], QStringLiteral("bulk=500")});
    const QDir pictures(
        qEnvironmentVariable("BOOTWRIGHT_SCREENS", QStringLiteral(BOOTWRIGHT_SCREENS_FOLDER)));
    QVERIFY(pictures.mkpath(QStringLiteral(".")));
    auto context = tourContext();
    context.start.target.path = folder.filePath(QStringLiteral("hall-a.iso"));
    context.start.security.passwordProtected = false;
    MediaWizard wizard(context);
    wizard.resize(size);
    showWindow(wizard);
    QStringList faults;
    server.trap("drip"); // so that it can be seen while it is asked
    const auto look = [&](const QString &name) {
        QTest::qWait(200); // scrolled
        static_cast<void>(
            QTest::qWaitFor([&] { return whyNotUsable(wizard).isEmpty(); })); // laid out
        QVERIFY(wizard.grab().save(pictures.filePath(
            QStringLiteral("%1-%2.png").arg(name, QString::fromLatin1(QTest::currentDataTag())))));
        auto why = whyNotUsable(wizard);
        if (!isLong)
            why += whyNotAccessible(*wizard.currentPage());
        if (wizard.size() != size)
            why += QStringLiteral("the window grew");
        if (!why.isEmpty())
            faults.append(name + QStringLiteral(": ") + why);
        if (name.endsWith(QStringLiteral("asking")))
            server.trap("-drip");
    };
    QVERIFY(tourSite(wizard, server.name(QStringLiteral("admin")), look));
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

QTEST_MAIN(tst_SiteTourTools)
#include "tst_SiteTourTools.moc"
