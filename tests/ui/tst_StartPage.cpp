// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/RecipeFile.h"
#include "core/site/LabSite.h"
#include "tests/ui/PageChecks.h"
#include "ui/pages/StartPage.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_StartPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsTheDraft();
    void isAccessible();
    void trainingSiteGivesFacts();
    void profiles_data();
    void profiles();
    void recipe();
    void recipeThatIsNone();
    void lastAnswers();

private:
    QString write(const QString &name, const QByteArray &bytes);

    QTemporaryDir m_folder;
    Answers m_answers;
};

void tst_StartPage::init()
{
    m_answers = goodAnswers(m_folder.filePath(QStringLiteral("out.iso")));
}

QString tst_StartPage::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName()
                                                                                : QString();
}

void tst_StartPage::keepsTheDraft()
{
    m_answers.draft.site.siteCode = QStringLiteral("LAB");
    StartPage page(m_answers, {});
    QVERIFY(keepsDraft(page, m_answers));
    m_answers.draft.site.source = SiteSource::Profile;
    m_answers.draft.site.profile = m_folder.filePath(QStringLiteral("none.json"));
    QVERIFY(keepsDraft(page, m_answers));
}

void tst_StartPage::isAccessible()
{
    QCOMPARE(whyNotAccessible(StartPage(m_answers, freshDraft(m_answers.chance.now()))), QString());
}

void tst_StartPage::trainingSiteGivesFacts()
{
    m_answers.site = {};
    StartPage page(m_answers, {});
    page.initializePage();
    QVERIFY(page.validatePage());
    QCOMPARE(m_answers.site.siteCode, QStringLiteral("LAB"));
}

void tst_StartPage::profiles_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("sentence");
    const auto none = m_folder.filePath(QStringLiteral("none.json"));
    QTest::newRow("good") << write(QStringLiteral("site.json"), labProfileJson()) << QString();
    QTest::newRow("not named") << QString() << "No site profile is named. Name its file.";
    QTest::newRow("not there") << none << none;
    const auto broken = write(QStringLiteral("broken.json"), "{\"profileVersion\": 1, ");
    QTest::newRow("no JSON") << broken << broken;
}

void tst_StartPage::profiles()
{
    QFETCH(QString, profile);
    QFETCH(QString, sentence);
    m_answers.draft.site.source = SiteSource::Profile;
    m_answers.draft.site.profile = profile;
    StartPage page(m_answers, {});
    page.initializePage();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QCOMPARE(page.validatePage(), sentence.isEmpty());
    QVERIFY2(sentences(page).contains(sentence), qPrintable(sentences(page)));
    QCOMPARE(sentences(page).isEmpty(), sentence.isEmpty());
    if (!sentence.isEmpty())
        QCOMPARE(page.focusWidget()->accessibleName(), QStringLiteral("Site profile"));
}

void tst_StartPage::recipe()
{
    auto draft = goodDraft(m_folder.filePath(QStringLiteral("other.iso")));
    draft.target.label = QStringLiteral("From a recipe");
    const auto path = write(QStringLiteral("recipe.json"), writeRecipe(draft, m_folder.path()));
    m_answers.secrets.password = Secret(QStringLiteral("of the answers before"));
    StartPage page(m_answers, {});
    page.initializePage();
    page.openRecipe(path);
    QCOMPARE(m_answers.draft, draft);
    QVERIFY(m_answers.secrets.password.isEmpty());
    QVERIFY(textsOf(page).contains(path));
}

void tst_StartPage::recipeThatIsNone()
{
    const auto before = m_answers.draft;
    const auto path = write(QStringLiteral("bad.json"), "[]");
    StartPage page(m_answers, {});
    page.initializePage();
    page.openRecipe(path);
    QVERIFY(!sentences(page).isEmpty());
    QCOMPARE(m_answers.draft, before);
}

void tst_StartPage::lastAnswers()
{
    auto last = m_answers.draft;
    last.target.label = QStringLiteral("Last time");
    StartPage page(m_answers, last);
    page.initializePage();
    for (auto *button : page.findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("Use the &last answers"))
            button->click();
    }
    QCOMPARE(m_answers.draft, last);
}

QTEST_MAIN(tst_StartPage)
#include "tst_StartPage.moc"
