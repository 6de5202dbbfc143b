#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/run.sh [CTEST-ARGUMENT...]   installs what the tests need, builds, runs all tests
# For example tests/run.sh -L unit, or tests/run.sh -R core/bcd. ctest's summary stands last.
# Works from any folder and any number of times. Needs root or sudo only while packages are missing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/installer/packages.sh"

install_packages "$root/installer/packages.txt" "$root/tests/packages.txt"
configure_and_build "$root" ci
say "Running the tests"
run_tests "$root/out/ci" "$@"
