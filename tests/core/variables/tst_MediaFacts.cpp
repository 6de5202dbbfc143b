// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/variables/MediaFacts.h"

#include <QTest>

using namespace bootwright;

namespace {

//! Everything that a recipe determines, nothing of the site.
MediaFacts recipeOnly()
{
    MediaFacts facts;
    facts.mediaGuid = QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E0C0DE");
    facts.pfxHex = Secret(QStringLiteral("3082"));
    facts.locationManagementPoints = {QStringLiteral("http://mp01.lab.example"),
                                      QStringLiteral("http://mp02.lab.example")};
    facts.diskLabel = QStringLiteral("Configuration Manager");
    return facts;
}

MediaFacts everything()
{
    auto facts = recipeOnly();
    facts.unknownComputers = true;
    facts.bootImagePackageId = QStringLiteral("LAB00005");
    facts.bootImageVersion = QStringLiteral("7");
    facts.siteCode = QStringLiteral("LAB");
    facts.httpPort = 80;
    facts.httpsPort = 443;
    facts.iisSslState = 0;
    facts.useCrl = false;
    facts.preferredManagementPoint = true;
    facts.publicRootKey = QStringLiteral("0602");
    facts.siteSigningCertificate = QStringLiteral("3083");
    facts.rootCaCertificates = QStringLiteral("3084");
    facts.unknownComputerX86 = QStringLiteral("86");
    facts.unknownComputerX64 = QStringLiteral("64");
    facts.unknownComputerArm64 = QStringLiteral("a64");
    facts.brandingTitle = QStringLiteral("IT Organization");
    facts.timeZone = QStringLiteral("300,0,-60");
    return facts;
}

//! "NAME=VALUE" of every variable, in order.
QStringList lines(const MediaVariables &variables)
{
    QStringList result;
    for (const auto &variable : variables.all())
        result.append(variable.name + u'=' + variable.value.text());
    return result;
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

class tst_MediaFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingKnown();
    void nothingOfTheSite();
    void siteBased();
    void https();
    void onlyTheKeyIsHidden();
    void knowsItsNames();
};

void tst_MediaFacts::everythingKnown()
{
    const auto known = mediaVariables(everything());
    QCOMPARE(known.leftOff, QStringList());
    const QStringList expected{
        QStringLiteral("_SMSMediaGuid=8AE6B618-77EC-46CB-B1B5-88F693E0C0DE"),
        QStringLiteral("_SMSTSMediaPFX=3082"),
        QStringLiteral("_SMSTSSiteCode=LAB"),
        QStringLiteral("SMSTSLocationMPs=http://mp01.lab.example*http://mp02.lab.example"),
        QStringLiteral("_SMSTSBootMediaPackageID=LAB00005"),
        QStringLiteral("_SMSTSBootMediaSourceVersion=7"),
        QStringLiteral("_SMSTSHTTPPort=80"),
        QStringLiteral("_SMSTSHTTPSPort=443"),
        QStringLiteral("_SMSTSIISSSLState=0"),
        QStringLiteral("_SMSTSPublicRootKey=0602"),
        QStringLiteral("_SMSTSSiteSigningCertificate=3083"),
        QStringLiteral("_SMSTSx64UnknownMachineGUID=64"),
        QStringLiteral("_SMSTSx86UnknownMachineGUID=86"),
        QStringLiteral("_SMSTSarm64UnknownMachineGUID=a64"),
        QStringLiteral("_SMSTSLaunchMode=CD"),
        QStringLiteral("_SMSTSMediaType=BootMedia"),
        QStringLiteral("_SMSTSStandAloneMedia=false"),
        QStringLiteral("_SMSTSBrandingTitle=IT Organization"),
        QStringLiteral("_SMSTSPreferredMPEnabled=true"),
        QStringLiteral("_SMSTSTimezone=300,0,-60"),
        QStringLiteral("_SMSTSDiskLabel1=Configuration Manager"),
    };
    QCOMPARE(lines(known.variables), expected);
}

void tst_MediaFacts::nothingOfTheSite()
{
    const auto known = mediaVariables(recipeOnly());
    QCOMPARE(known.leftOff,
             words("_SMSTSSiteCode _SMSTSBootMediaPackageID _SMSTSBootMediaSourceVersion "
                   "_SMSTSHTTPPort _SMSTSHTTPSPort _SMSTSIISSSLState _SMSTSPublicRootKey "
                   "_SMSTSSiteSigningCertificate _SMSTSBrandingTitle _SMSTSPreferredMPEnabled "
                   "_SMSTSTimezone"));
    QCOMPARE(known.variables.all().size(), size_t(7));
    for (const auto &name : known.leftOff)
        QVERIFY(!known.variables.find(name));
}

void tst_MediaFacts::siteBased()
{
    auto facts = everything();
    facts.locationManagementPoints.clear();
    facts.managementPoint = QStringLiteral("http://mp01.lab.example");
    const auto known = mediaVariables(facts);
    QCOMPARE(known.leftOff, QStringList());
    QVERIFY(!known.variables.find(u"SMSTSLocationMPs"));
    QVERIFY(lines(known.variables).contains(QStringLiteral("SMSTSMP=http://mp01.lab.example")));
}

void tst_MediaFacts::https()
{
    auto facts = everything();
    facts.locationManagementPoints.append(QStringLiteral("HTTPS://mp03.lab.example"));
    const auto known = mediaVariables(facts);
    QVERIFY(lines(known.variables).contains(QStringLiteral("_SMSTSUseCRL=false")));
    QVERIFY(lines(known.variables).contains(QStringLiteral("_SMSTSRootCACerts=3084")));
    facts.rootCaCertificates.clear();
    facts.useCrl.reset();
    QCOMPARE(mediaVariables(facts).leftOff, words("_SMSTSUseCRL _SMSTSRootCACerts"));
}

void tst_MediaFacts::onlyTheKeyIsHidden()
{
    const auto known = mediaVariables(everything());
    for (const auto &variable : known.variables.all())
        QCOMPARE(variable.hidden, variable.name == QStringLiteral("_SMSTSMediaPFX"));
}

void tst_MediaFacts::knowsItsNames()
{
    QVERIFY(isMediaVariable(u"_SMSTSSiteCode"));
    QVERIFY(isMediaVariable(u"_smstsmediapfx"));
    QVERIFY(!isMediaVariable(u"_SMSTSSiteCode2"));
    QVERIFY(!isMediaVariable(u""));
}

QTEST_GUILESS_MAIN(tst_MediaFacts)
#include "tst_MediaFacts.moc"
