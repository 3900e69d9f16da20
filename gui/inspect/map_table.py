"""A map as a table: of each image its label, its guess, and where it lies in each layer that is shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.digits.dataset import Digits
from engine.inspection.evaluation import Evaluation
from gui.inspect.map_maker import Made

HEADERS = ("layer", "index", "label", "guess", "x", "y")


def rows(
    maps: Sequence[Made], digits: Digits, evaluation: Evaluation | None, indices: np.ndarray, names: Sequence[str]
) -> list[tuple[object, ...]]:
    """Layer 0 are the pixels. ``guess`` is empty without a network. ``indices``: (n,), of the images on the map."""
    labels = [names[label] for label in digits.labels[indices].tolist()]
    guesses = [""] * len(labels) if evaluation is None else [names[one] for one in evaluation.guesses[indices].tolist()]
    return [
        (made.map.layer, index, label, guess, x, y)
        for made in maps
        for index, label, guess, (x, y) in zip(indices.tolist(), labels, guesses, made.map.places.tolist(), strict=True)
    ]
