#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The floors of the house: an include may only go down, and some libraries live in one room only.

Fails on an include that goes up or sideways to a room of the same floor, and on what the rooms do not
allow: QtWidgets and QtGui in core, OpenSSL, QuaZip, spdlog and curl outside their rooms, a source file
without its two SPDX lines.
"""
import pathlib
import re
import sys

FLOORS = [
    ["core/base"],
    ["core/tree", "core/share"],
    ["core/archive", "core/bcd", "core/identity", "core/site", "core/variables", "core/wim"],
    ["core/recipe", "core/image"],
    ["core/drive"],
    ["core/builder"],
    ["ui"],
    ["app"],
]
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}

# a pattern of includes → where it may stand
ROOMS = [
    (r"<openssl/", ["core/base/Digest.cpp", "core/identity/", "core/site/SiteSignature.cpp", "core/variables/",
                   "core/wim/LoaderSignature.cpp", "tests/"]),
    (r"<(quazip|QuaZip|JlCompress)", ["core/archive/", "tests/"]),
    (r"<spdlog/", ["core/base/Log.cpp"]),
    (r"<curl/", ["core/site/HttpExchange.cpp"]),
    (r"<libsmbclient", ["core/share/Share_linux.cpp"]),
    (r"<(krb5|gssapi/)", ["core/site/KerberosTicket_linux.cpp"]),
    (r"<(QtWidgets|QtGui|QWidget|QApplication|QGuiApplication|QWizard|QLabel|QMessageBox|QIcon|QPixmap)", ["ui/", "app/", "tests/app/", "tests/bench/", "tests/ui/"]),
]


def room_of(path):
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "core" else parts[0]


def faults(root):
    for top in ("core", "ui", "app", "tests"):
        for file in sorted((root / top).rglob("*")):
            if file.suffix not in (".h", ".cpp") or not file.is_file():
                continue
            name = file.relative_to(root).as_posix()
            text = file.read_text(encoding="utf-8")
            if "SPDX-License-Identifier: GPL-3.0-or-later" not in "\n".join(text.splitlines()[:2]):
                yield f"{name}: does not begin with the two SPDX lines"
            for number, line in enumerate(text.splitlines(), 1):
                include = re.match(r'\s*#\s*include\s*(["<][^">]+[">])', line)
                if not include:
                    continue
                target = include.group(1)
                for pattern, places in ROOMS:
                    if re.match(pattern, target) and not any(name.startswith(place) for place in places):
                        yield f"{name}:{number}: {target} may only stand in {', '.join(places)}"
                if top == "tests" or not target.startswith('"'):
                    continue
                own, other = room_of(name), room_of(target.strip('"'))
                if other not in LEVEL:
                    continue
                if own not in LEVEL:
                    yield f"{name}: the room {own} has no floor; name it in tests/layers.py"
                elif own != other and LEVEL[other] >= LEVEL[own]:
                    yield f"{name}:{number}: {target} does not go down"


def main():
    root = pathlib.Path(sys.argv[1])
    found = list(faults(root))
    print("\n".join(found))
    print(f"{len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
