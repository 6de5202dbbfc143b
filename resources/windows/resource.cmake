# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What Windows shows of a program: its name and version, its icon, and the manifest.
enable_language(RC)
find_program(BOOTWRIGHT_RSVG rsvg-convert NO_CMAKE_FIND_ROOT_PATH REQUIRED)
find_program(BOOTWRIGHT_ICOTOOL icotool NO_CMAKE_FIND_ROOT_PATH REQUIRED)

# The icon is drawn from its SVG in the sizes that Windows asks for, and packed into one file.
set(icon ${PROJECT_BINARY_DIR}/resources/bootwright.ico)
set(icon_source ${PROJECT_SOURCE_DIR}/resources/icons/bootwright.svg)
set(images "")
foreach(size 16 24 32 48 64 256)
    set(image ${PROJECT_BINARY_DIR}/resources/icon-${size}.png)
    add_custom_command(OUTPUT ${image}
        COMMAND ${BOOTWRIGHT_RSVG} --width ${size} --height ${size} --output ${image} ${icon_source}
        DEPENDS ${icon_source} COMMENT "Drawing the icon, ${size} pixels" VERBATIM)
    list(APPEND images ${image})
endforeach()
add_custom_command(OUTPUT ${icon}
    COMMAND ${BOOTWRIGHT_ICOTOOL} --create --output ${icon} ${images}
    DEPENDS ${images} COMMENT "Packing the icon" VERBATIM)

# bootwright_windows_resource(target "What Windows calls the program"): the user account control prompt and
# the properties of the file show that text.
function(bootwright_windows_resource target description)
    set(script ${CMAKE_CURRENT_BINARY_DIR}/${target}.rc)
    set(folder ${PROJECT_SOURCE_DIR}/resources/windows)
    configure_file(${folder}/program.rc.in ${script} @ONLY)
    set_source_files_properties(${script} PROPERTIES
        COMPILE_OPTIONS "-I${folder};-I${PROJECT_BINARY_DIR}/resources"
        OBJECT_DEPENDS "${folder}/program.manifest;${icon}")
    target_sources(${target} PRIVATE ${script})
endfunction()
