// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/builder/Manifest.h"
#include "core/builder/verifyMedia.h"
#include "support/ImageFixtures.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_VerifyMedia : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void goodFolder();
    void goodImage();
    void missingChangedForeign();
    void otherCase();
    void sameSizeOtherBytes();
    void folderInPlaceOfAFile();
    void noManifest();
    void damagedManifest();
    void newerManifest();
    void nothingThere();
    void noFileSystem();
    void cancelled();
    void progress();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void put(const QString &name, const QByteArray &bytes)
    {
        QDir().mkpath(QFileInfo(path(name)).absolutePath());
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    Result<VerifyReport> verify() const
    {
        Control control;
        return verifyMedia(m_folder->path(), control);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    Manifest m_manifest;
};

void tst_VerifyMedia::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_manifest = {};
    const QList<std::pair<QString, QByteArray>> files{
        {QStringLiteral("boot/bcd"), "store"},
        {QStringLiteral("sources/boot.wim"), noise(3_MiB + 5, 1)},
        {QStringLiteral("leer.txt"), {}},
        {QStringLiteral("Größe 日本.txt"), "names"}};
    for (const auto &[name, bytes] : files) {
        put(name, bytes);
        m_manifest.files.append({name, quint64(bytes.size()), sha256(bytes)});
    }
    put(manifestPath(), writeManifest(m_manifest));
}

void tst_VerifyMedia::goodFolder()
{
    const auto report = verify();
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QVERIFY(report->isGood());
    QCOMPARE(report->files, quint64(4));
    QCOMPARE(report->bytes, 3_MiB + 5 + 5 + 5);
    QVERIFY(report->foreign.isEmpty());
}

void tst_VerifyMedia::goodImage()
{
    const auto tree = openMedia(m_folder->path());
    QVERIFY(tree);
    const auto image = imageOf(*tree, fixedOptions());
    QVERIFY(!image.isEmpty());
    QTemporaryDir other;
    QFile file(other.filePath(QStringLiteral("out.iso")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(image) == image.size());
    file.close();
    Control control;
    const auto report = verifyMedia(file.fileName(), control);
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QVERIFY(report->isGood());
    QCOMPARE(report->files, quint64(4));
}

void tst_VerifyMedia::missingChangedForeign()
{
    QVERIFY(QFile::remove(path(QStringLiteral("leer.txt"))));
    put(QStringLiteral("boot/bcd"), "longer store");
    put(QStringLiteral("notes/mine.txt"), "x");
    const auto report = verify();
    QVERIFY(report);
    QVERIFY(!report->isGood());
    QCOMPARE(report->missing, QStringList(QStringLiteral("leer.txt")));
    QCOMPARE(report->changed, QStringList(QStringLiteral("boot/bcd")));
    QCOMPARE(report->foreign, QStringList(QStringLiteral("notes/mine.txt")));
    QCOMPARE(report->files, quint64(2));
}

void tst_VerifyMedia::otherCase()
{
    QVERIFY(QFile::rename(path(QStringLiteral("boot")), path(QStringLiteral("x"))));
    QVERIFY(QFile::rename(path(QStringLiteral("x")), path(QStringLiteral("BOOT"))));
    const auto report = verify();
    QVERIFY(report);
    QVERIFY(report->isGood());
    QVERIFY(report->foreign.isEmpty());
}

void tst_VerifyMedia::sameSizeOtherBytes()
{
    auto bytes = noise(3_MiB + 5, 1);
    bytes[bytes.size() - 1] = char(bytes.back() ^ 1);
    put(QStringLiteral("sources/boot.wim"), bytes);
    const auto report = verify();
    QVERIFY(report);
    QCOMPARE(report->changed, QStringList(QStringLiteral("sources/boot.wim")));
}

void tst_VerifyMedia::folderInPlaceOfAFile()
{
    QVERIFY(QFile::remove(path(QStringLiteral("leer.txt"))));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("leer.txt")));
    const auto report = verify();
    QVERIFY(report);
    QCOMPARE(report->missing, QStringList(QStringLiteral("leer.txt")));
}

void tst_VerifyMedia::noManifest()
{
    QVERIFY(QFile::remove(path(manifestPath())));
    const auto report = verify();
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::NotFound);
    QCOMPARE(report.error().message,
             QStringLiteral("Cannot verify \"%1\". It carries no manifest: it was not made by "
                            "Bootwright.")
                 .arg(m_folder->path()));
}

void tst_VerifyMedia::damagedManifest()
{
    put(manifestPath(), "{");
    const auto report = verify();
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::Corrupt);
    QCOMPARE(report.error().message,
             QStringLiteral("Cannot verify \"%1\". The manifest of the media is damaged.")
                 .arg(m_folder->path()));
}

void tst_VerifyMedia::newerManifest()
{
    put(manifestPath(), "{\"manifestVersion\": 99}");
    const auto report = verify();
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::Unsupported);
}

void tst_VerifyMedia::nothingThere()
{
    Control control;
    const auto report = verifyMedia(path(QStringLiteral("none.iso")), control);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::NotFound);
}

void tst_VerifyMedia::noFileSystem()
{
    put(QStringLiteral("text.iso"), QByteArray(100'000, 'x'));
    Control control;
    const auto report = verifyMedia(path(QStringLiteral("text.iso")), control);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::Unsupported);
}

void tst_VerifyMedia::cancelled()
{
    std::stop_source stop;
    stop.request_stop();
    Control control(stop.get_token());
    const auto report = verifyMedia(m_folder->path(), control);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::Cancelled);
}

void tst_VerifyMedia::progress()
{
    Progress last;
    Control control({}, [&](const Progress &progress) { last = progress; });
    QVERIFY(verifyMedia(m_folder->path(), control));
    QCOMPARE(last.done, 3_MiB + 5 + 5 + 5);
    QCOMPARE(last.done, last.total);
}

QTEST_GUILESS_MAIN(tst_VerifyMedia)
#include "tst_VerifyMedia.moc"
