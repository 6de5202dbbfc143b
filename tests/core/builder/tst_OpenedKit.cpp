// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/Kit.h"
#include "core/builder/KitMedia.h"
#include "core/builder/OpenedKit.h"
#include "core/builder/TrainingSite.h"
#include "core/recipe/MediaRecipe.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace bootwright;

class tst_OpenedKit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void holdsWhatMediaNeed();
    void goesWithTheLastHolder();
    void isForSticks();
    void sealed();
    void withoutBootImage();
    void recipeThatReachesOut_data();
    void recipeThatReachesOut();
    void brokenRecipe();
    void cancelled();
    void nothingThere();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    static MediaDraft draft();
    bool pack(const QString &name, const KitRequest &request) const;
    Error whyNot(const QString &recipe) const;

    QTemporaryDir m_folder;
    QString m_kit;
};

MediaDraft tst_OpenedKit::draft()
{
    auto draft = freshDraft(QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC));
    draft.target.path = QStringLiteral("/somewhere/else/hall-a.iso");
    draft.target.label = QStringLiteral("Hall A");
    draft.security.passwordProtected = false;
    draft.bootImage.packageId = QStringLiteral("LAB00005");
    draft.distributionPoint = QStringLiteral("dp01.lab.example");
    draft.managementPoints = {QStringLiteral("http://mp01.lab.example")};
    return draft;
}

bool tst_OpenedKit::pack(const QString &name, const KitRequest &request) const
{
    KitRequest wanted{request.draft, path(name), request.bootImage, request.password.clone()};
    TrainingSite site;
    Control control;
    return packKit(wanted, site, Chance(), control).has_value();
}

void tst_OpenedKit::initTestCase()
{
    m_kit = path(QStringLiteral("hall-a.bootkit"));
    QVERIFY(pack(QStringLiteral("hall-a.bootkit"), {draft(), {}, KitBootImage::Included, {}}));
}

void tst_OpenedKit::holdsWhatMediaNeed()
{
    Control control;
    const auto kit = openKit(m_kit, control);
    QVERIFY(kit);
    QCOMPARE(kit->path, m_kit);
    QCOMPARE(kit->site.siteCode, QStringLiteral("LAB"));
    QCOMPARE(kit->draft.target.label, QStringLiteral("Hall A"));
    QCOMPARE(kit->draft.managementPoints, draft().managementPoints);
    QVERIFY(QFile::exists(kit->draft.bootImage.file));
    QVERIFY(kit->draft.bootImage.file.startsWith(kit->folder->path()));
    QVERIFY(!kit->isSealed());
    QCOMPARE(control.progress().done, control.progress().total);
    QVERIFY(control.progress().total > 100'000);
}

void tst_OpenedKit::goesWithTheLastHolder()
{
    Control control;
    auto kit = openKit(m_kit, control);
    QVERIFY(kit);
    const auto image = kit->draft.bootImage.file;
    auto other = std::make_unique<OpenedKit>(*kit);
    *kit = {};
    QVERIFY(QFile::exists(image));
    other.reset();
    QVERIFY(!QFile::exists(image));
}

void tst_OpenedKit::isForSticks()
{
    Control control;
    const auto kit = openKit(m_kit, control);
    QVERIFY(kit);
    QCOMPARE(kit->draft.target.type, TargetType::Iso);
    auto wanted = kit->draft;
    wanted.target.type = TargetType::Usb;
    wanted.target.path.clear();
    QVERIFY(kit->forSticks() == wanted);
    QVERIFY(planMedia(kit->forSticks(), {}, kit->site, QDateTime(QDate(2026, 11, 23), {}, Qt::UTC))
                .recipe);
}

void tst_OpenedKit::sealed()
{
    QVERIFY(pack(QStringLiteral("sealed.bootkit"),
                 {draft(), {}, KitBootImage::Included, Secret(QStringLiteral("of the kit"))}));
    Control control;
    const auto kit = openKit(path(QStringLiteral("sealed.bootkit")), control);
    QVERIFY(kit);
    QVERIFY(kit->isSealed());
}

void tst_OpenedKit::withoutBootImage()
{
    QVERIFY(pack(QStringLiteral("small.bootkit"), {draft(), {}, KitBootImage::LeftOut, {}}));
    Control control;
    const auto kit = openKit(path(QStringLiteral("small.bootkit")), control);
    QVERIFY(!kit);
    QCOMPARE(kit.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(kit.error().message,
             QStringLiteral("Cannot use the kit \"%1\". It was packed without a boot image. Unpack "
                            "it with \"bootwright-cli unpack\", put the boot image beside its "
                            "recipe as boot.wim, and make the media from that recipe.")
                 .arg(path(QStringLiteral("small.bootkit"))));
}

void tst_OpenedKit::recipeThatReachesOut_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("json");
    QTest::newRow("absolute") << "extraFiles"
                              << R"({"folder": "/etc"})";
    QTest::newRow("upwards") << "extraFiles"
                             << R"({"folder": ".."})";
    QTest::newRow("itself") << "extraFiles"
                            << R"({"folder": "."})";
    QTest::newRow("beside") << "extraFiles"
                            << R"({"zip": "../kit2/extra.zip"})";
    QTest::newRow("prestart") << "prestart"
                              << R"({"command": "cmd", "files": {"zip": "/a.zip"}})";
    QTest::newRow("package") << "prestart"
                             << R"({"command": "cmd", "files": {"packageId": "LAB00007"}})";
    QTest::newRow("boot image") << "bootImage"
                                << R"({"file": "/images/boot.wim"})";
    QTest::newRow("boot.sdi") << "bootImage"
                              << R"({"file": "boot.wim", "bootSdiFile": "/a.sdi"})";
    QTest::newRow("site") << "site"
                          << R"({"source": "profile", "profile": "/site.json"})";
    QTest::newRow("live site") << "site"
                               << R"({"source": "adminService", "server": "cm01"})";
    QTest::newRow("training site") << "site"
                                   << R"({"source": "lab"})";
}

//! Why the kit with \a recipe in place of its own cannot be opened.
Error tst_OpenedKit::whyNot(const QString &recipe) const
{
    const auto packed = Kit::open(m_kit);
    FileTree tree;
    for (const auto &entry : packed->tree().entries()) {
        if (entry.isFolder)
            continue;
        const auto isRecipe = entry.path == u"recipe.json";
        if (!tree.addFile(entry.path,
                          isRecipe ? ContentSource::bytes(recipe.toUtf8()) : entry.content))
            return {};
    }
    const auto changed = path(QStringLiteral("changed.bootkit"));
    QFile::remove(changed);
    Control control;
    if (!writeKit(changed, tree, control))
        return {};
    const auto kit = openKit(changed, control);
    return kit ? Error{} : kit.error();
}

void tst_OpenedKit::recipeThatReachesOut()
{
    QFETCH(QString, key);
    QFETCH(QString, json);
    const auto packed = Kit::open(m_kit);
    const auto bytes = packed->tree().find(QStringLiteral("recipe.json"))->content.readAll();
    auto recipe = QJsonDocument::fromJson(*bytes).object();
    recipe[key] = QJsonDocument::fromJson(json.toUtf8()).object();
    const auto why = whyNot(QString::fromUtf8(QJsonDocument(recipe).toJson()));
    QCOMPARE(why.kind, Error::Kind::InvalidInput);
    const auto start = QStringLiteral("Cannot use the kit \"%1\". Its recipe names ")
                           .arg(path(QStringLiteral("changed.bootkit")));
    QVERIFY2(why.message.startsWith(start), qPrintable(why.message));
}

void tst_OpenedKit::brokenRecipe()
{
    const auto why = whyNot(QStringLiteral("{\"recipeVersion\": 1}"));
    QCOMPARE(why.kind, Error::Kind::InvalidInput);
    QVERIFY2(why.message.contains(QStringLiteral("recipe.json")), qPrintable(why.message));
}

void tst_OpenedKit::cancelled()
{
    std::stop_source stop;
    stop.request_stop();
    Control control(stop.get_token());
    const auto temporary = [] {
        return QDir(QDir::tempPath()).entryList({QStringLiteral("tst_OpenedKit-*")}, QDir::Dirs);
    };
    const auto before = temporary();
    const auto kit = openKit(m_kit, control);
    QVERIFY(!kit);
    QCOMPARE(kit.error().kind, Error::Kind::Cancelled);
    QCOMPARE(temporary(), before);
}

void tst_OpenedKit::nothingThere()
{
    Control control;
    const auto kit = openKit(path(QStringLiteral("gone.bootkit")), control);
    QVERIFY(!kit);
    QCOMPARE(kit.error().kind, Error::Kind::NotFound);
}

QTEST_GUILESS_MAIN(tst_OpenedKit)
#include "tst_OpenedKit.moc"
