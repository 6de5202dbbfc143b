// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "ui/pages/MediaPage.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_MediaPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsTheDraft();
    void isAccessible();
    void problems_data();
    void problems();
    void labelsAsPeopleMeetThem();
    void fileThatIsThere();

private:
    QTemporaryDir m_folder;
    Answers m_answers;
};

void tst_MediaPage::init()
{
    m_answers = goodAnswers(m_folder.filePath(QStringLiteral("out.iso")));
}

void tst_MediaPage::keepsTheDraft()
{
    m_answers.draft.target.includeAutorun = true;
    m_answers.draft.target.stagingFolder = m_folder.path();
    m_answers.draft.target.label = QStringLiteral("Hall A");
    MediaPage page(m_answers);
    QVERIFY(keepsDraft(page, m_answers));
    QVERIFY(page.validatePage());
}

void tst_MediaPage::isAccessible()
{
    QCOMPARE(whyNotAccessible(MediaPage(m_answers)), QString());
}

void tst_MediaPage::problems_data()
{
    QTest::addColumn<TargetDraft>("target");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("focus");
    TargetDraft target;
    target.path = m_folder.filePath(QStringLiteral("out.iso"));
    auto other = target;
    other.path.clear();
    QTest::newRow("no file") << other << "No ISO file is named. Name the file to make."
                             << "ISO file";
    other = target;
    other.path = m_folder.path();
    QTest::newRow("a folder")
        << other
        << QStringLiteral("\"%1\" is a folder. Name the ISO file to make in it.").arg(other.path)
        << "ISO file";
    other = target;
    other.label.clear();
    QTest::newRow("no label")
        << other << "The media label is empty. Type a name by which people know the media."
        << QString();
    other = target;
    other.stagingFolder = m_folder.filePath(QStringLiteral("none"));
    QTest::newRow("no staging folder")
        << other
        << QStringLiteral("Cannot find the staging folder \"%1\".").arg(other.stagingFolder)
        << "Staging folder";
}

void tst_MediaPage::problems()
{
    QFETCH(TargetDraft, target);
    QFETCH(QString, sentence);
    QFETCH(QString, focus);
    m_answers.draft.target = target;
    MediaPage page(m_answers);
    page.initializePage();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QVERIFY(!page.validatePage());
    QCOMPARE(sentences(page), sentence);
    auto *edit = qobject_cast<QLineEdit *>(page.focusWidget());
    QVERIFY(edit);
    QCOMPARE(edit->accessibleName(), focus);
}

void tst_MediaPage::labelsAsPeopleMeetThem()
{
    MediaPage page(m_answers);
    page.initializePage();
    QVERIFY(
        textsOf(page).contains(QStringLiteral("Name of the disc: Configuration Manager\n"
                                              "Name of the stick: CONFIGURATI\n"
                                              "In MediaLabel.txt: label=Configuration Manager")));
    m_answers.draft.allowUnattended = true;
    page.initializePage();
    QVERIFY(textsOf(page).contains(QStringLiteral("Name of the stick: UNATTENDED")));
}

void tst_MediaPage::fileThatIsThere()
{
    QFile file(m_answers.draft.target.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    MediaPage page(m_answers);
    page.initializePage();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QVERIFY(!page.validatePage());
    QCOMPARE(sentences(page),
             QStringLiteral("The file \"%1\" is there already. Tick that it may be replaced, or "
                            "name another file.")
                 .arg(file.fileName()));
    auto *replace = qobject_cast<QCheckBox *>(page.focusWidget());
    QVERIFY(replace);
    replace->click();
    QVERIFY(page.validatePage());
    QVERIFY(m_answers.replaceIso);
    QVERIFY(file.remove());
}

QTEST_MAIN(tst_MediaPage)
#include "tst_MediaPage.moc"
