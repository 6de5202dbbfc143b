#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file of an ISO is the same through every file system, as other people's programs read them."""
import hashlib
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cli  # noqa: E402


def hashes_below(folder):
    folder = pathlib.Path(folder)
    return {path.relative_to(folder).as_posix().lower(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*") if path.is_file()}


def fat_offset(image):
    """Where the first GPT partition begins, in bytes, as sgdisk says."""
    text = cli.tool("sgdisk", "-i", "1", image).decode()
    sector = next(line for line in text.splitlines() if line.startswith("First sector:"))
    return int(sector.split()[2]) * 512


class Readers(cli.LabCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        prestart = cls.lab / "ask"
        (prestart / "tief/er").mkdir(parents=True)
        (prestart / "frage.cmd").write_text("echo Büro\n")
        (prestart / "tief/er/日本.txt").write_text("x")
        extra = cls.lab / "extra"
        (extra / "Tools").mkdir(parents=True)
        (extra / "Tools/Größe.bin").write_bytes(bytes(range(256)) * 9000)
        (extra / "leer").mkdir()
        (extra / "null.txt").write_bytes(b"")

    def setUp(self):
        super().setUp()

        def change(recipe):
            recipe["prestart"] = {"command": "cmd /c frage.cmd", "files": {"folder": str(self.lab / "ask")}}
            recipe["extraFiles"] = {"folder": str(self.lab / "extra")}
            recipe["variables"] = [{"name": "OSDTech", "value": "anna"}]
            recipe["bootImage"]["embedMediaData"] = True
        self.iso = self.build(change=change)
        listing = json.loads(cli.run("inspect", self.iso, "--json", *self.secrets()).stdout)
        self.paths = {file["path"].lower(): file["size"] for file in listing["files"]}
        manifest = self.folder / "manifest.json"
        cli.tool("xorriso", "-osirrox", "on", "-indev", self.iso, "-extract", "/Bootwright/manifest.json", manifest)
        self.manifest = {file["path"].lower(): file["sha256"] for file in json.loads(manifest.read_text())["files"]}

    def check(self, hashes):
        own = hashes.pop("bootwright/manifest.json")
        self.assertEqual(own, hashlib.sha256((self.folder / "manifest.json").read_bytes()).hexdigest())
        self.assertEqual(hashes, self.manifest)

    def check_but_names(self, hashes):
        """libisofs gives names beyond ASCII another spelling; the contents must be there all the same."""
        def ascii_names(files):
            return {path: value for path, value in files.items() if path.isascii()}
        hashes.pop("bootwright/manifest.json")
        plain = ascii_names(self.manifest)
        self.assertEqual({path: hashes.get(path) for path in plain}, plain)
        self.assertEqual(sorted(hashes.values()), sorted(self.manifest.values()))

    def test_manifest_names_every_file(self):
        self.assertEqual(set(self.manifest) | {"bootwright/manifest.json"}, set(self.paths))
        self.assertIn("tools/größe.bin", self.manifest)

    def test_iso9660_by_xorriso(self):
        out = self.folder / "iso"
        cli.tool("xorriso", "-osirrox", "on", "-indev", self.iso, "-extract", "/", out)
        cli.tool("chmod", "-R", "u+rwX", out)
        self.check_but_names(hashes_below(out))
        listing = cli.tool("isoinfo", "-l", "-i", self.iso).decode()
        self.assertIn("Größe.bin", listing)

    def test_iso9660_and_udf_by_7z(self):
        for kind in ("iso", "udf"):
            with self.subTest(kind):
                out = self.folder / kind
                text = cli.tool("7z", "x", f"-t{kind}", f"-o{out}", self.iso).decode()
                self.assertIn("Everything is Ok", text)
                # 7-Zip takes the nearest UDF anchor for the end of the disc, which is a disk too.
                text = text.replace("WARNINGS:\nThere are data after the end of archive", "")
                self.assertNotIn("WARNING:", text.upper())
                self.assertNotIn("WARNINGS:\n", text.upper())
                hashes = hashes_below(out)
                self.check({path: value for path, value in hashes.items() if not path.startswith("[boot]")})

    def test_fat32_by_mtools_and_fsck(self):
        offset = fat_offset(self.iso)
        out = self.folder / "fat"
        out.mkdir()
        cli.tool("mcopy", "-s", "-n", "-m", "-i", f"{self.iso}@@{offset}", "::/", out)
        self.check(hashes_below(out))
        partition = self.folder / "partition.img"
        cli.tool("dd", f"if={self.iso}", f"of={partition}", f"skip={offset // 512}", "bs=512", "conv=sparse", "status=none")
        text = cli.tool("fsck.fat", "-n", "-v", partition).decode()
        self.assertNotIn("Dirty", text)

    def test_partition_table_by_sgdisk(self):
        self.assertIn("No problems found", cli.tool("sgdisk", "-v", self.iso).decode())
        self.assertIn("MBR: protective", cli.tool("gdisk", "-l", self.iso).decode())

    def test_structures(self):
        text = cli.tool("udfinfo", self.iso).decode()
        self.assertIn("udfrev=1.02", text)
        self.assertIn("integrity=closed", text)
        text = cli.tool("xorriso", "-indev", self.iso, "-report_el_torito", "plain").decode()
        self.assertRegex(text, r"El Torito boot img :   1  BIOS  y   none")
        self.assertRegex(text, r"El Torito boot img :   2  UEFI  y   none")
        self.assertIn("BOOT.WIM", cli.tool("isoinfo", "-l", "-i", self.iso).decode().upper())

    def test_boot_image_holds_the_prestart_command_and_the_media_data(self):
        wim = self.folder / "boot.wim"
        data = self.folder / "data"
        cli.tool("xorriso", "-osirrox", "on", "-indev", self.iso, "-extract", "/sources/boot.wim", wim,
                 "-extract", "/SMS/data", data)
        cli.tool("wimlib-imagex", "verify", wim)
        out = self.folder / "pe"
        cli.tool("wimlib-imagex", "apply", "--check", wim, "1", out)
        self.assertIn("CommandLine=cmd /c frage.cmd", (out / "TSConfig.ini").read_text())
        self.assertIn("Source=SMS10000", (out / "TSConfig.ini").read_text())
        below = {path.name.lower(): path for path in (out / "sms").iterdir()}
        self.assertEqual(hashes_below(below["pkg"] / "SMS10000"), hashes_below(self.lab / "ask"))
        self.assertEqual(sorted(hashes_below(below["data"])), ["tsmbootstrap.ini", "variables.dat"])
        self.assertEqual(hashes_below(below["data"]), hashes_below(data))

    def test_verify_finds_one_changed_byte(self):
        cli.run("verify", self.iso)
        offset = self.iso.read_bytes().find(b"label=")
        with open(self.iso, "r+b") as image:
            image.seek(offset)
            image.write(b"L")
        done = cli.run("verify", self.iso, status=3)
        self.assertIn("changed: MediaLabel.txt", done.stdout)
        self.assertTrue(done.stderr.startswith("error: "), done.stderr)


if __name__ == "__main__":
    cli.main()
