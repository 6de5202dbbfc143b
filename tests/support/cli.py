# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs bootwright-cli, whose path stands in BOOTWRIGHT_CLI, and makes what it needs."""
import contextlib
import copy
import hashlib
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

CLI = os.environ.get("BOOTWRIGHT_CLI", "bootwright-cli")
PASSWORD = "correct horse battery staple"


def run(*arguments, status=0, env=None, timeout=600):
    """Runs the program; fails unless it ends with `status`. The finished process, output as text."""
    done = subprocess.run([CLI, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False, timeout=timeout,
                          env={**os.environ, **(env or {})})
    if done.returncode != status:
        raise AssertionError(f"{' '.join(map(str, arguments))} ended with {done.returncode}, not {status}:\n"
                             f"{done.stdout}{done.stderr}")
    return done


def tool(*command, status=0):
    """Runs another program; its output. A tool that is missing or fails is a failure of the test."""
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)
    if done.returncode != status:
        raise AssertionError(f"{command[0]} ended with {done.returncode}:\n{done.stdout.decode(errors='replace')}")
    return done.stdout


class LabCase(unittest.TestCase):
    """Tests with a training lab in a folder of their own, made once for the class."""

    @classmethod
    def setUpClass(cls):
        cls._lab = tempfile.TemporaryDirectory(prefix="bootwright-lab-")
        cls.lab = pathlib.Path(cls._lab.name)
        run("lab", cls.lab, "--log", cls.lab / "lab.log")
        cls.recipe = json.loads((cls.lab / "recipe.json").read_text())
        (cls.lab / "password.txt").write_text(PASSWORD + "\n")

    @classmethod
    def tearDownClass(cls):
        cls._lab.cleanup()

    def setUp(self):
        self._folder = tempfile.TemporaryDirectory(prefix="bootwright-test-")
        self.addCleanup(self._folder.cleanup)
        self.folder = pathlib.Path(self._folder.name)

    def write_recipe(self, change=None, name="recipe.json"):
        """The lab's recipe with the answers that `change` changes, in this test's folder; its path."""
        recipe = copy.deepcopy(self.recipe)
        recipe["site"] = {"source": "profile", "profile": str(self.lab / "site.json"), "siteCode": "LAB"}
        recipe["bootImage"]["file"] = str(self.lab / "boot.wim")
        recipe["target"]["path"] = str(self.folder / "out.iso")
        recipe["security"]["passwordProtected"] = True
        if change:
            change(recipe)
        path = self.folder / name
        path.write_text(json.dumps(recipe))
        return path

    def build(self, *arguments, change=None, status=0):
        """Builds the lab's recipe; the path of the ISO."""
        run("build", self.write_recipe(change), "--log", self.folder / "log.txt", *self.secrets(), *arguments,
            status=status)
        return self.folder / "out.iso"

    def secrets(self):
        return ["--password-file", self.lab / "password.txt"]


def snapshot(folder):
    """What lies below `folder`: the hash of every file by its path."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(pathlib.Path(folder).rglob("*")) if path.is_file() and not path.is_symlink()}


def events(stdout):
    """The lines of --progress json; each must be one object."""
    found = [json.loads(line) for line in stdout.splitlines()]
    assert all(isinstance(event, dict) and "event" in event for event in found), stdout
    return found


def wim_update(wim, *commands):
    """Changes the first image of `wim` with wimlib-imagex."""
    for command in commands:
        tool("wimlib-imagex", "update", wim, "1", "--command", command)


def pad_wim(wim, size, folder):
    """Adds `size` bytes that cannot be compressed, so that a build takes its time."""
    pad = pathlib.Path(folder) / "pad.bin"
    with open(pad, "wb") as out:
        for _ in range(size >> 20):
            out.write(random.randbytes(1 << 20))
    wim_update(wim, f"add '{pad}' /pad.bin")
    pad.unlink()


@contextlib.contextmanager
def mounted(where, *options):
    """A file system in memory at `where`, for tests that end with main(mounts=True)."""
    where.mkdir(exist_ok=True)
    tool("mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", where)
    try:
        yield where
    finally:
        tool("umount", where)


def become_root():
    """Starts the calling script again through sudo unless it runs as root: for what no name space gives, such as
    loop devices."""
    if os.geteuid() != 0:
        kept = [f"{name}={os.environ[name]}" for name in ("BOOTWRIGHT_CLI", "LC_ALL", "QT_QPA_PLATFORM") if name in os.environ]
        os.execvp("sudo", ["sudo", "env", *kept, sys.executable, *sys.argv])


def main(mounts=False, root=False):
    """Runs the tests of the calling file with ctest's kind of exit status. Who mounts and is not root does it
    in a name space of its own; `root` says that this is not enough."""
    if root:
        become_root()
    elif mounts and os.geteuid() != 0:
        os.execvp("unshare", ["unshare", "--user", "--map-root-user", "--mount", sys.executable, *sys.argv])
    sys.exit(0 if unittest.main(exit=False, verbosity=2).result.wasSuccessful() else 1)
