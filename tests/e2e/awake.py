#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line keeps the computer awake while it works, and not while it asks: at a real login manager."""
import contextlib
import json
import os
import pathlib
import pty
import re
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cli  # noqa: E402
import system_bus  # noqa: E402

MANAGER = ["org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"]


class Awake(cli.LabCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        stack = contextlib.ExitStack()
        cls.addClassCleanup(stack.close)
        cls.env = stack.enter_context(system_bus.system_bus(udisks=False, login=True))
        cls.iso = cls.lab / "lab.iso"
        recipe = json.loads((cls.lab / "recipe.json").read_text())
        recipe["security"]["passwordProtected"] = False
        (cls.lab / "recipe.json").write_text(json.dumps(recipe))
        cls.run_here("build", cls.lab / "recipe.json", "--output", cls.iso)

    @classmethod
    def run_here(cls, *arguments):
        return cli.run(*arguments, "--log", cls.lab / "log.txt", env=cls.env)

    def locks(self):
        """What keeps the computer awake: what, who, why and how, of each."""
        told = cli.tool("busctl", "--json=short", "call", f"--address={self.env['DBUS_SYSTEM_BUS_ADDRESS']}", *MANAGER, "ListInhibitors")
        return [lock[:4] for lock in json.loads(told)["data"][0]]

    def asked_by(self, *arguments):
        """Why the computer was to stay awake while the command ran; afterwards it need not."""
        monitor = subprocess.Popen(["dbus-monitor", "--system", "member='Inhibit'"], env=self.env, stdout=subprocess.PIPE, text=True)
        try:
            while "NameLost" not in monitor.stdout.readline():  # from here on it listens
                pass
            self.run_here(*arguments)
            time.sleep(0.3)
        finally:
            monitor.terminate()
            told = monitor.communicate()[0]
        self.assertEqual(self.locks(), [])
        calls = re.findall(r'member=Inhibit\n +string "(.*)"\n +string "(.*)"\n +string "(.*)"\n +string "(.*)"', told)
        for what, who, _, how in calls:
            self.assertEqual((what, who, how), ("sleep:idle", "Bootwright", "block"))
        return [why for _, _, why, _ in calls]

    def test_every_long_command(self):
        image, kit = self.folder / "stick.img", self.folder / "lab.bootkit"
        with open(image, "wb") as stick:
            stick.truncate(256 << 20)
        recipe = self.lab / "recipe.json"
        for why, *arguments in (("Making boot media", "build", recipe, "--output", self.folder / "new.iso"),
                                ("Writing sticks", "write", self.iso, image, "--yes"),
                                ("Refreshing sticks", "refresh", self.iso, image),
                                ("Verifying boot media", "verify", self.iso),
                                ("Reading boot media", "inspect", self.iso, "--hashes"),
                                ("Reading boot media", "compare", self.iso, self.iso, "--hashes"),
                                ("Fetching a boot image", "site", "fetch", "--site", self.lab / "site.json", "LAB00005"),
                                ("Packing a kit", "pack", recipe, kit),
                                ("Unpacking a kit", "unpack", kit, self.folder / "kit"),
                                ("Renewing boot media", "renew", self.folder / "new.iso", "--days", "90")):
            with self.subTest(arguments[0]):
                self.assertEqual(self.asked_by(*arguments), [why])
        for arguments in (["drives"], ["site", "show", "lab"], ["inspect", self.iso]):
            with self.subTest(arguments[0]):
                self.assertEqual(self.asked_by(*arguments), [])

    def test_lock_is_held_while_it_works(self):
        cli.pad_wim(self.lab / "boot.wim", 96 << 20, self.folder)
        command = [cli.CLI, "build", self.lab / "recipe.json", "--output", self.folder / "out.iso", "--log", self.folder / "log.txt"]
        build = subprocess.Popen(list(map(str, command)), env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
        held = []
        while build.poll() is None and not held:
            build.send_signal(signal.SIGSTOP)  # nothing ends between two looks
            held = self.locks()
            build.send_signal(signal.SIGCONT)
            time.sleep(0.02)
        self.assertEqual(build.wait(60), 0)
        self.assertEqual(held, [["sleep:idle", "Bootwright", "Making boot media", "block"]])
        self.assertEqual(self.locks(), [])

    def test_work_goes_on_where_nobody_can_be_asked(self):
        log = self.folder / "log.txt"
        cli.run("verify", self.iso, "--log", log, env={"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"})
        self.assertIn("The computer could not be kept awake: ", log.read_text())

    def test_computer_may_sleep_while_somebody_is_asked(self):
        image = self.folder / "stick.img"
        image.write_bytes(b"something" * 1000)
        with open(image, "r+b") as stick:
            stick.truncate(256 << 20)
        recipe = json.loads((self.lab / "recipe.json").read_text())
        recipe["target"] = {**recipe["target"], "type": "usb", "path": str(image)}
        (self.lab / "stick.json").write_text(json.dumps(recipe))
        leader, follower = pty.openpty()
        command = [cli.CLI, "build", self.lab / "stick.json", "--log", self.folder / "log.txt"]
        build = subprocess.Popen(list(map(str, command)), env=self.env, stdin=follower, stdout=follower, stderr=follower)
        os.close(follower)
        self.read_until(leader, b"to go on:")
        time.sleep(0.3)
        self.assertEqual(self.locks(), [])
        os.write(leader, b"yes\n")
        self.read_until(leader, b"Written, read back and equal.")
        self.assertEqual(build.wait(60), 0)
        os.close(leader)

    def read_until(self, terminal, wanted):
        text = b""
        while wanted not in text:
            try:
                text += os.read(terminal, 65536)
            except OSError as error:  # the other end is closed
                raise AssertionError(text.decode(errors="replace")) from error


if __name__ == "__main__":
    cli.main(root=True)
