// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "tests/ui/TestDrives.h"
#include "ui/StickChoice.h"
#include "ui/pages/ImagePanel.h"
#include "ui/pages/KitPanel.h"
#include "ui/pages/StickSummaryPage.h"
#include "ui/widgets/EraseList.h"

#include <QApplication>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_StickSummaryPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsWhatIsErased();
    void tellsWhatTheKitIs();
    void unlockedDriveIsConfirmedOnceMore();
    void otherDrivesAreConfirmedAnew();
    void problemIsInTheWay();
    void isAccessible();

private:
    StickSummaryPage *makePage();
    DriveIdentity identity(const QString &path) const;
    void unlockAndChoose(const QString &path);

    Answers m_answers;
    std::unique_ptr<TestDrives> m_drives;
    std::unique_ptr<StickChoice> m_choice;
    std::unique_ptr<ImagePanel> m_image;
    std::unique_ptr<KitPanel> m_kit;
    std::vector<Problem> m_problems;
};

void tst_StickSummaryPage::init()
{
    m_answers = goodAnswers({});
    m_answers.task = Task::WriteImage;
    m_answers.image = QStringLiteral("/images/hall-a.iso");
    m_problems.clear();
    m_choice.reset();
    m_drives = std::make_unique<TestDrives>();
    m_choice = std::make_unique<StickChoice>(*m_drives);
    m_choice->look();
    m_image = std::make_unique<ImagePanel>(m_answers.chance.now());
    m_kit = std::make_unique<KitPanel>(m_answers.chance.now());
    m_drives->plug(testStick(QStringLiteral("sdb")));
    m_drives->plug(testDisk(QStringLiteral("sda")));
}

StickSummaryPage *tst_StickSummaryPage::makePage()
{
    return new StickSummaryPage(
        m_answers, *m_choice, *m_image, *m_kit, [this] { return m_problems; });
}

DriveIdentity tst_StickSummaryPage::identity(const QString &path) const
{
    for (const auto &drive : m_choice->offered()) {
        if (drive.properties.identity.path == path)
            return drive.properties.identity;
    }
    return {};
}

void tst_StickSummaryPage::unlockAndChoose(const QString &path)
{
    m_choice->unlock(identity(path));
    m_choice->choose(identity(path));
}

void tst_StickSummaryPage::tellsWhatIsErased()
{
    m_choice->choose(identity(QStringLiteral("/dev/sdb")));
    const std::unique_ptr<StickSummaryPage> page(makePage());
    page->enter();
    const auto texts = textsOf(*page);
    for (const auto &text : {QStringLiteral("Everything on 1 drive(s) will be erased:"),
                             QStringLiteral("SanDisk Ultra USB 3.0"),
                             QStringLiteral("31.9 GB · serial SN-sdb · USB, port 1-2 · /dev/sdb"),
                             QStringLiteral("On it: PHOTOS (vfat, 31.9 GB)")})
        QVERIFY2(texts.contains(text), qPrintable(texts));
    QVERIFY(!page->findChild<QLineEdit *>()); // an ordinary stick needs no word
    QVERIFY(page->confirm());
}

void tst_StickSummaryPage::tellsWhatTheKitIs()
{
    const QTemporaryDir folder;
    auto draft = goodDraft({});
    draft.allowUnattended = true;
    draft.target.label = QStringLiteral("Hall A");
    m_answers.image = folder.filePath(QStringLiteral("hall-a.bootkit"));
    QVERIFY(makeKit(m_answers.image, draft));
    m_kit->open(m_answers.image);
    QTRY_VERIFY_WITH_TIMEOUT(m_kit->kit(), 30000);
    m_answers.kit = m_kit->kit();
    const std::unique_ptr<StickSummaryPage> page(makePage());
    page->enter();
    showWindow(*page);
    m_kit->plan(m_answers, {QStringLiteral("It restarts again and again.")});
    QTRY_VERIFY_WITH_TIMEOUT(m_kit->outcome(), 30000);
    const auto texts = textsOf(*page);
    for (const auto &text : {QStringLiteral("Kit"),
                             QStringLiteral("hall-a.bootkit"),
                             QStringLiteral("Hall A UNATTENDED"),
                             QStringLiteral("a new one; an admin of the site has to make it known"),
                             QStringLiteral(", together "),
                             QStringLiteral("It restarts again and again.")})
        QVERIFY2(texts.contains(text), qPrintable(texts));
}

void tst_StickSummaryPage::unlockedDriveIsConfirmedOnceMore()
{
    m_choice->choose(identity(QStringLiteral("/dev/sdb")));
    unlockAndChoose(QStringLiteral("/dev/sda"));
    const std::unique_ptr<StickSummaryPage> page(makePage());
    page->enter();
    showWindow(*page);
    QCOMPARE(page->firstField(), page->findChild<QLineEdit *>());
    QVERIFY(!page->confirm());
    QCOMPARE(sentences(*page),
             QStringLiteral("Type \"120.0 GB\" to confirm that this drive is to be erased."));
    QCOMPARE(QApplication::focusWidget(), page->findChild<QLineEdit *>());
    typeText(QStringLiteral("31.9 GB")); // of another drive
    QVERIFY(!page->confirm());
    typeText(QStringLiteral("120.0GB"));
    QTRY_COMPARE(sentences(*page), QString());
    QVERIFY(page->confirm());
}

//! What was typed for one drive says nothing about another one.
void tst_StickSummaryPage::otherDrivesAreConfirmedAnew()
{
    unlockAndChoose(QStringLiteral("/dev/sda"));
    const std::unique_ptr<StickSummaryPage> page(makePage());
    page->enter();
    page->findChild<QLineEdit *>()->setText(QStringLiteral("120.0 GB"));
    QVERIFY(page->confirm());
    m_drives->plug(testStick(QStringLiteral("sdd")));
    QVERIFY(page->confirm()); // nothing of it has changed
    m_drives->unplug(QStringLiteral("/dev/sda"));
    QVERIFY(!page->findChild<QLineEdit *>());
    QVERIFY(textsOf(*page).contains(QStringLiteral("was unplugged and is no longer chosen.")));
    m_drives->plug(testDisk(QStringLiteral("sda")));
    unlockAndChoose(QStringLiteral("/dev/sda"));
    QVERIFY(page->findChild<QLineEdit *>()->text().isEmpty());
    QVERIFY(!page->confirm());
}

void tst_StickSummaryPage::problemIsInTheWay()
{
    m_choice->choose(identity(QStringLiteral("/dev/sdb")));
    m_problems = {{QStringLiteral("image"), QStringLiteral("It is damaged.")}};
    const std::unique_ptr<StickSummaryPage> page(makePage());
    page->enter();
    QVERIFY(textsOf(*page).contains(QStringLiteral("It is damaged.")));
    QVERIFY(!page->confirm());
}

void tst_StickSummaryPage::isAccessible()
{
    unlockAndChoose(QStringLiteral("/dev/sda"));
    const std::unique_ptr<StickSummaryPage> page(makePage());
    page->enter();
    QCOMPARE(whyNotAccessible(*page), QString());
    QCOMPARE(page->findChild<QLineEdit *>()->accessibleName(),
             QStringLiteral("Size of Kingston SA400S37"));
}

QTEST_MAIN(tst_StickSummaryPage)
#include "tst_StickSummaryPage.moc"
