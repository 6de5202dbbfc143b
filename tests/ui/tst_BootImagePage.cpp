// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "ui/pages/BootImagePage.h"

#include <QApplication>
#include <QComboBox>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace bootwright;

class tst_BootImagePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_answers = goodAnswers(QStringLiteral("/out.iso")); }
    void keepsTheDraft();
    void isAccessible();
    void problems_data();
    void problems();
    void offersWhatTheCertificateCanAsk();
    void managementPointsAreAddedAndMoved();
    void tellsWhatIsInTheImage();
    void tellsWhyItIsNoImage();
#ifndef Q_OS_WIN // which opens shares itself
    void copiesFromAShareOnlyByWish();
#endif
    void byKeyboard();
    void goesWithTheFocusInAField();

private:
    static void click(const QWidget &page, const QString &text);

    Answers m_answers;
};

void tst_BootImagePage::click(const QWidget &page, const QString &text)
{
    for (auto *button : page.findChildren<QPushButton *>()) {
        if (button->text() == text)
            return button->click();
    }
    QFAIL("no such button");
}

void tst_BootImagePage::keepsTheDraft()
{
    auto &draft = m_answers.draft;
    BootImagePage page(m_answers);
    QVERIFY(keepsDraft(page, m_answers));
    draft.bootImage = {QStringLiteral("XYZ00001"),
                       absolute(QStringLiteral("/none/boot.wim")),
                       QStringLiteral("/none/boot.sdi"), // no question of this page
                       SignerChoice::Microsoft2011};
    draft.distributionPoint = QStringLiteral("dp77.lab.example");
    draft.managementPoints = {QStringLiteral("http://b"), QStringLiteral("http://a")};
    QVERIFY(keepsDraft(page, m_answers));
}

void tst_BootImagePage::isAccessible()
{
    QCOMPARE(whyNotAccessible(BootImagePage(m_answers)), QString());
}

void tst_BootImagePage::problems_data()
{
    QTest::addColumn<BootImageDraft>("image");
    QTest::addColumn<QStringList>("managementPoints");
    QTest::addColumn<QString>("sentence");
    BootImageDraft image;
    image.packageId = QStringLiteral("LAB00005");
    const QStringList one{QStringLiteral("http://mp01.lab.example")};
    QTest::newRow("none") << BootImageDraft() << one
                          << "No boot image is chosen. Choose one of the site, or a .wim file.";
    QTest::newRow("no management point")
        << image << QStringList() << "No management point is chosen. The media need at least one.";
    QTest::newRow("HTTPS")
        << image << QStringList(QStringLiteral("https://mp02.lab.example"))
        << "The management point \"https://mp02.lab.example\" speaks HTTPS, which needs a PKI "
           "certificate. Choose one that speaks HTTP, or import a certificate.";
    auto gone = image;
    gone.file = absolute(QStringLiteral("/none/boot.wim"));
    QTest::newRow("no file") << gone << one
                             << QStringLiteral("Cannot find the boot image \"%1\".").arg(gone.file);
}

void tst_BootImagePage::problems()
{
    QFETCH(BootImageDraft, image);
    QFETCH(QStringList, managementPoints);
    QFETCH(QString, sentence);
    m_answers.draft.bootImage = image;
    m_answers.draft.managementPoints = managementPoints;
    BootImagePage page(m_answers);
    page.enter();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page), sentence);
    QVERIFY(page.focusWidget());
}

void tst_BootImagePage::offersWhatTheCertificateCanAsk()
{
    BootImagePage page(m_answers);
    const auto offers = [&page] {
        page.enter();
        QStringList urls;
        for (const auto *box : page.findChildren<QComboBox *>()) {
            if (box->accessibleName() == QStringLiteral("Management point to add")) {
                for (int i = 0; i < box->count(); ++i)
                    urls.append(box->itemText(i));
            }
        }
        return urls;
    };
    QCOMPARE(offers(),
             QStringList({QStringLiteral("http://mp01.lab.example"),
                          QStringLiteral("http://mp03.lab.example")}));
    m_answers.draft.security.certificate.type = CertificateType::Pki;
    QCOMPARE(offers(),
             QStringList({QStringLiteral("https://mp02.lab.example"),
                          QStringLiteral("https://mp04.lab.example")}));
}

void tst_BootImagePage::managementPointsAreAddedAndMoved()
{
    m_answers.draft.managementPoints.clear();
    BootImagePage page(m_answers);
    page.enter();
    click(page, QStringLiteral("&Add"));
    click(page, QStringLiteral("&Add"));
    click(page, QStringLiteral("&Up"));
    QVERIFY(page.confirm());
    const auto first = QStringLiteral("http://mp01.lab.example");
    const auto second = QStringLiteral("http://mp03.lab.example");
    QCOMPARE(m_answers.draft.managementPoints, QStringList({second, first}));
    click(page, QStringLiteral("Do&wn"));
    click(page, QStringLiteral("&Remove"));
    QVERIFY(page.confirm());
    QCOMPARE(m_answers.draft.managementPoints, QStringList({first}));
}

void tst_BootImagePage::tellsWhatIsInTheImage()
{
    BootImagePage page(m_answers);
    page.enter();
    QTRY_VERIFY_WITH_TIMEOUT(
        textsOf(page).contains(QStringLiteral("Bootwright training lab (x64)")), 30000);
    QVERIFY(textsOf(page).contains(QStringLiteral("EFI_EX")));
}

void tst_BootImagePage::tellsWhyItIsNoImage()
{
    m_answers.draft.bootImage.file = QStringLiteral(TEST_DATA "/identity/chance.json");
    BootImagePage page(m_answers);
    page.enter();
    QTRY_VERIFY_WITH_TIMEOUT(textsOf(page).contains(QStringLiteral("chance.json\"")), 30000);
}

#ifndef Q_OS_WIN
void tst_BootImagePage::copiesFromAShareOnlyByWish()
{
    m_answers.draft.bootImage.file = QStringLiteral("//files01.lab.example/source/boot.wim");
    BootImagePage page(m_answers);
    page.enter();
    QVERIFY(textsOf(page).contains(
        QStringLiteral("What is in the image shows once it was copied from its share.")));
}
#endif

void tst_BootImagePage::byKeyboard()
{
    m_answers.draft.bootImage = {};
    m_answers.draft.managementPoints.clear();
    BootImagePage page(m_answers);
    page.begin();
    showWindow(page);
    pressAlt(page, Qt::Key_F);
    const auto none = absolute(QStringLiteral("/none/boot.wim"));
    typeText(none);
    QTRY_COMPARE(sentences(page), QStringLiteral("Cannot find the boot image \"%1\".").arg(none));
    typeText({});
    pressAlt(page, Qt::Key_M);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    pressAlt(page, Qt::Key_L);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    pressAlt(page, Qt::Key_D);
    typeText(QStringLiteral("dp02.lab.example"));
    pressAlt(page, Qt::Key_P);
    typeText(QStringLiteral("https://mp02.lab.example"));
    pressAlt(page, Qt::Key_A);
    QTRY_COMPARE(
        sentences(page),
        QStringLiteral(
            "The management point \"https://mp02.lab.example\" speaks HTTPS, which needs a PKI "
            "certificate. Choose one that speaks HTTP, or import a certificate."));
    const auto *list = page.findChild<QListWidget *>();
    QCOMPARE(list->item(0)->text(),
             QStringLiteral("https://mp02.lab.example – Hall B (HTTPS) – needs a PKI certificate"));
    pressAlt(page, Qt::Key_R);
    pressAlt(page, Qt::Key_P);
    typeText(QStringLiteral("http://mp09.lab.example"));
    pressAlt(page, Qt::Key_A);
    QCOMPARE(list->item(0)->text(),
             QStringLiteral("http://mp09.lab.example – not listed by the site"));
    pressAlt(page, Qt::Key_P);
    typeText(QStringLiteral("http://mp01.lab.example"));
    pressAlt(page, Qt::Key_A);
    pressAlt(page, Qt::Key_U);
    QVERIFY2(page.confirm(), qPrintable(sentences(page)));
    const auto &draft = m_answers.draft;
    QCOMPARE(draft.bootImage,
             (BootImageDraft{QStringLiteral("LAB00005"), {}, {}, SignerChoice::Microsoft2011}));
    QCOMPARE(draft.distributionPoint, QStringLiteral("dp02.lab.example"));
    QCOMPARE(draft.managementPoints,
             QStringList({QStringLiteral("http://mp01.lab.example"),
                          QStringLiteral("http://mp09.lab.example")}));
}

void tst_BootImagePage::goesWithTheFocusInAField()
{
    auto page = std::make_unique<BootImagePage>(m_answers);
    page->begin();
    showWindow(*page);
    pressAlt(*page, Qt::Key_D);
    typeText(QStringLiteral("dp02.lab.example")); // one of the list, chosen when the focus goes
    page.reset();
}

QTEST_MAIN(tst_BootImagePage)
#include "tst_BootImagePage.moc"
