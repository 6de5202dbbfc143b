#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the first inputs of the fuzzers of file systems and media, with other people's tools.

    tests/fuzz/seeds.py corpus out/release/bin/bootwright-cli
    out/fuzz/bin/fuzz_udf -max_len=120000 corpus/udf
"""
import pathlib
import subprocess
import sys
import tempfile

SECTOR = 2048


def run(*command):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make_tree(folder):
    for path in ("sources/boot.wim", "efi/boot/bootx64.efi", "SMS/data/TsmBootstrap.ini", "A name that is long.txt"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(b"x" * 3000)


def discs(folder, corpus):
    tree = folder / "tree"
    make_tree(tree)
    image = folder / "disc.iso"
    for name, options in (("plain", []), ("joliet", ["-J"]), ("relaxed", ["-iso-level", "4", "-U"]),
                          ("boot", ["-e", "efi/boot/bootx64.efi", "-no-emul-boot"])):
        run("genisoimage", "-quiet", "-no-pad", *options, "-o", image, tree)
        (corpus / "iso9660" / name).write_bytes(image.read_bytes()[16 * SECTOR:])
    run("genisoimage", "-quiet", "-no-pad", "-udf", "-o", image, tree)
    data = image.read_bytes()
    sequence = int.from_bytes(data[256 * SECTOR + 20:256 * SECTOR + 24], "little") * SECTOR
    disc = bytearray(data[sequence:sequence + 8 * SECTOR] + data[256 * SECTOR:])
    disc[8 * SECTOR + 20:8 * SECTOR + 24] = (32).to_bytes(4, "little")
    (corpus / "udf/genisoimage").write_bytes(disc[:120_000])


def media(folder, corpus):
    tree = folder / "media"
    loaders = pathlib.Path(__file__).resolve().parent.parent / "data/loaders"
    for name in ("boot", "efi/boot", "efi/microsoft/boot", "sources"):
        (tree / name).mkdir(parents=True)
    for number, loader in enumerate(("2011-and-2023-x64.efi", "2023-arm64.efi", "unsigned-x86.efi")):
        (tree / "efi/boot/bootx64.efi").write_bytes((loaders / loader).read_bytes())
        lab = folder / f"lab{number}"
        run(sys.argv[2], "lab", lab)
        run(sys.argv[2], "build", lab / "recipe.json", "--output", folder / "lab.iso", "--overwrite")
        for store in ("boot/bcd", "efi/microsoft/boot/bcd"):
            (tree / store).write_bytes(subprocess.run(["7z", "x", "-so", folder / "lab.iso", store], check=True,
                                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)
        volume = tree / "efi.img"
        volume.unlink(missing_ok=True)
        run("mformat", "-C", "-i", volume, "-T", "80", "-h", "2", "-s", "9", "::")
        run("mmd", "-i", volume, "::/EFI", "::/EFI/BOOT")
        run("mcopy", "-i", volume, tree / "efi/boot/bootx64.efi", "::/EFI/BOOT/BOOTX64.EFI")
        image = folder / "media.iso"
        run("genisoimage", "-quiet", "-no-pad", "-iso-level", "4", "-U", "-e", "efi.img", "-no-emul-boot", "-o", image, tree)
        (corpus / "media" / loader).write_bytes(image.read_bytes()[16 * SECTOR:])


def volumes(folder, corpus):
    for bits, kib in ((12, 1440), (16, 16 << 10), (32, 40 << 10)):
        image = folder / f"fat{bits}"
        run("mkfs.fat", "-F", bits, "-C", image, kib)
        for name in ("efi", "efi/boot"):
            run("mmd", "-i", image, f"::/{name}")
        run("mcopy", "-i", image, folder / "tree/A name that is long.txt", "::/efi/boot/")
        data = image.read_bytes().rstrip(b"\0")
        (corpus / "fat" / str(bits)).write_bytes(data[:120_000])


def disks(folder, corpus):
    for name, script in (("gpt", "label: gpt\n,10M,U\n,,L\n"), ("mbr", "label: dos\n,10M,c,*\n,,83\n")):
        image = folder / name
        with open(image, "wb") as out:
            out.truncate(32 << 20)
        subprocess.run(["/usr/sbin/sfdisk", "-q", str(image)], input=script, text=True, check=True)
        (corpus / "gpt" / name).write_bytes(image.read_bytes()[:34 * 512])


def main():
    corpus = pathlib.Path(sys.argv[1])
    for name in ("iso9660", "media", "udf", "fat", "gpt"):
        (corpus / name).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        discs(pathlib.Path(folder), corpus)
        media(pathlib.Path(folder), corpus)
        volumes(pathlib.Path(folder), corpus)
        disks(pathlib.Path(folder), corpus)


if __name__ == "__main__":
    main()
