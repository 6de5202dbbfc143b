// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/tree/ContentSource.h"
#include "core/wim/BootImage.h"

#include <map>

// Where Windows keeps what a medium needs. Boot managers come in two generations: Boot\EFI, signed by
// "Microsoft Windows Production PCA 2011", and since the updates of April 2024 also Boot\EFI_EX, signed by
// "Windows UEFI CA 2023", with names that end in _EX; likewise Fonts_EX and DVD_EX. (Microsoft's script
// Make2023BootableMedia.ps1 takes the same files.) WinPE of the ADK has no Boot\DVD; Setup has.

namespace bootwright {

namespace {

//! Real ones have a few MiB.
constexpr quint64 largestFile = 64_MiB;
//! Together they have some 20 MiB; a small forged WIM could name one large font thousands of times.
constexpr quint64 largestFonts = 256_MiB;
//! The one boot.sdi that Microsoft ships, the same from Windows 10 1903 to Windows 11 24H2.
constexpr char knownBootSdi[] = "cd2c00ce027687ce4a8bdc967f26a8ab82f651c9becd703658ba282ec49702bd";
//! Boot managers from this build on refuse to start under Secure Boot without boot.stl.
constexpr int firstBuildWithStl = 26100;

constexpr QStringView managerPath = u"Windows\\Boot\\EFI\\bootmgfw.efi";
constexpr QStringView managerExPath = u"Windows\\Boot\\EFI_EX\\bootmgfw_EX.efi";

//! "wgl4_boot_EX.ttf" → "wgl4_boot.ttf".
QString withoutEx(const QString &name)
{
    const auto dot = name.lastIndexOf(u'.');
    const auto stem = name.first(dot < 0 ? name.size() : dot);
    if (!stem.endsWith(u"_EX", Qt::CaseInsensitive))
        return name;
    return stem.chopped(3) + name.sliced(stem.size());
}

//! A boot.sdi that the user named. NotFound, AccessDenied, or InvalidInput if it is something else.
Result<QByteArray> readUserBootSdi(const QString &path)
{
    const auto file = ContentSource::file(path);
    if (!file)
        return file.error();
    const Error other{
        Error::Kind::InvalidInput, Tr::tr("\"%1\" is not a boot.sdi file.").arg(path), {}};
    if (file->size() > largestFile)
        return other;
    auto bytes = file->readAll();
    if (bytes && !bytes->startsWith("$SDI0001"))
        return other;
    return bytes;
}

bool isBy(const BootLoader *manager, LoaderSigner signer)
{
    return manager && manager->signature.signers.contains(signer);
}

//! Collects BootFiles from one image.
class BootFileCollector
{
public:
    explicit BootFileCollector(const BootImage &image)
        : m_image(image)
        , m_name(image.reader().path())
    {}

    Result<BootFiles> collect(SignerChoice choice, const QString &bootSdiFile);

private:
    enum class Generation { Plain, Ex };
    using Fonts = QList<std::pair<QString, QByteArray>>;
    //! A content and the places where it may lie, best first.
    struct Part
    {
        QByteArray BootFiles::*content;
        QStringList paths;
    };

    Result<void> chooseManager(SignerChoice choice);
    const BootLoader *manager(QStringView path) const;
    Error noManagerBy(SignerChoice choice) const;
    void warnAboutSignature(const BootLoader &manager);
    Result<void> findWinload();
    QList<Part> parts() const;
    QStringList efisysPaths() const;
    Result<void> collectFonts();
    Result<Fonts> fontsIn(const QStringList &folders);
    Result<void> collectBootSdi(const QString &userFile);
    bool has(QStringView path) const;
    //! The contents of the first of \a paths that is there; empty if none is.
    Result<QByteArray> firstOf(const QStringList &paths);
    void warn(const QString &sentence) { m_files.warnings.append(sentence); }

    const BootImage &m_image;
    QString m_name;
    Generation m_generation = Generation::Plain;
    BootFiles m_files;
};

Result<BootFiles> BootFileCollector::collect(SignerChoice choice, const QString &bootSdiFile)
{
    if (const auto chosen = chooseManager(choice); !chosen)
        return chosen.error();
    if (const auto found = findWinload(); !found)
        return found.error();
    for (const auto &part : parts()) {
        auto content = firstOf(part.paths);
        if (!content)
            return content.error();
        m_files.*part.content = *std::move(content);
    }
    // the loader inside efisys starts bootmgr.efi
    if (m_files.bootmgrEfi.isEmpty())
        m_files.efisys.clear();
    if (m_files.bootStl.isEmpty() && m_image.build() >= firstBuildWithStl)
        warn(Tr::tr(
                 "\"%1\" has no boot.stl. Its boot manager may refuse to start under Secure Boot.")
                 .arg(m_name));
    if (const auto collected = collectFonts(); !collected)
        return collected.error();
    if (const auto collected = collectBootSdi(bootSdiFile); !collected)
        return collected.error();
    return m_files;
}

//! A boot manager that is by neither of the two is taken for what its folder says.
Result<void> BootFileCollector::chooseManager(SignerChoice choice)
{
    const auto *plain = manager(managerPath);
    const auto *ex = manager(managerExPath);
    const bool exIs2023 =
        ex && (isBy(ex, LoaderSigner::Microsoft2023) || !isBy(ex, LoaderSigner::Microsoft2011));
    const bool plainIs2023 = isBy(plain, LoaderSigner::Microsoft2023);
    const bool plainIs2011 = isBy(plain, LoaderSigner::Microsoft2011);

    const BootLoader *chosen = nullptr;
    if (choice == SignerChoice::Microsoft2011)
        chosen = plainIs2011 || !plainIs2023 ? plain : nullptr;
    else if (exIs2023)
        chosen = ex;
    else if (choice == SignerChoice::Auto || plainIs2023)
        chosen = plain ? plain : ex;
    if (!chosen)
        return noManagerBy(choice);

    m_generation = chosen == ex ? Generation::Ex : Generation::Plain;
    m_files.used = choice;
    if (choice == SignerChoice::Auto && (plainIs2023 || exIs2023))
        m_files.used = SignerChoice::Microsoft2023;
    else if (choice == SignerChoice::Auto && isBy(chosen, LoaderSigner::Microsoft2011))
        m_files.used = SignerChoice::Microsoft2011;
    warnAboutSignature(*chosen);
    return {};
}

const BootLoader *BootFileCollector::manager(QStringView path) const
{
    for (const auto &loader : m_image.loaders()) {
        if (loader.path == path)
            return &loader;
    }
    return nullptr;
}

Error BootFileCollector::noManagerBy(SignerChoice choice) const
{
    QStringList present;
    for (const auto path : {managerPath, managerExPath}) {
        if (const auto *loader = manager(path))
            present.append(
                QStringLiteral("%1 (%2)").arg(loader->path, signerText(loader->signature)));
    }
    return {
        Error::Kind::Unsupported,
        Tr::tr("\"%1\" has no boot manager signed by %2; it has %3. Choose another signer or "
               "another boot image.")
            .arg(m_name,
                 signerText(choice == SignerChoice::Microsoft2023 ? LoaderSigner::Microsoft2023
                                                                  : LoaderSigner::Microsoft2011),
                 present.join(QStringLiteral(", "))),
        {}};
}

void BootFileCollector::warnAboutSignature(const BootLoader &manager)
{
    const auto &signature = manager.signature;
    if (signature.signer == LoaderSigner::Unsigned)
        warn(Tr::tr("The boot manager \"%1\" is not signed. Machines with Secure Boot will not "
                    "start it.")
                 .arg(manager.path));
    else if (signature.signer == LoaderSigner::Other)
        warn(Tr::tr("The boot manager \"%1\" is signed by \"%2\", not by Microsoft. Machines with "
                    "Secure Boot may not start it.")
                 .arg(manager.path, signerText(signature)));
    if (signature.signer != LoaderSigner::Unsigned && !signature.digestMatches)
        warn(Tr::tr("The boot manager \"%1\" was changed after it was signed. Machines with Secure "
                    "Boot will not start it.")
                 .arg(manager.path));
}

//! Stock boot stores name System32\boot; bootmgr knows both places.
Result<void> BootFileCollector::findWinload()
{
    const QString places[] = {QStringLiteral("\\windows\\system32\\boot\\winload."),
                              QStringLiteral("\\Windows\\System32\\winload.")};
    for (const auto &place : places) {
        if (m_files.winloadEfi.isEmpty() && has(place + QStringLiteral("efi")))
            m_files.winloadEfi = place + QStringLiteral("efi");
        if (m_image.startsOnBios() && m_files.winloadExe.isEmpty()
            && has(place + QStringLiteral("exe")))
            m_files.winloadExe = place + QStringLiteral("exe");
    }
    if (m_files.winloadEfi.isEmpty())
        return Error{Error::Kind::NotFound,
                     Tr::tr("\"%1\" has no winload.efi in Windows\\System32. Its media could not "
                            "start Windows.")
                         .arg(m_name),
                     {}};
    if (m_image.startsOnBios() && m_files.winloadExe.isEmpty())
        warn(Tr::tr("\"%1\" has no winload.exe. Its media will start on UEFI only.").arg(m_name));
    return {};
}

QList<BootFileCollector::Part> BootFileCollector::parts() const
{
    const bool isEx = m_generation == Generation::Ex;
    const QString boot = QStringLiteral("Windows\\Boot\\");
    QList<Part> parts{
        {&BootFiles::bootmgfw, {(isEx ? managerExPath : managerPath).toString()}},
        {&BootFiles::bootmgrEfi,
         {boot
          + (isEx ? QStringLiteral("EFI_EX\\bootmgr_EX.efi")
                  : QStringLiteral("EFI\\bootmgr.efi"))}},
        {&BootFiles::bootStl, {boot + QStringLiteral("EFI\\boot.stl")}},
        {&BootFiles::efisys, efisysPaths()},
        {&BootFiles::bootresDll, {boot + QStringLiteral("Resources\\bootres.dll")}},
    };
    if (!m_files.winloadExe.isEmpty()) {
        parts.append({&BootFiles::bootmgr, {boot + QStringLiteral("PCAT\\bootmgr")}});
        parts.append({&BootFiles::etfsboot, {boot + QStringLiteral("DVD\\PCAT\\etfsboot.com")}});
    }
    return parts;
}

//! The one without "Press any key" first. A plain boot manager that is by 2023 came alone: the loader in
//! the plain efisys is then older.
QStringList BootFileCollector::efisysPaths() const
{
    const bool isEx = m_generation == Generation::Ex;
    if (!isEx && m_files.used == SignerChoice::Microsoft2023)
        return {};
    const QString top = isEx ? QStringLiteral("Windows\\Boot\\DVD_EX\\EFI\\")
                             : QStringLiteral("Windows\\Boot\\DVD\\EFI\\");
    const QString end = isEx ? QStringLiteral("_EX.bin") : QStringLiteral(".bin");
    QStringList paths;
    for (const auto &language : {m_image.language(), QStringLiteral("en-US")}) {
        paths.append(top + language + QStringLiteral("\\efisys_noprompt") + end);
        paths.append(top + language + QStringLiteral("\\efisys") + end);
    }
    return paths;
}

Result<void> BootFileCollector::collectFonts()
{
    const QString plain = QStringLiteral("Windows\\Boot\\Fonts");
    const QString ex = QStringLiteral("Windows\\Boot\\Fonts_EX");
    auto uefi =
        fontsIn(m_generation == Generation::Ex ? QStringList{plain, ex} : QStringList{plain});
    if (!uefi)
        return uefi.error();
    if (uefi->isEmpty())
        warn(Tr::tr("\"%1\" has no boot fonts. Its boot manager may show an empty screen.")
                 .arg(m_name));
    m_files.uefiFonts = *std::move(uefi);
    if (m_files.bootmgr.isEmpty())
        return {};
    auto bios = fontsIn({plain});
    if (!bios)
        return bios.error();
    m_files.biosFonts = *std::move(bios);
    return {};
}

//! The fonts of all \a folders by name without _EX; a later folder wins.
Result<BootFileCollector::Fonts> BootFileCollector::fontsIn(const QStringList &folders)
{
    std::map<QString, std::pair<QString, const WimEntry *>> byFoldedName;
    for (const auto &folder : folders) {
        for (const auto &font : m_image.files(folder)) {
            const QString name = withoutEx(font.path);
            if (name.endsWith(u".ttf", Qt::CaseInsensitive) && !name.contains(u'/'))
                byFoldedName[name.toCaseFolded()] = {name, font.entry};
        }
    }
    quint64 total = 0;
    for (const auto &[folded, font] : byFoldedName)
        total += qMin(font.second->size, largestFonts);
    if (total > largestFonts)
        return Error{Error::Kind::Unsupported,
                     Tr::tr("\"%1\" has more boot fonts than a medium can take.").arg(m_name),
                     {}};
    Fonts fonts;
    for (const auto &[folded, font] : byFoldedName) {
        auto bytes = m_image.reader().read(*font.second, largestFile);
        if (!bytes)
            return bytes.error();
        fonts.append({font.first, *std::move(bytes)});
    }
    return fonts;
}

Result<void> BootFileCollector::collectBootSdi(const QString &userFile)
{
    auto found = firstOf({QStringLiteral("sms\\boot\\boot.sdi"),
                          QStringLiteral("Windows\\Boot\\DVD\\PCAT\\boot.sdi"),
                          QStringLiteral("Windows\\Boot\\DVD\\EFI\\boot.sdi")});
    if (!found)
        return found.error();
    QString origin = m_name;
    if (found->isEmpty() && !userFile.isEmpty()) {
        origin = userFile;
        found = readUserBootSdi(userFile);
        if (!found)
            return found.error();
    }
    if (found->isEmpty())
        return Error{Error::Kind::NotFound,
                     Tr::tr("\"%1\" has no boot.sdi. Name a boot.sdi file: it is in the folder "
                            "\"boot\" of every Windows installation medium.")
                         .arg(m_name),
                     {}};
    if (sha256(*found).toHex() != knownBootSdi)
        warn(Tr::tr("The boot.sdi of \"%1\" is not the one that Microsoft ships.").arg(origin));
    m_files.bootSdi = *std::move(found);
    return {};
}

bool BootFileCollector::has(QStringView path) const
{
    const auto *entry = m_image.reader().find(path);
    return entry && !entry->isFolder;
}

Result<QByteArray> BootFileCollector::firstOf(const QStringList &paths)
{
    for (const auto &path : paths) {
        const auto *entry = m_image.reader().find(path);
        if (entry && !entry->isFolder)
            return m_image.reader().read(*entry, largestFile);
    }
    return QByteArray();
}

} // namespace

Result<BootFiles> BootImage::bootFiles(SignerChoice choice, const QString &bootSdiFile) const
{
    return BootFileCollector(*this).collect(choice, bootSdiFile);
}

} // namespace bootwright
