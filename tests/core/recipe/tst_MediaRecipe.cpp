// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/MediaRecipe.h"
#include "core/site/LabSite.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace bootwright;

namespace {

const QDateTime Now(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);

using Text = QString;
Text text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

//! A plan's question, good until a row spoils it.
struct Question
{
    MediaDraft draft;
    MediaSecrets secrets;
    SiteFacts site;
};

using Spoil = std::function<void(Question &)>;

} // namespace
Q_DECLARE_METATYPE(Spoil)

class tst_MediaRecipe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void goodAnswers_data();
    void goodAnswers();
    void problems_data();
    void problems();
    void warnings_data();
    void warnings();
    void manyProblemsAtOnce();
    void recipeSpeaks();

private:
    Question good() const;
    QString here(const char *name) const { return m_folder.filePath(text(name)); }
    void makeFile(const char *name);

    QTemporaryDir m_folder;
    SiteFacts m_lab;
};

void tst_MediaRecipe::makeFile(const char *name)
{
    QFile file(here(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
}

void tst_MediaRecipe::initTestCase()
{
    Control control;
    m_lab = *LabSite().facts(control);
    m_lab.timeZone = text("a time zone"); // the only fact that the training site does not know
    for (const auto *name : {"boot.wim", "boot.sdi", "media.pfx", "files.zip", "site.json"})
        makeFile(name);
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("files")));
}

Question tst_MediaRecipe::good() const
{
    Question question;
    question.site = m_lab;
    auto &draft = question.draft;
    draft = freshDraft(Now);
    draft.target.path = here("out.iso");
    draft.security.enableUnknownComputers = true;
    question.secrets.password = Secret(QStringLiteral("vK7#pQ2x!mZ9wB4e"));
    draft.bootImage = {text("LAB00005"), here("boot.wim"), {}, SignerChoice::Auto};
    draft.distributionPoint = text("dp01.lab.example");
    draft.managementPoints = {text("http://mp01.lab.example"), text("http://mp03.lab.example")};
    draft.variables = {{text("OSDTech"), text("anna"), false}, {text("OSDJoin"), {}, true}};
    question.secrets.hidden.emplace(text("OSDJoin"), Secret(QStringLiteral("geheim")));
    return question;
}

namespace {

void pki(Question &q, const QString &file)
{
    q.draft.security.certificate = {CertificateType::Pki, {}, {}, file};
    q.draft.managementPoints = {text("https://mp02.lab.example")};
    q.site.rootCaCertificates = text("3082");
}

} // namespace

void tst_MediaRecipe::goodAnswers_data()
{
    QTest::addColumn<Spoil>("spoil");
    const auto row = [](const char *name, Spoil spoil) { QTest::newRow(name) << spoil; };
    row("dynamic", [](Question &) {});
    row("site-based", [](Question &q) {
        q.draft.mediaMode = MediaMode::SiteBased;
        q.draft.managementPoints.removeLast();
    });
    row("sticks that are chosen later", [](Question &q) {
        q.draft.target.type = TargetType::Usb;
        q.draft.target.path.clear();
    });
    row("PKI", [this](Question &q) { pki(q, here("media.pfx")); });
    row("boot image of the training site", [](Question &q) { q.draft.bootImage.file.clear(); });
#ifndef Q_OS_WIN
    row("files on shares", [](Question &q) { // nobody knows before they are fetched
        q.draft.target.path = text("\\\\files01.lab.example\\images\\out.iso");
        q.draft.bootImage.file = text("//files01.lab.example/source/boot.wim");
        q.draft.extraFiles.folder = text("smb://files01.lab.example/source/extra");
        q.draft.extraFiles.zip.clear();
    });
#endif
    row("boot image that a profile holds", [this](Question &q) {
        q.draft.site = {SiteSource::Profile, here("site.json"), {}, text("lab")};
        q.draft.bootImage.file.clear();
        q.site.bootImages[0].file = here("boot.wim");
    });
    row("management point in capitals, with a slash",
        [](Question &q) { q.draft.managementPoints = {text("HTTP://MP01.lab.example/")}; });
    row("no password", [](Question &q) {
        q.draft.security.passwordProtected = false;
        q.secrets.password = {};
    });
    row("prestart with a folder", [this](Question &q) {
        q.draft.prestart = {text("cmd /c ask.cmd"), {here("files"), {}, {}}};
    });
    row("prestart with a zip", [this](Question &q) {
        q.draft.prestart = {text("cmd /c ask.cmd"), {{}, here("files.zip"), {}}};
    });
    row("prestart with a package", [this](Question &q) {
        q.draft.prestart = {text("cmd /c ask.cmd"), {{}, {}, text("LAB00021")}};
        q.site.packages[0].folder = here("files");
    });
    row("prestart without files",
        [](Question &q) { q.draft.prestart.command = text("cmd /c ask.cmd"); });
    row("extra files", [this](Question &q) { q.draft.extraFiles.folder = here("files"); });
    row("hidden name in other case",
        [](Question &q) { q.draft.variables[1].name = text("osdjoin"); });
}

void tst_MediaRecipe::goodAnswers()
{
    QFETCH(Spoil, spoil);
    auto question = good();
    spoil(question);
    const auto plan = planMedia(question.draft, question.secrets, question.site, Now);
    QVERIFY2(plan.problems.empty(),
             plan.problems.empty() ? "" : qPrintable(plan.problems.front().message));
    QVERIFY2(plan.warnings.empty(),
             plan.warnings.empty() ? "" : qPrintable(plan.warnings.front().message));
    QVERIFY(plan.recipe);
    QCOMPARE(plan.recipe->answers(), question.draft);
    QCOMPARE(plan.recipe->site(), question.site);
}

void tst_MediaRecipe::problems_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *path, const QString &message, Spoil spoil) {
        QTest::newRow(name) << spoil << text(path) << message;
    };
    // the site
    row("no site server",
        "site.server",
        text("No site server is named. Name its SMS Provider."),
        [](Question &q) {
            q.draft.site = {SiteSource::AdminService, {}, {}, {}};
        });
    row("profile without a file",
        "site.profile",
        text("No site profile is named. Name its file."),
        [](Question &q) { q.draft.site.source = SiteSource::Profile; });
    const auto twoSources =
        text(" is named, but the site facts come from another source. Choose one of them.");
    row("training site and a profile",
        "site.profile",
        text("A site profile") + twoSources,
        [](Question &q) { q.draft.site.profile = text("/site.json"); });
    row("profile and a server", "site.server", text("A site server") + twoSources, [](Question &q) {
        q.draft.site = {SiteSource::Profile, text("/site.json"), text("cm01.lab.example"), {}};
    });
    row("other site",
        "site.siteCode",
        text("The recipe is for the site XYZ, but the source knows the site LAB."),
        [](Question &q) { q.draft.site.siteCode = text("XYZ"); });

    // the target
    row("no path",
        "target.path",
        text("No ISO file is named. Name the file to make."),
        [](Question &q) { q.draft.target.path.clear(); });
    row("path is a folder",
        "target.path",
        text("\"%1\" is a folder. Name the ISO file to make in it.").arg(here("files")),
        [this](Question &q) { q.draft.target.path = here("files"); });
    row("folder is missing",
        "target.path",
        text("Cannot find the folder \"%1\" for the ISO file. Make it first.").arg(here("none")),
        [this](Question &q) { q.draft.target.path = here("none/out.iso"); });
    row("label too long",
        "target.label",
        text("The media label \"%1\" has 33 characters. At most 32 fit on a disc.")
            .arg(QString(33, u'x')),
        [](Question &q) { q.draft.target.label = QString(33, u'x'); });
    row("label with a control character",
        "target.label",
        text("The media label has a control character. Use letters, digits and spaces."),
        [](Question &q) { q.draft.target.label = text("a\tb"); });
    row("no label",
        "target.label",
        text("The media label is empty. Type a name by which people know the media."),
        [](Question &q) { q.draft.target.label.clear(); });
    row("staging folder is missing",
        "target.stagingFolder",
        text("Cannot find the staging folder \"%1\".").arg(here("none")),
        [this](Question &q) { q.draft.target.stagingFolder = here("none"); });

    // security
    row("no password",
        "security.password",
        text("The media are to be protected, but no password was given. Give one, or do not "
             "protect them."),
        [](Question &q) { q.secrets.password = {}; });
    row("password with a line break",
        "security.password",
        text("The password has a character that nobody can type. Use letters, digits and signs."),
        [](Question &q) { q.secrets.password = Secret(QStringLiteral("secret\n")); });
    const char *expire = "security.certificate.expireTime";
    row("no expiry",
        expire,
        text("It is not said when the media certificate expires. Choose a day."),
        [](Question &q) { q.draft.security.certificate.expireTime = {}; });
    row("expired",
        expire,
        text("The media certificate expired on 2026-11-21. Choose a later day."),
        [](Question &q) {
            q.draft.security.certificate.startTime = Now.addDays(-9);
            q.draft.security.certificate.expireTime = Now.addDays(-1);
        });
    row("expires this second",
        expire,
        text("The media certificate expired on 2026-11-22. Choose a later day."),
        [](Question &q) { q.draft.security.certificate.expireTime = Now; });
    row("expires before it starts",
        expire,
        text("The media certificate expires on 2027-11-22, before it starts. Choose a later day."),
        [](Question &q) { q.draft.security.certificate.startTime = Now.addYears(2); });
    row("expires as it starts",
        expire,
        text("The media certificate expires on 2027-11-22, before it starts. Choose a later day."),
        [](Question &q) { q.draft.security.certificate.startTime = Now.addYears(1); });
    row("PKI without a file",
        "security.certificate.file",
        text("No PKI certificate is named. Name its .pfx file."),
        [](Question &q) { pki(q, {}); });
    row("PKI file is missing",
        "security.certificate.file",
        text("Cannot find the certificate \"%1\".").arg(here("none.pfx")),
        [this](Question &q) { pki(q, here("none.pfx")); });

    // the boot image
    row("no boot image",
        "bootImage",
        text("No boot image is chosen. Choose one of the site, or a .wim file."),
        [](Question &q) { q.draft.bootImage = {}; });
    row("no package ID",
        "bootImage.packageId",
        text("\"LAB 5\" is not a package ID such as \"LAB00005\"."),
        [](Question &q) { q.draft.bootImage.packageId = text("LAB 5"); });
    row("boot image that the site does not have",
        "bootImage.packageId",
        text("The site has no boot image LAB00099. Choose one of its boot images, or a .wim file."),
        [](Question &q) {
            q.draft.bootImage = {text("LAB00099"), {}, {}, SignerChoice::Auto};
        });
    row("profile without the file",
        "bootImage.file",
        text("The site profile does not say where the file of the boot image LAB00005 is. Name the "
             ".wim file."),
        [this](Question &q) {
            q.draft.site = {SiteSource::Profile, here("site.json"), {}, {}};
            q.draft.bootImage.file.clear();
        });
    row("file of the profile is missing",
        "bootImage.packageId",
        text("Cannot find the file \"%1\" of the boot image LAB00005.").arg(here("none.wim")),
        [this](Question &q) {
            q.draft.site = {SiteSource::Profile, here("site.json"), {}, {}};
            q.draft.bootImage.file.clear();
            q.site.bootImages[0].file = here("none.wim");
        });
    row("boot image file is missing",
        "bootImage.file",
        text("Cannot find the boot image \"%1\".").arg(here("none.wim")),
        [this](Question &q) { q.draft.bootImage.file = here("none.wim"); });
    row("boot.sdi is missing",
        "bootImage.bootSdiFile",
        text("Cannot find the file \"%1\".").arg(here("none.sdi")),
        [this](Question &q) { q.draft.bootImage.bootSdiFile = here("none.sdi"); });

    // management points
    row("no management point",
        "managementPoints",
        text("No management point is chosen. The media need at least one."),
        [](Question &q) { q.draft.managementPoints.clear(); });
    row("two for site-based media",
        "managementPoints",
        text("Site-based media use exactly one management point, but 2 are chosen. Remove the "
             "others, or make "
             "dynamic media."),
        [](Question &q) { q.draft.mediaMode = MediaMode::SiteBased; });
    row("twice",
        "managementPoints[1]",
        text("The management point \"HTTP://mp01.LAB.example/\" is in the list twice. Remove one."),
        [](Question &q) { q.draft.managementPoints[1] = text("HTTP://mp01.LAB.example/"); });
    row("HTTPS with a self-signed certificate",
        "managementPoints[1]",
        text("The management point \"https://mp02.lab.example\" speaks HTTPS, which needs a PKI "
             "certificate. "
             "Choose one that speaks HTTP, or import a certificate."),
        [](Question &q) { q.draft.managementPoints[1] = text("https://mp02.lab.example"); });
    row("HTTP with PKI",
        "managementPoints[1]",
        text("The management point \"http://mp01.lab.example\" speaks HTTP. With a PKI "
             "certificate, choose only "
             "management points that speak HTTPS."),
        [this](Question &q) {
            pki(q, here("media.pfx"));
            q.draft.managementPoints.append(text("http://mp01.lab.example"));
        });
    const char *notUrls[] = {"mp01.lab.example",
                             "ftp://mp01.lab.example",
                             "http://",
                             "http://a*http://b",
                             "http://mp01.lab.example/?a=b",
                             "http://mp01.lab.example/#a",
                             "http://mp 01",
                             "http://mp01.lab.example:port"};
    for (const auto *url : notUrls)
        row(url,
            "managementPoints[0]",
            text("The management point \"%1\" is not a URL such as \"http://mp01.lab.example\".")
                .arg(text(url)),
            [url](Question &q) { q.draft.managementPoints[0] = text(url); });
    row("URL with a password",
        "managementPoints[0]",
        text("The management point \"http://mp01.lab.example\" is not a URL such as "
             "\"http://mp01.lab.example\"."),
        [](Question &q) {
            q.draft.managementPoints[0] = text("http://anna:S3cret@mp01.lab.example");
        });

    // variables
    row("reserved variable",
        "variables[0].name",
        text("The variable name \"_SMSTSMediaPFX\" begins with an underscore. Configuration "
             "Manager keeps these "
             "names for itself; choose another one."),
        [](Question &q) { q.draft.variables[0].name = text("_SMSTSMediaPFX"); });
    row("variable of the media",
        "variables[0].name",
        text("The variable \"smstsmp\" is set by the media itself from the management points. "
             "Choose another "
             "name."),
        [](Question &q) { q.draft.variables[0].name = text("smstsmp"); });
    row("doubled variable",
        "variables[1].name",
        text("The variable \"osdTECH\" is in the list twice. Remove one; upper and lower case make "
             "no "
             "difference."),
        [](Question &q) {
            q.draft.variables[1] = {text("osdTECH"), text("x"), false};
            q.secrets.hidden.clear();
        });
    row("value that XML cannot hold",
        "variables[0].value",
        text("The value of the variable \"OSDTech\" holds a control character. Media can carry "
             "only text; remove "
             "the character."),
        [](Question &q) { q.draft.variables[0].value = text("\x01"); });
    row("hidden without a value",
        "variables[1].value",
        text("The variable \"OSDJoin\" is hidden, and its value was not given. Give it apart from "
             "the recipe."),
        [](Question &q) { q.secrets.hidden.clear(); });
    row("hidden with an empty value",
        "variables[1].value",
        text("The variable \"OSDJoin\" is hidden, and its value was not given. Give it apart from "
             "the recipe."),
        [](Question &q) { q.secrets.hidden[text("OSDJoin")] = Secret(); });
    row("hidden among the answers",
        "variables[1].value",
        text("The value of the hidden variable \"OSDJoin\" stands among the answers. It is a "
             "secret; give it "
             "apart from them."),
        [](Question &q) { q.draft.variables[1].value = text("S3cret"); });
    row("secret for nobody",
        "variables",
        text("A secret value was given for \"OSDJoyn\", but there is no hidden variable of that "
             "name. Check its "
             "spelling."),
        [](Question &q) {
            q.secrets.hidden.emplace(text("OSDJoyn"), Secret(QStringLiteral("S3cret")));
        });
    row("secret for a variable that is not hidden",
        "variables",
        text("A secret value was given for \"OSDTech\", but there is no hidden variable of that "
             "name. Check its "
             "spelling."),
        [](Question &q) {
            q.secrets.hidden.emplace(text("OSDTech"), Secret(QStringLiteral("S3cret")));
        });

    // files
    row("files without a command",
        "prestart.command",
        text("There are files for a prestart command, but no command. Type one, or remove the "
             "files."),
        [this](Question &q) { q.draft.prestart.files.folder = here("files"); });
    row("command in two lines",
        "prestart.command",
        text("The prestart command has a control character. Write it in one line."),
        [](Question &q) { q.draft.prestart.command = text("cmd /c a\ncmd /c b"); });
    row("endless command",
        "prestart.command",
        text("The prestart command has 4097 characters. At most 4096 are allowed."),
        [](Question &q) { q.draft.prestart.command = QString(4097, u'x'); });
    row("folder and zip",
        "prestart.files",
        text("The files are to come from several places. Choose one: a folder or a zip or a "
             "package."),
        [this](Question &q) {
            q.draft.prestart = {text("a"), {here("files"), here("files.zip"), {}}};
        });
    row("prestart folder is missing",
        "prestart.files.folder",
        text("Cannot find the folder \"%1\".").arg(here("none")),
        [this](Question &q) {
            q.draft.prestart = {text("a"), {here("none"), {}, {}}};
        });
    row("prestart folder is a file",
        "prestart.files.folder",
        text("Cannot find the folder \"%1\".").arg(here("boot.wim")),
        [this](Question &q) {
            q.draft.prestart = {text("a"), {here("boot.wim"), {}, {}}};
        });
    row("prestart zip is missing",
        "prestart.files.zip",
        text("Cannot find the archive \"%1\".").arg(here("none.zip")),
        [this](Question &q) {
            q.draft.prestart = {text("a"), {{}, here("none.zip"), {}}};
        });
    row("package that the site does not have",
        "prestart.files.packageId",
        text("The site has no package LAB00099. Choose one of its packages, a folder or a zip."),
        [](Question &q) {
            q.draft.prestart = {text("a"), {{}, {}, text("LAB00099")}};
        });
    row("package without files",
        "prestart.files.packageId",
        text("The site source does not say where the files of the package LAB00021 are. Choose a "
             "folder or a "
             "zip."),
        [](Question &q) {
            q.draft.prestart = {text("a"), {{}, {}, text("LAB00021")}};
        });
    row("package whose files are missing",
        "prestart.files.packageId",
        text("Cannot find the folder \"%1\" of the package LAB00021.").arg(here("none")),
        [this](Question &q) {
            q.draft.prestart = {text("a"), {{}, {}, text("LAB00021")}};
            q.site.packages[0].folder = here("none");
        });
    row("extra files are missing",
        "extraFiles.folder",
        text("Cannot find the folder \"%1\".").arg(here("none")),
        [this](Question &q) { q.draft.extraFiles.folder = here("none"); });
}

void tst_MediaRecipe::problems()
{
    QFETCH(Spoil, spoil);
    QFETCH(QString, path);
    QFETCH(QString, message);
    auto question = good();
    spoil(question);
    const auto plan = planMedia(question.draft, question.secrets, question.site, Now);
    QVERIFY(!plan.recipe);
    QVERIFY(!plan.problems.empty());
    const auto &first = plan.problems.front();
    QCOMPARE(first.message, message);
    QCOMPARE(first.path, path);
    QCOMPARE(first.kind,
             qstrcmp(QTest::currentDataTag(), "folder is missing") == 0
                 ? Error::Kind::Device
                 : Error::Kind::InvalidInput);
    QCOMPARE(plan.problems.size(), size_t(1));
    QVERIFY(!message.contains(QLatin1String("S3cret")));
}

void tst_MediaRecipe::warnings_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *path, const QString &message, Spoil spoil) {
        QTest::newRow(name) << spoil << text(path) << message;
    };
    row("distribution point without the boot image",
        "distributionPoint",
        text("The distribution point \"dp02.lab.example\" does not hold the boot image LAB00006 in "
             "version 3. Choose one that does, such as \"dp01.lab.example\"."),
        [](Question &q) {
            q.draft.site = {SiteSource::AdminService, {}, text("cm01.lab.example"), {}};
            q.draft.bootImage = {text("LAB00006"), {}, {}, SignerChoice::Auto};
            q.draft.distributionPoint = text("dp02.lab.example");
        });
    row("boot image that was not distributed",
        "distributionPoint",
        text(
            "No distribution point holds the boot image LAB00006 in version 3. Distribute it; else "
            "it can only be fetched from its source."),
        [](Question &q) {
            q.draft.site = {SiteSource::AdminService, {}, text("cm01.lab.example"), {}};
            q.draft.bootImage = {text("LAB00006"), {}, {}, SignerChoice::Auto};
            q.site.bootImages[1].distributionPoints.clear();
            q.site.bootImages[1].isUndistributed = true;
        });
    row("unattended",
        "allowUnattended",
        text("Unattended media find only required deployments. When there is none, they restart "
             "the computer "
             "without a word, again and again."),
        [](Question &q) { q.draft.allowUnattended = true; });
    row("expires soon",
        "security.certificate.expireTime",
        text(
            "The media certificate expires in 89 days, on 2027-02-19; the media are useless then."),
        [](Question &q) { q.draft.security.certificate.expireTime = Now.addDays(89); });
    row("starts later",
        "security.certificate.startTime",
        text("The media certificate starts on 2026-11-23; the media do not work before."),
        [](Question &q) { q.draft.security.certificate.startTime = Now.addDays(1); });
    row("weak password",
        "security.password",
        text("The password is weak. One graphics card, which tries 10 billion passwords a second "
             "on a copy of "
             "the media, finds it in less than a second."),
        [](Question &q) { q.secrets.password = Secret(QStringLiteral("P@ssw0rd")); });
    row("password for nothing",
        "security.password",
        text("A password was given, but the media are not protected with it: whoever has them can "
             "read their "
             "certificate and variables."),
        [](Question &q) { q.draft.security.passwordProtected = false; });
    row("facts are missing",
        "site",
        text("The site source does not know these facts, so the media do not carry them: the "
             "trusted root key, "
             "the site signing certificate, the HTTP port, the HTTPS port, the client "
             "communication setting "
             "(IISSSLState), the GUIDs of the unknown computers, whether management points of the "
             "boundary group are preferred, the title of the wizard, the time zone."),
        [](Question &q) {
            SiteFacts bare;
            bare.siteCode = q.site.siteCode;
            bare.bootImages = q.site.bootImages;
            bare.managementPoints = q.site.managementPoints;
            bare.distributionPoints = q.site.distributionPoints;
            q.site = bare;
        });
    row("root CA is missing",
        "site",
        text("The site source does not know these facts, so the media do not carry them: the root "
             "CA "
             "certificates."),
        [this](Question &q) {
            pki(q, here("media.pfx"));
            q.site.rootCaCertificates.clear();
        });
    row("file of an unknown boot image",
        "bootImage.packageId",
        text("It is not known which boot image of the site the file \"%1\" is, so the media do not "
             "say its "
             "version.")
            .arg(here("boot.wim")),
        [](Question &q) { q.draft.bootImage.packageId.clear(); });
    row("unlisted distribution point",
        "distributionPoint",
        text("The site does not list the distribution point \"dp09\". Check its name."),
        [](Question &q) { q.draft.distributionPoint = text("dp09"); });
    row("unlisted management point",
        "managementPoints[1]",
        text("The site does not list the management point \"http://mp09.lab.example\". Check its "
             "name."),
        [](Question &q) { q.draft.managementPoints[1] = text("http://mp09.lab.example"); });
}

void tst_MediaRecipe::warnings()
{
    QFETCH(Spoil, spoil);
    QFETCH(QString, path);
    QFETCH(QString, message);
    auto question = good();
    spoil(question);
    const auto plan = planMedia(question.draft, question.secrets, question.site, Now);
    QVERIFY2(plan.recipe, plan.recipe ? "" : qPrintable(plan.problems.front().message));
    QCOMPARE(plan.recipe->warnings(), QStringList(message));
    QCOMPARE(plan.warnings, std::vector<Problem>({Problem{path, message}}));
}

void tst_MediaRecipe::manyProblemsAtOnce()
{
    auto question = good();
    question.draft.target.label.clear();
    question.draft.managementPoints.clear();
    question.draft.prestart.files.folder = here("files");
    const auto plan = planMedia(question.draft, question.secrets, question.site, Now);
    QStringList paths;
    for (const auto &problem : plan.problems)
        paths.append(problem.path);
    QCOMPARE(
        paths,
        QStringList({text("target.label"), text("managementPoints"), text("prestart.command")}));
}

void tst_MediaRecipe::recipeSpeaks()
{
    auto question = good();
    question.draft.allowUnattended = true;
    question.draft.security.certificate.startTime = {};
    const auto plan = planMedia(question.draft, question.secrets, question.site, Now);
    QVERIFY(plan.recipe);
    QVERIFY(plan.recipe->isIso());
    QVERIFY(plan.recipe->isDynamic());
    QVERIFY(plan.recipe->isSelfSigned());
    QVERIFY(plan.recipe->isUnattended());
    QCOMPARE(plan.recipe->label(), text("Configuration Manager UNATTENDED"));
    QCOMPARE(plan.recipe->answers().security.certificate.startTime, Now);
    QVERIFY(plan.recipe->bootImage());
    QCOMPARE(plan.recipe->bootImage()->version, text("7"));
}

QTEST_GUILESS_MAIN(tst_MediaRecipe)
#include "tst_MediaRecipe.moc"
