// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "ui/pages/MediaTypePage.h"

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
    page.initializePage();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QVERIFY(!page.validatePage());
    QCOMPARE(sentences(page),
             QStringLiteral("Unattended media find only required deployments. Tick that only such "
                            "deployments use this media, or do not allow unattended deployment."));
    auto *second = qobject_cast<QCheckBox *>(page.focusWidget());
    QVERIFY(second);
    QCOMPARE(second->text(), QStringLiteral("Only &required deployments use this media"));
    QCOMPARE(second->accessibleDescription(), sentences(page));
    second->click();
    QVERIFY(page.validatePage());
    QCOMPARE(sentences(page), QString());
    QVERIFY(m_answers.draft.allowUnattended);
}

QTEST_MAIN(tst_MediaTypePage)
#include "tst_MediaTypePage.moc"
