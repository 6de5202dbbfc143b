#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""real_site.py COMMAND...   runs a command beside the site of site_lab.py, signed in there as anna.

Its distribution point has the training lab's boot image as LAB00005. The command finds in its environment the folder
of the share \\\\files01.lab.example\\images (BOOTWRIGHT_IMAGES) and a pipe that takes traps, one a line
(BOOTWRIGHT_TRAPS).
"""
import os
import pathlib
import subprocess
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import cli  # noqa: E402
import site_lab  # noqa: E402


def take_traps(lab, pipe):
    while True:
        with open(pipe, encoding="utf-8") as lines:
            for line in lines:
                lab.trap(line.strip())


def main():
    lab = site_lab.SiteLab()
    for name in ("CONFIG", "CACHE", "DATA"):
        os.environ[f"XDG_{name}_HOME"] = str(lab.folder / name.lower())
    pipe = lab.folder / "traps"
    os.mkfifo(pipe)
    os.environ["BOOTWRIGHT_IMAGES"] = str(lab.images)
    os.environ["BOOTWRIGHT_TRAPS"] = str(pipe)
    try:
        lab.start()
        cli.run("lab", lab.folder / "training")
        lab.put_content("LAB00005", 7, {"boot.LAB00005.wim": lab.folder / "training/boot.wim"})
        lab.sign_in()
        threading.Thread(target=take_traps, args=(lab, pipe), daemon=True).start()
        return subprocess.run(sys.argv[1:], check=False).returncode
    finally:
        lab.stop()


if __name__ == "__main__":
    site_lab.enter()
    sys.exit(main())
