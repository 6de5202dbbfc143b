// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "tests/ui/TestDrives.h"
#include "ui/StickChoice.h"
#include "ui/pages/MediaPage.h"

#include <QCheckBox>
#include <QDir>
#include <QLineEdit>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_MediaPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsTheDraft();
    void isAccessible();
    void problems_data();
    void problems();
    void labelsAsPeopleMeetThem();
    void fileThatIsThere();
    void diskThatIsTooSmall();
    void choicesTellWhereTheyComeFrom();
    void byKeyboard();

private:
    QTemporaryDir m_folder;
    Answers m_answers;
    TestDrives m_drives;
    StickChoice m_choice{m_drives};
};

void tst_MediaPage::init()
{
    m_answers = goodAnswers(m_folder.filePath(QStringLiteral("out.iso")));
}

void tst_MediaPage::keepsTheDraft()
{
    m_answers.draft.target.includeAutorun = true;
    m_answers.draft.target.stagingFolder = m_folder.path();
    m_answers.draft.target.label = QStringLiteral("Hall A");
    MediaPage page(m_answers, m_choice);
    QVERIFY(keepsDraft(page, m_answers));
    QVERIFY(page.confirm());
}

void tst_MediaPage::isAccessible()
{
    QCOMPARE(whyNotAccessible(MediaPage(m_answers, m_choice)), QString());
}

void tst_MediaPage::problems_data()
{
    QTest::addColumn<TargetDraft>("target");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("focus");
    TargetDraft target;
    target.path = m_folder.filePath(QStringLiteral("out.iso"));
    auto other = target;
    other.path.clear();
    QTest::newRow("no file") << other << "No ISO file is named. Name the file to make."
                             << "ISO file";
    other = target;
    other.path = m_folder.path();
    QTest::newRow("a folder")
        << other
        << QStringLiteral("\"%1\" is a folder. Name the ISO file to make in it.").arg(other.path)
        << "ISO file";
    other = target;
    other.label.clear();
    QTest::newRow("no label")
        << other << "The media label is empty. Type a name by which people know the media."
        << QString();
    other = target;
    other.stagingFolder = m_folder.filePath(QStringLiteral("none"));
    QTest::newRow("no staging folder")
        << other
        << QStringLiteral("Cannot find the staging folder \"%1\".").arg(other.stagingFolder)
        << "Staging folder";
}

void tst_MediaPage::problems()
{
    QFETCH(TargetDraft, target);
    QFETCH(QString, sentence);
    QFETCH(QString, focus);
    m_answers.draft.target = target;
    MediaPage page(m_answers, m_choice);
    page.enter();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page), sentence);
    auto *edit = qobject_cast<QLineEdit *>(page.focusWidget());
    QVERIFY(edit);
    QCOMPARE(edit->accessibleName(), focus);
}

void tst_MediaPage::labelsAsPeopleMeetThem()
{
    MediaPage page(m_answers, m_choice);
    page.enter();
    QVERIFY(textsOf(page).contains(
        QStringLiteral("On the disc\nConfiguration Manager\nOn a stick\nCONFIGURATI\n"
                       "In MediaLabel.txt\nlabel=Configuration Manager")));
    m_answers.draft.allowUnattended = true;
    page.enter();
    QVERIFY(textsOf(page).contains(QStringLiteral("On a stick\nUNATTENDED")));
}

void tst_MediaPage::fileThatIsThere()
{
    QFile file(m_answers.draft.target.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    MediaPage page(m_answers, m_choice);
    page.enter();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page),
             QStringLiteral("The file \"%1\" is there already. Tick that it may be replaced, or "
                            "name another file.")
                 .arg(QDir::toNativeSeparators(file.fileName())));
    auto *replace = qobject_cast<QCheckBox *>(page.focusWidget());
    QVERIFY(replace);
    replace->click();
    QVERIFY(page.confirm());
    QVERIFY(m_answers.replaceIso);
    QVERIFY(file.remove());
}

void tst_MediaPage::choicesTellWhereTheyComeFrom()
{
    MediaPage page(m_answers, m_choice);
    page.begin();
    const auto choices = page.findChildren<QRadioButton *>();
    QCOMPARE(choices.size(), 2);
    for (auto *chosen : choices) {
        chosen->click();
        page.leave();
        page.enter();
        for (const auto *choice : choices)
            QCOMPARE(!originOf(*choice).isEmpty(), choice == chosen);
    }
}

void tst_MediaPage::byKeyboard()
{
    m_answers.draft.target.path.clear();
    MediaPage page(m_answers, m_choice);
    page.begin();
    showWindow(page);
    QCOMPARE(sentences(page), QString()); // nobody is told off before typing
    pressAlt(page, Qt::Key_F);
    typeText(m_folder.filePath(QStringLiteral("none/out.iso")));
    QTRY_COMPARE(sentences(page),
                 QStringLiteral("Cannot find the folder \"%1\" for the ISO file. Make it first.")
                     .arg(m_folder.filePath(QStringLiteral("none"))));
    typeText(m_folder.filePath(QStringLiteral("out.iso")));
    QTRY_COMPARE(sentences(page), QString());
    QVERIFY(textsOf(page).contains(QStringLiteral("Free there: ")));
    pressAlt(page, Qt::Key_L);
    typeText(QStringLiteral("A label that is longer than a disc"));
    QTRY_COMPARE(sentences(page),
                 QStringLiteral(
                     "The media label \"A label that is longer than a disc\" has 34 characters. At "
                     "most 32 fit on a disc."));
    typeText(QStringLiteral("Hall A"));
    pressAlt(page, Qt::Key_S);
    typeText(m_folder.path());
    pressAlt(page, Qt::Key_A);
    QVERIFY2(page.confirm(), qPrintable(sentences(page)));
    QCOMPARE(m_answers.draft.target,
             (TargetDraft{TargetType::Iso,
                          m_folder.filePath(QStringLiteral("out.iso")),
                          QStringLiteral("Hall A"),
                          true,
                          m_folder.path()}));
    QFile file(m_answers.draft.target.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    page.enter();
    QVERIFY(!page.confirm());
    pressAlt(page, Qt::Key_R);
    QVERIFY(page.confirm());
    QVERIFY(m_answers.replaceIso && file.remove());
}

void tst_MediaPage::diskThatIsTooSmall()
{
    m_answers.site.bootImages.first().sizeBytes = quint64(1) << 60; // of the image that is chosen
    MediaPage page(m_answers, m_choice);
    page.enter();
    QVERIFY(!page.confirm());
    const auto sentence = sentences(page);
    QVERIFY2(sentence.startsWith(QStringLiteral("The disk of \"%1\" has ")
                                     .arg(QDir::toNativeSeparators(m_answers.draft.target.path))),
             qPrintable(sentence));
    QVERIFY2(sentence.endsWith(QStringLiteral(
                 " free, but the image needs about 1.00 EiB. Choose another disk, or make room.")),
             qPrintable(sentence));
}

QTEST_MAIN(tst_MediaPage)
#include "tst_MediaPage.moc"
