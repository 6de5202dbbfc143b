#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast the build is against copying, how much memory it takes, how soon the wizard shows.

    tests/bench/bench.py [--programs out/release/bin] [--size 450] [--large 3900] [--rounds 5]

Times are wall clock, from the page cache, the rivals taking turns; of every round the rivals' ratio is
taken, of all rounds the median. Fails when a limit is exceeded. Needs about three times --large MiB of
disk, wimlib-imagex, xorriso and, for the wizard, Xvfb and xdotool.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

MIB = 1024 * 1024
RANDOM_FILE = "bench.bin"


class Bench:
    """The programs under test, a folder that goes away, and the table of what was found."""

    def __init__(self, programs, folder):
        self.cli = programs / "bootwright-cli"
        self.wizard = programs / "bootwright"
        self.folder = folder
        self.rows = []

    def add(self, what, value, limit, unit):
        self.rows.append((what, value, limit, unit))
        verdict = "" if limit is None else f"(limit {limit:g})  {'ok' if value <= limit else 'TOO MUCH'}"
        print(f"{what:<58} {value:8.2f} {unit:<4} {verdict}", flush=True)

    def passed(self):
        return all(limit is None or value <= limit for _, value, limit, _ in self.rows)

    def run(self, *command, allowed=(0,)):
        """Runs a command to its end: seconds and the largest resident size in KiB."""
        started = time.monotonic()
        child = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=self.folder)
        message = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - started
        code = child.returncode = os.waitstatus_to_exitcode(status)
        if code not in allowed:
            sys.exit(f"{' '.join(map(str, command))}: exit status {code}\n{message.decode(errors='replace')}")
        return seconds, usage.ru_maxrss

    def make_recipe(self, name, mebibytes):
        """The training lab with a boot image that holds so many MiB of random bytes, not compressed."""
        lab = self.folder / name
        self.run(self.cli, "lab", lab)
        noise = self.folder / RANDOM_FILE
        with open(noise, "wb") as out:
            for _ in range(mebibytes):
                out.write(os.urandom(MIB))
        wim = lab / "boot.wim"
        self.run("wimlib-imagex", "update", wim, "1", "--command", f"add {noise} /{RANDOM_FILE}")
        noise.unlink()
        return lab / "recipe.json", wim

    def build(self, recipe, *options, allowed=(0,)):
        image = self.folder / "bench.iso"
        image.unlink(missing_ok=True)
        return self.run(self.cli, "build", recipe, "--output", image, "--progress", "none", *options,
                        allowed=allowed)

    def build_unread(self, recipe):
        return self.build(recipe, "--no-verify", allowed=(0, 4))  # 4: not verified, as we asked

    def copy(self, wim):
        target = self.folder / "copy.wim"
        target.unlink(missing_ok=True)
        return self.run("cp", wim, target)

    def copy_to_disk(self, wim):
        """cp, and its bytes on the disk: our build is not done before they are there either."""
        target = self.folder / "copy.wim"
        target.unlink(missing_ok=True)
        return self.run("sh", "-c", 'cp "$1" "$2" && sync "$2"', "cp", wim, target)

    def mkisofs(self, tree):
        target = self.folder / "xorriso.iso"
        target.unlink(missing_ok=True)
        return self.run("xorriso", "-as", "mkisofs", "-quiet", "-iso-level", "4", "-V", "BENCH", "-o", target, tree)


def warm(path):
    for file in [path] if path.is_file() else path.rglob("*"):
        if file.is_file():
            with open(file, "rb") as content:
                while content.read(4 * MIB):
                    pass


def duel(rounds, ours, theirs):
    """The median of ours/theirs; who begins changes every round."""
    ratios = []
    for number in range(rounds):
        os.sync()
        if number % 2 == 0:
            mine, other = ours()[0], theirs()[0]
        else:
            other, mine = theirs()[0], ours()[0]
        ratios.append(mine / other)
    return statistics.median(ratios)


def measure_speed(bench, rounds, mebibytes):
    recipe, wim = bench.make_recipe("speed", mebibytes)
    bench.build(recipe)
    tree = bench.folder / "tree"
    bench.run("xorriso", "-osirrox", "on", "-indev", bench.folder / "bench.iso", "-extract", "/", tree)
    warm(wim)
    warm(tree)
    def race(name, ours, theirs, limit):
        bench.add(f"build of {mebibytes} MiB, {name}", duel(rounds, ours, theirs), limit, "x")

    race("not read back : cp", lambda: bench.build_unread(recipe), lambda: bench.copy(wim), 1.25)
    race("not read back : cp and sync", lambda: bench.build_unread(recipe), lambda: bench.copy_to_disk(wim), None)
    race("read back : xorriso, not read back", lambda: bench.build(recipe), lambda: bench.mkisofs(tree), 1.0)
    bench.add(f"memory of the build of {mebibytes} MiB", bench.build(recipe)[1] / 1024, 64, "MiB")
    shutil.rmtree(tree)
    shutil.rmtree(recipe.parent)


def measure_large(bench, mebibytes):
    recipe, _ = bench.make_recipe("large", mebibytes)
    bench.add(f"memory of the build of {mebibytes} MiB", bench.build(recipe)[1] / 1024, 64, "MiB")
    shutil.rmtree(recipe.parent)


def first_page(bench, display):
    """Seconds until the wizard has a window that is shown."""
    environment = dict(os.environ, DISPLAY=display, QT_QPA_PLATFORM="xcb")
    started = time.monotonic()
    wizard = subprocess.Popen([str(bench.wizard)], env=environment,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.monotonic() - started < 10:
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(wizard.pid), "--name", "."],
                                   env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            if found.stdout.strip():
                return time.monotonic() - started
            if wizard.poll() is not None:
                sys.exit(f"{bench.wizard}: ended with status {wizard.returncode} before it showed a window")
            time.sleep(0.005)
        sys.exit(f"{bench.wizard}: no window within 10 seconds")
    finally:
        wizard.kill()
        wizard.wait()


def measure_wizard(bench, rounds):
    read_end, write_end = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x900x24"],
                              pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    try:
        display = ":" + os.read(read_end, 16).decode().strip()
        seconds = [first_page(bench, display) for _ in range(rounds)]
        bench.add("wizard shows its first page", statistics.median(seconds), 0.5, "s")
    finally:
        server.terminate()
        server.wait()


def main():
    root = pathlib.Path(__file__).resolve().parent.parent.parent
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--programs", type=pathlib.Path, default=root / "out/release/bin",
                         help="folder of the programs")
    options.add_argument("--size", type=int, default=450, help="MiB of the boot image for the races")
    options.add_argument("--large", type=int, default=3900,
                         help="MiB of the boot image for the memory; 0 leaves it out")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--folder", type=pathlib.Path, help="where to work; by default the system's temporary folder")
    options.add_argument("--json", type=pathlib.Path, help="also write the table there")
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder, prefix="bootwright-bench-") as folder:
        bench = Bench(arguments.programs.resolve(), pathlib.Path(folder))
        measure_speed(bench, arguments.rounds, arguments.size)
        if arguments.large:
            measure_large(bench, arguments.large)
        if bench.wizard.exists():
            measure_wizard(bench, arguments.rounds)
        if arguments.json:
            rows = [dict(zip(("what", "value", "limit", "unit"), row)) for row in bench.rows]
            arguments.json.write_text(json.dumps(rows, indent=2) + "\n")
    return 0 if bench.passed() else 1


if __name__ == "__main__":
    sys.exit(main())
