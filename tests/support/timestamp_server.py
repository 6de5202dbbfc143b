#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A timestamp authority (RFC 3161) on this machine's loopback, for signing tools that ask one by HTTP.

    timestamp_server.py CERTIFICATE.pem KEY.pem

Prints its address, answers one request with `openssl ts`, and ends.
"""
import http.server
import pathlib
import subprocess
import sys
import tempfile

CONFIGURATION = """
[tsa]
serial = {folder}/serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
"""


class Authority(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"]))
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "query").write_bytes(query)
            (pathlib.Path(folder) / "conf").write_text(CONFIGURATION.format(folder=folder))
            reply = subprocess.run(["openssl", "ts", "-reply", "-config", f"{folder}/conf", "-section", "tsa",
                                    "-queryfile", f"{folder}/query", "-signer", sys.argv[1], "-inkey", sys.argv[2]],
                                   stdout=subprocess.PIPE, check=True).stdout
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_):
        pass


with http.server.HTTPServer(("127.0.0.1", 0), Authority) as server:
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.handle_request()
