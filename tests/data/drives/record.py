#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""record.py FILE ABOUT DISK...   writes down what Linux says of its drives, for tst_drivesOf.

FILE gets the attributes in /sys, the mounts and swaps in /proc, what lsblk says and what UDisks2 says,
all as it comes, but only of the disks that are named ("sda") and of what is made of them. ABOUT is a
sentence on what is plugged in. Needs a running UDisks2 and python3-dbus.
"""
import json
import os
import pathlib
import stat
import subprocess
import sys

import dbus

ATTRIBUTES = ("dev", "size", "ro", "removable", "hidden", "partition", "diskseq", "queue/logical_block_size", "device/type",
              "dm/name", "dm/uuid", "loop/backing_file")
COLUMNS = "MAJ:MIN,VENDOR,MODEL,SERIAL,LABEL,FSTYPE,MOUNTPOINT"
INTERFACES = ("Block", "Drive", "Filesystem", "Swapspace", "Partition", "Encrypted", "Loop", "MDRaid")


def number_text(number):
    return f"{os.major(number)}:{os.minor(number)}"


def backing(file):
    try:
        info = os.stat(file)
    except OSError:
        return "unknown"
    if stat.S_ISBLK(info.st_mode):
        return "device " + number_text(info.st_rdev)
    return "file " + number_text(info.st_dev) if stat.S_ISREG(info.st_mode) else "unknown"


def lasting_path(node):
    links = pathlib.Path("/dev/disk/by-id")
    found = sorted(str(link) for link in links.iterdir() if link.resolve() == node) if links.exists() else []
    return next((link for link in found if "/usb-" in link), found[0] if found else "")


def attributes(folder):
    found = {name: (folder / name).read_text().replace("\n", "") for name in ATTRIBUTES if (folder / name).exists()}
    found["path"] = str(folder.resolve())[len("/sys"):]
    found["slaves"] = " ".join(sorted(path.name for path in (folder / "slaves").glob("*")))
    found["lastingPath"] = lasting_path(pathlib.Path("/dev") / folder.name)
    if "loop/backing_file" in found:
        found["backing"] = backing(found["loop/backing_file"])
    return {name: text for name, text in found.items() if text}


def chosen_devices(disks):
    devices = {folder.name: attributes(folder) for folder in sorted(pathlib.Path("/sys/class/block").iterdir())}
    chosen = set(disks)
    while True:
        more = {name for name, device in devices.items()
                if set(device.get("slaves", "").split()) & chosen
                or ("partition" in device and device["path"].split("/")[-2] in chosen)}
        if more <= chosen:
            return {name: devices[name] for name in devices if name in chosen}
        chosen |= more


def lsblk(numbers):
    answer = json.loads(subprocess.run(["lsblk", "--json", "--all", "--output", COLUMNS], check=True, capture_output=True).stdout)
    return {"blockdevices": [device for device in answer["blockdevices"] if device["maj:min"].strip() in numbers]}


def plain(value):
    """A D-Bus value as JSON has it; byte strings as text."""
    if isinstance(value, dbus.Array):
        if value.signature == "y":
            return bytes(value).rstrip(b"\0").decode(errors="replace")
        return [plain(one) for one in value]
    if isinstance(value, dbus.Boolean):
        return bool(value)
    if isinstance(value, (dbus.String, dbus.ObjectPath)):
        return str(value)
    if isinstance(value, dbus.Double):
        return float(value)
    return int(value) if isinstance(value, int) else None


def udisks(numbers):
    bus = dbus.SystemBus()
    manager = dbus.Interface(bus.get_object("org.freedesktop.UDisks2", "/org/freedesktop/UDisks2"),
                             "org.freedesktop.DBus.ObjectManager")
    prefix = "org.freedesktop.UDisks2."
    objects = {}
    for path, interfaces in manager.GetManagedObjects().items():
        objects[str(path)] = {name: {key: plain(value) for key, value in properties.items() if plain(value) is not None}
                              for name, properties in interfaces.items() if name.removeprefix(prefix) in INTERFACES}
    blocks = {path: interfaces for path, interfaces in objects.items()
              if prefix + "Block" in interfaces and number_text(interfaces[prefix + "Block"]["DeviceNumber"]) in numbers}
    drives = {interfaces[prefix + "Block"]["Drive"] for interfaces in blocks.values()}
    return {path: interfaces for path, interfaces in sorted(objects.items()) if path in blocks or path in drives}


def mounts(numbers):
    """The lines of mountinfo that speak of block devices."""
    lines = pathlib.Path("/proc/self/mountinfo").read_text().splitlines()
    return [line for line in lines
            if line.split()[2] in numbers or line.split(" - ")[1].split()[0] in ("btrfs", "overlay") or line.split()[4] == "/"]


def main():
    file, about, *disks = sys.argv[1:]
    devices = chosen_devices(disks)
    numbers = {device["dev"] for device in devices.values()}
    sets = [sorted(path.name for path in folder.glob("devices/*")) for folder in sorted(pathlib.Path("/sys/fs/btrfs").glob("*"))]
    recorded = {"about": about,
                "sysfs": list(devices.values()),
                "mountinfo": mounts(numbers),
                "swaps": [line for line in pathlib.Path("/proc/swaps").read_text().splitlines()
                          if any(line.split()[0] == "/dev/" + name for name in devices)],
                "btrfsSets": [names for names in sets if set(names) & set(devices)],
                "lsblk": lsblk(numbers),
                "udisks": udisks(numbers)}
    pathlib.Path(file).write_text(json.dumps(recorded, indent=1, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
