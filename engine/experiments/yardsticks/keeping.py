"""A yardstick on disk: its recipe and what it was fitted to, as JSON. It is fitted anew, and is then the same.

What scikit-learn itself writes is pickle, which can run any program when it is opened.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from engine import limits
from engine.digits.dataset import Digits
from engine.digits.identity import mark_of
from engine.errors import UserError
from engine.experiments.yardsticks.fitting import Fitted, fit
from engine.experiments.yardsticks.measuring import Images
from engine.experiments.yardsticks.recipes import KINDS, Recipe, word_of
from engine.files import write_for_person
from engine.reading import open_file, read_file
from engine.records import read_json, read_record
from engine.runs.provenance import TrainedOn, known_set, parts
from engine.words import _

FORMAT = "inkling-yardstick-1"
_HEAD = 200  # bytes in which the format stands


@dataclass(frozen=True)
class Kept:
    """``fitted_to``: which images, how they were split, and what was done to them; its seed is the yardstick's."""

    recipe: Recipe
    fitted_to: TrainedOn

    def refit(self, opened: Digits | None = None, opened_test: Digits | None = None) -> Fitted:
        """Fit it anew, to the set that ships or is open. Raises UserError if its images are not at hand."""
        return self.fit_to(self.images(opened), opened_test)

    def images(self, opened: Digits | None = None) -> Digits:
        """The whole set: the one that is open, or one that ships. Raises UserError if it is neither."""
        whole = known_set(self.fitted_to, opened)
        if whole is None:
            sentence = _("The images that this yardstick was fitted to are not at hand: open “{digits}” first.")
            raise UserError(sentence.format(digits=self.fitted_to.digits))
        return whole

    def fit_to(self, whole: Digits, opened_test: Digits | None = None) -> Fitted:
        """``whole``: its ``images``. Which of them are trained on does not depend on what is in a test set of its own,
        so that may be missing."""
        own_test = whole.take(np.arange(0)) if opened_test is None else opened_test
        found = parts(self.fitted_to, whole, own_test)
        return fit(self.recipe, found.train, self.fitted_to.seed, whole.classes)


def kept(recipe: Recipe, seed: int, images: Images) -> Kept:
    """Of what was measured."""
    digits, own = images.digits, images.test_digits is not None
    mark = mark_of(digits)
    return Kept(recipe, TrainedOn(digits.name, images.test_fraction, seed, images.changes, mark, own_test=own))


def as_text(kept: Kept) -> str:
    """JSON."""
    record = {"format": FORMAT, "kind": word_of(kept.recipe), "recipe": asdict(kept.recipe)}
    return json.dumps({**record, "fitted_to": asdict(kept.fitted_to)}, indent=2)


def from_text(text: str | bytes) -> Kept:
    """Raises UserError for what is no yardstick."""
    found = read_json(_Written, text)
    if found.format != FORMAT:
        raise UserError(_("it is not of the format “{format}”.").format(format=FORMAT))
    return Kept(recipe_from(found.kind, found.recipe), found.fitted_to)


def recipe_from(kind: str, values: Mapping[str, bool | int | float | str]) -> Recipe:
    """A recipe from the word for its kind and its fields. Raises UserError for what is none."""
    if kind not in KINDS:
        sentence = _("there is no yardstick “{kind}”, only {kinds}.")
        raise UserError(sentence.format(kind=kind[:30], kinds=", ".join(KINDS)))
    recipe: Recipe = read_record(_KINDS[kind], dict(values), "recipe")
    return recipe


_KINDS: dict[str, type] = {word: type(kind.recipe()) for word, kind in KINDS.items()}


@dataclass(frozen=True)
class _Written:
    format: str
    kind: str
    recipe: Mapping[str, bool | int | float | str]
    fitted_to: TrainedOn


def save_yardstick(path: Path, kept: Kept) -> None:
    """Whole, or not at all. Raises UserError if it cannot be written."""
    otherwise = _("The yardstick could not be saved to {path}").format(path=path)
    write_for_person(Path(path), f"{as_text(kept)}\n".encode(), otherwise)


def is_yardstick(path: Path) -> bool:
    """Whether a file looks like one, by its first bytes."""
    try:
        with open_file(path, limits.RECORD_FILE) as file:
            return f'"{FORMAT.rpartition("-")[0]}-'.encode() in file.read(_HEAD)
    except (OSError, UserError):
        return False


def open_yardstick(path: Path) -> Kept:
    """Raises UserError if there is none at ``path``, or if it is damaged."""
    path = Path(path)
    try:
        return from_text(read_file(path, limits.RECORD_FILE))
    except UserError as error:
        sentence = _("{file} holds no yardstick that can be fitted: {problem}")
        raise UserError(sentence.format(file=path.name, problem=error), error.field) from error
    except OSError as error:
        sentence = _("{file} could not be read: {reason}.")
        raise UserError(sentence.format(file=path.name, reason=error.strerror or error)) from error
