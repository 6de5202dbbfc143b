#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast a site is read and a boot image fetched, with Kerberos and Apache on this machine's loopback.

    tests/bench/site.py CLI MEBIBYTES ROUNDS

Prints its rows as JSON: [what, value, limit, unit].
"""
import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import site_lab

SERVER = "cm01.lab.example"
NAME = "boot.LAB00005.wim"


def run(*command):
    """Seconds and the largest resident size in MiB."""
    started = time.monotonic()
    child = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit status {child.returncode}")
    return time.monotonic() - started, usage.ru_maxrss / 1024


def read_lists(lab, cli, rounds):
    lab.trap("bulk=500")
    seconds = statistics.median(run(cli, "site", "show", SERVER)[0] for _ in range(rounds))
    lab.trap()
    run(cli, "site", "show", SERVER)
    requests = len(lab.trap("-bulk"))
    return [["site with 500 boot images, 200 distribution points", seconds, 1.5, "s"],
            ["requests for it", requests, 20, ""]]


def fetch(lab, cli, mebibytes, rounds):
    wim = lab.folder / NAME
    with open(wim, "wb") as out:
        for _ in range(mebibytes):
            out.write(random.randbytes(1 << 20))
    lab.put_content("LAB00005", 7, {NAME: wim})
    cache = pathlib.Path(os.environ["XDG_CACHE_HOME"])
    overhead = statistics.median(run(cli, "site", "show", SERVER)[0] for _ in range(rounds + 1))
    checked, bare, largest = [], [], 0
    for number in range(rounds):
        def ours():
            nonlocal largest
            shutil.rmtree(cache, ignore_errors=True)
            seconds, memory = run(cli, "site", "fetch", "--site", SERVER, "LAB00005")
            largest = max(largest, memory)
            return seconds - overhead  # the lists, which are read before
        def theirs():
            wim.unlink(missing_ok=True)
            return (run("curl", "-s", "-o", wim, f"http://dp01.lab.example/SMS_DP_SMSPKG$/LAB00005/{NAME}")[0],
                    run("openssl", "dgst", "-sha256", wim)[0])
        first, second = (ours, theirs) if number % 2 == 0 else (theirs, ours)
        times = {first: first(), second: second()}
        curl, hashing = times[theirs]
        checked.append(times[ours] / (curl + hashing))
        bare.append(times[ours] / curl)
    what = f"{mebibytes} MiB from a distribution point, SHA-256 checked : "
    return [[what + "curl, then openssl dgst", statistics.median(checked), 1 / 0.9, "x"],
            [what + "curl, which checks nothing", statistics.median(bare), None, "x"],
            [f"memory while {mebibytes} MiB are fetched", largest, 64, "MiB"]]


def main():
    cli, mebibytes, rounds = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2]), int(sys.argv[3])
    lab = site_lab.SiteLab(apache_content=True)
    for name in ("CONFIG", "CACHE", "DATA"):
        os.environ[f"XDG_{name}_HOME"] = str(lab.folder / name.lower())
    try:
        lab.start()
        lab.sign_in()
        print(json.dumps(read_lists(lab, cli, rounds) + fetch(lab, cli, mebibytes, rounds)))
    finally:
        lab.stop()


if __name__ == "__main__":
    site_lab.enter()
    main()
