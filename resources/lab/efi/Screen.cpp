// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Screen.h"

namespace lab {

namespace {

// UEFI 2.10, 12.4.6: foreground in the low four bits, background above.
constexpr size_t plain = 0x07, bright = 0x0F, cyan = 0x0B, red = 0x0C, titleBar = 0x1F;
constexpr size_t goodBar = 0x2F, badBar = 0x4F;
constexpr size_t columns = 80, margin = 3, valueColumn = 20;
constexpr size_t introRow = 4, lastFactRow = 12, barRow = 14, pathRow = 15, lastProblemRow = 20,
                 verdictRow = 22;
constexpr size_t barWidth = 60;

//! \a done in hundredths of \a total, without a 64-bit division (see Line::add).
unsigned percentOf(uint64_t done, uint64_t total)
{
    for (; total > 0xFFFFFF; total >>= 1)
        done >>= 1;
    return total == 0 ? 100 : unsigned(uint32_t(done) * 100 / uint32_t(total));
}

} // namespace

Screen::Screen(efi::TextOutput *output, Text program, Text signer)
    : m_output(output)
{
    if (m_output == nullptr)
        return;
    m_output->setMode(m_output, 0);
    m_output->setAttribute(m_output, plain);
    m_output->clearScreen(m_output);
    m_output->enableCursor(m_output, 0);
    put(0, 0, titleBar, "", columns);
    put(0, 1, titleBar, "   Bootwright training lab", columns);
    Line line;
    const Text loader = line.add(program).add(", ").add(signer).add(" loader");
    put(columns - margin - loader.size, 1, titleBar, loader, loader.size);
    put(0, 2, titleBar, "", columns);
    put(margin,
        introRow,
        plain,
        "A stand-in for Windows Boot Manager. It checks the media, nothing more.",
        columns - margin);
}

//! \a text cut or filled with blanks to \a width.
void Screen::put(size_t column, size_t row, size_t attribute, Text text, size_t width)
{
    if (m_output == nullptr || column + width > columns)
        return;
    char16_t units[columns + 1];
    size_t size = toUtf16(text, units, width + 1);
    for (; size < width; ++size)
        units[size] = u' ';
    units[size] = 0;
    m_output->setCursor(m_output, column, row);
    m_output->setAttribute(m_output, attribute);
    m_output->output(m_output, units);
}

void Screen::fact(Text name, Text value)
{
    if (m_factRow > lastFactRow)
        return;
    constexpr size_t width = columns - valueColumn - 1;
    put(margin, m_factRow, cyan, name, valueColumn - margin);
    put(valueColumn, m_factRow++, bright, value, width);
    if (value.size > width) // a device path
        put(valueColumn, m_factRow++, bright, value.from(width), width);
}

void Screen::progress(uint64_t done, uint64_t total, Text path)
{
    const unsigned percent = percentOf(done, total);
    if (percent == m_lastPercent && path == m_lastPath)
        return; // drawing is slow where the console is a serial line
    m_lastPercent = percent;
    m_lastPath = path;
    Line bar;
    for (size_t i = 0; i < barWidth; ++i)
        bar.addUtf16(i * 100 < percent * barWidth ? u'\u2588' : u'\u2591');
    Line number;
    number.add(percent).add(" %");
    put(margin, barRow, cyan, bar, barWidth);
    put(margin + barWidth + 2, barRow, bright, number, 6);
    put(margin, pathRow, plain, path, columns - margin - 1);
}

void Screen::problem(Text what, Text path)
{
    if (m_problemRow > lastProblemRow)
        return;
    put(margin, m_problemRow, red, what, valueColumn - margin);
    put(valueColumn, m_problemRow, bright, path, columns - valueColumn - 1);
    ++m_problemRow;
}

void Screen::verdict(bool good, Text sentence)
{
    Line line;
    line.fill(' ', margin).add(sentence);
    put(0, verdictRow, good ? goodBar : badBar, line, columns);
    put(margin,
        verdictRow + 1,
        bright,
        "Nothing was installed. Switch the machine off.",
        columns - margin - 1);
}

} // namespace lab
