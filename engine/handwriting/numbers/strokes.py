"""The digits of a drawing, told apart by its strokes; while the pen moves, only what is new is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from engine.arrays import Bytes, Doubles, Singles
from engine.handwriting.ink import DOT, rasterize
from engine.handwriting.numbers.joined import read_joined
from engine.handwriting.numbers.number import MAYBE_ONE, ONE, Digit, Number
from engine.handwriting.numbers.parting import Run, part
from engine.inspection.doubt import NOT_A_DIGIT, Doubt
from engine.networks.network import FeedForward

SURE, SURE_IF_TOUCHING = 3.0, 6.0
"""Margins from which on it is clear that they are several. Strokes that touch may be a letter's."""
MAYBE = -2.0
"""Down to this margin one digit may be two."""
TOUCHING = 0.05
"""Heights between two lines that touch."""
MOST_STROKES, MOST_POINTS = 24, 3000
"""More of them are a scribble, and are looked at as one."""
LOOKS = 40
"""Places on a line that are looked at for touching."""


class NumberReader:
    """Tells digits apart. It remembers what it saw of strokes last, so that a growing one costs little.

    ``network``: the referee, which knows the ten digits; ``doubt``: its thresholds.
    """

    def __init__(self, network: FeedForward, doubt: Doubt | None = None) -> None:
        self._network, self._doubt = network, doubt
        self._known: dict[tuple[int, ...], _Seen] = {}

    def read(self, strokes: Sequence[np.ndarray], whole: Bytes, drawing: bool = False) -> Number:
        """The digits in ``strokes``, (n, 2) each in canvas pixels, n >= 1. ``whole``: the image of all of them.

        ``drawing``: the pen is still down. A single stroke is then one digit: it is cut in two when the pen is lifted.
        """
        if not 1 <= len(strokes) <= MOST_STROKES or sum(map(len, strokes)) > MOST_POINTS:
            return ONE
        if len(strokes) == 1:
            return ONE if drawing else self._in_one_stroke(strokes[0], whole)
        boxes = np.array([[*line.min(axis=0), *line.max(axis=0)] for line in strokes])
        order = np.argsort(boxes[:, 0] + boxes[:, 2], kind="stable")
        looks = _Looks(self._network, strokes, order, whole, self._known)
        parted = part(boxes[order], looks.see, DOT)
        self._known = looks.seen
        if parted.margin <= 0 or _most([self._is_none_seen(looks.seen_of(run)) for run in parted.runs]):
            return MAYBE_ONE if parted.margin > MAYBE else ONE
        digits = tuple(
            Digit(looks.image(run), _box(boxes[order[run[0] : run[1] + 1]]), looks.strokes(run)) for run in parted.runs
        )
        return Number(digits, _are_several(parted.margin, strokes, digits, boxes))

    def _in_one_stroke(self, line: np.ndarray, whole: Bytes) -> Number:
        if self._doubt is None:
            return ONE
        seen = _Seen([line], whole)

        def look() -> Singles:
            seen.log = self.evidence([whole])[0]
            self._known = {(id(line),): seen}
            return seen.log

        return read_joined(line, look, self.evidence, self._doubt)

    def said(self, network: FeedForward, image: np.ndarray) -> Singles | None:
        """What was said of an image that was looked at last, (10,) log-probabilities; None if it was not, or if this is
        another network."""
        if network is self._network:
            for seen in self._known.values():
                if seen.image is image:
                    return seen.log
        return None

    def evidence(self, images: Sequence[Bytes]) -> Singles:
        """(images, 10) log-probabilities: what the referee says of them."""
        return self._network.log_probabilities(np.stack(images))

    def are_none(self, images: Sequence[Bytes]) -> bool:
        """Whether at least half of these parts look like no digit."""
        return _most([self._is_none(log) for log in self.evidence(images)])

    def _is_none(self, log: Singles) -> bool:
        """Whether a part looks like no digit."""
        return self._doubt is not None and self._doubt.verdict(log).kind == NOT_A_DIGIT

    def _is_none_seen(self, seen: _Seen) -> bool:
        """The same, asked once of each part."""
        if seen.is_none is None and seen.log is not None:
            seen.is_none = self._is_none(seen.log)
        return bool(seen.is_none)


def _most(are_none: Sequence[bool]) -> bool:
    """Whether at least half of the parts look like no digit: then they are a scribble's."""
    return 2 * sum(are_none) >= len(are_none)


class _Seen:
    """What is known of some strokes together; they are held, so that no others get their ids."""

    def __init__(self, lines: Sequence[np.ndarray], image: Bytes) -> None:
        self.lines, self.image = lines, image
        self.log: Singles | None = None
        self.is_none: bool | None = None


class _Looks:
    """One look at a drawing: the image of any run of its strokes, and what the referee says of it."""

    def __init__(
        self, network: FeedForward, strokes: Sequence[np.ndarray], order: np.ndarray, whole: Bytes,
        known: dict[tuple[int, ...], _Seen],
    ) -> None:  # fmt: skip
        self._network, self._strokes, self._order, self._whole = network, strokes, order, whole
        self._known = known
        self.seen: dict[tuple[int, ...], _Seen] = {}
        self._of_run: dict[Run, _Seen] = {}

    def see(self, runs: Sequence[Run]) -> Singles:
        """(runs, 10) log-probabilities, all that are new in one pass of the network."""
        found = [self._look(run) for run in runs]
        new = [seen for seen in found if seen.log is None]
        if new:
            logs = self._network.log_probabilities(np.stack([seen.image for seen in new]))
            for seen, log in zip(new, logs, strict=True):
                seen.log = log
        return np.stack([seen.log for seen in found if seen.log is not None])

    def strokes(self, run: Run) -> tuple[int, ...]:
        """As they were drawn, one after the other."""
        return tuple(sorted(self._order[run[0] : run[1] + 1].tolist()))

    def image(self, run: Run) -> Bytes:
        return self._of_run[run].image

    def seen_of(self, run: Run) -> _Seen:
        return self._of_run[run]

    def _look(self, run: Run) -> _Seen:
        lines = [self._strokes[at] for at in self.strokes(run)]
        key = tuple(map(id, lines))
        if key not in self.seen:
            everything = len(lines) == len(self._strokes)
            self.seen[key] = self._known.get(key) or _Seen(lines, self._whole if everything else rasterize(lines))
        self._of_run[run] = self.seen[key]
        return self.seen[key]


def _box(boxes: Doubles) -> tuple[float, float, float, float]:
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    return left, top, right, bottom


def _are_several(margin: float, strokes: Sequence[np.ndarray], digits: Sequence[Digit], boxes: Doubles) -> bool:
    """Whether that is sure. To find out whether lines touch takes its time, and is done only where it matters."""
    if not SURE < margin <= SURE_IF_TOUCHING:
        return margin > SURE
    near = TOUCHING * max(DOT, float((boxes[:, 3] - boxes[:, 1]).max()))
    return not any(
        _distance([strokes[at] for at in left.strokes], [strokes[at] for at in right.strokes]) < near
        for left, right in pairwise(digits)
    )


def _distance(some: Sequence[np.ndarray], others: Sequence[np.ndarray]) -> float:
    """Between the nearest places on both, of those that are looked at."""
    one, other = (np.concatenate([_looked_at(line) for line in lines]) for lines in (some, others))
    return float(np.sqrt(((one[:, None] - other[None]) ** 2).sum(axis=2).min()))


def _looked_at(line: np.ndarray) -> Doubles:
    """``LOOKS`` places at even distances along a line, (LOOKS, 2): a hasty pen leaves few points."""
    steps = np.diff(line, axis=0)
    way = np.concatenate(([0.0], np.cumsum(np.hypot(steps[:, 0], steps[:, 1]))))
    places = np.linspace(0, way[-1], LOOKS)
    return np.stack((np.interp(places, way, line[:, 0]), np.interp(places, way, line[:, 1])), axis=1)
