# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A display of its own for a program with windows: keys are pressed, and pictures taken."""
import os
import subprocess
import time

import cli


class Screen:
    def __enter__(self):
        read_end, write_end = os.pipe()
        self._server = subprocess.Popen(["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x900x24"],
                                        pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write_end)
        with open(read_end) as number:
            self.name = ":" + number.readline().strip()
        return self

    def __exit__(self, *_):
        self._server.terminate()
        self._server.wait()

    def _xdotool(self, *arguments):
        return subprocess.run(["xdotool", *arguments], env={**os.environ, "DISPLAY": self.name}, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)

    def focus(self, title, program, timeout=60):
        """Waits for the window of `program` whose title has `title`, and gives it the keyboard."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline and program.poll() is None:
            found = self._xdotool("search", "--onlyvisible", "--name", title).stdout.split()
            if found and self._xdotool("windowfocus", "--sync", found[-1]).returncode == 0:
                time.sleep(1)  # until the program knows
                return
            time.sleep(0.1)
        raise AssertionError(f'There is no window "{title}".')

    def press(self, *keys):
        self._xdotool("key", "--clearmodifiers", *keys)

    def shot(self, path):
        cli.tool("import", "-display", self.name, "-window", "root", path)
        return path
