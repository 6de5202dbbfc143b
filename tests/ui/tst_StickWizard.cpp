// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/MediaReport.h"
#include "core/builder/verifyMedia.h"
#include "core/image/readImage.h"
#include "core/recipe/RecipeFile.h"
#include "tests/ui/PageChecks.h"
#include "tests/ui/TestDrives.h"
#include "ui/MediaWizard.h"
#include "ui/StepList.h"
#include "ui/pages/ImagePage.h"
#include "ui/pages/ImagePanel.h"
#include "ui/pages/KitPanel.h"
#include "ui/pages/RecipeOffers.h"
#include "ui/pages/SummaryPage.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/StickRow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

const auto KitPassword = QStringLiteral("a kit for the branch office");

} // namespace

//! The wizard on its way to sticks: by keyboard, from the first page to each of its ends.
class tst_StickWizard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void imageByKeyboardIsOnTheStick();
    void recipeByKeyboardIsOnTheStick();
    void stepsAreThoseOfTheTask();
    void droppedImage();
    void kitByKeyboardIsOnTheStick();
    void kitAsTheArgument();
    void kitOpenedOnTheFirstPage();
    void stickThatIsTooSmallForAKit();
    void kitThatIsStillLookedAtErasesNothing();
    void imageThatWasMadeGoesOnToSticks();
    void swappedStickIsNotErased();
    void enterNeverErases();
    void oneBadStickStopsNobody();
    void stickMayJoin();
    void stoppedRunAsksOnce();
    void moreSticksAreChosenAnew();
    void imageThatVanishesTouchesNoStick();

private:
    WizardContext context() const;
    void next(MediaWizard &wizard, int page);
    void choose(MediaWizard &wizard, const QString &path);
    void toSummary(MediaWizard &wizard, const QStringList &paths);
    void erase(MediaWizard &wizard);
    static void answer(MediaWizard &wizard, const QString &question, QMessageBox::ButtonRole role);
    static QStringList steps(const MediaWizard &wizard);
    static bool isFinished(const std::shared_ptr<FakeDrive> &drive);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_iso;
    QString m_kit; //!< sealed with KitPassword
    std::shared_ptr<TestDrives> m_drives;
};

void tst_StickWizard::initTestCase()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_iso = m_folder->filePath(QStringLiteral("hall-a.iso"));
    QVERIFY(makeImage(m_iso));
    m_kit = m_folder->filePath(QStringLiteral("hall-a.bootkit"));
    auto draft = goodDraft(QStringLiteral("/elsewhere/hall-a.iso"));
    draft.variables = {{QStringLiteral("OSDJoinPassword"), {}, true}};
    QVERIFY(makeKit(m_kit, draft, KitPassword));
}

void tst_StickWizard::init()
{
    m_drives = std::make_shared<TestDrives>();
    m_drives->plug(testStick(QStringLiteral("sdb"), {}, 1'000'000'000));
    m_drives->plug(testStick(QStringLiteral("sdc"), {}, 2'000'000'000));
}

WizardContext tst_StickWizard::context() const
{
    const auto chance = Chance::fromFile(QStringLiteral(TEST_DATA "/identity/chance.json"));
    WizardContext context{*chance, goodDraft({})};
    context.drives = m_drives;
    return context;
}

void tst_StickWizard::next(MediaWizard &wizard, int page)
{
    while (wizard.currentId() < page) {
        const auto before = wizard.currentId();
        pressAlt(wizard, Qt::Key_N);
        QVERIFY2(wizard.currentId() > before, qPrintable(sentences(*wizard.currentPage())));
    }
}

//! With the space bar.
void tst_StickWizard::choose(MediaWizard &wizard, const QString &path)
{
    for (auto *row : wizard.currentPage()->findChildren<StickRow *>()) {
        if (row->identity().path != path)
            continue;
        row->findChild<QCheckBox *>()->setFocus();
        return QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    }
    QFAIL(qPrintable(path));
}

void tst_StickWizard::toSummary(MediaWizard &wizard, const QStringList &paths)
{
    showWindow(wizard);
    pressAlt(wizard, Qt::Key_A);
    next(wizard, MediaWizard::Image);
    pressAlt(wizard, Qt::Key_M);
    typeText(m_iso);
    next(wizard, MediaWizard::Sticks);
    for (const auto &path : paths)
        choose(wizard, path);
    next(wizard, MediaWizard::StickSummary);
}

void tst_StickWizard::erase(MediaWizard &wizard)
{
    pressAlt(wizard, Qt::Key_E);
    QVERIFY2(wizard.currentId() >= MediaWizard::StickProgress,
             qPrintable(textsOf(*wizard.currentPage())));
    QTRY_COMPARE_WITH_TIMEOUT(wizard.currentId(), int(MediaWizard::StickDone), 60000);
}

void tst_StickWizard::answer(MediaWizard &wizard,
                             const QString &question,
                             QMessageBox::ButtonRole role)
{
    auto *box = wizard.findChild<QMessageBox *>();
    QVERIFY(box);
    QVERIFY2(box->text().contains(question), qPrintable(box->text()));
    QCOMPARE(box->defaultButton()->text(), QStringLiteral("&Go on")); // never the dangerous one
    pressButton(*box, role);
}

QStringList tst_StickWizard::steps(const MediaWizard &wizard)
{
    QStringList shown;
    const auto *list = wizard.findChild<StepList *>();
    for (int step = 0; step < list->count(); ++step) {
        if (!list->isRowHidden(step))
            shown.append(list->item(step)->text());
    }
    return shown;
}

bool tst_StickWizard::isFinished(const std::shared_ptr<FakeDrive> &drive)
{
    return drive->bytes(0, 512).endsWith("\x55\xAA");
}

void tst_StickWizard::imageByKeyboardIsOnTheStick()
{
    const auto stick = m_folder->filePath(QStringLiteral("stick.img"));
    m_drives->keepIn(QStringLiteral("/dev/sdb"), stick);
    MediaWizard wizard(context());
    toSummary(wizard, {QStringLiteral("/dev/sdb"), QStringLiteral("/dev/sdc")});
    erase(wizard);
    QCOMPARE(wizard.currentPage()->title(), QStringLiteral("Done"));
    QVERIFY(textsOf(*wizard.currentPage())
                .contains(QStringLiteral("2 stick(s) written, read back and equal.")));
    QVERIFY(isFinished(m_drives->memory(QStringLiteral("/dev/sdc"))));
    Control control;
    const auto verified = verifyMedia(stick, control);
    QVERIFY(verified);
    QVERIFY(verified->isGood());
    QVERIFY(verified->files > 10);
    const auto there = openMedia(m_iso);
    const auto here = openMedia(stick);
    QVERIFY(there && here);
    const auto image = QStringLiteral("sources/boot.wim");
    QCOMPARE(*here->find(image)->content.readAll(), *there->find(image)->content.readAll());
}

void tst_StickWizard::recipeByKeyboardIsOnTheStick()
{
    const auto stick = m_folder->filePath(QStringLiteral("recipe-stick.img"));
    m_drives->keepIn(QStringLiteral("/dev/sdb"), stick);
    MediaWizard wizard(context());
    showWindow(wizard);
    next(wizard, MediaWizard::Media);
    pressAlt(wizard, Qt::Key_U);
    pressAlt(wizard, Qt::Key_N);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Media));
    QCOMPARE(sentences(*wizard.currentPage()),
             QStringLiteral("No stick is chosen. Tick at least one drive."));
    choose(wizard, QStringLiteral("/dev/sdb"));
    next(wizard, MediaWizard::Summary);
    QVERIFY(textsOf(*wizard.currentPage()).contains(QStringLiteral("serial SN-sdb")));

    const auto recipe = m_folder->filePath(QStringLiteral("usb.json"));
    qobject_cast<SummaryPage *>(wizard.currentPage())->saveRecipe(recipe);
    const auto saved = readRecipe(recipe);
    QVERIFY(saved);
    QCOMPARE(saved->target.type, TargetType::Usb);
    QCOMPARE(saved->target.path, QString()); // which stick is nobody's but today's

    erase(wizard);
    QCOMPARE(wizard.currentPage()->title(), QStringLiteral("Done"));
    QVERIFY(wizard.isMade());
    Control control;
    const auto verified = verifyMedia(stick, control);
    QVERIFY(verified);
    QVERIFY(verified->isGood());
}

void tst_StickWizard::stepsAreThoseOfTheTask()
{
    MediaWizard wizard(context());
    showWindow(wizard);
    QCOMPARE(steps(wizard).size(), 10);
    pressAlt(wizard, Qt::Key_A);
    QCOMPARE(steps(wizard),
             QStringList({QStringLiteral("Start"),
                          QStringLiteral("Image"),
                          QStringLiteral("Sticks"),
                          QStringLiteral("Summary"),
                          QStringLiteral("Progress"),
                          QStringLiteral("Done")}));
    QVERIFY(textsOf(wizard).contains(QStringLiteral("Sticks from an image")));
    QVERIFY(textsOf(wizard).contains(QStringLiteral("Step 1 of 6")));
    next(wizard, MediaWizard::Image);
    QTest::keyClick(&wizard, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Start));
    pressAlt(wizard, Qt::Key_I);
    QCOMPARE(steps(wizard).size(), 10);
    next(wizard, MediaWizard::MediaType);
}

void tst_StickWizard::droppedImage()
{
    MediaWizard wizard(context());
    showWindow(wizard);
    next(wizard, MediaWizard::Media);
    wizard.takeFile(m_iso);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Image));
    QTRY_VERIFY(textsOf(*wizard.currentPage())
                    .contains(QStringLiteral("It is boot media of Configuration Manager.")));
    Q_EMIT wizard.findChild<StepList *>()->stepChosen(MediaWizard::Start);
    QVERIFY(wizard.currentPage()->findChildren<QRadioButton *>().at(1)->isChecked());
}

//! What a technician has: the kit, its password and the value that is not in it.
void tst_StickWizard::kitByKeyboardIsOnTheStick()
{
    const auto stick = m_folder->filePath(QStringLiteral("kit-stick.img"));
    m_drives->keepIn(QStringLiteral("/dev/sdb"), stick);
    MediaWizard wizard(context());
    showWindow(wizard);
    wizard.takeFile(m_kit);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Image));
    QVERIFY(textsOf(wizard).contains(QStringLiteral("Sticks from a kit")));
    QVERIFY(textsOf(wizard).contains(QStringLiteral("hall-a.bootkit")));
    QCOMPARE(steps(wizard).size(), 6);
    QTRY_VERIFY_WITH_TIMEOUT(
        textsOf(*wizard.currentPage())
            .contains(QStringLiteral("It is a kit for boot media of the site LAB.")),
        30000);
    pressAlt(wizard, Qt::Key_P);
    QTest::keyClicks(QApplication::focusWidget(), KitPassword);
    pressAlt(wizard, Qt::Key_N);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Image));
    QCOMPARE(sentences(*wizard.currentPage()),
             QStringLiteral("The value of the hidden variable \"OSDJoinPassword\" is not in the "
                            "kit. Type it."));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("for nobody to see"));
    next(wizard, MediaWizard::Sticks);
    choose(wizard, QStringLiteral("/dev/sdb"));
    choose(wizard, QStringLiteral("/dev/sdc"));
    next(wizard, MediaWizard::StickSummary);
    QTRY_VERIFY_WITH_TIMEOUT(textsOf(*wizard.currentPage()).contains(QStringLiteral(", together ")),
                             30000);
    QVERIFY2(!textsOf(wizard).contains(QStringLiteral("for nobody to see")),
             qPrintable(textsOf(wizard)));
    erase(wizard);
    const auto texts = textsOf(*wizard.currentPage());
    QVERIFY2(texts.contains(QStringLiteral("2 stick(s) written, read back and equal.")),
             qPrintable(texts));
    QVERIFY2(texts.contains(QStringLiteral("The certificate is that of the kit.")),
             qPrintable(texts));
    QVERIFY(!wizard.isMade()); // those were not the answers of this wizard

    Control control;
    const auto verified = verifyMedia(stick, control);
    QVERIFY(verified);
    QVERIFY(verified->isGood());
    const auto shown = inspectMedia(stick, {});
    QVERIFY(shown);
    const auto *hidden = shown->variables.find(u"OSDJoinPassword");
    QVERIFY(hidden);
    QCOMPARE(hidden->value.text(), QStringLiteral("for nobody to see"));
}

void tst_StickWizard::kitAsTheArgument()
{
    auto start = context();
    start.media = m_kit;
    MediaWizard wizard(start);
    showWindow(wizard);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Image));
    QTRY_VERIFY_WITH_TIMEOUT(
        textsOf(*wizard.currentPage())
            .contains(QStringLiteral("It is a kit for boot media of the site LAB.")),
        30000);
    QVERIFY(wizard.close()); // there is nothing to lose
}

void tst_StickWizard::kitOpenedOnTheFirstPage()
{
    MediaWizard wizard(context());
    showWindow(wizard);
    wizard.currentPage()->findChild<RecipeOffers *>()->open(m_kit);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Image));
    QCOMPARE(fieldNamed(*wizard.currentPage(), QStringLiteral("&Media to write:"))
                 ->property("text")
                 .toString(),
             QDir::toNativeSeparators(m_kit));
}

void tst_StickWizard::stickThatIsTooSmallForAKit()
{
    const auto large = m_folder->filePath(QStringLiteral("large.bootkit"));
    auto draft = goodDraft({});
    draft.extraFiles.folder = m_folder->filePath(QStringLiteral("extra"));
    QVERIFY(QDir().mkpath(draft.extraFiles.folder));
    QFile file(draft.extraFiles.folder + QStringLiteral("/large.bin"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(1'100'000'000));
    file.close();
    QVERIFY(makeKit(large, draft));
    MediaWizard wizard(context());
    showWindow(wizard);
    wizard.takeFile(large);
    QTRY_VERIFY_WITH_TIMEOUT(textsOf(*wizard.currentPage()).contains(QStringLiteral(", together ")),
                             60000);
    next(wizard, MediaWizard::Sticks);
    const auto texts = textsOf(*wizard.currentPage());
    QVERIFY2(texts.contains(QStringLiteral("1.1 GB are needed. Choose a larger one.")),
             qPrintable(texts));
    for (const auto *row : wizard.currentPage()->findChildren<StickRow *>())
        QCOMPARE(row->findChild<QCheckBox *>()->isEnabled(), row->identity().path == u"/dev/sdc");
    QFile::remove(large);
    QFile::remove(file.fileName());
}

//! The password is tried in the background, which takes a moment on purpose.
void tst_StickWizard::kitThatIsStillLookedAtErasesNothing()
{
    MediaWizard wizard(context());
    showWindow(wizard);
    wizard.takeFile(m_kit);
    auto *page = qobject_cast<ImagePage *>(wizard.currentPage());
    QTRY_VERIFY_WITH_TIMEOUT(page->kit().kit(), 30000);
    for (auto *edit : page->findChildren<PasswordEdit *>())
        edit->setSecret(Secret(QStringLiteral("wrong")));
    next(wizard, MediaWizard::Sticks);
    choose(wizard, QStringLiteral("/dev/sdb"));
    pressAlt(wizard, Qt::Key_N);
    pressAlt(wizard, Qt::Key_E);
    if (page->kit().isPlanning()) // as it nearly always is, so soon
        QVERIFY(textsOf(*wizard.currentPage())
                    .contains(QStringLiteral("The kit is still being looked at.")));
    QTRY_VERIFY_WITH_TIMEOUT(!page->kit().isPlanning(), 30000);
    pressAlt(wizard, Qt::Key_E);
    QCOMPARE(wizard.currentId(), int(MediaWizard::StickSummary));
    QVERIFY2(textsOf(*wizard.currentPage())
                 .contains(QStringLiteral("The password does not open the PFX file.")),
             qPrintable(textsOf(*wizard.currentPage())));
    QCOMPARE(m_drives->memory(QStringLiteral("/dev/sdb"))->written, quint64(0));
    QVERIFY(wizard.findChild<StepList *>()
                ->item(MediaWizard::Image)
                ->data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("has a problem")));
}

void tst_StickWizard::imageThatWasMadeGoesOnToSticks()
{
    const QTemporaryDir folder;
    auto start = context();
    start.start.target.path = folder.filePath(QStringLiteral("out.iso"));
    MediaWizard wizard(start);
    showWindow(wizard);
    next(wizard, MediaWizard::Summary);
    pressAlt(wizard, Qt::Key_C);
    QTRY_COMPARE_WITH_TIMEOUT(wizard.currentId(), int(MediaWizard::Done), 60000);
    pressAlt(wizard, Qt::Key_W);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Sticks));
    QVERIFY(textsOf(wizard).contains(QStringLiteral("out.iso")));
    choose(wizard, QStringLiteral("/dev/sdc"));
    next(wizard, MediaWizard::StickSummary);
    erase(wizard);
    QCOMPARE(wizard.currentPage()->title(), QStringLiteral("Done"));
    QVERIFY(isFinished(m_drives->memory(QStringLiteral("/dev/sdc"))));
    QVERIFY(wizard.isMade());
    wizard.reject(); // there is nothing to lose
    QVERIFY(!wizard.isVisible());
}

//! Another stick in the same port, under the same name: it was never chosen.
void tst_StickWizard::swappedStickIsNotErased()
{
    MediaWizard wizard(context());
    toSummary(wizard, {QStringLiteral("/dev/sdb")});
    m_drives->unplug(QStringLiteral("/dev/sdb"));
    m_drives->plug(testStick(QStringLiteral("sdb"), {}, 1'000'000'000));
    pressAlt(wizard, Qt::Key_E);
    QCOMPARE(wizard.currentId(), int(MediaWizard::StickSummary));
    QVERIFY(textsOf(*wizard.currentPage())
                .contains(QStringLiteral("was unplugged and is no longer chosen.")));
    QCOMPARE(m_drives->memory(QStringLiteral("/dev/sdb"))->written, quint64(0));
    QVERIFY(wizard.findChild<StepList *>()
                ->item(MediaWizard::Sticks)
                ->data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("has a problem")));
}

void tst_StickWizard::enterNeverErases()
{
    MediaWizard wizard(context());
    toSummary(wizard, {QStringLiteral("/dev/sdb")});
    QTest::keyClick(&wizard, Qt::Key_Return);
    QTest::keyClick(wizard.currentPage(), Qt::Key_Enter);
    QCOMPARE(wizard.currentId(), int(MediaWizard::StickSummary));
    QCOMPARE(m_drives->memory(QStringLiteral("/dev/sdb"))->written, quint64(0));
}

void tst_StickWizard::oneBadStickStopsNobody()
{
    m_drives->memory(QStringLiteral("/dev/sdb"))->badByte = 2'000'000;
    MediaWizard wizard(context());
    toSummary(wizard, {QStringLiteral("/dev/sdb"), QStringLiteral("/dev/sdc")});
    erase(wizard);
    QCOMPARE(wizard.currentPage()->title(), QStringLiteral("Partly done"));
    const auto texts = textsOf(*wizard.currentPage());
    QVERIFY2(texts.contains(QStringLiteral("serial SN-sdb\nCannot use \"fake\". It broke.")),
             qPrintable(texts));
    QVERIFY2(texts.contains(QStringLiteral("serial SN-sdc\nWritten, read back and equal.")),
             qPrintable(texts));
    QVERIFY(!isFinished(m_drives->memory(QStringLiteral("/dev/sdb"))));
    QVERIFY(isFinished(m_drives->memory(QStringLiteral("/dev/sdc"))));
    QVERIFY(wizard.findChild<StepList *>()
                ->item(MediaWizard::StickDone)
                ->data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("has a problem")));
}

void tst_StickWizard::stickMayJoin()
{
    const auto hangs = m_drives->memory(QStringLiteral("/dev/sdb"));
    hangs->stallsWriting = true;
    MediaWizard wizard(context());
    toSummary(wizard, {QStringLiteral("/dev/sdb")});
    pressAlt(wizard, Qt::Key_E);
    m_drives->unplug(QStringLiteral("/dev/sdc"));
    m_drives->plug(testStick(QStringLiteral("sdd"), {}, 1'000'000'000));
    const auto joins = m_drives->memory(QStringLiteral("/dev/sdd"));
    const auto offer = QStringLiteral("Write this one, too…");
    clickButton(*wizard.currentPage(), offer);
    answer(wizard, QStringLiteral("On it: PHOTOS"), QMessageBox::RejectRole);
    QTRY_VERIFY(!wizard.findChild<QMessageBox *>());
    QCOMPARE(joins->written, quint64(0)); // an offer, no more
    clickButton(*wizard.currentPage(), offer);
    answer(wizard, QStringLiteral("serial SN-sdd"), QMessageBox::AcceptRole);
    QTRY_VERIFY_WITH_TIMEOUT(isFinished(joins), 60000);
    QCOMPARE(wizard.currentId(), int(MediaWizard::StickProgress));
    hangs->wake();
    QTRY_COMPARE_WITH_TIMEOUT(wizard.currentId(), int(MediaWizard::StickDone), 60000);
    QVERIFY(textsOf(*wizard.currentPage())
                .contains(QStringLiteral("2 stick(s) written, read back and equal.")));
}

void tst_StickWizard::stoppedRunAsksOnce()
{
    const auto hangs = m_drives->memory(QStringLiteral("/dev/sdb"));
    hangs->stallsWriting = true;
    MediaWizard wizard(context());
    toSummary(wizard, {QStringLiteral("/dev/sdb")});
    pressAlt(wizard, Qt::Key_E);
    QCOMPARE(wizard.currentId(), int(MediaWizard::StickProgress));
    QTRY_VERIFY(textsOf(*wizard.currentPage()).contains(QStringLiteral("Checking the size")));
    QTest::keyClick(&wizard, Qt::Key_Escape);
    answer(wizard, QStringLiteral("Stop writing the sticks?"), QMessageBox::AcceptRole);
    wizard.close(); // asks once
    QTRY_COMPARE_WITH_TIMEOUT(wizard.currentId(), int(MediaWizard::StickDone), 60000);
    hangs->wake();
    QCOMPARE(wizard.currentPage()->title(), QStringLiteral("Cancelled"));
    QVERIFY(!isFinished(hangs));
    QVERIFY(!wizard.isMade());
}

void tst_StickWizard::moreSticksAreChosenAnew()
{
    MediaWizard wizard(context());
    toSummary(wizard, {QStringLiteral("/dev/sdb")});
    erase(wizard);
    pressAlt(wizard, Qt::Key_M);
    QCOMPARE(wizard.currentId(), int(MediaWizard::Sticks));
    for (const auto *row : wizard.currentPage()->findChildren<StickRow *>())
        QVERIFY(!row->findChild<QCheckBox *>()->isChecked());
    choose(wizard, QStringLiteral("/dev/sdc"));
    next(wizard, MediaWizard::StickSummary);
    erase(wizard);
    QVERIFY(isFinished(m_drives->memory(QStringLiteral("/dev/sdc"))));
}

void tst_StickWizard::imageThatVanishesTouchesNoStick()
{
    const auto copy = m_folder->filePath(QStringLiteral("copy.iso"));
    QVERIFY(QFile::copy(m_iso, copy));
    MediaWizard wizard(context());
    toSummary(wizard, {QStringLiteral("/dev/sdb")});
    wizard.takeFile(copy);
    next(wizard, MediaWizard::StickSummary);
    QVERIFY(QFile::remove(copy));
    erase(wizard);
    QCOMPARE(wizard.currentPage()->title(), QStringLiteral("Failed"));
    QVERIFY2(textsOf(*wizard.currentPage()).contains(QDir::toNativeSeparators(copy)),
             qPrintable(textsOf(*wizard.currentPage())));
    QCOMPARE(m_drives->memory(QStringLiteral("/dev/sdb"))->written, quint64(0));
}

QTEST_MAIN(tst_StickWizard)
#include "tst_StickWizard.moc"
