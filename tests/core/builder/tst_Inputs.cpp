// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/Inputs.h"
#include "support/LabRecipe.h"

#include <QTest>

using namespace bootwright;

class tst_Inputs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyInputIsNamed();
    void targetIsAnInput_data();
    void targetIsAnInput();
    void sentences();

private:
    LabRecipe m_lab;
};

void tst_Inputs::everyInputIsNamed()
{
    LabRecipe lab;
    for (const auto *name : {"a.wim", "a.sdi", "a.zip", "ask/x", "site.json"})
        lab.put(name, name);
    lab.draft.site.source = SiteSource::Profile;
    lab.draft.site.profile = lab.path("site.json");
    lab.draft.bootImage.file = lab.path("a.wim");
    lab.draft.bootImage.bootSdiFile = lab.path("a.sdi");
    lab.draft.extraFiles.zip = lab.path("a.zip");
    lab.draft.prestart.command = QStringLiteral("cmd");
    lab.draft.prestart.files.folder = lab.path("ask");
    auto inputs = inputsOf(lab.plan());
    inputs.sort();
    QCOMPARE(inputs,
             QStringList({lab.path("a.sdi"),
                          lab.path("a.wim"),
                          lab.path("a.zip"),
                          lab.path("ask"),
                          lab.path("site.json")}));
}

void tst_Inputs::targetIsAnInput_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("input");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("the same") << QByteArray("a.zip") << QStringLiteral("a.zip") << true;
    QTest::newRow("its unfinished file") << QByteArray("a") << QStringLiteral("a.part") << true;
    QTest::newRow("other way to it")
        << QByteArray("folder/../a.zip") << QStringLiteral("a.zip") << true;
    QTest::newRow("in the folder")
        << QByteArray("folder/new.iso") << QStringLiteral("folder") << true;
    QTest::newRow("deep in it") << QByteArray("folder/deep/x.iso") << QStringLiteral("folder")
                                << true;
    QTest::newRow("beside it") << QByteArray("a.iso") << QStringLiteral("a.zip") << false;
    QTest::newRow("the folder's name and more")
        << QByteArray("folder2/x.iso") << QStringLiteral("folder") << false;
    QTest::newRow("the folder above") << QByteArray("x.iso") << QStringLiteral("folder") << false;
    QTest::newRow("input that is not there")
        << QByteArray("x.iso") << QStringLiteral("none") << false;
}

void tst_Inputs::targetIsAnInput()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, input);
    QFETCH(bool, isRefused);
    for (const auto *name : {"a.zip", "a.part", "folder/deep/file", "folder2/file"})
        m_lab.put(name, name);
    const auto checked = checkTargetIsNoInput(m_lab.path(target), {m_lab.path(input.toUtf8())});
    QCOMPARE(!checked, isRefused);
    if (isRefused)
        QCOMPARE(checked.error().kind, Error::Kind::InvalidInput);
}

void tst_Inputs::sentences()
{
    const auto folder = m_lab.path("folder");
    const auto inside = m_lab.path("folder/x.iso");
    m_lab.put("folder/x.iso", "x");
    const auto inFolder = checkTargetIsNoInput(inside, {folder});
    QVERIFY(!inFolder);
    QCOMPARE(
        inFolder.error().message,
        QStringLiteral("Cannot write \"%1\". It lies in \"%2\", whose files go onto the media. "
                       "Choose another name or folder for the image.")
            .arg(inside, folder));
    const auto same = checkTargetIsNoInput(inside, {inside});
    QVERIFY(!same);
    QCOMPARE(
        same.error().message,
        QStringLiteral("Cannot write \"%1\". It would replace \"%1\", which the media are made "
                       "from. Choose another name or folder for the image.")
            .arg(inside));
}

QTEST_GUILESS_MAIN(tst_Inputs)
#include "tst_Inputs.moc"
