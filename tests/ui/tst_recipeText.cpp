// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "ui/recipeText.h"

#include <QDir>
#include <QTest>

using namespace bootwright;

class tst_recipeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();
    void hiddenValuesAreDots();
};

void tst_recipeText::rows_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("section");
    QTest::addColumn<QString>("answer");
    const auto row = [](const char *path, const char *section, const char *answer) {
        QTest::newRow(path) << QString::fromLatin1(path) << QString::fromLatin1(section)
                            << QString::fromLatin1(answer);
    };
    row("site", "Start", "LAB, from: training site");
    row("reference", "Start", QDir::toNativeSeparators(QStringLiteral("/media/old.iso")).toUtf8());
    row("allowUnattended", "Media type", "yes");
    row("mediaMode", "Media management", "dynamic");
    row("target.label", "Media", "Configuration Manager UNATTENDED");
    row("security.certificate.expireTime", "Security", "2026-11-22 to 2027-11-22");
    row("security.userDeviceAffinity", "Security", "pending administrator approval");
    row("bootImage", "Boot image", "Boot image (x64), version 7, LAB00005");
    row("bootImage.loaderSigner", "Boot image", "Windows UEFI CA 2023");
    row("managementPoints", "Boot image", "http://mp01.lab.example\nhttp://mp03.lab.example");
    row("prestart.command", "Customization", "none");
    row("prestart.files", "Customization", "package LAB00021");
}

void tst_recipeText::rows()
{
    auto answers = goodAnswers(QStringLiteral("/out.iso"));
    auto &draft = answers.draft;
    draft.allowUnattended = true;
    draft.reference = QStringLiteral("/media/old.iso");
    draft.security.userDeviceAffinity = UserDeviceAffinity::AdministratorApproval;
    draft.bootImage.loaderSigner = SignerChoice::Microsoft2023;
    draft.managementPoints.append(QStringLiteral("http://mp03.lab.example"));
    draft.prestart.files.packageId = QStringLiteral("LAB00021");
    QFETCH(QString, path);
    QFETCH(QString, section);
    QFETCH(QString, answer);
    for (const auto &row : recipeText(draft, answers.site)) {
        if (row.path != path)
            continue;
        QCOMPARE(row.section, section);
        QCOMPARE(row.answer, answer);
        return;
    }
    QFAIL("no such row");
}

void tst_recipeText::hiddenValuesAreDots()
{
    auto answers = goodAnswers(QStringLiteral("/out.iso"));
    answers.draft.variables = {
        {QStringLiteral("OSDTech"), QStringLiteral("anna"), false},
        {QStringLiteral("OSDKey"), QStringLiteral("astray"), true}}; // no recipe may hold it; still
    QString all;
    for (const auto &row : recipeText(answers.draft, answers.site))
        all += row.answer + u'\n';
    QVERIFY(all.contains(QStringLiteral("OSDTech = anna\nOSDKey = \u2022")));
    QVERIFY(!all.contains(QStringLiteral("astray")));
}

QTEST_MAIN(tst_recipeText)
#include "tst_recipeText.moc"
