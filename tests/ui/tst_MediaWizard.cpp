// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/RecipeFile.h"
#include "tests/ui/PageChecks.h"
#include "ui/MediaWizard.h"
#include "ui/pages/SummaryPage.h"
#include "ui/widgets/PathEdit.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>

using namespace bootwright;

//! The wizard as a whole: by keyboard, from the first page to each of its ends.
class tst_MediaWizard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void madeByKeyboardIsWhatTheCommandLineMakes();
    void backKeepsTheAnswers();
    void chosenAnswerLeadsToItsPage();
    void stoppedBuildLeavesNothing();
    void failedBuildSaysWhy();

private:
    static QByteArray contentOf(const QString &path);
    WizardContext context(const QString &iso) const;
    //! Presses Alt and \a key where the focus is.
    static void press(MediaWizard &wizard, Qt::Key key);
    static void type(const QString &text);
    static void show(MediaWizard &wizard);
    static void nextUntil(MediaWizard &wizard, int page);

    QString m_reproducible = QStringLiteral(TEST_DATA "/identity/chance.json");
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

WizardContext tst_MediaWizard::context(const QString &iso) const
{
    const auto chance = Chance::fromFile(m_reproducible);
    WizardContext context{*chance, freshDraft(chance->now()), {}};
    context.start.security.passwordProtected = false;
    context.start.target.path = iso;
    context.start.bootImage.packageId = QStringLiteral("LAB00005");
    context.start.managementPoints = {QStringLiteral("http://mp01.lab.example")};
    return context;
}

void tst_MediaWizard::press(MediaWizard &wizard, Qt::Key key)
{
    QWidget *focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : &wizard, key, Qt::AltModifier);
    // a button that is pressed by its mnemonic stays down for a moment before it clicks
    QVERIFY(QTest::qWaitFor([&wizard] {
        const auto buttons = wizard.findChildren<QAbstractButton *>();
        return std::none_of(
            buttons.begin(), buttons.end(), [](const auto *button) { return button->isDown(); });
    }));
}

void tst_MediaWizard::type(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void tst_MediaWizard::show(MediaWizard &wizard)
{
    wizard.show();
    QVERIFY(QTest::qWaitForWindowActive(&wizard));
}

void tst_MediaWizard::nextUntil(MediaWizard &wizard, int page)
{
    while (wizard.currentId() < page) {
        const auto before = wizard.currentId();
        press(wizard, Qt::Key_N);
        QVERIFY2(wizard.currentId() > before, qPrintable(sentences(*wizard.currentPage())));
    }
}

void tst_MediaWizard::madeByKeyboardIsWhatTheCommandLineMakes()
{
    const QTemporaryDir folder;
    const auto iso = folder.filePath(QStringLiteral("wizard.iso"));
    auto chance = Chance::fromFile(m_reproducible);
    QVERIFY(chance);
    MediaWizard wizard({*chance, freshDraft(chance->now()), {}});
    show(wizard);
    nextUntil(wizard, MediaWizard::Media);
    press(wizard, Qt::Key_I);
    type(iso);
    press(wizard, Qt::Key_L);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
    type(QStringLiteral("Hall A"));
    nextUntil(wizard, MediaWizard::Security);
    press(wizard, Qt::Key_U);
    press(wizard, Qt::Key_W);
    type(QStringLiteral("correct horse battery staple"));
    press(wizard, Qt::Key_C);
    type(QStringLiteral("correct horse battery staple"));
    nextUntil(wizard, MediaWizard::BootImage);
    press(wizard, Qt::Key_M);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    press(wizard, Qt::Key_A);
    press(wizard, Qt::Key_A);
    nextUntil(wizard, MediaWizard::Customization);
    press(wizard, Qt::Key_R);
    type(QStringLiteral("OSDTech"));
    press(wizard, Qt::Key_V);
    type(QStringLiteral("anna"));
    press(wizard, Qt::Key_A);
    nextUntil(wizard, MediaWizard::Summary);

    const auto recipe = folder.filePath(QStringLiteral("recipe.json"));
    auto *summary = qobject_cast<SummaryPage *>(wizard.currentPage());
    QVERIFY(summary);
    summary->saveRecipe(recipe);
    QCOMPARE(sentences(*summary), QString());
    press(wizard, Qt::Key_C);
    QCOMPARE(wizard.currentId(), int(MediaWizard::InProgress));
    QVERIFY(!wizard.button(QWizard::BackButton)->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(wizard.currentId(), int(MediaWizard::Done), 60000);
    QCOMPARE(wizard.currentPage()->title(), QStringLiteral("Done"));

    const auto saved = readRecipe(recipe);
    QVERIFY(saved);
    QCOMPARE(saved->target.label, QStringLiteral("Hall A"));
    QCOMPARE(saved->managementPoints,
             QStringList({QStringLiteral("http://mp01.lab.example"),
                          QStringLiteral("http://mp03.lab.example")}));
    QVERIFY(saved->security.enableUnknownComputers);
    QCOMPARE(saved->variables.size(), 1);

    const auto password = folder.filePath(QStringLiteral("password"));
    QFile file(password);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("correct horse battery staple\n") > 0);
    file.close();
    const auto other = folder.filePath(QStringLiteral("cli.iso"));
    QProcess cli;
    cli.start(QStringLiteral(BOOTWRIGHT_CLI),
              {QStringLiteral("build"),
               recipe,
               QStringLiteral("--output"),
               other,
               QStringLiteral("--password-file"),
               password,
               QStringLiteral("--reproducible"),
               m_reproducible,
               QStringLiteral("--log"),
               folder.filePath(QStringLiteral("log"))});
    QVERIFY(cli.waitForFinished(60000));
    QVERIFY2(cli.exitCode() == 0, cli.readAllStandardError().constData());
    const auto made = contentOf(iso);
    QVERIFY(made.size() > 1'000'000);
    QVERIFY(made == contentOf(other));
}

void tst_MediaWizard::backKeepsTheAnswers()
{
    const QTemporaryDir folder;
    MediaWizard wizard(context(folder.filePath(QStringLiteral("out.iso"))));
    show(wizard);
    nextUntil(wizard, MediaWizard::Media);
    press(wizard, Qt::Key_L);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
    type(QStringLiteral("Not yet next"));
    QTest::keyClick(&wizard, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(wizard.currentId(), int(MediaWizard::MediaManagement));
    press(wizard, Qt::Key_S);
    nextUntil(wizard, MediaWizard::Security);
    QCOMPARE(wizard.draft().target.label, QStringLiteral("Not yet next"));
    QCOMPARE(wizard.draft().mediaMode, MediaMode::SiteBased);
}

void tst_MediaWizard::chosenAnswerLeadsToItsPage()
{
    const QTemporaryDir folder;
    MediaWizard wizard(context(folder.filePath(QStringLiteral("out.iso"))));
    show(wizard);
    nextUntil(wizard, MediaWizard::Summary);
    auto *rows = wizard.currentPage()->findChild<QTreeWidget *>();
    QVERIFY(rows);
    QTreeWidgetItem *row = nullptr;
    for (int i = 0; i < rows->topLevelItemCount(); ++i) {
        if (rows->topLevelItem(i)->text(1) == QStringLiteral("Media label"))
            row = rows->topLevelItem(i);
    }
    QVERIFY(row);
    Q_EMIT rows->itemActivated(row, 0);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Media));
    nextUntil(wizard, MediaWizard::Summary);
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
    show(wizard);
    nextUntil(wizard, MediaWizard::Summary);
    press(wizard, Qt::Key_C);
    QCOMPARE(wizard.currentId(), int(MediaWizard::InProgress));
    QTest::keyClick(&wizard, Qt::Key_Escape);
    auto *question = wizard.findChild<QMessageBox *>();
    QVERIFY(question);
    QCOMPARE(question->defaultButton()->text(), QStringLiteral("&Go on"));
    for (auto *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::AcceptRole)
            QTest::keyClick(button, Qt::Key_Space);
    }
    wizard.reject(); // asks once
    QTRY_COMPARE_WITH_TIMEOUT(wizard.currentId(), int(MediaWizard::Done), 60000);
    QCOMPARE(wizard.currentPage()->title(), QStringLiteral("Cancelled"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
}

void tst_MediaWizard::failedBuildSaysWhy()
{
    const QTemporaryDir folder;
    const auto wim = folder.filePath(QStringLiteral("not-a-boot.wim"));
    QFile file(wim);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no WIM") > 0);
    file.close();
    const auto iso = folder.filePath(QStringLiteral("out.iso"));
    auto start = context(iso);
    start.start.bootImage.file = wim;
    MediaWizard wizard(start);
    show(wizard);
    nextUntil(wizard, MediaWizard::Summary);
    press(wizard, Qt::Key_C);
    QTRY_COMPARE_WITH_TIMEOUT(wizard.currentId(), int(MediaWizard::Done), 60000);
    QCOMPARE(wizard.currentPage()->title(), QStringLiteral("Failed"));
    const auto texts = textsOf(*wizard.currentPage());
    QVERIFY2(texts.contains(QStringLiteral("not-a-boot.wim")), qPrintable(texts));
    QVERIFY(!QFile::exists(iso));
}

QTEST_MAIN(tst_MediaWizard)
#include "tst_MediaWizard.moc"
