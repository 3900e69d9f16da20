"""What others have published, what was measured here, and a person's own runs: one list by the share that is wrong."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.experiments.yardsticks.milestones import MILESTONES
from engine.experiments.yardsticks.recipes import label
from engine.experiments.yardsticks.record import Record, by_recipe
from engine.numbers import whole
from engine.runs.library import Entry
from engine.runs.titles import title
from engine.words import _, ngettext

PUBLISHED, MEASURED, OWN, YOU = "published", "measured", "own", "you"
MOST_OWN = 10
"""Runs of the person's own, the best: more would hide what was published."""


MEANING = _(
    "What counts here is how many test images are wrong: 100 % less the accuracy. What was published learned from "
    "60,000 images and was tested with MNIST’s own 10,000. What was measured here, and your runs, are of the images "
    "at hand: do not compare them to the last digit."
)


@dataclass(frozen=True)
class Ranked:
    """``kind``: one of the four above. ``year``: None if there is none. ``wrong``: percent of the test images."""

    kind: str
    method: str
    year: int | None
    wrong: float
    source: str


@dataclass(frozen=True)
class OwnScore:
    """How many of the images that are hardest for the network that ships the person has read as they are labelled."""

    right: int
    images: int


def ranking(records: Iterable[Record], runs: Sequence[Entry], you: OwnScore | None = None) -> list[Ranked]:
    """The fewest wrong first. Of yardsticks and runs only those on the ten digits; a yardstick is there once for each
    recipe and all seeds under the same conditions. ``you``: None if the person has not tried."""
    published = [Ranked(PUBLISHED, one.method, one.year, one.error, one.source) for one in MILESTONES]
    mine = [_run(entry) for entry in runs if entry.summary.spec.are_digits and not math.isnan(entry.summary.accuracy)]
    mine = sorted(mine, key=lambda one: one.wrong)[:MOST_OWN]
    yours = [] if you is None else [_you(you)]
    return sorted([*published, *_measured(records), *mine, *yours], key=lambda one: one.wrong)


def _you(score: OwnScore) -> Ranked:
    method = ngettext("you, on the {count} hardest image", "you, on the {count} hardest images", score.images)
    source = _("Of MNIST’s official test images: those that the network that ships is surest to misread")
    wrong = 100 * (1 - score.right / score.images)
    return Ranked(YOU, method.format(count=score.images), None, wrong, source)


def _measured(records: Iterable[Record]) -> list[Ranked]:
    groups: dict[object, list[Record]] = {}
    for record in records:
        if record.are_digits:
            groups.setdefault(record.conditions, []).append(record)
    return [_yardstick(some) for group in groups.values() for some in by_recipe(group).values()]


def _yardstick(records: list[Record]) -> Ranked:
    wrong = 100 - sum(record.accuracy for record in records) / len(records)
    return Ranked(MEASURED, label(records[0].recipe), None, wrong, _images(records))


def _images(records: list[Record]) -> str:
    """ "MNIST 20,000: 18,000 to learn from, 2,000 of the test; 3 seeds"."""
    first, changes = records[0], records[0].fitted_to.changes
    sentence = ngettext(
        "{digits}: {train} to learn from, {test} of the test; {seeds} seed",
        "{digits}: {train} to learn from, {test} of the test; {seeds} seeds",
        len(records),
    )
    images = sentence.format(
        digits=first.fitted_to.digits, train=whole(first.train_images), test=whole(first.test_images),
        seeds=len(records),
    )  # fmt: skip
    return ", ".join(filter(None, (images, changes.words())))


def _run(entry: Entry) -> Ranked:
    summary = entry.summary
    words = title(summary.spec, summary.config)
    method = _("{name} ({settings})").format(name=entry.about.name, settings=words) if entry.about.name else words
    return Ranked(OWN, method, None, 100 - summary.accuracy, str(summary.trained_on))
