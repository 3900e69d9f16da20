"""Say what is in a set of digits: how many images, of which digits or other classes, and how their pixels lie.

inkling data mnist-20k
inkling data my-digits.csv --json
"""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np

from commands.frame import put, say, tell
from commands.sets import HELP, digits_of
from engine.digits.dataset import DIGIT_NAMES, Digits


def fill(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("digits", metavar="DIGITS", help=HELP)
    parser.add_argument("--scale", action="store_true", help="scale images of another size to 28 x 28")
    parser.add_argument("--json", action="store_true", help="one record of JSON for each set, for other programs")


def work(arguments: argparse.Namespace) -> None:
    loaded = digits_of(arguments.digits, arguments.scale)
    if loaded.note:
        tell(loaded.note)
    for digits in filter(None, (loaded.digits, loaded.test_digits)):
        facts = facts_of(digits)
        put(facts) if arguments.json else say(in_words(facts))


def facts_of(digits: Digits) -> dict[str, Any]:
    """``names``: of the classes; ``counts``: the images of each. ``mean`` and ``deviation``: of all pixels, as
    fractions of 255; ``black``: the share of pixels that are 0."""
    counts = np.bincount(digits.labels, minlength=digits.classes)
    pixels = np.bincount(digits.images.reshape(-1), minlength=256)  # as many numbers as there are values, not pixels
    values = np.arange(256) / 255
    mean = float((pixels * values).sum() / pixels.sum())
    return {
        "name": digits.name, "images": len(digits), "names": list(digits.names), "counts": counts.tolist(),
        "mean": mean, "deviation": float(np.sqrt((pixels * (values - mean) ** 2).sum() / pixels.sum())),
        "black": float(pixels[0] / pixels.sum()),
    }  # fmt: skip


def in_words(facts: dict[str, Any]) -> str:
    counts = "  ".join(f"{name}: {count:,}" for name, count in zip(facts["names"], facts["counts"], strict=True))
    kind = "digit" if tuple(facts["names"]) == DIGIT_NAMES else "class"
    return (
        f"{facts['name']}: {facts['images']:,} images of 28 x 28 pixels\n"
        f"  of each {kind}    {counts}\n"
        f"  pixels (0 to 1)  mean {facts['mean']:.4f}, deviation {facts['deviation']:.4f}, "
        f"{100 * facts['black']:.1f} % are black"
    )
