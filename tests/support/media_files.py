# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Media of the same folder, made by other people's tools: discs of every kind, FAT volumes, partitioned disks."""
import pathlib
import subprocess

import cli
import lab_media

MIB = 1 << 20


def efi_image(path, loader):
    """The FAT image that firmware starts from a disc."""
    lab_media.make_fat(path, 4 * MIB, {"EFI/BOOT/BOOTX64.EFI": loader})
    return path


def boot_options(tree, loader):
    """El Torito entries for BIOS and UEFI whose images lie in `tree`."""
    efi_image(tree / "efi.img", loader)
    (tree / "bios.bin").write_bytes(bytes(2048))
    return ["-b", "bios.bin", "-no-emul-boot", "-boot-load-size", "4", "-eltorito-alt-boot", "-e", "efi.img", "-no-emul-boot"]


def fat(path, bits, tree, offset=0, size=None):
    """A volume by mkfs.fat with the files of `tree` at `offset` of the file `path`."""
    size = size or {12: 4, 16: 20, 32: 70}[bits] * MIB
    volume = path.with_suffix(".volume")
    cli.tool("mkfs.fat", "-F", bits, "-n", f"MEDIA{bits}", "-C", volume, size >> 10)
    for folder in sorted(entry for entry in tree.rglob("*") if entry.is_dir()):
        cli.tool("mmd", "-i", volume, "::/" + folder.relative_to(tree).as_posix())
    for file in tree.rglob("*"):
        if file.is_file():
            cli.tool("mcopy", "-i", volume, file, "::/" + file.relative_to(tree).as_posix())
    with open(path, "r+b" if path.exists() else "wb") as out:
        out.seek(offset)
        out.write(volume.read_bytes())
    volume.unlink()
    return path


def disk(path, script, tree, bits=32):
    """A disk divided by sfdisk, whose first partition begins at 1 MiB and holds the files of `tree`."""
    with open(path, "wb") as out:
        out.truncate(80 * MIB)
    subprocess.run(["/usr/sbin/sfdisk", "-q", path], input=script, text=True, check=True)
    return fat(path, bits, tree, offset=MIB)


def copy_tree(source, target):
    cli.tool("cp", "-r", source, target)
    return pathlib.Path(target)
