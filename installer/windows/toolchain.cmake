# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Windows x64 from Debian's mingw-w64 (posix threads) and the libraries in the folder that the environment
# variable BOOTWRIGHT_WINDOWS_SDK names; installer/windows/sdk.sh makes such a folder.
set(BOOTWRIGHT_WINDOWS_SDK "$ENV{BOOTWRIGHT_WINDOWS_SDK}" CACHE PATH "The libraries for Windows")
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES BOOTWRIGHT_WINDOWS_SDK)
if(NOT IS_DIRECTORY "${BOOTWRIGHT_WINDOWS_SDK}/include")
    message(FATAL_ERROR "Cannot build for Windows. There is no SDK in \"${BOOTWRIGHT_WINDOWS_SDK}\". "
        "Make one with installer/windows/sdk.sh, and set BOOTWRIGHT_WINDOWS_SDK to its folder.")
endif()

set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_SYSTEM_VERSION 10.0)
set(triplet x86_64-w64-mingw32)
set(CMAKE_C_COMPILER ${triplet}-gcc-posix)
set(CMAKE_CXX_COMPILER ${triplet}-g++-posix)
set(CMAKE_RC_COMPILER ${triplet}-windres)
set(CMAKE_AR ${triplet}-gcc-ar-posix CACHE FILEPATH "")
set(CMAKE_RANLIB ${triplet}-gcc-ranlib-posix CACHE FILEPATH "")

# libraries and headers come from the SDK and the compiler, programs from this system
set(CMAKE_FIND_ROOT_PATH "${BOOTWRIGHT_WINDOWS_SDK}" /usr/${triplet})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(CMAKE_PREFIX_PATH "${BOOTWRIGHT_WINDOWS_SDK}")
set(OPENSSL_ROOT_DIR "${BOOTWRIGHT_WINDOWS_SDK}" CACHE PATH "")
set(ZLIB_ROOT "${BOOTWRIGHT_WINDOWS_SDK}" CACHE PATH "")
set(PKG_CONFIG_EXECUTABLE "" CACHE FILEPATH "") # this system's .pc files describe its own libraries
set(QT_HOST_PATH /usr CACHE PATH "")            # moc, uic and rcc run here
set(QT_HOST_PATH_CMAKE_DIR /usr/lib/x86_64-linux-gnu/cmake CACHE PATH "")

set(CMAKE_CROSSCOMPILING_EMULATOR "${CMAKE_CURRENT_LIST_DIR}/wine.sh;${BOOTWRIGHT_WINDOWS_SDK}" CACHE STRING "")
