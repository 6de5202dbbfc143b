#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
# installer/windows/wine.sh SDK PROGRAM [ARGUMENT...]   runs a Windows program of this build under Wine
# The libraries of the SDK are on its path; without a display Qt paints into memory. Wine's files are in
# WINEPREFIX, which is made at the first run. An empty SDK adds nothing to the path, as on a system where
# the program was installed.
set -euo pipefail
sdk=$1
shift
export WINEPREFIX=${WINEPREFIX:-${XDG_CACHE_HOME:-$HOME/.cache}/bootwright/wine} WINEARCH=win64
export WINEDEBUG=${WINEDEBUG:--all} WINEDLLOVERRIDES=${WINEDLLOVERRIDES:-mscoree,mshtml=}

# Debian's Wine calls itself Windows 7, which Qt 6 does not run on, and takes a serif font for Segoe UI.
prepare_prefix() {
    wineboot -i
    wine winecfg.exe /v win10
    for font in "Segoe UI" "Tahoma" "MS Shell Dlg" "MS Shell Dlg 2"; do
        wine reg add 'HKCU\Software\Wine\Fonts\Replacements' /v "$font" /d "DejaVu Sans" /f
    done
    wineserver -w
    touch "$WINEPREFIX/.bootwright"
}
if [ ! -e "$WINEPREFIX/.bootwright" ]; then
    mkdir -p "$WINEPREFIX"
    (
        flock 9
        [ -e "$WINEPREFIX/.bootwright" ] || prepare_prefix
    ) 9>"$WINEPREFIX.lock" >/dev/null 2>&1 </dev/null
fi

[ -z "$sdk" ] || export WINEPATH="Z:${sdk//\//\\}\\bin"
[ -n "${DISPLAY:-}" ] || export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
# offscreen knows no fonts of the system; Qt Test prints to the debugger unless it is told otherwise
export QT_QPA_FONTDIR=${QT_QPA_FONTDIR:-'Z:\usr\share\fonts\truetype\dejavu'}
export QT_FORCE_STDERR_LOGGING=1
for name in ${!QT_@}; do
    export "WINE$name=${!name}" # Wine hides QT_… from programs and hands WINEQT_… on as QT_…
done

# Wine's services outlive the program and would hold a pipe open: what is printed goes through files.
printed=$(mktemp -d)
trap 'rm -rf "$printed"' EXIT
status=0
wine "$@" >"$printed/out" 2>"$printed/err" || status=$?
cat "$printed/out"
cat "$printed/err" >&2
exit "$status"
