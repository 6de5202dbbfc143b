// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "ui/benchText.h"

#include <QTest>

using namespace bootwright;

class tst_benchText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steps_data();
    void steps();
    void hiddenValuesAreNotTold();
};

void tst_benchText::steps_data()
{
    QTest::addColumn<MediaDraft>("draft");
    QTest::addColumn<QStringList>("steps");
    auto draft = goodDraft(QStringLiteral("/out.iso"));
    const auto menu =
        QStringLiteral("The boot menu of the firmware lists the media; the disc is called \"%1\".");
    const auto start = QStringLiteral("Windows PE starts.");
    const auto points = QStringLiteral("The computer asks a management point for its task "
                                       "sequences, one of: http://mp01.lab.example.");
    const auto unknown = QStringLiteral(
        "A computer that the site does not know gets nothing: unknown computer support is off.");
    const auto list = QStringLiteral(
        "A list shows the task sequences to choose from. When there is none, a message says "
        "so, and the computer restarts.");
    QTest::newRow("plain")
        << draft
        << QStringList(
               {menu.arg(QStringLiteral("Configuration Manager")),
                start,
                QStringLiteral("A page of \"Training lab\" welcomes you. Network settings can be "
                               "changed there."),
                points,
                unknown,
                list});
    draft.security.passwordProtected = true;
    draft.security.enableUnknownComputers = true;
    draft.mediaMode = MediaMode::SiteBased;
    draft.prestart.command = QStringLiteral("cmd /c ask.cmd");
    QTest::newRow("password, site-based, prestart command")
        << draft
        << QStringList(
               {menu.arg(QStringLiteral("Configuration Manager")),
                start,
                QStringLiteral("A page of \"Training lab\" welcomes you. Network settings can be "
                               "changed there, and "
                               "the password is asked for."),
                QStringLiteral("The prestart command runs: cmd /c ask.cmd"),
                QStringLiteral(
                    "The computer asks the management point http://mp01.lab.example for its task "
                    "sequences, and no other."),
                QStringLiteral(
                    "A computer that the site does not know gets what is deployed to All Unknown "
                    "Computers."),
                list});
    draft = goodDraft(QStringLiteral("/out.iso"));
    draft.allowUnattended = true;
    const auto restart = QStringLiteral(
        "A required deployment starts by itself. When there is none, the computer restarts "
        "after some minutes without a word, again and again.");
    QTest::newRow("unattended") << draft
                                << QStringList({menu.arg(QStringLiteral(
                                                    "Configuration Manager UNATTENDED")),
                                                start,
                                                QStringLiteral("No page asks for anything."),
                                                points,
                                                unknown,
                                                restart});
    draft.security.passwordProtected = true;
    QTest::newRow("unattended with a password")
        << draft
        << QStringList({menu.arg(QStringLiteral("Configuration Manager UNATTENDED")),
                        start,
                        QStringLiteral("A page of \"Training lab\" asks for the password, although "
                                       "the media are unattended."),
                        points,
                        unknown,
                        restart});
}

void tst_benchText::steps()
{
    QFETCH(MediaDraft, draft);
    QFETCH(QStringList, steps);
    QCOMPARE(benchText(draft, goodAnswers(QStringLiteral("/out.iso")).site), steps);
}

void tst_benchText::hiddenValuesAreNotTold()
{
    auto draft = goodDraft(QStringLiteral("/out.iso"));
    draft.variables = {{QStringLiteral("OSDKey"), QStringLiteral("geheim"), true}};
    QVERIFY(!benchText(draft, {}).join(u' ').contains(QStringLiteral("geheim")));
}

QTEST_MAIN(tst_benchText)
#include "tst_benchText.moc"
