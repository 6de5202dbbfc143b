# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Block devices for tests: loop devices over files, and what must never be touched."""
import contextlib

import cli


def sparse(path, size):
    with open(path, "wb") as out:
        out.truncate(size)
    return path


@contextlib.contextmanager
def loop(backing, *options):
    """A loop device over the file `backing`. Needs root."""
    device = cli.tool("losetup", "--find", "--show", *options, backing).decode().strip()
    try:
        yield device
    finally:
        cli.tool("losetup", "--detach", device)


def root_disks():
    """The whole disks below /, as lsblk knows them."""
    source = cli.tool("findmnt", "--noheadings", "--output", "SOURCE", "--nofsroot", "/").decode().strip()
    lines = cli.tool("lsblk", "--inverse", "--list", "--noheadings", "--output", "PATH,TYPE", source).decode().splitlines()
    return [path for path, kind in map(str.split, lines) if kind == "disk"]
