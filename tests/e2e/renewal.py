#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Renewing media by the command line: kills at random moments, a full disk, two at once, read-only media."""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cli  # noqa: E402
import system_bus  # noqa: E402

KILLS = int(os.environ.get("BOOTWRIGHT_KILLS", 500))
FOLDER_KILLS = max(10, KILLS // 5)
CHANCE = pathlib.Path(__file__).resolve().parent.parent / "data/identity/chance.json"


def copy(source, target):
    """A copy with the holes of the original."""
    cli.tool("cp", "--sparse=always", source, target)
    return target


class Renewal(cli.LabCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        case = cls("inspect")
        case.setUp()
        cls.original = copy(case.build(), cls.lab / "original.iso")
        case.doCleanups()

    def setUp(self):
        super().setUp()
        self.iso = copy(self.original, self.folder / "out.iso") if hasattr(self, "original") else None

    def command(self, media, *arguments):
        # with a fixed key, or making one takes most of the time in which a kill can come
        return [cli.CLI, "renew", str(media), "--log", str(self.folder / "log.txt"), "--reproducible", str(CHANCE),
                *map(str, self.secrets()), *map(str, arguments)]

    def renew(self, media, *arguments, status=0):
        return cli.run(*self.command(media, *arguments)[1:], status=status)

    def inspect(self, media):
        shown = cli.run("inspect", media, "--json", "--log", self.folder / "log.txt", *self.secrets())
        return json.loads(shown.stdout)

    def verify(self, media):
        return cli.run("verify", media, "--log", self.folder / "log.txt").stdout

    def killed_renewals(self, media, kills, seed, is_same):
        """Renews, killed at a random moment; each time the media are as before or as they should be."""
        started = time.monotonic()
        self.renew(media, "--label", "Round 0", "--days", 100)
        whole = time.monotonic() - started
        chance = random.Random(seed)
        label, olds, news, finished = "Round 0", 0, 0, 0
        for number in range(1, kills + 1):
            wanted = f"Round {number}"
            arguments = ["--label", wanted, "--days", 100 + number]
            # in every second round the variables grow or shrink by some clusters
            arguments += ["--variable", f"Growing={'x' * chance.randrange(12_000)}"] if number % 2 else []
            child = subprocess.Popen(self.command(media, *arguments), stdin=subprocess.DEVNULL,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            started = time.monotonic()
            try:
                child.wait(chance.uniform(0, whole * 1.5))
                whole = (whole * 3 + time.monotonic() - started) / 4  # as fast as the machine is now
            except subprocess.TimeoutExpired:
                whole *= 1.01
            child.kill()
            child.communicate()
            seen = self.inspect(media)  # reads only, through what the killed run left
            said = self.verify(media)
            self.assertIn(seen["mediaLabel"], (label, wanted), f"round {number}")
            self.assertEqual(self.inspect(media)["mediaLabel"], seen["mediaLabel"])
            is_same(media, seen["mediaLabel"])
            finished += "was brought to its end" in said
            news += seen["mediaLabel"] == wanted
            olds += seen["mediaLabel"] == label
            label = seen["mediaLabel"]
        self.assertEqual(olds + news, kills)
        self.assertGreater(olds, kills // 10)
        self.assertGreater(news, kills // 20)
        return finished

    def test_killed(self):
        def is_same(media, label):
            with open(media, "rb") as image:
                image.seek(32 * 2048 + 24)
                self.assertIn(label.encode(), image.read(32))  # UDF
                image.seek(16 * 2048 + 40)
                self.assertEqual(image.read(32).decode().strip(), label)  # ISO9660
            self.assertIn(label.upper(), cli.tool("mlabel", "-s", "-i", f"{media}@@{self.partition}", "::").decode())
        sectors = cli.tool("sgdisk", "-i", "1", self.iso).decode()
        self.partition = int(sectors.split("First sector: ")[1].split()[0]) * 512
        finished = self.killed_renewals(self.iso, KILLS, 4714, is_same)
        self.assertGreater(finished, 0, "no kill came while the journal counted")
        cli.tool("7z", "t", "-tiso", self.iso)
        self.renew(self.iso, "--label", "The end")
        self.verify(self.iso)

    def test_folder_killed(self):
        tree = self.folder / "tree"
        cli.tool("7z", "x", "-tudf", f"-o{tree}", self.iso)

        def is_same(media, label):
            self.assertEqual((media / "MediaLabel.txt").read_text(), f"label={label}\n")
        self.killed_renewals(tree, FOLDER_KILLS, 4715, is_same)
        self.renew(tree, "--label", "The end")
        self.verify(tree)
        self.assertFalse((tree / "Bootwright/renewal").exists())

    def judge_stick(self, stick, label):
        """Other people's programs about the FAT partition of `stick`, an image file."""
        start = int(cli.tool("sfdisk", "-d", stick).decode().split("start=")[1].split(",")[0]) * 512
        partition = self.folder / "partition.img"
        cli.tool("dd", f"if={stick}", f"of={partition}", "bs=1M", "conv=sparse", "iflag=skip_bytes", f"skip={start}",
                 "status=none")
        cli.tool("fsck.fat", "-n", partition)
        self.assertIn(label.upper(), cli.tool("mlabel", "-s", "-i", partition, "::").decode())
        tree = self.folder / "from-stick"
        shutil.rmtree(tree, ignore_errors=True)
        tree.mkdir()
        cli.tool("mcopy", "-s", "-n", "-i", partition, "::*", tree)
        self.verify(tree)
        self.assertEqual((tree / "MediaLabel.txt").read_text(), f"label={label}\n")

    def test_stick(self):
        """A dedicated stick, as `write` makes it: one FAT32 partition and no disc."""
        stick = self.folder / "stick.img"
        with open(stick, "wb") as out:
            out.truncate(600 << 20)
        cli.run("write", self.iso, stick, "--yes", "--log", self.folder / "log.txt")
        self.renew(stick, "--label", "Stick 1", "--days", 100, "--variable", f"Growing={'x' * 9000}")
        self.judge_stick(stick, "Stick 1")
        self.renew(stick, "--label", "Stick 2", "--remove-variable", "Growing")
        self.judge_stick(stick, "Stick 2")

    def test_drive(self):
        """The same through a block device, a stick that was written with dd among them."""
        for number, source in enumerate(("dedicated", "dd")):
            stick = self.folder / f"{source}.img"
            with open(stick, "wb") as out:
                out.truncate(600 << 20)
            if source == "dd":
                cli.tool("dd", f"if={self.original}", f"of={stick}", "bs=1M", "conv=notrunc,sparse", "status=none")
            else:
                cli.run("write", self.original, stick, "--yes", "--log", self.folder / "log.txt")
            device = cli.tool("losetup", "--find", "--show", stick).decode().strip()
            try:
                with system_bus.system_bus() as env:
                    cli.run(*self.command(device, "--label", f"Drive {number}", "--days", 100,
                                          "--variable", f"Growing={'x' * 9000}")[1:], env=env)
            finally:
                cli.tool("losetup", "--detach", device)
            if source == "dd":
                self.assertEqual(self.inspect(stick)["volumeLabel"], f"Drive {number}")
                self.verify(stick)
            else:
                self.judge_stick(stick, f"Drive {number}")

    def test_interrupted_is_told_and_finished(self):
        """A medium that was killed while its journal counted, made by stopping it there."""
        for _ in range(300):
            child = subprocess.Popen(self.command(self.iso, "--label", "New"), stdin=subprocess.DEVNULL,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while child.poll() is None:
                with open(self.iso, "rb") as image:
                    image.seek(66 * 2048)
                    if image.read(9)[8:] not in (b"", b"\0"):
                        child.kill()
                        break
            child.wait()
            with open(self.iso, "rb") as image:
                image.seek(66 * 2048)
                head = image.read(9)
            if head[:8] == b"BWRENEW1" and head[8]:
                break
            copy(self.original, self.iso)
        else:
            self.fail("no kill came while the journal counted")
        self.assertEqual(self.inspect(self.iso)["mediaLabel"], "New")
        pending = copy(self.iso, self.folder / "pending.iso")
        self.assertIn("An interrupted renewal was brought to its end", self.verify(self.iso))
        self.assertNotIn("interrupted", self.verify(self.iso))
        done = json.loads(self.renew(pending, "--json").stdout)
        self.assertTrue(done["wasFinished"])
        self.assertEqual(pending.read_bytes(), self.iso.read_bytes())

    def test_disk_full(self):
        with cli.mounted(self.folder / "disk", "size=12m") as disk:
            iso = copy(self.original, disk / "out.iso")
            with open(disk / "filler", "wb", buffering=0) as filler:
                try:
                    while True:
                        filler.write(b"x" * 4096)
                except OSError:
                    pass
            before = iso.read_bytes()
            done = self.renew(iso, "--days", 100, "--variable", f"Large={'x' * 20_000}", status=1)
            self.assertEqual(done.stderr.splitlines()[-1],
                             f'error: Cannot renew "{iso}". Cannot write "{iso}". The disk is full.')
            self.assertEqual(iso.read_bytes(), before)
            self.verify(iso)
            (disk / "filler").unlink()
            self.renew(iso, "--days", 100, "--variable", f"Large={'x' * 20_000}")
            self.verify(iso)

    def test_read_only(self):
        with cli.mounted(self.folder / "disk", "size=20m") as disk:
            iso = copy(self.original, disk / "out.iso")
            tree = disk / "tree"
            cli.tool("7z", "x", "-tudf", f"-o{tree}", iso)
            cli.tool("mount", "-o", "remount,ro", disk)
            done = self.renew(iso, "--days", 100, status=1)
            self.assertEqual(done.stderr.splitlines()[-1], f'error: Cannot write "{iso}". The disk is read-only.')
            done = self.renew(tree, "--days", 100, status=1)
            self.assertEqual(done.stderr.splitlines()[-1],
                             f'error: Cannot write "{tree}/Bootwright/renewal". The media are read-only, or access is denied.')

    def test_two_at_once(self):
        """All of many renewals at once end well or are refused, and what is left is one of them."""
        for media in (self.iso, self.folder / "tree"):
            if not media.exists():
                cli.tool("7z", "x", "-tudf", f"-o{media}", self.original)
            for _ in range(10):
                children = [subprocess.Popen(self.command(media, "--label", f"Number {number}"), stdin=subprocess.DEVNULL,
                                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                            for number in range(4)]
                statuses = []
                for child in children:
                    _, stderr = child.communicate(timeout=60)
                    statuses.append(child.returncode)
                    if child.returncode != 0:
                        self.assertEqual(child.returncode, 3)
                        self.assertEqual(stderr.splitlines()[-1],
                                         f'error: Cannot write "{media}". Another program is writing it right now.')
                self.assertIn(0, statuses)
                self.verify(media)
                self.assertRegex(self.inspect(media)["mediaLabel"], "^Number [0-3]$")

    def test_usage(self):
        name = str(self.iso)
        for arguments, message in (
                ([], f'Nothing to renew is named, and no renewal of "{name}" was interrupted. Use --days, '
                     '--new-password-file or another option; "bootwright-cli --help" lists them.'),
                (["--days", "0"], 'Cannot use "0" as a number of days. Use 1 to 36500.'),
                (["--until", "tomorrow"],
                 'Cannot use "tomorrow" as a date. Use one such as 2027-11-22 or 2027-11-22T12:00:00Z.'),
                (["--until", "2027-11-22", "--days", "3"],
                 "A certificate has one end. Use one of --until, --days and --pfx."),
                (["--no-password", "--new-password-file", self.lab / "password.txt"],
                 "Use one of --new-password-file and --no-password."),
                (["--variable", "NoValue"], 'Cannot use what follows "--variable". Use NAME=VALUE.')):
            done = self.renew(self.iso, *arguments, status=2)
            self.assertEqual(done.stderr.splitlines()[-1], f"error: {message}")

    def test_until(self):
        self.renew(self.iso, "--until", "2030-02-03")
        self.assertEqual(self.inspect(self.iso)["certificate"]["notAfter"], "2030-02-03T23:59:59Z")
        self.renew(self.iso, "--until", "2030-02-03T04:05:06+01:00")
        self.assertEqual(self.inspect(self.iso)["certificate"]["notAfter"], "2030-02-03T03:05:06Z")


if __name__ == "__main__":
    cli.main(mounts=True)
