#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""system_bus.py [--login] COMMAND...   runs a command beside a real UDisks2, on a system bus of its own.

Starts dbus-daemon, UDisks2 and, where none runs, udevd; stops what it started, whatever the command does.
--login: beside a real login manager instead, which sees nothing of this system: no seat, user or device.
The bus lets everybody do everything: it is for tests, and becomes root for them.
"""
import contextlib
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import cli  # noqa: E402

CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/></policy></busconfig>
"""
UDEVD = "/usr/lib/systemd/systemd-udevd"
UDISKSD = "/usr/libexec/udisks2/udisksd"
LOGIND = "/lib/systemd/systemd-logind"


@contextlib.contextmanager
def running(*command, **options):
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def udev():
    """The daemon that tells everybody what the kernel has found; this system's, or our own."""
    if subprocess.run(["udevadm", "control", "--ping", "--timeout=2"], capture_output=True, check=False).returncode == 0:
        yield
        return
    with running(UDEVD, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        wait_for(["udevadm", "control", "--ping", "--timeout=2"])
        subprocess.run(["udevadm", "trigger", "--subsystem-match=block"], check=True)
        subprocess.run(["udevadm", "settle", "--timeout=30"], check=True)
        yield


def wait_for(command, env=None):
    deadline = time.monotonic() + 60
    while subprocess.run(command, capture_output=True, env=env, check=False).returncode != 0:
        if time.monotonic() > deadline:
            raise SystemExit(f"{command[0]} does not answer")
        time.sleep(0.1)


@contextlib.contextmanager
def system_bus(udisks=True, login=False):
    """The environment for programs that are to use the bus."""
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bootwright-bus-")))
        folder.chmod(0o755)  # for users that are not root
        configuration = folder / "bus.conf"
        configuration.write_text(CONFIGURATION.format(socket=folder / "socket"))
        env = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/socket"}
        stack.enter_context(running("dbus-daemon", f"--config-file={configuration}", "--nofork", stderr=subprocess.DEVNULL))
        wait_for(["dbus-send", "--system", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames"], env)
        if udisks:
            stack.enter_context(udev())
            stack.enter_context(running(UDISKSD, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            wait_for(["dbus-send", "--system", "--print-reply", "--dest=org.freedesktop.UDisks2", "/org/freedesktop/UDisks2",
                      "org.freedesktop.DBus.ObjectManager.GetManagedObjects"], env)
        if login:
            alone = f"mount -t tmpfs tmpfs /run && mkdir /run/systemd && exec {LOGIND}"  # /run holds what it knows
            stack.enter_context(running("unshare", "--mount", "sh", "-c", alone, env=env, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL))
            wait_for(["dbus-send", "--system", "--print-reply", "--dest=org.freedesktop.login1", "/org/freedesktop/login1",
                      "org.freedesktop.login1.Manager.ListInhibitors"], env)
        yield env


if __name__ == "__main__":
    cli.become_root()
    login = sys.argv[1] == "--login"
    with system_bus(not login, login) as environment:
        status = subprocess.run(sys.argv[2 if login else 1:], env=environment, check=False).returncode
    sys.exit(status)
