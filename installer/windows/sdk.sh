#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
# installer/windows/sdk.sh FOLDER [PART...]   makes the libraries for Windows in FOLDER, all parts or these
# Everything is built from Debian's source packages with Debian's mingw-w64; afterwards FOLDER is what
# BOOTWRIGHT_WINDOWS_SDK names. Needs some GB beside FOLDER (FOLDER.work, which may go afterwards), and takes long,
# mostly for OpenSSL and Qt. Begun again it goes on where it ended: a part that is made is not made again
# unless this script says something else about it now. Needs root or sudo only while packages are missing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../packages.sh"
[ $# -gt 0 ] || fail "No folder is given. Use: installer/windows/sdk.sh FOLDER [PART...]"
sdk=$(realpath -m "$1")
shift
work=$sdk.work
triplet=x86_64-w64-mingw32
export BOOTWRIGHT_WINDOWS_SDK=$sdk
unset LIBRARY_PATH CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH PKG_CONFIG_PATH LD_LIBRARY_PATH
mkdir -p "$sdk"/{bin,lib,include} "$work"

# source_of PACKAGE FOLDER: unpacks Debian's newest source of it, or that of the release where a mirror of the
# security updates has not all of it. The lists of sources are kept apart, so
# that this system's need no change; apt checks every file against Debian's signatures.
source_of() {
    local lists=$work/sources file options
    options=(-o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$lists/parts" -o "Dir::State::Lists=$lists/lists"
        -o APT::Sandbox::User=root -qq)
    if [ ! -d "$lists/lists" ]; then
        mkdir -p "$lists/parts" "$lists/lists/partial"
        for file in /etc/apt/sources.list.d/*.sources; do
            [ ! -f "$file" ] || sed 's/^Types:.*/Types: deb-src/' "$file" >"$lists/parts/${file##*/}"
        done
        for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
            [ ! -f "$file" ] || sed -n 's/^deb /deb-src /p' "$file" >"$lists/parts/$(basename "$file" .list).list"
        done
        apt-get "${options[@]}" update
    fi
    (cd "$lists" && { apt-get "${options[@]}" source --download-only "$1" ||
        apt-get "${options[@]}" source --download-only "$1/$(. /etc/os-release && echo "$VERSION_CODENAME")"; })
    rm -rf "$2"
    dpkg-source --no-check -x "$(find "$lists" -maxdepth 1 -name "$(basename "$1")_*.dsc" | sort -V | tail -1)" "$2" >/dev/null
}

# built_by_cmake SOURCE [OPTION...]: configures, builds and installs into the SDK.
built_by_cmake() {
    local source=$1
    shift
    cmake -G Ninja -S "$source" -B "$source.build" -DCMAKE_TOOLCHAIN_FILE="$here/toolchain.cmake" \
        -DCMAKE_CROSSCOMPILING_EMULATOR= -DCMAKE_INSTALL_PREFIX="$sdk" -DCMAKE_INSTALL_LIBDIR=lib "$@"
    cmake --build "$source.build"
    cmake --install "$source.build" --strip
}

make_zlib() { # which Debian has for mingw-w64
    cp "/usr/$triplet/include"/{zlib,zconf}.h "$sdk/include/"
    cp "/usr/$triplet/lib/libz.dll.a" "$sdk/lib/"
    cp "/usr/$triplet/lib/zlib1.dll" "$sdk/bin/"
}

# Without direct2d the platform plugin does not link, so only its own plugin is off (direct2d1_1).
make_qt() {
    local on off=(sql dbus opengl opengl_dynamic openvg direct2d1_1 vulkan printsupport androiddeployqt openssl
        system_zlib system_png system_jpeg system_freetype system_harfbuzz system_pcre2 system_doubleconversion
        system_textmarkdownreader fontconfig icu glib zstd brotli gssapi libproxy system_libb2 tabletevent pkg_config)
    on=(optimize_size schannel ssl freetype xml concurrent testlib network style_windowsvista)
    source_of qt6-base "$work/qt"
    built_by_cmake "$work/qt" -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=ON \
        -DQT_QMAKE_TARGET_MKSPEC=win32-g++ -DQT_BUILD_EXAMPLES=OFF -DQT_BUILD_TESTS=OFF \
        -DQT_BUILD_TOOLS_WHEN_CROSSCOMPILING=OFF -DINPUT_opengl=no $(printf -- '-DFEATURE_%s=OFF ' "${off[@]}") \
        $(printf -- '-DFEATURE_%s=ON ' "${on[@]}")
}

# The provider of old algorithms is inside: PFX files that Windows exported for years use RC2 with 40 bits.
make_openssl() {
    source_of openssl "$work/openssl"
    (
        cd "$work/openssl"
        export CC=$triplet-gcc-posix AR=$triplet-ar RANLIB=$triplet-ranlib RC=$triplet-windres
        ./Configure mingw64 shared no-module no-autoload-config no-tests no-engine no-ssl3 no-weak-ssl-ciphers no-dtls no-sctp no-srp \
            no-psk no-idea no-seed no-mdc2 no-whirlpool no-camellia no-aria no-bf no-cast no-sm2 no-sm3 no-sm4 no-gost \
            --prefix=/openssl --libdir=lib -Os
        make -j"$(nproc)" build_libs
        $triplet-strip --strip-unneeded libcrypto-3-x64.dll libssl-3-x64.dll
        cp libcrypto-3-x64.dll libssl-3-x64.dll "$sdk/bin/"
        cp libcrypto.dll.a libssl.dll.a "$sdk/lib/"
        rm -rf "$sdk/include/openssl"
        cp -r include/openssl "$sdk/include/"
        rm -f "$sdk"/include/openssl/*.in
    )
}

# HTTP alone, with Windows' own TLS (Schannel) and single sign-on (SSPI).
make_curl() {
    local without=(zlib brotli zstd libpsl libidn2 nghttp2 librtmp libssh2)
    local disabled=(ldap ldaps rtsp dict telnet tftp pop3 imap smb smtp gopher mqtt manual ftp static)
    source_of curl "$work/curl"
    (
        cd "$work/curl"
        autoreconf --install --force
        CC=$triplet-gcc-posix ./configure --host=$triplet --prefix="$work/curl/out" --with-schannel --enable-sspi \
            --enable-shared "${without[@]/#/--without-}" "${disabled[@]/#/--disable-}"
        make -j"$(nproc)"
        make install
        $triplet-strip --strip-unneeded out/bin/libcurl-4.dll
        cp out/bin/libcurl-4.dll "$sdk/bin/"
        cp out/lib/libcurl.dll.a "$sdk/lib/"
        rm -rf "$sdk/include/curl"
        cp -r out/include/curl "$sdk/include/"
    )
}

make_spdlog() { # and fmt, which it needs; both are linked into our programs
    source_of fmtlib "$work/fmt"
    built_by_cmake "$work/fmt" -DCMAKE_BUILD_TYPE=MinSizeRel -DBUILD_SHARED_LIBS=OFF -DFMT_TEST=OFF -DFMT_DOC=OFF
    source_of spdlog "$work/spdlog"
    built_by_cmake "$work/spdlog" -DCMAKE_BUILD_TYPE=MinSizeRel -DBUILD_SHARED_LIBS=OFF -DSPDLOG_FMT_EXTERNAL=ON \
        -DSPDLOG_BUILD_EXAMPLE=OFF -DSPDLOG_BUILD_TESTS=OFF
}

# QuaZip wants Qt's compatibility module for a few calls of QTextCodec; text_codec.h has those.
make_quazip() {
    local source=$work/quazip
    source_of libquazip1-qt6 "$source"
    cp "$here/text_codec.h" "$source/quazip/quazip_textcodec.h"
    sed -i 's|<QtCore5Compat/QTextCodec>|"quazip_textcodec.h"|' "$source/quazip/quazip_qt_compat.h"
    sed -i 's| Core Core5Compat| Core|; s| Qt6::Core5Compat||' "$source/CMakeLists.txt" "$source/quazip/QuaZipConfig.cmake.in"
    sed -i 's|^        quazip_qt_compat.h|&\n        quazip_textcodec.h|' "$source/quazip/CMakeLists.txt"
    built_by_cmake "$source" -DCMAKE_BUILD_TYPE=MinSizeRel -DBUILD_SHARED_LIBS=ON -DQUAZIP_QT_MAJOR_VERSION=6 \
        -DQUAZIP_BZIP2=OFF -DQUAZIP_FETCH_LIBS=OFF
}

make_runtime() { # the compiler's own libraries
    local name
    for name in libgcc_s_seh-1.dll libstdc++-6.dll libwinpthread-1.dll; do
        cp -L "$($triplet-g++-posix -print-file-name=$name)" "$sdk/bin/"
    done
    $triplet-strip --strip-unneeded "$sdk"/bin/lib{gcc_s_seh-1,stdc++-6,winpthread-1}.dll
}

# make PART: unless it is made as this script says. What the tools print goes into a file.
make_part() {
    local part=$1 recipe log=$work/$1.log
    recipe=$(declare -f "make_$part" source_of built_by_cmake | sha256sum)
    if [ "$(cat "$work/$part.made" 2>/dev/null)" = "$recipe" ]; then
        say "$part is made."
        return
    fi
    say "Making $part"
    (make_"$part") >"$log" 2>&1 </dev/null & # in front of || it would not end at the first error
    wait $! || fail "Cannot make $part. The end of $log says why:
$(tail -n 20 "$log")"
    echo "$recipe" >"$work/$part.made"
}

install_packages "$here/../packages.txt" "$here/packages.txt" "$here/sdk-packages.txt"
[ $# -gt 0 ] || set -- runtime zlib openssl qt curl spdlog quazip
for part in "$@"; do
    make_part "$part"
done
say "The SDK is in $sdk"
