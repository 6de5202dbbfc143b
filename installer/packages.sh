# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
# For the scripts that build and test (bash, sourced): say, and install what a list of packages names.

# say TEXT: a step begins; the seconds since the script began stand in front.
say() {
    printf '\n[%4d s] %s\n' "$SECONDS" "$*"
}

# fail TEXT: one line on standard error, and the end.
fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# as_root COMMAND...: as it is for root, through sudo for others.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "Cannot run \"$*\". This needs root or sudo."
    fi
}

# install_packages LIST...: installs the packages that the files name and the system lacks. Asks for
# no network and no rights when none is missing.
install_packages() {
    local names missing=() name
    mapfile -t names < <(sed 's/#.*//; s/[[:space:]]*$//; /^$/d' "$@" | sort -u)
    for name in "${names[@]}"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
    done
    if [ "${#missing[@]}" -eq 0 ]; then
        say "All ${#names[@]} packages are installed."
        return
    fi
    command -v apt-get >/dev/null || fail "Cannot install packages. There is no apt-get; missing are: ${missing[*]}."
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    as_root apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install "${missing[@]}" >/dev/null ||
        fail "Cannot install the packages ${missing[*]}. apt-get says why above."
}

# run_tests FOLDER CTEST-ARGUMENT...: more at once than there are processors, because tests wait a lot. What
# fails is printed and runs once more: a machine that stalls for half a minute, as shared ones do, breaks a
# connection or a patience that the test is about. Twice is a failure.
run_tests() {
    local folder=$1
    shift
    ctest --test-dir "$folder" --output-on-failure --no-tests=error --repeat until-pass:2 \
        --parallel $(($(nproc) * 3 / 2)) "$@"
}

# configure_and_build ROOT PRESET [TARGET...]: into ROOT/out/PRESET, all or these; with ccache when it is there.
configure_and_build() {
    local root=$1 preset=$2
    shift 2
    if command -v ccache >/dev/null; then
        export CMAKE_C_COMPILER_LAUNCHER=${CMAKE_C_COMPILER_LAUNCHER-ccache}
        export CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}
    fi
    say "Building the preset $preset in out/$preset"
    cmake -S "$root" --preset "$preset" --log-level=WARNING ||
        fail "Cannot configure the preset $preset. CMake says why above."
    cmake --build "$root/out/$preset" --target "${@:-all}" ||
        fail "Cannot build the preset $preset. The compiler says why above."
}
