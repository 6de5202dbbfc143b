#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""debian.py FOLDER: the Debian packages in FOLDER, looked at, and lived through in a clean system: an older
version installed, upgraded, the main job run from it, removed, and nothing left. Needs root for the clean
system; BOOTWRIGHT_CLI names the program whose ISO must be the same."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cli  # noqa: E402
import main_job  # noqa: E402
import screen  # noqa: E402
import spdx  # noqa: E402

PACKAGES = pathlib.Path(sys.argv.pop(1)).resolve()
DESKTOP_LIBRARIES = r"^(libqt6gui|libqt6widgets|libx11-|libxcb|libgl1|libegl1|libwayland|libfontconfig)"


def package_file(name):
    found = list(PACKAGES.glob(f"{name}_*.deb"))
    assert len(found) == 1, f"not one package {name} in {PACKAGES}: {found}"
    return found[0]


def field(package, name):
    return cli.tool("dpkg-deb", "-f", package, name).decode().strip()


def remove(folder):
    """Removes a system, but nothing that is mounted in it."""
    mounted = [line.split()[4] for line in pathlib.Path("/proc/self/mountinfo").read_text().splitlines()]
    inside = [place for place in mounted if f"{place}/".startswith(f"{folder}/")]
    if inside:
        raise AssertionError(f"Cannot remove {folder}. Mounted in it are {inside}.")
    shutil.rmtree(folder)


class Files(unittest.TestCase):
    """What lies in the packages."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="bootwright-packages-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        for name in ("bootwright", "bootwright-cli"):
            cli.tool("dpkg-deb", "-x", package_file(name), cls.folder / name)

    def installed(self, path, package="bootwright"):
        return self.folder / package / "usr" / path

    def test_lintian_finds_nothing(self):
        for name in ("bootwright", "bootwright-cli"):
            found = cli.tool("lintian", "--allow-root", "--fail-on", "error,warning", package_file(name)).decode()
            self.assertNotRegex(found, r"(?m)^[EW]:")

    def test_desktop(self):
        self.assertEqual(cli.tool("desktop-file-validate", self.installed("share/applications/bootwright.desktop")), b"")
        cli.tool("appstreamcli", "validate", "--no-net", self.installed("share/metainfo/bootwright.metainfo.xml"))
        cli.tool("xmllint", "--noout", self.installed("share/mime/packages/bootwright.xml"))
        for size in (16, 24, 32, 48, 64, 128, 256):
            icon = self.installed(f"share/icons/hicolor/{size}x{size}/apps/bootwright.png")
            self.assertEqual(cli.tool("identify", "-format", "%wx%h", icon).decode(), f"{size}x{size}")

    def test_manual_says_what_help_says(self):
        program = self.installed("bin/bootwright-cli", "bootwright-cli")
        shown = cli.tool(program, "--help").decode()
        wanted = re.findall(r"^  bootwright-cli (\w+)", shown, re.M) + re.findall(r"^  (?:-\w, )?(--[\w-]+)", shown, re.M)
        self.assertGreater(len(wanted), 20)
        page = self.page("bootwright-cli", "bootwright-cli")
        for word in wanted:
            self.assertRegex(page, rf"(?m)^ +(-\w, )?{re.escape(word)}\b")
        self.assertIn("--reproducible FILE", self.page("bootwright", "bootwright"))

    def page(self, package, name):
        """The manual page as text; it must have no fault."""
        file = self.installed(f"share/man/man1/{name}.1.gz", package)
        done = subprocess.run(["man", "--warnings", "--encoding=UTF-8", "-l", str(file)], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, check=True, env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "100"})
        self.assertEqual(done.stderr, "")
        return re.sub(".\b", "", done.stdout)

    def test_completion(self):
        file = self.installed("share/bash-completion/completions/bootwright-cli", "bootwright-cli")
        for words, completed in (("ver", "verify"), ("build --over", "--overwrite"), ("build --progress j", "json"), ("build rec", "")):
            with self.subTest(words):
                script = (f'source "{file}"; COMP_WORDS=(bootwright-cli {words}); COMP_CWORD={len(words.split())}; '
                          '_bootwright_cli; echo "${COMPREPLY[@]}"')
                self.assertEqual(cli.tool("bash", "-c", script).decode().strip(), completed)
        cli.tool("zsh", "-n", self.installed("share/zsh/vendor-completions/_bootwright-cli", "bootwright-cli"))

    def test_bill_of_materials(self):
        document, = PACKAGES.glob("bootwright-*-debian.spdx.json")
        self.assertEqual(spdx.faults(document), [])
        told = json.loads(document.read_text())
        names = {part["SPDXID"]: part["name"] for part in told["packages"]}
        files = {file["SPDXID"]: file for file in told["files"]}
        related = [(names.get(one["spdxElementId"]), one["relationshipType"], one["relatedSpdxElement"]) for one in told["relationships"]]
        for package in ("bootwright", "bootwright-cli"):
            listed = [files[other] for name, how, other in related if (name, how) == (package, "CONTAINS")]
            self.assertEqual({file["fileName"].removeprefix("./"): checksum["checksumValue"] for file in listed
                              for checksum in file["checksums"] if checksum["algorithm"] == "SHA256"},
                             cli.snapshot(self.folder / package))
            wanted = re.findall(r"(?:^|, )([\w.+-]+)", field(package_file(package), "Depends"))
            self.assertEqual([names[other] for name, how, other in related if (name, how) == (package, "DEPENDS_ON")], wanted)

    def test_sums(self):
        for line in (PACKAGES / "SHA256SUMS").read_text().splitlines():
            digest, name = line.split("  ")
            self.assertEqual(hashlib.sha256((PACKAGES / name).read_bytes()).hexdigest(), digest, name)


class Life(unittest.TestCase):
    """A package in a clean system."""

    @classmethod
    def setUpClass(cls):
        cls.systems = pathlib.Path(tempfile.mkdtemp(prefix="bootwright-systems-"))
        cls.addClassCleanup(remove, cls.systems)
        cls.systems.chmod(0o755)
        release = dict(line.split("=", 1) for line in pathlib.Path("/etc/os-release").read_text().splitlines())
        sources = [path for path in (pathlib.Path("/etc/apt/sources.list"), *pathlib.Path("/etc/apt/sources.list.d").iterdir())
                   if path.exists() and "debian" in path.read_text()]
        # What it mounts is mounted for it alone, and goes with it. Nobody waits for the disk.
        cli.tool("unshare", "--mount", "mmdebstrap", "--quiet", "--variant=minbase", "--skip=cleanup/apt",
                 "--dpkgopt=force-unsafe-io", release["VERSION_CODENAME"], cls.systems / "clean", *sources)
        shutil.copy("/etc/resolv.conf", cls.systems / "clean/etc/resolv.conf")
        cls.reproducible = main_job.write_reproducible(cls.systems)
        (cls.systems / "here").mkdir()
        cls.reference = main_job.build(cli.run, cls.systems / "here", cls.reproducible)

    def setUp(self):
        self.root = self.systems / self.id().rsplit(".", maxsplit=1)[1]
        cli.tool("cp", "-a", "--reflink=auto", self.systems / "clean", self.root)
        self.addCleanup(remove, self.root)
        self.job = self.root / "home/someone"
        self.job.mkdir()
        shutil.copy(self.reproducible, self.job)
        os.chown(self.job, 65534, 65534)

    def inside(self, *command):
        return cli.tool("chroot", self.root, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", *command).decode()

    def as_someone(self, program, *arguments, **environment):
        """The command that runs a program of the clean system without any rights."""
        settings = {"HOME": self.place(self.job), "LC_ALL": "C.UTF-8", **environment}
        return ["chroot", "--userspec=65534:65534", str(self.root), "env", "-i", *(f"{name}={value}" for name, value in settings.items()),
                f"/usr/bin/{program}", *map(str, arguments)]

    def place(self, path):
        return "/" + str(pathlib.Path(path).relative_to(self.root))

    def older(self, package):
        """The same package as it may have been before: an older version with a file that the new one lacks."""
        folder = self.root / "tmp/older"
        cli.tool("dpkg-deb", "-R", package_file(package), folder)
        control = folder / "DEBIAN/control"
        control.write_text(re.sub(r"(?m)^Version: .*", "Version: 0.0.1", control.read_text()))
        (folder / "usr/share/doc" / package / "obsolete").write_text("gone\n")
        cli.tool("dpkg-deb", "--root-owner-group", "-b", folder, self.root / "tmp/older.deb")
        shutil.rmtree(folder)
        return "/tmp/older.deb"

    def files(self):
        """Every file of the system but what packages are known by, and what someone made."""
        skipped = ("proc", "sys", "dev", "tmp", "home", "var/cache", "var/log", "var/lib/apt", "var/lib/dpkg")
        found = {}
        for folder, folders, names in os.walk(self.root):
            here = os.path.relpath(folder, self.root)
            folders[:] = [name for name in folders if os.path.normpath(f"{here}/{name}") not in skipped]
            for name in folders + names:
                status = os.lstat(f"{folder}/{name}")
                found[os.path.normpath(f"{here}/{name}")] = (status.st_mode, status.st_uid, status.st_gid,
                                                            status.st_size if name in names else 0)
        return found

    def live(self, package, job):
        """Upgrades to the package, does the job, removes the package."""
        file = package_file(package)
        self.inside("apt-get", "-qq", "satisfy", "-y", "--no-install-recommends", field(file, "Depends"))
        before = self.files()
        self.inside("dpkg", "-i", self.older(package))
        self.assertIn(f"usr/share/doc/{package}/obsolete", self.files())
        shutil.copy(file, self.root / "tmp/newer.deb")
        self.inside("dpkg", "-i", "/tmp/newer.deb")
        self.assertNotIn(f"usr/share/doc/{package}/obsolete", self.files())
        self.assertEqual(self.inside("dpkg-query", "-W", "-f=${Version}", package), field(file, "Version"))
        job()
        self.inside("dpkg", "--purge", package)
        self.assertEqual(self.files(), before)

    def run_program(self, *arguments):
        cli.tool(*self.as_someone("bootwright-cli", *arguments))

    def test_command_line(self):
        def job():
            iso = main_job.build(self.run_program, self.job, self.job / "reproducible.json", self.place)
            cli.tool("cmp", self.reference, iso)

        self.live("bootwright-cli", job)
        names = self.inside("dpkg-query", "-W", "-f=${Package}\n").split()
        self.assertIn("libqt6core6", names)
        self.assertEqual([name for name in names if re.match(DESKTOP_LIBRARIES, name)], [])

    def test_wizard(self):
        def job():
            shutil.copytree(self.systems / "here/lab", self.job / "lab")
            cli.tool("chown", "-R", "65534:65534", self.job / "lab")
            with screen.Screen() as shown:
                def start(*arguments):
                    return subprocess.Popen(self.as_someone("bootwright", *arguments, DISPLAY=shown.name))

                iso = main_job.build_by_hand(shown, start, self.job, self.job / "reproducible.json", self.place)
            cli.tool("cmp", self.reference, iso)

        self.live("bootwright", job)


if __name__ == "__main__":
    cli.main()
