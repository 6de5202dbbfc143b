#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Apache with the files of a folder on this machine's loopback, behind a relay that breaks connections.

    web_server.py FOLDER SEED

Prints one line of JSON with the port of the relay ("web") and serves until standard input ends; lines on it are
answered by an empty list. The relay breaks each connection after a random number of bytes from the server, now and
then before the first; every seventh one it leaves alone. A connection carries one request: one that is left alone
would serve all that follow.
"""
import json
import os
import pathlib
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time

CONF = """
ServerRoot {root}
PidFile {root}/apache.pid
ServerName localhost
Listen 127.0.0.1:{port}
KeepAlive Off
ErrorLog {root}/apache.log
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
{users}
DocumentRoot {root}
Alias /file {folder}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    sys.exit("Apache does not start")


def forward(source, target, limit):
    """Bytes from one connection to the other until one ends, or `limit` are over; then both are broken."""
    try:
        while limit > 0:
            data = source.recv(min(65536, limit))
            if not data:
                break
            target.sendall(data)
            limit -= len(data)
    except OSError:
        pass
    for one in (source, target):
        try:
            one.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def relay(listener, port, chance):
    number = 0
    while True:
        client, _ = listener.accept()
        number += 1
        limit = 1 << 40 if number % 7 == 0 else chance.randrange(0, 250_000)
        server = socket.create_connection(("127.0.0.1", port))
        threading.Thread(target=forward, args=(client, server, 1 << 40), daemon=True).start()
        threading.Thread(target=forward, args=(server, client, limit), daemon=True).start()


def main():
    folder, seed = pathlib.Path(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory(prefix="bootwright-web-") as root:
        users = ""
        if os.geteuid() == 0:  # Apache leaves root then
            users = "User www-data\nGroup www-data"
            for one in (pathlib.Path(root), folder):
                one.chmod(0o755)
        port = free_port()
        conf = pathlib.Path(root) / "apache.conf"
        conf.write_text(CONF.format(root=root, port=port, users=users, folder=folder))
        apache = subprocess.Popen(["apache2", "-D", "FOREGROUND", "-f", conf], stdin=subprocess.DEVNULL)
        try:
            wait_for(port)
            listener = socket.create_server(("127.0.0.1", 0), backlog=64)
            threading.Thread(target=relay, args=(listener, port, random.Random(seed)), daemon=True).start()
            print(json.dumps({"web": listener.getsockname()[1]}), flush=True)
            for _ in sys.stdin:
                print("[]", flush=True)
        finally:
            apache.terminate()
            apache.wait()


if __name__ == "__main__":
    main()
