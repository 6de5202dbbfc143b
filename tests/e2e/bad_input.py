#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What cannot be used is refused with one clear line, and nothing is lost or left behind."""
import datetime
import pathlib
import shutil
import signal
import subprocess
import sys
import time

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cli  # noqa: E402

OLD = b"the image that was there before\n"


class BadInput(cli.LabCase):
    def setUp(self):
        super().setUp()
        self.inputs = self.folder / "inputs"
        self.inputs.mkdir()
        self.target = self.folder / "target"
        self.target.mkdir()

    def recipe_for(self, change, target):
        def with_target(recipe):
            recipe["target"]["path"] = str(target)
            if change:
                change(recipe)
        return self.write_recipe(with_target)

    def attempt(self, recipe, *arguments, status=3):
        """The sentence of the one error line."""
        done = cli.run("build", recipe, "--log", self.folder / "log.txt", *self.secrets(), *arguments, status=status)
        lines = [line for line in done.stderr.splitlines() if not line.startswith("warning: ")]
        self.assertEqual(len(lines), 1, done.stderr)
        self.assertTrue(lines[0].startswith("error: "), done.stderr)
        self.assertNotIn("Made:", done.stdout)
        return lines[0].removeprefix("error: ")

    def refused(self, change, says, *arguments, status=3):
        """`change` makes the recipe unusable: the sentence is `says`, no file appears, an old one stays."""
        recipe = self.recipe_for(change, self.target / "out.iso")
        plan = f'Cannot make media from "{recipe}". '
        expected = says.replace("PLAN ", plan).replace("RECIPE", str(recipe))
        before = cli.snapshot(self.inputs)
        self.assertEqual(self.attempt(recipe, *arguments, status=status), expected)
        self.assertEqual(list(self.target.iterdir()), [])
        old = self.target / "out.iso"
        old.write_bytes(OLD)
        self.assertEqual(self.attempt(recipe, "--overwrite", *arguments, status=status), expected)
        self.assertEqual(old.read_bytes(), OLD)
        self.assertEqual(list(self.target.iterdir()), [old])
        self.assertEqual(cli.snapshot(self.inputs), before)
        old.unlink()


class Wim(BadInput):
    def setUp(self):
        super().setUp()
        self.wim = self.inputs / "boot.wim"
        shutil.copyfile(self.lab / "boot.wim", self.wim)

    def wim_refused(self, says, wim=None):
        wim = wim or self.wim

        def change(recipe):
            recipe["bootImage"]["file"] = str(wim)
        self.refused(change, says.replace("WIM:", f'"{wim}"'))

    def test_no_wim(self):
        for content in (b"", b"MSWIM", b"This is a text.\n" * 100, bytes(4096)):
            with self.subTest(content=content[:10]):
                self.wim.write_bytes(content)
                self.wim_refused("Cannot use WIM:. It is not a WIM file.")

    def test_truncated(self):
        whole = self.wim.read_bytes()
        for size in (100, 208, 5000, len(whole) // 2, len(whole) - 1):
            with self.subTest(size=size):
                self.wim.write_bytes(whole[:size])
                self.wim_refused("Cannot use WIM:. The file is damaged or incomplete.")

    def test_wrong_integrity(self):
        cli.pad_wim(self.wim, 25 << 20, self.inputs)
        cli.tool("wimlib-imagex", "optimize", "--check", self.wim)
        with open(self.wim, "r+b") as wim:
            wim.seek(21 << 20)
            byte = wim.read(1)
            wim.seek(21 << 20)
            wim.write(bytes([byte[0] ^ 1]))
        self.wim_refused("Cannot use WIM:. Its contents do not match its integrity table: the file is damaged. "
                         "Get a new copy of it.")

    def test_spanned(self):
        cli.pad_wim(self.wim, 3 << 20, self.inputs)
        cli.tool("wimlib-imagex", "split", self.wim, self.inputs / "part.swm", "1")
        for name in ("part.swm", "part2.swm"):
            with self.subTest(name):
                self.wim_refused("Cannot use WIM:. It is one part of a split WIM. Join the parts to one file first.",
                                 self.inputs / name)

    def test_lzms_and_solid(self):
        for name, options in (("lzms.wim", ["--compress=LZMS"]), ("solid.esd", ["--solid"])):
            with self.subTest(name):
                cli.tool("wimlib-imagex", "export", self.wim, "1", self.inputs / name, *options)
                self.wim_refused("Cannot use WIM:. It is an ESD or has LZMS compression. Export it to a WIM with LZX "
                                 "compression first.", self.inputs / name)

    def test_no_bootable_image(self):
        cli.tool("wimlib-imagex", "export", self.wim, "1", self.wim, "second")
        cli.tool("wimlib-imagex", "info", self.wim, "0", "--boot")
        self.wim_refused("WIM: holds 2 images and none is marked for booting. Choose one by its number.")

    def test_no_images(self):
        cli.tool("wimlib-imagex", "delete", self.wim, "1")
        self.wim_refused("Cannot use WIM:. The file is damaged or incomplete.")

    def test_no_boot_manager(self):
        cli.wim_update(self.wim, "delete /Windows/Boot/EFI/bootmgfw.efi", "delete /Windows/Boot/EFI_EX/bootmgfw_EX.efi")
        self.wim_refused("WIM: has no boot manager for UEFI (Windows\\Boot\\EFI\\bootmgfw.efi). It is not a boot image of "
                         "Windows.")

    def test_architecture_contradicts_itself(self):
        cli.tool("wimlib-imagex", "info", self.wim, "1", "--image-property", "WINDOWS/ARCH=12")
        self.wim_refused("WIM: is for arm64, but its boot manager \"Windows\\Boot\\EFI\\bootmgfw.efi\" is for x64.")

    def test_no_boot_sdi(self):
        cli.wim_update(self.wim, "delete /sms/boot/boot.sdi")
        self.wim_refused("WIM: has no boot.sdi. Name a boot.sdi file: it is in the folder \"boot\" of every Windows "
                         "installation medium.")

    def test_no_file(self):
        self.wim.unlink()
        self.wim_refused("PLAN bootImage.file: Cannot find the boot image WIM:.")


class Recipe(BadInput):
    def test_not_json(self):
        recipe = self.folder / "text.json"
        recipe.write_text("{\n  \"recipeVersion\": 1,\n  oops\n}")
        self.assertEqual(self.attempt(recipe), f'Cannot use the recipe "{recipe}". Line 3 is not JSON.')

    def test_answers(self):
        now = datetime.datetime.now(datetime.timezone.utc)
        day = lambda days: (now + datetime.timedelta(days=days)).strftime("%Y-%m-%dT00:00:00Z")
        cases = [
            ("unknown key", lambda r: r.update(labl="x"),
             "Cannot use the recipe \"RECIPE\". labl: unknown key; expected one of recipeVersion, site, reference, mediaKind, "
             "allowUnattended, mediaMode, target, security, bootImage, distributionPoint, managementPoints, variables, "
             "prestart, extraFiles."),
            ("unknown key inside", lambda r: r["target"].update(Label="x"),
             "Cannot use the recipe \"RECIPE\". target.Label: unknown key; expected one of type, path, label, "
             "includeAutorun, stagingFolder."),
            ("wrong type", lambda r: r.update(allowUnattended="yes"),
             "Cannot use the recipe \"RECIPE\". allowUnattended: expected true or false, found a text."),
            ("missing answer", lambda r: r.pop("mediaMode"),
             "Cannot use the recipe \"RECIPE\". mediaMode: expected \"dynamic\" or \"siteBased\", but the answer is missing."),
            ("both sources", lambda r: r["site"].update(source="lab"),
             "PLAN site.profile: A site profile is named, but the site facts come from another source. Choose one of "
             "them."),
            ("no management point", lambda r: r.update(managementPoints=[]),
             "PLAN managementPoints: No management point is chosen. The media need at least one."),
            ("HTTPS without PKI", lambda r: r.update(managementPoints=["https://mp02.lab.example"]),
             "PLAN managementPoints[0]: The management point \"https://mp02.lab.example\" speaks HTTPS, which needs a PKI "
             "certificate. Choose one that speaks HTTP, or import a certificate."),
            ("label too long", lambda r: r["target"].update(label="x" * 33),
             f"PLAN target.label: The media label \"{'x' * 33}\" has 33 characters. At most 32 fit on a disc."),
            ("label with a control character", lambda r: r["target"].update(label="a\tb"),
             "PLAN target.label: The media label has a control character. Use letters, digits and spaces."),
            ("expires before it starts", lambda r: r["security"]["certificate"].update(startTime=day(20), expireTime=day(10)),
             f"PLAN security.certificate.expireTime: The media certificate expires on {day(10)[:10]}, before it starts. Choose "
             "a later day."),
            ("expired", lambda r: r["security"]["certificate"].update(startTime=day(-20), expireTime=day(-10)),
             f"PLAN security.certificate.expireTime: The media certificate expired on {day(-10)[:10]}. Choose a later day."),
            ("no prestart folder", lambda r: r.update(prestart={"command": "x", "files": {"folder": "/nowhere"}}),
             "PLAN prestart.files.folder: Cannot find the folder \"/nowhere\"."),
            ("reserved variable", lambda r: r.update(variables=[{"name": "_SMSTSSiteCode", "value": "x"}]),
             "PLAN variables[0].name: The variable name \"_SMSTSSiteCode\" begins with an underscore. Configuration Manager "
             "keeps these names for itself; choose another one."),
            ("variable of the media", lambda r: r.update(variables=[{"name": "SMSTSMP", "value": "x"}]),
             "PLAN variables[0].name: The variable \"SMSTSMP\" is set by the media itself from the management points. "
             "Choose another name."),
            ("variable twice", lambda r: r.update(variables=[{"name": "OSDTech", "value": "x"}, {"name": "osdtech", "value": "y"}]),
             "PLAN variables[1].name: The variable \"osdtech\" is in the list twice. Remove one; upper and lower case make "
             "no difference."),
            ("hidden value in the recipe", lambda r: r.update(variables=[{"name": "OSDKey", "hidden": True, "value": "x"}]),
             "Cannot use the recipe \"RECIPE\". variables[0].value: a hidden value is a secret and must not stand in a recipe. "
             "Remove it here, change it where it is used, and give it when the media are made."),
            ("hidden value not given", lambda r: r.update(variables=[{"name": "OSDKey", "hidden": True}]),
             "PLAN variables[0].value: The variable \"OSDKey\" is hidden, and its value was not given. Give it apart from "
             "the recipe."),
        ]
        for name, change, says in cases:
            with self.subTest(name):
                self.refused(change, says)

    def test_secret_for_a_variable_that_is_not_there(self):
        value = self.inputs / "value.txt"
        value.write_text("x\n")
        self.refused(None, "PLAN variables: A secret value was given for \"OSDKye\", but there is no hidden variable of that "
                     "name. Check its spelling.", "--secret", f"OSDKye={value}")

    def test_no_recipe(self):
        recipe = self.folder / "none.json"
        self.assertEqual(self.attempt(recipe), f'Cannot use the recipe "{recipe}". Cannot find the file "{recipe}".')

    def test_no_password(self):
        self.secrets = list
        self.refused(None, "PLAN security.password: The media are to be protected, but no password was given. Give one, or do "
                     "not protect them.")


class Pfx(BadInput):
    """PFX files that media cannot use."""

    def make(self, bits=2048, days=365, purpose=x509.oid.ExtendedKeyUsageOID.CLIENT_AUTH, with_key=True, password=b"secret"):
        key = rsa.generate_private_key(65537, bits)
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "OSD media")])
        now = datetime.datetime.utcnow()
        certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
                       .serial_number(4711).not_valid_before(now - datetime.timedelta(days=1000))
                       .not_valid_after(now + datetime.timedelta(days=days))
                       .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False).sign(key, hashes.SHA256()))
        self.pfx = self.inputs / "media.pfx"
        self.pfx.write_bytes(pkcs12.serialize_key_and_certificates(
            b"media", key if with_key else None, certificate, None, serialization.BestAvailableEncryption(password)))
        self.not_after = certificate.not_valid_after

    def pfx_refused(self, says, password="secret", urls=("https://mp02.lab.example",), plan=False):
        word = self.inputs / "pfx-password.txt"
        word.write_text(password + "\n")

        def change(recipe):
            recipe["security"]["certificate"] = {"type": "pki", "file": str(self.pfx)}
            recipe["managementPoints"] = list(urls)
        self.refused(change, says if plan else f'Cannot use the certificate in "{self.pfx}". {says}', "--pfx-password-file",
                     word)

    def test_without_key(self):
        self.make(with_key=False)
        self.pfx_refused("The PFX file holds no private key. Export the certificate again together with its private key.")

    def test_wrong_password(self):
        self.make()
        self.pfx_refused("The password does not open the PFX file.", password="Secret")

    def test_expired(self):
        self.make(days=-3)
        self.pfx_refused(f'The certificate "CN=OSD media" expired on {self.not_after:%Y-%m-%d}. Choose one that is valid.')

    def test_4096_bits(self):
        self.make(bits=4096)
        self.pfx_refused('The key of the certificate "CN=OSD media" has 4096 bits. Configuration Manager takes at most 2048 '
                         'bits for media.')

    def test_wrong_purpose(self):
        self.make(purpose=x509.oid.ExtendedKeyUsageOID.SERVER_AUTH)
        self.pfx_refused('The certificate "CN=OSD media" is not meant for client authentication. Media need a certificate '
                         'with this purpose (1.3.6.1.5.5.7.3.2).')

    def test_no_pfx(self):
        self.pfx = self.inputs / "media.pfx"
        self.pfx.write_text("no certificate")
        self.pfx_refused("The PFX file cannot be read. It is damaged or no PFX file.")

    def test_http_management_point(self):
        self.make()
        self.pfx_refused('PLAN managementPoints[0]: The management point "http://mp01.lab.example" speaks HTTP. With a PKI '
                         'certificate, choose only management points that speak HTTPS.', urls=["http://mp01.lab.example"],
                         plan=True)

    def test_no_file(self):
        self.pfx = self.inputs / "none.pfx"
        self.pfx_refused(f'PLAN security.certificate.file: Cannot find the certificate "{self.pfx}".', plan=True)


class Files(BadInput):
    """Folders whose files cannot go onto media."""

    def folders_refused(self, folder, says):
        for place in ("prestart", "extraFiles"):
            with self.subTest(place):
                def change(recipe):
                    files = {"folder": str(folder)}
                    recipe[place] = files if place == "extraFiles" else {"command": "cmd /c x", "files": files}
                self.refused(change, says)

    def test_links(self):
        (self.inputs / "real").mkdir()
        (self.inputs / "real/secret.txt").write_text("x")
        folder = self.inputs / "folder"
        folder.mkdir()
        for target in ("/etc/passwd", "../real", "nowhere"):
            link = folder / "link"
            link.symlink_to(target)
            with self.subTest(target):
                self.folders_refused(folder, f'Cannot put "{link}" on the media. It is a link; copy what it leads to into '
                                     'the folder instead.')
            link.unlink()

    def test_5_gb(self):
        large = self.inputs / "folder/large.bin"
        large.parent.mkdir()
        large.touch()
        recipe = {"prestart": {"command": "cmd /c x", "files": {"folder": str(large.parent)}}}
        path = self.recipe_for(lambda r: r.update(recipe), self.target / "out.iso")
        with open(large, "wb") as out:
            out.truncate(5_000_000_000)
        self.assertEqual(self.attempt(path), f'Cannot put "{large}" on the media. It is larger than 4 GiB - 1 byte, the most '
                         'that a file on FAT32 can have.')
        self.assertEqual(list(self.target.iterdir()), [])

    def test_file_that_the_media_have(self):
        folder = self.inputs / "folder"
        (folder / "Boot").mkdir(parents=True)
        (folder / "Boot/BCD").write_text("x")
        self.refused(lambda r: r.update(extraFiles={"folder": str(folder)}),
                     'Cannot put "Boot/BCD" on the media. A file or folder of that name is there already.')


class Output(BadInput):
    """Where the image cannot be written, or must not be."""

    def test_no_folder(self):
        target = self.folder / "none/out.iso"
        said = self.attempt(self.recipe_for(None, target), status=1)
        self.assertEqual(said, f'Cannot make media from "{self.folder}/recipe.json". target.path: Cannot find the folder '
                         f'"{target.parent}" for the ISO file. Make it first.')
        self.assertFalse(target.parent.exists())

    def test_a_folder(self):
        self.assertEqual(self.attempt(self.recipe_for(None, self.target)),
                         f'Cannot make media from "{self.folder}/recipe.json". target.path: "{self.target}" is a folder. Name '
                         'the ISO file to make in it.')

    def test_a_file_that_is_there(self):
        old = self.target / "out.iso"
        old.write_bytes(OLD)
        self.assertEqual(self.attempt(self.recipe_for(None, old)),
                         f'Cannot write "{old}". The file is there already, and replacing it was not asked for.')
        self.assertEqual(cli.snapshot(self.target).keys(), {"out.iso"})
        self.assertEqual(old.read_bytes(), OLD)

    def test_read_only_disk(self):
        with cli.mounted(self.folder / "disk", "size=1m") as disk:
            old = disk / "out.iso"
            old.write_bytes(OLD)
            cli.tool("mount", "-o", "remount,bind,ro", disk)
            said = self.attempt(self.recipe_for(None, old), "--overwrite", status=1)
            self.assertEqual(said, f'Cannot write "{old}". The disk is read-only.')
            self.assertEqual(old.read_bytes(), OLD)
            self.assertEqual(list(disk.iterdir()), [old])

    def plan(self, recipe):
        done = cli.run("build", recipe, "--dry-run", "--progress", "json", *self.secrets())
        return next(event["result"] for event in cli.events(done.stdout) if event["event"] == "result")

    def test_disk_full_before_the_first_byte(self):
        with cli.mounted(self.folder / "disk", "size=64k") as disk:
            old = disk / "out.iso"
            old.write_bytes(OLD)
            said = self.attempt(self.recipe_for(None, old), "--overwrite", status=1)
            self.assertRegex(said, f'^Cannot write "{old}". The disk has .* free, and .* are needed.$')
            self.assertEqual(old.read_bytes(), OLD)
            self.assertEqual(list(disk.iterdir()), [old])

    def test_disk_full_at_the_last_bytes(self):
        # Room for every byte, but not for the pages that pieces of some bytes take up.
        page = 4096
        needed = self.plan(self.recipe_for(None, self.target / "out.iso"))["writtenSize"]
        with cli.mounted(self.folder / "disk", f"size={(needed // page + 1) * page}") as disk:
            said = self.attempt(self.recipe_for(None, disk / "out.iso"), status=1)
            self.assertEqual(said, f'Cannot write "{disk}/out.iso". The disk is full.')
            self.assertEqual(list(disk.iterdir()), [])

    def test_disk_full_in_the_middle(self):
        wim = self.inputs / "boot.wim"
        shutil.copyfile(self.lab / "boot.wim", wim)
        cli.pad_wim(wim, 100 << 20, self.inputs)
        with cli.mounted(self.folder / "disk", "size=200m") as disk:
            old = disk / "out.iso"
            old.write_bytes(OLD)
            recipe = self.recipe_for(lambda r: r["bootImage"].update(file=str(wim)), old)
            build = subprocess.Popen([cli.CLI, "build", recipe, "--overwrite", "--log", self.folder / "log.txt",
                                      *self.secrets()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            part = disk / "out.iso.part"
            while build.poll() is None and not (part.exists() and part.stat().st_blocks * 512 > 20 << 20):
                time.sleep(0.001)
            self.assertIsNone(build.poll(), "it ended before the disk could be filled")
            build.send_signal(signal.SIGSTOP)
            filler = disk / "filler"
            with self.assertRaises(OSError), open(filler, "wb", buffering=0) as out:
                while True:
                    out.write(bytes(1 << 16))
            build.send_signal(signal.SIGCONT)
            stderr = build.communicate(timeout=60)[1]
            self.assertEqual(build.returncode, 1, stderr)
            self.assertEqual(stderr.splitlines()[-1], f'error: Cannot write "{old}". The disk is full.')
            self.assertEqual(old.read_bytes(), OLD)
            self.assertEqual(set(disk.iterdir()), {old, filler})

    def test_output_is_an_input(self):
        wim, profile, extra = self.inputs / "boot.wim", self.inputs / "site.json", self.inputs / "extra"
        shutil.copyfile(self.lab / "boot.wim", wim)
        shutil.copyfile(self.lab / "site.json", profile)
        extra.mkdir()
        (extra / "out.iso").write_bytes(OLD)
        (self.inputs / "same").symlink_to(extra)
        link = self.target / "link.iso"
        link.symlink_to(wim)
        unfinished = self.inputs / "image.iso.part"
        shutil.copyfile(wim, unfinished)
        before = cli.snapshot(self.inputs)
        recipe_file = self.folder / "recipe.json"
        password = self.lab / "password.txt"
        replaces = 'It would replace "{}", which the media are made from.'.format
        for name, target, boot_image, why in (
                ("boot image", wim, wim, replaces(wim)),
                ("link to the boot image", link, wim, replaces(wim)),
                ("its unfinished file is the boot image", self.inputs / "image.iso", unfinished, replaces(unfinished)),
                ("site profile", profile, wim, replaces(profile)),
                ("recipe", recipe_file, wim, replaces(recipe_file)),
                ("password", password, wim, replaces(password)),
                ("in the extra files", extra / "out.iso", wim, f'It lies in "{extra}", whose files go onto the media.'),
                ("new in the extra files", self.inputs / "same/new.iso", wim,
                 f'It lies in "{extra}", whose files go onto the media.')):
            with self.subTest(name):
                def change(recipe):
                    recipe["bootImage"]["file"] = str(boot_image)
                    recipe["site"]["profile"] = str(profile)
                    recipe["extraFiles"] = {"folder": str(extra)}
                recipe = self.recipe_for(change, target)
                text = recipe.read_bytes()
                self.assertEqual(self.attempt(recipe, "--overwrite"),
                                 f'Cannot write "{target}". {why} Choose another name or folder for the image.')
                self.assertEqual(cli.snapshot(self.inputs), before)
                self.assertEqual(recipe.read_bytes(), text)
                self.assertEqual(password.read_text(), cli.PASSWORD + "\n")


if __name__ == "__main__":
    cli.main(mounts=True)
