"""Measure other classifiers, scikit-learn's, on the same images: they tell what a network's accuracy is worth.

  inkling yardsticks
  inkling yardsticks knn forest svm --seeds 3
  inkling yardsticks knn --knn-neighbours 5 --digits my-digits.csv --json

Each is fitted to the training images that a network with the same seed and test share would see, and judges the same
test images. There is a line for each as it finishes, or a record. Ctrl+C ends those that have not.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from commands.frame import put, say, tell
from commands.sets import digits_of
from commands.settings import LESSON, SAYS
from engine.errors import UserError
from engine.experiments.states import FAILED, FINISHED
from engine.experiments.yardsticks.measuring import MOST_SEEDS, Images, Measurement, Measuring
from engine.experiments.yardsticks.recipes import KINDS, Kind, Parameter, Recipe, label, word_of
from engine.experiments.yardsticks.result import Result
from engine.numbers import duration, number, whole
from engine.words import _

LOOK = 0.05  # seconds between two looks
WIDTH = 98  # characters of a line of help, after two that are empty
SETTINGS = "digits", "test_share", "seed"
"""Those of a training that a yardstick has, too."""


def fill(parser: argparse.ArgumentParser) -> None:
    words = ", ".join(KINDS)
    parser.add_argument(
        "yardsticks", nargs="*", metavar="YARDSTICK", help=_("which: {words}; all without any").format(words=words)
    )
    for name in SETTINGS:
        usual = LESSON[name]
        says = f"{SAYS[name]} ({usual})".replace("%", "%%")
        parser.add_argument(_option(name), type=type(usual), default=usual, metavar="VALUE", help=says)
    parser.add_argument(
        "--seeds", type=int, default=1, metavar="N",
        help=_("measure with so many seeds, counted from --seed: each splits the images anew (1)"),
    )  # fmt: skip
    parser.add_argument("--scale", action="store_true", help=_("scale images of another size to 28 x 28"))
    parser.add_argument("--json", action="store_true", help=_("a record of JSON for each, for other programs"))
    for word, kind in KINDS.items():
        _fill_kind(parser, word, kind)


def _fill_kind(parser: argparse.ArgumentParser, word: str, kind: Kind) -> None:
    group = parser.add_argument_group(f"{word} ({kind.title})", textwrap.fill(kind.explains, WIDTH))
    for name, usual in asdict(kind.recipe()).items():
        says = f"{_says(kind.parameters[name])} ({usual})".replace("%", "%%")
        group.add_argument(_option(f"{word}_{name}"), type=type(usual), default=usual, metavar="VALUE", help=says)


def _says(parameter: Parameter) -> str:
    if parameter.choices is None:
        return parameter.tip
    return _("{tip} One of: {choices}.").format(tip=parameter.tip, choices=", ".join(parameter.choices))


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def work(arguments: argparse.Namespace) -> None:
    measuring = measuring_of(arguments)
    failed = 0
    measuring.start()
    try:
        for run in _as_they_end(measuring):
            failed += run.state == FAILED
            put(record(run)) if arguments.json else say(in_words(run))
    finally:
        measuring.close()
    if failed:
        raise UserError(_("Not all of the yardsticks could be measured."))


def measuring_of(arguments: argparse.Namespace) -> Measuring:
    """Raises UserError, for the first thing that cannot be."""
    recipes = [_recipe(arguments, word) for word in dict.fromkeys(arguments.yardsticks or KINDS)]
    if not 1 <= arguments.test_share <= 90:
        raise UserError(_("Keep 1 to 90 percent of the images for testing."), "test_share")
    if not 1 <= arguments.seeds <= MOST_SEEDS:
        raise UserError(_("Use 1 to {most} different seeds.").format(most=MOST_SEEDS), "seeds")
    seeds = range(arguments.seed, arguments.seed + arguments.seeds)
    loaded = digits_of(arguments.digits, arguments.scale)
    if loaded.note:
        tell(loaded.note)
    return Measuring(recipes, Images(loaded.digits, loaded.test_digits, arguments.test_share / 100), seeds)


def _recipe(arguments: argparse.Namespace, word: str) -> Recipe:
    kind = KINDS.get(word)
    if kind is None:
        sentence = _("There is no yardstick “{word}”: use {words}.")
        raise UserError(sentence.format(word=word[:30], words=", ".join(KINDS)), "yardsticks")
    return kind.recipe(**{name: getattr(arguments, f"{word}_{name}") for name in kind.parameters})


def _as_they_end(measuring: Measuring) -> Iterator[Measurement]:
    told: set[Measurement] = set()
    going = True
    while going:
        measuring.wait(LOOK)
        going = not measuring.over  # asked before looking, so that nothing after it is missed
        for run in measuring.runs:
            if run.ended and run not in told:
                told.add(run)
                yield run


def record(run: Measurement) -> dict[str, Any]:
    """``accuracy``: percent. ``confusion``: test images by true class (rows) and guess. ``seconds_fit``: without
    loading scikit-learn. ``seconds_image``: for each test image. ``size``: bytes. ``settled``: False if more iterations
    would still change it."""
    known = {"yardstick": word_of(run.recipe), **asdict(run.recipe), "seed": run.seed, "state": run.state}
    found = run.result
    if found is None:
        return {**known, "reason": run.reason}
    return {
        **known, "train_images": found.train_images, "test_images": found.test_images, "accuracy": found.accuracy,
        "confusion": found.confusion.tolist(), "seconds_fit": found.fit_seconds, "seconds_image": found.image_seconds,
        "size": found.size, "settled": found.settled,
    }  # fmt: skip


def in_words(run: Measurement) -> str:
    head = _("{yardstick}, seed {seed}").format(yardstick=label(run.recipe), seed=run.seed)
    if run.state != FINISHED or run.result is None:
        return f"{head}: {run.reason or run.state}"
    return f"{head}: {_facts(run.result)}"


def _facts(found: Result) -> str:
    return _(
        "{accuracy} % of {images} test images are right; fitted in {fit}, {milliseconds} ms for each image, {size} kB"
    ).format(
        accuracy=number(found.accuracy, 2), images=whole(found.test_images), fit=duration(found.fit_seconds),
        milliseconds=number(1000 * found.image_seconds, 3), size=whole(found.size / 1000),
    )  # fmt: skip
