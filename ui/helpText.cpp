// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/helpText.h"

#include "core/base/Tr.h"

namespace bootwright {

namespace {

QString paragraphs(const QStringList &texts)
{
    QString html;
    for (const auto &text : texts)
        html += QStringLiteral("<p>%1</p>").arg(text);
    return html;
}

QString startHelp()
{
    return paragraphs(
        {Tr::tr("<b>Write an image or a kit to sticks</b> asks only for the image and the drives. "
                "Nothing of a site is needed: the media stay what they are, and a kit brings "
                "along all that its media are made from."),
         Tr::tr(
             "<b>Site.</b> Media have to know the site that they ask: its code, its management "
             "points, the keys by "
             "which computers recognise it. A site server tells them itself; a site profile is a "
             "file with what it told; the training site is made up and needs no server."),
         Tr::tr("<b>Site server.</b> You sign in with the Kerberos ticket of this computer's user; "
                "on Linux, "
                "<i>kinit</i> gets one. A certificate that this computer does not know is shown "
                "with its "
                "fingerprint, and kept for that server once you trust it. What is missing in a "
                "list is often "
                "hidden from the account: it needs a role that reads boot images, packages and "
                "sites, and "
                "that creates task sequence media."),
         Tr::tr("<b>Recipe.</b> A recipe is a text file with all answers of this wizard and "
                "without any secret. Media "
                "that are made from the same recipe are the same, but for their certificate. If "
                "something in a recipe "
                "is wrong or of a newer version, the wizard tells what, and keeps the rest."),
         Tr::tr(
             "<b>Reference media</b> are media that the console made at this site. New media take "
             "over what they say and no document explains: further variables, lines of "
             "TsmBootstrap.ini, the boot images of the disc. Their identity, certificate, "
             "password and your answers are not taken over."),
         Tr::tr("<b>Media that exist</b> are shown in a window of their own: drop an ISO, a stick "
                "or a folder on it. It verifies, compares and renews them."),
         Tr::tr("<b>Where an answer comes from</b> stands at the right above each field: a "
                "default, the recipe, last "
                "time, or you.")});
}

QString mediaTypeHelp()
{
    return paragraphs({Tr::tr("<b>Bootable media</b> hold a boot image and the way to the site, "
                              "nothing else. What is deployed is decided "
                              "at the site, so the media stay right when a task sequence changes. "
                              "Make them again when the boot image "
                              "changes."),
                       Tr::tr("<b>Unattended</b> media start a required deployment by themselves. "
                              "They do not see available deployments "
                              "at all. A computer for which there is no required deployment waits "
                              "for some minutes, shows nothing, and "
                              "restarts; if it starts from the media again, it does so for ever. "
                              "Keep such media apart from others.")});
}

QString managementHelp()
{
    return paragraphs(
        {Tr::tr(
             "<b>Dynamic media</b> name one or more management points. The computer asks them in "
             "order; the one that "
             "answers can send it to another that is nearer, by the boundary groups of the site."),
         Tr::tr(
             "<b>Site-based media</b> name one management point, and the computer stays with it. "
             "Choose this when only "
             "that one can be reached, or when the computer is to join a certain primary site.")});
}

QString mediaHelp()
{
    return paragraphs(
        {Tr::tr("<b>One image, two lives.</b> The ISO is a disc and a disk at once. Attach it to a "
                "virtual machine, burn "
                "it, or write it byte for byte onto a stick with any program that writes images."),
         Tr::tr("<b>USB sticks</b> get one file system over the whole stick, so that other files "
                "can be put beside the media. A recipe keeps that sticks are made, but never "
                "which: they are chosen anew each time."),
         Tr::tr("<b>An ISO that is there already</b> is replaced only after the new one is "
                "complete and was read back. If "
                "you cancel or something fails, it is still there."),
         Tr::tr("<b>Label.</b> A disc shows up to 32 characters, a stick eleven capital letters; "
                "the whole label stands in "
                "MediaLabel.txt."),
         Tr::tr("<b>Staging folder.</b> Large files that have to be unpacked on the way go there. "
                "The default is right "
                "unless its disk is small.")});
}

QString securityHelp()
{
    return paragraphs(
        {Tr::tr("<b>Unknown computers</b> are those without a record in the site. With this "
                "support on, they get what is "
                "deployed to the collection All Unknown Computers."),
         Tr::tr("<b>Password.</b> It locks the file with the certificate and the variables. "
                "Whoever has a copy of the media "
                "can try passwords without a limit, so a short one is worth hours. Without a "
                "password everybody who has "
                "the media can read the certificate and speak to the site in its name."),
         Tr::tr("<b>Certificate.</b> A self-signed one is made for these media alone and must be "
                "known to the site. A PKI "
                "one comes from your own authority; use one that nothing else uses, and block it "
                "when media get lost. When "
                "it expires, the media still start, and then leave without a message."),
         Tr::tr("<b>User device affinity</b> makes a user the owner of the computer. With "
                "approval, an administrator "
                "decides later in the console.")});
}

QString bootImageHelp()
{
    return paragraphs({Tr::tr("<b>Boot image.</b> Windows PE with the programs of Configuration "
                              "Manager. Name a .wim file when the site "
                              "source does not say where the image lies; choose also which image "
                              "of the site it is, so that the media "
                              "can say their version."),
                       Tr::tr("<b>Signer.</b> With Secure Boot, firmware starts a boot manager "
                              "only if it trusts its signer. Since 2023 "
                              "there are two certificates; media carry a boot manager of one of "
                              "them. New boot images have both kinds."),
                       Tr::tr("<b>Distribution point.</b> Only needed while the media are made, to "
                              "fetch the boot image or a package. "
                              "Which one a computer uses later is decided by its boundary group."),
                       Tr::tr("<b>Management points.</b> With a self-signed certificate only those "
                              "that speak HTTP, with a PKI certificate "
                              "only those that speak HTTPS.")});
}

QString customizationHelp()
{
    return paragraphs({Tr::tr("<b>Variables</b> are there in every task sequence that these media "
                              "start. Names begin with a letter; those "
                              "with a leading underscore belong to Configuration Manager. Hidden "
                              "values lie on the media, locked by the "
                              "password, and nowhere else."),
                       Tr::tr("<b>Prestart command.</b> It runs after the welcome page and before "
                              "the site is asked. Use it to ask for a "
                              "name, or to look for the right disk. Begin it with cmd /c, and "
                              "write paths relative to its own files."),
                       Tr::tr("<b>Extra files</b> are copied to the media as they are: tools, "
                              "notes, drivers for the bench.")});
}

QString summaryHelp()
{
    return paragraphs(
        {Tr::tr("Nothing has been written yet. The size is exact: everything was planned, down to "
                "the last byte."),
         Tr::tr("A warning does not stop you. A problem does; its page has a mark at the side."),
         Tr::tr("What a technician will see is told from these answers. The bench card on the "
                "media says it too, with the "
                "keys that help and what the common failures mean.")});
}

QString progressHelp()
{
    return paragraphs({Tr::tr("The image is written under another name, read back past the cache, "
                              "and compared. Only then does it get its "
                              "name. Half of the bar is writing, the other half reading."),
                       Tr::tr("You can cancel at any time: nothing is left behind. The computer "
                              "does not go to sleep meanwhile.")});
}

QString doneHelp()
{
    return paragraphs(
        {Tr::tr("The SHA-256 belongs to the whole image; keep it with the image to prove later "
                "that it is still the same."),
         Tr::tr(
             "The bench card is a page for whoever stands at the computer: until when the media "
             "work, which keys help, "
             "what the common failures mean. It also lies on the media, in the folder Bootwright."),
         Tr::tr(
             "Note the day on which the certificate expires, and make the media again before.")});
}

QString imageHelp()
{
    return paragraphs(
        {Tr::tr(
             "<b>A kit</b> (.bootkit) holds a recipe and all that it needs. Its media are made on "
             "the sticks. Who packed it tells you its password if it is sealed, and what else "
             "is asked for here: none of it is in the kit."),
         Tr::tr(
             "<b>Media to write.</b> An ISO file of this program or of another one, the image of a "
             "stick, or a folder with the files of media: anything that holds Windows PE and "
             "its boot files. The files are taken out and put on the sticks; the image itself "
             "is not changed."),
         Tr::tr("<b>Verified.</b> Media of this program carry a manifest. Each byte is held "
                "against it while it is read: damaged media make no stick that looks good."),
         Tr::tr("<b>Other media</b> are written as they are. Whether they start, their maker "
                "decided.")});
}

QString sticksHelp()
{
    return paragraphs(
        {Tr::tr("<b>The list</b> follows what is plugged in and out. Nothing is chosen before you "
                "choose it, and a stick that was unplugged has to be chosen again: it could be "
                "another one."),
         Tr::tr("<b>Drives that cannot be chosen</b> say why. The drive of the running system and "
                "drives in use cannot be written at all."),
         Tr::tr("<b>Unlock.</b> Drives of more than 256 GiB and drives that are built in are "
                "seldom meant. Type the name of one to unlock it; its size is asked once more "
                "before it is erased."),
         Tr::tr("<b>Permission.</b> The system asks for it with its own prompt when the writing "
                "begins. This window never has more rights than you.")});
}

QString stickSummaryHelp()
{
    return paragraphs(
        {Tr::tr("Nothing has been erased yet. Compare serial numbers and sizes with what is "
                "printed on the sticks, and look at what is on them now."),
         Tr::tr("Before a drive is opened it is looked at once more. If it is not the very drive "
                "that was chosen, it is left alone.")});
}

QString stickProgressHelp()
{
    return paragraphs(
        {Tr::tr(
             "The media are read once and written to all sticks at the same time. Each stick "
             "is read back past the cache and compared. Its partition table and boot sector come "
             "last, so a stick that was interrupted never looks finished."),
         Tr::tr("A stick that fails leaves the others alone. One that says nothing for a while is "
                "marked; when it hangs for good, unplug it."),
         Tr::tr("A stick that you plug in now can be added. It is written like the others, from "
                "the beginning.")});
}

QString stickDoneHelp()
{
    return paragraphs(
        {Tr::tr("A stick counts as written only when everything on it was read back and is equal. "
                "Those are switched off and can be unplugged."),
         Tr::tr("The report names each stick with its serial number: as a page to print (.html) "
                "or as a table (.csv)."),
         Tr::tr("A stick that failed was erased and starts nothing. Try it once more; if it fails "
                "again, throw it away.")});
}

} // namespace

QString helpText(MediaWizard::PageId page)
{
    switch (page) {
    case MediaWizard::Start:
        return startHelp();
    case MediaWizard::MediaType:
        return mediaTypeHelp();
    case MediaWizard::MediaManagement:
        return managementHelp();
    case MediaWizard::Media:
        return mediaHelp();
    case MediaWizard::Security:
        return securityHelp();
    case MediaWizard::BootImage:
        return bootImageHelp();
    case MediaWizard::Customization:
        return customizationHelp();
    case MediaWizard::Image:
        return imageHelp();
    case MediaWizard::Sticks:
        return sticksHelp();
    case MediaWizard::Summary:
        return summaryHelp();
    case MediaWizard::StickSummary:
        return stickSummaryHelp();
    case MediaWizard::InProgress:
        return progressHelp();
    case MediaWizard::StickProgress:
        return stickProgressHelp();
    case MediaWizard::Done:
        return doneHelp();
    case MediaWizard::StickDone:
        return stickDoneHelp();
    }
    return {};
}

} // namespace bootwright
