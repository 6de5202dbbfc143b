// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WizardTour.h"

#include "core/identity/MediaCertificate.h"
#include "tests/ui/PageChecks.h"
#include "ui/StepList.h"
#include "ui/pages/BootImagePanel.h"
#include "ui/pages/DonePage.h"
#include "ui/pages/ImagePanel.h"
#include "ui/pages/KitPanel.h"
#include "ui/pages/PfxPanel.h"
#include "ui/pages/ProgressPage.h"
#include "ui/pages/SiteConnection.h"
#include "ui/pages/StickProgressPage.h"
#include "ui/pages/StickProgressRow.h"
#include "ui/pages/SummaryPage.h"
#include "ui/pages/VariableTable.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/PathEdit.h"
#include "ui/widgets/SearchList.h"
#include "ui/widgets/StickRow.h"

#include <QCheckBox>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QPalette>
#include <QPushButton>
#include <QRadioButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

namespace bootwright {

namespace {

//! Says where a tour ends that does not get on: whoever calls it hears only that it did.
bool expect(bool isSo, const char *what)
{
    if (!isSo)
        qWarning("The tour ends here: %s", what);
    return isSo;
}

bool waitFor(QObject *sender, const char *signal)
{
    QSignalSpy spy(sender, signal);
    return expect(spy.wait(30000), signal);
}

bool waitFor(const std::function<bool()> &isSo, const char *what)
{
    return expect(QTest::qWaitFor(isSo, 120000), what);
}

//! The widget of \a type on the current page that a screen reader calls \a name.
template<typename T>
T *named(MediaWizard &wizard, const QString &name)
{
    for (auto *widget : wizard.currentPage()->findChildren<T *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

void fillMedia(MediaWizard &wizard, const QString &folder)
{
    auto *edit = named<QLineEdit>(wizard, MediaWizard::tr("ISO file"));
    if (!edit)
        edit = wizard.currentPage()->findChild<PathEdit *>()->lineEdit();
    edit->setText(folder + QStringLiteral("/hall-a.iso"));
}

void fillBootImage(MediaWizard &wizard)
{
    auto *list = wizard.currentPage()->findChild<SearchList *>()->list();
    list->setCurrentIndex(list->model()->index(1, 0));
    for (auto *button : wizard.currentPage()->findChildren<QPushButton *>()) {
        if (button->text().contains(u"&A"))
            button->click();
    }
}

//! A certificate of the tour's own, with its password.
bool choosePki(MediaWizard &wizard, const QString &folder)
{
    const auto chance = Chance::fromFile(QStringLiteral(TEST_DATA "/identity/chance.json"));
    const auto certificate =
        MediaCertificate::selfSigned(QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E0C0DE"),
                                     chance->now(),
                                     chance->now().addDays(60),
                                     *chance);
    QFile file(folder + QStringLiteral("/media.pfx"));
    const auto bytes = certificate->pfx(Secret(QStringLiteral("of the file")), *chance);
    if (!bytes || !file.open(QIODevice::WriteOnly) || file.write(*bytes) != bytes->size())
        return false;
    file.close();
    auto *page = wizard.currentPage();
    page->findChildren<QRadioButton *>().at(1)->setChecked(true);
    auto *path = page->findChild<PathEdit *>();
    path->setPath(file.fileName());
    page->findChildren<PasswordEdit *>().last()->setSecret(Secret(QStringLiteral("of the file")));
    auto *panel = page->findChild<PfxPanel *>();
    const auto isOpen = waitFor([&] { return panel->isVisible(); }, "the certificate is opened");
    page->scrollTo(panel);
    return isOpen;
}

void addVariable(MediaWizard &wizard, const QString &name, const QString &value, bool isHidden)
{
    auto *table = wizard.currentPage()->findChild<VariableTable *>();
    const auto edits = table->findChildren<QLineEdit *>();
    table->findChild<QCheckBox *>()->setChecked(isHidden);
    edits.at(0)->setText(name);
    edits.at(1)->setText(value);
    table->findChild<QPushButton *>()->click();
}

bool go(MediaWizard &wizard)
{
    const auto before = wizard.currentId();
    Q_EMIT wizard.nextAsked();
    return wizard.currentId() > before;
}

//! The summary with sticks as the target, on the way to the summary with an ISO file.
bool visitStickSummary(MediaWizard &wizard, const std::function<void(const QString &name)> &visit)
{
    const auto choose = [&wizard](int target) {
        Q_EMIT wizard.findChild<StepList *>()->stepChosen(MediaWizard::Media);
        wizard.currentPage()->findChildren<QRadioButton *>().at(target)->click();
        Q_EMIT wizard.findChild<StepList *>()->stepChosen(MediaWizard::Summary);
        return waitFor(wizard.currentPage(), SIGNAL(measured()));
    };
    if (!choose(1))
        return false;
    visit(QStringLiteral("8-summary-sticks"));
    return choose(0);
}

} // namespace

bool makeTourKit(const QString &kit, const QString &password)
{
    auto draft = goodDraft({});
    draft.target.label = QStringLiteral("Hall A");
    draft.security.passwordProtected = true;
    draft.variables = {{QStringLiteral("OSDJoinPassword"), {}, true}};
    return makeKit(kit, draft, password);
}

QPalette lightPalette()
{
    QPalette palette(QColor(0xfa, 0xfa, 0xfa), QColor(0xfa, 0xfa, 0xfa));
    palette.setColor(QPalette::WindowText, QColor(0x1c, 0x1f, 0x24));
    palette.setColor(QPalette::Text, QColor(0x1c, 0x1f, 0x24));
    palette.setColor(QPalette::ButtonText, QColor(0x1c, 0x1f, 0x24));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Highlight, QColor(0x1f, 0x5f, 0xc2));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

QPalette darkPalette()
{
    QPalette palette(QColor(0x2c, 0x30, 0x36), QColor(0x1f, 0x22, 0x27));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(role, QColor(0xe6, 0xe9, 0xee));
    palette.setColor(QPalette::Base, QColor(0x17, 0x19, 0x1d));
    palette.setColor(QPalette::ToolTipBase, QColor(0x2c, 0x30, 0x36));
    palette.setColor(QPalette::ToolTipText, QColor(0xe6, 0xe9, 0xee));
    palette.setColor(QPalette::Highlight, QColor(0x6a, 0xa4, 0xff));
    palette.setColor(QPalette::HighlightedText, QColor(0x10, 0x14, 0x1a));
    return palette;
}

std::shared_ptr<TestDrives> tourDrives()
{
    auto drives = std::make_shared<TestDrives>();
    auto system = testDisk(QStringLiteral("nvme0n1"), 512'110'190'592);
    system.vendor.clear();
    system.model = QStringLiteral("Samsung SSD 980 PRO");
    system.bus = Bus::Nvme;
    auto reader = testStick(QStringLiteral("sdd"), QStringLiteral("STORAGE DEVICE"), 0);
    reader.vendor = QStringLiteral("Generic");
    reader.volumes.clear();
    auto other =
        testStick(QStringLiteral("sdc"), QStringLiteral("DataTraveler 3.0"), 62'058'921'984);
    other.vendor = QStringLiteral("Kingston");
    other.volumes.clear();
    drives->plug(system, {QStringLiteral("/"), QStringLiteral("/boot/efi")});
    drives->plug(testDisk(QStringLiteral("sda")));
    drives->plug(testStick(QStringLiteral("sdb")));
    drives->plug(other);
    drives->plug(reader);
    return drives;
}

WizardContext tourContext(const std::shared_ptr<TestDrives> &drives)
{
    const auto chance = Chance::fromFile(QStringLiteral(TEST_DATA "/identity/chance.json"));
    return {.chance = *chance,
            .start = freshDraft(chance->now()),
            .lastAnswers = RecipeReading{freshDraft(chance->now()), {}, {}},
            .drives = drives};
}

bool tourWizard(MediaWizard &wizard,
                const QString &folder,
                const std::function<void(const QString &name)> &visit)
{
    visit(QStringLiteral("1-start"));
    if (!expect(go(wizard), "the start is answered"))
        return false;
    visit(QStringLiteral("2-media-type"));
    auto *unattended = wizard.currentPage()->findChild<QCheckBox *>();
    unattended->setChecked(true);
    if (go(wizard))
        return false;
    visit(QStringLiteral("2-media-type-problem"));
    unattended->setChecked(false);
    go(wizard);
    visit(QStringLiteral("3-media-management"));
    go(wizard);
    if (go(wizard))
        return false;
    visit(QStringLiteral("4-media-problem"));
    fillMedia(wizard, folder);
    QTest::qWait(400); // judged
    visit(QStringLiteral("4-media"));
    wizard.currentPage()->findChildren<QRadioButton *>().at(1)->click();
    wizard.currentPage()->findChildren<StickRow *>().first()->findChild<QCheckBox *>()->click();
    QTest::qWait(400); // judged
    visit(QStringLiteral("4-media-sticks"));
    wizard.currentPage()->findChildren<QRadioButton *>().at(0)->click();
    wizard.currentPage()->scrollToTop();
    go(wizard);
    if (go(wizard))
        return false;
    visit(QStringLiteral("5-security-problem"));
    for (auto *button : wizard.currentPage()->findChildren<QPushButton *>()) {
        if (button->text().contains(u"&G"))
            button->click();
    }
    QTest::qWait(400); // judged
    visit(QStringLiteral("5-security"));
    if (!choosePki(wizard, folder))
        return false;
    visit(QStringLiteral("5-security-pki"));
    wizard.currentPage()->findChildren<QRadioButton *>().first()->setChecked(true);
    wizard.currentPage()->scrollToTop();
    go(wizard);
    visit(QStringLiteral("6-boot-image-empty"));
    fillBootImage(wizard);
    if (!waitFor(wizard.currentPage()->findChild<BootImagePanel *>(), SIGNAL(looked())))
        return false;
    QTest::qWait(400); // judged
    visit(QStringLiteral("6-boot-image"));
    if (!expect(go(wizard), "the boot image is chosen"))
        return false;
    addVariable(wizard, QStringLiteral("OSDTech"), QStringLiteral("anna"), false);
    addVariable(wizard, QStringLiteral("OSDJoinPassword"), QStringLiteral("never shown"), true);
    visit(QStringLiteral("7-customization"));
    go(wizard);
    if (!waitFor(wizard.currentPage(), SIGNAL(measured())))
        return false;
    visit(QStringLiteral("8-summary"));
    if (!visitStickSummary(wizard, visit))
        return false;
    go(wizard);
    auto *progress = qobject_cast<ProgressPage *>(wizard.currentPage());
    if (!expect(progress, "the media are made"))
        return false;
    QTest::qWait(20);
    visit(QStringLiteral("9-progress"));
    if (!waitFor([&] { return wizard.currentId() == MediaWizard::Done; }, "built"))
        return false;
    visit(QStringLiteral("10-done"));
    auto *done = qobject_cast<DonePage *>(wizard.currentPage());
    done->show(Error{
        Error::Kind::NoSpace,
        QStringLiteral("Cannot write \"%1/hall-a.iso\". The disk is full. Make room, or choose "
                       "another disk.")
            .arg(folder),
        QStringLiteral("ENOSPC at 402653184")});
    visit(QStringLiteral("10-failed"));
    done->show(Cancelled{});
    visit(QStringLiteral("10-cancelled"));
    return wizard.isMade();
}

bool tourSticks(MediaWizard &wizard,
                TestDrives &drives,
                const QString &iso,
                const std::function<void(const QString &name)> &visit)
{
    wizard.currentPage()->findChildren<QRadioButton *>().at(1)->click();
    visit(QStringLiteral("1-start-image"));
    go(wizard);
    if (go(wizard))
        return false;
    visit(QStringLiteral("2-image-problem"));
    wizard.currentPage()->findChild<PathEdit *>()->setPath(iso);
    Q_EMIT wizard.currentPage()->findChild<PathEdit *>()->finished();
    if (!waitFor(wizard.currentPage()->findChild<ImagePanel *>(), SIGNAL(looked())))
        return false;
    QTest::qWait(400); // judged
    visit(QStringLiteral("2-image"));
    go(wizard);
    if (go(wizard))
        return false;
    visit(QStringLiteral("3-sticks-problem"));
    const auto rows = wizard.currentPage()->findChildren<StickRow *>();
    if (!expect(rows.size() == 5, "five drives"))
        return false;
    for (auto *row : rows.first(2))
        row->findChild<QCheckBox *>()->click();
    rows[2]->findChild<QPushButton *>()->click();
    QTest::qWait(400); // judged
    visit(QStringLiteral("3-sticks-unlock"));
    rows[2]->findChild<QLineEdit *>()->setText(QStringLiteral("kingston sa400s37"));
    rows[2]->findChild<QCheckBox *>()->click();
    QTest::qWait(400); // judged
    visit(QStringLiteral("3-sticks"));
    go(wizard);
    if (!expect(!go(wizard), "the size is asked for"))
        return false;
    visit(QStringLiteral("4-stick-summary"));
    wizard.currentPage()->findChild<QLineEdit *>()->setText(QStringLiteral("120.0 GB"));
    const auto hangs = drives.memory(QStringLiteral("/dev/sda"));
    const auto wake = qScopeGuard([&] { hangs->wake(); }); // whatever becomes of the tour
    hangs->stallsWriting = true;
    drives.memory(QStringLiteral("/dev/sdc"))->flippedByte = 2'000'000;
    if (!expect(go(wizard), "the sticks are written"))
        return false;
    auto *progress = qobject_cast<StickProgressPage *>(wizard.currentPage());
    drives.plug(testStick(QStringLiteral("sde")));
    const auto sticks = progress->findChildren<StickProgressRow *>();
    if (!waitFor([&] { return sticks[0]->isFinished(); }, "the first stick is finished")
        || !waitFor([&] { return sticks[1]->hasEnded(); }, "the second stick has ended"))
        return false;
    visit(QStringLiteral("5-stick-progress"));
    hangs->wake();
    if (!waitFor([&] { return wizard.currentId() == MediaWizard::StickDone; }, "all have ended"))
        return false;
    visit(QStringLiteral("6-stick-done"));
    return true;
}

bool tourKit(MediaWizard &wizard,
             const QString &kit,
             const QString &password,
             const std::function<void(const QString &name)> &visit)
{
    wizard.takeFile(kit);
    visit(QStringLiteral("2-kit-opening"));
    auto *page = wizard.currentPage();
    auto *panel = page->findChild<KitPanel *>();
    if (!panel->kit() && !waitFor(panel, SIGNAL(opened())))
        return false;
    QTest::qWait(400); // judged
    visit(QStringLiteral("2-kit"));
    if (go(wizard))
        return false;
    visit(QStringLiteral("2-kit-problem"));
    for (auto *field : page->findChildren<PasswordEdit *>())
        field->setSecret(Secret(password));
    if (!waitFor(panel, SIGNAL(planned())))
        return false;
    visit(QStringLiteral("2-kit-complete"));
    go(wizard);
    wizard.currentPage()->findChildren<StickRow *>().first()->findChild<QCheckBox *>()->click();
    go(wizard);
    visit(QStringLiteral("4-kit-summary"));
    return wizard.currentId() == MediaWizard::StickSummary;
}

bool tourSite(MediaWizard &wizard,
              const QString &server,
              const std::function<void(const QString &name)> &visit)
{
    auto *page = wizard.currentPage();
    auto *connection = page->findChild<SiteConnection *>();
    page->findChildren<QRadioButton *>().last()->setChecked(true);
    visit(QStringLiteral("1-start-server"));
    if (go(wizard))
        return false;
    visit(QStringLiteral("1-start-server-problem"));
    page->findChildren<QLineEdit *>().at(1)->setText(server);
    page->findChildren<QCheckBox *>().last()->setChecked(true);
    QTest::qWait(400); // judged
    visit(QStringLiteral("1-start-server-user"));
    page->findChildren<QCheckBox *>().last()->setChecked(false);
    const auto press = [&](int button) {
        connection->findChildren<QPushButton *>().at(button)->click();
        page->scrollTo(connection);
    };
    press(0);
    if (!waitFor([&] { return !connection->isAsking(); }, "the server answers"))
        return false;
    visit(QStringLiteral("1-start-server-certificate"));
    press(2); // trust it
    visit(QStringLiteral("1-start-server-asking"));
    press(0); // stop
    press(0); // once more
    if (!waitFor([&] { return connection->facts() != nullptr; }, "the site is known"))
        return false;
    QTest::qWait(400); // judged
    page->scrollTo(connection);
    visit(QStringLiteral("1-start-server-facts"));
    while (wizard.currentId() < MediaWizard::BootImage) {
        if (!go(wizard))
            return false;
    }
    fillBootImage(wizard);
    QTest::qWait(400); // judged
    visit(QStringLiteral("6-boot-image-site"));
    return true;
}

} // namespace bootwright
