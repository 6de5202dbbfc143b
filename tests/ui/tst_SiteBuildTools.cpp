// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "tests/ui/WizardTour.h"
#include "ui/MediaWizard.h"
#include "ui/Page.h"
#include "ui/pages/BootImagePanel.h"
#include "ui/pages/SiteConnection.h"
#include "ui/widgets/SearchList.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <ctime>

using namespace bootwright;

//! The wizard at a site with real Kerberos, TLS and shares (support/real_site.py), from the first page to the image
//! on a share. The window answers all the while.
class tst_SiteBuildTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void made_data();
    void made();
    void fetchThatFails();

private:
    static bool connectTo(MediaWizard &wizard);
    static void chooseImage(const MediaWizard &wizard, int row);
    static bool next(MediaWizard &wizard);
    static bool setTrap(const QByteArray &trap);
    static qint64 workTime();

    QTemporaryDir m_folder;
};

bool tst_SiteBuildTools::next(MediaWizard &wizard)
{
    const auto before = wizard.currentId();
    Q_EMIT wizard.nextAsked();
    return wizard.currentId() > before;
}

//! Goes from the first page to the boot images of the site.
bool tst_SiteBuildTools::connectTo(MediaWizard &wizard)
{
    const auto *page = wizard.currentPage();
    page->findChildren<QRadioButton *>().last()->setChecked(true);
    page->findChildren<QLineEdit *>().at(1)->setText(QStringLiteral("cm01.lab.example"));
    auto *connection = page->findChild<SiteConnection *>();
    connection->findChildren<QPushButton *>().first()->click();
    if (!QTest::qWaitFor([&] { return connection->facts() != nullptr; }, 120000))
        return false;
    while (wizard.currentId() < MediaWizard::BootImage) {
        if (!next(wizard))
            return false;
    }
    return true;
}

//! Chooses the boot image in \a row, and fetches it.
void tst_SiteBuildTools::chooseImage(const MediaWizard &wizard, int row)
{
    const auto *page = wizard.currentPage();
    auto *images = page->findChild<SearchList *>()->list();
    images->setCurrentIndex(images->model()->index(row, 0));
    page->findChild<BootImagePanel *>()->findChild<QPushButton *>()->click();
}

bool tst_SiteBuildTools::setTrap(const QByteArray &trap)
{
    QFile pipe(qEnvironmentVariable("BOOTWRIGHT_TRAPS"));
    return pipe.open(QIODevice::WriteOnly) && pipe.write(trap + '\n') > 0;
}

//! Milliseconds for which this thread was at work so far; how busy the machine is makes no difference.
qint64 tst_SiteBuildTools::workTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1'000'000;
}

void tst_SiteBuildTools::made_data()
{
    QTest::addColumn<QByteArray>("trap");
    QTest::addColumn<QString>("registration");
    QTest::newRow("registered") << QByteArray(
        "-no-action") << "The media certificate is registered at the site \"cm01.lab.example\".";
    QTest::newRow("left-to-an-admin") << QByteArray("no-action")
                                      << "The site \"cm01.lab.example\" does not offer it to "
                                         "programs. Let an admin of the site run";
}

void tst_SiteBuildTools::made()
{
    QFETCH(QByteArray, trap);
    QFETCH(QString, registration);
    QVERIFY(setTrap(trap));
    QDir::setCurrent(m_folder.path());
    const auto name = QStringLiteral("%1.iso").arg(QString::fromLatin1(QTest::currentDataTag()));
    auto context = tourContext();
    context.start.security.passwordProtected = false;
    context.start.target.path = QStringLiteral("\\\\files01.lab.example\\images\\") + name;
    context.start.distributionPoint = QStringLiteral("dp01.lab.example");
    context.start.managementPoints = {QStringLiteral("http://mp01.lab.example")};
    MediaWizard wizard(context);
    showWindow(wizard);
    QTimer beat;
    qint64 longest = 0;
    qint64 before = workTime();
    connect(&beat, &QTimer::timeout, this, [&] {
        longest = qMax(longest, workTime() - before);
        before = workTime();
    });
    beat.start(5);

    QVERIFY2(connectTo(wizard), qPrintable(textsOf(*wizard.currentPage())));
    chooseImage(wizard, 1);
    QTRY_VERIFY_WITH_TIMEOUT(
        textsOf(*wizard.currentPage()).contains(QStringLiteral("training lab (x64)")), 120000);
    while (wizard.currentId() < MediaWizard::Summary)
        QVERIFY2(next(wizard), qPrintable(sentences(*wizard.currentPage())));
    QTRY_VERIFY_WITH_TIMEOUT(
        textsOf(*wizard.currentPage()).contains(QStringLiteral("The image will have")), 120000);
    QVERIFY2(next(wizard), qPrintable(sentences(*wizard.currentPage())));
    QTRY_COMPARE_WITH_TIMEOUT(wizard.currentId(), int(MediaWizard::Done), 120000);

    const auto texts = textsOf(*wizard.currentPage());
    QVERIFY2(wizard.isMade(), qPrintable(texts));
    QVERIFY2(texts.contains(registration), qPrintable(texts));
    QFile made(QDir(qEnvironmentVariable("BOOTWRIGHT_IMAGES")).filePath(name));
    QVERIFY(made.open(QIODevice::ReadOnly));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QVERIFY(hash.addData(&made));
    QVERIFY(texts.contains(QString::fromLatin1(hash.result().toHex())));
    const auto scripts = QDir().entryList({QStringLiteral("register-media-*.ps1")});
    QCOMPARE(scripts.size(), trap == "no-action" ? 1 : 0);
    QVERIFY2(longest < 50, qPrintable(QStringLiteral("no answer for %1 ms").arg(longest)));
}

//! What is wrong stays to be read, and it can be tried again.
void tst_SiteBuildTools::fetchThatFails()
{
    auto context = tourContext();
    context.start.security.passwordProtected = false;
    context.start.target.path = m_folder.filePath(QStringLiteral("out.iso"));
    MediaWizard wizard(context);
    showWindow(wizard);
    QVERIFY2(connectTo(wizard), qPrintable(textsOf(*wizard.currentPage())));
    chooseImage(wizard, 2); // which no server has
    const auto *panel = wizard.currentPage()->findChild<BootImagePanel *>();
    const auto sentence = QStringLiteral("Cannot get the content of LAB00006.");
    QTRY_VERIFY_WITH_TIMEOUT(textsOf(*panel).contains(sentence), 120000);
    QTest::qWait(200);
    QVERIFY(textsOf(*panel).contains(sentence));
    QVERIFY(panel->findChild<QPushButton *>()->isVisible());
}

QTEST_MAIN(tst_SiteBuildTools)
#include "tst_SiteBuildTools.moc"
