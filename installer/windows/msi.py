#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""msi.py FOLDER ICON VERSION OUTPUT   packs the folder of a deployed Bootwright as a Windows installer package

What Windows Installer knows a thing by is made from its name, so a file is the same component in every
version, and a version is the same product in every build.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import uuid
from xml.sax.saxutils import quoteattr

HERE = pathlib.Path(__file__).parent
NAMES = uuid.UUID("0d1c7a52-5a8e-4c0b-9c3f-2f6a0b7d9e11")  # ours; never to change


def code(name):
    return str(uuid.uuid5(NAMES, name))


def identifier(path):
    return "f" + uuid.uuid5(NAMES, path).hex


class Files:
    """The component group of all files but the wizard, which bootwright.wxs names itself."""

    def __init__(self, folder):
        self.components = []
        self.lines = self.directory(folder, folder)

    def directory(self, folder, root):
        lines = []
        for path in sorted(folder.iterdir()):
            name = path.relative_to(root).as_posix()
            if path.is_dir():
                lines += [f"<Directory Id='{identifier(name)}' Name={quoteattr(path.name)}>", *self.directory(path, root),
                          "</Directory>"]
            elif name != "bootwright.exe":
                self.components.append(identifier("component/" + name))
                lines += [f"<Component Id='{self.components[-1]}' Guid='{code(name)}' Win64='yes'>",
                          f"<File Id='{identifier(name)}' Name={quoteattr(path.name)} Source={quoteattr(name)} KeyPath='yes'/>",
                          "</Component>"]
        return lines

    def fragment(self):
        references = [f"<ComponentRef Id='{name}'/>" for name in self.components]
        return "\n".join(["<Wix xmlns='http://schemas.microsoft.com/wix/2006/wi'><Fragment>",
                          "<DirectoryRef Id='INSTALLDIR'>", *self.lines, "</DirectoryRef>",
                          "<ComponentGroup Id='Files'>", *references, "</ComponentGroup>", "</Fragment></Wix>"])


def main():
    folder, icon, output = (pathlib.Path(path).resolve() for path in (sys.argv[1], sys.argv[2], sys.argv[4]))
    version = sys.argv[3]
    with tempfile.TemporaryDirectory() as work:  # wixl takes files relative to where it runs
        files = pathlib.Path(work, "files.wxs")
        files.write_text(Files(folder).fragment())
        subprocess.run(["wixl", "--arch", "x64", "-D", f"Version={version}", "-D", f"ProductCode={code('product ' + version)}",
                        "-D", f"Icon={os.path.relpath(icon, folder)}", "-o", output, HERE / "bootwright.wxs", files], cwd=folder, check=True)


if __name__ == "__main__":
    main()
