"""The digits of a picture, told apart by the pieces of its ink."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.arrays import Flags, Singles
from engine.digits.pictures import Pasted, from_ink
from engine.digits.prepare import cropped
from engine.handwriting.numbers.number import MAYBE_ONE, ONE, Digit, Number
from engine.handwriting.numbers.parting import Run, part
from engine.handwriting.numbers.pieces import Piece, pieces_of
from engine.handwriting.numbers.strokes import MAYBE, SURE, SURE_IF_TOUCHING, NumberReader

THROUGH = -1.0
"""For each cut through ink, and ``INK`` for each height of ink that it goes through: found on MNIST's training digits,
alone and set side by side."""
INK = -6.0


def read_ink(ink: Singles, reader: NumberReader) -> tuple[Pasted, Number]:
    """A picture of one row of digits, or of one: as a whole, and what was told apart. Takes some ten milliseconds.

    ``ink``: (h, w), 0 to 1, some of it over 0.5: what is left of the picture without its ground.
    """
    whole = from_ink(ink)
    pieces = pieces_of(ink > 0.5)
    if len(pieces) < 2:
        return whole, ONE
    images: dict[Run, np.ndarray] = {}

    def sees(runs: Sequence[Run]) -> Singles:
        images.update((run, whole.image if _is_all(run, pieces) else _image(ink, pieces, run)) for run in runs)
        return reader.evidence([images[run] for run in runs])

    through = np.array([piece.cut for piece in pieces[1:]])
    prices = np.where(through > 0, THROUGH + INK * through, 0.0)
    boxes = np.array([piece.box for piece in pieces])
    parted = part(boxes, sees, prices=prices)
    if parted.margin <= 0 or reader.are_none([images[run] for run in parted.runs]):
        return whole, MAYBE_ONE if parted.margin > MAYBE else ONE
    touching = any(pieces[first].cut > 0 for first, _last in parted.runs[1:])
    digits = tuple(Digit(images[run], _share(boxes[run[0] : run[1] + 1], boxes)) for run in parted.runs)
    shown = Pasted(
        whole.image, np.rint(255 * cropped(ink)).astype(np.uint8)
    )  # its pen is that of a row, not of a digit
    return shown, Number(digits, parted.margin > (SURE_IF_TOUCHING if touching else SURE))


def _is_all(run: Run, pieces: Sequence[Piece]) -> bool:
    return run == (0, len(pieces) - 1)


def _image(ink: Singles, pieces: Sequence[Piece], run: Run) -> np.ndarray:
    """What the network gets of some pieces, with the soft edge of their ink."""
    mine, others = _ink_of(pieces[run[0] : run[1] + 1]), _ink_of([*pieces[: run[0]], *pieces[run[1] + 1 :]])
    return from_ink(np.where(_near(mine) & ~others, ink, np.float32(0))).image


def _ink_of(pieces: Sequence[Piece]) -> Flags:
    found: Flags = np.logical_or.reduce([piece.ink for piece in pieces])
    return found


def _near(ink: Flags) -> Flags:
    """The ink, and the pixels beside it."""
    padded = np.pad(ink, 1)
    rows = padded[:-2] | padded[1:-1] | padded[2:]
    found: Flags = rows[:, :-2] | rows[:, 1:-1] | rows[:, 2:]
    return found


def _share(boxes: np.ndarray, all_of_them: np.ndarray) -> tuple[float, float, float, float]:
    """In shares of the longer side of all ink, from its corner."""
    low, high = all_of_them[:, :2].min(axis=0), all_of_them[:, 2:].max(axis=0)
    side = (high - low).max()
    left, top = ((boxes[:, :2].min(axis=0) - low) / side).tolist()
    right, bottom = ((boxes[:, 2:].max(axis=0) - low) / side).tolist()
    return left, top, right, bottom
