// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/RecipeFile.h"
#include "tests/ui/PageChecks.h"
#include "ui/pages/SummaryPage.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

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

private:
    QTemporaryDir m_folder;
    Answers m_answers;
};

void tst_SummaryPage::init()
{
    m_answers = goodAnswers(m_folder.filePath(QStringLiteral("out.iso")));
}

void tst_SummaryPage::keepsTheDraft()
{
    SummaryPage page(m_answers);
    QVERIFY(page.isCommitPage());
    QVERIFY(keepsDraft(page, m_answers));
    QVERIFY(page.validatePage());
}

void tst_SummaryPage::isAccessible()
{
    QCOMPARE(whyNotAccessible(SummaryPage(m_answers)), QString());
}

void tst_SummaryPage::showsAnswersAndWarnings()
{
    m_answers.draft.allowUnattended = true;
    SummaryPage page(m_answers);
    page.initializePage();
    const auto *rows = page.findChild<QTreeWidget *>();
    QCOMPARE(rows->topLevelItem(1)->text(1), QStringLiteral("Unattended deployment"));
    QCOMPARE(rows->topLevelItem(1)->text(2), QStringLiteral("yes"));
    QVERIFY(textsOf(page).contains(QStringLiteral("Unattended media find only required")));
}

void tst_SummaryPage::savesTheRecipe()
{
    SummaryPage page(m_answers);
    page.initializePage();
    const auto path = m_folder.filePath(QStringLiteral("recipe.json"));
    page.saveRecipe(path);
    QCOMPARE(sentences(page), QString());
    const auto read = readRecipe(path);
    QVERIFY(read);
    QCOMPARE(*read, m_answers.draft);
}

void tst_SummaryPage::saysWhyItCannotSave()
{
    SummaryPage page(m_answers);
    page.initializePage();
    const auto path = m_folder.filePath(QStringLiteral("none/recipe.json"));
    page.saveRecipe(path);
    QVERIFY2(sentences(page).startsWith(QStringLiteral("Cannot write \"%1\".").arg(path)),
             qPrintable(sentences(page)));
}

void tst_SummaryPage::refusesWhatBecameWrong()
{
    m_answers.draft.target.stagingFolder = QStringLiteral("/gone");
    SummaryPage page(m_answers);
    page.initializePage();
    QVERIFY(!page.validatePage());
    QCOMPARE(sentences(page), QStringLiteral("Cannot find the staging folder \"/gone\"."));
}

QTEST_MAIN(tst_SummaryPage)
#include "tst_SummaryPage.moc"
