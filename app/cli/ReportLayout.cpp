// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ReportLayout.h"

#include <algorithm>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace bootwright {

namespace {

constexpr qsizetype widestName = 52;
constexpr int leastColumns = 60;
constexpr int mostColumns = 120;

bool isTerminal()
{
#ifdef Q_OS_WIN
    return _isatty(1);
#else
    return isatty(1);
#endif
}

QString coloured(const QString &text, std::optional<Severity> severity)
{
    const auto *code = severity == Severity::Error     ? "31;1"
                       : severity == Severity::Warning ? "33"
                                                       : "0";
    return QStringLiteral("\033[%1m%2\033[0m").arg(QLatin1String(code), text);
}

//! \a text in lines of at most \a width characters, broken at blanks; 0: one line.
QStringList wrapped(const QString &text, qsizetype width)
{
    QStringList lines{QString()};
    for (const auto &word : text.split(u' ')) {
        auto &line = lines.back();
        if (line.isEmpty())
            line = word;
        else if (width == 0 || line.size() + 1 + word.size() <= width)
            line += u' ' + word;
        else
            lines.append(word);
    }
    return lines;
}

QString layOutRow(const ReportRow &row, qsizetype nameWidth, const Terminal &terminal)
{
    const auto indent = nameWidth + 4;
    const auto width = terminal.columns == 0 ? 0 : terminal.columns - indent;
    auto lines = wrapped(row.value, width);
    QString text = QStringLiteral("  ") + row.name;
    if (row.name.size() > nameWidth) // too long to stand beside its value
        text += u'\n' + QString(indent, u' ');
    else
        text += QString(indent - text.size(), u' ');
    for (auto &line : lines)
        line = terminal.hasColours && row.severity ? coloured(line, row.severity) : line;
    return text + lines.join(u'\n' + QString(indent, u' ')) + u'\n';
}

} // namespace

Terminal standardOutput()
{
    if (!isTerminal())
        return {};
    const auto columns = qEnvironmentVariableIntValue("COLUMNS");
    Terminal terminal{std::clamp(columns == 0 ? 100 : columns, leastColumns, mostColumns), false};
#ifndef Q_OS_WIN
    terminal.hasColours = qEnvironmentVariableIsEmpty("NO_COLOR");
#endif
    return terminal;
}

QString layOut(const std::vector<ReportSection> &sections, const Terminal &terminal)
{
    QString text;
    for (const auto &section : sections) {
        qsizetype nameWidth = 0;
        for (const auto &row : section.rows)
            nameWidth = std::max(nameWidth, std::min(row.name.size(), widestName));
        text += text.isEmpty() ? QString() : QStringLiteral("\n");
        text += section.title + u'\n';
        for (const auto &row : section.rows)
            text += layOutRow(row, nameWidth, terminal);
    }
    return text;
}

} // namespace bootwright
