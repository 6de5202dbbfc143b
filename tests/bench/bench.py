#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast the build is against copying, how much memory it takes, how fast media are inspected and verified, how
soon the wizard shows, and how long it does not answer while it makes media.

    tests/bench/bench.py [--programs out/release/bin] [--size 450] [--large 3900] [--rounds 5]

Times are wall clock, from the page cache, the rivals taking turns; of every round the rivals' ratio is
taken, of all rounds the median. Fails when a limit is exceeded. Needs about three times --large MiB of
disk, wimlib-imagex, xorriso and, for the wizard, Xvfb and xdotool. The wizard's answers are measured with
bootwright-heartbeat, which is built with the tests; the site needs what tests/e2e/site.py needs, and curl.
"""
import argparse
import json
import os
import pathlib
import resource
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
    race("SHA-256 alone : cp", lambda: bench.run("openssl", "dgst", "-sha256", wim), lambda: bench.copy(wim), None)
    race("not read back : cp and sync", lambda: bench.build_unread(recipe), lambda: bench.copy_to_disk(wim), None)
    race("read back : xorriso, not read back", lambda: bench.build(recipe), lambda: bench.mkisofs(tree), 1.0)
    bench.add(f"memory of the build of {mebibytes} MiB", bench.build(recipe)[1] / 1024, 64, "MiB")
    shutil.rmtree(tree)
    shutil.rmtree(recipe.parent)


def measure_large(bench, mebibytes):
    recipe, _ = bench.make_recipe("large", mebibytes)
    bench.add(f"memory of the build of {mebibytes} MiB", bench.build(recipe)[1] / 1024, 64, "MiB")
    shutil.rmtree(recipe.parent)


def measure_renewal(bench, rounds, mebibytes):
    """A new certificate, password and label: seconds, and what the process gave the disk to write."""
    recipe, _ = bench.make_recipe("renewal", mebibytes)
    bench.build(recipe)
    image = bench.folder / "bench.iso"
    password = bench.folder / "password.txt"
    password.write_text("nine grey geese in Gothenburg\n")
    seconds, written = [], []
    for number in range(rounds):
        os.sync()
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_oublock
        seconds.append(bench.run(bench.cli, "renew", image, "--days", 100 + number, "--label", f"Round {number}",
                                 "--password-file", password, "--new-password-file", password)[0])
        written.append((resource.getrusage(resource.RUSAGE_CHILDREN).ru_oublock - before) * 512)
    bench.run(bench.cli, "verify", image)
    size = image.stat().st_size / MIB
    bench.add(f"renewal of an image of {size:.0f} MiB", statistics.median(seconds), 0.5, "s")
    bench.add("  written", max(written) / MIB, 1, "MiB")
    image.unlink()
    shutil.rmtree(recipe.parent)


def bytes_read_by(run):
    """What a program that `run` starts and waits for reads through system calls: an upper bound, as its own files
    and our reading of its messages are in it."""
    def count():
        return int(pathlib.Path("/proc/self/io").read_text().split()[1])  # rchar, of children that ended too
    before = count()
    run()
    return count() - before


def measure_reading(bench, rounds, mebibytes):
    """Inspecting and verifying media with a boot image of so many MiB."""
    recipe, wim = bench.make_recipe("reading", mebibytes)
    bench.build(recipe)
    image = bench.folder / "bench.iso"
    wim.unlink()

    def inspect():
        return bench.run(bench.cli, "inspect", image, "--json")

    inspect()
    seconds = statistics.median(inspect()[0] for _ in range(rounds))
    bench.add(f"inspect of media of {mebibytes} MiB", seconds * 1000, 100, "ms")
    bench.add(f"inspect of media of {mebibytes} MiB, bytes read", bytes_read_by(inspect) / MIB, 4, "MiB")
    tree = bench.folder / "tree"
    bench.run("xorriso", "-osirrox", "on", "-indev", image, "-extract", "/", tree)
    files = [path for path in tree.rglob("*") if path.is_file()]
    warm(image)
    warm(tree)
    ratio = duel(rounds, lambda: bench.run("taskset", "-c", "0", bench.cli, "verify", image, "--progress", "none"),
                 lambda: bench.run("taskset", "-c", "0", "openssl", "dgst", "-sha256", *files))
    bench.add("verify : openssl dgst of the same bytes, one core", ratio, 1 / 0.9, "x")
    shutil.rmtree(tree)
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


def heartbeat(bench, program, display, recipe):
    """Milliseconds of the longest pause of the wizard's event loop while it makes the media of `recipe`, and the
    longest for which it was at work itself."""
    done = subprocess.run([str(program), str(recipe)], env=dict(os.environ, DISPLAY=display, QT_QPA_PLATFORM="xcb"),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=bench.folder, check=False)
    if done.returncode != 0:
        sys.exit(f"{program}: exit status {done.returncode}\n{done.stderr.decode(errors='replace')}")
    (recipe.parent / "training.iso").unlink()
    return tuple(int(number) for number in done.stdout.split())


def measure_heartbeat(bench, program, display, rounds, mebibytes):
    recipe, _ = bench.make_recipe("heartbeat", mebibytes)
    pauses = [heartbeat(bench, program, display, recipe) for _ in range(rounds)]
    bench.add(f"longest pause of the wizard in a build of {mebibytes} MiB",
              statistics.median(pause for pause, _ in pauses), 50, "ms")
    bench.add("  longest that it was at work itself", statistics.median(work for _, work in pauses), 50, "ms")
    shutil.rmtree(recipe.parent)


def measure_wizard(bench, program, rounds, mebibytes):
    read_end, write_end = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x900x24"],
                              pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    try:
        display = ":" + os.read(read_end, 16).decode().strip()
        while subprocess.run(["xdotool", "getdisplaygeometry"], env=dict(os.environ, DISPLAY=display),
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode != 0:
            time.sleep(0.05)  # a display that has a number may not listen yet
        seconds = [first_page(bench, display) for _ in range(rounds)]
        bench.add("wizard shows its first page", statistics.median(seconds), 0.5, "s")
        if program.exists():
            measure_heartbeat(bench, program, display, rounds, mebibytes)
    finally:
        server.terminate()
        server.wait()


def measure_site(bench, rounds, mebibytes):
    script = pathlib.Path(__file__).resolve().parent / "site.py"
    done = subprocess.run([sys.executable, script, bench.cli, str(mebibytes), str(rounds)], check=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, text=True)
    for row in json.loads(done.stdout):
        bench.add(*row)


def main():
    root = pathlib.Path(__file__).resolve().parent.parent.parent
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--programs", type=pathlib.Path, default=root / "out/release/bin",
                         help="folder of the programs")
    options.add_argument("--heartbeat", type=pathlib.Path, default=root / "out/ci/bin/bootwright-heartbeat",
                         help="the program that measures the wizard's pauses")
    options.add_argument("--only-wizard", action="store_true", help="leave out the races and the memory")
    options.add_argument("--size", type=int, default=450, help="MiB of the boot image for the races")
    options.add_argument("--reading", type=int, default=1000, help="MiB of the boot image for inspect and verify")
    options.add_argument("--large", type=int, default=3900,
                         help="MiB of the boot image for the memory; 0 leaves it out")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--folder", type=pathlib.Path, help="where to work; by default the system's temporary folder")
    options.add_argument("--json", type=pathlib.Path, help="also write the table there")
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder, prefix="bootwright-bench-") as folder:
        bench = Bench(arguments.programs.resolve(), pathlib.Path(folder))
        if not arguments.only_wizard:
            measure_speed(bench, arguments.rounds, arguments.size)
            for mebibytes in filter(None, (10, arguments.size, arguments.large)):
                measure_renewal(bench, arguments.rounds, mebibytes)
            measure_reading(bench, arguments.rounds, arguments.reading)
        if arguments.large and not arguments.only_wizard:
            measure_large(bench, arguments.large)
        if not arguments.only_wizard:
            measure_site(bench, arguments.rounds, arguments.size)
        if bench.wizard.exists():
            measure_wizard(bench, arguments.heartbeat, arguments.rounds, arguments.size)
        if arguments.json:
            rows = [dict(zip(("what", "value", "limit", "unit"), row)) for row in bench.rows]
            arguments.json.write_text(json.dumps(rows, indent=2) + "\n")
    return 0 if bench.passed() else 1


if __name__ == "__main__":
    sys.exit(main())
