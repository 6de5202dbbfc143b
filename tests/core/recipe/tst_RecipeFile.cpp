// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/RecipeFile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

//! A recipe with every answer.
QByteArray wholeRecipe()
{
    QFile file(QStringLiteral(TEST_DATA "/recipes/whole.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject whole()
{
    return QJsonDocument::fromJson(wholeRecipe()).object();
}

//! \a json with \a value at \a path ("security.certificate.type"); an undefined value removes the key.
QJsonValue changed(QJsonValue json, QStringList path, const QJsonValue &value)
{
    if (path.isEmpty())
        return value;
    const auto key = path.takeFirst();
    auto object = json.toObject();
    const auto inner = changed(object.value(key), path, value);
    if (inner.isUndefined())
        object.remove(key);
    else
        object.insert(key, inner);
    return object;
}

} // namespace

class tst_RecipeFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryAnswer();
    void readsPki();
    void defaultsAreTheConsoles();
    void refusals_data();
    void refusals();
    void missingAnswers_data();
    void missingAnswers();
    void roundTrip_data();
    void roundTrip();
    void writesNoSecret();
    void salvages_data();
    void salvages();
    void salvagesWhatStrictReadingReads();
    void readsFiles();
};

void tst_RecipeFile::readsEveryAnswer()
{
    const auto draft = parseRecipe(wholeRecipe(), QStringLiteral("/r"));
    QVERIFY2(draft, draft ? "" : qPrintable(draft.error().message));
    QCOMPARE(draft->site,
             (SiteDraft{
                 SiteSource::Profile, QStringLiteral("/r/site.json"), {}, QStringLiteral("LAB")}));
    QCOMPARE(draft->reference, QStringLiteral("/r/old.iso"));
    QVERIFY(draft->allowUnattended);
    QCOMPARE(draft->mediaMode, MediaMode::SiteBased);
    QCOMPARE(draft->target,
             (TargetDraft{TargetType::Iso,
                          QStringLiteral("/r/out.iso"),
                          QStringLiteral("Lab"),
                          true,
                          QStringLiteral("/r/stage")}));
    QVERIFY(draft->security.enableUnknownComputers);
    QVERIFY(draft->security.passwordProtected);
    QCOMPARE(draft->security.certificate.type, CertificateType::SelfSigned);
    QCOMPARE(draft->security.certificate.expireTime,
             QDateTime(QDate(2027, 11, 22), QTime(0, 0), Qt::UTC));
    QCOMPARE(draft->security.userDeviceAffinity, UserDeviceAffinity::AutoApproval);
    QCOMPARE(draft->security.encryption, Encryption::Aes256);
    QCOMPARE(draft->bootImage,
             (BootImageDraft{QStringLiteral("LAB00005"),
                             QStringLiteral("/r/boot.wim"),
                             QStringLiteral("/r/boot.sdi"),
                             SignerChoice::Microsoft2023,
                             true}));
    QCOMPARE(draft->distributionPoint, QStringLiteral("dp01.lab.example"));
    QCOMPARE(draft->managementPoints, QStringList(QStringLiteral("http://mp01.lab.example")));
    QCOMPARE(draft->variables.size(), 3);
    QCOMPARE(draft->variables[0],
             (VariableDraft{QStringLiteral("OSDTech"), QStringLiteral("anna"), false}));
    QCOMPARE(draft->variables[2], (VariableDraft{QStringLiteral("OSDJoinPassword"), {}, true}));
    QCOMPARE(draft->prestart.command, QStringLiteral("cmd /c ask.cmd"));
    QCOMPARE(draft->prestart.files.folder, QStringLiteral("/r/prestart"));
    QCOMPARE(draft->extraFiles.zip, QStringLiteral("/r/extra.zip"));
}

void tst_RecipeFile::readsPki()
{
    const QJsonObject pki{{QStringLiteral("type"), QStringLiteral("pki")},
                          {QStringLiteral("file"), QStringLiteral("media.pfx")}};
    const auto json =
        changed(whole(), {QStringLiteral("security"), QStringLiteral("certificate")}, pki);
    const auto draft = parseRecipe(QJsonDocument(json.toObject()).toJson(), QStringLiteral("/r"));
    QVERIFY(draft);
    QCOMPARE(draft->security.certificate,
             (CertificateDraft{CertificateType::Pki, {}, {}, QStringLiteral("/r/media.pfx")}));
}

void tst_RecipeFile::defaultsAreTheConsoles()
{
    const QDateTime now(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
    const auto draft = freshDraft(now);
    QCOMPARE(draft.target.label, QStringLiteral("Configuration Manager"));
    QVERIFY(!draft.target.includeAutorun);
    QVERIFY(!draft.allowUnattended);
    QCOMPARE(draft.mediaMode, MediaMode::Dynamic);
    QCOMPARE(draft.security.userDeviceAffinity, UserDeviceAffinity::DoNotAllow);
    QCOMPARE(draft.security.certificate.startTime, now);
    QCOMPARE(draft.security.certificate.expireTime, now.addYears(1));
}

void tst_RecipeFile::refusals_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("message");
    const auto row =
        [](const char *name, const char *path, const QJsonValue &value, const char *message) {
            QTest::newRow(name) << QString::fromLatin1(path) << value << QString::fromUtf8(message);
        };
    row("unknown key",
        "site.serverr",
        QStringLiteral("x"),
        "site.serverr: unknown key; expected one of source, profile, server, siteCode.");
    row("password in the recipe",
        "security.password",
        QStringLiteral("S3cret"),
        "security.password: unknown key; expected one of enableUnknownComputers, "
        "passwordProtected, "
        "certificate, userDeviceAffinity, encryption.");
    row("other version",
        "recipeVersion",
        2,
        "recipeVersion: expected a whole number from 1 to 1, found a number.");
    row("wrong type",
        "allowUnattended",
        QStringLiteral("no"),
        "allowUnattended: expected true or false, found a text.");
    row("other kind",
        "mediaKind",
        QStringLiteral("capture"),
        "mediaKind: expected \"bootable\", found \"capture\".");
    row("other mode",
        "mediaMode",
        QStringLiteral("static"),
        "mediaMode: expected \"dynamic\" or \"siteBased\", found \"static\".");
    row("other source",
        "site.source",
        QStringLiteral("wmi"),
        "site.source: expected \"lab\", \"profile\" or \"adminService\", found \"wmi\".");
    row("signer as number",
        "bootImage.loaderSigner",
        2023,
        "bootImage.loaderSigner: expected \"auto\", \"2011\" or \"2023\", found a number.");
    row("time as number",
        "security.certificate.expireTime",
        1826841600,
        "security.certificate.expireTime: expected a time such as \"2027-11-22T00:00:00Z\", found "
        "a number.");
    row("time without zone",
        "security.certificate.expireTime",
        QStringLiteral("2027-11-22T00:00:00"),
        "security.certificate.expireTime: expected a time such as \"2027-11-22T00:00:00Z\", found "
        "a text.");
    row("file of the other certificate type",
        "security.certificate.file",
        QStringLiteral("media.pfx"),
        "security.certificate.file: unknown key; expected one of type, startTime, expireTime, "
        "identity.");
    row("one management point as text",
        "managementPoints",
        QStringLiteral("http://mp01.lab.example"),
        "managementPoints: expected a list of texts, found a text.");
    row("number as management point",
        "managementPoints",
        QJsonArray{QStringLiteral("http://mp01.lab.example"), 7},
        "managementPoints[1]: expected a text, found a number.");
    row("package as extra files",
        "extraFiles.packageId",
        QStringLiteral("LAB00021"),
        "extraFiles.packageId: unknown key; expected one of folder, zip.");
    row("hidden value",
        "variables",
        QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("OSDJoin")},
                               {QStringLiteral("hidden"), true},
                               {QStringLiteral("value"), QStringLiteral("S3cret")}}},
        "variables[0].value: a hidden value is a secret and must not stand in a recipe. Remove it "
        "here, "
        "change it where it is used, and give it when the media are made.");
    row("variable without value",
        "variables",
        QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("OSDTech")}}},
        "variables[0].value: expected a text, but the answer is missing.");
    row("variable without name",
        "variables",
        QJsonArray{QJsonObject{{QStringLiteral("value"), QStringLiteral("x")}}},
        "variables[0].name: expected a text, but the answer is missing.");
    row("variables as object",
        "variables",
        QJsonObject{{QStringLiteral("OSDTech"), QStringLiteral("anna")}},
        "variables: expected a list of objects, found an object.");
}

void tst_RecipeFile::refusals()
{
    QFETCH(QString, path);
    QFETCH(QJsonValue, value);
    QFETCH(QString, message);
    const auto json = changed(whole(), path.split(u'.'), value);
    const auto draft = parseRecipe(QJsonDocument(json.toObject()).toJson(), QStringLiteral("/r"));
    QVERIFY(!draft);
    QCOMPARE(draft.error().message, message);
    QCOMPARE(draft.error().kind, Error::Kind::InvalidInput);
    QVERIFY(!draft.error().message.contains(QLatin1String("S3cret")));
}

void tst_RecipeFile::missingAnswers_data()
{
    QTest::addColumn<QString>("expected");
    QTest::newRow("recipeVersion") << QStringLiteral("a whole number from 1 to 1");
    QTest::newRow("site") << QStringLiteral("an object");
    QTest::newRow("site.source") << QStringLiteral("\"lab\", \"profile\" or \"adminService\"");
    QTest::newRow("mediaKind") << QStringLiteral("\"bootable\"");
    QTest::newRow("mediaMode") << QStringLiteral("\"dynamic\" or \"siteBased\"");
    QTest::newRow("target") << QStringLiteral("an object");
    QTest::newRow("target.type") << QStringLiteral("\"iso\" or \"usb\"");
    QTest::newRow("target.path") << QStringLiteral("a path");
    QTest::newRow("security") << QStringLiteral("an object");
    QTest::newRow("security.enableUnknownComputers") << QStringLiteral("true or false");
    QTest::newRow("security.passwordProtected") << QStringLiteral("true or false");
    QTest::newRow("security.certificate") << QStringLiteral("an object");
    QTest::newRow("security.certificate.type") << QStringLiteral("\"selfSigned\" or \"pki\"");
    QTest::newRow("security.certificate.expireTime")
        << QStringLiteral("a time such as \"2027-11-22T00:00:00Z\"");
    QTest::newRow("bootImage") << QStringLiteral("an object");
    QTest::newRow("managementPoints") << QStringLiteral("a list of texts");
}

void tst_RecipeFile::missingAnswers()
{
    QFETCH(QString, expected);
    const auto path = QString::fromLatin1(QTest::currentDataTag());
    const auto json = changed(whole(), path.split(u'.'), QJsonValue(QJsonValue::Undefined));
    const auto draft = parseRecipe(QJsonDocument(json.toObject()).toJson(), QStringLiteral("/r"));
    QVERIFY(!draft);
    QCOMPARE(draft.error().message,
             QStringLiteral("%1: expected %2, but the answer is missing.").arg(path, expected));
}

void tst_RecipeFile::roundTrip_data()
{
    QTest::addColumn<MediaDraft>("draft");
    QTest::newRow("everything") << *parseRecipe(wholeRecipe(), QStringLiteral("/r"));
    auto fresh = freshDraft(QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC));
    fresh.target.path = QDir::rootPath() + QStringLiteral("elsewhere/out.iso");
    QTest::newRow("fresh") << fresh;
    auto pki = fresh;
    pki.security.certificate = {CertificateType::Pki, {}, {}, QStringLiteral("/r/media.pfx")};
    pki.prestart = {QStringLiteral("cmd /c \"größe.cmd\" \\ /"),
                    {{}, {}, QStringLiteral("LAB00021")}};
    QTest::newRow("PKI and a package") << pki;
}

void tst_RecipeFile::roundTrip()
{
    QFETCH(MediaDraft, draft);
    const auto json = writeRecipe(draft, QStringLiteral("/r"));
    const auto again = parseRecipe(json, QStringLiteral("/r"));
    QVERIFY2(again, again ? "" : qPrintable(again.error().message));
    QCOMPARE(*again, draft);
    QCOMPARE(writeRecipe(*again, QStringLiteral("/r")), json);
}

void tst_RecipeFile::writesNoSecret()
{
    auto draft = *parseRecipe(wholeRecipe(), QStringLiteral("/r"));
    draft.variables = {{QStringLiteral("OSDJoinPassword"), QStringLiteral("S3cret"), true}};
    const auto json = writeRecipe(draft, QStringLiteral("/r"));
    QVERIFY(!json.contains("S3cret"));
    QVERIFY(json.contains("\"path\": \"out.iso\""));
}

void tst_RecipeFile::readsFiles()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("recipe.json"));
    const auto missing = readRecipe(path);
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, Error::Kind::NotFound);
    QCOMPARE(
        missing.error().message,
        QStringLiteral("Cannot use the recipe \"%1\". Cannot find the file \"%1\".").arg(path));

    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(wholeRecipe());
    file.close();
    const auto draft = readRecipe(path);
    QVERIFY(draft);
    QCOMPARE(draft->target.path, folder.filePath(QStringLiteral("out.iso")));
}

void tst_RecipeFile::salvages_data()
{
    QTest::addColumn<QString>("path"); // what is wrong, by which value
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("problem");
    QTest::newRow("newer version") << "recipeVersion" << QJsonValue(3)
                                   << "The recipe is of version 3, and this Bootwright knows "
                                      "version 1. What it knows was kept.";
    QTest::newRow("no version")
        << "recipeVersion" << QJsonValue(QJsonValue::Undefined)
        << "recipeVersion: expected a whole number from 1 to 1000000, but the answer "
           "is missing.";
    QTest::newRow("unknown key")
        << "target.colour" << QJsonValue(QStringLiteral("red"))
        << "target.colour: unknown key; expected one of type, path, label, "
           "includeAutorun, stagingFolder.";
    QTest::newRow("wrong type") << "target.label" << QJsonValue(7)
                                << "target.label: expected a text, found a number.";
    QTest::newRow("no section") << "prestart" << QJsonValue(true)
                                << "prestart: expected an object, found true.";
}

void tst_RecipeFile::salvages()
{
    QFETCH(QString, path);
    QFETCH(QJsonValue, value);
    QFETCH(QString, problem);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("recipe.json")));
    const auto json = changed(whole(), path.split(u'.'), value).toObject();
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(json).toJson()) > 0);
    file.close();
    MediaDraft defaults;
    defaults.target.label = QStringLiteral("the default");
    const auto reading = salvageRecipe(file.fileName(), defaults);
    QVERIFY(reading);
    QCOMPARE(reading->problems, QStringList(problem));
    QCOMPARE(reading->json, json);
    const auto good = parseRecipe(wholeRecipe(), folder.path());
    QCOMPARE(reading->draft.managementPoints,
             good->managementPoints); // what stands behind the fault
    QCOMPARE(reading->draft.target.label,
             path == u"target.label" ? defaults.target.label : good->target.label);
}

void tst_RecipeFile::salvagesWhatStrictReadingReads()
{
    const auto path = QStringLiteral(TEST_DATA "/recipes/whole.json");
    const auto reading = salvageRecipe(path, freshDraft(QDateTime::currentDateTimeUtc()));
    QVERIFY(reading);
    QCOMPARE(reading->problems, QStringList());
    QCOMPARE(reading->draft, *readRecipe(path));
    const auto none = salvageRecipe(QStringLiteral("/gone/recipe.json"), {});
    QVERIFY(!none);
    QCOMPARE(none.error().kind, Error::Kind::NotFound);
}

QTEST_GUILESS_MAIN(tst_RecipeFile)
#include "tst_RecipeFile.moc"
