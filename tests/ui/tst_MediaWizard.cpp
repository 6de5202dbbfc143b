// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/MediaCertificate.h"
#include "core/recipe/RecipeFile.h"
#include "tests/ui/PageChecks.h"
#include "ui/MediaWizard.h"
#include "ui/Page.h"
#include "ui/StepList.h"
#include "ui/pages/SummaryPage.h"
#include "ui/widgets/AnswerList.h"

#include <QApplication>
#include <QDir>
#include <QDragEnterEvent>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace bootwright;

//! The wizard as a whole: by keyboard, from the first page to each of its ends.
class tst_MediaWizard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void madeByKeyboardIsWhatTheCommandLineMakes_data();
    void madeByKeyboardIsWhatTheCommandLineMakes();
    void backKeepsTheAnswers();
    void irrelevantAnswersAreKept();
    void stepsLeadToVisitedPages();
    void recipeOpensAllPages();
    void chosenAnswerLeadsToItsPage();
    void enterNeverMakesTheMedia();
    void problemOfAnotherPageIsInTheWay();
    void droppedFiles_data();
    void droppedFiles();
    void closingAsksOnlyForWhatWouldBeLost();
    void stoppedBuildLeavesNothing();
    void inputThatVanishesSaysWhy();
    void failedBuildSaysWhyAndCanBeMended();

private:
    using Answering = void (tst_MediaWizard::*)(MediaWizard &wizard);

    static QByteArray contentOf(const QString &path);
    static QString write(const QString &path, const QByteArray &bytes);
    WizardContext context(const QString &iso) const;
    void nextUntil(MediaWizard &wizard, int page);
    void build(MediaWizard &wizard);
    QByteArray madeByCommandLine(const QString &recipe, const QStringList &secrets);
    static QString stepText(const MediaWizard &wizard, int step);

    // the five sets of answers, typed
    void answerDynamicWithPassword(MediaWizard &wizard);
    void answerSiteBasedPki(MediaWizard &wizard);
    void answerUnattended(MediaWizard &wizard);
    void answerPrestartZip(MediaWizard &wizard);
    void answerNothing(MediaWizard &wizard);
    void chooseBootImage(MediaWizard &wizard, int managementPoints);

    QString m_reproducible = QStringLiteral(TEST_DATA "/identity/chance.json");
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_iso;
};

void tst_MediaWizard::initTestCase()
{
    QVERIFY(QFile::exists(m_reproducible));
}

QByteArray tst_MediaWizard::contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString tst_MediaWizard::write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
}

WizardContext tst_MediaWizard::context(const QString &iso) const
{
    const auto chance = Chance::fromFile(m_reproducible);
    WizardContext context{*chance, freshDraft(chance->now())};
    context.start.security.passwordProtected = false;
    context.start.target.path = iso;
    context.start.bootImage.packageId = QStringLiteral("LAB00005");
    context.start.managementPoints = {QStringLiteral("http://mp01.lab.example")};
    return context;
}

void tst_MediaWizard::nextUntil(MediaWizard &wizard, int page)
{
    while (wizard.currentId() < page) {
        const auto before = wizard.currentId();
        pressAlt(wizard, Qt::Key_N);
        QVERIFY2(wizard.currentId() > before, qPrintable(sentences(*wizard.currentPage())));
    }
}

void tst_MediaWizard::build(MediaWizard &wizard)
{
    pressAlt(wizard, Qt::Key_C);
    QVERIFY2(wizard.currentId() >= MediaWizard::InProgress,
             qPrintable(textsOf(*wizard.currentPage())));
    QTRY_COMPARE_WITH_TIMEOUT(wizard.currentId(), int(MediaWizard::Done), 60000);
}

QByteArray tst_MediaWizard::madeByCommandLine(const QString &recipe, const QStringList &secrets)
{
    const auto other = m_folder->filePath(QStringLiteral("cli.iso"));
    QProcess cli;
    cli.start(QStringLiteral(BOOTWRIGHT_CLI),
              QStringList{QStringLiteral("build"),
                          recipe,
                          QStringLiteral("--output"),
                          other,
                          QStringLiteral("--reproducible"),
                          m_reproducible,
                          QStringLiteral("--log"),
                          m_folder->filePath(QStringLiteral("log"))}
                  + secrets);
    const bool isDone = cli.waitForFinished(60000) && cli.exitCode() == 0;
    return isDone ? contentOf(other) : cli.readAllStandardError();
}

QString tst_MediaWizard::stepText(const MediaWizard &wizard, int step)
{
    return wizard.findChild<StepList *>()->item(step)->data(Qt::AccessibleTextRole).toString();
}

void tst_MediaWizard::chooseBootImage(MediaWizard &wizard, int managementPoints)
{
    nextUntil(wizard, MediaWizard::BootImage);
    pressAlt(wizard, Qt::Key_M);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    for (int i = 0; i < managementPoints; ++i)
        pressAlt(wizard, Qt::Key_A);
}

void tst_MediaWizard::answerDynamicWithPassword(MediaWizard &wizard)
{
    nextUntil(wizard, MediaWizard::Media);
    pressAlt(wizard, Qt::Key_F);
    typeText(m_iso);
    pressAlt(wizard, Qt::Key_L);
    typeText(QStringLiteral("Hall A"));
    nextUntil(wizard, MediaWizard::Security);
    pressAlt(wizard, Qt::Key_U);
    pressAlt(wizard, Qt::Key_W);
    typeText(QStringLiteral("correct horse battery staple"));
    pressAlt(wizard, Qt::Key_C);
    typeText(QStringLiteral("correct horse battery staple"));
    chooseBootImage(wizard, 2);
    nextUntil(wizard, MediaWizard::Customization);
    pressAlt(wizard, Qt::Key_R);
    typeText(QStringLiteral("OSDTech"));
    pressAlt(wizard, Qt::Key_V);
    typeText(QStringLiteral("anna"));
    pressAlt(wizard, Qt::Key_A);
}

void tst_MediaWizard::answerSiteBasedPki(MediaWizard &wizard)
{
    const auto chance = Chance::fromFile(m_reproducible);
    const auto certificate =
        MediaCertificate::selfSigned(QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E0C0DE"),
                                     chance->now(),
                                     chance->now().addYears(1),
                                     *chance);
    const auto pfx = write(m_folder->filePath(QStringLiteral("media.pfx")),
                           *certificate->pfx(Secret(QStringLiteral("of the file")), *chance));
    nextUntil(wizard, MediaWizard::MediaManagement);
    pressAlt(wizard, Qt::Key_S);
    nextUntil(wizard, MediaWizard::Media);
    pressAlt(wizard, Qt::Key_F);
    typeText(m_iso);
    nextUntil(wizard, MediaWizard::Security);
    pressAlt(wizard, Qt::Key_P); // no password
    pressAlt(wizard, Qt::Key_I);
    pressAlt(wizard, Qt::Key_F);
    typeText(pfx);
    pressAlt(wizard, Qt::Key_D);
    typeText(QStringLiteral("of the file"));
    pressAlt(wizard, Qt::Key_A);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_End);
    chooseBootImage(wizard, 1);
}

void tst_MediaWizard::answerUnattended(MediaWizard &wizard)
{
    nextUntil(wizard, MediaWizard::MediaType);
    pressAlt(wizard, Qt::Key_U);
    pressAlt(wizard, Qt::Key_R);
    nextUntil(wizard, MediaWizard::Media);
    pressAlt(wizard, Qt::Key_F);
    typeText(m_iso);
    pressAlt(wizard, Qt::Key_A);
    nextUntil(wizard, MediaWizard::Security);
    pressAlt(wizard, Qt::Key_W);
    typeText(QStringLiteral("correct horse battery staple"));
    pressAlt(wizard, Qt::Key_C);
    typeText(QStringLiteral("correct horse battery staple"));
    pressAlt(wizard, Qt::Key_E); // half a year
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("2027-05-22"));
    chooseBootImage(wizard, 1);
    pressAlt(wizard, Qt::Key_L);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
}

void tst_MediaWizard::answerPrestartZip(MediaWizard &wizard)
{
    const auto zip = m_folder->filePath(QStringLiteral("scripts.zip"));
    QVERIFY(QFile::copy(QStringLiteral(TEST_DATA "/archive/scripts.zip"), zip));
    nextUntil(wizard, MediaWizard::Media);
    pressAlt(wizard, Qt::Key_F);
    typeText(m_iso);
    nextUntil(wizard, MediaWizard::Security);
    pressAlt(wizard, Qt::Key_P);
    chooseBootImage(wizard, 2);
    nextUntil(wizard, MediaWizard::Customization);
    pressAlt(wizard, Qt::Key_L);
    typeText(QStringLiteral("cmd /c scripts\\ask.cmd"));
    pressAlt(wizard, Qt::Key_F);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    typeText(zip);
    pressAlt(wizard, Qt::Key_R);
    typeText(QStringLiteral("OSDKey"));
    pressAlt(wizard, Qt::Key_H);
    pressAlt(wizard, Qt::Key_V);
    typeText(QStringLiteral("never shown"));
    pressAlt(wizard, Qt::Key_A);
}

void tst_MediaWizard::answerNothing(MediaWizard &wizard)
{
    nextUntil(wizard, MediaWizard::Media);
    pressAlt(wizard, Qt::Key_F);
    typeText(m_iso);
    nextUntil(wizard, MediaWizard::Security);
    pressAlt(wizard, Qt::Key_P);
    chooseBootImage(wizard, 1);
}

void tst_MediaWizard::madeByKeyboardIsWhatTheCommandLineMakes_data()
{
    QTest::addColumn<Answering>("answering");
    QTest::addColumn<QStringList>("secrets"); // option, secret
    QTest::addColumn<QByteArray>("inRecipe");
    const QStringList password{QStringLiteral("--password-file"),
                               QStringLiteral("correct horse battery staple")};
    QTest::newRow("dynamic with a password") << &tst_MediaWizard::answerDynamicWithPassword
                                             << password << QByteArray("http://mp03.lab.example");
    QTest::newRow("site-based with PKI")
        << &tst_MediaWizard::answerSiteBasedPki
        << QStringList({QStringLiteral("--pfx-password-file"), QStringLiteral("of the file")})
        << QByteArray("\"siteBased\"");
    QTest::newRow("unattended") << &tst_MediaWizard::answerUnattended << password
                                << QByteArray("\"expireTime\": \"2027-05-22T00:00:00Z\"");
    QTest::newRow("prestart command with a zip")
        << &tst_MediaWizard::answerPrestartZip
        << QStringList({QStringLiteral("--secret"), QStringLiteral("OSDKey=never shown")})
        << QByteArray("\"zip\": \"scripts.zip\"");
    QTest::newRow("everything off") << &tst_MediaWizard::answerNothing << QStringList()
                                    << QByteArray("\"passwordProtected\": false");
}

void tst_MediaWizard::madeByKeyboardIsWhatTheCommandLineMakes()
{
    QFETCH(Answering, answering);
    QFETCH(QStringList, secrets);
    QFETCH(QByteArray, inRecipe);
    m_folder = std::make_unique<QTemporaryDir>();
    m_iso = m_folder->filePath(QStringLiteral("wizard.iso"));
    const auto chance = Chance::fromFile(m_reproducible);
    MediaWizard wizard({*chance, freshDraft(chance->now())});
    showWindow(wizard);
    (this->*answering)(wizard);
    nextUntil(wizard, MediaWizard::Summary);

    const auto recipe = m_folder->filePath(QStringLiteral("recipe.json"));
    auto *summary = qobject_cast<SummaryPage *>(wizard.currentPage());
    QVERIFY(summary);
    summary->saveRecipe(recipe);
    QVERIFY2(contentOf(recipe).contains(inRecipe), contentOf(recipe).constData());
    build(wizard);
    QCOMPARE(wizard.currentPage()->title(), QStringLiteral("Done"));

    for (qsizetype i = 1; i < secrets.size(); i += 2) {
        const auto name =
            secrets[i - 1] == u"--secret" ? secrets[i].section(u'=', 0, 0) + u'=' : QString();
        const auto file = m_folder->filePath(QStringLiteral("secret%1").arg(i));
        QVERIFY(!write(file, secrets[i].mid(name.size()).toUtf8() + '\n').isEmpty());
        secrets[i] = name + file;
    }
    const auto made = contentOf(m_iso);
    const auto other = madeByCommandLine(recipe, secrets);
    QVERIFY(made.size() > 1'000'000);
    QVERIFY2(made == other, other.size() < 1'000'000 ? other.constData() : "the bytes differ");
}

void tst_MediaWizard::backKeepsTheAnswers()
{
    const QTemporaryDir folder;
    MediaWizard wizard(context(folder.filePath(QStringLiteral("out.iso"))));
    showWindow(wizard);
    nextUntil(wizard, MediaWizard::Media);
    pressAlt(wizard, Qt::Key_L);
    typeText(QStringLiteral("Not yet next"));
    QTest::keyClick(&wizard, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(wizard.currentId(), int(MediaWizard::MediaManagement));
    pressAlt(wizard, Qt::Key_S);
    nextUntil(wizard, MediaWizard::Security);
    QCOMPARE(wizard.draft().target.label, QStringLiteral("Not yet next"));
    QCOMPARE(wizard.draft().mediaMode, MediaMode::SiteBased);
}

void tst_MediaWizard::irrelevantAnswersAreKept()
{
    const QTemporaryDir folder;
    MediaWizard wizard(context(folder.filePath(QStringLiteral("out.iso"))));
    showWindow(wizard);
    nextUntil(wizard, MediaWizard::Security);
    pressAlt(wizard, Qt::Key_P);
    pressAlt(wizard, Qt::Key_W);
    typeText(QStringLiteral("kept"));
    pressAlt(wizard, Qt::Key_P); // no password after all
    nextUntil(wizard, MediaWizard::BootImage);
    pressAlt(wizard, Qt::Key_B);
    pressAlt(wizard, Qt::Key_P);
    pressAlt(wizard, Qt::Key_W);
    QCOMPARE(qobject_cast<QLineEdit *>(QApplication::focusWidget())->text(),
             QStringLiteral("kept"));
}

void tst_MediaWizard::stepsLeadToVisitedPages()
{
    const QTemporaryDir folder;
    MediaWizard wizard(context(folder.filePath(QStringLiteral("out.iso"))));
    showWindow(wizard);
    nextUntil(wizard, MediaWizard::Security);
    auto *steps = wizard.findChild<StepList *>();
    QCOMPARE(stepText(wizard, MediaWizard::Media), QStringLiteral("Media, done"));
    QCOMPARE(stepText(wizard, MediaWizard::Security), QStringLiteral("Security, current step"));
    QCOMPARE(stepText(wizard, MediaWizard::BootImage),
             QStringLiteral("Boot image, not visited yet"));
    steps->setFocus();
    QTest::keyClick(steps, Qt::Key_Up);
    QTest::keyClick(steps, Qt::Key_Return);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Media));
    pressAlt(wizard, Qt::Key_L);
    typeText({});
    steps->setFocus();
    QTest::keyClick(steps, Qt::Key_Down);
    QTest::keyClick(steps, Qt::Key_Space);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Security)); // it was visited
    QCOMPARE(stepText(wizard, MediaWizard::Media), QStringLiteral("Media, has a problem"));
    steps->setFocus();
    QTest::keyClick(steps, Qt::Key_End); // only what can be reached
    QTest::keyClick(steps, Qt::Key_Return);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Security));
    QTest::mouseClick(steps->viewport(),
                      Qt::LeftButton,
                      {},
                      steps->visualItemRect(steps->item(MediaWizard::Media)).center());
    QCOMPARE(wizard.currentId(), int(MediaWizard::Media));
    QCOMPARE(
        sentences(*wizard.currentPage()),
        QStringLiteral("The media label is empty. Type a name by which people know the media."));
}

void tst_MediaWizard::recipeOpensAllPages()
{
    const QTemporaryDir folder;
    auto start = context(folder.filePath(QStringLiteral("out.iso")));
    start.recipe = RecipeReading{
        start.start, QJsonDocument::fromJson(writeRecipe(start.start, {})).object(), {}};
    start.recipe->draft.security.passwordProtected = true;
    start.recipePath = QStringLiteral("/r/recipe.json");
    MediaWizard wizard(start);
    showWindow(wizard);
    QVERIFY(textsOf(*wizard.currentPage())
                .contains(QStringLiteral("The answers of \"%1\" are in.")
                              .arg(QDir::toNativeSeparators(start.recipePath))));
    QCOMPARE(stepText(wizard, MediaWizard::Security), QStringLiteral("Security, has a problem"));
    QCOMPARE(stepText(wizard, MediaWizard::BootImage), QStringLiteral("Boot image, done"));
    auto *steps = wizard.findChild<StepList *>();
    Q_EMIT steps->stepChosen(MediaWizard::Summary);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Summary));
    QVERIFY(textsOf(*wizard.currentPage()).contains(QStringLiteral("but no password was given")));
}

void tst_MediaWizard::chosenAnswerLeadsToItsPage()
{
    const QTemporaryDir folder;
    MediaWizard wizard(context(folder.filePath(QStringLiteral("out.iso"))));
    showWindow(wizard);
    nextUntil(wizard, MediaWizard::Summary);
    Q_EMIT wizard.currentPage()->findChild<AnswerList *>()->answerChosen(
        QStringLiteral("target.label"));
    QCOMPARE(wizard.currentId(), int(MediaWizard::Media));
    QCOMPARE(QApplication::focusWidget(),
             fieldNamed(*wizard.currentPage(), QStringLiteral("Media &label:")));
    nextUntil(wizard, MediaWizard::Summary);
}

void tst_MediaWizard::enterNeverMakesTheMedia()
{
    const QTemporaryDir folder;
    MediaWizard wizard(context(folder.filePath(QStringLiteral("out.iso"))));
    showWindow(wizard);
    while (wizard.currentId() < MediaWizard::Summary)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // the first field of the page
    QTest::keyClick(&wizard, Qt::Key_Return);
    QTest::keyClick(wizard.currentPage(), Qt::Key_Enter);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Summary));
}

void tst_MediaWizard::problemOfAnotherPageIsInTheWay()
{
    const QTemporaryDir folder;
    const auto iso = write(folder.filePath(QStringLiteral("out.iso")), "old");
    auto start = context(iso);
    start.recipe = RecipeReading{start.start, {}, {}};
    MediaWizard wizard(start);
    showWindow(wizard);
    Q_EMIT wizard.findChild<StepList *>()->stepChosen(MediaWizard::Summary);
    pressAlt(wizard, Qt::Key_C);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Summary));
    QVERIFY(textsOf(*wizard.currentPage())
                .contains(QStringLiteral("is there already. Tick that it may be replaced")));
    QCOMPARE(contentOf(iso), QByteArray("old"));
}

void tst_MediaWizard::droppedFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("page"); // where the wizard is then
    QTest::addColumn<QString>("text");
    QTest::newRow("boot image") << "boot.wim" << QByteArray("MSWIM") << int(MediaWizard::BootImage)
                                << "is taken over as an answer of the page \"Boot image\".";
    QTest::newRow("certificate") << "media.pfx" << QByteArray("no PFX")
                                 << int(MediaWizard::Security)
                                 << "is taken over as an answer of the page \"Security\".";
    QTest::newRow("profile") << "site.json" << QByteArray("{\"profileVersion\": 1}")
                             << int(MediaWizard::Start)
                             << "is taken over as an answer of the page \"Start\".";
    QTest::newRow("recipe") << "recipe.json" << QByteArray("{\"recipeVersion\": 1}")
                            << int(MediaWizard::Start)
                            << "expected an object, but the answer is missing.";
    QTest::newRow("kit") << "hall-a.bootkit" << QByteArray("no zip") << int(MediaWizard::Image)
                         << "Sticks from a kit";
    QTest::newRow("another") << "picture.png" << QByteArray("png") << int(MediaWizard::Summary)
                             << "is no file that the wizard knows.";
}

void tst_MediaWizard::droppedFiles()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(int, page);
    QFETCH(QString, text);
    const QTemporaryDir folder;
    const auto path = write(folder.filePath(name), content);
    MediaWizard wizard(context(folder.filePath(QStringLiteral("out.iso"))));
    showWindow(wizard);
    nextUntil(wizard, MediaWizard::Summary);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&wizard, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&wizard, &drop);
    QCOMPARE(wizard.currentId(), page);
    QVERIFY2(textsOf(wizard).contains(text), qPrintable(textsOf(wizard)));
    QCOMPARE(wizard.draft().bootImage.file == path, name == u"boot.wim");
    QCOMPARE(wizard.draft().security.certificate.file == path, name == u"media.pfx");
    QCOMPARE(wizard.draft().site.profile == path, name == u"site.json");
}

void tst_MediaWizard::closingAsksOnlyForWhatWouldBeLost()
{
    const QTemporaryDir folder;
    MediaWizard wizard(context(folder.filePath(QStringLiteral("out.iso"))));
    showWindow(wizard);
    wizard.reject();
    QVERIFY(!wizard.isVisible());
    showWindow(wizard);
    nextUntil(wizard, MediaWizard::MediaManagement);
    pressAlt(wizard, Qt::Key_S);
    QTest::keyClick(&wizard, Qt::Key_Escape);
    QVERIFY(wizard.isVisible());
    auto *question = wizard.findChild<QMessageBox *>();
    QVERIFY(question);
    QCOMPARE(question->text(), QStringLiteral("Close without making media?"));
    QCOMPARE(question->defaultButton()->text(), QStringLiteral("&Go on"));
    pressButton(*question, QMessageBox::AcceptRole);
    QTRY_VERIFY(!wizard.isVisible());
}

void tst_MediaWizard::stoppedBuildLeavesNothing()
{
    const QTemporaryDir folder;
    const QTemporaryDir extra;
    QFile large(extra.filePath(QStringLiteral("large")));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(1'500'000'000)); // takes a while
    auto start = context(folder.filePath(QStringLiteral("out.iso")));
    start.start.extraFiles.folder = extra.path();
    MediaWizard wizard(start);
    showWindow(wizard);
    nextUntil(wizard, MediaWizard::Summary);
    pressAlt(wizard, Qt::Key_C);
    QCOMPARE(wizard.currentId(), int(MediaWizard::InProgress));
    QTest::keyClick(&wizard, Qt::Key_Escape);
    auto *question = wizard.findChild<QMessageBox *>();
    QVERIFY(question);
    QCOMPARE(question->text(), QStringLiteral("Stop making the media?"));
    QCOMPARE(question->informativeText(),
             QStringLiteral(
                 "What was written so far is removed. What was there before stays as it is."));
    QCOMPARE(question->defaultButton()->text(), QStringLiteral("&Go on"));
    pressButton(*question, QMessageBox::AcceptRole);
    wizard.close(); // asks once
    QTRY_COMPARE_WITH_TIMEOUT(wizard.currentId(), int(MediaWizard::Done), 60000);
    QCOMPARE(wizard.currentPage()->title(), QStringLiteral("Cancelled"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
}

void tst_MediaWizard::inputThatVanishesSaysWhy()
{
    const QTemporaryDir folder;
    const QTemporaryDir extra;
    QFile large(extra.filePath(QStringLiteral("large")));
    QVERIFY(large.open(QIODevice::ReadWrite) && large.resize(1'500'000'000)); // takes a while
    auto start = context(folder.filePath(QStringLiteral("out.iso")));
    start.start.extraFiles.folder = extra.path();
    MediaWizard wizard(start);
    showWindow(wizard);
    nextUntil(wizard, MediaWizard::Summary);
    pressAlt(wizard, Qt::Key_C);
    QCOMPARE(wizard.currentId(), int(MediaWizard::InProgress));
    QTRY_VERIFY(textsOf(*wizard.currentPage()).contains(QStringLiteral("Writing the image")));
    QVERIFY(large.resize(1'000'000));
    QTRY_COMPARE_WITH_TIMEOUT(wizard.currentId(), int(MediaWizard::Done), 60000);
    QCOMPARE(wizard.currentPage()->title(), QStringLiteral("Failed"));
    const auto texts = textsOf(*wizard.currentPage());
    QVERIFY2(
        texts.contains(QStringLiteral("Cannot read \"%1\". It became shorter while it was read.")
                           .arg(QDir::toNativeSeparators(large.fileName()))),
        qPrintable(texts));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
}

void tst_MediaWizard::failedBuildSaysWhyAndCanBeMended()
{
    const QTemporaryDir folder;
    const auto wim = write(folder.filePath(QStringLiteral("not-a-boot.wim")), "no WIM");
    const auto iso = folder.filePath(QStringLiteral("out.iso"));
    auto start = context(iso);
    start.start.bootImage.file = wim;
    MediaWizard wizard(start);
    showWindow(wizard);
    nextUntil(wizard, MediaWizard::Summary);
    build(wizard);
    QCOMPARE(wizard.currentPage()->title(), QStringLiteral("Failed"));
    QCOMPARE(stepText(wizard, MediaWizard::Done),
             QStringLiteral("Done, current step, has a problem"));
    const auto texts = textsOf(*wizard.currentPage());
    QVERIFY2(texts.contains(QStringLiteral("not-a-boot.wim")), qPrintable(texts));
    QVERIFY(!QFile::exists(iso));
    pressAlt(wizard, Qt::Key_A); // change the answers
    QCOMPARE(wizard.currentId(), int(MediaWizard::Summary));
    Q_EMIT wizard.findChild<StepList *>()->stepChosen(MediaWizard::BootImage);
    pressAlt(wizard, Qt::Key_F);
    typeText({});
    nextUntil(wizard, MediaWizard::Summary);
    build(wizard);
    QCOMPARE(wizard.currentPage()->title(), QStringLiteral("Done"));
    QVERIFY(QFile::exists(iso));
}

QTEST_MAIN(tst_MediaWizard)
#include "tst_MediaWizard.moc"
