// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/RecipeFile.h"
#include "tests/ui/PageChecks.h"
#include "tests/ui/TestDrives.h"
#include "ui/StickChoice.h"
#include "ui/pages/SummaryPage.h"
#include "ui/widgets/AnswerList.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_SummaryPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsTheDraft();
    void isAccessible();
    void showsAnswersAndWarnings();
    void savesTheRecipe();
    void saysWhyItCannotSave();
    void refusesWhatBecameWrong();
    void tellsTheExactSize();
    void rowsByKeyboard();

private:
    std::vector<Problem> problems() const;

    QTemporaryDir m_folder;
    Answers m_answers;
    TestDrives m_drives;
    StickChoice m_choice{m_drives};
};

void tst_SummaryPage::init()
{
    m_answers = goodAnswers(m_folder.filePath(QStringLiteral("out.iso")));
}

std::vector<Problem> tst_SummaryPage::problems() const
{
    return planMedia(m_answers.draft, m_answers.secrets, m_answers.site, m_answers.chance.now())
        .problems;
}

void tst_SummaryPage::keepsTheDraft()
{
    SummaryPage page(m_answers, m_choice, [this] { return problems(); });
    QVERIFY(keepsDraft(page, m_answers));
    QVERIFY(page.confirm());
}

void tst_SummaryPage::isAccessible()
{
    QCOMPARE(whyNotAccessible(SummaryPage(m_answers, m_choice, [this] { return problems(); })),
             QString());
}

void tst_SummaryPage::showsAnswersAndWarnings()
{
    m_answers.draft.allowUnattended = true;
    SummaryPage page(m_answers, m_choice, [this] { return problems(); });
    page.enter();
    QStringList rows;
    for (const auto *row : page.findChild<AnswerList *>()->findChildren<QAbstractButton *>())
        rows.append(row->accessibleName());
    QCOMPARE(rows.at(0), QStringLiteral("Site: LAB, from: training site"));
    QCOMPARE(rows.at(1), QStringLiteral("Unattended deployment: yes"));
    QVERIFY(textsOf(page).contains(QStringLiteral("Unattended media find only required")));
}

void tst_SummaryPage::savesTheRecipe()
{
    SummaryPage page(m_answers, m_choice, [this] { return problems(); });
    page.enter();
    const auto path = m_folder.filePath(QStringLiteral("recipe.json"));
    page.saveRecipe(path);
    QCOMPARE(sentences(page), QString());
    const auto read = readRecipe(path);
    QVERIFY(read);
    QCOMPARE(*read, m_answers.draft);
}

void tst_SummaryPage::saysWhyItCannotSave()
{
    SummaryPage page(m_answers, m_choice, [this] { return problems(); });
    page.enter();
    const auto path = m_folder.filePath(QStringLiteral("none/recipe.json"));
    page.saveRecipe(path);
    QVERIFY2(textsOf(page).contains(
                 QStringLiteral("Cannot write \"%1\".").arg(QDir::toNativeSeparators(path))),
             qPrintable(textsOf(page)));
}

void tst_SummaryPage::refusesWhatBecameWrong()
{
    m_answers.draft.target.stagingFolder = QStringLiteral("/gone");
    SummaryPage page(m_answers, m_choice, [this] { return problems(); });
    page.enter();
    QVERIFY(!page.confirm());
    QVERIFY(textsOf(page).contains(QStringLiteral("Cannot find the staging folder \"/gone\".")));
    QCOMPARE(sentences(page),
             QStringLiteral("The media cannot be made yet. What is wrong stands above; each step "
                            "with a mark at the side leads to its page."));
}

void tst_SummaryPage::tellsTheExactSize()
{
    SummaryPage page(m_answers, m_choice, [this] { return problems(); });
    QSignalSpy measured(&page, &SummaryPage::measured);
    page.enter();
    QVERIFY(measured.wait(30000));
    const auto texts = textsOf(page);
    QVERIFY2(texts.contains(QStringLiteral("The image will have ")), qPrintable(texts));
}

void tst_SummaryPage::rowsByKeyboard()
{
    SummaryPage page(m_answers, m_choice, [this] { return problems(); });
    page.enter();
    showWindow(page);
    QSignalSpy chosen(&page, &SummaryPage::answerChosen);
    const auto rows = page.findChild<AnswerList *>()->findChildren<QAbstractButton *>();
    rows.first()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(QApplication::focusWidget(), rows.at(1));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(chosen.value(0).value(0).toString(), QStringLiteral("allowUnattended"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up); // there is none above
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(chosen.value(1).value(0).toString(), QStringLiteral("site"));
}

QTEST_MAIN(tst_SummaryPage)
#include "tst_SummaryPage.moc"
