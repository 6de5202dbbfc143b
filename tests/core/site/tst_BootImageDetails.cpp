// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/AdminService.h"
#include "core/site/BootImageDetails.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bootwright;

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QJsonObject sample()
{
    QFile file(QStringLiteral(TEST_DATA "/site/SMS_BootImagePackage.entity.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

BootImageDetails detailsOf(const QJsonObject &row)
{
    return bootImageDetailsOf(ProviderRow(row));
}

} // namespace

class tst_BootImageDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads();
    void readsTolerantly();
    void tellsWhatIsMissing();
    void odd_data();
    void odd();
    void components();
    void inWords();
    void forPrograms();
};

void tst_BootImageDetails::reads()
{
    const auto details = detailsOf(sample());
    QCOMPARE(details.hasCommandPrompt, std::optional(true));
    QCOMPARE(details.prestartCommand, std::optional(QString()));
    QCOMPARE(details.drivers,
             std::optional(QStringList{text("\\\\files01.lab.example\\drivers\\net\\e1d")}));
    QCOMPARE(details.components,
             std::optional(QStringList{text("WinPE-Dot3Svc"),
                                       text("WinPE-Scripting"),
                                       text("WinPE-SecureStartup"),
                                       text("WinPE-WDS-Tools"),
                                       text("WinPE-WMI")}));
    QCOMPARE(details.scratchSpace, std::optional(qint64(512)));
    QCOMPARE(details.imageName, text("Microsoft Windows PE (amd64)"));
    QCOMPARE(details.imageVersion, text("10.0.26100.2454"));
}

//! Names in lower case, numbers and truth as texts, as the site of another version writes them.
void tst_BootImageDetails::readsTolerantly()
{
    const QJsonObject row{
        {text("enablelabshell"), text("True")},
        {text("PREEXECCOMMANDLINE"), text(" cmd /c ask.cmd ")},
        {text("scratchspace"), text("256")},
        {text("referenceddrivers"), QJsonObject{{text("id"), 7}}},
        {text("optionalcomponents"), QJsonArray{text("44"), 45, text("x"), QJsonValue()}}};
    const auto details = detailsOf(row);
    QCOMPARE(details.hasCommandPrompt, std::optional(true));
    QCOMPARE(details.prestartCommand, std::optional(text("cmd /c ask.cmd")));
    QCOMPARE(details.scratchSpace, std::optional(qint64(256)));
    QCOMPARE(details.drivers, std::optional(QStringList{text("7")}));
    QCOMPARE(details.components,
             std::optional(QStringList{text("WinPE-Scripting"), text("WinPE-SecureStartup")}));
    QCOMPARE(detailsOf({{text("ReferencedDrivers"), QJsonValue()}}).drivers,
             std::optional(QStringList()));
}

//! What the site does not say is not claimed.
void tst_BootImageDetails::tellsWhatIsMissing()
{
    QCOMPARE(detailsOf({{text("PackageID"), text("LAB00005")}}), BootImageDetails());
    QVERIFY(describe({}).isEmpty());
    QCOMPARE(detailsJson({}), QJsonObject());
}

void tst_BootImageDetails::odd_data()
{
    QTest::addColumn<QJsonObject>("row");
    QTest::newRow("shell-is-a-list") << QJsonObject{{text("EnableLabShell"), QJsonArray{1}}};
    QTest::newRow("shell-is-a-word") << QJsonObject{{text("EnableLabShell"), text("perhaps")}};
    QTest::newRow("drivers-are-a-number") << QJsonObject{{text("ReferencedDrivers"), 3}};
    QTest::newRow("components-are-a-text") << QJsonObject{{text("OptionalComponents"), text("2")}};
    QTest::newRow("negative-scratch") << QJsonObject{{text("ScratchSpace"), -1}};
    QTest::newRow("no-xml") << QJsonObject{{text("ImageProperty"), text("<WIM><IMAGE><NAME")}};
    QTest::newRow("half-a-version")
        << QJsonObject{{text("ImageProperty"),
                        text("<WIM><IMAGE><WINDOWS><VERSION><MAJOR>10</MAJOR></VERSION></WINDOWS>"
                             "</IMAGE></WIM>")}};
    QTest::newRow("entities") << QJsonObject{{text("ImageProperty"),
                                              text("<!DOCTYPE a [<!ENTITY b \"x\"><!ENTITY c "
                                                   "\"&b;&b;\">]><WIM><IMAGE>&c;</IMAGE></WIM>")}};
}

void tst_BootImageDetails::odd()
{
    QFETCH(QJsonObject, row);
    QCOMPARE(detailsOf(row), BootImageDetails());
}

void tst_BootImageDetails::components()
{
    QJsonArray numbers;
    for (const auto number : {1, 26, 27, 52, 49, 0, 53})
        numbers.append(number);
    QCOMPARE(detailsOf({{text("OptionalComponents"), numbers}}).components,
             std::optional(QStringList{text("WinPE-DismCmdlets"),
                                       text("WinPE-WMI"),
                                       text("WinPE-DismCmdlets"),
                                       text("WinPE-WMI"),
                                       text("number 49"),
                                       text("number 0"),
                                       text("number 53")}));
}

void tst_BootImageDetails::inWords()
{
    QStringList lines;
    for (const auto &[name, value] : describe(detailsOf(sample())))
        lines.append(name + text(": ") + value);
    QCOMPARE(lines,
             (QStringList{text("Command prompt (F8): yes, for whoever sits at the computer"),
                          text("Its prestart command: none"),
                          text("Drivers put in by the site: "
                               "\\\\files01.lab.example\\drivers\\net\\e1d"),
                          text("Optional components: WinPE-Dot3Svc, WinPE-Scripting, "
                               "WinPE-SecureStartup, WinPE-WDS-Tools, WinPE-WMI"),
                          text("Scratch space: 512 MiB"),
                          text("Image: Microsoft Windows PE (amd64) 10.0.26100.2454")}));
}

void tst_BootImageDetails::forPrograms()
{
    auto json = detailsJson(detailsOf(sample()));
    QCOMPARE(json.take(text("commandPrompt")), QJsonValue(true));
    QCOMPARE(json.take(text("scratchSpaceMebibytes")), QJsonValue(512));
    QCOMPARE(json.take(text("optionalComponents")).toArray().size(), 5);
    QCOMPARE(json.keys(),
             (QStringList{text("background"),
                          text("drivers"),
                          text("imageName"),
                          text("imageVersion"),
                          text("prestartCommand")}));
}

QTEST_GUILESS_MAIN(tst_BootImageDetails)
#include "tst_BootImageDetails.moc"
