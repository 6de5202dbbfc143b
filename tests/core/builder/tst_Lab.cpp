// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Embedded.h"
#include "core/builder/Lab.h"
#include "core/builder/LabBootImage.h"
#include "core/site/LabSite.h"
#include "core/wim/EmptyWim.h"
#include "core/wim/WimReader.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

const QStringList labNames{
    QStringLiteral("boot.wim"), QStringLiteral("recipe.json"), QStringLiteral("site.json")};

} // namespace

//! The training lab: complete, always the same, and careful with what is there already.
class LabTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesThreeFiles();
    void makesTheFolder();
    void secondRunKeepsEverything();
    void olderBootImageIsReplaced();
    void otherFileIsRefused_data();
    void otherFileIsRefused();
    void folderThatCannotBeMade();
    void cancelled();
    void bootImageIsTheSameEveryTime();
    void bootImageHasEverything_data();
    void bootImageHasEverything();
    void bootImageSaysWhatItIs();
    void bootProgramsAreProgramsForUefi_data();
    void bootProgramsAreProgramsForUefi();
    void bootSdiSumsToZero();
    void onlyTheBootImage();

private:
    QString inLab(const QString &name) const { return m_folder->filePath(name); }
    QStringList listing() const
    {
        return QDir(m_folder->path())
            .entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
    }
    Result<void> write()
    {
        Control control;
        return writeLab(m_folder->path(), control);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void LabTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void LabTest::writesThreeFiles()
{
    QVERIFY(write());
    QCOMPARE(listing(), labNames);
    const auto image = labBootImage();
    QVERIFY(image);
    QCOMPARE(contentOf(inLab(QStringLiteral("boot.wim"))), *image);
    QCOMPARE(contentOf(inLab(QStringLiteral("site.json"))), labProfileJson());
    QCOMPARE(contentOf(inLab(QStringLiteral("recipe.json"))), labRecipeJson());
}

void LabTest::makesTheFolder()
{
    Control control;
    QVERIFY(writeLab(inLab(QStringLiteral("new/deep")), control));
    QVERIFY(QFile::exists(inLab(QStringLiteral("new/deep/recipe.json"))));
}

void LabTest::secondRunKeepsEverything()
{
    QVERIFY(write());
    const QDateTime old(QDate(2001, 1, 1), QTime(1, 0), Qt::UTC);
    for (const auto &name : labNames) {
        QFile file(inLab(name));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(old, QFileDevice::FileModificationTime));
    }
    QVERIFY(write());
    for (const auto &name : labNames)
        QCOMPARE(QFileInfo(inLab(name)).lastModified(), old);
}

void LabTest::olderBootImageIsReplaced()
{
    EmptyWimOptions options;
    options.name = QString::fromUtf16(labImageName);
    options.version = QStringLiteral("10.0.1.1");
    options.language = QStringLiteral("en-US");
    options.time = QDateTime(QDate(2025, 1, 1), QTime(0, 0), Qt::UTC);
    put(inLab(QStringLiteral("boot.wim")), emptyWim(options));
    QVERIFY(write());
    QCOMPARE(contentOf(inLab(QStringLiteral("boot.wim"))), *labBootImage());
}

void LabTest::otherFileIsRefused_data()
{
    EmptyWimOptions options;
    options.name = QStringLiteral("Boot image (x64)");
    options.version = QStringLiteral("10.0.26100.1");
    options.language = QStringLiteral("en-US");
    options.time = QDateTime(QDate(2025, 1, 1), QTime(0, 0), Qt::UTC);
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("a site's boot image") << labNames.at(0) << emptyWim(options);
    QTest::newRow("a recipe that somebody changed") << labNames.at(1) << labRecipeJson() + '\n';
    QTest::newRow("another profile, same size")
        << labNames.at(2) << QByteArray(labProfileJson().size(), ' ');
}

void LabTest::otherFileIsRefused()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    put(inLab(name), content);
    const auto written = write();
    QVERIFY(!written);
    QCOMPARE(written.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(
        written.error().message,
        QStringLiteral(
            "Cannot write \"%1\". Another file is there, which the training lab would replace. "
            "Choose an empty folder, or move the file away.")
            .arg(inLab(name)));
    QCOMPARE(listing(), QStringList{name});
    QCOMPARE(contentOf(inLab(name)), content);
}

void LabTest::folderThatCannotBeMade()
{
    put(inLab(QStringLiteral("file")), "x");
    Control control;
    const auto path = inLab(QStringLiteral("file/lab"));
    const auto written = writeLab(path, control);
    QVERIFY(!written);
    QCOMPARE(written.error().kind, Error::Kind::AccessDenied);
    QCOMPARE(written.error().message, QStringLiteral("Cannot make the folder \"%1\".").arg(path));
}

void LabTest::cancelled()
{
    std::stop_source stop;
    stop.request_stop();
    Control control(stop.get_token());
    const auto written = writeLab(m_folder->path(), control);
    QVERIFY(!written);
    QCOMPARE(written.error().kind, Error::Kind::Cancelled);
    QCOMPARE(listing(), QStringList());
}

void LabTest::bootImageIsTheSameEveryTime()
{
    const auto first = labBootImage();
    QTest::qWait(1100); // a clock in it would show
    const auto second = labBootImage();
    QVERIFY(first && second);
    QCOMPARE(*first, *second);
}

void LabTest::bootImageHasEverything_data()
{
    QTest::addColumn<QByteArray>("expected"); // empty: some text
    const auto row = [](const char *path, const QByteArray &expected = {}) {
        QTest::newRow(path) << expected;
    };
    row("Windows/Boot/EFI/bootmgfw.efi", embeddedFile("bootmgfw.efi"));
    row("Windows/Boot/EFI/bootmgr.efi", embeddedFile("bootmgr.efi"));
    row("Windows/Boot/EFI/boot.stl");
    row("Windows/Boot/EFI_EX/bootmgfw_EX.efi", embeddedFile("bootmgfw_EX.efi"));
    row("Windows/Boot/EFI_EX/bootmgr_EX.efi", embeddedFile("bootmgr_EX.efi"));
    row("Windows/Boot/PCAT/bootmgr", embeddedFile("labmgr.bin"));
    row("Windows/Boot/Fonts/wgl4_boot.ttf");
    row("Windows/Boot/Fonts/segmono_boot.ttf");
    row("Windows/Boot/Fonts/segoe_slboot.ttf");
    row("Windows/Boot/Fonts/segoen_slboot.ttf");
    row("Windows/Boot/Fonts_EX/wgl4_boot_EX.ttf");
    row("Windows/System32/boot/winload.efi");
    row("Windows/System32/boot/winload.exe");
    row("sms/bin/x64/TsmBootstrap.exe");
    row("Windows/System32/DriverStore/FileRepository/labnet.inf_amd64_0c1d2e3f4a5b6c7d/labnet.inf");
    row("Windows/System32/DriverStore/FileRepository/labstor.inf_amd64_7d6c5b4a3f2e1d0c/"
        "labstor.inf");
}

void LabTest::bootImageHasEverything()
{
    QFETCH(QByteArray, expected);
    auto reader = WimReader::openBytes(*labBootImage(), QStringLiteral("boot.wim"));
    QVERIFY(reader);
    QVERIFY(reader->selectImage(1));
    const auto *entry = reader->find(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(entry);
    const auto content = reader->read(*entry);
    QVERIFY(content);
    if (expected.isEmpty())
        QVERIFY(content->contains("raining lab"));
    else
        QCOMPARE(*content, expected);
}

void LabTest::bootImageSaysWhatItIs()
{
    const auto reader = WimReader::openBytes(*labBootImage(), QStringLiteral("boot.wim"));
    QVERIFY(reader);
    QCOMPARE(reader->bootIndex(), 1);
    QCOMPARE(reader->images().size(), 1);
    const auto &image = reader->images().first();
    QCOMPARE(image.name, QStringLiteral("Bootwright training lab (x64)"));
    QCOMPARE(image.arch, 9);
    QCOMPARE(image.major, 10);
    QCOMPARE(image.build, 26100);
    QCOMPARE(image.edition, QStringLiteral("WindowsPE"));
}

void LabTest::bootProgramsAreProgramsForUefi_data()
{
    QTest::addColumn<QByteArray>("signer");
    QTest::newRow("bootmgfw.efi") << QByteArray("2011");
    QTest::newRow("bootmgr.efi") << QByteArray("2011");
    QTest::newRow("bootmgfw_EX.efi") << QByteArray("2023");
    QTest::newRow("bootmgr_EX.efi") << QByteArray("2023");
}

// Microsoft's PE format: e_lfanew at 0x3C; Machine at +4, the optional header at +24, Subsystem at +68 of that.
void LabTest::bootProgramsAreProgramsForUefi()
{
    QFETCH(QByteArray, signer);
    const auto program = embeddedFile(QTest::currentDataTag());
    QVERIFY(program.size() > 0x200);
    QCOMPARE(program.first(2), QByteArray("MZ"));
    const auto header = qsizetype(le<quint32>(program, 0x3C));
    QCOMPARE(program.mid(header, 4), QByteArray("PE\0\0", 4));
    QCOMPARE(le<quint16>(program, header + 4), quint16(0x8664));
    QCOMPARE(le<quint16>(program, header + 24 + 68), quint16(10));
    QVERIFY(program.contains(signer));
    QVERIFY(program.contains(QTest::currentDataTag()));
    QVERIFY(!program.contains("Microsoft"));
}

void LabTest::bootSdiSumsToZero()
{
    auto reader = WimReader::openBytes(*labBootImage(), QStringLiteral("boot.wim"));
    QVERIFY(reader && reader->selectImage(1));
    const auto *entry = reader->find(u"\\sms\\boot\\boot.sdi");
    QVERIFY(entry);
    const auto sdi = reader->read(*entry);
    QVERIFY(sdi);
    QCOMPARE(sdi->first(8), QByteArray("$SDI0001"));
    quint8 sum = 0;
    for (const char c : sdi->first(512))
        sum = quint8(sum + quint8(c));
    QCOMPARE(sum, quint8(0));
}

void LabTest::onlyTheBootImage()
{
    Control control;
    const auto path = inLab(QStringLiteral("lab.wim"));
    QVERIFY(writeLabBootImage(path, control));
    QCOMPARE(contentOf(path), *labBootImage());
    QCOMPARE(listing(), QStringList{QStringLiteral("lab.wim")});
}

QTEST_GUILESS_MAIN(LabTest)
#include "tst_Lab.moc"
