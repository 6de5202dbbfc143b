#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""bootwright-cli drives, beside a real UDisks2 and without one. Needs root, for a loop device."""
import json
import os
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cli  # noqa: E402
import system_bus  # noqa: E402
from devices import root_disks  # noqa: E402

SIZE = 96 << 20
WITHOUT = "UDisks2 does not answer on the system bus. Install or start it (package udisks2)."


class Drives(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="bootwright-drives-")
        self.addCleanup(folder.cleanup)
        image = pathlib.Path(folder.name, "drive.img")
        image.touch()
        os.truncate(image, SIZE)
        self.loop = cli.tool("losetup", "--find", "--show", image).decode().strip()
        self.addCleanup(cli.tool, "losetup", "--detach", self.loop)
        cli.tool("mkfs.vfat", "-n", "STICK", self.loop)

    def test_with_udisks(self):
        with system_bus.system_bus() as env:
            done = cli.run("drives", env=env)
            listed = json.loads(cli.run("drives", "--json", env=env).stdout)
            events = cli.events(cli.run("drives", "--progress", "json", env=env).stdout)
        self.assertEqual(done.stderr, "")
        self.assertIn(f"{self.loop}: Loop device, 100.7 MB\n", done.stdout)
        self.assertIn("  Must be unlocked: It is a file that the system shows as a drive. Unlock it if it is the one you mean.\n",
                      done.stdout)
        self.assertTrue(listed["canOpen"])
        self.check(listed)
        self.assertEqual([event["event"] for event in events], ["result", "finished"])
        self.assertEqual(events[0]["result"], listed)
        self.assertEqual(events[1]["outcome"], "done")

    def test_without_udisks(self):
        with system_bus.system_bus(udisks=False) as env:
            done = cli.run("drives", "--json", env=env)
        self.assertEqual(done.stderr, f"warning: Drives are listed, but none can be written. {WITHOUT}\n")
        listed = json.loads(done.stdout)
        self.assertFalse(listed["canOpen"])
        self.check(listed)
        volume = next(drive for drive in listed["drives"] if drive["path"] == self.loop)["volumes"][0]
        self.assertEqual((volume["label"], volume["fileSystem"]), ("STICK", "vfat"))

    def test_without_a_bus(self):
        env = {"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere/bus"}
        done = cli.run("drives", env=env)
        self.assertTrue(done.stderr.endswith(f"{WITHOUT}\n"), done.stderr)
        self.assertIn(f"{self.loop}: ", done.stdout)

    def test_without_lsblk(self):
        done = cli.run("drives", "--json", env={"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere/bus", "PATH": "/nowhere"})
        self.check(json.loads(done.stdout))

    def test_what_is_no_drive_is_not_listed(self):
        with system_bus.system_bus() as env:
            paths = {drive["path"] for drive in json.loads(cli.run("drives", "--json", env=env).stdout)["drives"]}
        self.assertFalse([path for path in paths if path.startswith(("/dev/zram", "/dev/ram", "/dev/dm-"))])

    def test_usage(self):
        self.assertEqual(cli.run("drives", "sda", status=2).stderr, "error: Use: bootwright-cli drives [--json]\n")

    def check(self, listed):
        drives = {drive["path"]: drive for drive in listed["drives"]}
        loop = drives[self.loop]
        self.assertEqual((loop["verdict"], loop["reason"], loop["size"]), ("mustBeUnlocked", "loopDevice", SIZE))
        disks = root_disks()
        self.assertTrue(disks)
        for disk in disks:
            self.assertEqual((drives[disk]["verdict"], drives[disk]["reason"]), ("refused", "systemDrive"))
            self.assertRegex(drives[disk]["sentence"], r"^The running system is on it: /.*\. Choose another drive\.$")
        for drive in drives.values():
            self.assertEqual(set(drive), {"path", "lastingPath", "vendor", "model", "serial", "size", "bus", "port", "removable",
                                          "readOnly", "heldBy", "volumes", "verdict", "reason", "sentence"})
            self.assertEqual(drive["sentence"] == "", drive["verdict"] == "eligible")


if __name__ == "__main__":
    cli.main(root=True)
