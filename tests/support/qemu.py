# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Boots media in a virtual machine and returns what it wrote to its first serial port.

Every run gets fresh firmware variables (OVMF remembers its boot order), never changes the image, ends
as soon as the awaited text is there, and always kills its machine. Landing in the firmware's own shell
or boot menu is a failure, not something to wait for. No KVM: it dies in real mode on some hosts.
"""
import json
import os
import pathlib
import re
import select
import shutil
import socket
import subprocess
import tempfile
import time

FIRMWARE = pathlib.Path("/usr/share/OVMF")
ANSI = re.compile(r"\x1b\[[0-9;?=]*[A-Za-z]")
LOST = ("UEFI Interactive Shell", "Shell>", "Boot Manager Menu", "No bootable device")
# Everything that the lab program ends with.
VERDICT = r"LAB result (ok|FAILED)[^\r\n]*[\r\n]"


class BootError(Exception):
    """The awaited text did not come; the message holds what came instead."""


def plain(raw):
    """Serial output without the escape sequences of a terminal."""
    return ANSI.sub("", raw.decode("utf-8", "replace")).replace("\r", "")


def lines(text):
    """The lines for machines: those that begin with LAB or BOOTWRIGHT-LAB."""
    return [line for line in text.split("\n") if re.match(r"(BOOTWRIGHT-)?LAB ", line)]


def medium(image, as_):
    """The arguments that attach `image` as a 'cd' or as a removable 'usb' disk."""
    if as_ == "cd":
        return ["-drive", f"if=none,id=medium,media=cdrom,readonly=on,format=raw,file={image}",
                "-device", "ide-cd,drive=medium,bootindex=1"]
    if as_ == "usb":
        return ["-drive", f"if=none,id=medium,format=raw,snapshot=on,file={image}", "-device", "qemu-xhci",
                "-device", "usb-storage,drive=medium,removable=on,bootindex=1"]
    raise ValueError(as_)


def run_ovmf(image, as_="cd", secure_boot=False, timeout=240, until=VERDICT, screenshot=None, beside=None):
    """Boots `image` with UEFI firmware until the regular expression `until` matches; the text so far.

    secure_boot: with Debian's snakeoil keys enrolled and enforced. screenshot: a path for a PNG of the
    screen at the end. beside: the image of a disk that is there too, and does not boot.
    """
    kind = "snakeoil" if secure_boot else None
    code = FIRMWARE / ("OVMF_CODE_4M.secboot.fd" if kind else "OVMF_CODE_4M.fd")
    variables = FIRMWARE / (f"OVMF_VARS_4M.{kind}.fd" if kind else "OVMF_VARS_4M.fd")
    with tempfile.TemporaryDirectory(prefix="bootwright-qemu-") as folder:
        own = pathlib.Path(folder) / "vars.fd"
        shutil.copyfile(variables, own)
        machine = ["-machine", "q35,smm=on" if kind else "q35", "-m", "256",
                   "-drive", f"if=pflash,format=raw,unit=0,readonly=on,file={code}",
                   "-drive", f"if=pflash,format=raw,unit=1,file={own}"]
        if kind:
            machine += ["-global", "driver=cfi.pflash01,property=secure,value=on",
                        "-global", "ICH9-LPC.disable_s3=1"]
        if beside:
            machine += ["-drive", f"if=none,id=beside,format=raw,snapshot=on,file={beside}", "-device", "ide-hd,drive=beside,bus=ide.3"]
        return _run(machine + medium(image, as_), folder, timeout, until, screenshot)


def run_seabios(image, as_="cd", timeout=120, until=r"LAB bios [^\n]*\n", screenshot=None, console=False):
    """Boots `image` with a BIOS. console: what is printed by INT 10h comes through the serial port too."""
    with tempfile.TemporaryDirectory(prefix="bootwright-qemu-") as folder:
        machine = ["-machine", "pc,graphics=off" if console else "pc", "-m", "64"]
        return _run(machine + medium(image, as_), folder, timeout, until, screenshot)


def _run(arguments, folder, timeout, until, screenshot):
    control = os.path.join(folder, "qmp")
    command = ["qemu-system-x86_64", "-accel", "tcg", "-display", "none", "-nodefaults", "-vga", "std",
               "-no-reboot", "-serial", "stdio", "-qmp", f"unix:{control},server=on,wait=off", *arguments]
    machine = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        text = _read(machine, time.monotonic() + timeout, re.compile(until))
        if screenshot:
            time.sleep(1)  # the last lines are drawn after the verdict is sent
            _screenshot(control, screenshot)
        return text
    finally:
        machine.kill()
        machine.wait()
        machine.stdout.close()


def _read(machine, deadline, until):
    raw = b""
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise BootError(f"nothing matched {until.pattern!r} in time:\n{plain(raw)}")
        if not select.select([machine.stdout], [], [], left)[0]:
            continue
        part = os.read(machine.stdout.fileno(), 65536)
        raw += part
        text = plain(raw)
        if until.search(text):
            return text
        if not part:
            raise BootError(f"the machine stopped (status {machine.wait()}):\n{text}")
        for lost in LOST:
            if lost in text:
                raise BootError(f"the firmware found nothing to start ({lost}):\n{text}")


def _screenshot(control, path):
    dump = os.path.abspath(path) + ".ppm"
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(control)
        stream = connection.makefile("rw")
        stream.readline()
        for order in ({"execute": "qmp_capabilities"}, {"execute": "screendump", "arguments": {"filename": dump}}):
            stream.write(json.dumps(order) + "\n")
            stream.flush()
            while "return" not in (answer := json.loads(stream.readline())):
                if "error" in answer:
                    raise BootError(str(answer))
    subprocess.run(["convert", dump, path], check=True)
    os.unlink(dump)
