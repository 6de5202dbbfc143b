// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/MediaCertificate.h"
#include "tests/ui/PageChecks.h"
#include "ui/pages/SecurityPage.h"

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

private:
    static QLineEdit *edit(const QWidget &page, const QString &name);
    static QString focusOf(const QWidget &page);
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
    QVERIFY(page.validatePage());
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
    page.initializePage();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QVERIFY(!page.validatePage());
    QCOMPARE(sentences(page),
             QStringLiteral("The media are to be protected, but no password was given. Give one, "
                            "or do not protect them."));
    QCOMPARE(focusOf(page), QStringLiteral("Password"));
}

void tst_SecurityPage::passwordsDiffer()
{
    m_answers.draft.security.passwordProtected = true;
    SecurityPage page(m_answers);
    page.initializePage();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    edit(page, QStringLiteral("Password"))->setText(QStringLiteral("one thing, said once"));
    edit(page, QStringLiteral("Confirm the password"))->setText(QStringLiteral("another"));
    QVERIFY(!page.validatePage());
    QCOMPARE(sentences(page),
             QStringLiteral("The two passwords are not the same. Type both again."));
    QCOMPARE(focusOf(page), QStringLiteral("Confirm the password"));
    page.cleanupPage(); // Back and Next again do not confirm it
    page.initializePage();
    QVERIFY(!page.validatePage());
    QVERIFY(!textsOf(page).contains(QStringLiteral("one thing, said once")));
}

void tst_SecurityPage::generatedPasswordIsGood()
{
    m_answers.draft.security.passwordProtected = true;
    SecurityPage page(m_answers);
    page.initializePage();
    for (auto *button : page.findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("&Generate a password"))
            button->click();
    }
    QVERIFY(page.validatePage());
    QCOMPARE(m_answers.secrets.password.length(), 20);
    const auto plan =
        planMedia(m_answers.draft, m_answers.secrets, m_answers.site, m_answers.chance.now());
    for (const auto &warning : plan.warnings)
        QVERIFY2(warning.path != u"security.password", qPrintable(warning.message));
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
    page.initializePage();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QCOMPARE(page.validatePage(), isGood);
    QCOMPARE(sentences(page).isEmpty(), isGood);
    if (isGood) {
        QVERIFY(textsOf(page).contains(
            QStringLiteral("CN=8AE6B618-77EC-46CB-B1B5-88F693E0C0DE, valid until 2027-11-22")));
        return;
    }
    QVERIFY(sentences(page).startsWith(
        QStringLiteral("Cannot use the certificate in \"%1\".").arg(file.fileName())));
    QCOMPARE(focusOf(page), focus);
}

QTEST_MAIN(tst_SecurityPage)
#include "tst_SecurityPage.moc"
