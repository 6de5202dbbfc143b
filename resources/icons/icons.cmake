# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The icons are drawn once, as SVG, and rendered while building. Qt Svg would have to be on every system
# that runs the wizard; rsvg-convert is needed only where it is built, draws the same on each, and asks for
# no display.
find_program(BOOTWRIGHT_RSVG rsvg-convert NO_CMAKE_FIND_ROOT_PATH)
if(NOT BOOTWRIGHT_RSVG)
    message(FATAL_ERROR "The wizard's icons need rsvg-convert: install it (installer/packages.txt names its "
        "package), or set BOOTWRIGHT_RSVG.")
endif()

# bootwright_icons(target SIZES 16 24 … NAMES folder log …): <name>.svg becomes :/icons/<name>-<size>.png.
function(bootwright_icons target)
    cmake_parse_arguments(arg "" "" "SIZES;NAMES" ${ARGN})
    set(source_folder ${PROJECT_SOURCE_DIR}/resources/icons)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/icons)
    file(MAKE_DIRECTORY ${folder})
    set(images "")
    foreach(name ${arg_NAMES})
        foreach(size ${arg_SIZES})
            set(image ${folder}/${name}-${size}.png)
            add_custom_command(OUTPUT ${image}
                COMMAND ${BOOTWRIGHT_RSVG} --width ${size} --height ${size} --output ${image} ${source_folder}/${name}.svg
                DEPENDS ${source_folder}/${name}.svg COMMENT "Drawing ${name}, ${size} pixels" VERBATIM)
            list(APPEND images ${image})
        endforeach()
    endforeach()
    list(GET arg_NAMES 0 first)
    qt_add_resources(${target} ${target}_icons_${first} PREFIX /icons BASE ${folder} FILES ${images})
endfunction()
