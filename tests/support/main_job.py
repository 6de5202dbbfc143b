# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, from wherever a package put the programs: the training lab and its ISO, by command and by hand."""
import json
import pathlib
import time

import cli


def write_reproducible(folder):
    """What makes every program that is given it write the same bytes; its path."""
    key = folder / "key.pem"
    cli.tool("openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", key)
    path = folder / "reproducible.json"
    path.write_text(json.dumps({"reproducibleVersion": 1, "now": "2026-11-22T12:00:00Z", "seed": "a seed",
                                "privateKey": key.read_text()}))
    return path


def build(run, folder, reproducible, place=str):
    """The training lab's ISO below `folder`. `run` runs bootwright-cli with arguments and fails unless it is done;
    `place` is how that program names a path of this system."""
    lab, log = folder / "lab", folder / "cli.log"
    run("lab", place(lab), "--log", place(log))
    iso = folder / "made by command.iso"
    run("build", place(lab / "recipe.json"), "--output", place(iso), "--reproducible", place(reproducible),
        "--log", place(log))
    run("verify", place(iso), "--log", place(log))
    return iso


def build_by_hand(screen, start, folder, reproducible, place=str):
    """The same ISO, made with the keys of the wizard, which `start` starts with arguments; the lab is there.
    A screenshot of its first page is first-page.png in `folder`."""
    recipe = json.loads((folder / "lab/recipe.json").read_text())
    iso = folder / "made by hand.iso"
    recipe["target"]["path"] = place(iso)
    by_hand = folder / "lab/by hand.json"
    by_hand.write_text(json.dumps(recipe))
    wizard = start("--reproducible", place(reproducible), place(by_hand))
    try:
        screen.focus("Bootwright", wizard)
        wait_for(lambda: colours(screen.shot(folder / "first-page.png")) > 20, screen, folder)  # it is painted
        for _ in range(9):  # through all pages; at the summary Alt+N is nothing
            screen.press("alt+n")
            time.sleep(0.5)
        screen.shot(folder / "summary.png")
        screen.press("alt+c")  # Create media
        wait_for(iso.exists, screen, folder)
        time.sleep(2)
        screen.shot(folder / "last-page.png")
        wait_for(lambda: screen.press("Escape") or wizard.poll() is not None, screen, folder)
    finally:
        wizard.kill()
        wizard.wait()
    return iso


def wait_for(happened, screen, folder):
    deadline = time.monotonic() + 120
    while not happened():
        if time.monotonic() > deadline:
            raise AssertionError(f"The wizard does not go on. Its screen is {screen.shot(folder / 'stuck.png')}")
        time.sleep(1)


def brightness(image):
    """From 0 (black) to 1 (white), in the middle of a screenshot, where the window is."""
    return float(cli.tool("convert", image, "-gravity", "center", "-crop", "600x400+0+0", "-colorspace", "Gray",
                          "-format", "%[fx:mean]", "info:"))


def colours(image):
    """How many colours a screenshot has: a window that painted nothing has one or two."""
    return int(cli.tool("identify", "-format", "%k", image))
