#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kits: packed here, built where nothing of this machine is known; hostile ones are refused."""
import hashlib
import json
import pathlib
import re
import shutil
import stat
import sys
import tempfile
import zipfile

from cryptography.hazmat.primitives.serialization import pkcs12

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cli  # noqa: E402

KIT_PASSWORD = "a kit for the branch office"


class Kits(cli.LabCase):
    def setUp(self):
        super().setUp()
        self.kit = self.folder / "lab.bootkit"
        self.kit_password = self.folder / "kit-password.txt"
        self.kit_password.write_text(KIT_PASSWORD + "\n")

    def log(self):
        return ["--log", self.folder / "log.txt"]

    def pack(self, *arguments, change=None, status=0):
        return cli.run("pack", self.write_recipe(change), self.kit, *self.log(), *arguments, status=status)

    def full(self, recipe):
        """A recipe that names files of every kind."""
        for name in ("prestart/ask.cmd", "prestart/lib/größe.txt", "extra/Tools/readme.txt"):
            path = self.folder / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
        recipe["prestart"] = {"command": "cmd /c ask.cmd", "files": {"folder": str(self.folder / "files/prestart")}}
        recipe["extraFiles"] = {"folder": str(self.folder / "files/extra")}
        recipe["target"]["stagingFolder"] = str(self.folder)

    def test_builds_elsewhere_as_here(self):
        """The media of a kit are the media of its recipe, though all that it names is gone."""
        chance = pathlib.Path(__file__).resolve().parent.parent / "data/identity/chance.json"
        here = self.build("--reproducible", chance, change=self.full)
        wanted = cli.snapshot(self.unpacked(here))
        self.pack(change=self.full)
        shutil.rmtree(self.folder / "files")
        (self.folder / "recipe.json").unlink()
        here.unlink()
        elsewhere = self.folder / "elsewhere"
        elsewhere.mkdir()
        shutil.move(self.kit, elsewhere / "lab.bootkit")
        cli.run("build", elsewhere / "lab.bootkit", "--reproducible", chance, *self.log(), *self.secrets())
        built = elsewhere / "out.iso"
        cli.run("verify", built, *self.log())
        self.assertEqual(cli.snapshot(self.unpacked(built)), wanted)
        cli.run("unpack", elsewhere / "lab.bootkit", elsewhere / "tree", *self.log())
        cli.run("build", elsewhere / "tree/recipe.json", "--reproducible", chance, *self.log(), *self.secrets())
        self.assertEqual((elsewhere / "tree/out.iso").read_bytes(), built.read_bytes())

    def unpacked(self, iso):
        tree = self.folder / f"media-{len(list(self.folder.iterdir()))}"
        cli.tool("7z", "x", "-tudf", f"-o{tree}", iso)
        return tree

    def test_names_nothing_of_this_machine(self):
        self.pack(change=self.full)
        with zipfile.ZipFile(self.kit) as kit:
            self.assertIsNone(kit.testzip())
            self.assertEqual(sorted(kit.namelist()),
                             ["boot.wim", "extra/Tools/readme.txt", "kit.json", "prestart/ask.cmd",
                              "prestart/lib/größe.txt", "recipe.json", "site.json"])
            for name in ("recipe.json", "site.json", "kit.json"):
                text = kit.read(name).decode()
                for private in (str(self.folder), str(self.lab), cli.PASSWORD):
                    self.assertNotIn(private, text)
            for file in json.loads(kit.read("kit.json"))["files"]:
                content = kit.read(file["path"])
                self.assertEqual((len(content), hashlib.sha256(content).hexdigest()), (file["size"], file["sha256"]))

    def test_sealed_identity(self):
        packed = json.loads(self.pack("--kit-password-file", self.kit_password, "--json").stdout)
        with zipfile.ZipFile(self.kit) as kit:
            key, certificate, _ = pkcs12.load_key_and_certificates(kit.read("identity.p12"), KIT_PASSWORD.encode())
        self.assertEqual(key.key_size, 2048)
        self.assertEqual(certificate.subject.rfc4514_string(), f"CN={packed['mediaGuid']}")
        done = cli.run("build", self.kit, "--output", self.folder / "new.iso", *self.log(), *self.secrets(),
                       "--kit-password-file", self.kit_password)
        self.assertIn("The certificate is that of the kit. Its registration was up to whoever packed it.", done.stdout)
        shown = json.loads(cli.run("inspect", self.folder / "new.iso", "--json", *self.log(), *self.secrets()).stdout)
        self.assertEqual(shown["certificate"]["subject"], f"CN={packed['mediaGuid']}")
        self.assertEqual(shown["manifest"]["mediaGuid"], packed["mediaGuid"])
        wrong = self.folder / "wrong.txt"
        wrong.write_text("wrong\n")
        for arguments, why in (([], "The PFX file is protected with a password. Give it."),
                               (["--kit-password-file", wrong], "The password does not open the PFX file.")):
            done = cli.run("build", self.kit, "--output", self.folder / "no.iso", *self.log(), *self.secrets(),
                           *arguments, status=3)
            self.assertRegex(done.stderr.splitlines()[-1],
                             f'^error: Cannot use the certificate in ".*/kit/identity.p12". {why}$')
            self.assertFalse((self.folder / "no.iso").exists())

    def files_on(self, stick):
        """The hashes of the files on a stick by their folded paths, read by mtools."""
        out = self.folder / f"stick-{len(list(self.folder.iterdir()))}"
        out.mkdir()
        cli.tool("mcopy", "-s", "-n", "-i", f"{stick}@@1M", "::/*", out)
        return {path.lower(): content for path, content in cli.snapshot(out).items()}

    def write(self, *arguments, status=0):
        stick = self.folder / "stick.img"
        return cli.run("write", self.kit, stick, "--yes", *self.log(), *self.secrets(), *arguments, status=status), stick

    def test_writes_sticks(self):
        """A technician who has the kit and its password makes sticks with the files of the recipe's own media."""
        chance = pathlib.Path(__file__).resolve().parent.parent / "data/identity/chance.json"
        packed = json.loads(self.pack("--kit-password-file", self.kit_password, "--json", change=self.full).stdout)
        shutil.rmtree(self.folder / "files")
        secrets = ["--kit-password-file", self.kit_password, "--reproducible", chance]
        before = sorted(pathlib.Path(tempfile.gettempdir()).glob("bootwright-cli-*"))
        done, stick = self.write(*secrets)
        self.assertEqual(sorted(pathlib.Path(tempfile.gettempdir()).glob("bootwright-cli-*")), before)
        self.assertIn("The certificate is that of the kit. Its registration was up to whoever packed it.", done.stdout)
        self.assertNotIn(KIT_PASSWORD, (self.folder / "log.txt").read_text())
        cli.run("verify", stick, *self.log())
        shown = json.loads(cli.run("inspect", stick, "--json", *self.log(), *self.secrets()).stdout)
        self.assertEqual(shown["certificate"]["subject"], f"CN={packed['mediaGuid']}")
        cli.run("build", self.kit, "--output", self.folder / "new.iso", *self.log(), *self.secrets(), *secrets)
        wanted = {path.lower(): content for path, content in cli.snapshot(self.unpacked(self.folder / "new.iso")).items()}
        self.assertIn("tools/readme.txt", wanted)
        self.assertEqual(self.files_on(stick), wanted)

    def test_several_sticks_and_no_seal(self):
        self.pack()
        others = [self.folder / "other.img", self.folder / "third.img"]
        _, stick = self.write(*others)
        for one in (stick, *others):
            cli.run("verify", one, *self.log())
        self.assertEqual(self.files_on(others[0]), self.files_on(stick))
        done = cli.run("write", self.kit, self.kit, "--yes", *self.log(), *self.secrets(), status=3)
        self.assertIn("which the media are made from", done.stderr)

    def write_refused(self, message, *arguments):
        done, stick = self.write(*arguments, status=3)
        self.assertRegex(done.stderr.splitlines()[-1], "^error: " + message + "$")
        self.assertFalse(stick.exists())

    def test_refused_to_write(self):
        self.pack("--kit-password-file", self.kit_password)
        wrong = self.folder / "wrong.txt"
        wrong.write_text("wrong\n")
        for arguments, why in (([], "The PFX file is protected with a password. Give it."),
                               (["--kit-password-file", wrong], "The password does not open the PFX file.")):
            self.write_refused(f'Cannot use the certificate in ".*/kit/identity.p12". {why}', *arguments)
        self.kit.unlink()

        def expired(recipe):
            recipe["security"]["certificate"].update(startTime="2020-01-01T00:00:00Z", expireTime="2021-01-01T00:00:00Z")
        self.pack("--kit-password-file", self.kit_password, change=expired)
        self.write_refused(f'Cannot make media from "{self.kit}". security.certificate.expireTime: The media certificate '
                           "expired on 2021-01-01. Choose a later day.", "--kit-password-file", self.kit_password)
        self.kit.unlink()
        self.pack("--without-boot-image")
        self.write_refused(f'Cannot use the kit "{self.kit}". It was packed without a boot image. Unpack it with '
                           '"bootwright-cli unpack", put the boot image beside its recipe as boot.wim, and make the media '
                           "from that recipe.")
        truncated = self.kit.read_bytes()[:-1000]
        self.kit.write_bytes(truncated)
        self.write_refused(f'Cannot read "{self.kit}". It is not a zip archive, it is empty, or it is damaged.')

    def test_recipe_that_reaches_out(self):
        """Whoever changes a kit's recipe gets no file of the technician's computer onto the media."""
        self.pack(change=self.full)
        with zipfile.ZipFile(self.kit) as kit:
            files = [(name, kit.read(name)) for name in kit.namelist() if name != "kit.json"]
        private = self.folder / "private"
        private.mkdir()
        (private / "notes.txt").write_text("not for the media")
        own = {"source": "profile", "profile": "site.json", "siteCode": "LAB"}
        for what, message in (
                ({"extraFiles": {"folder": str(private)}}, f'Its recipe names "{private}", which is not in it.'),
                ({"extraFiles": {"folder": "../.."}}, 'Its recipe names "/.*", which is not in it.'),
                ({"reference": "/dev/sda"}, 'Its recipe names "/dev/sda", which is not in it.'),
                ({"prestart": {"command": "cmd", "files": {"packageId": "LAB00007"}}},
                 'Its recipe names "LAB00007", which is not in it.'),
                ({"site": {**own, "profile": "/etc/site.json"}}, 'Its recipe names "/etc/site.json", which is not in it.'),
                ({"site": {"source": "lab"}}, "Its recipe names no site.json, so the facts of the site are not in it.")):
            with self.subTest(what):
                recipe = {**json.loads(dict(files)["recipe.json"]), **what}
                self.kit_of([(name, json.dumps(recipe).encode() if name == "recipe.json" else content)
                             for name, content in files])
                self.write_refused(f'Cannot use the kit "{self.kit}". {message} Pack it with "bootwright-cli pack".')

    def test_without_boot_image(self):
        self.pack("--without-boot-image")
        self.assertLess(self.kit.stat().st_size, 20_000)
        tree = self.folder / "tree"
        cli.run("unpack", self.kit, tree, *self.log())
        done = cli.run("build", tree / "recipe.json", *self.log(), *self.secrets(), status=3)
        self.assertEqual(done.stderr.splitlines()[-1],
                         f'error: Cannot make media from "{tree}/recipe.json". bootImage.file: Cannot find the boot '
                         f'image "{tree}/boot.wim".')
        shutil.copy(self.lab / "boot.wim", tree / "boot.wim")
        cli.run("build", tree / "recipe.json", *self.log(), *self.secrets())

    def test_refused_to_pack(self):
        done = cli.run("pack", self.write_recipe(), self.folder / "kit.zip", *self.log(), status=2)
        self.assertEqual(done.stderr.splitlines()[-1],
                         f'error: Cannot pack into "{self.folder}/kit.zip". The name of a kit ends with .bootkit.')
        done = self.pack(change=lambda recipe: recipe["bootImage"].update(file=str(self.folder / "absent.wim")), status=3)
        self.assertEqual(done.stderr.splitlines()[-1], f'error: Cannot find the file "{self.folder}/absent.wim".')
        self.assertFalse(self.kit.exists())
        self.assertFalse((self.folder / "lab.bootkit.part").exists())

    def test_disk_full(self):
        with cli.mounted(self.folder / "disk", "size=100k") as disk:
            done = cli.run("pack", self.write_recipe(), disk / "lab.bootkit", *self.log(), status=1)
            self.assertEqual(done.stderr.splitlines()[-1],
                             f'error: Cannot write "{disk}/lab.bootkit". The disk may be full, or access is denied.')
            self.assertEqual(list(disk.iterdir()), [])
            self.pack()
            done = cli.run("unpack", self.kit, disk / "tree", *self.log(), status=1)
            self.assertRegex(done.stderr.splitlines()[-1], f'^error: Cannot write "{disk}/tree.part/.*". The disk is full.$')
            self.assertEqual(list(disk.iterdir()), [])

    # hostile kits

    def kit_of(self, files, listed=None, compression=zipfile.ZIP_STORED, change=None):
        """A kit of (name or ZipInfo, content), whose list is right unless `listed` says otherwise."""
        names = [(getattr(name, "filename", name), content) for name, content in files]
        entries = [{"path": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                   for name, content in (names if listed is None else listed)]
        document = {"kitVersion": 1, "files": entries}
        if change:
            change(document)
        with zipfile.ZipFile(self.kit, "w", compression) as kit:
            for name, content in files:
                kit.writestr(name, content)
            kit.writestr("kit.json", json.dumps(document))

    def refused(self, message, status=3):
        before = sorted(self.folder.iterdir())
        done = cli.run("unpack", self.kit, self.folder / "tree", *self.log(), status=status)
        self.assertEqual(done.stderr.splitlines()[-1], "error: " + message)
        self.assertEqual([path for path in sorted(self.folder.iterdir()) if path.name != "log.txt"],
                         [path for path in before if path.name != "log.txt"])
        done = cli.run("build", self.kit, *self.log(), *self.secrets(), status=status)
        self.assertEqual(done.stderr.splitlines()[-1], "error: " + message)
        self.write_refused(re.escape(message))

    def test_hostile(self):
        kit = f'Cannot use the kit "{self.kit}". '
        archive = f'Cannot use the archive "{self.kit}". '
        changed = kit + "It is damaged, or somebody changed it after it was packed."
        good = ("recipe.json", b"{}")
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        for what, arguments, message in (
                ("slip", {"files": [("../evil", b"x")]}, archive + '"../evil" leads out of the archive.'),
                ("absolute", {"files": [("/etc/evil", b"x")]}, archive + '"/etc/evil" has an absolute path.'),
                ("drive", {"files": [("C:evil", b"x")]}, archive + '"C:evil" has an absolute path.'),
                ("link", {"files": [(link, b"/etc")]}, archive + '"link" is a link; pack what it leads to instead.'),
                ("doubled", {"files": [good, ("Recipe.JSON", b"[]")]},
                 archive + 'Cannot put "Recipe.JSON" on the media. A file or folder of that name is there already.'),
                ("bomb", {"files": [good, ("bomb", bytes(50 << 20))], "compression": zipfile.ZIP_DEFLATED},
                 kit + 'It holds more than it is large. Kits are not compressed: pack it with "bootwright-cli pack".'),
                ("not listed", {"files": [good, ("more", b"x")], "listed": [good]}, changed),
                ("listed only", {"files": [good], "listed": [good, ("more", b"x")]}, changed),
                ("listed twice", {"files": [good, ("more", b"x")], "listed": [good, good]}, changed),
                ("another size", {"files": [good], "listed": [("recipe.json", b"{} ")]}, changed),
                ("list of itself", {"files": [good], "listed": [good, ("kit.json", b"x")]}, changed),
                ("newer", {"files": [good], "change": lambda document: document.update(kitVersion=2)},
                 kit + "It was packed by a newer version of Bootwright."),
                ("no version", {"files": [good], "change": lambda document: document.pop("kitVersion")}, changed),
                ("reserved name", {"files": [("con.txt", b"x")]},
                 archive + 'Cannot put "con.txt" on the media. The name "con.txt" is reserved by Windows.')):
            with self.subTest(what):
                self.kit_of(**arguments)
                self.refused(message)
        with self.subTest("another hash"):
            self.kit_of([good], listed=[("recipe.json", b"[]")])
            self.refused(changed)
        with self.subTest("no list"):
            with zipfile.ZipFile(self.kit, "w") as other:
                other.writestr("recipe.json", "{}")
            self.refused(kit + "It holds no kit.json, so it is another archive.")
        with self.subTest("no zip"):
            self.kit.write_bytes(b"x" * 1000)
            self.refused(f'Cannot read "{self.kit}". It is not a zip archive, it is empty, or it is damaged.')


if __name__ == "__main__":
    cli.main(mounts=True)
