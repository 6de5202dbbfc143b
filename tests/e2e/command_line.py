#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of bootwright-cli: usage, exit statuses, progress, JSON, secrets, and what others read out of its media."""
import json
import os
import pathlib
import pty
import select
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cli  # noqa: E402

VARIABLES = pathlib.Path(__file__).resolve().parent.parent / "support/read_variables.py"


class Usage(cli.LabCase):
    def test_wrong_use(self):
        for arguments, says in (
                ([], 'No command is given. "bootwright-cli --help" lists them.'),
                (["mend"], 'There is no command "mend". "bootwright-cli --help" lists them.'),
                (["build"], "Use: bootwright-cli build RECIPE|KIT [--output PATH] [--overwrite] [--dry-run]"),
                (["build", "a", "b"], "Use: bootwright-cli build RECIPE|KIT [--output PATH] [--overwrite] [--dry-run]"),
                (["inspect"], "Use: bootwright-cli inspect MEDIA [--password-file F] [--hashes] [--show-secrets] [--expires-within N] "
                              "[--calendar F] [--json]"),
                (["compare", "a"], "Use: bootwright-cli compare A B [--password-file F] [--new-password-file F] [--hashes] [--json]"),
                (["inspect", "a", "--expires-within", "soon"], 'Cannot use "soon" as a number of days. Use 0, 30, 90 or the like.'),
                (["verify", "a", "b"], "Use: bootwright-cli verify MEDIA"),
                (["lab"], "Use: bootwright-cli lab DIR"),
                (["site", "import", "x"],
                 "Use: bootwright-cli site show SOURCE [PACKAGE], or bootwright-cli site export --site SOURCE PROFILE, or bootwright-cli site "
                 "fetch --site SOURCE PACKAGE, or bootwright-cli site check --site SERVER MEDIA..."),
                (["build", "a", "--fast"], "Unknown option 'fast'."),
                (["build", "a", "--progress", "bar"], 'Cannot show progress as "bar". Use plain, json or none.'),
                (["build", "a", "--secret", "hunter2"],
                 'Cannot use what follows "--secret". Use NAME=FILE; the value itself is never an argument.')):
            with self.subTest(arguments):
                done = cli.run(*arguments, status=2)
                self.assertEqual(done.stderr, f"error: {says}\n")
                self.assertEqual(done.stdout, "")

    def test_help_and_version(self):
        text = cli.run("--help").stdout
        for command in ("lab DIR", "build RECIPE", "inspect MEDIA", "verify MEDIA", "compare A B", "drives [--json]", "site export"):
            self.assertIn(f"\n  bootwright-cli {command}", text)
        for option in ("--output", "--overwrite", "--dry-run", "--password-file", "--new-password-file", "--pfx-password-file",
                       "--secret", "--hashes", "--show-secrets", "--expires-within", "--calendar", "--no-verify", "--yes", "--progress", "--json", "--log", "--verbose", "--site",
                       "--reproducible", "--help", "--version"):
            self.assertIn(f"\n  {option}", text)
        self.assertIn("130 cancelled", text)
        self.assertRegex(cli.run("--version").stdout, r"^bootwright-cli \d+\.\d+\.\d+\n$")

    def test_log_that_cannot_be_written(self):
        done = cli.run("lab", self.folder / "new", "--log", "/proc/none/log.txt", status=1)
        self.assertEqual(done.stderr, 'error: Cannot write the log "/proc/none/log.txt".\n')
        self.assertFalse((self.folder / "new").exists())

    def test_site_export(self):
        profile = self.folder / "site.json"
        cli.run("site", "export", "--site", self.lab / "site.json", profile)
        exported, original = json.loads(profile.read_text()), json.loads((self.lab / "site.json").read_text())
        self.assertEqual(exported["publicRootKey"], original["publicRootKey"])
        self.assertEqual(pathlib.Path(self.folder, exported["bootImages"][0]["file"]).resolve(), (self.lab / "boot.wim").resolve())
        cli.run("build", self.write_recipe(lambda recipe: recipe["site"].update(profile=str(profile))), *self.secrets())
        cli.run("site", "export", "--site", "lab", self.folder / "lab.json")
        done = cli.run("site", "export", "--site", "lab", self.folder / "none/lab.json", status=1)
        self.assertTrue(done.stderr.startswith(f'error: Cannot write "{self.folder}/none/lab.json".'), done.stderr)


class Progress(cli.LabCase):
    def test_json(self):
        done = cli.run("build", self.write_recipe(), *self.secrets(), "--progress", "json")
        self.assertEqual(done.stderr, "")
        events = cli.events(done.stdout)
        last = events[-1]
        self.assertEqual((last["event"], last["outcome"], last["verified"]), ("finished", "done", True))
        self.assertEqual(last["output"], str(self.folder / "out.iso"))
        self.assertEqual(last["size"], (self.folder / "out.iso").stat().st_size)
        self.assertEqual(last["sha256"], cli.tool("sha256sum", self.folder / "out.iso").decode().split()[0])
        self.assertEqual(sum(event["event"] == "finished" for event in events), 1)
        steps = [event for event in events if event["event"] == "progress"]
        self.assertEqual([step["done"] for step in steps], sorted(step["done"] for step in steps))
        self.assertTrue(all(step["done"] <= step["total"] for step in steps))
        self.assertEqual(steps[-1]["done"], steps[-1]["total"])
        self.assertEqual(list(dict.fromkeys(step["stage"] for step in steps)),
                         ["Reading the facts of the site", "Reading the boot image", "Preparing the boot image", "Writing the image", "Reading the image back"])
        for warning in (event["message"] for event in events if event["event"] == "warning"):
            self.assertNotIn("\n", warning)

    def test_json_of_a_failure(self):
        recipe = self.write_recipe(lambda recipe: recipe.update(managementPoints=[]))
        done = cli.run("build", recipe, *self.secrets(), "--progress", "json", status=3)
        last = cli.events(done.stdout)[-1]
        self.assertEqual((last["event"], last["outcome"], last["kind"]), ("finished", "failed", "InvalidInput"))
        self.assertEqual(done.stderr, f"error: {last['message']}\n")
        done = cli.run("mend", "--progress", "json", status=2)
        self.assertEqual(cli.events(done.stdout)[-1]["outcome"], "failed")

    def test_plain_into_a_file(self):
        done = cli.run("build", self.write_recipe(), *self.secrets(), "--progress", "plain")
        lines = [line for line in done.stderr.splitlines() if not line.startswith("warning: ")]
        self.assertEqual(lines, ["Reading the facts of the site", "Reading the boot image", "Preparing the boot image", "Writing the image",
                                 "Reading the image back"])
        self.assertNotIn("\r", done.stderr)

    def test_none(self):
        done = cli.run("build", self.write_recipe(), *self.secrets(), "--progress", "none")
        self.assertTrue(all(line.startswith("warning: ") for line in done.stderr.splitlines()), done.stderr)
        self.assertIn(f"Made: {self.folder}/out.iso (", done.stdout)

    def test_no_warning_twice(self):
        lines = cli.run("build", self.write_recipe(), *self.secrets()).stderr.splitlines()
        self.assertTrue(lines)
        self.assertEqual(len(lines), len(set(lines)))
        self.assertEqual(sum("is not signed" in line for line in lines), 1, lines)


class Terminal(cli.LabCase):
    """A person at a terminal is asked for what is missing; what is typed is not shown."""

    def talk(self, answer):
        leader, follower = pty.openpty()
        build = subprocess.Popen([cli.CLI, "build", self.write_recipe(), "--log", self.folder / "log.txt"], stdin=follower,
                                 stdout=follower, stderr=follower, start_new_session=True,
                                 preexec_fn=lambda: __import__("fcntl").ioctl(0, __import__("termios").TIOCSCTTY, 0))
        os.close(follower)
        text, sent = b"", False
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if not select.select([leader], [], [], 0.1)[0]:
                if build.poll() is not None:
                    break
                continue
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            if not part:
                break
            text += part
            if b"Media password: " in text and not sent:
                time.sleep(0.2)
                os.write(leader, answer)
                sent = True
        os.close(leader)
        self.assertTrue(sent, text)
        return build.wait(10), text.decode()

    def test_password(self):
        status, text = self.talk(cli.PASSWORD.encode() + b"\n")
        self.assertEqual(status, 0, text)
        self.assertNotIn(cli.PASSWORD, text)
        self.assertIn("\r\x1b[K", text)
        cli.run("inspect", self.folder / "out.iso", *self.secrets())

    def test_control_c_at_the_question(self):
        status, text = self.talk(b"half a pass\x03")
        self.assertEqual(status, 130, text)
        self.assertIn("error: Cancelled.", text)
        self.assertFalse((self.folder / "out.iso").exists())


class Build(cli.LabCase):
    def test_dry_run_tells_the_exact_size(self):
        recipe = self.write_recipe()
        plan = json.loads(cli.run("build", recipe, *self.secrets(), "--dry-run", "--json").stdout)
        self.assertEqual(list(self.folder.iterdir()), [recipe])
        cli.run("build", recipe, *self.secrets())
        iso = self.folder / "out.iso"
        self.assertEqual(iso.stat().st_size, plan["size"])
        media = json.loads(cli.run("inspect", iso, *self.secrets(), "--json").stdout)
        self.assertEqual(sorted(file["path"] for file in media["files"]), sorted(plan["files"]))
        text = cli.run("build", recipe, *self.secrets(), "--dry-run").stdout
        self.assertIn(f"Size: {plan['size']} bytes", text)

    def test_no_verify(self):
        done = cli.run("build", self.write_recipe(), *self.secrets(), "--no-verify", "--progress", "json", status=4)
        last = cli.events(done.stdout)[-1]
        self.assertEqual((last["outcome"], last["verified"]), ("unverified", False))
        cli.run("verify", self.folder / "out.iso")

    def test_output_and_overwrite(self):
        recipe = self.write_recipe()
        other = self.folder / "other.iso"
        cli.run("build", recipe, *self.secrets(), "--output", other)
        self.assertFalse((self.folder / "out.iso").exists())
        before = cli.snapshot(self.folder)["other.iso"]
        cli.run("build", recipe, *self.secrets(), "--output", other, status=3)
        self.assertEqual(cli.snapshot(self.folder)["other.iso"], before)
        cli.run("build", recipe, *self.secrets(), "--output", other, "--overwrite")
        self.assertNotEqual(cli.snapshot(self.folder)["other.iso"], before)

    def test_output_relative_to_where_we_are(self):
        done = subprocess.run([cli.CLI, "build", self.write_recipe(), *map(str, self.secrets()), "--output", "here.iso"],
                              cwd=self.folder, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((self.folder / "here.iso").exists())

    def test_training_site_needs_no_file(self):
        def change(recipe):
            recipe["site"] = {"source": "lab"}
            recipe["bootImage"] = {"packageId": "LAB00005"}
        temporary = self.folder / "temporary"
        temporary.mkdir()
        cli.run("build", self.write_recipe(change), *self.secrets(), env={"TMPDIR": str(temporary)})
        self.assertEqual(list(temporary.iterdir()), [])
        cli.run("verify", self.folder / "out.iso")

    def test_a_link_is_followed(self):
        real = self.folder / "real.iso"
        real.write_bytes(b"old")
        (self.folder / "out.iso").symlink_to(real)
        cli.run("build", self.write_recipe(), *self.secrets(), "--overwrite")
        self.assertTrue((self.folder / "out.iso").is_symlink())
        cli.run("verify", real)


class Media(cli.LabCase):
    """What inspect, verify and other people's tools say about one medium with secrets in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.secret = "Geheim-4711-ß"
        (cls.lab / "join.txt").write_text(cls.secret + "\n")
        (cls.lab / "wrong.txt").write_text("wrong\n")
        (cls.lab / "exact.txt").write_text(cli.PASSWORD)  # for the other reader, which takes the file as it is
        recipe = dict(cls.recipe)
        recipe["security"] = {**recipe["security"], "passwordProtected": True}
        recipe["variables"] = [{"name": "OSDTech", "value": "anna"}, {"name": "OSDJoinPassword", "hidden": True}]
        (cls.lab / "recipe.json").write_text(json.dumps(recipe))
        cls.iso = cls.lab / "training.iso"
        cls.built = cli.run("build", cls.lab / "recipe.json", "--password-file", cls.lab / "password.txt", "--secret",
                            f"OSDJOINPASSWORD={cls.lab}/join.txt", "--log", cls.lab / "log.txt", "--verbose", "--progress",
                            "json")

    def extracted(self, path):
        out = self.folder / pathlib.PurePosixPath(path).name
        cli.tool("xorriso", "-osirrox", "on", "-indev", self.iso, "-extract", path, out)
        return out

    def variables(self):
        return dict(json.loads(cli.tool(sys.executable, VARIABLES, self.extracted("/SMS/data/Variables.dat"),
                                        "--password-file", self.lab / "exact.txt"))["variables"])

    def test_inspect(self):
        media = json.loads(cli.run("inspect", self.iso, "--json", *self.secrets()).stdout)
        self.assertEqual(media["media"], str(self.iso))
        self.assertEqual((media["volumeLabel"], media["mediaLabel"], media["mediaType"]),
                         ("Training lab", "Training lab", "BootMedia"))
        self.assertEqual((media["passwordRequired"], media["unattended"], media["variablesState"]), (True, False, "open"))
        self.assertEqual(media["size"], sum(file["size"] for file in media["files"]))
        for name in ("OSDTech", "OSDJoinPassword", "_SMSTSMediaPFX"):  # the media do not say which of the user's are hidden
            self.assertEqual(media["variables"][name], "***")
        self.assertEqual(media["variables"]["SMSTSLocationMPs"], "http://mp01.lab.example*http://mp03.lab.example")
        self.assertEqual(media["manifest"]["architecture"], "x64")
        self.assertEqual(media["manifest"]["bootImagePackage"], "LAB00005")
        self.assertEqual(media["manifest"]["mediaGuid"], media["variables"]["_SMSMediaGuid"])
        self.assertEqual(media["certificate"]["subject"], "CN=" + media["manifest"]["mediaGuid"])
        self.assertEqual(media["certificate"]["notAfter"], "2046-11-22T00:00:00Z")
        self.assertRegex(media["certificate"]["thumbprint"], "^[0-9A-F]{40}$")

    def test_inspect_without_the_password(self):
        media = json.loads(cli.run("inspect", self.iso, "--json").stdout)
        self.assertEqual((media["variablesState"], media["variables"]), ("locked", {}))
        self.assertNotIn("certificate", media)
        self.assertIn("protected by a password", cli.run("inspect", self.iso).stdout)

    def test_wrong_password(self):
        done = cli.run("inspect", self.iso, "--password-file", self.lab / "wrong.txt", status=3)
        self.assertEqual(done.stderr, "error: The password does not open the media variables.\n")
        done = cli.run("inspect", self.iso, "--password-file", self.lab / "none.txt", status=3)
        self.assertTrue(done.stderr.startswith(f'error: Cannot read the secret in "{self.lab}/none.txt".'), done.stderr)

    def test_what_is_no_medium(self):
        text = self.folder / "text.iso"
        text.write_text("no image\n" * 1000)
        for path, says in ((text, f'Cannot read "{text}". It holds no file system that is known here: UDF, ISO9660 or FAT.'),
                           (self.folder / "none.iso", f'Cannot find the media "{self.folder}/none.iso".')):
            for command in ("inspect", "verify"):
                with self.subTest(f"{command} {path.name}"):
                    self.assertEqual(cli.run(command, path, status=3).stderr, f"error: {says}\n")

    def test_folder_copy(self):
        copy = self.folder / "copy"
        cli.tool("xorriso", "-osirrox", "on", "-indev", self.iso, "-extract", "/", copy)
        cli.tool("chmod", "-R", "u+rwX", copy)
        of_iso = json.loads(cli.run("inspect", self.iso, "--json", *self.secrets()).stdout)
        of_copy = json.loads(cli.run("inspect", copy, "--json", *self.secrets()).stdout)
        self.assertEqual(of_copy["variables"], of_iso["variables"])
        self.assertEqual(sorted(file["path"] for file in of_copy["files"]), sorted(file["path"] for file in of_iso["files"]))
        self.assertEqual(of_copy["volumeLabel"], "")
        cli.run("verify", copy)
        (copy / "notes").mkdir()
        (copy / "notes/mine.txt").write_text("x")
        done = cli.run("verify", copy)
        self.assertIn("foreign: notes/mine.txt\n", done.stdout)
        (copy / "bootmgr").unlink()
        (copy / "boot/boot.sdi").write_bytes(bytes((copy / "boot/boot.sdi").stat().st_size))
        verified = json.loads(cli.run("verify", copy, "--json", status=3).stdout)
        self.assertEqual((verified["good"], verified["missing"], verified["changed"], verified["foreign"]),
                         (False, ["bootmgr"], ["boot/boot.sdi"], ["notes/mine.txt"]))
        shutil.rmtree(copy / "Bootwright")
        done = cli.run("verify", copy, status=3)
        self.assertEqual(done.stderr, f'error: Cannot verify "{copy}". It carries no manifest: it was not made by Bootwright.\n')

    def test_no_secret_anywhere(self):
        pfx = self.variables()["_SMSTSMediaPFX"]
        outputs = [self.built.stdout, self.built.stderr, (self.lab / "log.txt").read_text(), (self.lab / "recipe.json").read_text(),
                   self.extracted("/Bootwright/manifest.json").read_text(), self.extracted("/Bootwright/bench-card.html").read_text()]
        for arguments in (["inspect", self.iso], ["inspect", self.iso, "--json"], ["inspect", self.iso, "--progress", "json"]):
            done = cli.run(*arguments, *self.secrets(), "--verbose", "--log", self.folder / "inspect.txt")
            outputs += [done.stdout, done.stderr, (self.folder / "inspect.txt").read_text()]
        for text in outputs:
            for secret in (cli.PASSWORD, self.secret, pfx, pfx[:64]):
                self.assertNotIn(secret.lower(), text.lower())
        image = self.iso.read_bytes()
        for secret in (cli.PASSWORD, self.secret):
            for encoding in ("utf-8", "utf-16-le"):
                self.assertNotIn(secret.encode(encoding), image)

    def test_variables_and_pfx_by_others(self):
        named = self.variables()
        self.assertEqual((named["OSDTech"], named["OSDJoinPassword"]), ("anna", self.secret))
        pfx = self.folder / "media.pfx"
        pfx.write_bytes(bytes.fromhex(named["_SMSTSMediaPFX"]))
        guid = named["_SMSMediaGuid"]
        self.assertRegex(guid, "^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$")
        text = cli.tool("openssl", "pkcs12", "-legacy", "-in", pfx, "-nodes", "-passin", f"pass:{guid[:31]}").decode()
        self.assertIn("BEGIN PRIVATE KEY", text)
        self.assertIn(f"CN = {guid}", text)
        cli.tool("openssl", "pkcs12", "-legacy", "-in", pfx, "-nodes", "-passin", f"pass:{guid}", status=1)

    def test_bcd_by_hivex(self):
        for path, loader in (("/boot/bcd", "\\windows\\system32\\boot\\winload.exe"),
                             ("/efi/microsoft/boot/bcd", "\\windows\\system32\\boot\\winload.efi")):
            with self.subTest(path):
                text = cli.tool("hivexregedit", "--export", self.extracted(path), "\\", "--unsafe-printable-strings").decode()
                self.assertIn("{9dea862c-5cdd-4e70-acc1-f32b344d4795}", text)
                self.assertIn(loader, text.lower())


if __name__ == "__main__":
    cli.main()
