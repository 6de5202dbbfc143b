// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// New media of the files of such that Microsoft's console makes, here put together by genisoimage.
#include "core/builder/Manifest.h"
#include "core/builder/MediaReport.h"
#include "core/builder/renewMedia.h"
#include "core/builder/verifyMedia.h"
#include "core/image/DiscBoot.h"
#include "support/ConsoleMedia.h"

#include <QTest>

using namespace bootwright;

namespace {

const QDateTime nextYear(QDate(2028, 5, 1), QTime(12, 0), Qt::UTC);

} // namespace

class tst_RebuildMediaTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everythingElseStays_data();
    void everythingElseStays();
    void bootImagesOfTheDisc();
    void bootImagesForAFolder();
    void canBeRenewedInPlaceThen();
    void newPasswordAndLabel();
    void bootFilesComeFirst();
    void refused_data();
    void refused();
    void siteIsDown();
    void cancelled();

private:
    Result<BuildReport> rebuild(Control &&control = {})
    {
        return rebuildMedia(m_request,
                            openIsoFile(m_lab->path("new.iso"), true),
                            ReadBack::Yes,
                            m_lab->chance,
                            control);
    }

    std::unique_ptr<LabRecipe> m_lab;
    std::unique_ptr<ConsoleMedia> m_console;
    RenewalRequest m_request;
};

void tst_RebuildMediaTools::init()
{
    m_lab = std::make_unique<LabRecipe>();
    m_console = std::make_unique<ConsoleMedia>(*m_lab);
    m_console->write(ConsoleMedia::variables(), SealAlgorithm::Aes256);
    m_request = {};
    m_request.path = m_lab->path("old.iso");
    m_request.password = ConsoleMedia::password();
    m_request.site = &m_lab->site;
    m_request.draft.certificate = CertificateDraft();
    m_request.draft.certificate->expireTime = nextYear;
}

void tst_RebuildMediaTools::everythingElseStays_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("disc") << QByteArray("old.iso");
    QTest::newRow("folder") << QByteArray("console");
}

void tst_RebuildMediaTools::everythingElseStays()
{
    QFETCH(QByteArray, source);
    m_request.path = m_lab->path(source);
    const auto built = rebuild();
    QVERIFY2(built, built ? "" : qPrintable(built.error().message));
    QCOMPARE(built->certificateExpires, nextYear);
    QCOMPARE(built->registration, QStringLiteral("Registered."));
    QCOMPARE(built->verification, BuildReport::Verification::Equal);
    const auto media = inspectMedia(m_lab->path("new.iso"), m_request.password);
    QVERIFY2(media, media ? "" : qPrintable(media.error().message));
    QStringList names;
    for (const auto &variable : media->variables.all()) {
        names.append(variable.name);
        if (!variable.name.contains(QLatin1String("Media")) || variable.name.contains(u"Boot"))
            QCOMPARE(variable.value.text(),
                     ConsoleMedia::variables().find(variable.name)->value.text());
    }
    QStringList before;
    const auto theirs = ConsoleMedia::variables();
    for (const auto &variable : theirs.all())
        before.append(variable.name);
    QCOMPARE(names, before);
    QCOMPARE(media->variables.version(), QStringLiteral("5.00.9128.1000"));
    QCOMPARE(media->certificate->notAfter(), nextYear);
    QCOMPARE(media->manifest->certificateExpires, nextYear);
    QCOMPARE(media->manifest->mediaGuid, built->mediaGuid);
    QCOMPARE(media->manifest->bootImagePackage, QStringLiteral("OLD00001"));
    QCOMPARE(media->manifest->architecture, QStringLiteral("x64"));
    QCOMPARE(m_lab->site.registrations[0].mediaGuid, built->mediaGuid);

    const auto old = openMedia(m_request.path);
    const auto fresh = openMedia(m_lab->path("new.iso"));
    for (const auto &entry : old->entries()) {
        const auto *there = fresh->find(entry.path);
        QVERIFY2(there, qPrintable(entry.path));
        if (!entry.isFolder && entry.path != u"SMS/data/Variables.dat")
            QCOMPARE(*there->content.readAll(), *entry.content.readAll());
    }
    const auto sealed = fresh->find(QStringLiteral("SMS/data/Variables.dat"))->content.readAll();
    QCOMPARE(readSealHeader(*sealed)->algorithm, SealAlgorithm::Aes256);
    Control control;
    QVERIFY(verifyMedia(m_lab->path("new.iso"), control)->isGood());
}

void tst_RebuildMediaTools::bootImagesOfTheDisc()
{
    QVERIFY(rebuild());
    const auto boot = readDiscBoot(*FileImage::open(m_lab->path("new.iso")));
    QVERIFY(boot);
    QCOMPARE(boot->bios, m_console->biosImage);
    QCOMPARE(boot->efi, m_console->efiImage);
}

void tst_RebuildMediaTools::bootImagesForAFolder()
{
    m_request.path = m_lab->path("console");
    QVERIFY(rebuild());
    const auto boot = readDiscBoot(*FileImage::open(m_lab->path("new.iso")));
    QVERIFY(boot);
    QVERIFY(boot->bios.contains("BOOTMGR"));
    QVERIFY(boot->efi.contains(noise(100'000, 9)));
}

void tst_RebuildMediaTools::canBeRenewedInPlaceThen()
{
    QVERIFY(rebuild());
    m_request.path = m_lab->path("new.iso");
    m_request.draft = {};
    m_request.draft.label = QStringLiteral("In place");
    Control control;
    const auto renewed = renewMedia(m_request, m_lab->chance, control);
    QVERIFY2(renewed, renewed ? "" : qPrintable(renewed.error().message));
    QVERIFY(verifyMedia(m_request.path, control)->isGood());
    const auto media = inspectMedia(m_request.path, m_request.password);
    QCOMPARE(media->volumeLabel, QStringLiteral("In place"));
    QCOMPARE(media->variables.find(u"_SMSTSFirstSecret")->value.text(),
             QStringLiteral("first & foremost"));
}

void tst_RebuildMediaTools::newPasswordAndLabel()
{
    m_lab->put("console/autorun.inf", "[AutoRun]\r\nicon=x.ico\r\nLabel=Old\r\n");
    m_console->pack();
    m_request.draft.passwordProtected = true;
    m_request.draft.label = QStringLiteral("Branch 12");
    m_request.secrets.password = Secret(QStringLiteral("nine grey geese in Gothenburg"));
    QVERIFY(rebuild());
    const auto media = inspectMedia(m_lab->path("new.iso"), m_request.secrets.password);
    QVERIFY2(media, media ? "" : qPrintable(media.error().message));
    QCOMPARE(media->mediaLabel, QStringLiteral("Branch 12"));
    const auto tree = openMedia(m_lab->path("new.iso"));
    QCOMPARE(*tree->find(QStringLiteral("autorun.inf"))->content.readAll(),
             QByteArray("[AutoRun]\r\nicon=x.ico\r\nLabel=Branch 12\r\n"));
    QCOMPARE(*tree->find(QStringLiteral("SMS/data/TsmBootstrap.ini"))->content.readAll(),
             m_console->ini);
}

void tst_RebuildMediaTools::bootFilesComeFirst()
{
    m_lab->put("console/aaa/extra.bin", noise(1000, 11));
    m_console->pack();
    QVERIFY(rebuild());
    const auto manifest = inspectMedia(m_lab->path("new.iso"), m_request.password)->manifest;
    const auto place = [&](const QString &path) {
        qsizetype at = 0;
        while (manifest->files.value(at).path != path && at < manifest->files.size())
            ++at;
        return at;
    };
    QVERIFY(place(QStringLiteral("bootmgr")) < place(QStringLiteral("sources/boot.wim")));
    QVERIFY(place(QStringLiteral("sources/boot.wim")) < place(QStringLiteral("aaa/extra.bin")));
    QVERIFY(place(QStringLiteral("aaa/extra.bin")) < manifest->files.size());
}

void tst_RebuildMediaTools::refused_data()
{
    using Spoil = std::function<void(RenewalRequest &)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("why");
    QTest::newRow("password") << Spoil([](RenewalRequest &request) { request.password = {}; })
                              << Error::Kind::WrongPassword
                              << QStringLiteral(
                                     "The media are protected, and their password was not given.");
    QTest::newRow("two management points")
        << Spoil([](RenewalRequest &request) {
               request.draft.managementPoints = {QStringLiteral("http://mp01.lab.example"),
                                                 QStringLiteral("http://mp03.lab.example")};
           })
        << Error::Kind::InvalidInput
        << QStringLiteral("managementPoints: Site-based media use exactly one "
                          "management point, but 2 are chosen. Remove the "
                          "others, or make dynamic media.");
}

void tst_RebuildMediaTools::refused()
{
    QFETCH(std::function<void(RenewalRequest &)>, spoil);
    QFETCH(Error::Kind, kind);
    QFETCH(QString, why);
    spoil(m_request);
    const auto built = rebuild();
    QVERIFY(!built);
    QCOMPARE(built.error().kind, kind);
    QCOMPARE(built.error().message,
             QStringLiteral("Cannot renew \"%1\". %2").arg(m_request.path, why));
    QVERIFY(!QFile::exists(m_lab->path("new.iso")));
}

void tst_RebuildMediaTools::siteIsDown()
{
    m_lab->site.isDown = true;
    QCOMPARE(rebuild().error().kind, Error::Kind::Network);
    QVERIFY(!QFile::exists(m_lab->path("new.iso")));
    QVERIFY(!QFile::exists(m_lab->path("new.iso.part")));
}

void tst_RebuildMediaTools::cancelled()
{
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(rebuild(Control(stop.get_token())).error().kind, Error::Kind::Cancelled);
    QVERIFY(!QFile::exists(m_lab->path("new.iso")));
    QVERIFY(!QFile::exists(m_lab->path("new.iso.part")));
}

QTEST_GUILESS_MAIN(tst_RebuildMediaTools)
#include "tst_RebuildMediaTools.moc"
