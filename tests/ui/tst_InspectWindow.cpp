// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/buildMedia.h"
#include "core/builder/verifyMedia.h"
#include "core/recipe/RecipeFile.h"
#include "tests/ui/InspectTour.h"
#include "tests/ui/PageChecks.h"
#include "ui/MediaWizard.h"
#include "ui/inspect/InspectWindow.h"
#include "ui/inspect/RenewWindow.h"
#include "ui/inspect/ReportPage.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/PathEdit.h"

#include <QCheckBox>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace bootwright;

class tst_InspectWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void offeredOnTheFirstPage();
    void showsWhatIsDropped();
    void cannotBeRead_data();
    void cannotBeRead();
    void locked();
    void secretsAreMasked();
    void verified();
    void changedAndForeign();
    void compared();
    void calendarAndCard();
    void isAccessible();
    void byKeyboard();
    void renewed();
    void renewalIsRefused();
    void othersAreMadeAnew();
    void stoppedRenewal();

private:
    void wait(const std::function<void()> &act);
    void unlock();
    RenewWindow *renewal();
    QString texts() const { return textsOf(*m_window); }
    //! The files of the media in a folder.
    QString unpack();

    std::unique_ptr<InspectedLab> m_media;
    std::unique_ptr<InspectWindow> m_window;
};

void tst_InspectWindow::init()
{
    m_media = std::make_unique<InspectedLab>();
    m_window = std::make_unique<InspectWindow>(m_media->lab.chance, m_media->lab.draft.site);
}

void tst_InspectWindow::cleanup()
{
    m_window.reset();
}

void tst_InspectWindow::wait(const std::function<void()> &act)
{
    QSignalSpy spy(m_window.get(), &InspectWindow::answered);
    act();
    QVERIFY(spy.wait(30'000));
}

void tst_InspectWindow::unlock()
{
    wait([this] { m_window->inspect(m_media->iso()); });
    m_window->findChild<PasswordEdit *>()->setSecret(m_media->lab.secrets.password);
    wait([this] { clickButton(*m_window, QStringLiteral("&Unlock")); });
}

RenewWindow *tst_InspectWindow::renewal()
{
    wait([this] { m_window->renew(); });
    return m_window->findChild<RenewWindow *>();
}

QString tst_InspectWindow::unpack()
{
    const auto tree = openMedia(m_media->iso());
    for (const auto &entry : tree->entries()) {
        if (!entry.isFolder)
            m_media->lab.put("tree/" + entry.path.toUtf8(), *entry.content.readAll());
    }
    return m_media->lab.path("tree");
}

void tst_InspectWindow::offeredOnTheFirstPage()
{
    MediaWizard wizard({.chance = m_media->lab.chance, .start = m_media->lab.draft});
    showWindow(wizard);
    pressAlt(wizard, Qt::Key_X);
    QTRY_VERIFY(wizard.findChild<InspectWindow *>());
    QVERIFY(wizard.findChild<InspectWindow *>()->isVisible());
}

void tst_InspectWindow::showsWhatIsDropped()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(m_media->iso())});
    wait([&] {
        QDropEvent drop(QPointF(9, 9), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        static_cast<QObject *>(m_window.get())->event(&drop); // as if it had been dragged here
    });
    for (const auto *text :
         {"out.iso", "Boot media of Configuration Manager", "Training lab", "UEFI x64"})
        QVERIFY2(texts().contains(QString::fromLatin1(text)), qPrintable(texts()));
    QCOMPARE(m_window->windowTitle(), QStringLiteral("out.iso – Bootwright"));
}

void tst_InspectWindow::cannotBeRead_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("gone") << QByteArray("gone.iso") << QStringLiteral("Cannot find the media");
    QTest::newRow("noise") << QByteArray("noise.iso")
                           << QStringLiteral("It holds no file system that is known here");
}

void tst_InspectWindow::cannotBeRead()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, sentence);
    m_media->lab.put("noise.iso", QByteArray(100'000, 'x'));
    wait([this] { m_window->inspect(m_media->iso()); });
    wait([&] { m_window->inspect(m_media->lab.path(file)); });
    QVERIFY2(texts().contains(sentence), qPrintable(texts()));
    for (const auto *button : m_window->findChildren<QPushButton *>())
        QVERIFY(button->text() != u"&Verify" || !button->isVisibleTo(m_window.get()));
}

void tst_InspectWindow::locked()
{
    wait([this] { m_window->inspect(m_media->iso()); });
    QVERIFY2(!texts().contains(QStringLiteral("OSDTech")), qPrintable(texts()));
    m_window->renew();
    QCOMPARE(sentences(*m_window),
             QStringLiteral("Renewing needs the password that the media have now."));
    m_window->findChild<PasswordEdit *>()->setSecret(Secret(QStringLiteral("another one")));
    wait([this] { clickButton(*m_window, QStringLiteral("&Unlock")); });
    QCOMPARE(sentences(*m_window),
             QStringLiteral("This is not the password of the media. Type it again, as it was when "
                            "they were made."));
    m_window->findChild<PasswordEdit *>()->setSecret(m_media->lab.secrets.password);
    wait([this] { clickButton(*m_window, QStringLiteral("&Unlock")); });
    QCOMPARE(sentences(*m_window), QString());
    QVERIFY2(texts().contains(QStringLiteral("OSDTech")), qPrintable(texts()));
}

void tst_InspectWindow::secretsAreMasked()
{
    unlock();
    QVERIFY(!texts().contains(QStringLiteral("of the domain")));
    m_window->findChildren<QCheckBox *>().last()->setChecked(true);
    QVERIFY2(texts().contains(QStringLiteral("of the domain")), qPrintable(texts()));
    m_window->findChildren<QCheckBox *>().last()->setChecked(false);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!texts().contains(QStringLiteral("of the domain")));
    m_window->findChildren<QCheckBox *>().last()->setChecked(true);
    wait([this] { m_window->inspect(m_media->iso()); });
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!texts().contains(QStringLiteral("of the domain")));
}

void tst_InspectWindow::verified()
{
    wait([this] { m_window->inspect(m_media->iso()); });
    wait([this] { clickButton(*m_window, QStringLiteral("&Verify")); });
    QVERIFY2(texts().contains(QStringLiteral("are as the manifest says")), qPrintable(texts()));
}

void tst_InspectWindow::changedAndForeign()
{
    const auto folder = unpack();
    m_media->lab.put("tree/bootmgr", "another one");
    m_media->lab.put("tree/notes.txt", "of the technician");
    QFile::remove(folder + QStringLiteral("/boot/boot.sdi"));
    wait([&] { m_window->inspect(folder); });
    wait([this] { m_window->verify(); });
    for (const auto *text : {"The media are not what their manifest says. Make them again.",
                             "Missing: boot/boot.sdi",
                             "Changed: bootmgr",
                             "Put there by somebody, which is no fault: notes.txt"})
        QVERIFY2(texts().contains(QString::fromLatin1(text)), qPrintable(texts()));
}

void tst_InspectWindow::compared()
{
    unlock();
    wait([this] { m_window->compareWith(m_media->iso()); });
    QVERIFY2(texts().contains(QStringLiteral("No difference was found.")), qPrintable(texts()));
    auto other = m_media->lab.draft;
    other.managementPoints.append(QStringLiteral("http://mp02.lab.example"));
    m_media->lab.put("recipe.json", writeRecipe(other, {}));
    wait([this] { m_window->compareWith(m_media->lab.path("recipe.json")); });
    QVERIFY2(texts().contains(QStringLiteral("mp02.lab.example")), qPrintable(texts()));
    m_media->lab.put("broken.json", "{");
    wait([this] { m_window->compareWith(m_media->lab.path("broken.json")); });
    QVERIFY2(texts().contains(QStringLiteral("broken.json")), qPrintable(texts()));
}

void tst_InspectWindow::calendarAndCard()
{
    unlock();
    m_window->saveCalendar(m_media->lab.path("end.ics"));
    QFile calendar(m_media->lab.path("end.ics"));
    QVERIFY(calendar.open(QIODevice::ReadOnly));
    QVERIFY(calendar.readAll().contains("DTSTART;VALUE=DATE:20271122"));
    m_window->saveCard(m_media->lab.path("card.html"));
    QFile card(m_media->lab.path("card.html"));
    QVERIFY(card.open(QIODevice::ReadOnly));
    const auto html = card.readAll();
    QVERIFY(html.contains("Training lab") && html.contains("http://mp01.lab.example")
            && html.contains("2027-11-22"));
    m_window->saveCalendar(m_media->lab.path("no such folder/end.ics"));
    QVERIFY2(texts().contains(QStringLiteral("Choose another place.")), qPrintable(texts()));
}

void tst_InspectWindow::isAccessible()
{
    wait([this] { m_window->inspect(m_media->iso()); });
    QCOMPARE(whyNotAccessible(*m_window), QString());
    unlock();
    QCOMPARE(whyNotAccessible(*m_window), QString());
    QCOMPARE(whyNotAccessible(*renewal()), QString());
}

void tst_InspectWindow::byKeyboard()
{
    m_window->inspect(m_media->iso());
    showWindow(*m_window);
    QTRY_VERIFY(m_window->findChild<PasswordEdit *>()->isVisible());
    pressAlt(*m_window, Qt::Key_M);
    typeText(m_media->lab.secrets.password.text());
    wait([] { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); });
    wait([this] { pressAlt(*m_window, Qt::Key_V); });
    QVERIFY2(texts().contains(QStringLiteral("are as the manifest says")), qPrintable(texts()));
    wait([this] { pressAlt(*m_window, Qt::Key_R); });
    auto *window = m_window->findChild<RenewWindow *>();
    QVERIFY(QTest::qWaitForWindowActive(window));
    pressAlt(*window, Qt::Key_L);
    typeText(QStringLiteral("Hall C"));
    QSignalSpy ended(window, &RenewWindow::ended);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // nobody renews by accident
    QVERIFY(!ended.wait(300));
    for (auto *button : window->findChildren<QPushButton *>()) {
        if (button->text() == u"Renew")
            button->setFocus();
    }
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(ended.wait(30'000));
    QTest::keyClick(window, Qt::Key_Escape);
    QTRY_VERIFY2(texts().contains(QStringLiteral("Hall C")), qPrintable(texts()));
}

void tst_InspectWindow::renewed()
{
    unlock();
    auto *window = renewal();
    auto *page = window->findChild<RenewPage *>();
    const auto radios = page->findChildren<QRadioButton *>();
    radios.at(4)->setChecked(true);
    const auto passwords = page->findChildren<PasswordEdit *>();
    const Secret fresh(QStringLiteral("nine grey geese in Gothenburg"));
    passwords.at(1)->setSecret(fresh);
    passwords.at(2)->setSecret(fresh);
    page->findChild<QPlainTextEdit *>()->setPlainText(
        QStringLiteral("http://mp02.lab.example\nhttp://mp01.lab.example\n"));
    QSignalSpy ended(window, &RenewWindow::ended);
    wait([&] {
        window->renew();
        QVERIFY(ended.wait(30'000));
    });
    QVERIFY2(textsOf(*window).contains(
                 QStringLiteral("What was written was read back and is what was meant.")),
             qPrintable(textsOf(*window)));
    QVERIFY2(textsOf(*window).contains(QStringLiteral("2027-11-22")), qPrintable(textsOf(*window)));
    const auto now = inspectMedia(m_media->iso(), fresh);
    QVERIFY2(now, now ? "" : qPrintable(now.error().message));
    QCOMPARE(now->managementPoints(),
             QStringList({QStringLiteral("http://mp02.lab.example"),
                          QStringLiteral("http://mp01.lab.example")}));
    QCOMPARE(now->variables.find(u"OSDJoinPassword")->value.text(),
             QStringLiteral("of the domain"));
    Control control;
    QVERIFY(verifyMedia(m_media->iso(), control)->isGood());
    QVERIFY2(texts().contains(QStringLiteral("mp02.lab.example")), qPrintable(texts()));
}

void tst_InspectWindow::renewalIsRefused()
{
    unlock();
    auto *window = renewal();
    auto *page = window->findChild<RenewPage *>();
    const auto radios = page->findChildren<QRadioButton *>();
    radios.at(2)->setChecked(true); // keep the certificate
    window->renew();
    QCOMPARE(sentences(*page),
             QStringLiteral("Nothing would be new. Change something, or cancel."));
    radios.at(4)->setChecked(true);
    page->findChild<QPlainTextEdit *>()->setPlainText(QString());
    page->findChildren<PasswordEdit *>().at(1)->setSecret(Secret(QStringLiteral("one")));
    window->renew();
    QCOMPARE(sentences(*page),
             QStringLiteral("The two passwords are not the same. Type both again.\n"
                            "Media without a management point find no site. Name one."));
    window->reject();
    Control control;
    QVERIFY(verifyMedia(m_media->iso(), control)->isGood());
    QVERIFY(inspectMedia(m_media->iso(), m_media->lab.secrets.password));
}

void tst_InspectWindow::othersAreMadeAnew()
{
    const auto folder = unpack();
    QFile::remove(folder + QStringLiteral("/Bootwright/manifest.json"));
    wait([&] { m_window->inspect(folder); });
    m_window->findChild<PasswordEdit *>()->setSecret(m_media->lab.secrets.password);
    wait([this] { clickButton(*m_window, QStringLiteral("&Unlock")); });
    auto *window = renewal();
    auto *page = window->findChild<RenewPage *>();
    window->renew();
    QCOMPARE(sentences(*page), QStringLiteral("No file is named for the new media. Name one."));
    page->findChild<PathEdit *>()->setPath(m_media->iso());
    window->renew();
    QCOMPARE(sentences(*page),
             QStringLiteral("There is a file of this name already. Choose another name."));
    const auto made = m_media->lab.path("new.iso");
    page->findChild<PathEdit *>()->setPath(made);
    QSignalSpy ended(window, &RenewWindow::ended);
    window->renew();
    QVERIFY(ended.wait(60'000));
    QVERIFY2(textsOf(*window).contains(
                 QStringLiteral("What was written was read back and is what was meant.")),
             qPrintable(textsOf(*window)));
    Control control;
    QVERIFY(verifyMedia(made, control)->isGood());
    QVERIFY(inspectMedia(made, m_media->lab.secrets.password));
}

void tst_InspectWindow::stoppedRenewal()
{
    const auto folder = unpack();
    QFile::remove(folder + QStringLiteral("/Bootwright/manifest.json"));
    wait([&] { m_window->inspect(folder); });
    m_window->findChild<PasswordEdit *>()->setSecret(m_media->lab.secrets.password);
    wait([this] { clickButton(*m_window, QStringLiteral("&Unlock")); });
    auto *window = renewal();
    const auto made = m_media->lab.path("new.iso");
    window->findChild<PathEdit *>()->setPath(made);
    QSignalSpy ended(window, &RenewWindow::ended);
    window->renew();
    window->reject();
    QVERIFY(ended.wait(60'000));
    QVERIFY2(textsOf(*window).contains(QStringLiteral("You stopped the work.")),
             qPrintable(textsOf(*window)));
    QVERIFY(!QFile::exists(made));
}

QTEST_MAIN(tst_InspectWindow)
#include "tst_InspectWindow.moc"
