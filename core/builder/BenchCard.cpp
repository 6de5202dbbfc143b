// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/BenchCard.h"

#include "core/base/Tr.h"

namespace bootwright {

namespace {

QString row(const QString &name, const QString &value)
{
    return QStringLiteral("<tr><th scope=\"row\">%1</th><td>%2</td></tr>\n")
        .arg(name, value.toHtmlEscaped());
}

QString factRows(const BenchCardFacts &facts)
{
    const auto day = [](const QDateTime &time) {
        return time.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'");
    };
    QString rows = row(Tr::tr("Label"), facts.label);
    rows += row(Tr::tr("Works until"), day(facts.certificateExpires));
    rows += row(Tr::tr("Made"), day(facts.madeAt));
    if (!facts.siteCode.isEmpty())
        rows += row(Tr::tr("Site"), facts.siteCode);
    rows += row(Tr::tr("Management points"), facts.managementPoints.join(u", "));
    rows += row(Tr::tr("Boot image"), facts.bootImage);
    rows += row(Tr::tr("Boot loader signed by"),
                facts.loaderSigner == u"2023" ? Tr::tr("Windows UEFI CA 2023")
                : facts.loaderSigner == u"2011"
                    ? Tr::tr("Microsoft Windows Production PCA 2011")
                    : Tr::tr("neither Microsoft certificate: Secure Boot will refuse it"));
    rows += row(Tr::tr("Password"),
                facts.passwordProtected ? Tr::tr("asked for at the start") : Tr::tr("none"));
    rows += row(Tr::tr("Unknown computers"),
                facts.unknownComputers ? Tr::tr("supported") : Tr::tr("not supported"));
    rows += row(Tr::tr("Unattended"),
                facts.unattended ? Tr::tr(
                    "yes: starts a required deployment by itself, and restarts when there is none")
                                 : Tr::tr("no"));
    return rows;
}

QString keyRows()
{
    return row(QStringLiteral("F8"), Tr::tr("opens a command prompt, if the boot image allows it"))
           + row(QStringLiteral("X:\\Windows\\Temp\\SMSTSLog\\smsts.log"),
                 Tr::tr("is the log; cmtrace reads it"))
           + row(QStringLiteral("ipconfig"),
                 Tr::tr("shows whether the network adapter has an address"));
}

QString failureRows()
{
    return row(Tr::tr("Security Violation before anything starts"),
               Tr::tr(
                   "The firmware does not trust the signer of the boot loader, or has revoked it."))
           + row(QStringLiteral("0xc000000f"),
                 Tr::tr("A boot file is missing or cannot be read: make the media again."))
           + row(
               QStringLiteral("0x80070003"),
               Tr::tr(
                   "The configuration disk is not found: try another USB port, best a USB 2 one."))
           + row(QStringLiteral("0x80072ee7"),
                 Tr::tr("No network: the driver of the adapter is not in the boot image."))
           + row(QStringLiteral("0x80072f8f"),
                 Tr::tr("A certificate is not accepted: look at the clock of the computer."))
           + row(QStringLiteral("0x80004005"),
                 Tr::tr("The management point gives no identity: look at the clock and at \"Works "
                        "until\" above."))
           + row(Tr::tr("No task sequences available"),
                 Tr::tr("No deployment to this computer or to unknown computers is open to media."))
           + row(Tr::tr("The computer restarts without a word"),
                 Tr::tr("Unattended media found no required deployment."));
}

} // namespace

QByteArray benchCard(const BenchCardFacts &facts)
{
    static const auto page = QStringLiteral(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta "
        "charset=\"utf-8\"><title>%1</title>\n<style>\n"
        "body{font:15px/1.5 'Segoe UI',Cantarell,sans-serif;max-width:46em;margin:2em "
        "auto;padding:0 1em;color:#1d2733}\n"
        "h1{font-size:1.5em;margin:0}h2{font-size:1.1em;margin:1.6em 0 .4em}p{margin:.3em 0 "
        "1em;color:#4a5866}\n"
        "table{border-collapse:collapse;width:100%}th{text-align:left;font-weight:600;width:16em}\n"
        "th,td{padding:.3em .8em .3em 0;vertical-align:top;border-top:1px solid #d5dbe1}\n"
        "@media print{body{margin:0}}\n</style></head><body>\n"
        "<h1>%1</h1>\n<p>%2</p>\n<table>\n%3</table>\n<h2>%4</h2>\n<table>\n%5</table>\n<h2>%6</"
        "h2>\n<table>\n%7</table>\n"
        "</body></html>\n");
    // one call, so that a label with "%4" in it stays a label
    return page
        .arg(facts.label.toHtmlEscaped(),
             Tr::tr("Boot media for Microsoft Configuration Manager. It starts Windows PE and "
                    "deploys an operating system."),
             factRows(facts),
             Tr::tr("Keys and places"),
             keyRows(),
             Tr::tr("When it does not work"),
             failureRows())
        .toUtf8();
}

} // namespace bootwright
