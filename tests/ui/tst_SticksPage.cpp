// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "tests/ui/TestDrives.h"
#include "ui/StickChoice.h"
#include "ui/pages/SticksPage.h"
#include "ui/widgets/StickRow.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace bootwright;

class tst_SticksPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isAccessible();
    void tellsDrivesApart();
    void saysWhyNot();
    void followsWhatIsPluggedIn();
    void wantsAStick();
    void unlocksByName();
    void rowKeepsTheFocus();
    void rowsMoveWithTheirVerdict();
    void byKeyboard();

private:
    static QCheckBox *boxOf(const QWidget &page, const QString &path);
    static StickRow *rowOf(const QWidget &page, const QString &path);

    Answers m_answers;
    std::unique_ptr<TestDrives> m_drives;
    std::unique_ptr<StickChoice> m_choice;
};

void tst_SticksPage::init()
{
    m_answers = goodAnswers({});
    m_answers.task = Task::WriteImage;
    m_choice.reset();
    m_drives = std::make_unique<TestDrives>();
    m_choice = std::make_unique<StickChoice>(*m_drives);
}

StickRow *tst_SticksPage::rowOf(const QWidget &page, const QString &path)
{
    for (auto *row : page.findChildren<StickRow *>()) {
        if (row->identity().path == path)
            return row;
    }
    return nullptr;
}

QCheckBox *tst_SticksPage::boxOf(const QWidget &page, const QString &path)
{
    return rowOf(page, path)->findChild<QCheckBox *>();
}

void tst_SticksPage::isAccessible()
{
    m_drives->plug(testStick(QStringLiteral("sdb")));
    m_drives->plug(testStick(QStringLiteral("sdc")));
    m_drives->plug(testDisk(QStringLiteral("sda")));
    SticksPage page(m_answers, *m_choice);
    page.enter();
    QCOMPARE(whyNotAccessible(page), QString());
    QCOMPARE(boxOf(page, QStringLiteral("/dev/sdb"))->accessibleName(),
             QStringLiteral("SanDisk Ultra USB 3.0, 31.9 GB · serial SN-sdb · USB, port 1-2 · "
                            "/dev/sdb"));
    QCOMPARE(
        boxOf(page, QStringLiteral("/dev/sda"))->accessibleDescription(),
        QStringLiteral("It is built into this computer. Unlock it if it is the one you mean."));
}

void tst_SticksPage::tellsDrivesApart()
{
    auto stick = testStick(QStringLiteral("sdb"), QStringLiteral("A & B <b>stick</b>"));
    stick.identity.serial.clear();
    m_drives->plug(stick);
    SticksPage page(m_answers, *m_choice);
    page.enter();
    const auto texts = textsOf(page);
    QVERIFY2(texts.contains(QStringLiteral("SanDisk A && B <b>stick</b>")), qPrintable(texts));
    QVERIFY2(
        texts.contains(QStringLiteral("31.9 GB · no serial number · USB, port 1-2 · /dev/sdb")),
        qPrintable(texts));
    QVERIFY2(texts.contains(QStringLiteral("On it: PHOTOS (vfat, 31.9 GB) at /media/anna/PHOTOS")),
             qPrintable(texts));
}

void tst_SticksPage::saysWhyNot()
{
    m_drives->plug(testDisk(QStringLiteral("sda")), {QStringLiteral("/")});
    auto locked = testStick(QStringLiteral("sdb"));
    locked.readOnly = true;
    m_drives->plug(locked);
    SticksPage page(m_answers, *m_choice);
    page.enter();
    for (const auto &path : {QStringLiteral("/dev/sda"), QStringLiteral("/dev/sdb")}) {
        QVERIFY(!boxOf(page, path)->isEnabled());
        QVERIFY(rowOf(page, path)->findChild<QPushButton *>()->isHidden()); // nothing to unlock
    }
    QVERIFY(textsOf(page).contains(
        QStringLiteral("The running system is on it: /. Choose another drive.")));
    QVERIFY(textsOf(page).contains(
        QStringLiteral("It is write-protected. Move its switch, or choose another drive.")));
}

void tst_SticksPage::followsWhatIsPluggedIn()
{
    SticksPage page(m_answers, *m_choice);
    page.enter();
    showWindow(page);
    const auto none =
        QStringLiteral("No stick is plugged in. Plug one in: it appears here by itself.");
    QVERIFY(textsOf(page).contains(none));
    m_drives->plug(testStick(QStringLiteral("sdb")));
    QVERIFY(!textsOf(page).contains(none));
    QVERIFY(!boxOf(page, QStringLiteral("/dev/sdb"))->isChecked()); // never by itself
    boxOf(page, QStringLiteral("/dev/sdb"))->click();
    QVERIFY(textsOf(page).contains(QStringLiteral("1 drive(s) chosen, to be erased completely.")));
    m_drives->unplug(QStringLiteral("/dev/sdb"));
    QVERIFY(!rowOf(page, QStringLiteral("/dev/sdb")));
    QVERIFY(textsOf(page).contains(QStringLiteral("was unplugged and is no longer chosen.")));
    QVERIFY(!page.confirm());
}

void tst_SticksPage::wantsAStick()
{
    m_drives->plug(testStick(QStringLiteral("sdb")));
    SticksPage page(m_answers, *m_choice);
    page.enter();
    showWindow(page);
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page), QStringLiteral("No stick is chosen. Tick at least one drive."));
    QCOMPARE(QApplication::focusWidget(), boxOf(page, QStringLiteral("/dev/sdb")));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTRY_COMPARE(sentences(page), QString());
    QVERIFY(page.confirm());
}

void tst_SticksPage::unlocksByName()
{
    m_drives->plug(testDisk(QStringLiteral("sda")));
    SticksPage page(m_answers, *m_choice);
    page.enter();
    showWindow(page);
    auto *row = rowOf(page, QStringLiteral("/dev/sda"));
    auto *box = boxOf(page, QStringLiteral("/dev/sda"));
    QVERIFY(!row->findChild<QLineEdit *>()->isVisible());
    row->findChild<QPushButton *>()->click();
    QCOMPARE(QApplication::focusWidget(), row->findChild<QLineEdit *>());
    QVERIFY(
        textsOf(page).contains(QStringLiteral("To unlock it, type its name: Kingston SA400S37")));
    typeText(QStringLiteral("Kingston SA400S38"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(
        textsOf(page).contains(QStringLiteral("It is another one. Type it as it stands above.")));
    QVERIFY(!box->isEnabled());
    typeText(QStringLiteral("kingston sa400s37"));
    QVERIFY(box->isEnabled());
    QVERIFY(!box->isChecked()); // unlocking is not choosing
    QCOMPARE(QApplication::focusWidget(), box);
    QVERIFY(textsOf(page).contains(
        QStringLiteral("Unlocked: you have said that this drive is meant.")));
}

void tst_SticksPage::rowKeepsTheFocus()
{
    m_drives->plug(testStick(QStringLiteral("sdc")));
    SticksPage page(m_answers, *m_choice);
    page.enter();
    showWindow(page);
    auto *box = boxOf(page, QStringLiteral("/dev/sdc"));
    box->setFocus();
    m_drives->plug(testStick(QStringLiteral("sdb")));
    m_drives->plug(testDisk(QStringLiteral("sda")));
    m_drives->unplug(QStringLiteral("/dev/sdb"));
    QCOMPARE(boxOf(page, QStringLiteral("/dev/sdc")), box);
    QCOMPARE(QApplication::focusWidget(), box);
}

//! One that cannot be chosen any more goes down, and there is still one row for each.
void tst_SticksPage::rowsMoveWithTheirVerdict()
{
    m_drives->plug(testStick(QStringLiteral("sdb"), {}, 1'000'000'000));
    m_drives->plug(testStick(QStringLiteral("sdc")));
    SticksPage page(m_answers, *m_choice);
    page.enter();
    showWindow(page);
    auto *small = rowOf(page, QStringLiteral("/dev/sdb"));
    auto *large = rowOf(page, QStringLiteral("/dev/sdc"));
    QTRY_VERIFY(small->y() < large->y());
    m_choice->setSource({}, 2'000'000'000);
    QCOMPARE(page.findChildren<StickRow *>().size(), 2);
    QCOMPARE(rowOf(page, QStringLiteral("/dev/sdb")), small);
    QTRY_VERIFY(small->y() > large->y());
    QCOMPARE(page.firstField(), boxOf(page, QStringLiteral("/dev/sdc")));
}

void tst_SticksPage::byKeyboard()
{
    m_drives->plug(testDisk(QStringLiteral("sda")));
    m_drives->plug(testStick(QStringLiteral("sdc")));
    m_drives->plug(testStick(QStringLiteral("sdb")));
    SticksPage page(m_answers, *m_choice);
    page.enter();
    showWindow(page);
    QCOMPARE(page.firstField(), boxOf(page, QStringLiteral("/dev/sdc")));
    page.firstField()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), boxOf(page, QStringLiteral("/dev/sdb")));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(),
             rowOf(page, QStringLiteral("/dev/sda"))->findChild<QPushButton *>());
    pressAlt(page, Qt::Key_H);
    QVERIFY(boxOf(page, QStringLiteral("/dev/sdb"))->isChecked());
    QVERIFY(boxOf(page, QStringLiteral("/dev/sdc"))->isChecked());
    QVERIFY(!boxOf(page, QStringLiteral("/dev/sda"))->isChecked());
}

QTEST_MAIN(tst_SticksPage)
#include "tst_SticksPage.moc"
