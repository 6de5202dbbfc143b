// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "ui/pages/MediaManagementPage.h"

#include <QTest>

using namespace bootwright;

class tst_MediaManagementPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheDraft();
    void isAccessible();

private:
    Answers m_answers = goodAnswers(QStringLiteral("/out.iso"));
};

void tst_MediaManagementPage::keepsTheDraft()
{
    MediaManagementPage page(m_answers);
    QVERIFY(keepsDraft(page, m_answers));
    m_answers.draft.mediaMode = MediaMode::SiteBased;
    QVERIFY(keepsDraft(page, m_answers));
    QVERIFY(page.validatePage());
}

void tst_MediaManagementPage::isAccessible()
{
    QCOMPARE(whyNotAccessible(MediaManagementPage(m_answers)), QString());
}

QTEST_MAIN(tst_MediaManagementPage)
#include "tst_MediaManagementPage.moc"
