#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""help.py PROGRAM VERSION DATE TEMPLATE OUTPUT

The manual pages and the completions say what --help says: this asks the built program and fills in a
template, so that a command or an option is described in one place only, the program.
"""
import os
import pathlib
import re
import subprocess
import sys


class Help:
    """What a program's --help lists."""

    def __init__(self, text):
        self.commands = re.findall(r"^  bootwright-cli (\S.*)\n      (\S.*)$", text, re.M)  # synopsis, summary
        self.options = []  # names, value, description
        for entry in re.split(r"\n(?=  -)", "\n" + self.section(text, "Options:"))[1:]:
            names, description = re.match(r"  (-.*?)(?:  +|\n +)(.*)", entry, re.S).groups()
            value = re.search(r" <(.*?)>", names)
            self.options.append((re.findall(r"--?[\w-]+", names.split(" <")[0]), value.group(1) if value else "",
                                 " ".join(description.split())))
        self.statuses = re.findall(r"(\d+) ([^,.]+)", self.section(text, "Exit status:"))
        if not self.options:
            sys.exit("Cannot read the help. It has no options.")

    @staticmethod
    def section(text, heading):
        """What stands below `heading`, up to an empty line."""
        found = re.search(rf"^{heading}(.*?)(?:\n\n|\Z)", text, re.M | re.S)
        return found.group(1) if found else ""

    def command_names(self):
        return [synopsis.split()[0] for synopsis, _ in self.commands]


def roff(text):
    return text.replace("\\", "\\e").replace("-", "\\-")


def roff_synopsis(text):
    """Bold is what is typed as it is, italic what stands for something."""
    return re.sub(r"[\w=./-]+", lambda word: (r"\fI%s\fR" if word[0].isupper() else r"\fB%s\fR") % roff(word[0]), text)


def zsh(text):
    return re.sub(r"([\[\]:'\\])", lambda special: "'\\''" if special[1] == "'" else "\\" + special[1], text)


def zsh_option(names, value, description):
    if value == "style":
        value = ":style:(plain json none)"
    elif value:
        value = f":{value}:_files"
    return f"'{names[-1]}[{zsh(description)}]{value}'"


def fillings(found, version, date):
    """What takes the place of each @NAME@ of a template."""
    return {
        "VERSION": version,
        "DATE": date,
        "COMMANDS": "\n".join(f".TP\n{roff_synopsis(synopsis)}\n{roff(summary)}" for synopsis, summary in found.commands),
        "OPTIONS": "\n".join(
            ".TP\n" + ", ".join(rf"\fB{roff(name)}\fR" for name in names) + (rf" \fI{roff(value)}\fR" if value else "")
            + f"\n{roff(description)}" for names, value, description in found.options),
        "STATUSES": "\n".join(f".TP\n.B {number}\n{roff(meaning)}" for number, meaning in found.statuses),
        "COMMAND_WORDS": " ".join(found.command_names()),
        "OPTION_WORDS": " ".join(names[-1] for names, _, _ in found.options),
        "ZSH_COMMANDS": "\n".join(f"    '{synopsis.split()[0]}:{zsh(summary)}'" for synopsis, summary in found.commands),
        "ZSH_OPTIONS": " \\\n".join("    " + zsh_option(*option) for option in found.options),
    }


def main():
    program, version, date, template, output = sys.argv[1:]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    text = subprocess.run([program, "--help"], env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    values = fillings(Help(text), version, date)
    filled = re.sub(r"@(\w+)@", lambda name: values[name[1]], pathlib.Path(template).read_text())
    pathlib.Path(output).write_text(filled)


if __name__ == "__main__":
    main()
