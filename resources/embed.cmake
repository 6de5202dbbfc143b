# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DFILES=a;b -DOUTPUT=Embedded.cpp -P embed.cmake: the bytes of the files as C++ (core/base/Embedded.h).
set(arrays "")
set(rows "")
set(number 0)
foreach(file IN LISTS FILES)
    get_filename_component(name ${file} NAME)
    file(READ ${file} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    string(APPEND arrays "const unsigned char file${number}[] = {${bytes}};\n")
    string(APPEND rows "    {\"${name}\", file${number}, sizeof(file${number})},\n")
    math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUTPUT} "// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Made by resources/embed.cmake.
#include \"core/base/Embedded.h\"

namespace bootwright {

namespace {
${arrays}
struct Row
{
    const char *name;
    const unsigned char *bytes;
    size_t size;
};
const Row rows[] = {
${rows}};
} // namespace

QByteArray embeddedFile(QByteArrayView name)
{
    for (const Row &row : rows) {
        if (name == QByteArrayView(row.name))
            return QByteArray::fromRawData(reinterpret_cast<const char *>(row.bytes), qsizetype(row.size));
    }
    return {};
}

} // namespace bootwright
")
