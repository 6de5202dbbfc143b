// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/buildMedia.h"
#include "core/recipe/RecipeFile.h"
#include "core/site/LabSite.h"
#include "support/LabRecipe.h"
#include "tests/ui/PageChecks.h"
#include "ui/pages/ReferencePanel.h"
#include "ui/pages/StartPage.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/PathEdit.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
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
    void damagedRecipes_data();
    void damagedRecipes();
    void recipeThatIsNotThere();
    void lastAnswers();
    void reference();
    void referenceThatIsNone_data();
    void referenceThatIsNone();
    void choicesTellWhereTheyComeFrom();
    void byKeyboard();

private:
    QString write(const QString &name, const QByteArray &bytes);
    static RecipeReading reading(const MediaDraft &draft);

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

RecipeReading tst_StartPage::reading(const MediaDraft &draft)
{
    return {draft, QJsonDocument::fromJson(writeRecipe(draft, {})).object(), {}};
}

void tst_StartPage::keepsTheDraft()
{
    m_answers.draft.site.siteCode = QStringLiteral("LAB");
    StartPage page(m_answers, {}, {});
    QVERIFY(keepsDraft(page, m_answers));
    m_answers.draft.site.source = SiteSource::Profile;
    m_answers.draft.site.profile = m_folder.filePath(QStringLiteral("none.json"));
    QVERIFY(keepsDraft(page, m_answers));
}

void tst_StartPage::isAccessible()
{
    QCOMPARE(
        whyNotAccessible(StartPage(m_answers, reading(m_answers.draft), reading(m_answers.draft))),
        QString());
}

void tst_StartPage::trainingSiteGivesFacts()
{
    m_answers.site = {};
    StartPage page(m_answers, {}, {});
    page.enter();
    QVERIFY(page.confirm());
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
    StartPage page(m_answers, {}, {});
    page.enter();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QCOMPARE(page.confirm(), sentence.isEmpty());
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
    StartPage page(m_answers, {}, {});
    page.enter();
    page.openRecipe(path);
    QCOMPARE(m_answers.draft, draft);
    QVERIFY(m_answers.secrets.password.isEmpty());
    QVERIFY(textsOf(page).contains(QDir::toNativeSeparators(path)));
}

void tst_StartPage::damagedRecipes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("sentences");
    const auto good = writeRecipe(goodDraft(QStringLiteral("/o.iso")), {});
    auto newer = good;
    newer.replace("\"recipeVersion\": 1", "\"recipeVersion\": 2, \"madeOf\": \"wood\"");
    QTest::newRow("newer")
        << newer
        << QStringList({QStringLiteral("The recipe is of version 2, and this Bootwright knows "
                                       "version 1. What it knows was kept."),
                        QStringLiteral("madeOf: unknown key")});
    auto wrong = good;
    wrong.replace("\"mediaMode\": \"dynamic\"", "\"mediaMode\": \"static\"");
    wrong.replace("\"includeAutorun\": false", "\"includeAutorun\": 7");
    QTest::newRow("wrong answers")
        << wrong
        << QStringList(
               {QStringLiteral(
                    "mediaMode: expected \"dynamic\" or \"siteBased\", found \"static\"."),
                QStringLiteral("target.includeAutorun: expected true or false, found a number.")});
    QTest::newRow("cut off") << good.first(good.indexOf("\"security\""))
                             << QStringList(QStringLiteral("What stands before it was kept."));
    auto gone = goodDraft(QStringLiteral("/o.iso"));
    gone.bootImage.file = QStringLiteral("/gone/boot.wim");
    gone.extraFiles.zip = QStringLiteral("/gone/extra.zip");
    QTest::newRow("files are gone")
        << writeRecipe(gone, {})
        << QStringList({QStringLiteral("Cannot find the boot image \"/gone/boot.wim\"."),
                        QStringLiteral("Cannot find the archive \"/gone/extra.zip\".")});
    QTest::newRow("no object") << QByteArray("[]") << QStringList(QStringLiteral("found a list."));
}

void tst_StartPage::damagedRecipes()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, sentences);
    const auto path = write(QStringLiteral("bad.json"), json);
    StartPage page(m_answers, {}, {});
    page.enter();
    page.openRecipe(path);
    const auto texts = textsOf(page);
    for (const auto &sentence : sentences)
        QVERIFY2(texts.contains(sentence), qPrintable(texts));
    if (json.size() > 100) // what is good in it
        QCOMPARE(m_answers.draft.managementPoints.isEmpty(), !json.contains("managementPoints"));
}

void tst_StartPage::recipeThatIsNotThere()
{
    const auto before = m_answers.draft;
    StartPage page(m_answers, {}, {});
    page.enter();
    page.openRecipe(QStringLiteral("/gone/recipe.json"));
    QVERIFY(textsOf(page).contains(
        QStringLiteral("Cannot use the recipe \"/gone/recipe.json\". Cannot find the file "
                       "\"/gone/recipe.json\".")));
    QCOMPARE(m_answers.draft, before);
}

void tst_StartPage::lastAnswers()
{
    auto last = m_answers.draft;
    last.target.label = QStringLiteral("Last time");
    StartPage page(m_answers, reading(last), {});
    page.enter();
    clickButton(page, QStringLiteral("Same as &last time"));
    QCOMPARE(m_answers.draft, last);
    QVERIFY(textsOf(page).contains(QStringLiteral("from last time")));
}

//! Media of the training site stand for those of a console.
void tst_StartPage::reference()
{
    LabRecipe lab;
    Control control;
    QVERIFY(buildMedia(lab.plan(),
                       lab.secrets,
                       lab.site,
                       lab.chance,
                       openIsoFile(lab.path("out.iso"), false),
                       ReadBack::No,
                       control));
    StartPage page(m_answers, {}, {});
    page.begin();
    auto *panel = page.findChild<ReferencePanel *>();
    page.findChildren<QCheckBox *>().last()->setChecked(true);
    const auto lookAt = [&](const Secret &password) {
        QSignalSpy looked(panel, &ReferencePanel::looked);
        page.findChildren<PathEdit *>().last()->setPath(lab.path("out.iso"));
        page.findChildren<PasswordEdit *>().last()->setSecret(password);
        return looked.wait(30'000);
    };
    QVERIFY(lookAt(Secret()));
    QCOMPARE(panel->text(), QStringLiteral("These media are protected. Type their password."));
    QVERIFY(lookAt(Secret(QStringLiteral("another"))));
    QVERIFY2(panel->text().contains(QStringLiteral("password")), qPrintable(panel->text()));
    QVERIFY(lookAt(lab.secrets.password));
    QVERIFY2(
        panel->text().endsWith(QStringLiteral("of the site LAB can be read and will be followed.")),
        qPrintable(panel->text()));
    page.leave();
    QCOMPARE(m_answers.draft.reference, lab.path("out.iso"));
    QVERIFY(m_answers.secrets.referencePassword == lab.secrets.password);
    page.findChildren<PathEdit *>().last()->setPath({});
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page),
             QStringLiteral("No reference media are named. Name their image, or follow none."));
    page.beginWith(reading(goodDraft(QStringLiteral("/o.iso"))), Origin::LastTime, {});
    QVERIFY(m_answers.draft.reference.isEmpty());
    QVERIFY(m_answers.secrets.referencePassword.isEmpty());
    QVERIFY(page.findChildren<PasswordEdit *>().last()->secret().isEmpty());
}

void tst_StartPage::referenceThatIsNone_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("noise") << write(QStringLiteral("noise.iso"), QByteArray(70'000, 'x'))
                           << "It holds no file system that is known here";
    QDir(m_folder.path()).mkdir(QStringLiteral("tree"));
    write(QStringLiteral("tree/letter.txt"), "Dear Anna");
    QTest::newRow("no media") << m_folder.filePath(QStringLiteral("tree"))
                              << "These cannot be followed: they are no boot media.";
}

void tst_StartPage::referenceThatIsNone()
{
    QFETCH(QString, path);
    QFETCH(QString, sentence);
    m_answers.draft.reference = path;
    StartPage page(m_answers, {}, {});
    auto *panel = page.findChild<ReferencePanel *>();
    QSignalSpy looked(panel, &ReferencePanel::looked);
    page.begin();
    QVERIFY(looked.wait(30'000));
    QVERIFY2(panel->text().contains(sentence), qPrintable(panel->text()));
}

void tst_StartPage::choicesTellWhereTheyComeFrom()
{
    StartPage page(m_answers, {}, {});
    page.begin();
    const auto choices = page.findChildren<QRadioButton *>().sliced(2);
    QCOMPARE(choices.size(), 3);
    for (auto *chosen : choices) {
        chosen->click();
        page.leave();
        page.enter();
        for (const auto *choice : choices)
            QCOMPARE(!originOf(*choice).isEmpty(), choice == chosen);
    }
}

void tst_StartPage::byKeyboard()
{
    auto last = m_answers.draft;
    last.target.label = QStringLiteral("Last time");
    auto unfinished = last;
    unfinished.target.label = QStringLiteral("Unfinished");
    const auto profile = write(QStringLiteral("site.json"), labProfileJson());
    StartPage page(m_answers, reading(last), reading(unfinished));
    page.begin();
    showWindow(page);
    pressAlt(page, Qt::Key_P);
    pressAlt(page, Qt::Key_F);
    const auto none = absolute(QStringLiteral("/none/site.json"));
    typeText(none);
    QTRY_VERIFY(sentences(page).contains(QStringLiteral("Cannot find the file \"%1\".").arg(none)));
    typeText(profile);
    QTRY_COMPARE(sentences(page), QString());
    QVERIFY(textsOf(page).contains(
        QStringLiteral("Training lab (LAB): 3 boot image(s), 4 management point(s), 2 distribution "
                       "point(s).")));
    QVERIFY(page.confirm());
    QCOMPARE(m_answers.draft.site.profile, profile);
    pressAlt(page, Qt::Key_G);
    QCOMPARE(m_answers.draft.target.label, QStringLiteral("Unfinished"));
    pressAlt(page, Qt::Key_L);
    QCOMPARE(m_answers.draft.target.label, QStringLiteral("Last time"));
    pressAlt(page, Qt::Key_T);
    QVERIFY(page.confirm());
    QCOMPARE(m_answers.draft.site.source, SiteSource::Lab);
    QSignalSpy inspected(&page, &StartPage::inspectAsked);
    pressAlt(page, Qt::Key_X);
    QCOMPARE(inspected.count(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_O, Qt::AltModifier);
    QTRY_VERIFY(page.findChild<QFileDialog *>());
}

QTEST_MAIN(tst_StartPage)
#include "tst_StartPage.moc"
