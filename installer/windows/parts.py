# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is shipped for Windows beside our own programs, and under which terms."""
import fnmatch
import pathlib
import re
import subprocess
from typing import NamedTuple


class Part(NamedTuple):
    """A library that others wrote. Its copyright file is that of a Debian package of the same source."""

    name: str
    licence: str  # SPDX
    supplier: str
    debian: str  # the package whose /usr/share/doc/…/copyright tells all terms and holders
    version: tuple  # a file of the SDK and what stands around the version in it
    files: tuple  # what of it is shipped; none: it is linked into our programs


PARTS = (
    Part("Qt", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "The Qt Company", "qt6-base-dev",
         ("lib/cmake/Qt6/Qt6ConfigVersionImpl.cmake", r'PACKAGE_VERSION "([\d.]+)"'), ("Qt6*.dll", "platforms/*.dll")),
    Part("OpenSSL", "Apache-2.0", "The OpenSSL Project", "libssl-dev",
         ("include/openssl/opensslv.h", r'OPENSSL_VERSION_STR "([\d.]+)"'), ("libcrypto-3-x64.dll",)),
    Part("QuaZip", "LGPL-2.1-or-later AND Zlib", "The QuaZip authors", "libquazip1-qt6-dev",
         ("lib/cmake/QuaZip-Qt6-1.4/QuaZip-Qt6ConfigVersion.cmake", r'PACKAGE_VERSION "([\d.]+)"'),
         ("libquazip1-qt6.dll",)),
    Part("zlib", "Zlib", "Jean-loup Gailly and Mark Adler", "libz-mingw-w64",
         ("include/zlib.h", r'ZLIB_VERSION "([\d.]+)"'), ("zlib1.dll",)),
    Part("curl", "curl", "Daniel Stenberg and many contributors", "libcurl4",
         ("include/curl/curlver.h", r'LIBCURL_VERSION "([\d.]+)"'), ("libcurl-4.dll",)),
    Part("spdlog", "MIT", "Gabi Melman", "libspdlog-dev",
         ("lib/cmake/spdlog/spdlogConfigVersion.cmake", r'PACKAGE_VERSION "([\d.]+)"'), ()),
    Part("fmt", "MIT", "Victor Zverovich", "libfmt-dev",
         ("lib/cmake/fmt/fmt-config-version.cmake", r'PACKAGE_VERSION "([\d.]+)"'), ()),
    Part("GCC runtime libraries", "GPL-3.0-or-later WITH GCC-exception-3.1", "The Free Software Foundation",
         "gcc-mingw-w64-base", (), ("libgcc_s_seh-1.dll", "libstdc++-6.dll")),
    Part("MinGW-w64 runtime", "ZPL-2.1 AND MIT", "The mingw-w64 project", "mingw-w64-x86-64-dev",
         (), ("libwinpthread-1.dll",)),
)


def part_of(file):
    """The part that a shipped file belongs to, its path relative to the program's folder; None for our own."""
    return next((part for part in PARTS if any(fnmatch.fnmatch(file, pattern) for pattern in part.files)), None)


def version_of(part, sdk):
    if part.version:
        return re.search(part.version[1], (pathlib.Path(sdk) / part.version[0]).read_text()).group(1)
    shown = subprocess.run(["dpkg-query", "-W", "-f=${Version}", part.debian], stdout=subprocess.PIPE, text=True, check=True)
    return shown.stdout


def licence_file_of(part):
    """Where its terms are in the folder that is shipped."""
    return f"licences/{part.name.lower().replace(' ', '-')}.txt"


def copyright_of(part):
    return pathlib.Path("/usr/share/doc", part.debian, "copyright")
