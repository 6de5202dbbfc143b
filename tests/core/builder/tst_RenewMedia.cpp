// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/builder/FolderRenewal.h"
#include "core/image/Fat32.h"
#include "core/image/Gpt.h"
#include "core/image/Iso9660.h"
#include "core/image/RenewalJournal.h"
#include "core/image/Udf.h"
#include "core/image/openImageStore.h"
#include "core/image/readImage.h"
#include "support/ImageFixtures.h"
#include "support/RenewedLab.h"

#include <QTest>

using namespace bootwright;

namespace {

const QDateTime nextYear(QDate(2028, 5, 1), QTime(12, 0), Qt::UTC);

Secret secret(const char *text)
{
    return Secret(QString::fromUtf8(text));
}

QStringList namesOf(const MediaVariables &variables)
{
    QStringList names;
    for (const auto &variable : variables.all())
        names.append(variable.name);
    return names;
}

QString valueOf(const MediaReport &media, QStringView name)
{
    const auto *variable = media.variables.find(name);
    return variable ? variable->value.text() : QStringLiteral("(none)");
}

} // namespace

class tst_RenewMedia : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void newDates_data();
    void newDates();
    void pkiCertificate();
    void newPassword();
    void noPassword();
    void firstPassword();
    void newLabel();
    void unattendedStaysMarked();
    void managementPoints();
    void siteBasedHasOne();
    void variables();
    void nothingElseChanges();
    void staysReproducible();
    void interruptedIsFinishedFirst();
    void folderKilledAfterEveryStep();
    void nothingToDo();
    void rules_data();
    void rules();
    void wrongPassword_data();
    void wrongPassword();
    void siteIsDown_data();
    void siteIsDown();
    void cancelled_data();
    void cancelled();
    void noRoom();
    void dataInTheBootImage();
    void withoutManifest_data();
    void withoutManifest();
    void twoAtOnce_data();
    void twoAtOnce();
    void notRegisteredWithoutSite();

private:
    //! Renews a file or a folder, as the row says.
    void choosePlace(bool isFolder)
    {
        if (isFolder)
            m_media->request.path = m_media->unpack();
    }
    static void addPlaces()
    {
        QTest::addColumn<bool>("isFolder");
        QTest::newRow("image") << false;
        QTest::newRow("folder") << true;
    }
    //! Everything that is on the media: to see that nothing changed.
    QByteArray state() const
    {
        const auto tree = openMedia(m_media->request.path);
        QByteArray all;
        for (const auto &entry : tree->entries())
            all += entry.path.toUtf8() + '\n'
                   + (entry.isFolder ? QByteArray() : *entry.content.readAll());
        return all;
    }

    std::unique_ptr<RenewedLab> m_media;
};

void tst_RenewMedia::init()
{
    m_media = std::make_unique<RenewedLab>();
    m_media->lab.draft.variables = {{QStringLiteral("OSDTech"), QStringLiteral("anna"), false},
                                    {QStringLiteral("OSDJoinPassword"), {}, true}};
    m_media->lab.secrets.hidden[QStringLiteral("OSDJoinPassword")] = secret("hidden value");
    m_media->build();
}

void tst_RenewMedia::newDates_data()
{
    addPlaces();
}

void tst_RenewMedia::newDates()
{
    QFETCH(bool, isFolder);
    choosePlace(isFolder);
    const auto before = m_media->inspect(m_media->request.password);
    m_media->request.draft.certificate = RenewedLab::until(nextYear);
    const auto renewed = m_media->renew();
    QVERIFY2(renewed, renewed ? "" : qPrintable(renewed.error().message));
    QVERIFY(renewed->isEqual);
    QVERIFY(!renewed->wasFinished);
    QCOMPARE(renewed->certificateExpires, nextYear);
    QCOMPARE(renewed->registration, QStringLiteral("Registered."));
    QVERIFY(renewed->writtenSize > 0 && renewed->writtenSize < 100'000);

    const auto after = m_media->inspect(m_media->request.password);
    QVERIFY(after);
    QCOMPARE(after->certificate->notAfter(), nextYear);
    QCOMPARE(after->certificate->notBefore(), m_media->lab.chance.now());
    QCOMPARE(after->certificate->subject(), QStringLiteral("CN=") + renewed->mediaGuid);
    QCOMPARE(valueOf(*after, u"_SMSMediaGuid"), renewed->mediaGuid);
    QCOMPARE(after->manifest->mediaGuid, renewed->mediaGuid);
    QCOMPARE(after->manifest->certificateExpires, nextYear);
    QCOMPARE(after->manifest->renewedAt, m_media->lab.chance.now());
    QCOMPARE(after->manifest->madeAt, before->manifest->madeAt);
    QCOMPARE(namesOf(after->variables), namesOf(before->variables));
    QCOMPARE(m_media->lab.site.registrations.size(), size_t(1));
    QCOMPARE(m_media->lab.site.registrations[0].mediaGuid, renewed->mediaGuid);
    QCOMPARE(m_media->lab.site.registrations[0].certificateDer, after->certificate->der());
    QVERIFY(m_media->verify().isGood());
    QVERIFY(m_media->verify().foreign.isEmpty());
    const auto card = openMedia(m_media->request.path)
                          ->find(QStringLiteral("Bootwright/bench-card.html"))
                          ->content.readAll();
    QVERIFY(card->contains("2028-05-01"));
}

void tst_RenewMedia::pkiCertificate()
{
    // media with a PKI certificate get the next one
    auto certificate =
        MediaCertificate::selfSigned(QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E0C0DE"),
                                     m_media->lab.chance.now().addDays(-1),
                                     nextYear,
                                     m_media->lab.chance);
    m_media->lab.put("media.pfx", *certificate->pfx(secret("pfx password"), m_media->lab.chance));
    auto &draft = m_media->lab.draft;
    draft.managementPoints = {QStringLiteral("https://mp02.lab.example")};
    draft.security.certificate.type = CertificateType::Pki;
    draft.security.certificate.file = m_media->lab.path("media.pfx");
    m_media->lab.secrets.pfxPassword = secret("pfx password");
    m_media->build();
    m_media->request.draft.certificate = draft.security.certificate;
    m_media->request.secrets.pfxPassword = secret("pfx password");
    const auto renewed = m_media->renew();
    QVERIFY2(renewed, renewed ? "" : qPrintable(renewed.error().message));
    QCOMPARE(m_media->inspect(m_media->request.password)->certificate->der(), certificate->der());
    QVERIFY(m_media->lab.site.registrations[0].certificateType == CertificateType::Pki);
    QVERIFY(m_media->verify().isGood());
}

void tst_RenewMedia::newPassword()
{
    m_media->request.draft.passwordProtected = true;
    m_media->request.secrets.password = secret("nine grey geese in Gothenburg");
    const auto renewed = m_media->renew();
    QVERIFY2(renewed, renewed ? "" : qPrintable(renewed.error().message));
    QVERIFY(renewed->registration.isEmpty());
    QVERIFY(m_media->lab.site.registrations.empty());
    QCOMPARE(m_media->inspect(m_media->request.password).error().kind, Error::Kind::WrongPassword);
    const auto after = m_media->inspect(m_media->request.secrets.password);
    QVERIFY(after);
    QCOMPARE(after->passwordRequired, std::optional(true));
    QCOMPARE(valueOf(*after, u"OSDJoinPassword"), QStringLiteral("hidden value"));
    QVERIFY(m_media->verify().isGood());
}

void tst_RenewMedia::noPassword()
{
    m_media->request.draft.passwordProtected = false;
    QVERIFY(m_media->renew());
    const auto after = m_media->inspect({});
    QVERIFY(after);
    QCOMPARE(after->variablesState, MediaReport::Variables::Open);
    QCOMPARE(after->passwordRequired, std::optional(false));
    QVERIFY(m_media->verify().isGood());
}

void tst_RenewMedia::firstPassword()
{
    m_media->lab.draft.security.passwordProtected = false;
    m_media->lab.secrets.password = {};
    m_media->build();
    m_media->request.draft.passwordProtected = true;
    m_media->request.secrets.password = secret("nine grey geese in Gothenburg");
    m_media->request.password = secret("given, though there is none");
    QVERIFY(m_media->renew());
    QVERIFY(m_media->inspect(m_media->request.secrets.password));
    QVERIFY(m_media->verify().isGood());
}

void tst_RenewMedia::newLabel()
{
    m_media->lab.draft.target.includeAutorun = true;
    m_media->build();
    m_media->request.draft.label = QStringLiteral("Größe 東京 2028");
    const auto renewed = m_media->renew();
    QVERIFY2(renewed, renewed ? "" : qPrintable(renewed.error().message));
    QVERIFY(renewed->files.contains(QStringLiteral("autorun.inf")));
    const auto after = m_media->inspect(m_media->request.password);
    QCOMPARE(after->mediaLabel, QStringLiteral("Größe 東京 2028"));
    QCOMPARE(after->volumeLabel, QStringLiteral("Größe 東京 2028"));
    QCOMPARE(after->manifest->label, QStringLiteral("Größe 東京 2028"));
    QCOMPARE(valueOf(*after, u"_SMSTSDiskLabel1"), QStringLiteral("Größe 東京 2028"));
    const auto image = FileImage::open(m_media->iso());
    QCOMPARE(readIso9660Label(*image), QStringLiteral("Gr__e __ 2028"));
    const auto volume = readPartitions(*image).front();
    QCOMPARE(readFatLabel(PartOfImage(*image, volume.offset, volume.size)),
             QStringLiteral("GR_SSE __ 2"));
    QVERIFY(m_media->verify().isGood());
}

void tst_RenewMedia::unattendedStaysMarked()
{
    m_media->lab.draft.allowUnattended = true;
    m_media->build();
    m_media->request.draft.label = QStringLiteral("Night shift");
    QVERIFY(m_media->renew());
    const auto after = m_media->inspect(m_media->request.password);
    QCOMPARE(after->mediaLabel, QStringLiteral("Night shift UNATTENDED"));
    QCOMPARE(after->unattended, std::optional(true));
}

void tst_RenewMedia::managementPoints()
{
    m_media->request.draft.managementPoints = {QStringLiteral("http://mp02.lab.example"),
                                               QStringLiteral("http://mp09.lab.example")};
    m_media->request.site = nullptr;
    const auto renewed = m_media->renew();
    QVERIFY2(renewed, renewed ? "" : qPrintable(renewed.error().message));
    QVERIFY(renewed->warnings.isEmpty());
    const auto after = m_media->inspect(m_media->request.password);
    QCOMPARE(valueOf(*after, u"SMSTSLocationMPs"),
             QStringLiteral("http://mp02.lab.example*http://mp09.lab.example"));
    // with the site at hand it is known which there are
    m_media->request.site = &m_media->lab.site;
    QCOMPARE(m_media->renew()->warnings,
             QStringList({QStringLiteral("The site does not list the management point "
                                         "\"http://mp02.lab.example\". Check its name."),
                          QStringLiteral("The site does not list the management point "
                                         "\"http://mp09.lab.example\". Check its name.")}));
}

void tst_RenewMedia::siteBasedHasOne()
{
    m_media->lab.draft.mediaMode = MediaMode::SiteBased;
    m_media->build();
    m_media->request.draft.managementPoints = {QStringLiteral("http://mp03.lab.example")};
    QVERIFY(m_media->renew());
    const auto after = m_media->inspect(m_media->request.password);
    QCOMPARE(valueOf(*after, u"SMSTSMP"), QStringLiteral("http://mp03.lab.example"));
    QCOMPARE(valueOf(*after, u"SMSTSLocationMPs"), QStringLiteral("(none)"));
    m_media->request.draft.managementPoints.append(QStringLiteral("http://mp01.lab.example"));
    const auto two = m_media->renew();
    QVERIFY(!two);
    QCOMPARE(two.error().message,
             QStringLiteral("Cannot renew \"%1\". managementPoints: Site-based media use exactly "
                            "one management point, but 2 are chosen. Remove the others, or make "
                            "dynamic media.")
                 .arg(m_media->iso()));
}

void tst_RenewMedia::variables()
{
    auto &draft = m_media->request.draft;
    draft.variables = {{QStringLiteral("osdtech"), QStringLiteral("bert"), false},
                       {QStringLiteral("Floor"), QStringLiteral("3"), false},
                       {QStringLiteral("Pin"), {}, true}};
    draft.removedVariables = {QStringLiteral("OSDJOINPASSWORD")};
    m_media->request.secrets.hidden[QStringLiteral("Pin")] = secret("4711");
    QVERIFY(m_media->renew());
    const auto after = m_media->inspect(m_media->request.password);
    QCOMPARE(valueOf(*after, u"OSDTech"), QStringLiteral("bert"));
    QCOMPARE(valueOf(*after, u"Floor"), QStringLiteral("3"));
    QCOMPARE(valueOf(*after, u"Pin"), QStringLiteral("4711"));
    QCOMPARE(valueOf(*after, u"OSDJoinPassword"), QStringLiteral("(none)"));
    QVERIFY(m_media->verify().isGood());
}

void tst_RenewMedia::nothingElseChanges()
{
    const auto before = openMedia(m_media->iso());
    QHash<QString, QByteArray> contents;
    for (const auto &entry : before->entries())
        contents.insert(entry.path, entry.isFolder ? QByteArray() : *entry.content.readAll());
    m_media->request.draft.managementPoints = {QStringLiteral("http://mp02.lab.example")};
    QCOMPARE(m_media->renew()->files,
             QStringList({QStringLiteral("SMS/data/Variables.dat"),
                          QStringLiteral("Bootwright/bench-card.html"),
                          QStringLiteral("Bootwright/manifest.json")}));
    QStringList changed;
    const auto after = openMedia(m_media->iso());
    QCOMPARE(after->entries().size(), before->entries().size());
    for (const auto &entry : after->entries()) {
        if (!entry.isFolder && *entry.content.readAll() != contents.value(entry.path))
            changed.append(entry.path);
    }
    changed.sort();
    QCOMPARE(changed,
             QStringList({QStringLiteral("Bootwright/bench-card.html"),
                          QStringLiteral("Bootwright/manifest.json"),
                          QStringLiteral("SMS/data/Variables.dat")}));
}

void tst_RenewMedia::staysReproducible()
{
    const auto renew = [](RenewedLab &media) {
        media.build();
        media.request.draft.certificate = RenewedLab::until(nextYear);
        media.request.draft.label = QStringLiteral("Same");
        return media.renew().has_value();
    };
    RenewedLab one;
    RenewedLab other;
    QVERIFY(renew(one) && renew(other));
    QCOMPARE(RenewedLab::hashOfFile(one.iso()), RenewedLab::hashOfFile(other.iso()));
}

void tst_RenewMedia::interruptedIsFinishedFirst()
{
    // as a killed renewal leaves it: the journal counts, the blocks are old
    const auto copy = m_media->lab.path("copy.iso");
    QVERIFY(QFile::copy(m_media->iso(), copy));
    m_media->request.draft.label = QStringLiteral("Renewed");
    QVERIFY(m_media->renew());
    ImageOverlay::Blocks blocks;
    {
        const auto old = FileImage::open(copy);
        const auto fresh = FileImage::open(m_media->iso());
        for (quint64 block = 0; block < old->size() / 2048; ++block) {
            const auto bytes = *fresh->read(block * 2048, 2048);
            if (bytes != *old->read(block * 2048, 2048))
                blocks.emplace(block, bytes);
        }
        auto writable = openImageStore(copy);
        QVERIFY(RenewalJournal::prepare(**writable, blocks));
        const auto head = *(*writable)->read(RenewalJournal::kStart, 2048);
        QByteArray valid = head;
        putLe<quint32>(valid, 8, quint32(blocks.size()));
        const auto bodySize = (1 + blocks.size()) * 2048;
        putBytes(valid, 16, sha256(*(*writable)->read(RenewalJournal::kStart + 2048, bodySize)));
        putBytes(valid, 48, sha256(valid.first(48)));
        QVERIFY((*writable)->write(RenewalJournal::kStart, valid));
    }
    m_media->request.path = copy;
    QCOMPARE(m_media->inspect(m_media->request.password)->volumeLabel, QStringLiteral("Renewed"));
    QVERIFY(m_media->verify().isGood());
    const auto untouched = RenewedLab::hashOfFile(copy); // looking changes nothing
    QVERIFY(untouched != RenewedLab::hashOfFile(m_media->iso()));

    m_media->request.draft = {};
    const auto finished = m_media->renew();
    QVERIFY(finished);
    QVERIFY(finished->wasFinished);
    QCOMPARE(RenewedLab::hashOfFile(copy), RenewedLab::hashOfFile(m_media->iso()));
    QVERIFY(!*finishRenewal(copy));
}

void tst_RenewMedia::folderKilledAfterEveryStep()
{
    // the new files, the list, and as many of them moved as the killed program came to
    const auto folder = m_media->unpack();
    m_media->request.path = folder;
    const auto old = state();
    m_media->request.draft.label = QStringLiteral("Renewed");
    const auto renewed = m_media->renew();
    const auto fresh = state();
    const auto moved = renewed->files;
    std::map<QString, std::pair<QByteArray, QByteArray>> versions; // old, new
    QVERIFY(QDir(folder).removeRecursively());
    m_media->unpack();
    const auto read = [&](const QString &path) {
        QFile file(folder + u'/' + path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    for (const auto &path : moved)
        versions[path].first = read(path);
    QVERIFY(m_media->renew());
    for (const auto &path : moved)
        versions[path].second = read(path);
    const auto json = QStringLiteral("{\"renewalVersion\":1,\"files\":[\"%1\"]}")
                          .arg(moved.join(QStringLiteral("\",\"")))
                          .toUtf8();
    for (qsizetype done = -1; done <= moved.size(); ++done) {
        QVERIFY(QDir(folder).removeRecursively());
        m_media->unpack();
        for (qsizetype i = 0; i < moved.size(); ++i) {
            const auto &[before, after] = versions[moved[i]];
            const auto path =
                i < done ? moved[i].toUtf8() : "Bootwright/renewal/" + QByteArray::number(i);
            m_media->lab.put("tree/" + path, after);
        }
        m_media->lab.put("tree/Bootwright/renewal/1.XyZ", "half a file");
        if (done >= 0)
            m_media->lab.put("tree/Bootwright/renewal/list.json", json);
        QCOMPARE(state(), done < 0 ? old : fresh); // as it is read
        QVERIFY(m_media->verify().isGood());
        QVERIFY(m_media->verify().foreign.isEmpty());
        QCOMPARE(*finishRenewal(folder), done >= 0);
        QCOMPARE(state(), done < 0 ? old : fresh); // as it is
        QVERIFY(done < 0 || !QFile::exists(folder + QStringLiteral("/Bootwright/renewal")));
    }
}

void tst_RenewMedia::nothingToDo()
{
    const auto before = RenewedLab::hashOfFile(m_media->iso());
    const auto renewed = m_media->renew();
    QVERIFY(renewed);
    QVERIFY(!renewed->wasFinished && renewed->files.isEmpty());
    QCOMPARE(RenewedLab::hashOfFile(m_media->iso()), before);
}

void tst_RenewMedia::rules_data()
{
    QTest::addColumn<std::function<void(RenewalDraft &)>>("spoil");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, std::function<void(RenewalDraft &)> spoil, QString why) {
        QTest::newRow(name) << spoil << why;
    };
    row(
        "expired",
        [](RenewalDraft &draft) {
            draft.certificate =
                RenewedLab::until(QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC));
        },
        QStringLiteral("security.certificate.expireTime: The media certificate expired on "
                       "2020-01-01. Choose a later day."));
    row(
        "no such PFX",
        [](RenewalDraft &draft) {
            draft.certificate =
                CertificateDraft{CertificateType::Pki, {}, {}, QStringLiteral("/x")};
            draft.managementPoints = {QStringLiteral("https://mp02.lab.example")};
        },
        QStringLiteral("security.certificate.file: Cannot find the certificate \"/x\"."));
    row(
        "no new password",
        [](RenewalDraft &draft) { draft.passwordProtected = true; },
        QStringLiteral("security.password: The media are to be protected, but no password was "
                       "given. Give one, or do not protect them."));
    row(
        "label",
        [](RenewalDraft &draft) { draft.label = QString(33, u'x'); },
        QStringLiteral("label: The media label \"%1\" has 33 characters. At most 32 fit on a disc.")
            .arg(QString(33, u'x')));
    row(
        "HTTPS with a self-signed certificate",
        [](RenewalDraft &draft) {
            draft.managementPoints = {QStringLiteral("https://mp02.lab.example")};
        },
        QStringLiteral("managementPoints[0]: The management point \"https://mp02.lab.example\" "
                       "speaks HTTPS, which needs a PKI certificate. Choose one that speaks HTTP, "
                       "or import a certificate."));
    row(
        "reserved name",
        [](RenewalDraft &draft) {
            draft.variables = {{QStringLiteral("_SMSTSSiteCode"), QStringLiteral("x"), false}};
        },
        QStringLiteral("variables[0].name: The variable name \"_SMSTSSiteCode\" begins with an "
                       "underscore. Configuration Manager keeps these names for itself; choose "
                       "another one."));
    row(
        "hidden without value",
        [](RenewalDraft &draft) {
            draft.variables = {{QStringLiteral("Pin"), {}, true}};
        },
        QStringLiteral("variables[0].value: The variable \"Pin\" is hidden, and its value was not "
                       "given. Give it apart from the recipe."));
    row(
        "not there to remove",
        [](RenewalDraft &draft) { draft.removedVariables = {QStringLiteral("_SMSTSSiteCode")}; },
        QStringLiteral("variables: There is no variable \"_SMSTSSiteCode\" of yours to remove on "
                       "the media. \"bootwright-cli inspect\" lists them."));
}

void tst_RenewMedia::rules()
{
    QFETCH(std::function<void(RenewalDraft &)>, spoil);
    QFETCH(QString, message);
    const auto before = RenewedLab::hashOfFile(m_media->iso());
    spoil(m_media->request.draft);
    const auto renewed = m_media->renew();
    QVERIFY(!renewed);
    QCOMPARE(renewed.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(renewed.error().message,
             QStringLiteral("Cannot renew \"%1\". %2").arg(m_media->iso(), message));
    QCOMPARE(RenewedLab::hashOfFile(m_media->iso()), before);
}

void tst_RenewMedia::wrongPassword_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("why");
    QTest::newRow("wrong") << QStringLiteral("wrong")
                           << QStringLiteral("The password is not that of the media.");
    QTest::newRow("none") << QString()
                          << QStringLiteral(
                                 "The media are protected, and their password was not given.");
}

void tst_RenewMedia::wrongPassword()
{
    QFETCH(QString, password);
    QFETCH(QString, why);
    m_media->request.password = Secret(password);
    m_media->request.draft.label = QStringLiteral("x");
    const auto renewed = m_media->renew();
    QVERIFY(!renewed);
    QCOMPARE(renewed.error().kind, Error::Kind::WrongPassword);
    QCOMPARE(renewed.error().message,
             QStringLiteral("Cannot renew \"%1\". %2").arg(m_media->iso(), why));
}

void tst_RenewMedia::siteIsDown_data()
{
    addPlaces();
}

void tst_RenewMedia::siteIsDown()
{
    QFETCH(bool, isFolder);
    choosePlace(isFolder);
    const auto before = state();
    const auto bytes = isFolder ? QByteArray() : RenewedLab::hashOfFile(m_media->iso());
    m_media->lab.site.isDown = true;
    m_media->request.draft.certificate = RenewedLab::until(nextYear);
    const auto renewed = m_media->renew();
    QVERIFY(!renewed);
    QCOMPARE(renewed.error().kind, Error::Kind::Network);
    QCOMPARE(state(), before);
    QVERIFY(m_media->verify().isGood());
    if (isFolder)
        QVERIFY(!QFile::exists(m_media->request.path + QStringLiteral("/Bootwright/renewal")));
    else
        QCOMPARE(RenewedLab::hashOfFile(m_media->iso()), bytes);
}

void tst_RenewMedia::cancelled_data()
{
    addPlaces();
}

void tst_RenewMedia::cancelled()
{
    QFETCH(bool, isFolder);
    choosePlace(isFolder);
    const auto before = state();
    std::stop_source stop;
    stop.request_stop();
    m_media->request.draft.label = QStringLiteral("x");
    const auto renewed = m_media->renew(Control(stop.get_token()));
    QVERIFY(!renewed);
    QCOMPARE(renewed.error().kind, Error::Kind::Cancelled);
    QCOMPARE(state(), before);
}

void tst_RenewMedia::noRoom()
{
    const auto before = RenewedLab::hashOfFile(m_media->iso());
    m_media->request.draft.variables = {
        {QStringLiteral("Large"), QString(50'000, u'x'), false}}; // 100 KB in UTF-16
    const auto renewed = m_media->renew();
    QVERIFY(!renewed);
    QCOMPARE(renewed.error().kind, Error::Kind::NoSpace);
    QCOMPARE(renewed.error().message,
             QStringLiteral("Cannot renew \"%1\". There is not enough free room behind a file that "
                            "has to grow. Make new media of its files: --output names the new ISO.")
                 .arg(m_media->iso()));
    QCOMPARE(RenewedLab::hashOfFile(m_media->iso()), before);
}

void tst_RenewMedia::dataInTheBootImage()
{
    m_media->lab.draft.bootImage.embedMediaData = true;
    m_media->build();
    m_media->request.draft.label = QStringLiteral("x");
    const auto renewed = m_media->renew();
    QVERIFY(!renewed);
    QCOMPARE(renewed.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(renewed.error().message,
             QStringLiteral("Cannot renew \"%1\". Its boot image holds the media's data too, which "
                            "cannot change in place. Make the media again from their recipe.")
                 .arg(m_media->iso()));
}

void tst_RenewMedia::withoutManifest_data()
{
    addPlaces();
}

void tst_RenewMedia::withoutManifest()
{
    QFETCH(bool, isFolder);
    if (isFolder) {
        choosePlace(true);
        QVERIFY(QFile::remove(m_media->request.path + QStringLiteral("/Bootwright/manifest.json")));
    } else {
        const auto tree = openMedia(m_media->iso());
        FileTree bare;
        for (const auto &entry : tree->entries()) {
            if (!entry.isFolder && entry.path != manifestPath())
                QVERIFY(bare.addFile(entry.path, ContentSource::bytes(*entry.content.readAll())));
        }
        m_media->lab.put("bare.iso", imageOf(bare, fixedOptions()));
        m_media->request.path = m_media->lab.path("bare.iso");
    }
    m_media->request.draft.label = QStringLiteral("x");
    const auto renewed = m_media->renew();
    QVERIFY(!renewed);
    QCOMPARE(renewed.error().kind, Error::Kind::Unsupported);
    QCOMPARE(renewed.error().message,
             QStringLiteral("Cannot renew \"%1\". Only media that Bootwright laid out can change "
                            "where they are. Make new media of its files: --output names the new "
                            "ISO.")
                 .arg(m_media->request.path));
}

void tst_RenewMedia::twoAtOnce_data()
{
    addPlaces();
}

void tst_RenewMedia::twoAtOnce()
{
    QFETCH(bool, isFolder);
    choosePlace(isFolder);
    std::unique_ptr<ImageStore> image;
    std::optional<FolderRenewal> folder;
    if (isFolder)
        folder.emplace(std::move(*FolderRenewal::open(m_media->request.path)));
    else
        image = std::move(*openImageStore(m_media->iso()));
    m_media->request.draft.label = QStringLiteral("x");
    const auto renewed = m_media->renew();
    QVERIFY(!renewed);
    QCOMPARE(renewed.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(renewed.error().message,
             QStringLiteral("Cannot write \"%1\". Another program is writing it right now.")
                 .arg(m_media->request.path));
}

void tst_RenewMedia::notRegisteredWithoutSite()
{
    m_media->request.site = nullptr;
    m_media->request.draft.certificate = RenewedLab::until(nextYear);
    QCOMPARE(m_media->renew()->registration,
             QStringLiteral("The new certificate is not registered, because its site is not at "
                            "hand. Register it before the media are used."));
}

QTEST_GUILESS_MAIN(tst_RenewMedia)
#include "tst_RenewMedia.moc"
