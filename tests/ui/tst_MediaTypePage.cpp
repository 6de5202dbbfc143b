// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "ui/pages/MediaTypePage.h"

#include <QApplication>
#include <QCheckBox>
#include <QTest>

using namespace bootwright;

class tst_MediaTypePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheDraft();
    void isAccessible();
    void unattendedNeedsTheSecondTick();
    void byKeyboard();

private:
    Answers m_answers = goodAnswers(QStringLiteral("/out.iso"));
};

void tst_MediaTypePage::keepsTheDraft()
{
    MediaTypePage page(m_answers);
    QVERIFY(keepsDraft(page, m_answers));
    m_answers.draft.allowUnattended = true;
    QVERIFY(keepsDraft(page, m_answers));
}

void tst_MediaTypePage::isAccessible()
{
    QCOMPARE(whyNotAccessible(MediaTypePage(m_answers)), QString());
}

void tst_MediaTypePage::unattendedNeedsTheSecondTick()
{
    m_answers.draft.allowUnattended = true;
    MediaTypePage page(m_answers);
    page.enter();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QVERIFY(!page.confirm());
    QCOMPARE(sentences(page),
             QStringLiteral("Unattended media find only required deployments. Tick that only such "
                            "deployments use this media, or do not allow unattended deployment."));
    auto *second = qobject_cast<QCheckBox *>(page.focusWidget());
    QVERIFY(second);
    QCOMPARE(second->accessibleName(), QStringLiteral("Only required deployments use this media"));
    QCOMPARE(second->accessibleDescription(), sentences(page));
    second->click();
    QVERIFY(page.confirm());
    QCOMPARE(sentences(page), QString());
    QVERIFY(m_answers.draft.allowUnattended);
}

void tst_MediaTypePage::byKeyboard()
{
    m_answers.draft.allowUnattended = false;
    MediaTypePage page(m_answers);
    page.begin();
    showWindow(page);
    auto *second = page.findChildren<QCheckBox *>().at(1);
    QVERIFY(!second->isVisible());
    pressAlt(page, Qt::Key_U);
    QVERIFY(second->isVisible());
    QVERIFY(!page.confirm());
    QCOMPARE(QApplication::focusWidget(), second);
    QTest::keyClick(second, Qt::Key_Space);
    QVERIFY(page.confirm());
    pressAlt(page, Qt::Key_R);
    QTRY_COMPARE(
        sentences(page),
        QStringLiteral("Unattended media find only required deployments. Tick that only such "
                       "deployments use this media, or do not allow unattended deployment."));
    pressAlt(page, Qt::Key_U);
    QVERIFY(page.confirm());
    QVERIFY(!m_answers.draft.allowUnattended);
}

QTEST_MAIN(tst_MediaTypePage)
#include "tst_MediaTypePage.moc"
