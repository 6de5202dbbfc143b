// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DevicePath.h"

namespace lab {

namespace {

// UEFI 2.10, 10.3: types and subtypes of nodes.
constexpr uint8_t messaging = 3, media = 4, end = 0x7F;
constexpr uint8_t macAddress = 11, partition = 1, compactDisc = 2;

//! The length of \a node; 0 if it cannot be right.
size_t lengthOf(const efi::DevicePath *node)
{
    const size_t length = size_t(node->length[1]) << 8 | node->length[0];
    return length < sizeof(efi::DevicePath) ? 0 : length;
}

const efi::DevicePath *after(const efi::DevicePath *node)
{
    return reinterpret_cast<const efi::DevicePath *>(reinterpret_cast<const uint8_t *>(node)
                                                     + lengthOf(node));
}

bool isNode(const efi::DevicePath *node)
{
    return node != nullptr && node->type != end && lengthOf(node) != 0;
}

} // namespace

DevicePath DevicePath::of(efi::BootServices &boot, efi::Handle handle)
{
    void *path = nullptr;
    if (efi::failed(boot.protocol(handle, &efi::devicePathGuid, &path)))
        return DevicePath();
    return DevicePath(static_cast<const efi::DevicePath *>(path));
}

Text DevicePath::medium() const
{
    for (const efi::DevicePath *node = m_path; isNode(node); node = after(node)) {
        if (node->type == media && node->subType == compactDisc)
            return "cd";
        if (node->type == media && node->subType == partition)
            return "disk";
        if (node->type == messaging && node->subType == macAddress)
            return "network";
    }
    return "other";
}

Text DevicePath::mediumName() const
{
    const Text name = medium();
    if (name == "cd")
        return "CD or DVD, El Torito image";
    if (name == "disk")
        return "Disk or USB stick, partition";
    return name == "network" ? Text("Network") : Text("Something else");
}

size_t DevicePath::diskSize() const
{
    const efi::DevicePath *node = m_path;
    while (isNode(node) && node->type != media)
        node = after(node);
    return size_t(reinterpret_cast<const uint8_t *>(node)
                  - reinterpret_cast<const uint8_t *>(m_path));
}

bool DevicePath::isSameDisk(DevicePath other) const
{
    const Text own(reinterpret_cast<const char *>(m_path), diskSize());
    return !own.isEmpty()
           && own == Text(reinterpret_cast<const char *>(other.m_path), other.diskSize());
}

void DevicePath::addTo(Line &line, efi::BootServices &boot) const
{
    void *found = nullptr;
    if (m_path == nullptr
        || efi::failed(boot.locateProtocol(&efi::devicePathToTextGuid, nullptr, &found))) {
        line.add("unknown");
        return;
    }
    char16_t *const text = static_cast<efi::DevicePathToText *>(found)->convertPath(m_path, 1, 1);
    if (text == nullptr) {
        line.add("unknown");
        return;
    }
    line.addUtf16(text);
    boot.free(text);
}

} // namespace lab
