#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in our packages, as SPDX 2.3.

sbom.py windows FOLDER SDK VERSION OUTPUT   a deployed folder: every file, and the parts by others
sbom.py debian OUTPUT PACKAGE.deb...        packages: their files, and the packages of this system they depend on
"""
import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).parent / "windows"))
import parts  # noqa: E402

NAMES = uuid.UUID("5f0b1d9e-6c1f-4a8e-9f57-4d5a8f4f1c33")  # of our documents
OURS = "GPL-3.0-or-later"


class Document:
    """An SPDX document that grows by packages, files and what they have to do with each other."""

    def __init__(self, name):
        self.name = name
        self.packages, self.files, self.relations = [], [], []

    def add_package(self, name, version, licence, supplier, comment=""):
        found = {"SPDXID": self.identifier("Package", f"{name}-{version}"), "name": name, "versionInfo": version,
                 "supplier": f"Organization: {supplier}", "downloadLocation": "NOASSERTION", "filesAnalyzed": False,
                 "licenseConcluded": licence, "licenseDeclared": licence, "copyrightText": "NOASSERTION"}
        if comment:
            found["comment"] = comment
        self.packages.append(found)
        return found["SPDXID"]

    def add_file(self, package, name, content, licence):
        found = {"SPDXID": self.identifier("File", f"{package}-{name}"), "fileName": f"./{name}",
                 "checksums": [{"algorithm": kind, "checksumValue": hashlib.new(kind, content).hexdigest()}
                               for kind in ("SHA1", "SHA256")],
                 "licenseConcluded": licence, "licenseInfoInFiles": ["NOASSERTION"], "copyrightText": "NOASSERTION"}
        self.files.append(found)
        self.relate(package, "CONTAINS", found["SPDXID"])

    def relate(self, one, how, other):
        self.relations.append({"spdxElementId": one, "relationshipType": how, "relatedSpdxElement": other})

    @staticmethod
    def identifier(kind, name):
        return f"SPDXRef-{kind}-" + re.sub(r"[^A-Za-z0-9.-]+", "-", name)

    def write(self, output):
        content = {"packages": self.packages, "files": self.files, "relationships": self.relations}
        now = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", datetime.datetime.now().timestamp())),
                                              datetime.timezone.utc)
        name = uuid.uuid5(NAMES, json.dumps(content))
        document = {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": self.name,
                    "documentNamespace": f"urn:uuid:{name}",
                    "creationInfo": {"created": now.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: bootwright-sbom"]}}
        pathlib.Path(output).write_text(json.dumps({**document, **content}, indent=1, ensure_ascii=False) + "\n")


def describe_windows(folder, sdk, version, output):
    folder = pathlib.Path(folder)
    document = Document(f"bootwright-{version}-windows")
    ours = document.add_package("bootwright", version, OURS, "The Bootwright authors")
    document.relate("SPDXRef-DOCUMENT", "DESCRIBES", ours)
    known = {}

    def package_of(part):
        if part.name not in known:
            known[part.name] = document.add_package(part.name, parts.version_of(part, sdk), part.licence, part.supplier,
                                                    f"built from the source of Debian's {part.debian}")
            document.relate(ours, "DYNAMIC_LINK" if part.files else "STATIC_LINK", known[part.name])
        return known[part.name]

    for part in parts.PARTS:
        if not part.files:
            package_of(part)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        part = parts.part_of(name)
        document.add_file(package_of(part) if part else ours, name, file.read_bytes(), part.licence if part else
                          OURS if file.suffix == ".exe" else "NOASSERTION")
    document.write(output)


def shown(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def describe_debian(output, *packages):
    version = shown("dpkg-deb", "-f", packages[0], "Version").strip()
    document = Document(f"bootwright-{version}-debian")
    known = {}
    for package in packages:
        name = shown("dpkg-deb", "-f", package, "Package").strip()
        ours = document.add_package(name, version, OURS, "The Bootwright authors")
        document.relate("SPDXRef-DOCUMENT", "DESCRIBES", ours)
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
            for file in sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file()):
                document.add_file(ours, file.relative_to(folder).as_posix(), file.read_bytes(), "NOASSERTION")
        for dependency in re.findall(r"(?:^|, )([\w.+-]+)", shown("dpkg-deb", "-f", package, "Depends").strip()):
            if dependency not in known:
                found = shown("dpkg-query", "-W", "-f=${Version}\t${source:Package}", dependency).split("\t")
                known[dependency] = document.add_package(dependency, found[0], "NOASSERTION", "Debian",
                                                         f"from the source package {found[1]}")
            document.relate(ours, "DEPENDS_ON", known[dependency])
    document.write(output)


if __name__ == "__main__":
    {"windows": describe_windows, "debian": describe_debian}[sys.argv[1]](*sys.argv[2:])
