#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast sticks are written against dd, how eight at once compare with one, how much memory they take.

    tests/bench/sticks.py [--programs out/release/bin] [--size 600] [--rounds 5]

Sticks are loop devices: as fast as they are, and held to the speed of a real stick by a control group
(version 1, blkio). Needs root and nine times --size MiB of disk. Fails when a limit is exceeded.
"""
import argparse
import contextlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import bench as benches  # noqa: E402

MIB = 1024 * 1024
SPEED = 30 * MIB  # bytes a second of a good stick
STICKS = 8
GROUP = pathlib.Path("/sys/fs/cgroup/blkio/bootwright-bench")


@contextlib.contextmanager
def loop_devices(folder, count, size):
    devices = []
    try:
        for i in range(count):
            backing = folder / f"stick{i}.img"
            with open(backing, "wb") as out:
                out.truncate(size)
                os.posix_fallocate(out.fileno(), 0, size)  # a stick does not have to find its blocks first
            devices.append(subprocess.run(["losetup", "--find", "--show", "--direct-io=on", backing], check=True,
                                          capture_output=True, text=True).stdout.strip())
        yield devices
    finally:
        for device in devices:
            subprocess.run(["losetup", "--detach", device], check=True)


@contextlib.contextmanager
def throttled(devices):
    """While it lasts, whoever is started by enter() writes each device at SPEED."""
    GROUP.mkdir(exist_ok=True)  # a run that was killed leaves it
    try:
        for device in devices:
            number = os.stat(device).st_rdev
            (GROUP / "blkio.throttle.write_bps_device").write_text(f"{os.major(number)}:{os.minor(number)} {SPEED}")
        yield ["sh", "-c", f'echo $$ > {GROUP}/cgroup.procs && exec "$@"', "sh"]
    finally:
        GROUP.rmdir()


class Sticks:
    def __init__(self, bench, source, size):
        self.bench = bench
        self.source = source
        self.size = size

    def write(self, devices, within=(), verify=False):
        options = [] if verify else ["--no-verify"]
        return self.bench.run(*within, self.bench.cli, "write", self.source, *devices, "--yes", "--progress", "none",
                              *options, allowed=(0,) if verify else (4,))

    def write_phase(self, device, within=()):
        """Seconds from the first byte until the stick is finished, not read back, without the probes before."""
        command = [*within, self.bench.cli, "write", self.source, device, "--yes", "--progress", "json", "--no-verify"]
        run = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        times = {}
        for line in run.stdout:
            event = json.loads(line)
            if event["event"] == "device":
                times.setdefault(event["phase"], time.monotonic())
        if run.wait() != 4:  # not verified, as we asked
            sys.exit(f"write ended with {run.returncode}")
        return (times["ended"] - times["writing"],)

    def dd(self, device, within=()):
        file = self.source / "sources/boot.wim"
        return self.bench.run(*within, "dd", f"if={file}", f"of={device}", "bs=4M", "oflag=direct", "conv=fsync", "status=none")


def write_source(folder, mebibytes):
    tree = folder / "media"
    (tree / "sources").mkdir(parents=True)
    with open(tree / "sources/boot.wim", "wb") as out:
        for _ in range(mebibytes):
            out.write(os.urandom(MIB))
    return tree


def measure(bench, mebibytes, rounds):
    source = write_source(bench.folder, mebibytes)
    size = (mebibytes * 5 // 4 + 128) * MIB
    sticks = Sticks(bench, source, mebibytes)
    benches.warm(source)
    with loop_devices(bench.folder, STICKS, size) as devices:
        first = devices[0]
        sticks.write(devices)
        bench.add("write phase of one stick : dd, as fast as it goes",
                  benches.duel(rounds, lambda: sticks.write_phase(first), lambda: sticks.dd(first)), 1 / 0.95, "x")
        with throttled(devices) as within:
            bench.add("write phase of one stick : dd, 30 MiB/s",
                      benches.duel(max(1, rounds // 2), lambda: sticks.write_phase(first, within), lambda: sticks.dd(first, within)),
                      1 / 0.95, "x")
            bench.add(f"{STICKS} sticks : one stick, 30 MiB/s each",
                      benches.duel(1, lambda: sticks.write(devices, within), lambda: sticks.write([first], within)),
                      1 / 0.9, "x")
        bench.add("memory of one stick, read back", sticks.write([first], verify=True)[1] / 1024, 64 + 16, "MiB")
        bench.add(f"memory of {STICKS} sticks, read back",
                  statistics.median(sticks.write(devices, verify=True)[1] / 1024 for _ in range(3)), 64 + 16 * STICKS, "MiB")


def measure_refresh(bench):
    recipe, _ = bench.make_recipe("refresh", 64)
    bench.build(recipe)
    with loop_devices(bench.folder, 1, 512 * MIB) as devices:
        bench.run(bench.cli, "write", bench.folder / "bench.iso", *devices, "--yes", "--progress", "none")
        counter = pathlib.Path("/sys/block") / pathlib.Path(devices[0]).name / "stat"
        before = int(counter.read_text().split()[6])  # sectors of 512 bytes written
        bench.run(bench.cli, "refresh", bench.folder / "bench.iso", *devices, "--progress", "none")
        bench.add("written by a refresh with nothing changed", (int(counter.read_text().split()[6]) - before) / 2, 64, "KiB")


def main():
    root = pathlib.Path(__file__).resolve().parent.parent.parent
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--programs", type=pathlib.Path, default=root / "out/release/bin", help="folder of the programs")
    options.add_argument("--size", type=int, default=600, help="MiB that are written onto each stick")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--folder", type=pathlib.Path, help="where to work; by default the system's temporary folder")
    arguments = options.parse_args()
    os.nice(-19)  # ours and the rival's alike: what else the machine does should not decide
    with tempfile.TemporaryDirectory(dir=arguments.folder, prefix="bootwright-bench-") as folder:
        bench = benches.Bench(arguments.programs.resolve(), pathlib.Path(folder))
        measure(bench, arguments.size, arguments.rounds)
        measure_refresh(bench)
    return 0 if bench.passed() else 1


if __name__ == "__main__":
    sys.exit(main())
