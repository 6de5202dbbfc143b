// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/BuildSession.h"
#include "core/builder/TrainingSite.h"
#include "core/builder/buildMedia.h"
#include "core/image/readImage.h"
#include "core/recipe/RecipeFile.h"
#include "tests/ui/PageChecks.h"
#include "ui/pages/DonePage.h"
#include "ui/pages/NextSteps.h"

#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_DonePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faces_data();
    void faces();
    void nextSteps();
    void isAccessible();
};

void tst_DonePage::faces_data()
{
    QTest::addColumn<BuildOutcome>("outcome");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QStringList>("texts");
    QTest::addColumn<bool>("offersFolder");
    BuildReport report;
    report.verification = BuildReport::Verification::Equal;
    report.output = QStringLiteral("/media/out.iso");
    report.sha256 = QByteArray(32, '\x5a');
    report.certificateExpires = QDateTime(QDate(2027, 11, 22), QTime(12, 0), Qt::UTC);
    report.warnings = {QStringLiteral("Take care.")};
    QTest::newRow("made") << BuildOutcome(report) << "Done"
                          << QStringList({QStringLiteral("out.iso"),
                                          QStringLiteral("5a").repeated(32),
                                          QStringLiteral("works until 2027-11-22"),
                                          QStringLiteral("Take care.")})
                          << true;
    report.verification = BuildReport::Verification::Different;
    report.difference = QStringLiteral("sources/boot.wim");
    QTest::newRow("different") << BuildOutcome(report) << "Not made"
                               << QStringList(QStringLiteral("sources/boot.wim")) << false;
    QTest::newRow("failed") << BuildOutcome(Error{
        Error::Kind::NoSpace, QStringLiteral("The disk is full."), QStringLiteral("errno 28")})
                            << "Failed"
                            << QStringList({QStringLiteral("The disk is full."),
                                            QStringLiteral("Details: errno 28")})
                            << false;
    QTest::newRow("cancelled") << BuildOutcome(Cancelled{}) << "Cancelled"
                               << QStringList(QStringLiteral("Nothing was left behind")) << false;
}

void tst_DonePage::faces()
{
    QFETCH(BuildOutcome, outcome);
    QFETCH(QString, title);
    QFETCH(QStringList, texts);
    QFETCH(bool, offersFolder);
    const auto answers = goodAnswers(QStringLiteral("/media/out.iso"));
    DonePage page(answers);
    page.show(outcome);
    QCOMPARE(page.title(), title);
    for (const auto &text : texts)
        QVERIFY2(textsOf(page).contains(text), qPrintable(textsOf(page)));
    QCOMPARE(page.findChild<NextSteps *>()->isVisibleTo(&page), offersFolder);
}

void tst_DonePage::nextSteps()
{
    const QTemporaryDir folder;
    const auto iso = folder.filePath(QStringLiteral("out.iso"));
    auto answers = goodAnswers(iso);
    const auto plan = planMedia(answers.draft, answers.secrets, answers.site, answers.chance.now());
    TrainingSite site;
    Control control;
    const auto report = buildMedia(*plan.recipe,
                                   answers.secrets,
                                   site,
                                   answers.chance,
                                   openIsoFile(iso, false),
                                   ReadBack::Yes,
                                   control);
    QVERIFY(report);
    DonePage page(answers);
    page.show(*report);
    clickButton(page, QStringLiteral("Copy the &SHA-256"));
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(report->sha256.toHex()));
    QVERIFY(textsOf(page).contains(QStringLiteral("The SHA-256 is in the clipboard.")));

    auto *steps = page.findChild<NextSteps *>();
    const auto card = folder.filePath(QStringLiteral("card.html"));
    steps->saveCard(card);
    QVERIFY(
        textsOf(page).contains(QStringLiteral("Saved: %1").arg(QDir::toNativeSeparators(card))));
    QFile file(card);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto onMedia = readImage(iso);
    QVERIFY(onMedia);
    QCOMPARE(file.readAll(),
             *onMedia->find(QStringLiteral("Bootwright/bench-card.html"))->content.readAll());

    const auto recipe = folder.filePath(QStringLiteral("recipe.json"));
    steps->saveRecipe(recipe);
    QCOMPARE(*readRecipe(recipe), answers.draft);
    steps->saveRecipe(folder.filePath(QStringLiteral("none/recipe.json")));
    QVERIFY(textsOf(page).contains(QStringLiteral("Cannot write")));
    QVERIFY(QFile::remove(iso));
    steps->saveCard(card);
    QVERIFY(textsOf(page).contains(QDir::toNativeSeparators(iso))); // it is not there
}

void tst_DonePage::isAccessible()
{
    QCOMPARE(whyNotAccessible(DonePage(goodAnswers(QStringLiteral("/out.iso")))), QString());
}

QTEST_MAIN(tst_DonePage)
#include "tst_DonePage.moc"
