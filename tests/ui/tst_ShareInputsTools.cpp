// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/BootImageFacts.h"
#include "core/builder/ExistingMedia.h"
#include "core/builder/ShareInputs.h"
#include "core/builder/verifyMedia.h"
#include "core/identity/MediaCertificate.h"
#include "tests/ui/PageChecks.h"
#include "ui/BuildJob.h"
#include "ui/StickWork.h"
#include "ui/inspect/RenewPage.h"
#include "ui/pages/ImagePage.h"
#include "ui/pages/PfxPanel.h"
#include "ui/pages/SecurityPage.h"

#include <QDir>
#include <QElapsedTimer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

constexpr int Patience = 60'000; // milliseconds

} // namespace

//! The wizard and what lies on a real share (support/real_site.py).
class tst_ShareInputsTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void pfxIsOpened();
    void pfxWithAWrongPassword();
    void pfxThatIsMissing();
    void pfxIsStopped();
    void buildCopiesNothingTwice();
    void imageIsWritten();
    void renewalTakesACertificate();

private:
    bool writePfx() const;
    static QPushButton *buttonOf(const SecurityPage &page)
    {
        return page.findChild<PfxPanel *>()->findChild<QPushButton *>();
    }
    static QString onShare(const QString &name)
    {
        return QStringLiteral("\\\\files01.lab.example\\images\\") + name;
    }

    QTemporaryDir m_folder;
    QDir m_images{qEnvironmentVariable("BOOTWRIGHT_IMAGES")};
    Answers m_answers;
};

void tst_ShareInputsTools::init()
{
    m_answers = goodAnswers(m_folder.filePath(QStringLiteral("out.iso")));
    m_answers.draft.security.certificate.type = CertificateType::Pki;
    m_answers.draft.security.certificate.file = onShare(QStringLiteral("media.pfx"));
    m_answers.secrets.pfxPassword = Secret(QStringLiteral("secret"));
    QVERIFY(writePfx());
}

bool tst_ShareInputsTools::writePfx() const
{
    const auto chance = Chance::fromFile(QStringLiteral(TEST_DATA "/identity/chance.json"));
    const auto now = m_answers.chance.now();
    const auto made = MediaCertificate::selfSigned(
        QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E0C0DE"), now, now.addYears(1), *chance);
    const auto pfx = made->pfx(Secret(QStringLiteral("secret")), *chance);
    QFile file(m_images.filePath(QStringLiteral("media.pfx")));
    return pfx && file.open(QIODevice::WriteOnly) && file.write(*pfx) == pfx->size();
}

//! Entering the page does not wait for the share; what is in the certificate shows later, and lets the user go on.
void tst_ShareInputsTools::pfxIsOpened()
{
    SecurityPage page(m_answers);
    QSignalSpy looked(page.findChild<PfxPanel *>(), &PfxPanel::looked);
    QElapsedTimer time;
    time.start();
    page.begin();
    QVERIFY2(time.elapsed() < 1000, qPrintable(QString::number(time.elapsed())));
    showWindow(page);
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page),
             QStringLiteral("The certificate is being read from its share. Wait a moment, or quit "
                            "reading it."));
    QVERIFY(looked.wait(Patience));
    const auto texts = textsOf(page);
    QVERIFY2(texts.contains(QStringLiteral("Issued to\nCN=8AE6B618-77EC-46CB-B1B5-88F693E0C0DE")),
             qPrintable(texts));
    QCOMPARE(sentences(page), QString());
    QVERIFY(buttonOf(page)->isHidden());
    QVERIFY(page.confirm());
}

//! The other password is tried at once.
void tst_ShareInputsTools::pfxWithAWrongPassword()
{
    m_answers.secrets.pfxPassword = Secret(QStringLiteral("wrong"));
    SecurityPage page(m_answers);
    QSignalSpy looked(page.findChild<PfxPanel *>(), &PfxPanel::looked);
    page.begin();
    showWindow(page);
    QVERIFY(looked.wait(Patience));
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page),
             QStringLiteral("Cannot use the certificate in "
                            "\"\\\\files01.lab.example\\images\\media.pfx\". The password does not "
                            "open the PFX file."));
    pressAlt(page, Qt::Key_D);
    typeText(QStringLiteral("secret"));
    QVERIFY(looked.wait(Patience));
    QCOMPARE(sentences(page), QString());
    QVERIFY(page.confirm());
}

//! Once it is there, it can be read again.
void tst_ShareInputsTools::pfxThatIsMissing()
{
    QVERIFY(m_images.remove(QStringLiteral("media.pfx")));
    SecurityPage page(m_answers);
    QSignalSpy looked(page.findChild<PfxPanel *>(), &PfxPanel::looked);
    page.begin();
    showWindow(page);
    QVERIFY(looked.wait(Patience));
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page),
             QStringLiteral("Cannot open \"\\\\files01.lab.example\\images\\media.pfx\". It does "
                            "not exist."));
    QVERIFY(writePfx());
    QCOMPARE(buttonOf(page)->text(), QStringLiteral("Tr&y again"));
    buttonOf(page)->click();
    looked.clear();
    QTRY_VERIFY_WITH_TIMEOUT(!looked.isEmpty(), Patience);
    QCOMPARE(sentences(page), QString());
    QVERIFY(page.confirm());
}

//! Whoever does not want to wait goes on without.
void tst_ShareInputsTools::pfxIsStopped()
{
    SecurityPage page(m_answers);
    page.begin();
    showWindow(page);
    QCOMPARE(buttonOf(page)->text(), QStringLiteral("&Quit reading it"));
    buttonOf(page)->click();
    QVERIFY(page.confirm());
    QVERIFY(textsOf(page).contains(
        QStringLiteral("The certificate was not read. It is checked when the media are made.")));
    QTest::qWait(1000);
    QVERIFY(!textsOf(page).contains(QStringLiteral("Issued to")));
}

//! What the page and the summary copied is what the media are made from: it was written once on this computer.
void tst_ShareInputsTools::buildCopiesNothingTwice()
{
    const auto name = QStringLiteral("boot.wim");
    QVERIFY(QFile::copy(m_images.filePath(QStringLiteral("../training/boot.wim")),
                        m_images.filePath(name)));
    m_answers.draft = goodAnswers(m_folder.filePath(QStringLiteral("out.iso"))).draft;
    m_answers.draft.bootImage.packageId.clear();
    m_answers.draft.bootImage.file = onShare(name);
    Control control;
    const auto facts = readBootImageFacts(m_answers.draft, {}, control, m_answers.copies.get());
    QVERIFY2(facts, qPrintable(facts ? QString() : facts.error().message));
    const auto before = reachInputs(m_answers.draft, {}, control, m_answers.copies.get());
    QVERIFY(before);
    const auto stateOf = [](const Reach &reach) {
        const QFileInfo copy(reach.draft.bootImage.file);
        return std::pair(copy.filePath(), copy.fileTime(QFileDevice::FileMetadataChangeTime));
    };
    const auto written = stateOf(*before);
    const BuildJob job(m_answers);
    const auto plan = job.plan(control);
    QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
    const auto made = job.make(control);
    QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
    const auto after = reachInputs(m_answers.draft, {}, control, m_answers.copies.get());
    QVERIFY(after);
    QCOMPARE(stateOf(*after), written);
}

//! Media on a share are looked into, and the same copy goes onto the sticks.
void tst_ShareInputsTools::imageIsWritten()
{
    const auto name = QStringLiteral("hall-a.iso");
    QVERIFY(makeImage(m_images.filePath(name)));
    m_answers.task = Task::WriteImage;
    ImagePage page(m_answers);
    page.enter();
    showWindow(page);
    page.firstField()->setFocus();
    typeText(onShare(name));
    QVERIFY(page.confirm());
    QTRY_VERIFY_WITH_TIMEOUT(page.neededBytes() > 300'000, Patience);
    QVERIFY2(page.confirm(), qPrintable(sentences(page)));
    QCOMPARE(m_answers.image, onShare(name));
    const auto prepare = sticksFromImage(m_answers);
    QVERIFY(m_images.remove(name));
    Control control;
    const auto gone = prepare(control);
    QVERIFY(!gone); // the share is asked whether the copy is still what lies there
    QCOMPARE(gone.error().kind, Error::Kind::NotFound);
    QVERIFY(makeImage(m_images.filePath(name)));
    const auto work = prepare(control);
    QVERIFY2(work, qPrintable(work ? QString() : work.error().message));
    QVERIFY(work->kept);
    QCOMPARE(work->source.name, onShare(name));
    QVERIFY(m_images.remove(name));
}

//! The page of a renewal opens it as the one of new media does.
void tst_ShareInputsTools::renewalTakesACertificate()
{
    const auto iso = m_folder.filePath(QStringLiteral("old.iso"));
    QVERIFY(makeImage(iso));
    auto tree = openMedia(iso);
    QVERIFY(tree);
    const auto media = readExistingMedia(std::move(*tree), Secret());
    QVERIFY(media);
    RenewPage page(m_answers, *media, RenewPage::Way::InPlace);
    QSignalSpy looked(page.findChild<PfxPanel *>(), &PfxPanel::looked);
    page.begin();
    showWindow(page);
    pressAlt(page, Qt::Key_T);
    pressAlt(page, Qt::Key_F);
    typeText(onShare(QStringLiteral("media.pfx")));
    pressAlt(page, Qt::Key_D);
    typeText(QStringLiteral("secret"));
    QVERIFY(!page.confirm());
    QVERIFY(looked.wait(Patience));
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page), // which is the next thing to mend
             QStringLiteral("The management point \"http://mp01.lab.example\" speaks HTTP. With a "
                            "PKI certificate, choose only management points that speak HTTPS."));
    QVERIFY(textsOf(page).contains(
        QStringLiteral("Issued to\nCN=8AE6B618-77EC-46CB-B1B5-88F693E0C0DE")));
}

QTEST_MAIN(tst_ShareInputsTools)
#include "tst_ShareInputsTools.moc"
