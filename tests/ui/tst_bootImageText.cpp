// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EnglishPlurals.h"
#include "ui/bootImageText.h"

#include <QTest>

using namespace bootwright;

class tst_bootImageText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows();
    void firmware_data();
    void firmware();

private:
    static BootImageFacts facts();
};

BootImageFacts tst_bootImageText::facts()
{
    BootImageFacts facts;
    facts.name = QStringLiteral("Boot image (x64)");
    facts.version = QStringLiteral("10.0.26100.2454");
    facts.language = QStringLiteral("en-US");
    facts.size = 512 * 1024 * 1024;
    for (int i = 1; i <= 10; ++i)
        facts.drivers.append(QStringLiteral("net%1.inf").arg(i));
    BootLoader loader;
    loader.path = QStringLiteral("Windows\\Boot\\EFI_EX\\bootmgfw_EX.efi");
    loader.machine = 0x8664;
    loader.signature.signer = LoaderSigner::Microsoft2023;
    loader.signature.signers = {LoaderSigner::Microsoft2023};
    facts.loaders = {loader, BootLoader()}; // the other one is for BIOS
    return facts;
}

void tst_bootImageText::rows()
{
    EnglishPlurals plurals;
    QCoreApplication::installTranslator(&plurals);
    const QList<std::pair<QString, QString>> expected{
        {QStringLiteral("Name"), QStringLiteral("Boot image (x64)")},
        {QStringLiteral("Windows PE"), QStringLiteral("10.0.26100.2454, x64, language en-US")},
        {QStringLiteral("Size"), QStringLiteral("512.00 MiB")},
        {QStringLiteral("Drivers"),
         QStringLiteral("10: net1.inf, net2.inf, net3.inf, net4.inf, net5.inf, net6.inf, net7.inf, "
                        "net8.inf and 2 more")},
        {QStringLiteral("Boot managers"),
         QStringLiteral("EFI_EX\\bootmgfw_EX.efi: Windows UEFI CA 2023")}};
    QCOMPARE(bootImageText(facts(), QLocale::c()), expected);
    auto none = facts();
    none.drivers.clear();
    QCOMPARE(bootImageText(none, QLocale::c())[3].second,
             QStringLiteral("none beside those of Windows"));
}

void tst_bootImageText::firmware_data()
{
    QTest::addColumn<bool>("has2011");
    QTest::addColumn<bool>("has2023");
    QTest::addColumn<SignerChoice>("choice");
    QTest::addColumn<bool>("starts");
    QTest::addColumn<QString>("sentence");
    const auto starts2023 = QStringLiteral(
        "UEFI with Secure Boot: starts where the firmware trusts Windows UEFI CA 2023. "
        "Older firmware without that certificate refuses it.");
    const auto starts2011 = QStringLiteral(
        "UEFI with Secure Boot: starts where the firmware trusts Microsoft Windows "
        "Production PCA 2011. Firmware in which that certificate was revoked refuses it.");
    QTest::newRow("both, newest") << true << true << SignerChoice::Auto << true << starts2023;
    QTest::newRow("both, 2011") << true << true << SignerChoice::Microsoft2011 << true
                                << starts2011;
    QTest::newRow("only 2011, newest") << true << false << SignerChoice::Auto << true << starts2011;
    QTest::newRow("only 2011, 2023")
        << true << false << SignerChoice::Microsoft2023 << false
        << "This boot image has no boot manager signed by Windows UEFI CA 2023. Choose the "
           "other signer, or a boot image with later updates.";
    QTest::newRow("only 2023, 2011")
        << false << true << SignerChoice::Microsoft2011 << false
        << "This boot image has no boot manager signed by Microsoft Windows Production PCA "
           "2011. Choose the other signer.";
    QTest::newRow("neither") << false << false << SignerChoice::Auto << false
                             << "UEFI with Secure Boot: does not start, for neither of Microsoft's "
                                "certificates signed the "
                                "boot manager.";
}

void tst_bootImageText::firmware()
{
    QFETCH(bool, has2011);
    QFETCH(bool, has2023);
    QFETCH(SignerChoice, choice);
    QFETCH(bool, starts);
    QFETCH(QString, sentence);
    auto image = facts();
    image.startsFrom2011 = has2011;
    image.startsFrom2023 = has2023;
    image.startsOnBios = true;
    const auto verdicts = firmwareText(image, choice);
    QCOMPARE(verdicts.size(), 3);
    QCOMPARE(verdicts[0], (FirmwareVerdict{starts, sentence}));
    QCOMPARE(verdicts[1],
             (FirmwareVerdict{true, QStringLiteral("UEFI without Secure Boot: starts.")}));
    QCOMPARE(verdicts[2], (FirmwareVerdict{true, QStringLiteral("BIOS: starts from a disc.")}));
    image.startsOnBios = false;
    QCOMPARE(
        firmwareText(image, choice).last(),
        (FirmwareVerdict{
            false,
            QStringLiteral("BIOS: does not start, the boot image has no boot manager for it.")}));
}

QTEST_MAIN(tst_bootImageText)
#include "tst_bootImageText.moc"
