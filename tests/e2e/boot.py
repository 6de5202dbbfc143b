#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Firmware starts the lab's ISO in both of its lives, and the program it starts finds every hash right."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cli  # noqa: E402
import qemu  # noqa: E402

KEY = "/usr/share/ovmf/PkKek-1-snakeoil.key"
CERTIFICATE = "/usr/share/ovmf/PkKek-1-snakeoil.pem"


class Boot(cli.LabCase):
    def expect_good(self, text, where):
        lines = qemu.lines(text)
        self.assertIn("BOOTWRIGHT-LAB banner=training lab", "\n".join(lines))
        self.assertTrue(any(f"started-from={where}" in line for line in lines), text)
        self.assertTrue(any(line.startswith("LAB result ok") for line in lines), text)
        self.assertFalse(any(line.startswith(("LAB file bad", "LAB file missing")) for line in lines), text)

    def test_disc_by_uefi(self):
        text = qemu.run_ovmf(self.build(), as_="cd")
        self.expect_good(text, "cd")
        self.assertIn("password-required=true", text)
        self.assertIn("unattended=false", text)

    def test_stick_by_uefi(self):
        self.expect_good(qemu.run_ovmf(self.build(), as_="usb"), "disk")

    def test_disc_by_bios(self):
        text = qemu.run_seabios(self.build(), as_="cd")
        self.assertIn("LAB bios bootmgr reached DL=E0", text)

    def test_boot_image_without_el_torito_files_and_2011_loader(self):
        def change(recipe):
            recipe["bootImage"]["loaderSigner"] = "2011"
        text = qemu.run_ovmf(self.build(change=change), as_="cd")
        self.expect_good(text, "cd")
        self.assertIn("loader=2011", text)


    def test_names_in_other_scripts(self):
        extra = self.folder / "extra"
        names = ["Übung/Größe.txt", "日本語/読んで ください.txt", "Ελλάδα/Журнал.txt", "naïve café.txt", "Übung/😀 emoji.bin",
                 "x" * 60 + "é" * 40 + ".txt"]
        for name in names:
            path = extra / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name.encode() * 500)

        def change(recipe):
            recipe["extraFiles"] = {"folder": str(extra)}
        iso = self.build(change=change)
        for life, where in (("cd", "cd"), ("usb", "disk")):
            with self.subTest(life):
                text = qemu.run_ovmf(iso, as_=life)
                self.expect_good(text, where)
                for name in names:
                    self.assertIn(f"LAB file ok {name}", text)


class SecureBoot(cli.LabCase):
    """With Secure Boot enforced by the snakeoil keys."""

    def signed_wim(self):
        """The lab's boot image with its loaders signed by the key that the firmware trusts."""
        wim = self.folder / "signed.wim"
        wim.write_bytes((self.lab / "boot.wim").read_bytes())
        plain_key = self.folder / "key.pem"
        cli.tool("openssl", "rsa", "-in", KEY, "-passin", "pass:snakeoil", "-out", plain_key)
        for path in ("/Windows/Boot/EFI/bootmgfw.efi", "/Windows/Boot/EFI_EX/bootmgfw_EX.efi"):
            name = self.folder / pathlib.PurePosixPath(path).name
            cli.tool("wimlib-imagex", "extract", wim, "1", path, f"--dest-dir={self.folder}")
            cli.tool("sbsign", "--key", plain_key, "--cert", CERTIFICATE, "--output", name, name)
            subprocess.run(["wimlib-imagex", "update", wim, "1"], input=f"add {name} {path}\n", text=True, check=True,
                           stdout=subprocess.DEVNULL)
        return wim

    def test_signed_loader_starts(self):
        wim = self.signed_wim()

        def change(recipe):
            recipe["bootImage"]["file"] = str(wim)
        iso = self.build(change=change)
        for life, where in (("cd", "cd"), ("usb", "disk")):
            with self.subTest(life):
                text = qemu.run_ovmf(iso, as_=life, secure_boot=True)
                self.assertIn(f"started-from={where}", text)
                self.assertIn("LAB result ok", text)

    def test_unsigned_loader_is_refused(self):
        with self.assertRaises(qemu.BootError) as refused:
            qemu.run_ovmf(self.build(), as_="cd", secure_boot=True, timeout=60)
        self.assertNotIn("BOOTWRIGHT-LAB", str(refused.exception))


if __name__ == "__main__":
    cli.main()
