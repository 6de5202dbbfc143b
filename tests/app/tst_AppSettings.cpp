// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/AppSettings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace bootwright;

class tst_AppSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void answersOfMadeMedia();
    void unfinishedAnswers();
    void nothingWasKept();
    void window();

private:
    MediaDraft draft() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    WizardContext m_context;
};

void tst_AppSettings::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const auto now = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
    m_context = {*Chance::fromFile(QStringLiteral(TEST_DATA "/identity/chance.json")),
                 freshDraft(now)};
}

MediaDraft tst_AppSettings::draft() const
{
    auto draft = m_context.start;
    draft.target.path = m_folder->filePath(QStringLiteral("out.iso"));
    draft.bootImage.packageId = QStringLiteral("LAB00005");
    draft.managementPoints = {QStringLiteral("http://mp01.lab.example")};
    draft.variables = {{QStringLiteral("OSDTech"), QStringLiteral("anna"), false},
                       {QStringLiteral("OSDKey"), QString(), true}};
    return draft;
}

void tst_AppSettings::answersOfMadeMedia()
{
    const AppSettings settings(m_folder->filePath(QStringLiteral("not made yet")));
    settings.keepUnfinished(m_context.start);
    settings.keepMade(draft());
    settings.offerAnswers(m_context);
    QVERIFY(m_context.lastAnswers);
    QCOMPARE(m_context.lastAnswers->draft, draft());
    QCOMPARE(m_context.lastAnswers->problems, QStringList());
    QVERIFY(!m_context.unfinished); // they became those media
}

void tst_AppSettings::unfinishedAnswers()
{
    const AppSettings settings(m_folder->path());
    settings.keepMade(draft());
    auto unfinished = m_context.start;
    unfinished.mediaMode = MediaMode::SiteBased;
    settings.keepUnfinished(unfinished);
    settings.offerAnswers(m_context);
    QCOMPARE(m_context.lastAnswers->draft, draft()); // those of the last media stay
    QVERIFY(m_context.unfinished);
    QCOMPARE(m_context.unfinished->draft, unfinished);
}

void tst_AppSettings::nothingWasKept()
{
    const AppSettings settings(m_folder->path());
    settings.offerAnswers(m_context);
    QVERIFY(!m_context.lastAnswers && !m_context.unfinished);
    QFile file(m_folder->filePath(QStringLiteral("last-answers.json")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("damaged") > 0);
    file.close();
    settings.offerAnswers(m_context);
    QVERIFY(!m_context.lastAnswers);
}

void tst_AppSettings::window()
{
    const QTemporaryDir folder;
    const AppSettings settings(folder.path());
    QWidget before;
    before.resize(640, 480);
    settings.keep(before);
    QWidget after;
    settings.restore(after);
    QCOMPARE(after.size(), QSize(640, 480));
}

QTEST_MAIN(tst_AppSettings)
#include "tst_AppSettings.moc"
