#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sticks on loop devices and in image files: written from everything there is, started by firmware, and never
finished when something goes wrong. Loop devices need root."""
import collections
import contextlib
import csv
import fcntl
import json
import os
import pathlib
import random
import signal
import stat
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cli  # noqa: E402
import qemu  # noqa: E402
import system_bus  # noqa: E402
from devices import loop, root_disks, sparse  # noqa: E402

KILLS = int(os.environ.get("BOOTWRIGHT_KILLS", 25))  # of refreshes, for each kind of medium


def first_sectors(stick):
    with open(stick, "rb") as source:
        return source.read(4096)


class Sticks(cli.LabCase):
    def write(self, source, *targets, status=0, arguments=(), env=None):
        return cli.run("write", source, *targets, "--yes", "--log", self.folder / "write.log", *arguments, status=status, env=env)

    def files_on(self, stick):
        """The hashes of the files on a stick by their folded paths, read by mtools."""
        out = self.folder / "read"
        out.mkdir()
        cli.tool("mcopy", "-s", "-n", "-i", f"{stick}@@1M", "::/*", out)
        found = {path.lower(): content for path, content in cli.snapshot(out).items()}
        cli.tool("rm", "-r", out)
        return found

    def expect_start(self, stick):
        text = qemu.run_ovmf(stick, as_="usb")
        self.assertTrue(any(line.startswith("LAB result ok") for line in qemu.lines(text)), text)
        self.assertIn("started-from=disk", text)
        text = qemu.run_seabios(stick, as_="usb")
        self.assertIn("LAB bios bootmgr reached DL=80 size ok", text)


class Sources(Sticks):
    def tree_of(self, iso):
        tree = self.folder / "tree"
        cli.tool("7z", "x", "-y", "-tudf", f"-o{tree}", iso)
        return tree

    def test_iso_onto_sticks_of_every_size_starts(self):
        iso = self.build()
        for size in (100 << 20, 1_000_000_000, 16_000_000_000, 64_000_000_000, 512_000_000_000):
            with self.subTest(size):
                stick = sparse(self.folder / "stick.img", size)
                self.write(iso, stick)
                cli.run("verify", stick)
                self.assertIn(b"TRAINING LA", cli.tool("mlabel", "-s", "-i", f"{stick}@@1M", "::"))
                self.expect_start(stick)

    def test_the_same_twice_when_chance_is_a_file(self):
        chance = pathlib.Path(__file__).resolve().parent.parent / "data/identity/chance.json"
        iso, sticks = self.build(), [self.folder / "one.img", self.folder / "other.img"]
        for stick in sticks:
            cli.run("write", iso, stick, "--reproducible", chance)
        self.assertEqual(sticks[0].read_bytes(), sticks[1].read_bytes())

    def test_new_image_file(self):
        stick = self.folder / "new.img"
        cli.run("write", self.build(), stick)  # nothing to lose, nothing to ask
        self.expect_start(stick)
        self.assertEqual(stick.stat().st_size % (1 << 20), 0)

    def test_recipe_onto_a_stick(self):
        def change(recipe):
            recipe["target"] = {"type": "usb", "label": "Training lab"}
        stick = self.folder / "recipe.img"
        recipe = self.write_recipe(change)
        cli.run("build", recipe, *self.secrets(), status=2)
        cli.run("build", recipe, "--output", stick, *self.secrets())
        cli.run("verify", stick)
        self.expect_start(stick)

    def test_iso_of_others(self):
        tree = self.tree_of(self.build())
        wanted = {path.lower(): content for path, content in cli.snapshot(tree).items()}
        makers = {
            "ISO9660 with Rock Ridge": ["xorriso", "-as", "mkisofs", "-quiet", "-iso-level", "4", "-U", "-R"],
            "ISO9660 and UDF": ["genisoimage", "-quiet", "-udf", "-iso-level", "4", "-allow-limited-size"],
        }
        for name, maker in makers.items():
            with self.subTest(name):
                iso, stick = self.folder / "other.iso", self.folder / "other.img"
                for path in (iso, stick):
                    path.unlink(missing_ok=True)
                cli.tool(*maker, "-V", "OTHERS", "-o", iso, tree)
                self.write(iso, stick)
                self.assertEqual(self.files_on(stick), wanted)
                self.expect_start(stick)

    def test_disc_whose_trees_disagree(self):
        tree, iso, stick = self.folder / "tree", self.folder / "split.iso", self.folder / "split.img"
        tree.mkdir()
        (tree / "large.bin").write_bytes(os.urandom(3_000_000))
        (tree / "readme.txt").write_text("look elsewhere")
        with self.subTest("most files only in UDF"):
            cli.tool("genisoimage", "-quiet", "-udf", "-iso-level", "4", "-hide", "large.bin", "-o", iso, tree)
            self.write(iso, stick)
            self.assertEqual(self.files_on(stick), cli.snapshot(tree))
        with self.subTest("damaged UDF"):
            cli.tool("genisoimage", "-quiet", "-udf", "-iso-level", "4", "-o", iso, tree)
            content = bytearray(iso.read_bytes())
            file_set = next(at for at in range(0, len(content), 2048) if content[at:at + 2] == b"\0\1")  # ECMA-167 4/14.1
            content[file_set:file_set + 2048] = bytes(2048)
            iso.write_bytes(content)
            self.write(iso, stick)
            self.assertEqual(self.files_on(stick), cli.snapshot(tree))

    def test_folder_and_stick(self):
        tree = self.tree_of(self.build())
        first, second = self.folder / "first.img", self.folder / "second.img"
        self.write(tree, first)
        self.write(first, second)
        self.assertEqual(self.files_on(first), self.files_on(second))
        self.expect_start(second)

    def test_damaged_source(self):
        iso, stick = self.build(), self.folder / "stick.img"
        content = bytearray(iso.read_bytes())
        wim = (self.lab / "boot.wim").read_bytes()
        content[content.index(wim) + len(wim) // 2] ^= 1
        iso.write_bytes(content)
        done = self.write(iso, stick, status=3)
        self.assertEqual(done.stderr.splitlines()[-1],
                         f'error: Cannot use "{iso}". Its file "sources/boot.wim" is not what its manifest says: it was '
                         "damaged. Make the media again. It was erased and not finished: it starts nothing.")
        self.assertFalse(stick.exists())

    def test_source_that_starts_nothing(self):
        tree = self.folder / "tree"
        tree.mkdir()
        (tree / "file.txt").write_text("x")
        done = self.write(tree, self.folder / "stick.img")
        self.assertIn("There is no boot manager for UEFI", done.stderr)


class Targets(Sticks):
    def test_loop_devices_and_a_bad_one(self):
        iso, report = self.build(), self.folder / "report.csv"
        with contextlib.ExitStack() as stack:
            small = stack.enter_context(cli.mounted(self.folder / "small", "size=3m"))
            backing = [(small if i == 1 else self.folder) / f"{i}.img" for i in range(4)]
            found = [stack.enter_context(loop(sparse(path, 300 << 20))) for path in backing]
            done = self.write(iso, *found, status=1, arguments=["--report", report, "--progress", "json"])
            for i in (0, 2, 3):
                cli.tool("cmp", "-n", 512, "-i", "440", found[0], found[i], status=0 if i == 0 else 1)  # own signature
                self.assertEqual(self.files_on(found[i]), self.files_on(found[0]))
        events = cli.events(done.stdout)
        self.assertEqual((events[-1]["event"], events[-1]["outcome"]), ("finished", "failed"))
        outcomes = {event["device"]: event["outcome"] for event in events if event["event"] == "device" and "outcome" in event}
        self.assertEqual(outcomes, {device: "failed" if i == 1 else "done" for i, device in enumerate(found)})
        messages = [event["message"] for event in events if event["event"] == "warning"]
        self.assertTrue(any(message.startswith(f'{found[1]}: Cannot write "{found[1]}".') for message in messages), messages)
        with open(report, newline="", encoding="utf-8-sig") as lines:
            rows = list(csv.DictReader(lines))
        self.assertEqual([(row["device"], row["outcome"]) for row in rows], [(device, outcomes[device]) for device in found])
        progress = [event["done"] for event in events if event["event"] == "progress"]
        self.assertEqual(progress, sorted(progress))

    def test_through_udisks(self):
        iso = self.build()
        with system_bus.system_bus() as env, loop(sparse(self.folder / "a.img", 300 << 20)) as device:
            self.write(iso, device, env=env)
            manifest = self.folder / "manifest.json"
            cli.tool("mcopy", "-i", f"{device}@@1M", "::/Bootwright/manifest.json", manifest)
            files = {file["path"].lower(): file["sha256"] for file in json.loads(manifest.read_text())["files"]}
            self.assertLessEqual(files.items(), self.files_on(device).items())
            before = first_sectors(device)
            self.assertIn("Up to date", cli.run("refresh", iso, device, env=env).stdout)
            self.assertEqual(first_sectors(device), before)

    def test_write_protected(self):
        with loop(sparse(self.folder / "a.img", 300 << 20), "--read-only") as device:
            done = self.write(self.build(), device, status=3)
        self.assertEqual(done.stderr.splitlines()[-1], f'error: Cannot write to "{device}". It is write-protected. Move its '
                         "switch, or choose another drive.")

    def test_the_disk_of_the_system(self):
        """Refused by every name, whatever is said."""
        iso = self.build()
        self.assertTrue(root_disks())
        for disk in root_disks():
            number = os.stat(disk).st_rdev
            link, copy = self.folder / "link", self.folder / "copy"
            link.symlink_to(disk)
            os.mknod(copy, 0o600 | stat.S_IFBLK, number)
            others = [path for path in pathlib.Path("/dev/disk").glob("*/*") if path.exists() and os.stat(path).st_rdev == number]
            for path in (disk, link, copy, *others):
                with self.subTest(path):
                    for command in ("write", "refresh"):
                        done = cli.run(command, iso, path, "--yes", "--unlock", path, status=3)
                        self.assertRegex(done.stderr, r"The running system is on it: /.*\. Choose another drive\.")
            for part in cli.tool("lsblk", "--list", "--noheadings", "--output", "PATH", disk).decode().split()[1:]:
                with self.subTest(part):
                    self.assertIn("Cannot write to", self.write(iso, part, status=3, arguments=["--unlock", part]).stderr)
            link.unlink()
            copy.unlink()

    def test_device_in_use(self):
        with loop(sparse(self.folder / "a.img", 300 << 20)) as device:
            before = first_sectors(device)
            holder = os.open(device, os.O_RDWR | os.O_EXCL)
            done = self.write(self.build(), device, status=1)
            os.close(holder)
            self.assertEqual(first_sectors(device), before)
        self.assertRegex(done.stderr.splitlines()[-1], f'^error: Cannot write to "{device}". Another program uses it.*Nothing on it was changed.$')

    def test_file_in_use(self):
        stick = sparse(self.folder / "stick.img", 300 << 20)
        with open(stick, "rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            self.write(self.build(), stick, status=1)

    def test_without_a_word_nothing_is_erased(self):
        stick = self.folder / "stick.img"
        stick.write_bytes(b"precious" * 1000)
        done = cli.run("write", self.build(), stick, status=2)
        self.assertEqual(done.stderr, f'error: Cannot erase "{stick}" without your word. Say --yes.\n')
        self.assertEqual(stick.read_bytes(), b"precious" * 1000)

    def test_refused_targets(self):
        iso = self.build()
        link = self.folder / "link.img"
        link.symlink_to("/dev/null")
        twice = self.folder / "twice.img"
        for targets, why in (
                ([iso], "It would replace"),
                ([self.folder], "It is no drive."),
                (["/dev/null"], "It is no drive."),
                ([link], "It is no drive."),
                ([twice, twice], "It is named twice."),
                ([twice, self.folder / "none" / ".." / "twice.img"], "It is named twice.")):
            with self.subTest(targets):
                before = iso.read_bytes()
                done = self.write(iso, *targets, status=3)
                self.assertIn(why, done.stderr)
                self.assertEqual(iso.read_bytes(), before)
                self.assertFalse(twice.exists())

    def test_too_small(self):
        stick = sparse(self.folder / "stick.img", 34 << 20)
        done = self.write(self.build(), stick, status=3)
        self.assertIn("There is less room than FAT32 needs at least. Nothing on it was changed.", done.stderr)
        self.assertEqual(stick.stat().st_blocks, 0)

    def test_disk_that_becomes_full(self):
        with cli.mounted(self.folder / "small", "size=3m") as small:
            with loop(sparse(small / "backing.img", 300 << 20)) as device:
                done = self.write(self.build(), device, status=1)
                self.assertIn(f'error: Cannot write "{device}".', done.stderr)
                self.assertNotEqual(first_sectors(device)[510:512], b"\x55\xaa")

    def test_not_read_back(self):
        stick = self.folder / "stick.img"
        done = self.write(self.build(), stick, status=4, arguments=["--no-verify", "--progress", "json"])
        self.assertEqual(cli.events(done.stdout)[-1]["outcome"], "unverified")
        cli.run("verify", stick)

    def test_report_of_another_kind(self):
        done = self.write(self.build(), self.folder / "stick.img", status=2, arguments=["--report", "report.txt"])
        self.assertEqual(done.stderr, 'error: Cannot write the report "report.txt". Its name must end in .csv or .html.\n')


class Interrupted(Sticks):
    SIZE = 200 << 20

    def source(self):
        tree = self.folder / "tree"
        tree.mkdir()
        with open(tree / "large.bin", "wb") as out:
            for _ in range(self.SIZE >> 20):
                out.write(os.urandom(1 << 20))
        return tree

    def start(self, source, *targets):
        return subprocess.Popen([cli.CLI, "write", source, *targets, "--yes", "--progress", "json", "--log", self.folder / "log.txt"],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def wait_for(self, run, phase):
        for line in run.stdout:
            if f'"phase":"{phase}"' in line:
                return
        self.fail(f"it ended before {phase}")

    def test_cancelled(self):
        source = self.source()
        for phase in ("writing", "readingBack"):
            with self.subTest(phase):
                old, new = sparse(self.folder / "old.img", 1 << 30), self.folder / "new.img"
                run = self.start(source, old, new)
                self.wait_for(run, phase)
                run.send_signal(signal.SIGINT)
                stdout, stderr = run.communicate(timeout=60)
                self.assertEqual(run.returncode, 130, stderr)
                self.assertEqual(cli.events(stdout)[-1]["outcome"], "cancelled")
                self.assertEqual(first_sectors(old), bytes(4096))
                self.assertFalse(new.exists())

    def test_killed(self):
        source = self.source()
        for phase in ("writing", "readingBack"):
            with self.subTest(phase):
                old = sparse(self.folder / "old.img", 1 << 30)
                run = self.start(source, old)
                self.wait_for(run, phase)
                run.kill()
                run.communicate()
                self.assertEqual(first_sectors(old), bytes(4096))
                cli.run("verify", old, status=3)


class Refresh(Sticks):
    PAD = 24 << 20  # so that there is time for an accident

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        wim = cls.lab / "large.wim"
        cli.tool("wimlib-imagex", "export", cls.lab / "boot.wim", "1", wim, "--boot", "--compress=none")
        cli.pad_wim(wim, cls.PAD, cls.lab)

    def isos(self):
        """An old and a new one, which differ in the boot image, the variables and what they are called."""
        found = []
        for name in ("old", "new"):
            def change(recipe, name=name):
                recipe["target"].update(path=str(self.folder / f"{name}.iso"), label=name)
                recipe["variables"] = [{"name": "OSDName", "value": name}]
                if name == "new":
                    recipe["bootImage"]["file"] = str(self.lab / "large.wim")
            cli.run("build", self.write_recipe(change), "--log", self.folder / "log.txt", *self.secrets())
            found.append(self.folder / f"{name}.iso")
        return found

    def refresh(self, iso, *targets, status=0, arguments=()):
        return cli.run("refresh", iso, *targets, "--log", self.folder / "refresh.log", *arguments, status=status)

    def sound(self, stick):
        volume = self.folder / "volume.img"
        cli.tool("dd", f"if={stick}", f"of={volume}", "bs=1M", "skip=1", "conv=sparse", "status=none")
        cli.tool("/usr/sbin/fsck.fat", "-n", volume)

    def verdict(self, medium):
        """What verifying says: old, new, or incomplete."""
        done = subprocess.run([cli.CLI, "verify", medium], capture_output=True, text=True, check=False)
        if done.returncode == 3:
            return "incomplete"
        self.assertEqual(done.returncode, 0, done.stderr)
        inspected = json.loads(cli.run("inspect", medium, "--json", "--password-file", self.lab / "password.txt").stdout)
        return inspected["mediaLabel"]

    def test_device_file_and_folder(self):
        old, new = self.isos()
        stick, folder = sparse(self.folder / "stick.img", 2000 << 20), self.folder / "mounted"
        self.write(old, stick)
        mine = self.folder / "mine.txt"
        mine.write_text("mine")
        cli.tool("mcopy", "-i", f"{stick}@@1M", mine, "::/my own file.txt")
        with loop(stick) as device:
            folder.mkdir()
            cli.tool("mcopy", "-s", "-n", "-i", f"{device}@@1M", "::/*", folder)
            done = self.refresh(new, device, folder, arguments=["--progress", "json"])
            self.assertEqual(self.verdict(folder), "new")
            report = cli.events(done.stdout)[-1]
            self.assertEqual([entry["outcome"] for entry in report["sticks"]], ["done", "done"])
            self.assertIn("sources/boot.wim", report["sticks"][0]["written"])
        self.assertEqual(self.verdict(stick), "new")
        files = self.files_on(stick)
        self.assertIn("my own file.txt", files)
        self.assertEqual(files, {path.lower(): content for path, content in cli.snapshot(folder).items()})
        self.sound(stick)
        self.expect_start(stick)

    def test_nothing_to_do_writes_nothing(self):
        _, new = self.isos()
        stick = sparse(self.folder / "stick.img", 500 << 20)
        self.write(new, stick)
        with loop(stick) as device:
            statistics = pathlib.Path("/sys/block") / pathlib.Path(device).name / "stat"
            before = int(statistics.read_text().split()[6])  # sectors of 512 bytes written
            done = self.refresh(new, device)
            self.assertLess((int(statistics.read_text().split()[6]) - before) * 512, 64 << 10)
        self.assertIn("nothing was written", done.stdout)

    def test_stick_that_others_prepared(self):
        # mkfs.fat and mtools, in many pieces, with the files of the old media
        old, new = self.isos()
        stick, tree = self.folder / "other.img", self.folder / "tree"
        cli.tool("7z", "x", "-y", "-tudf", f"-o{tree}", old)
        sparse(stick, 201 << 20)
        with open(stick, "r+b") as out:
            out.seek(446)
            out.write(bytes.fromhex("80 000000 0c 000000 00080000") + (200 << 11).to_bytes(4, "little"))
            out.seek(510)
            out.write(b"\x55\xaa")
        cli.tool("mkfs.fat", "-F", "32", "-s", "1", "-h", "2048", "--offset", "2048", stick)
        small = self.folder / "small.bin"
        small.write_bytes(os.urandom(700))
        for i in range(60):
            cli.tool("mcopy", "-i", f"{stick}@@1M", small, f"::/small file number {i}.bin")
        for i in range(0, 60, 2):
            cli.tool("mdel", "-i", f"{stick}@@1M", f"::/small file number {i}.bin")
        for entry in tree.iterdir():
            cli.tool("mcopy", "-s", "-n", "-i", f"{stick}@@1M", entry, "::/")
        self.refresh(new, stick)
        self.assertEqual(self.verdict(stick), "new")
        self.sound(stick)
        self.assertEqual(sum(path.startswith("small file") for path in self.files_on(stick)), 30)

    def start(self, iso, target):
        return subprocess.Popen([cli.CLI, "refresh", iso, target, "--progress", "json", "--log", self.folder / "log.txt"],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def prepared(self, iso, kind):
        stick = sparse(self.folder / "prepared.img", 300 << 20)
        self.write(iso, stick)
        if kind == "file":
            return stick
        folder = self.folder / "prepared"
        folder.mkdir()
        cli.tool("mcopy", "-s", "-n", "-i", f"{stick}@@1M", "::/*", folder)
        return folder

    def copied(self, medium):
        copy = self.folder / "copy"
        cli.tool("rm", "-rf", copy)
        cli.tool("cp", "-a", "--sparse=always", medium, copy)
        return copy

    def test_killed_at_any_moment(self):
        old, new = self.isos()
        chance = random.Random(4711)
        for kind in ("file", "folder"):
            with self.subTest(kind):
                whole = self.prepared(old, kind)
                started = time.monotonic()
                self.refresh(new, self.copied(whole))
                duration = time.monotonic() - started
                verdicts = collections.Counter()
                for _ in range(KILLS):
                    medium = self.copied(whole)
                    run = self.start(new, medium)
                    try:
                        run.wait(chance.uniform(0, duration * 1.05))
                    except subprocess.TimeoutExpired:
                        pass
                    run.kill()
                    run.communicate()
                    verdict = self.verdict(medium)
                    self.assertIn(verdict, ("old", "new", "incomplete"))
                    verdicts[verdict] += 1
                self.assertGreater(verdicts["old"] + verdicts["incomplete"], 5, verdicts)
                self.refresh(new, medium)  # and whatever was left is mended
                self.assertEqual(self.verdict(medium), "new")

    def test_cancelled(self):
        old, new = self.isos()
        for kind in ("file", "folder"):
            with self.subTest(kind):
                medium = self.prepared(old, kind)
                run = self.start(new, medium)
                for line in run.stdout:
                    if '"stage":"Writing' in line:
                        break
                run.send_signal(signal.SIGINT)
                stdout, stderr = run.communicate(timeout=60)
                self.assertEqual(run.returncode, 130, stderr)
                self.assertEqual(cli.events(stdout)[-1]["outcome"], "cancelled")
                self.assertEqual(self.verdict(medium), "old")

    def test_refused(self):
        old, new = self.isos()
        small = sparse(self.folder / "small.img", 45 << 20)
        self.write(old, small)
        filler = self.folder / "filler.bin"
        filler.write_bytes(bytes(20 << 20))
        cli.tool("mcopy", "-i", f"{small}@@1M", filler, "::/")
        before = small.read_bytes()
        done = self.refresh(new, small, status=1)
        self.assertRegex(done.stderr, "The new files need .* beside the old ones, and .* are free")
        self.assertEqual(small.read_bytes(), before)
        done = self.refresh(new, self.folder / "none.img", status=3)
        self.assertEqual(done.stderr, f'error: Cannot refresh "{self.folder}/none.img". It does not exist.\n')
        empty = sparse(self.folder / "empty.img", 45 << 20)
        self.assertIn("There is no FAT32 partition on it.", self.refresh(new, empty, status=3).stderr)
        self.assertIn("carries no manifest", self.refresh(new, self.lab, status=3).stderr)


if __name__ == "__main__":
    cli.main(root=True)
