"""What is said of the epochs of a run: which one is shown, and which are kept."""

from __future__ import annotations

import math
from collections.abc import Sequence

from engine.numbers import number, whole
from engine.training.history import History
from engine.words import _, ngettext

RANGE = 3  # epochs in a row that are written as the first and the last


def shown_words(epoch: int, history: History) -> str:
    """While an epoch is shown: what the network was worth then."""
    percent, epochs = history.test_accuracy[epoch], history.count - 1
    if math.isnan(percent):
        words = _("Epoch {epoch} of {epochs}: your network as it was then.")
    else:
        words = _("Epoch {epoch} of {epochs}, test {percent} %: your network as it was then.")
    return words.format(epoch=epoch, epochs=epochs, percent=number(percent, 1))


def now_words(under_way: bool) -> str:
    """While none is."""
    if under_way:
        return _("In training. Drag to the left to see how it was.")
    return _("Drag to the left to see how it learned.")


def kept_words(epochs: Sequence[int]) -> str:
    """Which epochs one can go back to."""
    words = ngettext(
        "{count} epoch of this run is kept to go back to: {epochs}.",
        "{count} epochs of this run are kept to go back to: {epochs}.",
        len(epochs),
    )
    return words.format(count=whole(len(epochs)), epochs=_listed(epochs))


def _listed(epochs: Sequence[int]) -> str:
    """ "0–32, 34, 36"."""
    rows: list[list[int]] = []
    for epoch in epochs:
        if rows and epoch == rows[-1][-1] + 1:
            rows[-1].append(epoch)
        else:
            rows.append([epoch])
    parts = [[f"{row[0]}–{row[-1]}"] if len(row) >= RANGE else [str(epoch) for epoch in row] for row in rows]
    return ", ".join(part for row in parts for part in row)
