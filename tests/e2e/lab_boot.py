#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the training lab's boot programs on media that other people's tools made.

usage: lab_boot.py FOLDER [test ...], FOLDER holding what resources/CMakeLists.txt builds.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import lab_media
import qemu

PROGRAMS = pathlib.Path()
SNAKEOIL = pathlib.Path("/usr/share/ovmf/PkKek-1-snakeoil")


class Media(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="bootwright-lab-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.tree = self.folder / "tree"
        self.image = self.folder / "medium.img"
        self.loader = PROGRAMS / "bootmgfw.efi"

    def lab(self, as_, **options):
        """The lines of the lab program, started from the medium."""
        return qemu.lines(qemu.run_ovmf(self.image, as_, **options))

    def assert_facts(self, lines, loader, started_from, volume):
        self.assertEqual(lines[0], "BOOTWRIGHT-LAB banner=training lab")
        self.assertRegex(lines[1], f"^LAB loader={loader} program=\\S+ started-from={started_from} path=PciRoot.*BOOTX64.EFI$")
        self.assertEqual(lines[2:7], [f"LAB volume={volume}", "LAB label=Training", "LAB media-type=BootMedia",
                                      "LAB unattended=false", "LAB password-required=true"])


class Uefi(Media):
    def test_stick(self):
        count = lab_media.write_tree(self.tree, [("extra/\u00dcbung \u4e2d\u6587.txt", b"x")])
        lab_media.make_stick(self.image, self.tree, self.loader)
        lines = self.lab("usb")
        self.assert_facts(lines, 2011, "disk", "firmware")
        self.assertIn("LAB file ok sources/boot.wim", lines)
        self.assertIn("LAB file ok extra/\u00dcbung \u4e2d\u6587.txt", lines)
        self.assertEqual(lines[-1], f"LAB result ok files={count}")

    def test_disc_that_the_firmware_reads(self):
        count = lab_media.write_tree(self.tree)
        lab_media.make_disc(self.image, self.tree, efi=PROGRAMS / "bootmgfw_EX.efi", bios=PROGRAMS / "cdboot.bin")
        lines = self.lab("cd")
        self.assert_facts(lines, 2023, "cd", "firmware")
        self.assertEqual(lines[-1], f"LAB result ok files={count}")

    def test_disc_that_the_firmware_cannot_read(self):
        # More files than one sector of a directory holds, and a name in another case than the manifest's.
        count = lab_media.write_tree(self.tree, [(f"extra/file {i:03}.txt", bytes([i])) for i in range(100)])
        (self.tree / "MediaLabel.txt").rename(self.tree / "MEDIALABEL.TXT")
        lab_media.make_disc(self.image, self.tree, efi=self.loader, udf=False)
        lines = self.lab("cd")
        self.assert_facts(lines, 2011, "cd", "iso9660")
        self.assertEqual(lines[-1], f"LAB result ok files={count}")

    def test_what_is_on_another_disk_does_not_count(self):
        lab_media.write_tree(self.tree)
        lab_media.make_stick(self.folder / "other.img", self.tree, self.loader)
        (self.tree / "sources/boot.wim").unlink()
        lab_media.make_disc(self.image, self.tree, efi=self.loader)
        lines = self.lab("cd", beside=self.folder / "other.img")
        self.assertIn("started-from=cd", lines[1])
        self.assertEqual(lines[-2:], ["LAB volume missing", "LAB result FAILED bad=1"])

    def test_one_wrong_byte_and_a_missing_file(self):
        lab_media.write_tree(self.tree, [("gone.txt", b"gone")])
        wim = self.tree / "sources/boot.wim"
        content = bytearray(wim.read_bytes())
        content[2_500_000] ^= 1
        wim.write_bytes(content)
        (self.tree / "gone.txt").unlink()
        (self.tree / "empty.txt").write_bytes(b"x")
        lab_media.make_stick(self.image, self.tree, self.loader)
        lines = self.lab("usb")
        wrong = [line for line in lines if re.match("LAB file (bad|missing) ", line)]
        self.assertEqual(wrong, ["LAB file bad sources/boot.wim", "LAB file bad empty.txt", "LAB file missing gone.txt"])
        self.assertEqual(lines[-1], "LAB result FAILED bad=3")

    def test_no_manifest(self):
        lab_media.write_tree(self.tree)
        (self.tree / "Bootwright/manifest.json").unlink()
        lab_media.make_stick(self.image, self.tree, self.loader)
        self.assertEqual(self.lab("usb")[-2:], ["LAB manifest missing", "LAB result FAILED bad=1"])

    def test_damaged_manifest(self):
        lab_media.write_tree(self.tree)
        manifest = self.tree / "Bootwright/manifest.json"
        manifest.write_bytes(manifest.read_bytes()[:-40])
        lab_media.make_disc(self.image, self.tree, efi=self.loader)
        self.assertEqual(self.lab("cd")[-2:], ["LAB manifest damaged", "LAB result FAILED bad=1"])


class SecureBoot(Media):
    def test_signed_starts(self):
        key, signed = self.folder / "key.pem", self.folder / "signed.efi"
        subprocess.run(["openssl", "rsa", "-in", SNAKEOIL.with_suffix(".key"), "-passin", "pass:snakeoil", "-out", key],
                       check=True, capture_output=True)
        subprocess.run(["sbsign", "--key", key, "--cert", SNAKEOIL.with_suffix(".pem"), "--output", signed, self.loader],
                       check=True, capture_output=True)
        count = lab_media.write_tree(self.tree)
        lab_media.make_stick(self.image, self.tree, signed)
        self.assertEqual(self.lab("usb", secure_boot=True)[-1], f"LAB result ok files={count}")

    def test_unsigned_is_refused(self):
        lab_media.write_tree(self.tree)
        lab_media.make_stick(self.image, self.tree, self.loader)
        text = qemu.run_ovmf(self.image, "usb", secure_boot=True, until="Access Denied|BOOTWRIGHT-LAB")
        self.assertNotIn("BOOTWRIGHT-LAB", text)


class Bios(Media):
    def disc(self, name, content, relaxed=True):
        self.tree.mkdir()
        (self.tree / "cdboot.bin").write_bytes((PROGRAMS / "cdboot.bin").read_bytes())
        for i in range(60):  # BOOTMGR then is not in the first sector of the root directory
            (self.tree / f"a{i:02} long enough.txt").write_bytes(b"x")
        if name:
            (self.tree / name).write_bytes(content)
        lab_media.run("xorriso", "-as", "mkisofs", "-quiet", *(["-iso-level", "4", "-U"] if relaxed else []),
                      "-b", "cdboot.bin", "-no-emul-boot", "-boot-load-size", "4", "-o", self.image, self.tree)

    def test_bootmgr_as_windows_media_spell_it(self):
        self.disc("bootmgr", (PROGRAMS / "labmgr.bin").read_bytes())
        text = qemu.run_seabios(self.image, until=r"LAB bios [^\n]*\n")
        self.assertIn("LAB bios bootmgr reached DL=E0 size ok\n", text)

    def test_bootmgr_with_a_version(self):
        self.disc("bootmgr", (PROGRAMS / "labmgr.bin").read_bytes(), relaxed=False)
        listing = subprocess.run(["isoinfo", "-l", "-i", self.image], check=True, capture_output=True).stdout
        self.assertIn(b"BOOTMGR.;1", listing)
        text = qemu.run_seabios(self.image, until=r"LAB bios [^\n]*\n")
        self.assertIn("LAB bios bootmgr reached DL=E0 size ok\n", text)

    def test_half_a_bootmgr_shows(self):
        self.disc("bootmgr", (PROGRAMS / "labmgr.bin").read_bytes()[:70_000])
        text = qemu.run_seabios(self.image, until=r"LAB bios [^\n]*\n")
        self.assertIn("LAB bios bootmgr reached DL=E0 size FAILED\n", text)

    def test_no_bootmgr(self):
        self.disc("bootmgr2", b"x")
        text = qemu.run_seabios(self.image, until=r"BOOTMGR [^\n]*\n|LAB bios", console=True)
        self.assertIn("BOOTMGR is missing on this disc. Make the disc again.", text)

    def test_bootmgr_larger_than_memory(self):
        self.disc("bootmgr", bytes(560 * 1024))
        text = qemu.run_seabios(self.image, until=r"BOOTMGR [^\n]*\n|LAB bios", console=True)
        self.assertIn("BOOTMGR on this disc is larger than the memory for it.", text)


class BiosStick(Media):
    GOOD = "LAB bios bootmgr reached DL=80 size ok\n"

    def stick(self, files, **options):
        lab_media.make_bios_stick(self.image, files, PROGRAMS, **options)

    def bootmgr(self):
        return (PROGRAMS / "labmgr.bin").read_bytes()

    def assert_says(self, sentence):
        text = qemu.run_seabios(self.image, "usb", until=r"[^\n]*\. [^\n]*\n|LAB bios|this stick\.\n|for it\.\n", console=True)
        self.assertIn(sentence, text)

    def assert_starts(self):
        self.assertIn(self.GOOD, qemu.run_seabios(self.image, "usb", until=r"LAB bios [^\n]*\n"))

    def test_every_cluster_size(self):
        for cluster, size in ((512, 40), (4096, 300), (32768, 2400), (65536, 4700)):
            with self.subTest(cluster):
                self.stick([("BOOTMGR", self.bootmgr())], cluster=cluster, size=size << 20)
                self.assert_starts()

    def test_in_pieces_and_far_back_in_the_root(self):
        # each second of the small files goes, so that what comes next lies in many pieces
        names = [f"a long name to fill the root {i:03}.txt" for i in range(80)]
        self.stick([(name, b"x") for name in names] + [(name, None) for name in names[::2]], cluster=512, size=40 << 20)
        self.damage((1 << 20) + 512 + 492, (2).to_bytes(4, "little"))  # look for free clusters from the first one on
        lab_media.change_stick(self.image, [("BOOTMGR", self.bootmgr())])
        shown = subprocess.run(["mshowfat", "-i", f"{self.image}@@1M", "::/BOOTMGR"], check=True, capture_output=True).stdout
        self.assertGreater(shown.count(b"<"), 20, shown)
        self.assert_starts()

    def test_half_a_bootmgr_shows(self):
        self.stick([("BOOTMGR", self.bootmgr()[:70_000])])
        text = qemu.run_seabios(self.image, "usb", until=r"LAB bios [^\n]*\n")
        self.assertIn("LAB bios bootmgr reached DL=80 size FAILED\n", text)

    def test_no_bootmgr(self):
        self.stick([("BOOTMGR.EFI", b"x"), ("BOOTMGR", b"x"), ("BOOTMGR", None)])
        self.assert_says("BOOTMGR is missing on this stick. Make the stick again.")

    def test_bootmgr_larger_than_memory(self):
        self.stick([("BOOTMGR", bytes(560 * 1024))])
        self.assert_says("BOOTMGR on this stick is larger than the memory for it.")

    def damage(self, offset, content):
        with open(self.image, "r+b") as stick:
            stick.seek(offset)
            stick.write(content)

    def test_no_active_partition(self):
        self.stick([("BOOTMGR", self.bootmgr())])
        self.damage(446, b"\0")
        self.assert_says("This stick has no active partition. Make it again.")

    def test_no_boot_record(self):
        self.stick([("BOOTMGR", self.bootmgr())])
        self.damage((1 << 20) + 510, b"\0")
        self.assert_says("This stick has no boot record. Make it again.")

    def test_half_a_boot_record(self):
        self.stick([("BOOTMGR", self.bootmgr())])
        self.damage((1 << 20) + 12 * 512, bytes(512))
        self.assert_says("The boot record of this stick is damaged. Make the stick again.")

    def test_damaged_table(self):
        self.stick([("BOOTMGR", self.bootmgr())])
        with open(self.image, "rb") as stick:
            stick.seek((1 << 20) + 14)
            table = int.from_bytes(stick.read(2), "little") * 512
        self.damage((1 << 20) + table + 4 * 3, bytes(4))  # the first cluster of BOOTMGR leads nowhere
        self.assert_says("The file system of this stick is damaged. Make the stick again.")


if __name__ == "__main__":
    PROGRAMS = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=2)
