#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""inspect and compare on media that other people's tools made, on devices, on foreign systems and on damaged images."""
import datetime
import hashlib
import json
import os
import pathlib
import random
import resource
import subprocess
import sys

import icalendar

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cli  # noqa: E402
import media_files  # noqa: E402

ISOLINUX = pathlib.Path("/usr/lib/ISOLINUX")
LOADERS = pathlib.Path(__file__).resolve().parent.parent / "data/loaders"


def inspect(path, *options, status=0):
    return json.loads(cli.run("inspect", path, "--json", *options, status=status).stdout)


def codes(report):
    return [verdict["code"] for verdict in report["verdicts"]]


def starts(report):
    return [" ".join(filter(None, (start["as"], start["firmware"], start["architecture"]))) for start in report["boot"]["starts"]]


class MediaCase(cli.LabCase):
    """Protected media of the lab, and their files in a folder, with loaders that somebody signed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        recipe = dict(cls.recipe)
        recipe["security"] = {**recipe["security"], "passwordProtected": True}
        (cls.lab / "recipe.json").write_text(json.dumps(recipe))
        cls.iso = cls.lab / "training.iso"
        cli.run("build", cls.lab / "recipe.json", "--output", cls.iso, "--password-file", cls.lab / "password.txt")
        cls.tree = cls.lab / "tree"
        cli.tool("xorriso", "-osirrox", "on", "-indev", cls.iso, "-extract", "/", cls.tree)
        cli.tool("chmod", "-R", "u+rwX", cls.tree)
        (cls.tree / "efi/boot/bootx64.efi").write_bytes((LOADERS / "2011-and-2023-x64.efi").read_bytes())

    def copy(self):
        return media_files.copy_tree(self.tree, self.folder / "tree")

    def check(self, report, file_system, label):
        self.assertEqual((report["kind"], report["fileSystem"], report["volumeLabel"]), ("configMgr", file_system, label))
        self.assertEqual((report["mediaLabel"], report["mediaType"]), ("Training lab", "BootMedia"))
        self.assertEqual((report["variablesState"], report["siteCode"]), ("open", "LAB"))
        self.assertEqual(report["bootImage"]["name"], "Bootwright training lab (x64)")
        self.assertEqual([len(store["entries"]) for store in report["boot"]["stores"]], [1, 1])
        self.assertEqual(report["manifest"]["bootImagePackage"], "LAB00005")


class Discs(MediaCase):
    def disc(self, program, *options):
        tree = self.copy()
        boot = media_files.boot_options(tree, LOADERS / "2011-and-2023-x64.efi")
        image = self.folder / "disc.iso"
        cli.tool(*program, "-quiet", *boot, *options, "-o", image, tree)
        return inspect(image, *self.secrets())

    def check_disc(self, report, file_system):
        self.check(report, file_system, "MEDIA")
        self.assertEqual(starts(report), ["disc bios", "disc uefi x64"])
        loaders = {(loader["place"], loader["path"].lower()): loader for loader in report["boot"]["loaders"]}
        started = loaders["elTorito", "efi/boot/bootx64.efi"]
        self.assertEqual((started["signers"], started["securityVersion"]), (["2011", "2023"], "7.0"))
        self.assertIn("discOnly", codes(report))
        self.assertNotIn("loaderUnsigned", codes(report))

    def names(self, report):
        return sorted(file["path"] for file in report["files"] if file["path"] != "boot.catalog")  # which mkisofs adds

    def expected_names(self):
        return sorted(path.relative_to(self.folder / "tree").as_posix() for path in (self.folder / "tree").rglob("*") if path.is_file())

    def test_genisoimage_udf(self):
        report = self.disc(["genisoimage"], "-udf", "-V", "MEDIA")
        self.check_disc(report, "udf")
        self.assertEqual(self.names(report), self.expected_names())
        self.assertIn("GENISOIMAGE", report["madeWith"])
        made = datetime.datetime.fromisoformat(report["madeAt"].replace("Z", "+00:00"))
        self.assertLess(abs(datetime.datetime.now(datetime.timezone.utc) - made), datetime.timedelta(minutes=10))

    def test_genisoimage_joliet(self):
        report = self.disc(["genisoimage"], "-J", "-V", "MEDIA")
        self.check_disc(report, "iso9660")
        self.assertEqual(self.names(report), self.expected_names())

    def test_xorriso_relaxed(self):
        report = self.disc(["xorriso", "-as", "mkisofs"], "-iso-level", "4", "-U", "-V", "MEDIA")
        self.check_disc(report, "iso9660")
        self.assertEqual(self.names(report), self.expected_names())

    def test_xorriso_strict(self):
        report = self.disc(["xorriso", "-as", "mkisofs"], "-iso-level", "3", "-V", "MEDIA")
        self.check_disc(report, "iso9660")
        self.assertIn("SMS/DATA/TSMBOOTSTRAP.INI", self.names(report))
        self.assertIn("XORRISO", report["madeWith"].upper())

    def test_without_boot_entries(self):
        image = self.folder / "disc.iso"
        cli.tool("genisoimage", "-quiet", "-udf", "-o", image, self.tree)
        report = inspect(image)
        self.assertEqual(report["boot"]["starts"], [])
        self.assertIn("startsNothing", codes(report))

    def test_mkudffs(self):
        image = self.folder / "empty.udf"
        with open(image, "wb") as out:
            out.truncate(8 << 20)
        cli.tool("mkudffs", "--media-type=hd", "--udfrev=0x0102", "--blocksize=2048", "--label=EMPTY", image)
        report = inspect(image, status=3)
        self.assertEqual((report["fileSystem"], report["volumeLabel"], report["kind"]), ("udf", "EMPTY", "other"))


class Disks(MediaCase):
    def check_disk(self, report, file_system, label):
        self.check(report, file_system, label)
        self.assertEqual(starts(report), ["disk uefi x64"])
        loader = [one for one in report["boot"]["loaders"] if one["path"].lower() == "efi/boot/bootx64.efi"]
        self.assertEqual([one["signers"] for one in loader], [["2011", "2023"]])

    def test_volumes(self):
        for bits in (12, 16, 32):
            with self.subTest(bits):
                image = media_files.fat(self.folder / f"{bits}.img", bits, self.tree)
                report = inspect(image, *self.secrets())
                self.check_disk(report, f"fat{bits}", f"MEDIA{bits}")
                self.assertEqual(report["boot"]["partitionTable"], "none")

    def test_partitioned(self):
        for name, script, kind in (("gpt", "label: gpt\n1MiB,72M,U\n", "EFI system"),
                                   ("gpt", "label: gpt\n1MiB,72M,EBD0A0A2-B9E5-4433-87C0-68B6B72699C7\n,,L\n", "basic data"),
                                   ("mbr", "label: dos\n1MiB,72M,c\n", "FAT32"),
                                   ("mbr", "label: dos\n1MiB,72M,ef\n,,83\n", "EFI system")):
            with self.subTest(f"{name} {kind}"):
                image = self.folder / "disk.img"
                media_files.disk(image, script, self.tree)
                report = inspect(image, *self.secrets())
                self.check_disk(report, "fat32", "MEDIA32")
                self.assertEqual(report["boot"]["partitionTable"], name)
                self.assertEqual(report["boot"]["partitions"][0], {"offset": 1 << 20, "size": 72 << 20, "type": kind})

    def test_active_partition(self):
        image = media_files.disk(self.folder / "disk.img", "label: dos\n1MiB,72M,c,*\n", self.tree)
        self.assertEqual(starts(inspect(image)), ["disk uefi x64"])  # no boot code
        with open(image, "r+b") as out:
            out.write(b"\xfa\x33\xc0")
        self.assertEqual(starts(inspect(image)), ["disk uefi x64", "disk bios"])

    def test_folder(self):
        report = inspect(self.tree, *self.secrets())
        self.check_disk(report, "folder", "")
        tree = self.copy()
        os.symlink("bootmgr", tree / "link")
        os.mkfifo(tree / "pipe")
        report = inspect(tree)
        self.assertEqual(report["leftOut"], 2)
        self.assertIn("leftOut", codes(report))

    def test_device(self):
        image = media_files.disk(self.folder / "disk.img", "label: dos\n1MiB,72M,c\n", self.tree)
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        device = cli.tool(*sudo, "losetup", "--find", "--show", image).decode().strip()
        try:
            of_device = json.loads(cli.tool(*sudo, cli.CLI, "inspect", device, "--json", "--hashes", *self.secrets()))
            cli.tool(*sudo, cli.CLI, "verify", device, status=3)  # the loader is another one
        finally:
            cli.tool(*sudo, "losetup", "--detach", device)
        of_image = inspect(image, "--hashes", *self.secrets())
        self.assertEqual({**of_device, "media": ""}, {**of_image, "media": ""})

    def test_written_raw_onto_a_stick(self):
        stick = self.folder / "stick.img"
        stick.write_bytes(self.iso.read_bytes())
        with open(stick, "ab") as out:
            out.truncate(300 << 20)
        report = inspect(stick, *self.secrets())
        self.check(report, "udf", "Training lab")
        self.assertEqual(starts(report), ["disc bios", "disc uefi x64", "disk uefi x64"])


class Foreign(MediaCase):
    """What is no boot media of Configuration Manager is told from what is."""

    def test_linux_hybrid(self):
        tree = self.folder / "linux"
        for path in (".disk/info", "install.amd/vmlinuz", "isolinux/isolinux.bin", "boot/grub/grub.cfg", "dists/a:b", "aux"):
            (tree / path).parent.mkdir(parents=True, exist_ok=True)
            (tree / path).write_bytes(b"x" * 4000)
        (tree / ".disk/info").write_text('Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 NETINST\n')
        media_files.efi_image(tree / "boot/grub/efi.img", LOADERS / "other-arm64.efi")
        (tree / "isolinux/isolinux.bin").write_bytes((ISOLINUX / "isolinux.bin").read_bytes())
        image = self.folder / "netinst.iso"
        cli.tool("xorriso", "-as", "mkisofs", "-quiet", "-r", "-J", "-joliet-long", "-V", "Debian 12.5.0 amd64 n",
                 "-isohybrid-mbr", ISOLINUX / "isohdpfx.bin",
                 "-b", "isolinux/isolinux.bin", "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table",
                 "-eltorito-alt-boot", "-e", "boot/grub/efi.img", "-no-emul-boot", "-isohybrid-gpt-basdat", "-o", image, tree)
        report = inspect(image, status=3)
        self.assertEqual((report["kind"], report["fileSystem"], report["volumeLabel"]), ("linux", "iso9660", "Debian 12.5.0 am"))
        self.assertEqual(report["system"], 'Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 NETINST')
        self.assertEqual(codes(report)[0], "notConfigMgr")
        self.assertEqual(starts(report)[:2], ["disc bios", "disc uefi x64"])
        self.assertIn("disk uefi x64", starts(report))
        self.assertGreaterEqual(report["leftOut"], 1)
        done = cli.run("inspect", image, status=3)
        self.assertIn("What it is    a Linux system\n", done.stdout)
        self.assertEqual(done.stderr, f'error: Cannot use "{image}" as boot media. This is no boot media of Configuration Manager: it has '
                                      "neither a boot image nor the SMS\\data folder. Open the right medium, or build one.\n")

    def test_windows_pe_and_setup(self):
        tree = self.copy()
        cli.tool("rm", "-r", tree / "SMS", tree / "MediaLabel.txt", tree / "Bootwright")
        report = inspect(tree)
        self.assertEqual((report["kind"], report["variablesState"]), ("windowsPe", "missing"))
        self.assertEqual(codes(report), ["windowsPe"])
        (tree / "sources/install.wim").write_bytes(b"MSWIM")
        self.assertEqual(codes(inspect(tree)), ["windowsSetup"])

    def test_other_files(self):
        (self.folder / "letters").mkdir()
        (self.folder / "letters/hello.txt").write_text("hello")
        self.assertEqual(inspect(self.folder / "letters", status=3)["kind"], "other")


class Secrets(MediaCase):
    def test_shown_only_when_asked(self):
        self.assertEqual(inspect(self.iso, *self.secrets())["variables"]["_SMSTSMediaPFX"], "***")
        shown = inspect(self.iso, *self.secrets(), "--show-secrets")["variables"]["_SMSTSMediaPFX"]
        self.assertRegex(shown, "^3082[0-9A-F]+$")
        masked = cli.run("inspect", self.iso, *self.secrets()).stdout
        self.assertNotIn(shown[:40], masked)
        self.assertIn(shown[:40], cli.run("inspect", self.iso, *self.secrets(), "--show-secrets").stdout)

    def test_hashes(self):
        for file in inspect(self.iso, "--hashes")["files"]:
            content = cli.tool("7z", "x", "-so", self.iso, file["path"])
            if file["size"]:
                self.assertIn(file["sha256"].encode(), cli.run("inspect", self.iso, "--hashes").stdout.encode())
        for file in inspect(self.tree, "--hashes")["files"]:
            self.assertEqual(file["sha256"], hashlib.sha256((self.tree / file["path"]).read_bytes()).hexdigest())


class Expiry(MediaCase):
    def built(self, days):
        until = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days, hours=1)
        start = until - datetime.timedelta(days=400)

        def change(recipe):
            recipe["security"]["certificate"].update(startTime=f"{start:%Y-%m-%dT%H:%M:%SZ}", expireTime=f"{until:%Y-%m-%dT%H:%M:%SZ}")
        return self.build(change=change), until

    def test_monitoring(self):
        iso, until = self.built(20)
        for options in ([], self.secrets()):  # the manifest tells it without the password
            cli.run("inspect", iso, *options, "--expires-within", 19)
            done = cli.run("inspect", iso, *options, "--expires-within", 20, status=3)
            self.assertEqual(done.stderr, f'error: The media "{iso}" expire in 20 day(s), on {until:%Y-%m-%d}. Renew them, or make '
                                          "them again.\n")
        self.assertIn("expiresSoon", codes(inspect(iso)))

    def test_nobody_can_tell(self):
        tree = self.copy()
        cli.tool("rm", "-r", tree / "Bootwright")
        done = cli.run("inspect", tree, "--expires-within", 1, status=3)
        self.assertEqual(done.stderr, f'error: Cannot tell when the media "{tree}" expire. Their certificate is not readable here. Give the '
                                      "media password with --password-file.\n")
        cli.run("inspect", tree, "--expires-within", 1, *self.secrets())

    def test_calendar(self):
        iso, until = self.built(50)
        file = self.folder / "expiry.ics"
        cli.run("inspect", iso, "--calendar", file)
        calendar = icalendar.Calendar.from_ical(file.read_bytes())
        event = calendar.walk("VEVENT")[0]
        self.assertEqual(event["dtstart"].dt, until.date())
        self.assertEqual(str(event["summary"]), 'Boot media "Training lab" expire')
        self.assertEqual([alarm["trigger"].dt.days for alarm in event.walk("VALARM")], [-30, -7])
        cli.run("inspect", iso, "--calendar", "/proc/none/expiry.ics", status=1)


class Compare(MediaCase):
    def test_with_itself_and_its_files(self):
        self.assertEqual(cli.run("compare", self.iso, self.iso).stdout.splitlines()[-1], "No difference was found.")
        copy = media_files.copy_tree(self.tree, self.folder / "copy")
        cli.tool("7z", "x", "-y", f"-o{copy}", self.iso, "efi/boot/bootx64.efi")
        done = cli.run("compare", self.iso, copy, *self.secrets(), status=4)
        self.assertEqual(done.stdout, "No longer starts BIOS as a disc.\nNo longer starts UEFI x64 as a disc.\n")

    def test_recipe(self):
        done = cli.run("compare", self.iso, self.lab / "recipe.json", *self.secrets())
        self.assertEqual(done.stdout, "No difference was found.\n")

        def change(recipe):
            recipe["managementPoints"] = recipe["managementPoints"][:1]
            recipe["security"]["passwordProtected"] = False
            recipe["target"]["label"] = "Hall 4"
        recipe = self.write_recipe(change)
        compared = json.loads(cli.run("compare", self.iso, recipe, *self.secrets(), "--json", status=4).stdout)
        self.assertEqual([difference["code"] for difference in compared["differences"]],
                         ["label", "password", "managementPointRemoved"])
        self.assertEqual(compared["differences"][2]["before"], self.recipe["managementPoints"][1])
        self.assertFalse(compared["equal"])
        last = cli.events(cli.run("compare", self.iso, recipe, "--progress", "json", status=4).stdout)[-1]
        self.assertEqual((last["event"], last["outcome"], last["equal"]), ("finished", "done", False))

    def test_two_passwords(self):
        (self.folder / "other.txt").write_text("another long password\n")
        other = self.folder / "out.iso"
        cli.run("build", self.write_recipe(), "--password-file", self.folder / "other.txt")
        done = cli.run("compare", self.iso, other, *self.secrets(), status=3)
        self.assertEqual(done.stderr, f'error: Cannot compare "{other}". The password does not open the media variables.\n')
        done = cli.run("compare", self.iso, other, *self.secrets(), "--new-password-file", self.folder / "other.txt", status=4)
        self.assertRegex(done.stdout, r"^Another identity at the site: [0-9A-F-]{36} → [0-9A-F-]{36}\.\n$")


class Damaged(MediaCase):
    """No image makes the program crash, hang or take much memory."""

    def run_on(self, path):
        limit = 1 << 30
        done = subprocess.run([cli.CLI, "inspect", path, "--log", self.folder / "log.txt"], capture_output=True, timeout=60,
                              check=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
        self.assertIn(done.returncode, (0, 3), f"{path}: {done.returncode}\n{done.stderr.decode()}")
        self.assertNotIn(b"\x1b", done.stdout)
        return done

    def images(self):
        disc = self.folder / "disc.iso"
        cli.tool("genisoimage", "-quiet", "-J", "-o", disc, self.tree)
        return [self.iso, disc, media_files.fat(self.folder / "fat.img", 16, self.tree)]

    def test_flipped_and_cut(self):
        chance = random.Random(6)
        for image in self.images():
            whole = image.read_bytes()
            head = whole[:2 << 20]
            for number in range(60):
                bytes_ = bytearray(whole if number < 40 else whole[:chance.randrange(1, len(whole))])
                for _ in range(chance.choice((1, 10, 200))):
                    at = chance.randrange(min(len(head), len(bytes_)))
                    bytes_[at] = chance.randrange(256)
                path = self.folder / "damaged.img"
                path.write_bytes(bytes_)
                with self.subTest(f"{image.name} {number}"):
                    self.run_on(path)

    def test_hostile_texts(self):
        tree = self.copy()
        (tree / "MediaLabel.txt").write_bytes(b"label=\x1b]0;owned\x07\x1b[2J\n")
        self.assertIn("Label        \ufffd]0;owned\ufffd\ufffd[2J\n", self.run_on(tree).stdout.decode())

    def test_damaged_parts(self):
        for path, code in (("SMS/data/Variables.dat", "variablesDamaged"), ("Bootwright/manifest.json", "manifestDamaged"),
                           ("sources/boot.wim", "bootImageDamaged"), ("efi/microsoft/boot/bcd", "storeDamaged"),
                           ("efi/boot/bootx64.efi", "loaderDamaged")):
            with self.subTest(path):
                tree = media_files.copy_tree(self.tree, self.folder / path.replace("/", "-"))
                (tree / path).write_bytes(b"MZ" + bytes(100))
                report = inspect(tree, status=3)
                self.assertIn(code, codes(report))


if __name__ == "__main__":
    cli.main()
