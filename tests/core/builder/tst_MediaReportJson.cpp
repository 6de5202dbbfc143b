// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/MediaReportJson.h"
#include "core/builder/buildMedia.h"
#include "support/LabRecipe.h"
#include "support/ReportFixtures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bootwright;

namespace {

//! \a json without what depends on the compiler of the training lab, the version and the folder.
QJsonValue normalized(const QJsonValue &json)
{
    if (json.isArray()) {
        QJsonArray array;
        for (const auto &value : json.toArray())
            array.append(normalized(value));
        return array;
    }
    if (!json.isObject())
        return json;
    auto object = json.toObject();
    for (const auto &key : object.keys()) {
        static const QStringList volatileKeys{QStringLiteral("size"),
                                              QStringLiteral("imageSize"),
                                              QStringLiteral("sector"),
                                              QStringLiteral("offset"),
                                              QStringLiteral("media"),
                                              QStringLiteral("madeBy")};
        if (volatileKeys.contains(key))
            object.remove(key);
        else
            object[key] = normalized(object[key]);
    }
    return object;
}

QByteArray textOf(const QJsonValue &json)
{
    return QJsonDocument(normalized(json).toObject()).toJson();
}

} // namespace

class tst_MediaReportJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labMedia();
    void secrets();
    void empty();
    void problems();
};

//! The whole report of media of the training site, as others read it.
void tst_MediaReportJson::labMedia()
{
    LabRecipe lab;
    lab.draft.variables = {{QStringLiteral("OSDTech"), QStringLiteral("anna"), false}};
    Control control;
    const auto built = buildMedia(lab.plan(),
                                  lab.secrets,
                                  lab.site,
                                  lab.chance,
                                  openIsoFile(lab.draft.target.path, false),
                                  ReadBack::No,
                                  control);
    QVERIFY(built);
    auto report = inspectMedia(lab.draft.target.path, lab.secrets.password);
    QVERIFY(report);
    const auto now = lab.chance.now();
    const auto actual =
        textOf(mediaReportJson(*report, judgeMedia(*report, now), now, SecretValues::Mask));
    QFile golden(QStringLiteral(TEST_DATA "/inspect/lab.json"));
    QVERIFY(golden.open(QIODevice::ReadOnly));
    const auto expected = golden.readAll();
    if (actual != expected)
        qWarning().noquote() << actual;
    QCOMPARE(actual.split('\n'), expected.split('\n'));
}

void tst_MediaReportJson::secrets()
{
    auto report = goodReport();
    report.variables.set(QStringLiteral("OSDJoinPassword"), QStringLiteral("geheim"));
    report.variables.set(QStringLiteral("_SMSTSMediaPFX"), QStringLiteral("30820A"));
    const auto variables = [&](SecretValues values) {
        return mediaReportJson(report, {}, reportNow(), values)[QStringLiteral("variables")]
            .toObject();
    };
    const auto masked = variables(SecretValues::Mask);
    for (const auto *name : {"OSDJoinPassword", "_SMSTSMediaPFX", "OSDTech"})
        QCOMPARE(masked[QLatin1String(name)].toString(), QStringLiteral("***"));
    QCOMPARE(masked[QStringLiteral("_SMSTSSiteCode")].toString(), QStringLiteral("LAB"));
    const auto shown = variables(SecretValues::Show);
    QCOMPARE(shown[QStringLiteral("OSDJoinPassword")].toString(), QStringLiteral("geheim"));
    QCOMPARE(shown[QStringLiteral("_SMSTSMediaPFX")].toString(), QStringLiteral("30820A"));
}

//! What is not known is null, never left out, so that scripts can rely on the keys.
void tst_MediaReportJson::empty()
{
    const auto json = mediaReportJson({}, {}, reportNow(), SecretValues::Mask);
    QCOMPARE(json[QStringLiteral("kind")].toString(), QStringLiteral("other"));
    QCOMPARE(json[QStringLiteral("fileSystem")].toString(), QStringLiteral("folder"));
    QCOMPARE(json[QStringLiteral("variablesState")].toString(), QStringLiteral("missing"));
    for (const auto *key : {"expires",
                            "daysLeft",
                            "siteCode",
                            "dynamic",
                            "unattended",
                            "passwordRequired",
                            "passwordProtected",
                            "madeAt"})
        QVERIFY2(json.contains(QLatin1String(key)) && json[QLatin1String(key)].isNull(), key);
    for (const auto *key : {"files", "verdicts", "managementPoints"})
        QVERIFY2(json[QLatin1String(key)].isArray(), key);
}

void tst_MediaReportJson::problems()
{
    auto report = goodReport();
    report.bootImage->problem = report.boot.loaders[0].problem = report.boot.stores[0].problem =
        QStringLiteral("Broken.");
    const auto json =
        mediaReportJson(report, judgeMedia(report, reportNow()), reportNow(), SecretValues::Mask);
    const auto boot = json[QStringLiteral("boot")].toObject();
    for (const auto &object : {json[QStringLiteral("bootImage")].toObject(),
                               boot[QStringLiteral("loaders")].toArray()[0].toObject(),
                               boot[QStringLiteral("stores")].toArray()[0].toObject()})
        QCOMPARE(object[QStringLiteral("problem")].toString(), QStringLiteral("Broken."));
    const auto first = json[QStringLiteral("verdicts")].toArray()[0].toObject();
    QCOMPARE(first[QStringLiteral("severity")].toString(), QStringLiteral("error"));
    QCOMPARE(first[QStringLiteral("code")].toString(), QStringLiteral("bootImageDamaged"));
    QCOMPARE(json[QStringLiteral("daysLeft")].toInt(), 343);
}

QTEST_GUILESS_MAIN(tst_MediaReportJson)
#include "tst_MediaReportJson.moc"
