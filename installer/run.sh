#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
# installer/run.sh                 builds Bootwright, makes the training lab and its ISO, opens the wizard
# installer/run.sh ARGUMENT...     builds Bootwright and passes the arguments to bootwright-cli
# Works from any folder and any number of times. Needs root or sudo only while packages are missing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/installer/packages.sh"

prepare() {
    install_packages "$root/installer/packages.txt"
    configure_and_build "$root" release
}

programs=$root/out/release/bin
if [ $# -gt 0 ]; then
    prepare >&2 # standard output belongs to the command
    exec "$programs/bootwright-cli" "$@"
fi

prepare
lab=$root/out/lab
say "Writing the training lab into out/lab"
rm -f "$lab"/{boot.wim,site.json,recipe.json} # of an older version, which the program would not replace
"$programs/bootwright-cli" lab "$lab"
say "Building its ISO"
"$programs/bootwright-cli" build "$lab/recipe.json" --output "$lab/training-lab.iso" --overwrite
say "Done: $lab/training-lab.iso"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "Opening the wizard"
    exec "$programs/bootwright"
fi
echo "There is no display, so the wizard stays closed. It is $programs/bootwright."
