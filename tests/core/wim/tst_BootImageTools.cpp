// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/BootImage.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace bootwright;

namespace {

//! The files of an image by path.
using Files = QMap<QString, QByteArray>;
//! What makes a test's image differ from the one of Configuration Manager.
using Change = std::function<void(Files &)>;

const QString efi = QStringLiteral("Windows/Boot/EFI/");
const QString efiEx = QStringLiteral("Windows/Boot/EFI_EX/");
const QString dvd = QStringLiteral("Windows/Boot/DVD/");
const QString sdi = QStringLiteral("sms/boot/boot.sdi");
const QString shippedSdi =
    QStringLiteral("The boot.sdi of \"%1\" is not the one that Microsoft ships.");

QByteArray loader(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA "/loaders/%1.efi").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! x64, as Configuration Manager makes it of the ADK's: no DVD folder, but \sms.
Files configMgrImage()
{
    const auto plain = loader(QStringLiteral("2011-x64"));
    const QString system = QStringLiteral("Windows/System32/");
    const QString store = system + QStringLiteral("DriverStore/FileRepository/");
    return {
        {efi + QStringLiteral("bootmgfw.efi"), plain},
        {efi + QStringLiteral("bootmgr.efi"), plain},
        {efi + QStringLiteral("boot.stl"), "stl"},
        {QStringLiteral("Windows/Boot/PCAT/bootmgr"), "16-bit code"},
        {QStringLiteral("Windows/Boot/Fonts/wgl4_boot.ttf"), "wgl4"},
        {QStringLiteral("Windows/Boot/Fonts/segoe_slboot.ttf"), "segoe"},
        {QStringLiteral("Windows/Boot/Fonts/readme.txt"), "no font"},
        {QStringLiteral("Windows/Boot/Resources/bootres.dll"), "bootres"},
        {system + QStringLiteral("boot/winload.efi"), "winload"},
        {system + QStringLiteral("boot/winload.exe"), "winload"},
        {system + QStringLiteral("winload.efi"), "winload"},
        {store + QStringLiteral("netvnd.inf_amd64_00aa/netvnd.sys"), "driver"},
        {store + QStringLiteral("netvnd.inf_amd64_11bb/netvnd.sys"), "driver"},
        {store + QStringLiteral("Disk.inf_amd64_22cc/disk.sys"), "driver"},
        {store + QStringLiteral("strange/file"), "no package"},
        {QStringLiteral("Windows/INF/oem0.inf"), "inf"},
        {QStringLiteral("Windows/INF/machine.inf"), "inf"},
        {sdi, "$SDI0001 of sms"},
        {QStringLiteral("sms/bin/x64/TsmBootstrap.exe"), "bootstrap"},
        {QStringLiteral("sms/bin/x64/00000409/tsres.dll"), "texts"},
        {QStringLiteral("sms/bin/i386/TsmBootstrap.exe"), "bootstrap of x86"},
    };
}

//! An update of April 2024 or later was applied.
void service(Files &files)
{
    const auto ex = loader(QStringLiteral("2023-x64"));
    files[efiEx + QStringLiteral("bootmgfw_EX.efi")] = ex;
    files[efiEx + QStringLiteral("bootmgr_EX.efi")] = ex + '\0'; // a byte more, to tell them apart
    files[QStringLiteral("Windows/Boot/Fonts_EX/wgl4_boot_EX.ttf")] = "wgl4 of 2023";
}

//! What Setup and the recovery environment have.
void addDvd(Files &files)
{
    files[dvd + QStringLiteral("EFI/en-US/efisys.bin")] = "efisys with prompt";
    files[dvd + QStringLiteral("EFI/en-US/efisys_noprompt.bin")] = "efisys";
    files[dvd + QStringLiteral("EFI/boot.sdi")] = "$SDI0001 of DVD/EFI";
    files[dvd + QStringLiteral("PCAT/boot.sdi")] = "$SDI0001 of DVD/PCAT";
    files[dvd + QStringLiteral("PCAT/etfsboot.com")] = "etfsboot";
}

void addDvdEx(Files &files)
{
    files[QStringLiteral("Windows/Boot/DVD_EX/EFI/en-US/efisys_EX.bin")] =
        "efisys of 2023 with prompt";
    files[QStringLiteral("Windows/Boot/DVD_EX/EFI/en-US/efisys_noprompt_EX.bin")] =
        "efisys of 2023";
}

//! Every boot manager is \a name of tests/data/loaders.
Change managersOf(const QString &name)
{
    return [name](Files &files) {
        files[efi + QStringLiteral("bootmgfw.efi")] = loader(name);
        files[efi + QStringLiteral("bootmgr.efi")] = loader(name);
    };
}

Change without(const QString &path)
{
    return [path](Files &files) { files.remove(path); };
}

QList<QByteArray> fontContents(const QList<std::pair<QString, QByteArray>> &fonts)
{
    QList<QByteArray> found;
    for (const auto &[name, bytes] : fonts)
        found.append(name.toUtf8() + '=' + bytes);
    return found;
}

//! True for a value; an error is shown.
template<typename T>
bool isThere(const Result<T> &result)
{
    if (!result)
        qWarning("%s", qPrintable(result.error().message));
    return result.has_value();
}

} // namespace

//! Boot images of every shape, made by wimlib-imagex of stand-ins.
class tst_BootImageTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsConfigMgrImage();
    void readsSetupImage();
    void picksTheImage();
    void readsOtherArchitectures_data();
    void readsOtherArchitectures();
    void asksTheLoaderWhenTheXmlIsSilent();
    void findsLowerCase();
    void listsFiles();
    void refusesToOpen_data();
    void refusesToOpen();
    void choosesSigner_data();
    void choosesSigner();
    void takesFilesOfOneGeneration_data();
    void takesFilesOfOneGeneration();
    void refusesSigner_data();
    void refusesSigner();
    void findsBootSdi_data();
    void findsBootSdi();
    void refusesUserBootSdi_data();
    void refusesUserBootSdi();
    void knowsWhatIsMissing_data();
    void knowsWhatIsMissing();

private:
    QString wim() const { return m_folder->filePath(QStringLiteral("boot.wim")); }
    QStringList x64() const
    {
        return {QStringLiteral("WINDOWS/ARCH=9"),
                QStringLiteral("WINDOWS/VERSION/MAJOR=10"),
                QStringLiteral("WINDOWS/VERSION/MINOR=0"),
                QStringLiteral("WINDOWS/VERSION/BUILD=26100"),
                QStringLiteral("WINDOWS/VERSION/SPBUILD=1")};
    }
    bool imagex(const QStringList &arguments);
    bool
    addImage(const Files &files, const QStringList &properties, const QStringList &options = {});
    Result<BootImage> make(const QList<Change> &changes);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_BootImageTools::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

bool tst_BootImageTools::imagex(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("wimlib-imagex"), arguments);
    const bool ended = process.waitForFinished(60000);
    if (ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return true;
    qWarning("wimlib-imagex: %s", ended ? process.readAll().constData() : "cannot be run");
    return false;
}

//! Makes boot.wim, or adds an image to it.
bool tst_BootImageTools::addImage(const Files &files,
                                  const QStringList &properties,
                                  const QStringList &options)
{
    QDir tree(m_folder->filePath(QStringLiteral("tree")));
    tree.removeRecursively();
    if (!tree.mkpath(QStringLiteral(".")))
        return false;
    for (auto it = files.begin(); it != files.end(); ++it) {
        QFile file(tree.filePath(it.key()));
        if (!tree.mkpath(QFileInfo(it.key()).path()) || !file.open(QIODevice::WriteOnly)
            || file.write(it.value()) != it.value().size())
            return false;
    }
    const bool isNew = !QFile::exists(wim());
    QStringList arguments{isNew ? QStringLiteral("capture") : QStringLiteral("append"),
                          tree.path(),
                          wim(),
                          isNew ? QStringLiteral("Windows PE") : QStringLiteral("Windows Setup")};
    if (isNew)
        arguments.append(QStringLiteral("--compress=LZX"));
    for (const auto &property : properties)
        arguments.append(QStringLiteral("--image-property=") + property);
    return imagex(arguments + options);
}

//! The x64 image of Configuration Manager with \a changes.
Result<BootImage> tst_BootImageTools::make(const QList<Change> &changes)
{
    auto files = configMgrImage();
    for (const auto &change : changes)
        change(files);
    if (!addImage(files, x64(), {QStringLiteral("--boot")}))
        return Error{Error::Kind::Device, QStringLiteral("No image was made."), {}};
    return BootImage::open(wim());
}

void tst_BootImageTools::readsConfigMgrImage()
{
    const auto image = make({});
    QVERIFY(isThere(image));
    QCOMPARE(architectureName(image->architecture()), QStringLiteral("x64"));
    QCOMPARE(efiLoaderName(image->architecture()), QStringLiteral("bootx64.efi"));
    QCOMPARE(image->version(), QStringLiteral("10.0.26100.1"));
    QCOMPARE(image->build(), 26100);
    QCOMPARE(image->language(), QStringLiteral("en-US"));
    QCOMPARE(image->name(), QStringLiteral("Windows PE"));
    QCOMPARE(image->imageIndex(), 1);
    QCOMPARE(image->size(), quint64(QFileInfo(wim()).size()));
    QVERIFY(image->startsOnBios());
    QCOMPARE(image->drivers(),
             QStringList({QStringLiteral("Disk.inf"),
                          QStringLiteral("netvnd.inf"),
                          QStringLiteral("oem0.inf")}));

    QCOMPARE(image->loaders().size(), 3);
    const auto &manager = image->loaders().at(0);
    QCOMPARE(manager.path, QStringLiteral("Windows\\Boot\\EFI\\bootmgfw.efi"));
    QCOMPARE(manager.role, QStringLiteral("boot manager (UEFI)"));
    QCOMPARE(manager.size, quint64(loader(QStringLiteral("2011-x64")).size()));
    QVERIFY(manager.signature.signer == LoaderSigner::Microsoft2011);
    QVERIFY(manager.signature.digestMatches);
    QCOMPARE(image->loaders().at(2).role, QStringLiteral("boot manager (BIOS)"));

    const auto files = image->bootFiles(SignerChoice::Auto);
    QVERIFY(isThere(files));
    QCOMPARE(files->used, SignerChoice::Microsoft2011);
    QCOMPARE(files->bootmgfw, loader(QStringLiteral("2011-x64")));
    QCOMPARE(files->bootmgrEfi, loader(QStringLiteral("2011-x64")));
    QCOMPARE(files->bootmgr, "16-bit code");
    QCOMPARE(files->bootSdi, "$SDI0001 of sms");
    QCOMPARE(files->bootStl, "stl");
    QCOMPARE(files->bootresDll, "bootres");
    QCOMPARE(files->efisys, QByteArray());
    QCOMPARE(files->etfsboot, QByteArray());
    const QList<QByteArray> fonts{"segoe_slboot.ttf=segoe", "wgl4_boot.ttf=wgl4"};
    QCOMPARE(fontContents(files->uefiFonts), fonts);
    QCOMPARE(fontContents(files->biosFonts), fonts);
    QCOMPARE(files->winloadEfi, QStringLiteral("\\windows\\system32\\boot\\winload.efi"));
    QCOMPARE(files->winloadExe, QStringLiteral("\\windows\\system32\\boot\\winload.exe"));
    QCOMPARE(files->warnings, QStringList{shippedSdi.arg(wim())});
}

void tst_BootImageTools::readsSetupImage()
{
    auto files = configMgrImage();
    files.remove(sdi);
    QVERIFY(addImage({{QStringLiteral("Windows/nothing.txt"), "first image"}}, x64()));
    addDvd(files);
    QVERIFY(addImage(files,
                     x64() + QStringList{QStringLiteral("WINDOWS/LANGUAGES/DEFAULT=de-DE")},
                     {QStringLiteral("--boot")}));
    const auto image = BootImage::open(wim());
    QVERIFY(isThere(image));
    QCOMPARE(image->imageIndex(), 2);
    QCOMPARE(image->name(), QStringLiteral("Windows Setup"));
    QCOMPARE(image->language(), QStringLiteral("de-DE"));
    const auto found = image->bootFiles(SignerChoice::Auto);
    QVERIFY(isThere(found));
    QCOMPARE(found->efisys, "efisys");
    QCOMPARE(found->etfsboot, "etfsboot");
    QCOMPARE(found->bootSdi, "$SDI0001 of DVD/PCAT");

    const auto first = BootImage::open(wim(), 1);
    QVERIFY(!first);
    QCOMPARE(kindName(first.error().kind), QStringLiteral("NotFound"));
}

void tst_BootImageTools::picksTheImage()
{
    const auto message = [&](int index) {
        const auto image = BootImage::open(wim(), index);
        return image ? image->name()
                     : QStringLiteral("%1: %2").arg(kindName(image.error().kind),
                                                    image.error().message);
    };
    QVERIFY(addImage(configMgrImage(), x64()));
    QCOMPARE(message(0), QStringLiteral("Windows PE")); // the only one need not be marked
    QVERIFY(addImage(configMgrImage(), x64()));
    QCOMPARE(message(0),
             QStringLiteral("InvalidInput: \"%1\" holds 2 images and none is marked for booting. "
                            "Choose one by its number.")
                 .arg(wim()));
    QCOMPARE(message(1), QStringLiteral("Windows PE"));
    QCOMPARE(message(2), QStringLiteral("Windows Setup"));
    const QString none = QStringLiteral("NotFound: \"%1\" has no image %2; it holds 2.");
    QCOMPARE(message(3), none.arg(wim()).arg(3));
    QCOMPARE(message(-1), none.arg(wim()).arg(-1));
}

void tst_BootImageTools::readsOtherArchitectures_data()
{
    QTest::addColumn<QString>("arch");
    QTest::addColumn<QString>("manager");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("efiName");
    QTest::addColumn<QString>("smsBin");
    QTest::addColumn<bool>("bios");
    const auto row = [](const QString &name,
                        const QString &arch,
                        const QString &manager,
                        const QString &efiName,
                        const QString &smsBin,
                        bool bios) {
        QTest::newRow(qPrintable(name)) << arch << manager << name << efiName << smsBin << bios;
    };
    row(QStringLiteral("x86"),
        QStringLiteral("0"),
        QStringLiteral("2011-x86"),
        QStringLiteral("bootia32.efi"),
        QStringLiteral("sms\\bin\\i386"),
        true);
    row(QStringLiteral("arm64"),
        QStringLiteral("12"),
        QStringLiteral("2023-arm64"),
        QStringLiteral("bootaa64.efi"),
        QStringLiteral("sms\\bin\\arm64"),
        false);
}

void tst_BootImageTools::readsOtherArchitectures()
{
    QFETCH(QString, arch);
    QFETCH(QString, manager);
    QFETCH(bool, bios);
    auto files = configMgrImage();
    addDvd(files);
    managersOf(manager)(files);
    QVERIFY(addImage(files, {QStringLiteral("WINDOWS/ARCH=") + arch}));
    const auto image = BootImage::open(wim());
    QVERIFY(isThere(image));
    QTEST(architectureName(image->architecture()), "name");
    QTEST(efiLoaderName(image->architecture()), "efiName");
    QTEST(image->smsBinFolder(), "smsBin");
    QCOMPARE(image->startsOnBios(), bios);
    const auto found = image->bootFiles(SignerChoice::Auto);
    QVERIFY(isThere(found));
    QCOMPARE(found->bootmgfw, loader(manager));
    // a stray bootmgr in an arm64 image is of no use
    QCOMPARE(found->bootmgr, bios ? QByteArray("16-bit code") : QByteArray());
    QCOMPARE(found->etfsboot, bios ? QByteArray("etfsboot") : QByteArray());
    QCOMPARE(found->winloadExe.isEmpty(), !bios);
    QCOMPARE(found->biosFonts.isEmpty(), !bios);
}

void tst_BootImageTools::asksTheLoaderWhenTheXmlIsSilent()
{
    auto files = configMgrImage();
    managersOf(QStringLiteral("other-arm64"))(files);
    QVERIFY(addImage(files, {}));
    const auto image = BootImage::open(wim());
    QVERIFY(isThere(image));
    QCOMPARE(architectureName(image->architecture()), QStringLiteral("arm64"));
    QCOMPARE(image->version(), QStringLiteral("0.0.0.0"));
}

void tst_BootImageTools::findsLowerCase()
{
    Files files;
    const auto usual = configMgrImage();
    for (auto it = usual.begin(); it != usual.end(); ++it)
        files.insert(it.key().toLower(), it.value());
    files[QStringLiteral("windows/boot/efi_ex/BOOTMGFW_ex.EFI")] =
        loader(QStringLiteral("2023-x64"));
    files[QStringLiteral("windows/boot/fonts_ex/WGL4_BOOT_ex.TTF")] = "wgl4 of 2023";
    QVERIFY(addImage(files, x64()));
    const auto image = BootImage::open(wim());
    QVERIFY(isThere(image));
    QCOMPARE(image->drivers().size(), 3);
    const auto found = image->bootFiles(SignerChoice::Microsoft2023);
    QVERIFY(isThere(found));
    QCOMPARE(found->bootmgfw, loader(QStringLiteral("2023-x64")));
    QCOMPARE(fontContents(found->uefiFonts),
             QList<QByteArray>({"segoe_slboot.ttf=segoe", "WGL4_BOOT.TTF=wgl4 of 2023"}));
    QCOMPARE(image->files(image->smsBinFolder()).size(), 2);
}

void tst_BootImageTools::listsFiles()
{
    const auto image = make({});
    QVERIFY(isThere(image));
    const auto files = image->files(image->smsBinFolder());
    QCOMPARE(files.size(), 2);
    QCOMPARE(files.at(0).path, QStringLiteral("00000409/tsres.dll"));
    QCOMPARE(files.at(1).path, QStringLiteral("TsmBootstrap.exe"));
    const auto bytes = image->reader().read(*files.at(1).entry);
    QVERIFY(bytes);
    QCOMPARE(*bytes, "bootstrap");
    QVERIFY(image->files(QStringLiteral("sms\\bin\\arm64")).isEmpty());
    QVERIFY(image->files(sdi).isEmpty());
    QCOMPARE(image->files({}).size(), configMgrImage().size());
}

void tst_BootImageTools::refusesToOpen_data()
{
    QTest::addColumn<QString>("arch");
    QTest::addColumn<QList<Change>>("changes");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name,
                        const char *arch,
                        const QList<Change> &changes,
                        const char *kind,
                        const QString &message) {
        QTest::newRow(name) << QString::fromLatin1(arch) << changes << QString::fromLatin1(kind)
                            << message;
    };
    const QString manager = efi + QStringLiteral("bootmgfw.efi");
    row("no boot manager",
        "9",
        {without(manager)},
        "NotFound",
        QStringLiteral("\"%1\" has no boot manager for UEFI (Windows\\Boot\\EFI\\bootmgfw.efi). "
                       "It is not a boot image of Windows."));
    row("contradiction",
        "9",
        {managersOf(QStringLiteral("2011-x86"))},
        "Corrupt",
        QStringLiteral("\"%1\" is for x64, but its boot manager "
                       "\"Windows\\Boot\\EFI\\bootmgfw.efi\" is for x86."));
    row("contradiction of the 2023 boot manager",
        "0",
        {service, managersOf(QStringLiteral("2011-x86"))},
        "Corrupt",
        QStringLiteral("\"%1\" is for x86, but its boot manager "
                       "\"Windows\\Boot\\EFI_EX\\bootmgfw_EX.efi\" is for x64."));
    row("32-bit ARM",
        "5",
        {},
        "Unsupported",
        QStringLiteral("\"%1\" is for a kind of processor that boot media cannot be made for."));
    row("boot manager is text",
        "9",
        {[=](Files &files) { files[manager] = "Hello"; }},
        "InvalidInput",
        QStringLiteral("Cannot read \"Windows\\Boot\\EFI\\bootmgfw.efi\" in \"%1\". "
                       "The file is not a Windows or EFI program."));
    row("boot manager is cut off",
        "9",
        {[=](Files &files) { files[manager].chop(16); }},
        "Corrupt",
        QStringLiteral("Cannot read \"Windows\\Boot\\EFI\\bootmgfw.efi\" in \"%1\". "
                       "The program is damaged."));
    row("itanium boot manager",
        "-1",
        {[=](Files &files) {
            auto &bytes = files[manager];
            const auto pe = bytes.indexOf(QByteArray("PE\0\0", 4));
            bytes[pe + 4] = '\0';
            bytes[pe + 5] = '\2';
        }},
        "Unsupported",
        QStringLiteral("\"%1\" is for a kind of processor that boot media cannot be made for."));
}

void tst_BootImageTools::refusesToOpen()
{
    QFETCH(QString, arch);
    QFETCH(QList<Change>, changes);
    QFETCH(QString, message);
    auto files = configMgrImage();
    for (const auto &change : changes)
        change(files);
    const QStringList properties =
        arch == u"-1" ? QStringList() : QStringList{QStringLiteral("WINDOWS/ARCH=") + arch};
    QVERIFY(addImage(files, properties));
    const auto image = BootImage::open(wim());
    QVERIFY(!image);
    QTEST(kindName(image.error().kind), "kind");
    QCOMPARE(image.error().message, message.arg(wim()));
}

void tst_BootImageTools::choosesSigner_data()
{
    QTest::addColumn<QList<Change>>("changes");
    QTest::addColumn<SignerChoice>("choice");
    QTest::addColumn<SignerChoice>("used");
    QTest::addColumn<QString>("manager");
    QTest::addColumn<QString>("warning");
    const auto row = [](const char *name,
                        const QList<Change> &changes,
                        SignerChoice choice,
                        SignerChoice used,
                        const char *manager,
                        const char *warning = "") {
        QTest::newRow(name) << changes << choice << used << QString::fromLatin1(manager)
                            << QString::fromLatin1(warning);
    };
    const auto automatic = SignerChoice::Auto;
    const auto by2011 = SignerChoice::Microsoft2011;
    const auto by2023 = SignerChoice::Microsoft2023;
    const auto only2023 = managersOf(QStringLiteral("2023-x64"));
    const auto dual = managersOf(QStringLiteral("2011-and-2023-x64"));
    const auto nested = managersOf(QStringLiteral("2011-nested-2023-x64"));
    const auto unsignedPlain = managersOf(QStringLiteral("unsigned-x64"));
    const Change unsignedEx = [](Files &files) {
        files[efiEx + QStringLiteral("bootmgfw_EX.efi")] = loader(QStringLiteral("unsigned-x64"));
    };
    const Change wrongEx = [](Files &files) {
        files[efiEx + QStringLiteral("bootmgfw_EX.efi")] = loader(QStringLiteral("2011-x64"));
    };
    const Change changed = [](Files &files) {
        auto &bytes = files[efi + QStringLiteral("bootmgfw.efi")];
        bytes[30] = char(bytes[30] ^ 1);
    };
    const Change onlyEx = without(efi + QStringLiteral("bootmgfw.efi"));
    row("plain, auto", {}, automatic, by2011, "2011-x64");
    row("plain, 2011", {}, by2011, by2011, "2011-x64");
    row("serviced, auto", {service}, automatic, by2023, "2023-x64");
    row("serviced, 2023", {service}, by2023, by2023, "2023-x64");
    row("serviced, 2011", {service}, by2011, by2011, "2011-x64");
    row("only EX, auto", {service, onlyEx}, automatic, by2023, "2023-x64");
    row("2023 in EFI, auto", {only2023}, automatic, by2023, "2023-x64");
    row("2023 in EFI, 2023", {only2023}, by2023, by2023, "2023-x64");
    row("both in one file, auto", {dual}, automatic, by2023, "2011-and-2023-x64");
    row("both in one file, 2011", {dual}, by2011, by2011, "2011-and-2023-x64");
    row("both in one file, 2023", {dual}, by2023, by2023, "2011-and-2023-x64");
    row("2023 only nested, auto", {nested}, automatic, by2011, "2011-nested-2023-x64");
    row("2011 in EX, auto", {service, wrongEx}, automatic, by2011, "2011-x64");
    row("unsigned, auto",
        {unsignedPlain},
        automatic,
        automatic,
        "unsigned-x64",
        "The boot manager \"Windows\\Boot\\EFI\\bootmgfw.efi\" is not signed. "
        "Machines with Secure Boot will not start it.");
    row("unsigned EX, auto",
        {service, unsignedEx},
        automatic,
        by2023,
        "unsigned-x64",
        "The boot manager \"Windows\\Boot\\EFI_EX\\bootmgfw_EX.efi\" is not signed. "
        "Machines with Secure Boot will not start it.");
    row("only EX, by 2011", {service, onlyEx, wrongEx}, automatic, by2011, "2011-x64");
    row("signed by somebody else",
        {managersOf(QStringLiteral("other-x64"))},
        by2011,
        by2011,
        "other-x64",
        "The boot manager \"Windows\\Boot\\EFI\\bootmgfw.efi\" is signed by \"Somebody Else\", "
        "not by Microsoft. Machines with Secure Boot may not start it.");
    row("changed after signing",
        {changed},
        automatic,
        by2011,
        "",
        "The boot manager \"Windows\\Boot\\EFI\\bootmgfw.efi\" was changed after it was signed. "
        "Machines with Secure Boot will not start it.");
}

void tst_BootImageTools::choosesSigner()
{
    QFETCH(QList<Change>, changes);
    QFETCH(SignerChoice, choice);
    QFETCH(SignerChoice, used);
    QFETCH(QString, manager);
    QFETCH(QString, warning);
    const auto image = make(changes);
    QVERIFY(isThere(image));
    const auto found = image->bootFiles(choice);
    QVERIFY(isThere(found));
    QCOMPARE(found->used, used);
    if (!manager.isEmpty())
        QCOMPARE(found->bootmgfw, loader(manager));
    QStringList warnings{shippedSdi.arg(wim())};
    if (!warning.isEmpty())
        warnings.prepend(warning);
    QCOMPARE(found->warnings, warnings);
}

void tst_BootImageTools::takesFilesOfOneGeneration_data()
{
    QTest::addColumn<QList<Change>>("changes");
    QTest::addColumn<SignerChoice>("choice");
    QTest::addColumn<bool>("bootmgrIsEx");
    QTest::addColumn<QByteArray>("efisys");
    QTest::addColumn<QByteArray>("wgl4");
    const auto row = [](const char *name,
                        const QList<Change> &changes,
                        SignerChoice choice,
                        bool bootmgrIsEx,
                        const QByteArray &efisys,
                        const QByteArray &wgl4) {
        QTest::newRow(name) << changes << choice << bootmgrIsEx << efisys << wgl4;
    };
    const Change promptOnly =
        without(QStringLiteral("Windows/Boot/DVD_EX/EFI/en-US/efisys_noprompt_EX.bin"));
    const auto by2011 = SignerChoice::Microsoft2011;
    const auto by2023 = SignerChoice::Microsoft2023;
    row("2011", {service, addDvd, addDvdEx}, by2011, false, "efisys", "wgl4");
    row("2023", {service, addDvd, addDvdEx}, by2023, true, "efisys of 2023", "wgl4 of 2023");
    row("2023, no DVD_EX", {service, addDvd}, by2023, true, {}, "wgl4 of 2023");
    row("2023, prompt only",
        {service, addDvdEx, promptOnly},
        by2023,
        true,
        "efisys of 2023 with prompt",
        "wgl4 of 2023");
    row("2023, no Fonts_EX",
        {service, without(QStringLiteral("Windows/Boot/Fonts_EX/wgl4_boot_EX.ttf"))},
        by2023,
        true,
        {},
        "wgl4");
    // the plain efisys may well hold a loader of 2011
    row("2023 in EFI", {managersOf(QStringLiteral("2023-x64")), addDvd}, by2023, false, {}, "wgl4");
}

void tst_BootImageTools::takesFilesOfOneGeneration()
{
    QFETCH(QList<Change>, changes);
    QFETCH(SignerChoice, choice);
    QFETCH(bool, bootmgrIsEx);
    QFETCH(QByteArray, wgl4);
    const auto image = make(changes);
    QVERIFY(isThere(image));
    const auto found = image->bootFiles(choice);
    QVERIFY(isThere(found));
    QCOMPARE(found->bootmgrEfi == loader(QStringLiteral("2023-x64")) + '\0', bootmgrIsEx);
    QTEST(found->efisys, "efisys");
    QCOMPARE(fontContents(found->uefiFonts),
             QList<QByteArray>({"segoe_slboot.ttf=segoe", "wgl4_boot.ttf=" + wgl4}));
    QCOMPARE(fontContents(found->biosFonts),
             QList<QByteArray>({"segoe_slboot.ttf=segoe", "wgl4_boot.ttf=wgl4"}));
}

void tst_BootImageTools::refusesSigner_data()
{
    QTest::addColumn<QList<Change>>("changes");
    QTest::addColumn<SignerChoice>("choice");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("present");
    QTest::newRow("2023 of a plain image")
        << QList<Change>{} << SignerChoice::Microsoft2023 << QStringLiteral("Windows UEFI CA 2023")
        << QStringLiteral(
               "Windows\\Boot\\EFI\\bootmgfw.efi (Microsoft Windows Production PCA 2011)");
    QTest::newRow("2023 of an unsigned image")
        << QList<Change>{managersOf(QStringLiteral("unsigned-x64"))} << SignerChoice::Microsoft2023
        << QStringLiteral("Windows UEFI CA 2023")
        << QStringLiteral("Windows\\Boot\\EFI\\bootmgfw.efi (not signed)");
    QTest::newRow("2023 that is only nested")
        << QList<Change>{managersOf(QStringLiteral("2011-nested-2023-x64"))}
        << SignerChoice::Microsoft2023 << QStringLiteral("Windows UEFI CA 2023")
        << QStringLiteral(
               "Windows\\Boot\\EFI\\bootmgfw.efi (Microsoft Windows Production PCA 2011)");
    QTest::newRow("2011 of an image of 2023")
        << QList<Change>{managersOf(QStringLiteral("2023-x64")), service}
        << SignerChoice::Microsoft2011 << QStringLiteral("Microsoft Windows Production PCA 2011")
        << QStringLiteral("Windows\\Boot\\EFI\\bootmgfw.efi (Windows UEFI CA 2023), "
                          "Windows\\Boot\\EFI_EX\\bootmgfw_EX.efi (Windows UEFI CA 2023)");
}

void tst_BootImageTools::refusesSigner()
{
    QFETCH(QList<Change>, changes);
    QFETCH(SignerChoice, choice);
    QFETCH(QString, wanted);
    QFETCH(QString, present);
    const auto image = make(changes);
    QVERIFY(isThere(image));
    const auto found = image->bootFiles(choice);
    QVERIFY(!found);
    QCOMPARE(kindName(found.error().kind), QStringLiteral("Unsupported"));
    QCOMPARE(found.error().message,
             QStringLiteral("\"%1\" has no boot manager signed by %2; it has %3. Choose another "
                            "signer or another boot image.")
                 .arg(wim(), wanted, present));
}

void tst_BootImageTools::findsBootSdi_data()
{
    QTest::addColumn<QList<Change>>("changes");
    QTest::addColumn<QByteArray>("content");
    const auto noSms = without(sdi);
    const auto noPcat = without(dvd + QStringLiteral("PCAT/boot.sdi"));
    const auto noEfi = without(dvd + QStringLiteral("EFI/boot.sdi"));
    QTest::newRow("of Configuration Manager")
        << QList<Change>{addDvd} << QByteArray("$SDI0001 of sms");
    QTest::newRow("of DVD\\PCAT") << QList<Change>{addDvd, noSms}
                                  << QByteArray("$SDI0001 of DVD/PCAT");
    QTest::newRow("of DVD\\EFI") << QList<Change>{addDvd, noSms, noPcat}
                                 << QByteArray("$SDI0001 of DVD/EFI");
    QTest::newRow("of the user") << QList<Change>{addDvd, noSms, noPcat, noEfi}
                                 << QByteArray("$SDI0001 of the user");
}

void tst_BootImageTools::findsBootSdi()
{
    QFETCH(QList<Change>, changes);
    QFETCH(QByteArray, content);
    const auto image = make(changes);
    QVERIFY(isThere(image));
    const auto own = m_folder->filePath(QStringLiteral("own.sdi"));
    QFile file(own);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("$SDI0001 of the user") == 20);
    file.close();
    const auto found = image->bootFiles(SignerChoice::Auto, own);
    QVERIFY(isThere(found));
    QCOMPARE(found->bootSdi, content);
    QCOMPARE(found->warnings, QStringList{shippedSdi.arg(content.endsWith("user") ? own : wim())});
}

void tst_BootImageTools::refusesUserBootSdi_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    QTest::newRow("none named")
        << QString() << QByteArray() << QStringLiteral("NotFound")
        << QStringLiteral("\"%1\" has no boot.sdi. Name a boot.sdi file: it is in the folder "
                          "\"boot\" of every Windows installation medium.");
    QTest::newRow("something else")
        << QStringLiteral("own.sdi") << QByteArray("MSWIM") << QStringLiteral("InvalidInput")
        << QStringLiteral("\"%2\" is not a boot.sdi file.");
    QTest::newRow("empty") << QStringLiteral("own.sdi") << QByteArray()
                           << QStringLiteral("InvalidInput")
                           << QStringLiteral("\"%2\" is not a boot.sdi file.");
}

void tst_BootImageTools::refusesUserBootSdi()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    const auto image = make({without(sdi)});
    QVERIFY(isThere(image));
    const auto own = m_folder->filePath(name);
    if (!name.isEmpty()) {
        QFile file(own);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    const auto found = image->bootFiles(SignerChoice::Auto, name.isEmpty() ? QString() : own);
    QVERIFY(!found);
    QTEST(kindName(found.error().kind), "kind");
    QCOMPARE(found.error().message,
             message.replace(QStringLiteral("%1"), wim()).replace(QStringLiteral("%2"), own));
}

void tst_BootImageTools::knowsWhatIsMissing_data()
{
    QTest::addColumn<QList<Change>>("changes");
    QTest::addColumn<QString>("warning");
    QTest::addColumn<QString>("kind");
    const QString system = QStringLiteral("Windows/System32/");
    const auto noBootEfi = without(system + QStringLiteral("boot/winload.efi"));
    const auto noEfi = without(system + QStringLiteral("winload.efi"));
    const auto noExe = without(system + QStringLiteral("boot/winload.exe"));
    QTest::newRow("boot.stl") << QList<Change>{without(efi + QStringLiteral("boot.stl"))}
                              << QStringLiteral("\"%1\" has no boot.stl. Its boot manager may "
                                                "refuse to start under Secure Boot.")
                              << QString();
    QTest::newRow("fonts")
        << QList<Change>{without(QStringLiteral("Windows/Boot/Fonts/wgl4_boot.ttf")),
                         without(QStringLiteral("Windows/Boot/Fonts/segoe_slboot.ttf"))}
        << QStringLiteral("\"%1\" has no boot fonts. Its boot manager may show "
                          "an empty screen.")
        << QString();
    QTest::newRow("winload.exe")
        << QList<Change>{noExe}
        << QStringLiteral("\"%1\" has no winload.exe. Its media will start on UEFI only.")
        << QString();
    QTest::newRow("boot\\winload.efi") << QList<Change>{noBootEfi} << QString() << QString();
    QTest::newRow("winload.efi") << QList<Change>{noBootEfi, noEfi}
                                 << QStringLiteral(
                                        "\"%1\" has no winload.efi in Windows\\System32. "
                                        "Its media could not start Windows.")
                                 << QStringLiteral("NotFound");
    QTest::newRow("room") << QList<Change>{[](Files &files) {
        const QByteArray large(64 << 20, '\0');
        for (const char16_t letter : {u'a', u'b', u'c', u'd'})
            files[QStringLiteral("Windows/Boot/Fonts/%1.ttf").arg(QChar(letter))] = large;
    }} << QStringLiteral("\"%1\" has more boot fonts than a medium can take.")
                          << QStringLiteral("Unsupported");
    QTest::newRow("bootmgr.efi") << QList<Change>{addDvd,
                                                  without(efi + QStringLiteral("bootmgr.efi"))}
                                 << QString() << QString();
}

void tst_BootImageTools::knowsWhatIsMissing()
{
    QFETCH(QList<Change>, changes);
    QFETCH(QString, warning);
    QFETCH(QString, kind);
    const auto image = make(changes);
    QVERIFY(isThere(image));
    const auto found = image->bootFiles(SignerChoice::Auto);
    if (!kind.isEmpty()) {
        QVERIFY(!found);
        QCOMPARE(kindName(found.error().kind), kind);
        QCOMPARE(found.error().message, warning.arg(wim()));
        return;
    }
    QVERIFY(isThere(found));
    QStringList warnings{shippedSdi.arg(wim())};
    if (!warning.isEmpty())
        warnings.prepend(warning.arg(wim()));
    QCOMPARE(found->warnings, warnings);
    const QByteArray missing = QTest::currentDataTag();
    QCOMPARE(found->bootStl.isEmpty(), missing == "boot.stl");
    QCOMPARE(found->uefiFonts.isEmpty(), missing == "fonts");
    QCOMPARE(found->bootmgr.isEmpty(), missing == "winload.exe");
    QCOMPARE(found->winloadEfi,
             missing == "boot\\winload.efi"
                 ? QStringLiteral("\\Windows\\System32\\winload.efi")
                 : QStringLiteral("\\windows\\system32\\boot\\winload.efi"));
    // the loader inside efisys would look for bootmgr.efi
    QCOMPARE(found->efisys, QByteArray());
}

QTEST_GUILESS_MAIN(tst_BootImageTools)
#include "tst_BootImageTools.moc"
