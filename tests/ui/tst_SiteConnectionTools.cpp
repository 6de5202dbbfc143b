// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/SiteProfile.h"
#include "core/site/TrustedServers.h"
#include "support/ContractServer.h"
#include "tests/ui/PageChecks.h"
#include "ui/pages/BootImageDetailsPanel.h"
#include "ui/pages/BootImagePage.h"
#include "ui/pages/SiteConnection.h"
#include "ui/pages/StartPage.h"
#include "ui/widgets/SearchList.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

constexpr int Patience = 120'000; // milliseconds; the server is slow on a busy machine

} // namespace

//! The first page and a site server whose certificate nobody knows.
class tst_SiteConnectionTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void untrustedUntilTheUserTrusts();
    void changedCertificate();
    void stopped();
    void anotherSiteForgetsTheFacts();
    void refused_data();
    void refused();
    void savesTheProfile();
    void byKeyboard();
    void manyBootImages();
    void detailsOfTheBootImage();
    void detailsThatAreRefused();

private:
    void press(const StartPage &page, int button) const;
    bool connectTo(StartPage &page) const;
    static SiteConnection *connectionOf(const StartPage &page)
    {
        return page.findChild<SiteConnection *>();
    }

    QTemporaryDir m_folder;
    QStringList m_certificate;
    std::unique_ptr<ContractServer> m_server;
    QString m_name;
    Answers m_answers;
};

void tst_SiteConnectionTools::initTestCase()
{
    m_certificate = ContractServer::makeCertificate(m_folder.path(), QStringLiteral("server"));
    QVERIFY(!m_certificate.isEmpty());
    m_server = std::make_unique<ContractServer>(
        QStringList{QStringLiteral("--tls"), m_certificate[0], m_certificate[1]});
    QVERIFY(m_server->isRunning());
    m_name = m_server->name(QStringLiteral("admin"));
}

void tst_SiteConnectionTools::init()
{
    m_answers = goodAnswers(m_folder.filePath(QStringLiteral("out.iso")));
    m_answers.draft.site = {SiteSource::AdminService, {}, m_name, {}};
    m_answers.site = {};
    const auto config = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()));
    qputenv("XDG_CONFIG_HOME", config.toUtf8());
    QFile::remove(trustedServersPath());
}

void tst_SiteConnectionTools::cleanup()
{
    for (const auto *trap :
         {"-no-details", "-drip", "-not-a-provider", "-central", "-empty", "-bulk"})
        m_server->trap(trap);
}

//! Presses a button of the connection: 0 to connect or to stop, 2 to trust, 3 to refuse.
void tst_SiteConnectionTools::press(const StartPage &page, int button) const
{
    connectionOf(page)->findChildren<QPushButton *>().at(button)->click();
}

bool tst_SiteConnectionTools::connectTo(StartPage &page) const
{
    const auto isQuiet = [&page] { return !connectionOf(page)->isAsking(); };
    press(page, 0);
    if (!QTest::qWaitFor(isQuiet, Patience))
        return false;
    press(page, 2);
    return QTest::qWaitFor(isQuiet, Patience);
}

void tst_SiteConnectionTools::untrustedUntilTheUserTrusts()
{
    StartPage page(m_answers, {}, {});
    page.begin();
    showWindow(page);
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page), QStringLiteral("The site was not asked yet. Press Connect."));
    QCOMPARE(page.focusWidget(), connectionOf(page)->findChildren<QPushButton *>().first());
    m_server->asked();
    press(page, 0);
    QTRY_VERIFY_WITH_TIMEOUT(!connectionOf(page)->isAsking(), Patience);
    QVERIFY(m_server->asked().isEmpty());
    const auto fingerprint = ContractServer::fingerprintOf(m_certificate[0]);
    QVERIFY(textsOf(page).contains(fingerprintText(fingerprint)));
    QVERIFY(textsOf(page).contains(
        QStringLiteral("This computer does not know who issued its certificate. Compare the "
                       "fingerprint with that of the certificate on \"%1\" before you trust it.")
            .arg(m_name)));
    press(page, 3);
    QTRY_COMPARE(sentences(page), QStringLiteral("The site was not asked yet. Press Connect."));
    QVERIFY(readTrustedServers(trustedServersPath())->empty());
    QVERIFY(connectTo(page));
    QTRY_COMPARE(sentences(page), QString());
    QCOMPARE(readTrustedServers(trustedServersPath())->at(m_name), fingerprint);
    QVERIFY(page.confirm());
    QCOMPARE(m_answers.site.siteCode, QStringLiteral("LAB"));
    QCOMPARE(m_answers.site.bootImages.size(), 3);
    QCOMPARE(m_answers.access.trusted.at(m_name), fingerprint);
    StartPage later(m_answers, {}, {});
    later.begin();
    press(later, 0); // nobody asks again
    QTRY_VERIFY_WITH_TIMEOUT(connectionOf(later)->facts(), Patience);
}

void tst_SiteConnectionTools::changedCertificate()
{
    QVERIFY(writeTrustedServers(trustedServersPath(), {{m_name, QByteArray(32, 'x')}}));
    StartPage page(m_answers, {}, {});
    page.begin();
    press(page, 0);
    QTRY_VERIFY_WITH_TIMEOUT(!connectionOf(page)->isAsking(), Patience);
    QVERIFY(textsOf(page).contains(
        QStringLiteral("Its certificate is not the one that was allowed before.")));
    QVERIFY(!connectionOf(page)->facts());
    press(page, 2);
    QTRY_VERIFY_WITH_TIMEOUT(connectionOf(page)->facts(), Patience);
}

void tst_SiteConnectionTools::stopped()
{
    StartPage page(m_answers, {}, {});
    page.begin();
    QVERIFY(connectTo(page));
    m_server->trap("drip");
    press(page, 0);
    QTest::qWait(500);
    QVERIFY(connectionOf(page)->isAsking());
    QVERIFY(!page.confirm());
    QCOMPARE(
        sentences(page),
        QStringLiteral("The site is being asked. Wait until it has answered, or stop asking."));
    QElapsedTimer clock;
    clock.start();
    press(page, 0);
    QVERIFY(!connectionOf(page)->isAsking());
    QVERIFY(clock.elapsed() < 50);
    QCOMPARE(sentences(page), QStringLiteral("The site was not asked yet. Press Connect."));
    m_server->trap("-drip");
    press(page, 0); // at once again
    QTRY_VERIFY_WITH_TIMEOUT(connectionOf(page)->facts(), Patience);
}

void tst_SiteConnectionTools::anotherSiteForgetsTheFacts()
{
    StartPage page(m_answers, {}, {});
    page.begin();
    showWindow(page);
    QVERIFY(connectTo(page));
    QVERIFY(page.confirm());
    page.findChildren<QLineEdit *>().at(1)->setText(QStringLiteral("cm02.lab.example"));
    QVERIFY(!page.confirm());
    QCOMPARE(m_answers.site, SiteFacts());
    pressAlt(page, Qt::Key_T); // the training site
    QVERIFY(page.confirm());
    QVERIFY(connectionOf(page)->isHidden());
}

void tst_SiteConnectionTools::refused_data()
{
    QTest::addColumn<QByteArray>("trap");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("not a provider")
        << QByteArray("not-a-provider")
        << "Cannot ask \"%1\". It is a web server, but no SMS Provider. Name the server that has "
           "the SMS Provider role of the site.";
    QTest::newRow("central") << QByteArray("central")
                             << "Cannot make media at the site LAB. It is no primary site";
    QTest::newRow("empty") << QByteArray("empty")
                           << "Cannot see any site at \"%1\". The list has no rows: check the role "
                              "and the security scopes of this account.";
}

void tst_SiteConnectionTools::refused()
{
    QFETCH(QByteArray, trap);
    QFETCH(QString, sentence);
    m_server->trap(trap);
    StartPage page(m_answers, {}, {});
    page.begin();
    showWindow(page);
    QVERIFY(connectTo(page));
    const auto texts = textsOf(page);
    QVERIFY2(texts.contains(sentence.contains(u'%') ? sentence.arg(m_name) : sentence),
             qPrintable(texts));
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page),
             QStringLiteral("The site did not tell its facts. What is wrong stands above."));
}

void tst_SiteConnectionTools::savesTheProfile()
{
    StartPage page(m_answers, {}, {});
    page.begin();
    QVERIFY(connectTo(page));
    const auto path = m_folder.filePath(QStringLiteral("saved.json"));
    connectionOf(page)->saveProfile(path);
    QVERIFY(textsOf(page).contains(path));
    auto facts = *connectionOf(page)->facts();
    facts.notes.clear(); // no part of a profile
    const auto read = readProfile(path);
    QVERIFY(read);
    QCOMPARE(*read, facts);
    connectionOf(page)->saveProfile(m_folder.filePath(QStringLiteral("none/saved.json")));
    QVERIFY(textsOf(page).contains(QStringLiteral("Choose another place.")));
}

void tst_SiteConnectionTools::byKeyboard()
{
    m_answers.draft.site = {};
    StartPage page(m_answers, {}, {});
    page.begin();
    showWindow(page);
    pressAlt(page, Qt::Key_S);
    pressAlt(page, Qt::Key_Q);
    typeText(m_name);
    pressAlt(page, Qt::Key_E);
    pressAlt(page, Qt::Key_U);
    typeText(QStringLiteral("anna@LAB.EXAMPLE"));
    pressAlt(page, Qt::Key_W);
    typeText(QStringLiteral("secret"));
    pressAlt(page, Qt::Key_E);
    QTest::qWait(400); // judged
    pressAlt(page, Qt::Key_C);
    QTRY_VERIFY_WITH_TIMEOUT(!connectionOf(page)->isAsking(), Patience);
    pressAlt(page, Qt::Key_R);
    QTRY_VERIFY_WITH_TIMEOUT(connectionOf(page)->facts(), Patience);
    QVERIFY(page.confirm());
    QCOMPARE(m_answers.draft.site.server, m_name);
    QVERIFY(m_answers.access.user.isEmpty());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::AltModifier);
    QTRY_VERIFY(page.findChild<QFileDialog *>());
}

//! 5,000 boot images are there, and found by some letters.
void tst_SiteConnectionTools::manyBootImages()
{
    m_server->trap("bulk=5000");
    StartPage page(m_answers, {}, {});
    page.begin();
    QVERIFY(connectTo(page));
    QVERIFY(page.confirm());
    QCOMPARE(m_answers.site.bootImages.size(), 5000);
    BootImagePage images(m_answers);
    images.begin();
    showWindow(images);
    auto *list = images.findChild<SearchList *>();
    QCOMPARE(list->count(), 5002); // none, and one that is not of this site
    pressAlt(images, Qt::Key_M);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("image 4711"));
    QTRY_COMPARE(list->count(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(list->current(), m_answers.site.bootImages.at(4711).packageId);
    static_cast<void>(images.save(m_answers));
    QCOMPARE(m_answers.draft.bootImage.packageId, list->current());
}

//! Asked for the chosen image alone, and once.
void tst_SiteConnectionTools::detailsOfTheBootImage()
{
    StartPage page(m_answers, {}, {});
    page.begin();
    QVERIFY(connectTo(page));
    QVERIFY(page.confirm());
    m_answers.draft.bootImage = {QStringLiteral("LAB00005"), {}, {}, SignerChoice::Auto};
    m_server->asked();
    BootImagePage images(m_answers);
    auto *panel = images.findChild<BootImageDetailsPanel *>();
    QSignalSpy looked(panel, &BootImageDetailsPanel::looked);
    images.begin();
    showWindow(images);
    QVERIFY(textsOf(*panel).contains(QStringLiteral("Asking the site about this boot image…")));
    QVERIFY(looked.wait(Patience));
    const auto texts = textsOf(*panel);
    QVERIFY2(texts.contains(
                 QStringLiteral("Command prompt (F8)\nyes, for whoever sits at the computer")),
             qPrintable(texts));
    QVERIFY(texts.contains(QStringLiteral("\\\\files01.lab.example\\drivers\\net\\e1d")));
    m_answers.draft.bootImage.packageId = QStringLiteral("LAB00006");
    images.load(m_answers);
    QVERIFY(looked.wait(Patience));
    QVERIFY(textsOf(*panel).contains(QStringLiteral("Its prestart command\ncmd /c ask.cmd")));
    m_answers.draft.bootImage.packageId = QStringLiteral("LAB00005");
    images.load(m_answers); // known by now
    QCOMPARE(textsOf(*panel), texts);
    QCOMPARE(m_server->asked().size(), 2);
    m_answers.draft.bootImage.file = m_folder.filePath(QStringLiteral("own.wim"));
    images.load(m_answers);
    QVERIFY(panel->isHidden());
}

void tst_SiteConnectionTools::detailsThatAreRefused()
{
    m_server->trap("no-details");
    StartPage page(m_answers, {}, {});
    page.begin();
    QVERIFY(connectTo(page));
    QVERIFY(page.confirm());
    m_answers.draft.bootImage = {QStringLiteral("LAB00005"), {}, {}, SignerChoice::Auto};
    BootImagePage images(m_answers);
    auto *panel = images.findChild<BootImageDetailsPanel *>();
    QSignalSpy looked(panel, &BootImageDetailsPanel::looked);
    images.begin();
    QVERIFY(looked.wait(Patience));
    const auto texts = textsOf(*panel);
    QVERIFY2(texts.startsWith(QStringLiteral("The site does not tell more about it. ")),
             qPrintable(texts));
    QVERIFY(images.confirm());
}

QTEST_MAIN(tst_SiteConnectionTools)
#include "tst_SiteConnectionTools.moc"
