#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
# installer/package.sh [linux] [windows]   makes the packages in out/packages; both unless one is named
# linux: Debian packages. windows: an installer (.msi) and a portable .zip, with the libraries in the folder
# BOOTWRIGHT_WINDOWS_SDK. Beside them: what is in them (SPDX), and the SHA-256 of all.
# The Debian packages are made of the preset release, or of the one that BOOTWRIGHT_PRESET names: of ci, what
# was tested is packed, and nothing is built twice.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/installer/packages.sh"
packages=$root/out/packages
preset=${BOOTWRIGHT_PRESET:-release}

package_linux() {
    install_packages "$root/installer/packages.txt" "$root/installer/linux/packages.txt"
    configure_and_build "$root" "$preset"
    say "Packing for Debian"
    rm -f "$packages"/*.deb "$packages"/*-debian.*
    (cd "$root/out/$preset" && umask 022 && cpack --config CPackConfig.cmake -B "$packages" >/dev/null) ||
        fail "Cannot make the Debian packages. CPack says why above."
    rm -rf "$packages/_CPack_Packages"
    python3 "$root/installer/sbom.py" debian "$packages/bootwright-$(version "$preset")-debian.spdx.json" "$packages"/*.deb
}

package_windows() {
    install_packages "$root/installer/packages.txt" "$root/installer/windows/packages.txt"
    unset LIBRARY_PATH CPATH # this system's libraries are not for Windows
    configure_and_build "$root" windows bootwright bootwright-cli bootwright-drives
    local name stage
    name=bootwright-$(version windows)-windows
    stage=$(mktemp -d)
    say "Packing for Windows"
    rm -f "$packages"/*-windows.*
    cmake --install "$root/out/windows" --strip --prefix "$stage/$name" >/dev/null
    python3 "$root/installer/sbom.py" windows "$stage/$name" "$BOOTWRIGHT_WINDOWS_SDK" "$(version windows)" \
        "$packages/$name.spdx.json"
    (cd "$stage" && cmake -E tar cf "$packages/$name.zip" --format=zip "$name")
    python3 "$root/installer/windows/msi.py" "$stage/$name" "$root/out/windows/resources/bootwright.ico" \
        "$(version windows)" "$packages/$name.msi"
    rm -rf "$stage"
}

# version PRESET: the version of what was built.
version() {
    sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$root/out/$1/CMakeCache.txt"
}

[ $# -gt 0 ] || set -- linux windows
mkdir -p "$packages"
for system in "$@"; do
    case $system in
    linux) package_linux ;;
    windows) package_windows ;;
    *) fail "Cannot make packages for \"$system\". Name linux, windows or both." ;;
    esac
done
(cd "$packages" && sha256sum -- *.* >SHA256SUMS)
say "The packages are in $packages"
