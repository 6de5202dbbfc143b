#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""deploy.py SDK FOLDER   makes FOLDER, which holds our programs, run on a Windows that has nothing else

Adds the libraries of the SDK that the programs need, Qt's plugin for windows, and the licences of all
that. Fails on a library that is neither in the SDK nor a part of Windows, and on one whose terms
installer/windows/parts.py does not know.
"""
import pathlib
import re
import shutil
import subprocess
import sys

import parts

PLUGINS = ("platforms/qwindows.dll",)
# MinGW-w64 has an import library for each library of Windows
IMPORT_LIBRARIES = pathlib.Path("/usr/x86_64-w64-mingw32/lib")
COMMON_LICENCES = pathlib.Path("/usr/share/common-licenses")


def imports(program):
    """The names of the libraries that a program or library loads at its start."""
    listing = subprocess.run(["x86_64-w64-mingw32-objdump", "-p", program], stdout=subprocess.PIPE, text=True, check=True)
    return re.findall(r"DLL Name: (\S+)", listing.stdout)


def is_of_windows(name):
    stem = name.lower().removesuffix(".dll")
    return stem.startswith("api-ms-win-") or any((IMPORT_LIBRARIES / f"lib{known}.a").exists() for known in (stem, name.lower()))


def add_libraries(sdk, folder):
    waiting = sorted(folder.glob("*.exe"))
    if (folder / "bootwright.exe").exists():
        for plugin in PLUGINS:
            (folder / plugin).parent.mkdir(exist_ok=True)
            waiting.append(pathlib.Path(shutil.copy(sdk / "plugins" / plugin, folder / plugin)))
    while waiting:
        program = waiting.pop()
        for name in imports(program):
            if (folder / name).exists():
                continue
            if (sdk / "bin" / name).exists():
                waiting.append(pathlib.Path(shutil.copy(sdk / "bin" / name, folder / name)))
            elif not is_of_windows(name):
                sys.exit(f"Cannot deploy {program.name}. It needs {name}, which is neither in {sdk} nor a part of Windows.")


def shipped_parts(folder):
    found = [part for part in parts.PARTS if not part.files]
    for file in sorted(folder.rglob("*.dll")):
        part = parts.part_of(file.relative_to(folder).as_posix())
        if not part:
            sys.exit(f"Cannot deploy {file.name}. installer/windows/parts.py does not know whose it is and under which terms.")
        if part not in found:
            found.append(part)
    return found


def add_licences(sdk, folder):
    """Our licence, what else is inside and under which terms, and the texts that those refer to."""
    texts = folder / "licences"
    texts.mkdir()
    shutil.copy(pathlib.Path(__file__).parents[2] / "LICENSE", folder / "LICENSE.txt")
    lines = ["Bootwright is free software under the terms of the GNU General Public License, version 3 or later:",
             "LICENSE.txt. It is shipped with these parts by others, as separate libraries where a file is named,",
             "else inside the programs. licences/<part>.txt has their copyright and terms; texts that those refer",
             "to as /usr/share/common-licenses/<name> are in licences/<name>.txt. All parts are built from Debian's",
             "source packages, which Debian's archive keeps; Bootwright's own source says how.", ""]
    for part in shipped_parts(folder):
        files = [file.name for file in folder.rglob("*.dll") if parts.part_of(file.relative_to(folder).as_posix()) == part]
        lines += [f"{part.name} {parts.version_of(part, sdk)}", f"    {part.licence}", f"    {part.supplier}",
                  *(f"    {name}" for name in sorted(files))]
        text = parts.copyright_of(part).read_text()
        (folder / parts.licence_file_of(part)).write_text(text)
        for name in re.findall(rf"{COMMON_LICENCES}/([\w.-]*\w)", text):
            shutil.copy(COMMON_LICENCES / name, texts / f"{name}.txt")
    (folder / "THIRD-PARTY.txt").write_text("\n".join(lines) + "\n")


def main():
    sdk, folder = map(pathlib.Path, sys.argv[1:])
    add_libraries(sdk, folder)
    add_licences(sdk, folder)


if __name__ == "__main__":
    main()
