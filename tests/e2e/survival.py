#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kill, Ctrl+C and two builds at once: an image is whole or it is not there, and an old one stays."""
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cli  # noqa: E402

OLD = b"the image that was there before\n" * 100
PAD = 100 << 20  # so that there is time for an accident
KILLS = 50
INTERRUPTS = 25


class Survival(cli.LabCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        large = cls.lab / "large.wim"
        cli.tool("wimlib-imagex", "export", cls.lab / "boot.wim", "1", large, "--boot", "--compress=none")
        cli.pad_wim(large, PAD, cls.lab)

    def setUp(self):
        super().setUp()
        self.target = self.folder / "target"
        self.target.mkdir()
        self.iso = self.target / "out.iso"
        self.part = self.target / "out.iso.part"
        self.temporary = self.folder / "temporary"
        self.temporary.mkdir()

        def change(recipe):
            recipe["target"]["path"] = str(self.iso)
            recipe["bootImage"]["file"] = str(self.lab / "large.wim")
        self.answers = self.write_recipe(change)

    def start(self, *arguments):
        return subprocess.Popen([cli.CLI, "build", self.answers, "--log", self.folder / "log.txt", "--progress", "json",
                                 *self.secrets(), *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(self.temporary)})

    def duration(self):
        start = time.monotonic()
        self.finish(self.start("--overwrite"))
        return time.monotonic() - start

    def finish(self, build, status=0):
        stdout, stderr = build.communicate(timeout=120)
        self.assertEqual(build.returncode, status, stderr)
        return stdout, stderr

    def wait_for(self, build, condition):
        while not condition():
            self.assertIsNone(build.poll(), "it ended too early")
            time.sleep(0.001)

    def files(self):
        return {path.name for path in self.target.iterdir()}

    def test_killed(self):
        whole = self.duration()
        chance = random.Random(4711)
        before, after, parts = 0, 0, 0
        for round_ in range(KILLS):
            self.iso.write_bytes(OLD)
            build = self.start("--overwrite")
            try:
                build.wait(chance.uniform(0, whole * 1.05))
            except subprocess.TimeoutExpired:
                pass
            build.kill()
            build.communicate()
            self.assertLessEqual({"out.iso"}, self.files())
            self.assertLessEqual(self.files(), {"out.iso", "out.iso.part"})
            if self.iso.stat().st_size == len(OLD):
                self.assertEqual(self.iso.read_bytes(), OLD, f"round {round_}")
                before += 1
                parts += self.part.exists()
            else:
                cli.run("verify", self.iso)
                self.assertFalse(self.part.exists())
                after += 1
        self.assertEqual(before + after, KILLS)
        self.assertGreater(before, KILLS // 3, "the kills came too late to say anything")
        self.assertGreater(parts, KILLS // 5, "no kill came while the image was written")
        self.part.write_bytes(b"left by a killed run, and longer than what comes now" * 10_000_000)
        self.finish(self.start("--overwrite"))
        self.assertEqual(self.files(), {"out.iso"})
        cli.run("verify", self.iso)

    def test_interrupted(self):
        whole = self.duration()
        chance = random.Random(4712)
        cancelled = 0
        for round_ in range(INTERRUPTS):
            self.iso.write_bytes(OLD)
            build = self.start("--overwrite")
            first = build.stdout.readline()  # from then on Ctrl+C is a request
            time.sleep(chance.uniform(0, whole * 0.9))
            build.send_signal(signal.SIGINT if round_ % 2 else signal.SIGTERM)
            stdout, stderr = build.communicate(timeout=60)
            last = cli.events(first + stdout)[-1]
            self.assertEqual(last["event"], "finished")
            self.assertEqual(self.files(), {"out.iso"})
            self.assertEqual(list(self.temporary.iterdir()), [])
            if build.returncode == 0:  # too late
                self.assertEqual(last["outcome"], "done")
                cli.run("verify", self.iso)
                continue
            self.assertEqual((build.returncode, last["outcome"]), (130, "cancelled"), stderr)
            self.assertEqual(stderr.splitlines()[-1], "error: Cancelled.")
            self.assertEqual(self.iso.read_bytes(), OLD)
            cancelled += 1
        self.assertGreater(cancelled, INTERRUPTS // 2)

    def test_two_interrupts_end_it_at_once(self):
        build = self.start("--overwrite")
        self.wait_for(build, self.part.exists)
        build.send_signal(signal.SIGSTOP)
        build.send_signal(signal.SIGINT)
        build.send_signal(signal.SIGCONT)
        build.send_signal(signal.SIGTERM)
        build.communicate(timeout=60)
        self.assertEqual(build.returncode, 130)
        self.assertFalse(self.iso.exists())

    def test_two_at_once(self):
        self.iso.write_bytes(OLD)
        first = self.start("--overwrite")
        self.wait_for(first, lambda: self.part.exists() and self.part.stat().st_blocks > 0)
        first.send_signal(signal.SIGSTOP)
        _, stderr = self.finish(self.start("--overwrite"), status=3)
        self.assertEqual(stderr.splitlines()[-1],
                         f'error: Cannot write "{self.iso}". Another program is writing it right now.')
        self.assertTrue(self.part.exists())
        self.assertEqual(self.iso.read_bytes(), OLD)
        first.send_signal(signal.SIGCONT)
        self.finish(first)
        self.assertEqual(self.files(), {"out.iso"})
        cli.run("verify", self.iso)

    def test_a_race(self):
        for _ in range(5):
            builds = [self.start() for _ in range(3)]
            statuses = []
            for build in builds:
                _, stderr = build.communicate(timeout=120)
                statuses.append(build.returncode)
                if build.returncode != 0:
                    self.assertRegex(stderr.splitlines()[-1], "^error: Cannot write .* (Another program is writing it right now"
                                     "|The file is there already, and replacing it was not asked for).$")
            self.assertEqual(sorted(statuses), [0, 3, 3])
            self.assertEqual(self.files(), {"out.iso"})
            cli.run("verify", self.iso)
            self.iso.unlink()

    def test_a_file_that_appears_meanwhile(self):
        build = self.start()
        self.wait_for(build, self.part.exists)
        build.send_signal(signal.SIGSTOP)
        self.iso.write_bytes(OLD)
        build.send_signal(signal.SIGCONT)
        _, stderr = self.finish(build, status=3)
        self.assertEqual(stderr.splitlines()[-1],
                         f'error: Cannot write "{self.iso}". Another program has put a file of that name there meanwhile.')
        self.assertEqual(self.iso.read_bytes(), OLD)
        self.assertEqual(self.files(), {"out.iso"})

    def test_inputs_on_a_read_only_disk(self):
        with cli.mounted(self.folder / "disk", "size=20m") as disk:
            for name in ("boot.wim", "site.json"):
                (disk / name).write_bytes((self.lab / name).read_bytes())
            (disk / "extra").mkdir()
            (disk / "extra/file.txt").write_text("x")

            def change(recipe):
                recipe["target"]["path"] = str(self.iso)
                recipe["site"]["profile"] = str(disk / "site.json")
                recipe["bootImage"]["file"] = str(disk / "boot.wim")
                recipe["extraFiles"] = {"folder": str(disk / "extra")}
            recipe = self.write_recipe(change)
            (disk / "recipe.json").write_bytes(recipe.read_bytes())
            self.answers = disk / "recipe.json"
            cli.tool("mount", "-o", "remount,bind,ro", disk)
            self.finish(self.start())
        cli.run("verify", self.iso)

    def test_an_input_that_changes_meanwhile(self):
        wim = self.folder / "changing.wim"
        wim.write_bytes((self.lab / "large.wim").read_bytes())
        self.iso.write_bytes(OLD)
        recipe = self.answers.read_text().replace(str(self.lab / "large.wim"), str(wim))
        self.answers.write_text(recipe)
        build = self.start("--overwrite")
        self.wait_for(build, lambda: self.part.exists() and self.part.stat().st_blocks > 0)
        build.send_signal(signal.SIGSTOP)
        os.truncate(wim, 1 << 20)
        build.send_signal(signal.SIGCONT)
        _, stderr = self.finish(build, status=3)
        self.assertEqual(stderr.splitlines()[-1], f'error: Cannot read "{wim}". It became shorter while it was read.')
        self.assertEqual(self.iso.read_bytes(), OLD)
        self.assertEqual(self.files(), {"out.iso"})


if __name__ == "__main__":
    cli.main(mounts=True)
