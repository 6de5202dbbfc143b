// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A thousand random renewals of one image, judged by other people's programs.
#include "core/base/Digest.h"
#include "core/builder/Manifest.h"
#include "core/image/Fat32.h"
#include "core/image/Gpt.h"
#include "core/image/Iso9660.h"
#include "core/image/Udf.h"
#include "core/image/readImage.h"
#include "core/recipe/MediaLabel.h"
#include "support/RenewedLab.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

using namespace bootwright;

namespace {

constexpr int rounds = 1000;
constexpr int judgedEvery = 100;

//! What a program says; it has to be there and to succeed.
QByteArray run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForStarted() || !process.waitForFinished(300'000)
        || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        qWarning().noquote() << program << arguments << process.errorString() << process.readAll();
        return {};
    }
    return process.readAll() + ' ';
}

//! Chooses among all that a renewal can change.
class RandomRenewal
{
public:
    explicit RandomRenewal(quint32 seed)
        : m_chance(seed)
    {}

    void choose(RenewalRequest &request, const QStringList &there)
    {
        auto &draft = request.draft;
        draft = {};
        request.secrets = {};
        if (isChosen())
            draft.certificate = RenewedLab::until(
                QDateTime(QDate(2027, 1, 1), QTime(0, 0), Qt::UTC).addDays(number(1, 5000)));
        if (isChosen())
            draft.label = text(1, 32);
        if (isChosen()) {
            draft.passwordProtected = number(0, 3) > 0;
            if (*draft.passwordProtected)
                request.secrets.password = Secret(text(1, 40));
        }
        for (int i = isChosen() ? number(1, 12) : 0; i > 0; --i)
            draft.managementPoints.append(
                QStringLiteral("http://mp%1.%2.example").arg(i).arg(number(0, 1'000'000)));
        for (int i = isChosen() ? number(1, 3) : 0; i > 0; --i)
            draft.variables.append(
                {QStringLiteral("V%1").arg(number(0, 8) * 10 + i), text(0, 900), false});
        if (isChosen() && !there.isEmpty())
            draft.removedVariables.append(there[number(0, int(there.size()) - 1)]);
        for (const auto &variable : draft.variables)
            draft.removedVariables.removeAll(variable.name);
        if (draft.isEmpty())
            draft.label = text(1, 32);
    }

private:
    int number(int least, int most) { return int(m_chance.bounded(least, most + 1)); }
    bool isChosen() { return number(0, 2) == 0; }
    QString text(int least, int most)
    {
        static const QString letters = QStringLiteral("abcXYZ 0189-_.äßЖ漢字]>&<\"'");
        QString result;
        for (int i = number(least, most); i > 0; --i)
            result.append(letters[number(0, int(letters.size()) - 1)]);
        if (least > 0 && result.trimmed().size() != result.size())
            result = result.trimmed() + QStringLiteral("x");
        return result.left(most);
    }

    QRandomGenerator m_chance;
};

//! The hashes of all files below \a folder, by folded path.
QMap<QString, QByteArray> hashesIn(const QString &folder)
{
    QMap<QString, QByteArray> hashes;
    QDirIterator walk(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const auto path = walk.next();
        hashes.insert(QDir(folder).relativeFilePath(path).toCaseFolded(),
                      RenewedLab::hashOfFile(path));
    }
    return hashes;
}

} // namespace

class tst_RenewMediaTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyRenewals();

private:
    void judge();
    void judgeFiles(const QMap<QString, QByteArray> &files);
    void judgeVariables(const MediaReport &media);
    void compareReaders();

    RenewedLab m_media;
};

void tst_RenewMediaTools::manyRenewals()
{
    m_media.build();
    m_media.request.site = nullptr;
    RandomRenewal random(4713);
    QStringList there;
    int renewals = 0;
    for (int round = 1; round <= rounds; ++round) {
        random.choose(m_media.request, there);
        const auto renewed = m_media.renew();
        if (!renewed) {
            // as many variables as the room holds: that is the one thing that may stand in the way
            QCOMPARE(renewed.error().kind, Error::Kind::NoSpace);
        } else {
            QVERIFY(renewed->isEqual);
            ++renewals;
            if (m_media.request.draft.passwordProtected)
                m_media.request.password = m_media.request.secrets.password.clone();
        }
        const auto media = m_media.inspect(m_media.request.password);
        QVERIFY2(media, media ? "" : qPrintable(media.error().message));
        there.clear();
        for (const auto &variable : media->variables.all()) {
            if (variable.name.startsWith(u'V'))
                there.append(variable.name);
        }
        compareReaders();
        if (round % judgedEvery == 0)
            judge();
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY2(renewals > rounds * 9 / 10, qPrintable(QString::number(renewals)));
}

//! UDF, ISO9660 and FAT32 show the same small files, and those of the manifest.
void tst_RenewMediaTools::compareReaders()
{
    const auto image = FileImage::open(m_media.iso());
    QVERIFY(image);
    const auto udf = readUdf(*image);
    const auto iso = readIso9660(*image);
    const auto volume = readPartitions(*image).front();
    const auto fat = readFat(PartOfImage(*image, volume.offset, volume.size));
    QVERIFY(udf && iso && fat);
    const auto manifest = readManifest(*udf->find(manifestPath())->content.readAll());
    QVERIFY(manifest);
    for (const auto &file : manifest->files) {
        for (const auto *tree : {&*udf, &*iso, &*fat}) {
            const auto *entry = tree->find(file.path);
            QVERIFY2(entry && entry->content.size() == file.size, qPrintable(file.path));
            QCOMPARE(sha256(*entry->content.readAll()), file.sha256);
        }
    }
}

void tst_RenewMediaTools::judge()
{
    const auto media = m_media.inspect(m_media.request.password);
    QVERIFY(media && media->manifest);
    const auto iso = m_media.iso();
    QVERIFY(
        run(QStringLiteral("sgdisk"), {QStringLiteral("-v"), iso}).contains("No problems found"));
    QVERIFY(run(QStringLiteral("udfinfo"), {iso})
                .contains("\nlabel=" + isoLabel(media->manifest->label).toUtf8() + '\n'));
    QVERIFY(!run(QStringLiteral("isoinfo"), {QStringLiteral("-d"), QStringLiteral("-i"), iso})
                 .isEmpty());
    QMap<QString, QByteArray> files;
    for (const auto &file : media->manifest->files)
        files.insert(file.path.toCaseFolded(), file.sha256);
    judgeFiles(files);
    judgeVariables(*media);
}

void tst_RenewMediaTools::judgeFiles(const QMap<QString, QByteArray> &files)
{
    const auto image = FileImage::open(m_media.iso());
    const auto volume = readPartitions(*image).front();
    const auto partition = m_media.lab.path("partition.img");
    QVERIFY(!run(QStringLiteral("dd"),
                 {QStringLiteral("if=") + m_media.iso(),
                  QStringLiteral("of=") + partition,
                  QStringLiteral("bs=1M"),
                  QStringLiteral("conv=sparse"),
                  QStringLiteral("iflag=skip_bytes,count_bytes"),
                  QStringLiteral("skip=%1").arg(volume.offset),
                  QStringLiteral("count=%1").arg(volume.size)})
                 .isEmpty());
    QVERIFY(!run(QStringLiteral("fsck.fat"), {QStringLiteral("-n"), partition}).isEmpty());
    const auto to = m_media.lab.path("judged");
    const QList<std::pair<QString, QStringList>> readers{
        {QStringLiteral("7z"),
         {QStringLiteral("x"), QStringLiteral("-tudf"), QStringLiteral("-o") + to, m_media.iso()}},
        {QStringLiteral("7z"),
         {QStringLiteral("x"), QStringLiteral("-tiso"), QStringLiteral("-o") + to, m_media.iso()}},
        {QStringLiteral("xorriso"),
         {QStringLiteral("-osirrox"),
          QStringLiteral("on"),
          QStringLiteral("-indev"),
          m_media.iso(),
          QStringLiteral("-extract"),
          QStringLiteral("/"),
          to}},
        {QStringLiteral("mcopy"),
         {QStringLiteral("-s"),
          QStringLiteral("-n"),
          QStringLiteral("-i"),
          partition,
          QStringLiteral("::*"),
          to}}};
    for (const auto &[program, arguments] : readers) {
        QDir(to).removeRecursively();
        QVERIFY(QDir().mkpath(to));
        QVERIFY(!run(program, arguments).isEmpty());
        auto found = hashesIn(to);
        found.remove(QStringLiteral("bootwright/manifest.json"));
        found.removeIf([](const auto &file) { return file.key().startsWith(u"[boot]"); });
        QCOMPARE(found, files);
    }
}

void tst_RenewMediaTools::judgeVariables(const MediaReport &media)
{
    const auto tree = openMedia(m_media.iso());
    m_media.lab.put("Variables.dat",
                    *tree->find(QStringLiteral("SMS/data/Variables.dat"))->content.readAll());
    QStringList arguments{QStringLiteral(TEST_DATA "/../support/read_variables.py"),
                          m_media.lab.path("Variables.dat")};
    if (media.passwordRequired.value_or(false)) {
        m_media.lab.put("password.txt", m_media.request.password.utf8().toByteArray());
        arguments << QStringLiteral("--password-file") << m_media.lab.path("password.txt");
    }
    const auto json = QJsonDocument::fromJson(run(QStringLiteral("/usr/bin/python3"), arguments));
    const auto read = json.object().value(u"variables").toArray();
    QCOMPARE(size_t(read.size()), media.variables.all().size());
    for (const auto &pair : read) {
        const auto *variable = media.variables.find(pair.toArray()[0].toString());
        QVERIFY(variable);
        QCOMPARE(variable->value.text(), pair.toArray()[1].toString());
    }
}

QTEST_GUILESS_MAIN(tst_RenewMediaTools)
#include "tst_RenewMediaTools.moc"
