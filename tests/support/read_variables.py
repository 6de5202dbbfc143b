#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads Variables.dat without a line of the program under test; needs python3-cryptography.

usage: read_variables.py FILE [--password-file F]
Prints {"algorithm": …, "slack": bytes, "plaintext": …, "variables": [[name, value], …]} as JSON.
Written from docs/formats/variables.md. Exit status 1 and one line on standard error if it cannot.
"""
import argparse
import hashlib
import json
import pathlib
import struct
import sys
import xml.etree.ElementTree

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

NO_PASSWORD = "{BAC6E688-DE21-4ABE-B7FB-C9F54E6DB664}"
ALGORITHMS = {0x660E: ("AES-128", 16), 0x660F: ("AES-192", 24), 0x6610: ("AES-256", 32)}


def derived_key(password, size):
    digest = hashlib.sha1(password.encode("utf-16-le")).digest().ljust(64, b"\0")
    halves = (hashlib.sha1(bytes(byte ^ pad for byte in digest)).digest() for pad in (0x36, 0x5C))
    return b"".join(halves)[:size]


def unseal(data, password):
    signature, inner, plain, cipher, algorithm, flags = struct.unpack_from("<6I", data)
    if (signature, inner, flags) != (0xECED0000, 20, 0):
        raise ValueError("header")
    if len(data) != plain + 42:
        raise ValueError(f"{len(data)} bytes for {plain} of text")
    name, size = ALGORITHMS[algorithm]
    decryptor = Cipher(algorithms.AES(derived_key(password, size)), modes.CBC(bytes(16))).decryptor()
    padded = decryptor.update(data[24 : 24 + cipher]) + decryptor.finalize()
    unpadder = padding.PKCS7(128).unpadder()
    text = unpadder.update(padded) + unpadder.finalize()
    if len(text) != plain:
        raise ValueError(f"{len(text)} bytes of text, the header says {plain}")
    return name, data[24 + cipher :], text.decode("utf-16-le")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--password-file", type=pathlib.Path)
    arguments = parser.parse_args()
    password = arguments.password_file.read_text(encoding="utf-8") if arguments.password_file else NO_PASSWORD
    try:
        name, slack, text = unseal(arguments.file.read_bytes(), password)
        if not text.endswith("</MediaVarList>\r\n\0"):
            raise ValueError("tail")
        root = xml.etree.ElementTree.fromstring(text[:-1])
        if root.tag != "MediaVarList":
            raise ValueError(root.tag)
    except (ValueError, KeyError, struct.error, xml.etree.ElementTree.ParseError) as error:
        print(f"{arguments.file}: {error!r}", file=sys.stderr)
        return 1
    variables = [[var.attrib["name"], "".join(var.itertext())] for var in root.iter("var")]
    print(json.dumps({"algorithm": name, "slack": slack.hex(), "plaintext": text, "variables": variables}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
