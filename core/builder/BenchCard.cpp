// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/BenchCard.h"

#include "core/base/Tr.h"
#include "core/base/timeText.h"

namespace bootwright {

namespace {

const QString pageHead = QStringLiteral(R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>%1</title>
<style>
:root{color-scheme:light dark;--ink:#1b2430;--soft:#52606d;--line:#d3dae1;--paper:#fff;--calm:#0b5a8a;--alarm:#a4161a}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#a9b6c2;--line:#3a4653;--paper:#151b22;--calm:#7cc4ee;--alarm:#ff8f8f}}
*{box-sizing:border-box}
body{font:15px/1.4 "Segoe UI",Cantarell,"DejaVu Sans",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1.25rem;color:var(--ink);background:var(--paper)}
header{display:flex;gap:2rem;justify-content:space-between;align-items:flex-end;border-bottom:3px solid var(--ink);padding-bottom:.75rem}
h1{font-size:2rem;line-height:1.15;margin:0;overflow-wrap:anywhere}
header p{margin:.3rem 0 0;color:var(--soft)}
.until{flex:none;text-align:right}
.until b{display:block;font-size:1.6rem;line-height:1.15;color:var(--calm)}
.alarm{border:2px solid var(--alarm);color:var(--alarm);font-weight:600;padding:.5rem .75rem;margin:1rem 0 0}
h2{font-size:1.05rem;margin:1.25rem 0 .35rem;color:var(--calm)}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 2.5rem}
ol{margin:0;padding-left:1.3rem}
li{margin:.2rem 0}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.28rem .9rem .28rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
tr:first-child>*{border-top:0}
th{font-weight:600;width:36%}
.keys th{width:5.5rem}
.failures th{width:21%}
.failures td{width:39.5%}
code{font-family:Consolas,"DejaVu Sans Mono",monospace;font-size:.93em}
footer{margin-top:1rem;border-top:1px solid var(--line);padding-top:.4rem;color:var(--soft);font-size:.87em;overflow-wrap:anywhere}
@media(max-width:44rem){.pair{grid-template-columns:1fr}header{display:block}.until{text-align:left;margin-top:.75rem}}
@page{size:A4;margin:12mm 14mm}
@media print{body{font-size:9pt;line-height:1.27;margin:0;padding:0;max-width:none}h1{font-size:18pt}.until b{font-size:15pt}h2{margin:8pt 0 2pt}th,td{padding:1.6pt 8pt 1.6pt 0}tr,h2,.alarm{break-inside:avoid}h2{break-after:avoid}}
</style></head><body>
)");

//! \a text from outside: escaped, and unable to turn the direction of what stands beside it.
QString foreign(const QString &text)
{
    return QStringLiteral("<bdi>%1</bdi>").arg(text.toHtmlEscaped());
}

QString row(const QString &name, const QString &html)
{
    return QStringLiteral("<tr><th scope=\"row\">%1</th><td>%2</td></tr>\n").arg(name, html);
}

QString code(const char *text)
{
    return QStringLiteral("<code>%1</code>").arg(QString::fromLatin1(text).toHtmlEscaped());
}

//! What one sees, what it means, what to do.
QString failure(const QString &seen, const QString &means, const QString &toDo)
{
    return QStringLiteral("<tr><th scope=\"row\">%1</th><td>%2</td><td>%3</td></tr>\n")
        .arg(seen, means, toDo);
}

QString section(const QString &title, const QString &html)
{
    return QStringLiteral("<section><h2>%1</h2>\n%2</section>\n").arg(title, html);
}

enum class Table { Facts, Keys, Failures };

QString table(Table kind, const QString &rows)
{
    const auto *name = kind == Table::Facts ? "facts" : kind == Table::Keys ? "keys" : "failures";
    return QStringLiteral("<table class=\"%1\">\n%2</table>\n")
        .arg(QString::fromLatin1(name), rows);
}

QString header(const BenchCardFacts &facts)
{
    return QStringLiteral("<header><div><h1>%1</h1><p>%2</p></div><div "
                          "class=\"until\">%3<b>%4</b></div></header>\n")
        .arg(foreign(facts.label),
             Tr::tr("Boot media for Microsoft Configuration Manager"),
             Tr::tr("works until"),
             dayText(facts.certificateExpires));
}

QString alarm(const BenchCardFacts &facts)
{
    if (!facts.unattended)
        return {};
    return QStringLiteral("<p class=\"alarm\">%1</p>\n")
        .arg(Tr::tr("Unattended: a computer that starts from this medium runs a required "
                    "deployment without a question, which may erase its disk. It restarts again "
                    "and again when there is none."));
}

QString steps(const BenchCardFacts &facts)
{
    QStringList steps{
        Tr::tr(
            "Connect power and network cable; Windows PE has drivers for few wireless adapters."),
        Tr::tr("Open the boot menu of the computer (often F12, F9 or Esc) and choose this medium, "
               "the entry with UEFI if there are two."),
    };
    if (facts.passwordProtected)
        steps.append(Tr::tr("Type the media password."));
    steps.append(facts.unattended ? Tr::tr("Wait: the required deployment starts by itself.")
                                  : Tr::tr("Choose the task sequence. It may erase the disk."));
    steps.append(Tr::tr(
        "Take the medium out when Windows PE asks for nothing more and the computer restarts."));
    return QStringLiteral("<ol>\n<li>%1</li>\n</ol>\n")
        .arg(steps.join(QStringLiteral("</li>\n<li>")));
}

QString signerText(const QString &signer)
{
    if (signer == u"2023")
        return QStringLiteral("Windows UEFI CA 2023");
    if (signer == u"2011")
        return QStringLiteral("Microsoft Windows Production PCA 2011");
    return Tr::tr("neither Microsoft certificate: Secure Boot will refuse it");
}

QString factRows(const BenchCardFacts &facts)
{
    QString rows = row(Tr::tr("Made"), dayText(facts.madeAt));
    if (!facts.siteCode.isEmpty())
        rows += row(Tr::tr("Site"), foreign(facts.siteCode));
    rows += row(Tr::tr("Management points"), foreign(facts.managementPoints.join(u", ")));
    rows += row(Tr::tr("Boot image"), foreign(facts.bootImage));
    rows += row(Tr::tr("Boot loader signed by"), signerText(facts.loaderSigner));
    rows += row(Tr::tr("Password"),
                facts.passwordProtected ? Tr::tr("asked for at the start") : Tr::tr("none"));
    rows += row(Tr::tr("Unknown computers"),
                facts.unknownComputers ? Tr::tr("supported") : Tr::tr("not supported"));
    rows += row(Tr::tr("Unattended"), facts.unattended ? Tr::tr("yes") : Tr::tr("no"));
    return rows;
}

QString keyRows()
{
    return row(code("F8"),
               Tr::tr("opens a command prompt, if the boot image allows it. While it is open, the "
                      "computer does not restart."))
           + row(code("cmtrace"),
                 Tr::tr("typed there, opens logs: first %1, later %2")
                     .arg(code("X:\\Windows\\Temp\\SMSTSLog\\smsts.log"),
                          code("C:\\_SMSTaskSequence\\Logs\\Smstslog\\smsts.log")))
           + row(code("ipconfig"), Tr::tr("shows whether the network adapter has an address"))
           + row(code("diskpart"),
                 Tr::tr("with \"list disk\" shows whether Windows PE sees the disk"));
}

QString startFailures()
{
    return failure(
               Tr::tr("Security Violation"),
               Tr::tr(
                   "The firmware does not trust the signer of the boot loader, or has revoked it."),
               Tr::tr("Update the firmware, or take media with the other signer (above)."))
           + failure(code("0xc000000f"),
                     Tr::tr("A boot file is missing or cannot be read."),
                     Tr::tr("Verify the medium, or make it again."))
           + failure(code("0xc0000428"),
                     Tr::tr("Other media have bound the computer to a newer policy."),
                     Tr::tr("Take media with a newer boot image."))
           + failure(code("0x80070003"),
                     Tr::tr("The medium is not found again after the start."),
                     Tr::tr("Another USB port, best USB 2; else drivers for the boot image."));
}

QString siteFailures()
{
    return failure(
               code("0x80072ee7"),
               Tr::tr("No network: no driver for the adapter, no cable, no DNS."),
               Tr::tr("F8, ipconfig. No adapter: its driver has to be put into the boot image."))
           + failure(
               code("0x80072f8f"),
               Tr::tr("A certificate is not accepted."),
               Tr::tr(
                   "Set date and time in the firmware. HTTPS: make the media at a primary site."))
           + failure(code("0x80004005"),
                     Tr::tr("The management point does not know this medium, or no longer."),
                     Tr::tr("Set date and time. Past \"works until\": renew the media."))
           + failure(Tr::tr("No valid MP locations"),
                     Tr::tr("The boundary group of this network has no management point."),
                     Tr::tr("Tell the site which network this is."))
           + failure(Tr::tr("No task sequences available"),
                     Tr::tr("No deployment to this computer is open to media."),
                     Tr::tr("Deploy to a collection with this computer, or to unknown computers."))
           + failure(code("0x80040101"),
                     Tr::tr("There is no network access account."),
                     Tr::tr("Tell the site."))
           + failure(Tr::tr("Restarts without a word"),
                     Tr::tr("F8 was closed, or unattended media found no required deployment."),
                     Tr::tr("Keep F8 open and read the log."));
}

QString footer(const BenchCardFacts &facts)
{
    return QStringLiteral("<footer>%1 <code>%2</code></footer>\n")
        .arg(Tr::tr("Lost or stolen? Have the certificate of this medium blocked at the site:"),
             facts.mediaGuid.toHtmlEscaped());
}

} // namespace

QByteArray benchCard(const BenchCardFacts &facts)
{
    const auto left = section(Tr::tr("This medium"), table(Table::Facts, factRows(facts)));
    const auto right = section(Tr::tr("How to start"), steps(facts))
                       + section(Tr::tr("What helps in Windows PE"), table(Table::Keys, keyRows()));
    const auto failures = table(Table::Failures, startFailures() + siteFailures());
    const auto page = pageHead.arg(facts.label.toHtmlEscaped()) + header(facts) + alarm(facts)
                      + QStringLiteral("<div class=\"pair\">\n") + left + QStringLiteral("<div>\n")
                      + right + QStringLiteral("</div>\n</div>\n")
                      + section(Tr::tr("When it does not work"), failures) + footer(facts)
                      + QStringLiteral("</body></html>\n");
    return page.toUtf8();
}

} // namespace bootwright
