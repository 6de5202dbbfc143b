// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/BootImage.h"

#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/wim/PeFile.h"

#include <algorithm>
#include <optional>

namespace bootwright {

namespace {

//! Real boot managers have some 3 MiB.
constexpr quint64 largestLoader = 64_MiB;

//! WINDOWS/ARCH of the XML: PROCESSOR_ARCHITECTURE_INTEL, _AMD64, _ARM64 of winnt.h.
std::optional<Architecture> architectureOfXml(int arch)
{
    switch (arch) {
    case 0:
        return Architecture::X86;
    case 9:
        return Architecture::X64;
    case 12:
        return Architecture::Arm64;
    default:
        return {};
    }
}

std::optional<Architecture> architectureOfMachine(quint16 machine)
{
    switch (machine) {
    case PeFile::machineX86:
        return Architecture::X86;
    case PeFile::machineX64:
        return Architecture::X64;
    case PeFile::machineArm64:
        return Architecture::Arm64;
    default:
        return {};
    }
}

} // namespace

Result<BootImage> BootImage::open(const QString &path, int imageIndex)
{
    auto reader = WimReader::open(path);
    if (!reader)
        return reader.error();
    BootImage image(*std::move(reader));
    if (const auto selected = image.select(imageIndex); !selected)
        return selected.error();
    if (const auto read = image.readLoaders(); !read)
        return read.error();
    if (const auto decided = image.decideArchitecture(); !decided)
        return decided.error();
    image.findDrivers();
    return image;
}

Result<void> BootImage::select(int imageIndex)
{
    const auto &images = m_reader.images();
    const QString path = m_reader.path();
    if (imageIndex == 0)
        imageIndex = images.size() == 1 ? 1 : m_reader.bootIndex();
    if (imageIndex == 0)
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr(
                "\"%1\" holds %2 images and none is marked for booting. Choose one by its number.")
                .arg(path)
                .arg(images.size()),
            {}};
    const auto found = std::find_if(images.begin(), images.end(), [&](const WimImage &image) {
        return image.index == imageIndex;
    });
    if (found == images.end())
        return Error{Error::Kind::NotFound,
                     Tr::tr("\"%1\" has no image %2; it holds %3.")
                         .arg(path)
                         .arg(imageIndex)
                         .arg(images.size()),
                     {}};
    m_image = *found;
    return m_reader.selectImage(imageIndex);
}

Result<void> BootImage::readLoaders()
{
    const QString efi = QStringLiteral("Windows\\Boot\\EFI\\");
    const QString efiEx = QStringLiteral("Windows\\Boot\\EFI_EX\\");
    const std::pair<QString, QString> places[] = {
        {efi + QStringLiteral("bootmgfw.efi"), Tr::tr("boot manager (UEFI)")},
        {efiEx + QStringLiteral("bootmgfw_EX.efi"), Tr::tr("boot manager (UEFI, 2023)")},
        {efi + QStringLiteral("bootmgr.efi"), Tr::tr("boot manager (UEFI, second stage)")},
        {efiEx + QStringLiteral("bootmgr_EX.efi"),
         Tr::tr("boot manager (UEFI, 2023, second stage)")},
    };
    for (const auto &[path, role] : places) {
        if (const auto added = addLoader(path, role); !added)
            return added.error();
    }
    const auto isManager = [](const BootLoader &loader) {
        return loader.path.contains(u"bootmgfw", Qt::CaseInsensitive);
    };
    if (std::none_of(m_loaders.begin(), m_loaders.end(), isManager))
        return Error{
            Error::Kind::NotFound,
            Tr::tr("\"%1\" has no boot manager for UEFI (%2). It is not a boot image of Windows.")
                .arg(m_reader.path(), places[0].first),
            {}};
    const QString bios = QStringLiteral("Windows\\Boot\\PCAT\\bootmgr");
    if (const auto *entry = m_reader.find(bios); entry && !entry->isFolder)
        m_loaders.append({bios, Tr::tr("boot manager (BIOS)"), entry->size, 0, {}});
    return {};
}

Result<void> BootImage::addLoader(const QString &path, const QString &role)
{
    const auto *entry = m_reader.find(path);
    if (!entry || entry->isFolder)
        return {};
    const auto bytes = m_reader.read(*entry, largestLoader);
    if (!bytes)
        return bytes.error();
    const QString context = Tr::tr("Cannot read \"%1\" in \"%2\".").arg(path, m_reader.path());
    const auto program = PeFile::parse(*bytes);
    if (!program)
        return program.error().within(context);
    const auto signature = readLoaderSignature(*bytes);
    if (!signature)
        return signature.error().within(context);
    m_loaders.append({path, role, entry->size, program->machine(), *signature});
    return {};
}

Result<void> BootImage::decideArchitecture()
{
    auto known = architectureOfXml(m_image.arch);
    const auto unsupported = [&](const QString &detail) {
        return Error{Error::Kind::Unsupported,
                     Tr::tr("\"%1\" is for a kind of processor that boot media cannot be made for.")
                         .arg(m_reader.path()),
                     detail};
    };
    if (!known && m_image.arch >= 0)
        return unsupported(QStringLiteral("WINDOWS/ARCH %1").arg(m_image.arch));
    for (const auto &loader : m_loaders) {
        if (loader.machine == 0)
            continue;
        const auto machine = architectureOfMachine(loader.machine);
        if (!machine)
            return unsupported(
                QStringLiteral("%1: machine %2").arg(loader.path).arg(loader.machine, 4, 16));
        if (known && known != machine)
            return Error{Error::Kind::Corrupt,
                         Tr::tr("\"%1\" is for %2, but its boot manager \"%3\" is for %4.")
                             .arg(m_reader.path(),
                                  architectureName(*known),
                                  loader.path,
                                  architectureName(*machine)),
                         {}};
        known = machine;
    }
    m_architecture = *known; // there is a UEFI boot manager
    return {};
}

void BootImage::findDrivers()
{
    QStringList names;
    if (const auto *store = m_reader.find(u"Windows\\System32\\DriverStore\\FileRepository")) {
        for (const auto *package : m_reader.children(*store)) {
            // name.inf_amd64_0123456789abcdef
            const auto end = package->name.indexOf(u".inf_", 0, Qt::CaseInsensitive);
            if (package->isFolder && end > 0)
                names.append(package->name.first(end + 4));
        }
    }
    if (const auto *folder = m_reader.find(u"Windows\\INF")) {
        for (const auto *file : m_reader.children(*folder)) {
            if (!file->isFolder && file->name.startsWith(u"oem", Qt::CaseInsensitive)
                && file->name.endsWith(u".inf", Qt::CaseInsensitive))
                names.append(file->name);
        }
    }
    const auto same = [](const QString &a, const QString &b) {
        return a.compare(b, Qt::CaseInsensitive) == 0;
    };
    names.sort(Qt::CaseInsensitive);
    names.erase(std::unique(names.begin(), names.end(), same), names.end());
    m_drivers = names;
}

bool BootImage::startsOnBios() const
{
    const auto isBios = [](const BootLoader &loader) { return loader.machine == 0; };
    return m_architecture != Architecture::Arm64
           && std::any_of(m_loaders.begin(), m_loaders.end(), isBios);
}

QString BootImage::version() const
{
    return QStringLiteral("%1.%2.%3.%4")
        .arg(m_image.major)
        .arg(m_image.minor)
        .arg(m_image.build)
        .arg(m_image.spBuild);
}

QString BootImage::language() const
{
    return m_image.defaultLanguage.isEmpty() ? QStringLiteral("en-US") : m_image.defaultLanguage;
}

QString BootImage::smsBinFolder() const
{
    return QStringLiteral("sms\\bin\\")
           + (m_architecture == Architecture::X86 ? QStringLiteral("i386")
                                                  : architectureName(m_architecture));
}

QList<BootImageFile> BootImage::files(const QString &folder) const
{
    QList<BootImageFile> found;
    const auto *top = m_reader.find(folder);
    if (!top || !top->isFolder)
        return found;
    QList<BootImageFile> open{{QString(), top}};
    while (!open.isEmpty()) {
        const auto parent = open.takeLast();
        for (const auto *child : m_reader.children(*parent.entry)) {
            auto &list = child->isFolder ? open : found;
            list.append({parent.path + child->name, child});
            if (child->isFolder)
                open.last().path += u'/';
        }
    }
    std::sort(found.begin(), found.end(), [](const BootImageFile &a, const BootImageFile &b) {
        return a.path < b.path;
    });
    return found;
}

} // namespace bootwright
