#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line against a site: real Kerberos, real TLS, a web server that wants a token with each request,
and the contract server behind it."""
import hashlib
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cli
import site_lab

SERVER = "cm01.lab.example"
TRAPS = ["empty", "central", "no-select", "collapse", "next-link", "page", "lower-case", "broken-json", "html",
         "not-a-provider", "garbage", "endless", "drip", "redirect", "bulk", "unsigned", "no-details", "no-action", "lost-record",
         "refuse-record", "forbid-record", "cut", "links"]


def setUpModule():
    global LAB
    LAB = site_lab.SiteLab().start()


def tearDownModule():
    LAB.stop()


class SiteCase(unittest.TestCase):
    """Signed in as anna, at a site without traps."""

    def setUp(self):
        self.folder = LAB.folder / self.id()
        self.folder.mkdir()
        os.environ["XDG_CONFIG_HOME"] = str(self.folder / "config")
        os.environ["XDG_CACHE_HOME"] = str(self.folder / "cache")
        LAB.trap(*("-" + trap for trap in TRAPS))
        LAB.sign_in()
        self.password = self.folder / "password.txt"
        self.password.write_text(site_lab.PASSWORD + "\n")

    def run_cli(self, *arguments, status=0):
        done = cli.run(*arguments, "--log", self.folder / "log.txt", status=status)
        for text in (done.stdout, done.stderr, (self.folder / "log.txt").read_text()):
            self.assertNotIn(site_lab.PASSWORD, text)
        return done

    def show(self, *arguments, status=0):
        return self.run_cli("site", "show", SERVER, *arguments, status=status)

    def refused(self, sentence, *arguments, status=1, server=SERVER):
        done = self.run_cli("site", "show", server, *arguments, status=status)
        self.assertEqual(done.stderr.splitlines()[-1], "error: " + sentence)


class SignIn(SiteCase):
    def test_ticket(self):
        LAB.trap()
        facts = json.loads(self.show("--json").stdout)
        self.assertEqual(facts["siteCode"], "LAB")
        self.assertEqual(facts["notes"], [])
        self.assertEqual([image["packageId"] for image in facts["bootImages"]], ["LAB00005", "LAB00006", "LAB00012"])
        self.assertEqual(facts["bootImages"][0]["distributionPoints"], ["dp01.lab.example"])
        asked = LAB.trap()
        admin = [one for one in asked if one["port"] == 8080]
        self.assertEqual({one["user"] for one in admin}, {"anna@LAB.EXAMPLE"})
        self.assertEqual(len({one["token"] for one in admin}), len(admin), "a token was used twice")
        self.assertEqual([one["token"] for one in asked if one["port"] == 80], [""])

    def test_no_ticket(self):
        LAB.sign_out()
        self.refused(f'Cannot sign in at "{SERVER}". There is no Kerberos ticket. Get one with "kinit", or name a '
                     "user and a password.")

    def test_expired_ticket(self):
        LAB.sign_in("-l", "1s")
        time.sleep(2)
        self.refused(f'Cannot sign in at "{SERVER}". The Kerberos ticket has expired. Get a new one with "kinit".')

    def test_name_without_service(self):
        self.refused('Cannot sign in at "alias.lab.example". The domain has no service principal name HTTP for it. Use '
                     "the server's full name, neither an alias nor an address.", server="alias.lab.example")

    def test_key_of_another_service(self):
        """The domain gives a ticket, and the server cannot read it."""
        LAB.kadmin("addprinc -randkey HTTP/alias.lab.example")
        try:
            self.refused('Cannot sign in at "alias.lab.example". It refuses the Kerberos ticket. Check that the name is '
                         "the server's own, that the account may sign in there, and that the authentication level of "
                         "the SMS Provider is Windows authentication.", server="alias.lab.example")
        finally:
            LAB.kadmin("delprinc -force HTTP/alias.lab.example")

    def test_user_and_password(self):
        LAB.sign_out()
        for user in ("anna@LAB.EXAMPLE", "anna@lab.example", "lab.example\\anna"):
            self.show("--user", user, "--site-password-file", self.password)
        self.assertFalse((LAB.folder / "ticket").exists(), "the ticket was left behind")

    def test_wrong_password(self):
        LAB.sign_out()
        self.password.write_text("wrong\n")
        self.refused('Cannot sign in as "anna@LAB.EXAMPLE". The password is wrong.', "--user", "anna@LAB.EXAMPLE",
                     "--site-password-file", self.password, status=3)
        self.refused('Cannot sign in as "otto@LAB.EXAMPLE". The domain does not know this user. Write the name as '
                     "user@DOMAIN.EXAMPLE.", "--user", "otto@LAB.EXAMPLE", "--site-password-file", self.password)

    def test_no_domain_controller(self):
        kdc = LAB.processes["kdc"]
        LAB.sign_out()
        kdc.terminate()
        kdc.wait()
        try:
            self.refused('Cannot sign in as "anna@LAB.EXAMPLE". No domain controller answers. Check the network, and the '
                         "domain in the user's name.", "--user", "anna@LAB.EXAMPLE", "--site-password-file", self.password)
        finally:
            LAB.run("kdc", "krb5kdc", "-n", "-r", site_lab.REALM)
            site_lab.wait_for_port(88)

    def test_cancel_while_no_domain_controller_answers(self):
        """Kerberos waits long for one that takes the question and says nothing: for a password, and for a ticket."""
        kdc = LAB.processes["kdc"]
        kdc.terminate()
        kdc.wait()
        deaf = [socket.socket(socket.AF_INET, kind) for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM)]
        try:
            for one in deaf:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                one.bind(("127.0.0.1", 88))
            deaf[0].listen()
            for options in ([], ["--user", "anna@LAB.EXAMPLE", "--site-password-file", self.password]):
                with self.subTest(options):
                    child = subprocess.Popen([cli.CLI, "site", "show", SERVER, *map(str, options)], stdout=subprocess.PIPE,
                                             stderr=subprocess.PIPE, text=True)
                    time.sleep(2)
                    self.assertIsNone(child.poll())
                    child.send_signal(signal.SIGINT)
                    started = time.monotonic()
                    _, errors = child.communicate(timeout=60)
                    self.assertEqual((child.returncode, errors), (130, "error: Cancelled.\n"))
                    self.assertLess(time.monotonic() - started, 1)
        finally:
            for one in deaf:
                one.close()
            LAB.run("kdc", "krb5kdc", "-n", "-r", site_lab.REALM)
            site_lab.wait_for_port(88)

    def test_ntlm(self):
        """The server offers Negotiate alone, as sites do from 2509."""
        LAB.sign_out()
        self.refused(f'Cannot sign in at "{SERVER}". It refuses NTLM, as sites do from version 2509. Use Kerberos: the '
                     "server's full name, and a ticket.", "--allow-ntlm")


class Trust(SiteCase):
    def tearDown(self):
        LAB.certify("server", site_lab.TLS_HOSTS, 30)
        LAB.trust_ca(True)
        LAB.restart_apache()

    def unknown(self, why="This computer does not know who issued its certificate."):
        self.refused(f'Cannot trust "{SERVER}". {why} If the SHA-256 fingerprint of the server\'s own certificate is the '
                     f"same, allow it: {LAB.fingerprint()}")

    def test_unknown_issuer(self):
        LAB.trust_ca(False)
        LAB.trap()
        self.unknown()
        self.assertEqual(LAB.trap(), [], "the server was asked all the same")
        self.show("--trust", LAB.fingerprint())
        self.show()  # from now on
        LAB.certify("other", [SERVER], 30)
        LAB.restart_apache()
        self.refused(f'Cannot trust "{SERVER}". Its certificate is not the one that was allowed. If the server got a new '
                     f"one, allow its SHA-256 fingerprint: {LAB.fingerprint()}")
        self.show("--trust", LAB.fingerprint())

    def test_wrong_fingerprint(self):
        LAB.trust_ca(False)
        self.run_cli("site", "show", SERVER, "--trust", "AB" * 32, status=1)
        self.run_cli("site", "show", SERVER, "--trust", "AB", status=3)
        self.unknown()

    def test_expired(self):
        LAB.certify("server", [SERVER], 0)
        LAB.restart_apache()
        time.sleep(1.1)
        self.unknown("Its certificate has expired.")

    def test_name_of_another(self):
        LAB.certify("server", ["files01.lab.example"], 30)
        LAB.restart_apache()
        self.unknown("Its certificate is for a computer of another name.")


class Replies(SiteCase):
    def test_tolerated(self):
        usual = json.loads(self.show("--json").stdout)
        for trap in ("no-select", "collapse", "lower-case", f"next-link=https://{SERVER}/AdminService/wmi/SMS_Package?$skip=1",
                     "status=503"):
            with self.subTest(trap):
                LAB.trap(trap)
                self.assertEqual(json.loads(self.show("--json").stdout), usual)
                LAB.trap("-" + trap.partition("=")[0])

    def test_capped_pages(self):
        LAB.trap("bulk=500", "page=100")
        self.assertEqual(len(json.loads(self.show("--json").stdout)["bootImages"]), 500)

    def test_refused(self):
        not_a_provider = (f'Cannot ask "{SERVER}". It is a web server, but no SMS Provider. Name the server that has the SMS '
                          "Provider role of the site.")
        for trap, status, sentence in (
                ("html", 3, not_a_provider),
                ("not-a-provider", 3, not_a_provider),
                ("garbage", 3, f'Cannot use the reply of "{SERVER}" to SMS_Identification. It is not JSON, at byte 1 of 1048576.'),
                ("empty", 1, f'Cannot see any site at "{SERVER}". The list has no rows: check the role and the security '
                             "scopes of this account."),
                ("next-link=https://dp01.lab.example/AdminService/wmi/SMS_Package?$skip=1", 3,
                 f'Cannot use the reply of "{SERVER}" to SMS_Package. It says that the next rows are on another server.'),
                ("redirect=https://dp01.lab.example/", 1,
                 f'Cannot ask "{SERVER}". It sends us to another place, and we do not sign in there. Check the name of the '
                 "server.")):
            with self.subTest(trap):
                LAB.trap(trap)
                self.refused(sentence, status=status)
                LAB.trap("-" + trap.partition("=")[0])

    def test_broken_json(self):
        LAB.trap("broken-json")
        done = self.show(status=3)
        self.assertRegex(done.stderr, r'error: Cannot use the reply of "cm01.lab.example" to SMS_Identification. It is not '
                                      r"JSON, at byte \d+ of \d+\.")

    def test_endless_reply_is_cut_off(self):
        LAB.trap("endless")
        child = subprocess.Popen([cli.CLI, "site", "show", SERVER, "--log", self.folder / "log.txt"], stderr=subprocess.PIPE, text=True)
        message = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        child.stderr.close()
        self.assertEqual(child.returncode, 1)
        self.assertEqual(message, f'error: Cannot use the reply of "{SERVER}". It is too large. Check that it is the right server.\n')
        memory = usage.ru_maxrss
        self.assertLess(memory, 200 * 1024, "KiB of memory for a reply that is refused")

    def test_cancel(self):
        LAB.trap("drip")
        child = subprocess.Popen([cli.CLI, "site", "show", SERVER], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(1)
        child.send_signal(signal.SIGINT)
        started = time.monotonic()
        _, errors = child.communicate(timeout=10)
        self.assertEqual(child.returncode, 130)
        self.assertEqual(errors, "error: Cancelled.\n")
        self.assertLess(time.monotonic() - started, 1)

    def test_forged_signing_certificate(self):
        LAB.trap("unsigned")
        facts = json.loads(self.show("--json").stdout)
        self.assertNotIn("siteSigningCertificate", facts)
        self.assertIn("No management point told the site signing certificate.", facts["notes"])


class BootImage(SiteCase):
    """What a site tells of one boot image alone."""
    LINES = ["    Command prompt (F8): yes, for whoever sits at the computer",
             "    Its prestart command: none",
             "    Drivers put in by the site: \\\\files01.lab.example\\drivers\\net\\e1d",
             "    Optional components: WinPE-Dot3Svc, WinPE-Scripting, WinPE-SecureStartup, WinPE-WDS-Tools, WinPE-WMI",
             "    Scratch space: 512 MiB",
             "    Image: Microsoft Windows PE (amd64) 10.0.26100.2454"]

    def test_details(self):
        LAB.trap()
        lists = self.show().stdout
        asked = len(LAB.trap())
        done = self.show("LAB00005")
        self.assertEqual(len(LAB.trap()), asked + 1)
        first, *lines = done.stdout.splitlines()
        self.assertIn(first, lists.splitlines())
        self.assertEqual(lines, self.LINES)
        self.assertEqual(self.run_cli("site", "show", "--site", SERVER, "LAB00005").stdout, done.stdout)

    def test_another(self):
        image = json.loads(self.show("LAB00006", "--json").stdout)
        self.assertEqual(image["packageId"], "LAB00006")
        self.assertEqual(image["details"]["prestartCommand"], "cmd /c ask.cmd")
        self.assertEqual(image["details"]["commandPrompt"], False)
        self.assertEqual(image["details"]["drivers"], [])

    def test_spelled_otherwise(self):
        LAB.trap("lower-case")
        self.assertEqual(self.show("LAB00005").stdout.splitlines()[1:], self.LINES)

    def test_refused(self):
        LAB.trap("no-details")
        done = self.show("LAB00005")
        self.assertIn("LAB00005", done.stdout)
        self.assertNotIn("Command prompt", done.stdout)
        self.assertEqual(done.stderr, f'warning: Cannot use the reply of "{SERVER}" to SMS_BootImagePackage(\'LAB00005\'). This '
                                      "account may not do it. Ask for a role that allows it.\n")

    def test_not_of_this_site(self):
        done = self.show("LAB00099", status=3)
        self.assertEqual(done.stderr, "error: The site has no boot image LAB00099. \"bootwright-cli site show\" lists them.\n")

    def test_no_server(self):
        done = self.run_cli("site", "show", "lab", "LAB00005")
        self.assertIn("warning: Cannot tell more about the boot image LAB00005. Only a site's SMS Provider can; connect to it.",
                      done.stderr)


class Profile(SiteCase):
    def test_export(self):
        profile = self.folder / "site.json"
        self.run_cli("site", "export", "--site", SERVER, profile)
        written = json.loads(profile.read_text())
        shown = json.loads(self.show("--json").stdout)
        shown.pop("notes")
        self.assertEqual(written, shown)
        again = json.loads(self.run_cli("site", "show", profile, "--json").stdout)
        again.pop("notes")
        self.assertEqual(again, shown)

    def test_technician(self):
        """Media from an exported profile: the site is not asked, boot image and package come from shares."""
        lab = LAB.folder / "training"
        if not lab.exists():
            cli.run("lab", lab)
        profile = self.folder / "site.json"
        self.run_cli("site", "export", "--site", SERVER, profile)
        LAB.clear_content()
        source = LAB.source / "osd/boot/x64/boot.LAB00005.wim"
        source.parent.mkdir(parents=True)
        source.write_bytes((lab / "boot.wim").read_bytes())
        recipe = json.loads((lab / "recipe.json").read_text())
        recipe["site"] = {"source": "profile", "profile": str(profile)}
        recipe["bootImage"] = {"packageId": "LAB00005"}
        recipe["managementPoints"] = ["http://mp01.lab.example"]
        recipe["security"]["passwordProtected"] = True
        recipe["prestart"] = {"command": "cmd /c ask.cmd", "files": {"packageId": "LAB00021"}}
        package = LAB.source / "prestart"
        package.mkdir()
        (package / "ask.cmd").write_text("echo hello\r\n")
        profiled = json.loads(profile.read_text())
        next(one for one in profiled["packages"] if one["packageId"] == "LAB00021")["folder"] = "\\\\files01.lab.example\\source\\prestart"
        profile.write_text(json.dumps(profiled))
        path = self.folder / "recipe.json"
        path.write_text(json.dumps(recipe))
        LAB.trap()
        for _ in range(2):
            self.run_cli("build", path, "--output", self.folder / "out.iso", "--overwrite", "--password-file", self.password)
            source.unlink(missing_ok=True)  # the second time it comes from the cache
        self.assertEqual(LAB.trap(), [])
        cli.tool("7z", "x", f"-o{self.folder}/out", self.folder / "out.iso", "sources/boot.wim", "-y")
        files = cli.tool("wimlib-imagex", "dir", self.folder / "out/sources/boot.wim", "1").decode()
        self.assertIn("/ask.cmd", files)


class MediaCase(SiteCase):
    """The training lab's boot image, made into media of the real site."""

    @classmethod
    def setUpClass(cls):
        cls.lab = LAB.folder / "training"
        if not cls.lab.exists():
            cli.run("lab", cls.lab)

    def build(self, change=lambda recipe: None, status=0):
        recipe = json.loads((self.lab / "recipe.json").read_text())
        recipe["site"] = {"source": "adminService", "server": SERVER, "siteCode": "LAB"}
        recipe["bootImage"]["file"] = str(self.lab / "boot.wim")
        recipe["managementPoints"] = ["http://mp01.lab.example"]
        recipe["target"]["path"] = str(self.folder / "out.iso")
        recipe["security"]["userDeviceAffinity"] = "autoApproval"
        recipe["security"]["passwordProtected"] = True
        change(recipe)
        path = self.folder / "recipe.json"
        path.write_text(json.dumps(recipe))
        return self.run_cli("build", path, "--json", "--overwrite", "--password-file", self.password, status=status)


class Register(MediaCase):
    def check(self, status=0, *arguments):
        return self.run_cli("site", "check", "--site", SERVER, self.folder / "out.iso", *arguments, status=status)

    def test_registered(self):
        LAB.trap()
        built = json.loads(self.build().stdout)
        self.assertEqual(built["registration"], f'The media certificate is registered at the site "{SERVER}".')
        record = json.loads(next(one["body"] for one in LAB.trap() if one["method"] == "POST"))
        self.assertEqual((record["SMSID"], record["Type"], record["UdaSetting"], record["IssuedCert"]),
                         (built["mediaGuid"], 1, 2, 1))
        variables = json.loads(self.run_cli("inspect", self.folder / "out.iso", "--password-file", self.password, "--json").stdout)
        self.assertEqual(variables["certificate"]["thumbprint"],
                         cli.tool("openssl", "dgst", "-sha1", "-r", self.write(bytes.fromhex(record["Certificate"]))).decode()[:40].upper())
        self.assertEqual(sorted(path.name for path in self.folder.glob("*media-*")), [])
        self.assertEqual(self.check().stdout, f"{self.folder}/out.iso: known\n")
        self.check(0, "--password-file", self.password)

    def test_compared_with_the_recipe(self):
        self.build()
        done = self.run_cli("compare", self.folder / "out.iso", self.folder / "recipe.json", "--password-file", self.password)
        self.assertIn("No difference was found.", done.stdout)

    def write(self, content):
        path = self.folder / "certificate.der"
        path.write_bytes(content)
        return path

    def test_left_to_an_admin(self):
        for trap, why in (("no-action", f'The site "{SERVER}" does not offer it to programs.'),
                          ("forbid-record", f'Cannot use the reply of "{SERVER}" to SMS_Site.SubmitRegistrationRecord. This '
                                            "account may not do it. Ask for a role that allows it."),
                          ("refuse-record", f'The site "{SERVER}" refused it with the code 5.'),
                          ("lost-record", f'The site "{SERVER}" took it, but does not show it since.')):
            with self.subTest(trap):
                LAB.trap(trap)
                built = json.loads(self.build().stdout)
                LAB.trap("-" + trap)
                script = self.folder / f"register-media-{built['mediaGuid']}.ps1"
                certificate = self.folder / f"media-{built['mediaGuid']}.cer"
                self.assertEqual(built["registration"], "The media certificate is not registered yet, and the media cannot be "
                                 f'used before. {why} Let an admin of the site run "{script}"; the certificate is "{certificate}".')
                self.assertIn(certificate.read_bytes().hex().upper(), script.read_text())
                done = self.check(3)
                self.assertEqual(done.stdout, f"{self.folder}/out.iso: not registered at the site\n")
                self.assertEqual(done.stderr, f'error: Cannot vouch for "{self.folder}/out.iso". The site does not accept the '
                                              "certificate. Register it, or make new media.\n")


class ContentCase(MediaCase):
    NAME = "boot.LAB00005.wim"

    def setUp(self):
        super().setUp()
        LAB.clear_content()
        self.wim = self.lab / "boot.wim"

    def from_site(self, recipe):
        recipe["bootImage"] = {"packageId": "LAB00005"}
        recipe["distributionPoint"] = "dp01.lab.example"

    def cached(self):
        return sorted(path.relative_to(self.folder / "cache/bootwright/content").as_posix()
                      for path in (self.folder / "cache/bootwright/content").rglob("*") if path.is_file())

    def assert_media_hold_the_boot_image(self):
        cli.tool("7z", "x", f"-o{self.folder}/out", self.folder / "out.iso", "sources/boot.wim", "-y")
        self.assertEqual((self.folder / "out/sources/boot.wim").read_bytes(), self.wim.read_bytes())

    def asked(self):
        return [one["path"].partition("$/")[2] for one in LAB.trap() if "SMS_DP_SMSPKG$" in one["path"]]


class Content(ContentCase):
    def test_package_share(self):
        LAB.put_content("LAB00005", 7, {self.NAME: self.wim})
        LAB.trap()
        self.build(self.from_site)
        self.assert_media_hold_the_boot_image()
        self.assertEqual(self.asked(), [f"Datalib/LAB00005.7/{self.NAME}.INI", f"LAB00005/{self.NAME}"])
        self.assertEqual(self.cached(), ["LAB-LAB00005.7/content.json", f"LAB-LAB00005.7/files/{self.NAME}"])
        self.build(self.from_site)
        self.assertEqual(self.asked(), [], "what is in the cache was fetched again")

    def test_library_only(self):
        LAB.put_content("LAB00005", 7, {self.NAME: self.wim}, share=False)
        self.build(self.from_site)
        self.assert_media_hold_the_boot_image()

    def test_another_name(self):
        LAB.put_content("LAB00005", 7, {"winpe.wim": self.wim, "readme.txt": __file__})
        self.build(self.from_site)
        self.assert_media_hold_the_boot_image()

    def test_listing_only(self):
        LAB.put_content("LAB00005", 7, {self.NAME: self.wim}, library=False)
        LAB.trap("links=http://evil.example/SMS_DP_SMSPKG$/LAB00005/x.wim /SMS_DP_SMSPKG$/LAB00005/..%2F..%2Fx.wim")
        self.build(self.from_site)
        self.assert_media_hold_the_boot_image()
        self.assertIn(f"No hash is known for {self.NAME} of LAB00005.7", (self.folder / "log.txt").read_text())

    def test_connection_that_breaks(self):
        LAB.put_content("LAB00005", 7, {self.NAME: self.wim})
        LAB.trap("cut")
        self.build(self.from_site)
        self.assert_media_hold_the_boot_image()

    def test_damaged(self):
        LAB.put_content("LAB00005", 7, {self.NAME: self.wim})
        with open(LAB.content / f"LAB00005/{self.NAME}", "r+b") as file:
            file.seek(100_000)
            file.write(b"damaged")
        done = self.build(self.from_site, status=3)
        self.assertIn(f'From the web server of "dp01.lab.example": Cannot use "{self.NAME}" as "dp01.lab.example" sent it. Its '
                      "SHA-256 is not the one that the content library has.", done.stderr)
        self.assertEqual(self.cached(), [])

    def test_fetch(self):
        LAB.put_content("LAB00005", 7, {self.NAME: self.wim})
        for _ in range(2):
            done = self.run_cli("site", "fetch", "--site", SERVER, "LAB00005")
            self.assertEqual(pathlib.Path(done.stdout.strip()).read_bytes(), self.wim.read_bytes())
        done = self.run_cli("site", "fetch", "--site", SERVER, "LAB00099", status=3)
        self.assertEqual(done.stderr, "error: The site has no boot image LAB00099. \"bootwright-cli site show\" lists them.\n")

    def test_cache_limit(self):
        LAB.put_content("LAB00005", 7, {self.NAME: self.wim})
        self.build(self.from_site)
        self.run_cli("site", "show", SERVER, "--cache-limit", "x", status=2)
        shown = self.run_cli("site", "show", SERVER, "--cache-limit", "3").stdout.splitlines()[-1]
        self.assertRegex(shown, rf"Fetched content: [\d.,]+ [KM]iB of at most 3.00 GiB in {self.folder}/cache/bootwright/content")

    def test_older_version(self):
        LAB.put_content("LAB00005", 6, {self.NAME: self.wim}, share=False)
        done = self.build(self.from_site, status=3)
        self.assertIn('Cannot get the content of LAB00005. From the web server of "dp01.lab.example"', done.stderr)

    def test_signed_in_over_https(self):
        LAB.put_content("LAB00005", 7, {self.NAME: self.wim})
        LAB.trap()

        def from_dp02(recipe):
            self.from_site(recipe)
            recipe["distributionPoint"] = "dp02.lab.example"
        self.build(from_dp02)
        self.assert_media_hold_the_boot_image()
        self.assertEqual({one["user"] for one in LAB.trap() if "SMS_DP_SMSPKG$" in one["path"]}, {"anna@LAB.EXAMPLE"})

    def test_prestart_package(self):
        script = self.folder / "ask.cmd"
        script.write_text("echo hello\r\n")
        LAB.put_content("LAB00021", 4, {"ask.cmd": script, "sub/more.txt": script})

        def with_package(recipe):
            recipe["distributionPoint"] = "dp01.lab.example"
            recipe["prestart"] = {"command": "cmd /c ask.cmd", "files": {"packageId": "LAB00021"}}
        self.build(with_package)
        cli.tool("7z", "x", f"-o{self.folder}/out", self.folder / "out.iso", "sources/boot.wim", "-y")
        files = cli.tool("wimlib-imagex", "dir", self.folder / "out/sources/boot.wim", "1").decode()
        self.assertIn("/ask.cmd", files)
        self.assertIn("/sub/more.txt", files)
        self.assertEqual(self.cached(), ["LAB-LAB00021.4/content.json", "LAB-LAB00021.4/files/ask.cmd",
                                         "LAB-LAB00021.4/files/sub/more.txt"])


class Shares(ContentCase):
    """The web server has nothing: content comes from shares."""

    def run_cli(self, *arguments, status=0):
        return super().run_cli(*arguments, *(self.options if arguments[0] == "build" else []), status=status)

    options = []

    def test_library(self):
        LAB.put_library("LAB00005", 7, {self.NAME: self.wim})
        self.build(self.from_site)
        self.assert_media_hold_the_boot_image()
        self.assertIn('fetched from the content library of "dp01.lab.example"', (self.folder / "log.txt").read_text())

    def test_further_drive(self):
        LAB.put_library("LAB00005", 7, {self.NAME: self.wim})
        (LAB.library / "FileLib").rename(LAB.drive / "FileLib")
        self.build(self.from_site)
        self.assert_media_hold_the_boot_image()

    def test_damaged_library(self):
        LAB.put_library("LAB00005", 7, {self.NAME: self.wim})
        for path in (LAB.library / "FileLib").rglob("*"):
            if path.is_file():
                path.write_bytes(path.read_bytes()[:-1] + b"x")
        done = self.build(self.from_site, status=3)
        self.assertIn("Its SHA-256 is not the one that the content library has.", done.stderr)
        self.assertEqual(self.cached(), [])

    def test_source(self):
        """As PkgSourcePath says: \\\\cm01.lab.example\\SMS_LAB\\osd\\boot\\x64\\boot.LAB00005.wim"""
        source = LAB.source / "osd/boot/x64" / self.NAME
        source.parent.mkdir(parents=True)
        source.write_bytes(self.wim.read_bytes())
        self.build(self.from_site)
        self.assert_media_hold_the_boot_image()

    def test_nowhere(self):
        done = self.build(self.from_site, status=3)
        self.assertEqual(done.stderr.splitlines()[-1],
                         'error: Cannot get the content of LAB00005. From the web server of "dp01.lab.example": '
                         '"dp01.lab.example" has no "LAB00005/" for us (error 404). From the content library of '
                         '"dp01.lab.example": Cannot open "\\\\dp01.lab.example\\SCCMContentLib$\\PkgLib\\LAB00005.INI". It does not '
                         'exist. From its source "\\\\cm01.lab.example\\SMS_LAB\\osd\\boot\\x64\\boot.LAB00005.wim": Cannot open '
                         '"\\\\cm01.lab.example\\SMS_LAB\\osd\\boot\\x64\\boot.LAB00005.wim". It does not exist.')

    def test_user_and_password(self):
        LAB.sign_out()
        LAB.put_library("LAB00005", 7, {self.NAME: self.wim})
        self.options = ["--user", "LAB.EXAMPLE\\anna", "--site-password-file", self.password]
        self.build(self.from_site)
        self.assert_media_hold_the_boot_image()

    def test_not_let_in(self):
        """The domain knows no service cifs/dp02, and NTLM is not allowed."""
        LAB.put_library("LAB00005", 7, {self.NAME: self.wim})

        def from_dp02(recipe):
            self.from_site(recipe)
            recipe["distributionPoint"] = "dp02.lab.example"
        done = self.build(from_dp02, status=3)
        self.assertIn('Cannot open "\\\\dp02.lab.example\\SCCMContentLib$\\PkgLib\\LAB00005.INI". Its server does not let this '
                      'user in. Get a Kerberos ticket with "kinit", or name a user and a password.', done.stderr)


class SharePaths(MediaCase):
    """Paths of a recipe that lead to shares."""

    def setUp(self):
        super().setUp()
        LAB.clear_content()
        self.image = LAB.images / "out.iso"

    def onto_share(self, recipe):
        recipe["site"] = {"source": "profile", "profile": str(self.lab / "site.json")}
        recipe["target"]["path"] = "//files01.lab.example/images/out.iso"

    def left(self):
        return sorted(path.name for path in LAB.images.iterdir())

    def test_target(self):
        for path in ("//files01.lab.example/images/out.iso", "\\\\files01.lab.example\\images\\out.iso",
                     "smb://files01.lab.example/images/out.iso"):
            with self.subTest(path):
                def onto(recipe):
                    self.onto_share(recipe)
                    recipe["target"]["path"] = path
                built = json.loads(self.build(onto).stdout)
                self.assertEqual(hashlib.sha256(self.image.read_bytes()).hexdigest(), built["sha256"])
                self.assertEqual(self.left(), ["out.iso"])
                self.run_cli("verify", self.image)

    def test_target_is_there(self):
        self.image.write_text("mine")
        recipe = json.loads((self.lab / "recipe.json").read_text())
        recipe["bootImage"]["file"] = str(self.lab / "boot.wim")
        self.onto_share(recipe)
        path = self.folder / "recipe.json"
        path.write_text(json.dumps(recipe))
        done = self.run_cli("build", path, "--password-file", self.password, status=3)
        self.assertEqual(done.stderr.splitlines()[-1], 'error: Cannot write "//files01.lab.example/images/out.iso". The file is '
                                                       "there already, and replacing it was not asked for.")
        self.assertEqual(self.image.read_text(), "mine")
        self.assertEqual(self.left(), ["out.iso"])

    def test_target_is_an_input(self):
        self.image.write_bytes((self.lab / "boot.wim").read_bytes())

        def onto_itself(recipe):
            self.onto_share(recipe)
            recipe["bootImage"]["file"] = "\\\\FILES01.lab.example\\images\\out.iso"
        done = self.build(onto_itself, status=3)
        self.assertEqual(done.stderr.splitlines()[-1],
                         'error: Cannot write "//files01.lab.example/images/out.iso". The media are made from '
                         '"\\\\FILES01.lab.example\\images\\out.iso". Choose another name or folder for the image.')
        self.assertEqual(self.image.read_bytes(), (self.lab / "boot.wim").read_bytes())

    def test_read_only_share(self):
        def onto(recipe):
            self.onto_share(recipe)
            recipe["target"]["path"] = "//files01.lab.example/source/out.iso"
        done = self.build(onto, status=1)
        self.assertIn('error: Cannot write "\\\\files01.lab.example\\source\\out.iso.part". ', done.stderr)

    def build_while_samba_ends(self, recipe):
        """Builds, stops Samba after 32 MiB, and gives what the build said of it."""
        child = subprocess.Popen([cli.CLI, "build", recipe, "--overwrite", "--password-file", self.password, "--progress", "json", "--verbose"],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for line in child.stdout:
            event = json.loads(line)
            if event["event"] == "progress" and event["done"] > 32 << 20:
                LAB.stop_samba()
                break
        try:
            _, errors = child.communicate(timeout=200)
        finally:
            LAB.start_samba()
        self.assertEqual(child.returncode, 1, errors)
        return errors

    def test_share_is_lost(self):
        wim = self.folder / "boot.wim"
        wim.write_bytes((self.lab / "boot.wim").read_bytes())
        cli.pad_wim(wim, 256 << 20, self.folder)
        self.image.write_text("the old one")
        recipe = json.loads((self.lab / "recipe.json").read_text())
        self.onto_share(recipe)
        recipe["bootImage"]["file"] = str(wim)
        path = self.folder / "recipe.json"
        path.write_text(json.dumps(recipe))
        errors = self.build_while_samba_ends(path)
        self.assertRegex(errors, 'error: Cannot write "[^"]*out.iso.part". (The connection to its server broke|Its server does not answer)')
        self.assertEqual(self.image.read_text(), "the old one")
        self.image.unlink()
        self.build(self.onto_share)
        self.assertEqual(self.left(), ["out.iso"])

    def test_inputs(self):
        (LAB.source / "extra/sub").mkdir(parents=True)
        (LAB.source / "extra/sub/näme.txt").write_text("extra")
        (LAB.source / "boot.wim").write_bytes((self.lab / "boot.wim").read_bytes())
        (LAB.source / "site.json").write_bytes((self.lab / "site.json").read_bytes())

        def from_share(recipe):
            recipe["site"] = {"source": "profile", "profile": "\\\\files01.lab.example\\source\\site.json"}
            recipe["bootImage"]["file"] = "//files01.lab.example/source/boot.wim"
            recipe["extraFiles"] = {"folder": "//files01.lab.example/source/extra"}
        self.build(from_share)
        cli.tool("7z", "x", f"-o{self.folder}/out", self.folder / "out.iso", "-y")
        self.assertEqual((self.folder / "out/sources/boot.wim").read_bytes(), (self.lab / "boot.wim").read_bytes())
        self.assertEqual((self.folder / "out/sub/näme.txt").read_text(), "extra")

    def test_reference(self):
        """Reference media on a share, an image and a folder, are copied and followed."""
        def reference(recipe):
            recipe["target"]["path"] = str(LAB.source / "reference.iso")
            recipe["security"]["passwordProtected"] = False
        self.build(reference)
        cli.tool("7z", "x", f"-o{LAB.source}/reference", LAB.source / "reference.iso", "-y")
        for name in ("reference.iso", "reference"):
            with self.subTest(name):
                def following(recipe):
                    recipe["reference"] = f"//files01.lab.example/source/{name}"
                self.build(following)
                cli.tool("7z", "x", f"-o{self.folder}/{name}.out", self.folder / "out.iso", "-y")
                manifest = json.loads((self.folder / f"{name}.out/Bootwright/manifest.json").read_text())
                self.assertTrue(manifest["reference"])

    SHARE = "//files01.lab.example/images"

    def test_media(self):
        """Media on a share are inspected, verified, compared, written to sticks, and new ones made of them, through copies."""
        self.build(self.onto_share)
        iso = f"{self.SHARE}/out.iso"
        self.assertEqual(self.run_cli("inspect", iso, "--password-file", self.password).stdout.splitlines()[0], iso)
        self.run_cli("inspect", iso, "--hashes")
        self.run_cli("verify", iso)
        self.assertEqual(self.run_cli("compare", iso, self.image, "--password-file", self.password).stdout, "No difference was found.\n")
        stick = self.folder / "stick.img"
        with open(stick, "wb") as file:
            file.truncate(1 << 30)
        self.run_cli("write", iso, stick, "--yes", "--report", self.folder / "sticks.csv")
        self.assertIn(f'"{iso}"', (self.folder / "sticks.csv").read_text())
        self.run_cli("verify", stick)
        self.image.write_bytes(self.image.read_bytes()[:1 << 20])
        done = self.run_cli("verify", iso, status=3)
        self.assertIn(f'"{iso}"', done.stderr)
        self.assertNotIn(tempfile.gettempdir(), done.stderr)

    def test_renewal(self):
        self.build(self.onto_share)
        iso = f"{self.SHARE}/out.iso"
        days = ("--days", "30", "--password-file", self.password)
        done = self.run_cli("renew", iso, *days, status=3)
        self.assertEqual(done.stderr.splitlines()[-1],
                         f'error: Cannot renew "{iso}" in place, because it lies on a share. Name a new image with --output, '
                         "or renew a copy.")
        self.run_cli("renew", iso, *days, "--output", f"{self.SHARE}/renewed.iso")
        self.assertEqual(self.left(), ["out.iso", "renewed.iso"])
        self.run_cli("verify", LAB.images / "renewed.iso")
        done = self.run_cli("inspect", f"{self.SHARE}/renewed.iso", "--expires-within", "40", "--password-file", self.password, status=3)
        self.assertIn("expire in ", done.stderr)

    def test_recipe(self):
        """Relative paths in a recipe on a share lead to that share."""
        recipe = json.loads((self.lab / "recipe.json").read_text())
        self.assertEqual(recipe["bootImage"]["file"], "boot.wim")
        for name in ("boot.wim", "site.json"):
            (LAB.images / name).write_bytes((self.lab / name).read_bytes())
        recipe["site"] = {"source": "profile", "profile": "site.json"}
        recipe["target"]["path"] = "made.iso"
        recipe["security"]["passwordProtected"] = False
        (LAB.images / "recipe.json").write_text(json.dumps(recipe))
        self.run_cli("build", f"{self.SHARE}/recipe.json")
        self.assertEqual(self.left(), ["boot.wim", "made.iso", "recipe.json", "site.json"])
        self.run_cli("verify", LAB.images / "made.iso")
        kit = self.folder / "here.bootkit"
        self.run_cli("pack", LAB.images / "recipe.json", kit)
        (LAB.images / "there.bootkit").write_bytes(kit.read_bytes())
        self.run_cli("unpack", f"{self.SHARE}/there.bootkit", self.folder / "unpacked")
        self.assertTrue((self.folder / "unpacked/recipe.json").exists())

    def test_input_is_lost(self):
        wim = LAB.source / "large.wim"
        wim.write_bytes((self.lab / "boot.wim").read_bytes())
        cli.pad_wim(wim, 256 << 20, self.folder)
        before = self.left()
        recipe = json.loads((self.lab / "recipe.json").read_text())
        recipe["bootImage"]["file"] = "//files01.lab.example/source/large.wim"
        recipe["target"]["path"] = str(self.folder / "out.iso")
        path = self.folder / "recipe.json"
        path.write_text(json.dumps(recipe))
        present = sorted(self.folder.iterdir())
        errors = self.build_while_samba_ends(path)
        self.assertRegex(errors, 'error: Cannot (open|read) "[^"]*large.wim". (The connection to its server broke|Its server does not answer)')
        self.assertEqual(sorted(self.folder.iterdir()), present)
        self.assertEqual(self.left(), before)
        wim.unlink()

    def test_input_is_missing(self):
        def from_share(recipe):
            recipe["bootImage"]["file"] = "//files01.lab.example/source/none.wim"
        done = self.build(from_share, status=3)
        self.assertEqual(done.stderr.splitlines()[-1],
                         'error: Cannot open "\\\\files01.lab.example\\source\\none.wim". It does not exist.')
        LAB.sign_out()
        done = self.build(from_share, status=1)
        self.assertIn("Its server does not let this user in.", done.stderr)

    def test_cancel_while_the_server_is_silent(self):
        """libsmbclient waits long for a server that takes the connection and says nothing: for an input, and for the image."""
        recipe = json.loads((self.lab / "recipe.json").read_text())
        self.onto_share(recipe)
        recipe["bootImage"]["file"] = str(self.lab / "boot.wim")
        recipe["security"]["passwordProtected"] = False
        path = self.folder / "recipe.json"
        LAB.stop_samba()
        deaf = socket.create_server(("127.0.0.1", 445), reuse_port=True)
        try:
            for place in ("target", "input"):
                with self.subTest(place):
                    if place == "input":
                        recipe["target"]["path"] = str(self.folder / "out.iso")
                        recipe["bootImage"]["file"] = "//files01.lab.example/images/boot.wim"
                    path.write_text(json.dumps(recipe))
                    child = subprocess.Popen([cli.CLI, "build", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                    time.sleep(4)
                    self.assertIsNone(child.poll())
                    child.send_signal(signal.SIGINT)
                    started = time.monotonic()
                    _, errors = child.communicate(timeout=60)
                    self.assertEqual((child.returncode, errors.splitlines()[-1]), (130, "error: Cancelled."))
                    self.assertLess(time.monotonic() - started, 1)
        finally:
            deaf.close()
            LAB.start_samba()

    def test_no_such_server(self):
        def onto(recipe):
            self.onto_share(recipe)
            recipe["target"]["path"] = "//nobody.lab.example/images/out.iso"
        done = self.build(onto, status=1)
        self.assertIn('error: Cannot open "\\\\nobody.lab.example\\images\\out.iso". Its server does not answer.', done.stderr)


if __name__ == "__main__":
    site_lab.enter()
    cli.main()
