"""What is said of the numbers of a confusion matrix: of one, of several, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.inspection.evaluation import Evaluation
from engine.inspection.verdict import article
from engine.numbers import number, whole
from engine.words import _, ngettext
from gui.widgets.class_names import are_digits

HINT = _("Click a number to see its images. Drag over several to add them up and to copy them (Ctrl+C).")
SHORT_HINT = _("Click a number to see its images.")
KEYS = (
    (_("Confusion: from cell to cell"), _("arrow keys")),
    (_("Confusion: the images of the cell"), _("Return")),
    (_("Confusion: choose several cells"), _("Shift with arrow keys")),
    (_("Confusion: copy the chosen cells, or all"), "Ctrl+C"),
)
"""For Help > Keys."""


def cell_words(evaluation: Evaluation, names: Sequence[str], true: int, guess: int) -> str:
    """How many images of the class ``true`` are taken for ``guess``; ``names``: of the classes."""
    count, images, digits = int(evaluation.confusion[true, guess]), int(evaluation.support[true]), are_digits(names)
    if not images:
        sentence = _("There is no {true} in this set.") if digits else _("There is no image of {true} in this set.")
    else:
        sentence = (_digits_words if digits else _classes_words)(images, true == guess)
    return sentence.format(
        count=whole(count), images=whole(images), true=names[true], article=article(guess), guess=names[guess],
        percent=number(100 * count / max(1, images), 1),
    )  # fmt: skip


def block_words(counts: np.ndarray, cells: int) -> str:
    """``counts``: of so many chosen cells."""
    images = int(counts.sum())
    sentence = ngettext(
        "{images} image in the {cells} chosen cells. Ctrl+C copies them.",
        "{images} images in the {cells} chosen cells. Ctrl+C copies them.",
        images,
    )
    return sentence.format(images=whole(images), cells=whole(cells))


def _digits_words(images: int, right: bool) -> str:
    if right:
        return ngettext(
            "{count} of one {true} recognised ({percent} %)",
            "{count} of {images} {true}s recognised ({percent} %)",
            images,
        )
    return ngettext(
        "{count} of one {true} taken for {article} {guess} ({percent} %)",
        "{count} of {images} {true}s taken for {article} {guess} ({percent} %)",
        images,
    )


def _classes_words(images: int, right: bool) -> str:
    if right:
        return ngettext(
            "{true}: {count} of one image recognised ({percent} %)",
            "{true}: {count} of {images} images recognised ({percent} %)",
            images,
        )
    return ngettext(
        "{true}: {count} of one image taken for {guess} ({percent} %)",
        "{true}: {count} of {images} images taken for {guess} ({percent} %)",
        images,
    )
