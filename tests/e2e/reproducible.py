#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same answers and --reproducible make the same bytes; without it no two media share a secret."""
import json
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cli  # noqa: E402

VARIABLES = pathlib.Path(__file__).resolve().parent.parent / "support/read_variables.py"


class Reproducible(cli.LabCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        key = cls.lab / "key.pem"
        cli.tool("openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", key)
        cls.file = cls.lab / "reproducible.json"
        cls.write_file("a seed")

    @classmethod
    def write_file(cls, seed):
        cls.file.write_text(json.dumps({"reproducibleVersion": 1, "now": "2026-11-22T12:00:00Z", "seed": seed,
                                        "privateKey": (cls.lab / "key.pem").read_text()}))

    def make(self, name, *arguments):
        """An ISO from a copy of all inputs in a folder of its own."""
        home = self.folder / name
        shutil.copytree(self.lab, home)
        (home / "extra/deep").mkdir(parents=True)
        for file in ("b.txt", "a.txt", "deep/Größe.txt"):
            (home / "extra" / file).write_text(file)
        recipe = json.loads((home / "recipe.json").read_text())
        recipe["security"]["passwordProtected"] = True
        recipe["extraFiles"] = {"folder": "extra"}
        recipe["prestart"] = {"command": "cmd /c ask.cmd", "files": {"folder": "extra"}}
        (home / "recipe.json").write_text(json.dumps(recipe))
        cli.run("build", home / "recipe.json", "--log", self.folder / "log.txt", *self.secrets(), *arguments)
        return home / "training.iso"

    def extracted(self, iso, path):
        out = self.folder / f"{iso.parent.name}-{pathlib.PurePosixPath(path).name}"
        cli.tool("xorriso", "-osirrox", "on", "-indev", iso, "-extract", path, out)
        return out

    def facts(self, iso):
        """Everything about a medium that must be its own."""
        variables = json.loads(cli.tool(sys.executable, VARIABLES, self.extracted(iso, "/SMS/data/Variables.dat"),
                                        "--password-file", self.word))
        named = dict(variables["variables"])
        pfx = self.folder / f"{iso.parent.name}.pfx"
        pfx.write_bytes(bytes.fromhex(named["_SMSTSMediaPFX"]))
        key = cli.tool("openssl", "pkcs12", "-legacy", "-in", pfx, "-nodes", "-nocerts", "-passin",
                       f"pass:{named['_SMSMediaGuid'][:31]}")
        guids = cli.tool("sgdisk", "-p", "-i", "1", iso).decode()
        return {"media GUID": named["_SMSMediaGuid"], "PFX": named["_SMSTSMediaPFX"], "key": key[key.index(b"-----BEGIN"):],
                "disk GUID": next(line for line in guids.splitlines() if "Disk identifier" in line),
                "partition GUID": next(line for line in guids.splitlines() if "Partition unique GUID" in line)}

    def setUp(self):
        super().setUp()
        self.word = self.folder / "password.txt"
        self.word.write_text(cli.PASSWORD)  # the other reader takes the file as it is

    def manifest(self, iso):
        return json.loads(self.extracted(iso, "/Bootwright/manifest.json").read_text())

    def test_same_bytes(self):
        self.write_file("a seed")
        one = self.make("one", "--reproducible", self.file)
        again = self.make("another folder with a longer name", "--reproducible", self.file)
        cli.tool("cmp", one, again)
        cli.run("verify", one)
        self.assertIs(self.manifest(one)["reproducible"], True)
        self.assertEqual(self.manifest(one)["madeAt"], "2026-11-22T12:00:00Z")
        self.write_file("another seed")
        other = self.facts(self.make("other", "--reproducible", self.file))
        facts = self.facts(one)
        self.assertEqual(other.pop("key"), facts.pop("key"))
        for name, value in facts.items():
            self.assertNotEqual(other[name], value, name)

    def test_everything_differs_without(self):
        one, two = self.make("one"), self.make("two")
        self.assertIs(self.manifest(one)["reproducible"], False)
        first, second = self.facts(one), self.facts(two)
        for name, value in first.items():
            self.assertNotEqual(second[name], value, name)

    def test_refused(self):
        recipe = self.write_recipe()
        for text, why in (("{}", '"reproducibleVersion" must be 1.'),
                          ('{"reproducibleVersion": 1, "now": "today", "seed": "x"}',
                           '"now" must be a time such as 2026-11-22T12:00:00Z.')):
            with self.subTest(text):
                file = self.folder / "wrong.json"
                file.write_text(text)
                done = cli.run("build", recipe, *self.secrets(), "--reproducible", file, status=3)
                self.assertEqual(done.stderr, f'error: Cannot use "{file}" for reproducible media. {why}\n')


if __name__ == "__main__":
    cli.main()
