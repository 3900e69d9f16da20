"""What a network says of images without labels, as a table: Kaggle's form, or a column of probabilities per class."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engine.errors import UserError
from engine.files import write_for_person
from engine.words import _


def save_answers(
    path: Path, log_probabilities: np.ndarray, names: Sequence[str], with_probabilities: bool = False
) -> None:
    """Write "ImageId,Label" with a row for each image, counted from 1, as Kaggle takes them; or ImageId, Label, and
    the probability of each class.

    ``log_probabilities``: (n, classes), natural logarithms, as a network gives them. Raises UserError if it cannot be
    written, or is not of these classes.
    """
    write_for_person(Path(path), answers(log_probabilities, names, with_probabilities).encode())


def answers(log_probabilities: np.ndarray, names: Sequence[str], with_probabilities: bool = False) -> str:
    """The text of that file."""
    if log_probabilities.ndim != 2 or log_probabilities.shape[1] != len(names):
        raise UserError(_("These answers are of other classes than the network's."))
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["ImageId", "Label", *(names if with_probabilities else ())])
    for number, row in enumerate(log_probabilities, 1):
        shares = [f"{share:.6f}" for share in np.exp(row)] if with_probabilities else []
        table.writerow([number, names[int(row.argmax())], *shares])
    return text.getvalue()
