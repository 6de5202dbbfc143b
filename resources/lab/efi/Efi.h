// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "EfiProtocols.h"

namespace efi {

struct LoadedImage
{
    uint32_t revision;
    Handle parent;
    void *systemTable;
    Handle device;
    const DevicePath *filePath;
};

enum class Search : uint32_t { All, ByNotify, ByProtocol };
constexpr uint32_t loaderData = 2;

struct BootServices
{
    TableHeader header;
    Slot taskPriority[2];
    Slot allocatePages, freePages, memoryMap;
    Status (*allocate)(uint32_t type, size_t size, void **memory);
    Status (*free)(void *memory);
    Slot createEvent, setTimer;
    Status (*waitForEvent)(size_t count, Event *events, size_t *index);
    Slot signalEvent, closeEvent, checkEvent;
    Slot installProtocol, reinstallProtocol, uninstallProtocol;
    Status (*protocol)(Handle, const Guid *, void **found);
    Slot reserved, registerNotify, locateHandle, locateDevicePath, installTable;
    Slot loadImage, startImage, exit, unloadImage, exitBootServices;
    Slot nextCount;
    Status (*stall)(size_t microseconds);
    Status (*setWatchdog)(size_t seconds, uint64_t code, size_t size, const char16_t *data);
    Status (*connect)(Handle, Handle *drivers, const DevicePath *remaining, uint8_t recursive);
    Slot disconnect, openProtocol, closeProtocol, openInformation, protocolsPerHandle;
    Status (*locateHandles)(Search, const Guid *, void *key, size_t *count, Handle **handles);
    Status (*locateProtocol)(const Guid *, void *registration, void **found);
};

struct SystemTable
{
    TableHeader header;
    const char16_t *vendor;
    uint32_t firmwareRevision;
    Handle inputHandle;
    TextInput *input;
    Handle outputHandle;
    TextOutput *output;
    Handle errorHandle;
    TextOutput *error;
    void *runtimeServices;
    BootServices *boot;
};

} // namespace efi
