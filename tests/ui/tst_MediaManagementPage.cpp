// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "ui/pages/MediaManagementPage.h"

#include <QApplication>
#include <QTest>

using namespace bootwright;

class tst_MediaManagementPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheDraft();
    void isAccessible();
    void byKeyboard();

private:
    Answers m_answers = goodAnswers(QStringLiteral("/out.iso"));
};

void tst_MediaManagementPage::keepsTheDraft()
{
    MediaManagementPage page(m_answers);
    QVERIFY(keepsDraft(page, m_answers));
    m_answers.draft.mediaMode = MediaMode::SiteBased;
    QVERIFY(keepsDraft(page, m_answers));
    QVERIFY(page.confirm());
}

void tst_MediaManagementPage::isAccessible()
{
    QCOMPARE(whyNotAccessible(MediaManagementPage(m_answers)), QString());
}

void tst_MediaManagementPage::byKeyboard()
{
    MediaManagementPage page(m_answers);
    page.begin();
    showWindow(page);
    pressAlt(page, Qt::Key_S);
    QVERIFY(page.confirm());
    QCOMPARE(m_answers.draft.mediaMode, MediaMode::SiteBased);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up); // from one choice to the other
    QVERIFY(page.confirm());
    QCOMPARE(m_answers.draft.mediaMode, MediaMode::Dynamic);
    QVERIFY(textsOf(page).contains(QStringLiteral("default")));
    pressAlt(page, Qt::Key_S);
    QTRY_VERIFY(textsOf(page).contains(QStringLiteral("yours"))); // where the answer comes from
    pressAlt(page, Qt::Key_D);
    QVERIFY(page.confirm());
    QCOMPARE(m_answers.draft.mediaMode, MediaMode::Dynamic);
}

QTEST_MAIN(tst_MediaManagementPage)
#include "tst_MediaManagementPage.moc"
