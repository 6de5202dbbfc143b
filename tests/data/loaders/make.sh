#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the signed stand-ins of this folder anew. The keys are thrown away; see README.md.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
cd "$work"

cat >main.c <<'C'
unsigned long long efiMain(void *image, void *table) { (void)image; (void)table; return 3; }
C
cat >svn.rc <<'RC'
BOOTMGRSECURITYVERSIONNUMBER RCDATA { 0x0000, 0x0007 }
OTHER RCDATA { 1, 2, 3 }
1 VERSIONINFO
FILEVERSION 1,2,3,4
{ }
RC
llvm-rc-14 -fo svn.res svn.rc

program() { # name target resource…
    name=$1 target=$2
    shift 2
    clang-14 --target="$target" -ffreestanding -Os -c main.c -o "$name.obj"
    lld-link-14 /subsystem:efi_application /entry:efiMain /nodefaultlib /Brepro /out:"$name.efi" "$name.obj" "$@"
}
program unsigned-x64 x86_64-unknown-windows svn.res
program unsigned-x86 i386-unknown-windows
program unsigned-arm64 aarch64-unknown-windows

authority() { # file, common name: a CA and a signer whose certificate it issued
    openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days 36500 -subj "/O=Bootwright tests/CN=$2" \
        -keyout "$1-ca.key" -out "$1-ca.pem" 2>/dev/null
    openssl req -newkey rsa:2048 -nodes -subj "/O=Bootwright tests/CN=Stand-in for Microsoft Windows" \
        -keyout "$1.key" -out "$1.csr" 2>/dev/null
    openssl x509 -req -in "$1.csr" -CA "$1-ca.pem" -CAkey "$1-ca.key" -sha256 -days 36500 -out "$1.pem" 2>/dev/null
}
authority 2011 'Microsoft Windows Production PCA 2011'
authority 2023 'Windows UEFI CA 2023'
authority other 'Somebody Else'

sign() { # authority, from, to, more options…
    who=$1 from=$2 to=$3
    shift 3
    osslsigncode sign -h sha256 -certs "$who.pem" -key "$who.key" "$@" -in "$from" -out "$to" >/dev/null
}
sign 2011 unsigned-x64.efi 2011-x64.efi
sign 2023 unsigned-x64.efi 2023-x64.efi
sign 2011 unsigned-x86.efi 2011-x86.efi
sign 2023 2011-x64.efi 2011-nested-2023-x64.efi -nest
sign other unsigned-arm64.efi other-arm64.efi
sign other unsigned-x64.efi other-x64.efi
sign 2023 unsigned-arm64.efi 2023-arm64.efi
# sbsign adds an entry of its own to the table where osslsigncode nests
sbsign --key 2023.key --cert 2023.pem --output 2011-and-2023-x64.efi 2011-x64.efi 2>/dev/null
chmod 644 ./*.efi
cp ./*.efi "$here"
