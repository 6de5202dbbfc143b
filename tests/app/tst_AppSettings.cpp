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
    void answers();
    void nothingWasKept();
    void window();
};

void tst_AppSettings::answers()
{
    const QTemporaryDir folder;
    const AppSettings settings(folder.filePath(QStringLiteral("not made yet")));
    auto draft = freshDraft(QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC));
    draft.target.path = folder.filePath(QStringLiteral("out.iso"));
    draft.bootImage.packageId = QStringLiteral("LAB00005");
    draft.managementPoints = {QStringLiteral("http://mp01.lab.example")};
    draft.variables = {{QStringLiteral("OSDTech"), QStringLiteral("anna"), false},
                       {QStringLiteral("OSDKey"), QString(), true}};
    settings.keep(draft);
    QCOMPARE(settings.lastAnswers(), std::optional(draft));
    settings.keep(freshDraft(QDateTime(QDate(2027, 1, 1), QTime(12, 0), Qt::UTC)));
    QCOMPARE(settings.lastAnswers(), std::optional(draft)); // the new ones are unfinished
}

void tst_AppSettings::nothingWasKept()
{
    const QTemporaryDir folder;
    QVERIFY(!AppSettings(folder.path()).lastAnswers());
    QFile file(folder.filePath(QStringLiteral("last-answers.json")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{ damaged") > 0);
    file.close();
    QVERIFY(!AppSettings(folder.path()).lastAnswers());
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
