// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/MediaCertificate.h"
#include "tests/ui/PageChecks.h"
#include "ui/pages/SecurityPage.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_SecurityPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsTheDraft();
    void isAccessible();
    void passwordIsMissing();
    void passwordsDiffer();
    void generatedPasswordIsGood();
    void certificates_data();
    void certificates();
    void byKeyboard();
    void expiryIsJudgedAtOnce();
    void pfxIsOpenedAtOnce();

private:
    static QLineEdit *edit(const QWidget &page, const QString &name);
    static QString focusOf(const QWidget &page);
    //! Goes to the date field of Alt and \a key, and types \a day over the one in it.
    static void typeDate(QWidget &page, Qt::Key key, const QString &day);
    static QByteArray pfx(const Secret &password);

    QTemporaryDir m_folder;
    Answers m_answers;
};

void tst_SecurityPage::init()
{
    m_answers = goodAnswers(m_folder.filePath(QStringLiteral("out.iso")));
}

QLineEdit *tst_SecurityPage::edit(const QWidget &page, const QString &name)
{
    for (auto *one : page.findChildren<QLineEdit *>()) {
        if (one->accessibleName() == name)
            return one;
    }
    return nullptr;
}

QString tst_SecurityPage::focusOf(const QWidget &page)
{
    return page.focusWidget() ? page.focusWidget()->accessibleName() : QString();
}

void tst_SecurityPage::keepsTheDraft()
{
    auto &security = m_answers.draft.security;
    security.enableUnknownComputers = true;
    security.userDeviceAffinity = UserDeviceAffinity::AutoApproval;
    security.encryption = Encryption::Aes256; // no question of this page
    security.certificate.startTime = security.certificate.startTime.addSecs(3601);
    SecurityPage page(m_answers);
    QVERIFY(keepsDraft(page, m_answers));
    QVERIFY(page.confirm());
    security.certificate.type = CertificateType::Pki;
    security.certificate.file = m_folder.filePath(QStringLiteral("none.pfx"));
    QVERIFY(keepsDraft(page, m_answers));
}

void tst_SecurityPage::isAccessible()
{
    QCOMPARE(whyNotAccessible(SecurityPage(m_answers)), QString());
}

void tst_SecurityPage::passwordIsMissing()
{
    m_answers.draft.security.passwordProtected = true;
    SecurityPage page(m_answers);
    page.enter();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page),
             QStringLiteral("The media are to be protected, but no password was given. Give one, "
                            "or do not protect them."));
    QCOMPARE(focusOf(page), QStringLiteral("Password"));
}

void tst_SecurityPage::passwordsDiffer()
{
    m_answers.draft.security.passwordProtected = true;
    SecurityPage page(m_answers);
    page.enter();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    edit(page, QStringLiteral("Password"))->setText(QStringLiteral("one thing, said once"));
    edit(page, QStringLiteral("Confirm the password"))->setText(QStringLiteral("another"));
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page),
             QStringLiteral("The two passwords are not the same. Type both again."));
    QCOMPARE(focusOf(page), QStringLiteral("Confirm the password"));
    page.leave(); // Back and Next again do not confirm it
    page.enter();
    QVERIFY(!page.confirm());
    QVERIFY(!textsOf(page).contains(QStringLiteral("one thing, said once")));
}

void tst_SecurityPage::generatedPasswordIsGood()
{
    m_answers.draft.security.passwordProtected = true;
    SecurityPage page(m_answers);
    page.enter();
    for (auto *button : page.findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("&Generate a password"))
            button->click();
    }
    QVERIFY(page.confirm());
    QCOMPARE(m_answers.secrets.password.length(), 20);
    const auto plan =
        planMedia(m_answers.draft, m_answers.secrets, m_answers.site, m_answers.chance.now());
    for (const auto &warning : plan.warnings)
        QVERIFY2(warning.path != u"security.password", qPrintable(warning.message));
}

void tst_SecurityPage::typeDate(QWidget &page, Qt::Key key, const QString &day)
{
    pressAlt(page, Qt::Key_A); // away from it: who comes to a date has its year selected
    pressAlt(page, key);
    QTest::keyClicks(QApplication::focusWidget(), day);
}

QByteArray tst_SecurityPage::pfx(const Secret &password)
{
    const auto chance = Chance::fromFile(QStringLiteral(TEST_DATA "/identity/chance.json"));
    const auto now = chance->now();
    const auto made = MediaCertificate::selfSigned(
        QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E0C0DE"), now, now.addYears(1), *chance);
    return *made->pfx(password, *chance);
}

void tst_SecurityPage::certificates_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("password");
    QTest::addColumn<bool>("isGood");
    QTest::addColumn<QString>("focus");
    const auto good = pfx(Secret(QStringLiteral("secret")));
    QTest::newRow("good") << good << QStringLiteral("secret") << true << QString();
    QTest::newRow("wrong password") << good << QStringLiteral("other") << false
                                    << QStringLiteral("Password of the certificate");
    QTest::newRow("no pfx") << QByteArray("text") << QStringLiteral("secret") << false
                            << QStringLiteral("PKI certificate");
    QTest::newRow("cut off") << good.first(good.size() / 2) << QStringLiteral("secret") << false
                             << QStringLiteral("PKI certificate");
}

void tst_SecurityPage::certificates()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, password);
    QFETCH(bool, isGood);
    QFETCH(QString, focus);
    QFile file(m_folder.filePath(QStringLiteral("media.pfx")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    m_answers.draft.security.certificate.type = CertificateType::Pki;
    m_answers.draft.security.certificate.file = file.fileName();
    m_answers.secrets.pfxPassword = Secret(password);
    SecurityPage page(m_answers);
    page.begin();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QCOMPARE(page.confirm(), isGood);
    QCOMPARE(sentences(page).isEmpty(), isGood);
    if (isGood) {
        const auto texts = textsOf(page);
        QVERIFY2(
            texts.contains(QStringLiteral("Issued to\nCN=8AE6B618-77EC-46CB-B1B5-88F693E0C0DE")),
            qPrintable(texts));
        QVERIFY(texts.contains(QStringLiteral("the key has 2048 bits")));
        return;
    }
    QVERIFY(sentences(page).startsWith(
        QStringLiteral("Cannot use the certificate in \"%1\".").arg(file.fileName())));
    QCOMPARE(focusOf(page), focus);
}

void tst_SecurityPage::byKeyboard()
{
    SecurityPage page(m_answers);
    page.begin();
    showWindow(page);
    pressAlt(page, Qt::Key_U);
    pressAlt(page, Qt::Key_P);
    pressAlt(page, Qt::Key_W);
    typeText(QStringLiteral("password1"));
    QVERIFY(textsOf(page).contains(
        QStringLiteral("Hopeless. One graphics card, which tries 10 billion "
                       "passwords a second on a copy of the media, finds it in "
                       "less than a second.")));
    pressAlt(page, Qt::Key_G);
    QCOMPARE(edit(page, QStringLiteral("Password"))->echoMode(),
             QLineEdit::Normal); // to write it down
    QVERIFY(textsOf(page).contains(QStringLiteral("Strong. One graphics card")));
    pressAlt(page, Qt::Key_C);
    typeText(QStringLiteral("another"));
    QTRY_COMPARE(sentences(page),
                 QStringLiteral("The two passwords are not the same. Type both again."));
    pressAlt(page, Qt::Key_P);
    pressAlt(page, Qt::Key_A);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QVERIFY2(page.confirm(), qPrintable(sentences(page)));
    const auto &security = m_answers.draft.security;
    QVERIFY(security.enableUnknownComputers && !security.passwordProtected);
    QCOMPARE(security.userDeviceAffinity, UserDeviceAffinity::AdministratorApproval);
}

void tst_SecurityPage::expiryIsJudgedAtOnce()
{
    SecurityPage page(m_answers);
    page.begin();
    showWindow(page);
    QVERIFY(textsOf(page).contains(
        QStringLiteral("Works for 365 day(s) from now. In the striped part, the last 90 "
                       "day(s), it is time for new media.")));
    typeDate(page, Qt::Key_E, QStringLiteral("2026-11-01"));
    QVERIFY(textsOf(page).contains(QStringLiteral("It is over: the media would not work.")));
    QTRY_COMPARE(
        sentences(page),
        QStringLiteral("The media certificate expired on 2026-11-01. Choose a later day."));
    typeDate(page, Qt::Key_E, QStringLiteral("2026-12-24"));
    QVERIFY(textsOf(page).contains(QStringLiteral("Works for 32 day(s) from now. That is short.")));
    typeDate(page, Qt::Key_T, QStringLiteral("2027-01-01"));
    QVERIFY(!page.confirm());
    QCOMPARE(
        sentences(page),
        QStringLiteral(
            "The media certificate expires on 2026-12-24, before it starts. Choose a later day."));
}

void tst_SecurityPage::pfxIsOpenedAtOnce()
{
    QFile file(m_folder.filePath(QStringLiteral("at-once.pfx")));
    const auto bytes = pfx(Secret(QStringLiteral("secret")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    SecurityPage page(m_answers);
    page.begin();
    showWindow(page);
    pressAlt(page, Qt::Key_I);
    pressAlt(page, Qt::Key_F);
    typeText(m_folder.filePath(QStringLiteral("none.pfx")));
    QTRY_COMPARE(sentences(page),
                 QStringLiteral("Cannot find the certificate \"%1\".")
                     .arg(m_folder.filePath(QStringLiteral("none.pfx"))));
    typeText(file.fileName());
    pressAlt(page, Qt::Key_D);
    typeText(QStringLiteral("other"));
    QTRY_VERIFY(sentences(page).startsWith(
        QStringLiteral("Cannot use the certificate in \"%1\".").arg(file.fileName())));
    typeText(QStringLiteral("secret"));
    QTRY_COMPARE(sentences(page), QString());
    QVERIFY(textsOf(page).contains(QStringLiteral("Issued to")));
    pressAlt(page, Qt::Key_S); // back to a self-signed one
    QVERIFY(page.confirm());
    QCOMPARE(m_answers.draft.security.certificate.type, CertificateType::SelfSigned);
    QCOMPARE(m_answers.draft.security.certificate.file, file.fileName()); // kept
}

QTEST_MAIN(tst_SecurityPage)
#include "tst_SecurityPage.moc"
