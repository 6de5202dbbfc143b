#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""windows.py FOLDER: the Windows packages in FOLDER, looked at, and lived through in a fresh Wine: an older
version installed, upgraded, the main job run from it, removed, and nothing left; the same job from the
portable folder. BOOTWRIGHT_CLI names the program of this system whose ISO must be the same."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/support"))
sys.path.insert(0, str(ROOT / "installer/windows"))
import cli  # noqa: E402
import main_job  # noqa: E402
import parts  # noqa: E402
import screen  # noqa: E402
import spdx  # noqa: E402

PACKAGES = pathlib.Path(sys.argv.pop(1)).resolve()
KEEP = pathlib.Path(sys.argv.pop(1)).resolve() if len(sys.argv) > 1 and os.path.isdir(sys.argv[1]) else None


def package_file(pattern):
    found = list(PACKAGES.glob(pattern))
    assert len(found) == 1, f"not one {pattern} in {PACKAGES}: {found}"
    return found[0]


def place(path):
    """What Wine's programs call a path of this system."""
    return "Z:" + str(path).replace("/", "\\")


class WindowsCase(unittest.TestCase):
    """Tests with the portable folder, unpacked, and a Windows that has nothing but itself."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="bootwright windows é ")  # names that a program may stumble on
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cli.tool("unzip", "-q", package_file("*-windows.zip"), "-d", cls.folder)
        cls.portable = cls.folder / package_file("*-windows.zip").stem
        cls.prefix = cls.folder / "wine"
        cls.addClassCleanup(cls.end_wine)
        cls.wine("cmd", "/c", "exit")
        cls.reproducible = main_job.write_reproducible(cls.folder)
        (cls.folder / "here").mkdir()
        cls.reference = main_job.build(cli.run, cls.folder / "here", cls.reproducible)

    @classmethod
    def environment(cls, display=""):
        return {**{name: value for name, value in os.environ.items() if name != "DISPLAY"}, "WINEPREFIX": str(cls.prefix),
                **({"DISPLAY": display} if display else {})}

    @classmethod
    def end_wine(cls):
        """Wine's own desktop is made for the display that its first program has, so it ends in between."""
        subprocess.run(["wineserver", "-k"], env=cls.environment(), check=False)
        subprocess.run(["wineserver", "-w"], env=cls.environment(), check=True)

    @classmethod
    def command(cls, program, *arguments):
        return [str(ROOT / "installer/windows/wine.sh"), "", str(program), *map(str, arguments)]

    @classmethod
    def wine(cls, program, *arguments, status=0):
        """Runs a program of Windows; what it printed."""
        done = subprocess.run(cls.command(program, *arguments), env=cls.environment(), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600, check=False)
        text = done.stdout.decode(errors="replace").replace("\r\n", "\n")
        if done.returncode != status:
            raise AssertionError(f"{program} ended with {done.returncode}, not {status}:\n{text}")
        return text

    def main_job_from(self, programs, job, by_command=place, by_hand=place):
        """Both programs in a folder make the ISO that the program of this system makes, in the folder `job`;
        each is told of it in its own way."""
        job.mkdir(parents=True)
        iso = main_job.build(lambda *arguments: self.wine(programs / "bootwright-cli.exe", *arguments), job, self.reproducible, by_command)
        cli.tool("cmp", self.reference, iso)
        self.end_wine()
        if KEEP:
            self.addCleanup(lambda: [shutil.copy(picture, KEEP / f"{programs.name} {picture.name}") for picture in job.glob("*.png")])
        with screen.Screen() as shown:
            def start(*arguments):
                return subprocess.Popen(self.command(programs / "bootwright.exe", *arguments), env=self.environment(shown.name))

            iso = main_job.build_by_hand(shown, start, job, self.reproducible, by_hand)
        self.end_wine()
        cli.tool("cmp", self.reference, iso)


class Files(WindowsCase):
    """What lies in the packages."""

    def test_every_file_is_ours_or_a_known_part(self):
        document = package_file("*-windows.spdx.json")
        self.assertEqual(spdx.faults(document), [])
        told = json.loads(document.read_text())
        hashes = {file["fileName"].removeprefix("./"): checksum["checksumValue"] for file in told["files"]
                  for checksum in file["checksums"] if checksum["algorithm"] == "SHA256"}
        self.assertEqual(hashes, cli.snapshot(self.portable))
        names = [part["name"] for part in told["packages"]]
        listed = (self.portable / "THIRD-PARTY.txt").read_text()
        for file in hashes:
            part = parts.part_of(file)
            if part:
                self.assertIn(part.name, names)
                self.assertIn(part.name, listed)
                self.assertTrue((self.portable / parts.licence_file_of(part)).exists(), part.name)
            else:
                self.assertRegex(file, r"^(bootwright(-cli|-drives)?\.exe|LICENSE\.txt|THIRD-PARTY\.txt|licences/[\w.-]+\.txt)$")

    def test_no_file_is_of_microsoft(self):
        for file in sorted(path for path in self.portable.rglob("*") if path.suffix in (".exe", ".dll")):
            content = file.read_bytes()
            for mark in ("Microsoft Corporation", "Microsoft Code Signing"):
                self.assertNotIn(mark.encode("utf-16-le"), content, file.name)
                self.assertNotIn(mark.encode(), content, file.name)

    def test_programs_tell_who_they_are(self):
        version = re.search(r"bootwright-(.*)-windows", self.portable.name)[1]
        for name in ("bootwright", "bootwright-cli", "bootwright-drives"):
            content = (self.portable / f"{name}.exe").read_bytes()
            for text in ("FileDescription", f"{name}.exe", version, "The Bootwright authors"):
                self.assertIn(text.encode("utf-16-le"), content)
            manifest = re.findall(rb"<assembly .*?</assembly>", content, re.S)
            self.assertEqual(len(manifest), 1)
            for wanted in (b'level="asInvoker"', b">PerMonitorV2<", b">true</longPathAware>", b">UTF-8</activeCodePage>"):
                self.assertIn(wanted, manifest[0])
            self.assertNotIn(str(ROOT).encode(), content)

    def test_portable_folder(self):
        before = cli.snapshot(self.portable)
        long = self.folder / ("long" * 40) / ("path" * 40)  # Windows' own limit is 260 letters
        self.wine("reg", "add", r"HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize", "/v", "AppsUseLightTheme",
                  "/t", "REG_DWORD", "/d", "0", "/f")
        self.main_job_from(self.portable, long)
        self.assertLess(main_job.brightness(long / "first-page.png"), 0.4)  # as the user wants it
        self.assertEqual(cli.snapshot(self.portable), before)


    def test_paths_are_written_as_windows_does(self):
        def told(*arguments, status=0):
            return self.wine(self.portable / "bootwright-cli.exe", *arguments, "--log", place(job / "cli.log"), status=status)

        def json_of(text):
            return json.loads(text[text.index("{"):text.rindex("}") + 1])

        job = self.folder / "paths é"
        job.mkdir()
        slashes = place(job).replace("\\", "/")  # as many write them
        lab, iso, kit, gone = (place(job / name) for name in ("lab", "out.iso", "out.bootkit", "gone.iso"))
        self.assertEqual(told("lab", f"{slashes}/lab"),
                         f'The training lab is in "{lab}": boot.wim, site.json and recipe.json.\n'
                         f'Next: bootwright-cli build "{lab}\\recipe.json"\n')
        self.assertIn(f"Would write: {iso}\n", told("build", f"{slashes}/lab/recipe.json", "--output", f"{slashes}/out.iso", "--dry-run"))
        built = told("build", f"{slashes}/lab/recipe.json", "--output", f"{slashes}/out.iso", "--json")
        self.assertEqual(json_of(built)["output"], iso)
        self.assertIn(f'error: Cannot write "{iso}".', told("build", f"{slashes}/lab/recipe.json", "--output", f"{slashes}/out.iso", status=3))
        self.assertIn(f'"{gone}"', told("verify", f"{slashes}/gone.iso", status=3))
        self.assertIn(f"{iso}\n", told("inspect", f"{slashes}/out.iso"))
        self.assertEqual(json_of(told("inspect", f"{slashes}/out.iso", "--json"))["media"], iso)
        self.assertIn(f"Packed: {kit} (", told("pack", f"{slashes}/lab/recipe.json", f"{slashes}/out.bootkit"))
        self.assertIn(f"build {place(job / 'kit/recipe.json')}\n", told("unpack", f"{slashes}/out.bootkit", f"{slashes}/kit"))
        self.assertIn(f"Renewed: {iso} (", told("renew", f"{slashes}/out.iso", "--days", "90"))
        told("verify", f"{slashes}/gone.iso", "--verbose", status=3)
        log = (job / "cli.log").read_text()
        self.assertIn(f'"{gone}"', log)


class Installed(WindowsCase):
    """The life of an installation."""

    PROGRAM = "drive_c/Program Files/Bootwright"

    def older(self):
        """An installer of an older version, which has a file that the new one lacks."""
        folder = self.folder / "older"
        shutil.copytree(self.portable, folder)
        (folder / "obsolete.txt").write_text("gone\n")
        (folder / "LICENSE.txt").write_text("older\n")
        icon = self.folder / "any.ico"
        icon.write_bytes(b"\0\0\1\0\0\0")
        cli.tool(sys.executable, ROOT / "installer/windows/msi.py", folder, icon, "0.0.1", self.folder / "older.msi")
        return self.folder / "older.msi"

    def registered(self):
        """What the registry says of us and of our kinds of files."""
        text = ""
        for key in (r"HKLM\Software\Classes\.bootkit", r"HKLM\Software\Classes\.json", r"HKLM\Software\Classes\Bootwright.Kit",
                    r"HKLM\Software\Classes\Bootwright.Recipe", r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall"):
            done = subprocess.run(self.command("reg", "query", key, "/s"), env=self.environment(), stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True, check=False)
            text += done.stdout
        return text

    def files(self):
        """The files of the system, without what Windows notes for itself."""
        noted = ("/windows/Installer", "/windows/temp", "/AppData/Local/", "/AppData/Roaming/bootwright")
        return {path for path in map(str, (self.prefix / "drive_c").rglob("*")) if not any(part in path for part in noted)}

    def shared(self, path):
        """A path below `folder` as others reach it over the network."""
        server = self.prefix / "dosdevices/unc/server"  # Wine keeps servers where it keeps drives
        server.mkdir(parents=True, exist_ok=True)
        self.link(server / "media")
        return "\\\\server\\media\\" + str(path.relative_to(self.folder)).replace("/", "\\")

    def mapped(self, path):
        """A path below `folder` on a drive that stands for it."""
        self.link(self.prefix / "dosdevices/m:")
        return "M:\\" + str(path.relative_to(self.folder)).replace("/", "\\")

    def link(self, place_of_folder):
        if not place_of_folder.is_symlink():
            place_of_folder.symlink_to(self.folder)

    def test_life(self):
        before, registered = self.files(), self.registered()
        self.assertNotIn("ootwright", registered)
        program = self.prefix / self.PROGRAM
        installer = package_file("*-windows.msi")

        self.wine("msiexec", "/i", place(self.older()), "/qn")
        self.assertTrue((program / "obsolete.txt").exists())
        self.wine("msiexec", "/i", place(installer), "/qn")
        self.assertEqual(cli.snapshot(program), cli.snapshot(self.portable))
        shown = self.registered()
        self.assertEqual(re.findall(r"DisplayVersion +REG_SZ +(.*)", shown), [re.search(r"bootwright-(.*)-windows", installer.name)[1]])
        opened = r'"C:\Program Files\Bootwright\bootwright.exe" "%1"'
        self.assertEqual(shown.count(opened), 2)
        self.assertRegex(shown, r"\.bootkit\n +\(Default\) +REG_SZ +Bootwright\.Kit")
        self.assertRegex(shown, r"\.json\\OpenWithProgids\n +Bootwright\.Recipe")
        self.assertEqual(len([path for path in self.files() if path.endswith("Start Menu/Programs/Bootwright.lnk")]), 1)

        job = self.folder / "installed"
        self.main_job_from(program, job, self.shared, self.mapped)
        self.assertGreater(main_job.brightness(job / "first-page.png"), 0.6)
        older = self.wine("msiexec", "/i", place(self.folder / "older.msi"), "/qn", status=1603 & 0xff)  # refused
        self.assertEqual(cli.snapshot(program), cli.snapshot(self.portable), older)

        self.wine("msiexec", "/x", place(installer), "/qn")
        self.assertEqual(self.files() - before, set())
        self.assertEqual(self.registered(), registered)


if __name__ == "__main__":
    cli.main()
