// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/MediaRecipe.h"
#include "core/recipe/RecipeFile.h"
#include "core/site/LabSite.h"
#include "core/site/SiteProfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_LabSite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAWholeSite();
    void handsOutNothing();
    void recipeOfTheLabIsGood();
    void siteServersNeedAName();
};

void tst_LabSite::isAWholeSite()
{
    Control control;
    const auto site = openSite(SiteSource::Lab);
    QVERIFY(site);
    const auto facts = (*site)->facts(control);
    QVERIFY2(facts, facts ? "" : qPrintable(facts.error().message));
    QCOMPARE(facts->siteCode, QStringLiteral("LAB"));
    QVERIFY(facts->bootImage(QStringLiteral("lab00005")));
    QCOMPARE(facts->bootImage(QStringLiteral("LAB00005"))->architecture, QStringLiteral("x64"));
    QVERIFY(!facts->bootImage(QStringLiteral("LAB99999")));
    QVERIFY(facts->package(QStringLiteral("LAB00021")));
    int https = 0;
    for (const auto &point : facts->managementPoints)
        https += point.isHttps() ? 1 : 0;
    QVERIFY(https >= 2);
    QVERIFY(facts->managementPoints.size() - https >= 2);
    QVERIFY(facts->managementPoint(QStringLiteral("HTTP://mp01.lab.example/")));
    // a PUBLICKEYBLOB of a 2048-bit key has 8 + 12 + 256 bytes (wincrypt.h, RSAPUBKEY)
    QCOMPARE(facts->publicRootKey.size(), 2 * 276);
    QVERIFY(facts->publicRootKey.startsWith(QLatin1String("0602000000A400005253413100080000")));
    QVERIFY(facts->siteSigningCertificate.startsWith(QLatin1String("3082")));
    QCOMPARE(facts->unknownComputerX64.size(), 36);
}

void tst_LabSite::handsOutNothing()
{
    Control control;
    LabSite site;
    const auto facts = site.facts(control);
    for (const auto &image : facts->bootImages)
        QVERIFY(image.file.isEmpty());
    const auto file = site.bootImageFile(QStringLiteral("LAB00005"), {}, control);
    QVERIFY(!file);
    QCOMPARE(file.error().kind, Error::Kind::NotFound);
    QCOMPARE(
        file.error().message,
        QStringLiteral(
            "Cannot get the boot image LAB00005. The training site has no distribution points that "
            "answer. Name a .wim file."));
    const auto folder = site.packageFolder(QStringLiteral("LAB00021"), {}, control);
    QVERIFY(!folder);
    QCOMPARE(
        folder.error().message,
        QStringLiteral(
            "Cannot get the package LAB00021. The training site has no distribution points that "
            "answer. Name a folder or a zip."));
    const auto registration = site.registerCertificate({}, control);
    QVERIFY(registration);
    QCOMPARE(registration->outcome, Registration::Outcome::NotOffered);
    QCOMPARE(
        registration->note,
        QStringLiteral(
            "The media certificate is not registered, because the training site does not exist."));
}

void tst_LabSite::recipeOfTheLabIsGood()
{
    QTemporaryDir folder;
    QFile wim(folder.filePath(QStringLiteral("boot.wim")));
    QVERIFY(wim.open(QIODevice::WriteOnly));
    const auto facts = parseProfile(labProfileJson(), folder.path());
    QVERIFY2(facts, facts ? "" : qPrintable(facts.error().message));
    QCOMPARE(facts->bootImage(QStringLiteral("LAB00005"))->file, wim.fileName());
    const auto draft = parseRecipe(labRecipeJson(), folder.path());
    QVERIFY2(draft, draft ? "" : qPrintable(draft.error().message));
    QCOMPARE(draft->site.profile, folder.filePath(QStringLiteral("site.json")));
    const auto plan =
        planMedia(*draft, {}, *facts, QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC));
    QVERIFY2(plan.recipe, plan.recipe ? "" : qPrintable(plan.problems.front().message));
    QCOMPARE(plan.recipe->warnings(), QStringList());
}

void tst_LabSite::siteServersNeedAName()
{
    const auto unnamed = openSite(SiteSource::AdminService);
    QVERIFY(!unnamed);
    QCOMPARE(unnamed.error().message, QStringLiteral("No site server is named."));
    const auto misnamed = openSite(SiteSource::AdminService, {}, QStringLiteral("https://cm01/x"));
    QVERIFY(!misnamed);
    QCOMPARE(misnamed.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(misnamed.error().message,
             QStringLiteral("\"https://cm01/x\" is not the name of a server. Write it as "
                            "cm01.lab.example."));
}

QTEST_GUILESS_MAIN(tst_LabSite)
#include "tst_LabSite.moc"
