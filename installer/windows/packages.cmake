# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Windows: one folder that needs nothing but Windows. installer/package.sh makes the packages of it.
install(TARGETS bootwright-cli bootwright-drives DESTINATION .)
if(BOOTWRIGHT_UI)
    install(TARGETS bootwright DESTINATION .)
endif()
install(CODE "execute_process(COMMAND \"${Python3_EXECUTABLE}\" \"${CMAKE_CURRENT_LIST_DIR}/deploy.py\"
    \"${BOOTWRIGHT_WINDOWS_SDK}\" \"\${CMAKE_INSTALL_PREFIX}\" COMMAND_ERROR_IS_FATAL ANY)")
