// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/drive/DriveControl.h"
#include "core/drive/RemovableDrive.h"
#include "core/drive/StorageDescriptor.h"

#include <QDir>
#include <QSettings>

#include <algorithm>
#include <initguid.h>
// after initguid.h, which makes the identifiers in them real
#include <cfgmgr32.h>
#include <knownfolders.h>
#include <ntddstor.h>
#include <setupapi.h>
#include <shlobj.h>
#include <winioctl.h>

namespace bootwright {

namespace {

constexpr qsizetype kMostDescriptor = 64 * 1024;

//! The list of present disks, as SetupDi hands it out.
class DiskInterfaces
{
public:
    DiskInterfaces()
        : m_list(::SetupDiGetClassDevsW(
            &GUID_DEVINTERFACE_DISK, nullptr, nullptr, DIGCF_PRESENT | DIGCF_DEVICEINTERFACE))
    {}
    ~DiskInterfaces()
    {
        if (isGood())
            ::SetupDiDestroyDeviceInfoList(m_list);
    }
    DiskInterfaces(const DiskInterfaces &) = delete;
    DiskInterfaces &operator=(const DiskInterfaces &) = delete;

    bool isGood() const { return m_list != INVALID_HANDLE_VALUE; }

    //! The path of the disk \a index and its node in the tree of devices; nothing after the last.
    std::optional<std::pair<QString, DEVINST>> at(DWORD index) const
    {
        SP_DEVICE_INTERFACE_DATA face = {};
        face.cbSize = sizeof(face);
        if (!::SetupDiEnumDeviceInterfaces(m_list, nullptr, &GUID_DEVINTERFACE_DISK, index, &face))
            return {};
        DWORD size = 0;
        ::SetupDiGetDeviceInterfaceDetailW(m_list, &face, nullptr, 0, &size, nullptr);
        std::vector<char> room(std::max<size_t>(size, sizeof(SP_DEVICE_INTERFACE_DETAIL_DATA_W)));
        auto *detail = reinterpret_cast<SP_DEVICE_INTERFACE_DETAIL_DATA_W *>(room.data());
        detail->cbSize = sizeof(*detail);
        SP_DEVINFO_DATA node = {};
        node.cbSize = sizeof(node);
        if (!::SetupDiGetDeviceInterfaceDetailW(
                m_list, &face, detail, DWORD(room.size()), nullptr, &node))
            return std::pair<QString, DEVINST>{};
        return std::pair{QString::fromWCharArray(detail->DevicePath), node.DevInst};
    }

private:
    HDEVINFO m_list;
};

//! "Port_#0002.Hub_#0001": where the parent of the disk is plugged in.
QString portOf(DEVINST disk)
{
    DEVINST parent = 0;
    wchar_t text[256] = {};
    ULONG size = sizeof(text) - sizeof(wchar_t);
    if (::CM_Get_Parent(&parent, disk, 0) != CR_SUCCESS
        || ::CM_Get_DevNode_Registry_PropertyW(
               parent, CM_DRP_LOCATION_INFORMATION, nullptr, text, &size, 0)
               != CR_SUCCESS)
        return {};
    return cleanName(QString::fromWCharArray(text));
}

Result<RemovableDrive> readDisk(const QString &path, DEVINST node)
{
    const auto disk = openDevice(path, 0);
    STORAGE_PROPERTY_QUERY query = {};
    query.PropertyId = StorageDeviceProperty;
    query.QueryType = PropertyStandardQuery;
    const auto number = diskNumber(disk);
    const auto descriptor =
        ask(disk, IOCTL_STORAGE_QUERY_PROPERTY, &query, sizeof(query), kMostDescriptor);
    if (!number || !descriptor)
        return windowsDriveError(Tr::tr("Cannot read the properties of a drive."),
                                 ::GetLastError());
    auto drive = parseStorageDescriptor(*descriptor);
    if (!drive)
        return drive.error();
    drive->identity.path = QStringLiteral("\\\\.\\PhysicalDrive%1").arg(*number);
    drive->identity.place = path;
    drive->identity.number = *number;
    drive->port = portOf(node);
    if (const auto size = diskSize(disk)) {
        drive->identity.size = size->bytes;
        drive->logicalSectorSize = size->sector;
        drive->readOnly =
            !control(disk, IOCTL_DISK_IS_WRITABLE) && ::GetLastError() == ERROR_WRITE_PROTECT;
    }
    return RemovableDrive{std::move(*drive), {}};
}

//! A volume and the disks that it lies on.
struct Volume
{
    DriveVolume properties;
    std::vector<DWORD> disks;
};

QStringList mountPointsOf(const QString &name)
{
    std::vector<wchar_t> points(32 * 1024);
    DWORD size = 0;
    if (!::GetVolumePathNamesForVolumeNameW(wide(name), points.data(), DWORD(points.size()), &size))
        return {};
    const auto texts = QString::fromWCharArray(points.data(), qsizetype(size));
    return texts.split(QChar(u'\0'), Qt::SkipEmptyParts);
}

//! \a name as Windows gives it, with a backslash at the end.
Volume readVolume(const QString &name)
{
    Volume volume;
    volume.properties.path = name.chopped(1); // with the backslash it would be the root folder
    volume.disks = disksOf(openDevice(volume.properties.path, 0));
    volume.properties.mountPoints = mountPointsOf(name);
    wchar_t label[MAX_PATH + 1] = {}, fileSystem[MAX_PATH + 1] = {};
    if (::GetVolumeInformationW(
            wide(name), label, MAX_PATH, nullptr, nullptr, nullptr, fileSystem, MAX_PATH)) {
        volume.properties.label = cleanLabel(QString::fromWCharArray(label));
        volume.properties.fileSystem = cleanName(QString::fromWCharArray(fileSystem));
    }
    ULARGE_INTEGER size = {};
    if (::GetDiskFreeSpaceExW(wide(name), nullptr, &size, nullptr))
        volume.properties.size = size.QuadPart;
    return volume;
}

std::vector<Volume> readVolumes()
{
    std::vector<Volume> volumes;
    wchar_t name[MAX_PATH + 1] = {};
    const auto search = ::FindFirstVolumeW(name, MAX_PATH);
    if (search == INVALID_HANDLE_VALUE)
        return volumes;
    do
        volumes.push_back(readVolume(QString::fromWCharArray(name)));
    while (::FindNextVolumeW(search, name, MAX_PATH));
    ::FindVolumeClose(search);
    return volumes;
}

//! Folders of the running system, and what to call them.
QStringList systemFolders()
{
    QStringList folders;
    wchar_t windows[MAX_PATH + 1] = {};
    if (::GetSystemWindowsDirectoryW(windows, MAX_PATH) != 0)
        folders.append(QString::fromWCharArray(windows));
    for (const auto &id :
         {FOLDERID_ProgramData, FOLDERID_ProgramFiles, FOLDERID_UserProfiles, FOLDERID_Profile}) {
        wchar_t *folder = nullptr;
        if (::SHGetKnownFolderPath(id, 0, nullptr, &folder) == S_OK)
            folders.append(QString::fromWCharArray(folder));
        ::CoTaskMemFree(folder);
    }
    const QSettings memory(QStringLiteral("HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control"
                                          "\\Session Manager\\Memory Management"),
                           QSettings::NativeFormat);
    for (auto file : memory.value(QStringLiteral("ExistingPageFiles")).toStringList())
        folders.append(file.remove(QStringLiteral("\\??\\")));
    return folders;
}

SystemUse systemUse()
{
    SystemUse use;
    const auto add = [&](const QString &volume, const QString &what) {
        for (const auto disk : disksOf(openDevice(volume, 0)))
            if (!use[disk].contains(what))
                use[disk].append(what);
    };
    for (const auto &folder : systemFolders()) {
        wchar_t root[MAX_PATH + 1] = {}, name[MAX_PATH + 1] = {};
        if (::GetVolumePathNameW(wide(folder), root, MAX_PATH)
            && ::GetVolumeNameForVolumeMountPointW(root, name, MAX_PATH))
            add(QString::fromWCharArray(name).chopped(1), QString::fromWCharArray(root));
    }
    // the partition that the firmware starts Windows from
    const QSettings setup(QStringLiteral("HKEY_LOCAL_MACHINE\\SYSTEM\\Setup"),
                          QSettings::NativeFormat);
    if (const auto boot = setup.value(QStringLiteral("SystemPartition")).toString();
        !boot.isEmpty())
        add(QStringLiteral("\\\\?\\GLOBALROOT") + boot, Tr::tr("the boot partition"));
    return use;
}

void judge(std::vector<RemovableDrive> &drives)
{
    const auto volumes = readVolumes();
    const auto use = systemUse();
    for (auto &drive : drives) {
        for (const auto &volume : volumes) {
            if (std::count(
                    volume.disks.begin(), volume.disks.end(), drive.properties.identity.number)
                == 0)
                continue;
            drive.properties.volumes.push_back(volume.properties);
            if (volume.disks.size() > 1)
                drive.properties.heldBy.append(
                    Tr::tr("a volume over several disks (%1)")
                        .arg(volume.properties.mountPoints.join(QStringLiteral(", "))));
        }
        drive.verdict = verdict(drive.properties, use);
    }
}

} // namespace

Result<DriveList> listDrives()
{
    const DiskInterfaces disks;
    if (!disks.isGood())
        return windowsDriveError(Tr::tr("Cannot list the drives."), ::GetLastError());
    DriveList list;
    for (DWORD index = 0; const auto disk = disks.at(index); ++index)
        if (auto drive = readDisk(disk->first, disk->second)) // one that fails was just unplugged
            list.drives.push_back(std::move(*drive));
    judge(list.drives);
    std::sort(list.drives.begin(), list.drives.end(), [](const auto &a, const auto &b) {
        return a.properties.identity.number < b.properties.identity.number;
    });
    return list;
}

Result<RemovableDrive> findDrive(const DriveList &list, const QString &path)
{
    const auto name = QDir::toNativeSeparators(path);
    const auto isDisk =
        name.startsWith(QStringLiteral("\\\\.\\PhysicalDrive"), Qt::CaseInsensitive);
    for (const auto &drive : list.drives)
        if (drive.properties.identity.path.compare(name, Qt::CaseInsensitive) == 0)
            return drive;
    if (!isDisk)
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("Cannot find the drive \"%1\". It is no drive. \"bootwright-cli drives\" "
                   "lists the drives.")
                .arg(path),
            {}};
    return Error{Error::Kind::NotFound,
                 Tr::tr("Cannot find the drive \"%1\". Nothing is connected there.").arg(path),
                 {}};
}

} // namespace bootwright
