# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small boot media made by other people's tools, to try the lab programs without our own writers."""
import hashlib
import json
import pathlib
import subprocess
import tempfile


def run(*command):
    """Runs a tool; its output is the message when it fails."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed ({done.returncode}):\n{done.stdout.decode(errors='replace')}")


def write_tree(folder, extra=()):
    """The files of a boot medium, with a manifest; `extra` are (path, bytes)."""
    folder = pathlib.Path(folder)
    files = {
        "sources/boot.wim": bytes(range(256)) * 12_345,  # 3 MB and no whole number of sectors or chunks
        "boot/boot.sdi": b"$SDI0001" + bytes(5000),
        "efi/microsoft/boot/bcd": b"regf" + bytes(8188),
        "SMS/data/TsmBootstrap.ini": b"[MediaInfo]\r\nMediaType=BootMedia\r\nPasswordRequired=true\r\nUnattended=false\r\n",
        "MediaLabel.txt": b"label=Training\r\n",
        "empty.txt": b"",
        **dict(extra),
    }
    entries = []
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        entries.append({"path": path, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()})
    manifest = folder / "Bootwright/manifest.json"
    manifest.parent.mkdir(parents=True, exist_ok=True)
    manifest.write_text(json.dumps({"created": {"by": ["tests", 1.5, None]}, "files": entries, "manifestVersion": 1}, indent=1))
    return len(entries)


def make_fat(image, size, files, offset=0):
    """A FAT file system with `files` (path in the image → path on this machine) at `offset` of `image`."""
    with open(image, "ab") as out:
        out.truncate(offset + size)
    run("mformat", "-i", f"{image}@@{offset}", "-T", size // 512, "-h", 64, "-s", 32, *(["-F"] if size > 64 << 20 else []))
    parents = [str(parent) for path in files for parent in pathlib.PurePosixPath(path).parents if parent.name]
    for name in sorted({name.upper(): name for name in parents}.values(), key=len):
        run("mmd", "-i", f"{image}@@{offset}", f"::/{name}")
    for path, source in files.items():
        run("mcopy", "-i", f"{image}@@{offset}", source, f"::/{path}")


def make_disc(image, tree, efi=None, bios=None, udf=True):
    """A disc of the folder `tree`, with El Torito entries for the EFI program and the BIOS sector given."""
    image, tree = pathlib.Path(image), pathlib.Path(tree)
    options = []
    if bios:
        (tree / "bios.bin").write_bytes(pathlib.Path(bios).read_bytes())
        options += ["-b", "bios.bin", "-no-emul-boot", "-boot-load-size", "4"]
    if efi:
        make_fat(tree / "efi.img", 4 << 20, {"EFI/BOOT/BOOTX64.EFI": efi})
        options += (["-eltorito-alt-boot"] if bios else []) + ["-e", "efi.img", "-no-emul-boot"]
    if udf:
        run("genisoimage", "-quiet", "-udf", "-iso-level", "4", *options, "-o", image, tree)
    else:
        run("xorriso", "-as", "mkisofs", "-quiet", "-iso-level", "4", "-U", *options, "-o", image, tree)


def make_stick(image, tree, efi):
    """A disk with a GPT and one FAT32 partition: the folder `tree` and the EFI program."""
    image, tree = pathlib.Path(image), pathlib.Path(tree)
    files = {path.relative_to(tree).as_posix(): path for path in tree.rglob("*") if path.is_file()}
    make_fat(image, 80 << 20, {**files, "EFI/BOOT/BOOTX64.EFI": efi}, offset=1 << 20)
    with open(image, "ab") as out:
        out.truncate(82 << 20)
    run("sgdisk", "-n", f"1:2048:{(81 << 11) - 1}", "-t", "1:0700", image)


def make_bios_stick(image, files, programs, size=300 << 20, cluster=4096):
    """A disk with an MBR and one active FAT32 partition of `files` (name in the root -> bytes, in this order;
    None takes the name away again), with the boot programs of the folder `programs`."""
    programs = pathlib.Path(programs)
    record = (programs / "fatboot.bin").read_bytes()
    mbr = bytearray((programs / "mbr.bin").read_bytes())
    mbr[446:462] = bytes.fromhex("80 000000 0c 000000 00080000") + (size // 512).to_bytes(4, "little")
    with open(image, "wb") as out:
        out.truncate((1 << 20) + size)
    run("mkfs.fat", "-F", "32", "-s", cluster // 512, "-h", 2048, "--offset", 2048, image)
    with open(image, "r+b") as out:
        for offset, content in ((0, mbr), ((1 << 20) + 90, record[90:512]), ((1 << 20) + 12 * 512, record[512:])):
            out.seek(offset)
            out.write(content)
    change_stick(image, files)


def change_stick(image, files):
    """Adds `files` to the root of a stick or takes them away, as in make_bios_stick()."""
    for name, content in files:
        if content is None:
            run("mdel", "-i", f"{image}@@1M", f"::/{name}")
            continue
        with tempfile.NamedTemporaryFile() as source:
            source.write(content)
            source.flush()
            run("mcopy", "-i", f"{image}@@1M", source.name, f"::/{name}")
