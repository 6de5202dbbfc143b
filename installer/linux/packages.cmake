# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Linux: one component a program, and a Debian package of each.
set(sources ${PROJECT_SOURCE_DIR}/resources/linux)
set(built "") # what the installation takes out of the build folder

# from_help(bootwright-cli bootwright-cli.1): that file of resources/linux, with what the program's --help says.
function(from_help program file)
    add_custom_command(OUTPUT ${file}
        COMMAND Python3::Interpreter ${sources}/help.py $<TARGET_FILE:${program}> ${PROJECT_VERSION} ${release_date}
            ${sources}/${file}.in ${file}
        DEPENDS ${program} ${sources}/help.py ${sources}/${file}.in COMMENT "Writing ${file} from --help" VERBATIM)
    set(built ${built} ${file} PARENT_SCOPE)
endfunction()

# compressed(input output): as Debian wants it, the same bytes at every time.
function(compressed input output)
    add_custom_command(OUTPUT ${output} COMMAND gzip -9n < ${input} > ${output} DEPENDS ${input} VERBATIM)
    set(built ${built} ${output} PARENT_SCOPE)
endfunction()

# Every package carries its copyright and changelog.
compressed(${changelog} changelog.gz)
function(install_documents component package)
    install(FILES ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/copyright ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz
        DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package} COMPONENT ${component})
endfunction()

# cli
from_help(bootwright-cli bootwright-cli.1)
compressed(bootwright-cli.1 bootwright-cli.1.gz)
from_help(bootwright-cli bootwright-cli.bash)
from_help(bootwright-cli _bootwright-cli)
install(TARGETS bootwright-cli COMPONENT cli)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/bootwright-cli.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT cli)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/bootwright-cli.bash
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME bootwright-cli COMPONENT cli)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/_bootwright-cli
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT cli)
install_documents(cli bootwright-cli)

# wizard
if(BOOTWRIGHT_UI)
    from_help(bootwright bootwright.1)
    compressed(bootwright.1 bootwright.1.gz)
    configure_file(${sources}/bootwright.metainfo.xml.in bootwright.metainfo.xml @ONLY)
    install(TARGETS bootwright COMPONENT wizard)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/bootwright.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT wizard)
    install(FILES ${sources}/bootwright.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT wizard)
    install(FILES ${sources}/bootwright-mime.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME bootwright.xml COMPONENT wizard)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/bootwright.metainfo.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo COMPONENT wizard)
    install_documents(wizard bootwright)

    set(icon ${PROJECT_SOURCE_DIR}/resources/icons/bootwright.svg)
    set(icons ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
    install(FILES ${icon} DESTINATION ${icons}/scalable/apps COMPONENT wizard)
    find_program(BOOTWRIGHT_RSVG rsvg-convert REQUIRED)
    foreach(size 16 24 32 48 64 128 256)
        add_custom_command(OUTPUT icon-${size}.png
            COMMAND ${BOOTWRIGHT_RSVG} --width ${size} --height ${size} --output icon-${size}.png ${icon}
            DEPENDS ${icon} COMMENT "Drawing the icon, ${size} pixels" VERBATIM)
        list(APPEND built icon-${size}.png)
        install(FILES ${CMAKE_CURRENT_BINARY_DIR}/icon-${size}.png
            DESTINATION ${icons}/${size}x${size}/apps RENAME bootwright.png COMPONENT wizard)
    endforeach()
endif()
add_custom_target(bootwright_installed_files ALL DEPENDS ${built})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME bootwright)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has its own
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL cli wizard)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The Bootwright authors <authors@bootwright.example>")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_CLI_PACKAGE_NAME bootwright-cli)
set(CPACK_DEBIAN_CLI_PACKAGE_RECOMMENDS udisks2) # unmounts sticks and opens them without being root
set(CPACK_COMPONENT_CLI_DESCRIPTION
"boot media for Configuration Manager, for scripts
bootwright-cli makes boot media for Microsoft Configuration Manager without
its console: it takes a boot image and a recipe, which is a file with the
answers to the questions of the console's wizard, and makes an ISO that is
at once a disc and a disk. What it calls done was read back and compared.

It inspects and verifies media, too, and brings a training site.")
set(CPACK_DEBIAN_WIZARD_PACKAGE_NAME bootwright)
set(CPACK_DEBIAN_WIZARD_PACKAGE_RECOMMENDS "udisks2, fonts-dejavu-core | fonts-freefont-ttf")
set(CPACK_DEBIAN_WIZARD_PACKAGE_SUGGESTS "bootwright-cli, qt6-wayland")
set(CPACK_COMPONENT_WIZARD_DESCRIPTION
"boot media for Configuration Manager, step by step
Bootwright makes boot media for Microsoft Configuration Manager without its
console: it takes the boot image and the facts of a site, asks the questions
of the console's wizard in their order, and makes an ISO that is at once a
disc and a disk. What it calls done was read back and compared.

A training site is built in, so that all of it can be tried without a real
one.")
include(CPack)
