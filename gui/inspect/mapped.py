"""Which images are on the map, in what order, and what is known of each: those of the set, then the person's own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.inspection.evaluation import Evaluation
from engine.inspection.layer_maps import sampled
from gui.inspect.image_list import NOTHING
from gui.inspect.map_overlay import Bubble
from gui.inspect.map_words import image_words, own_words

MOST_OWN = 500  # drawings on a map, the newest
NO_IMAGES = np.empty((0, 28, 28), np.uint8)


class Mapped:
    """Point k is the image ``indices[k]`` of the set or, beyond those, one of ``own``. Arrays stay the same objects
    until what is in them changes: by that others know that there is nothing new."""

    def __init__(self) -> None:
        self.digits: Digits | None = None
        self.evaluation: Evaluation | None = None
        self.names: Sequence[str] = DIGIT_NAMES
        self._which: tuple[np.ndarray, int] | None = None  # of which images how many are taken
        self.indices, self.images = NOTHING, NO_IMAGES
        self.own, self.own_labels = NO_IMAGES, NOTHING

    def __len__(self) -> int:
        """How many images of the set."""
        return len(self.indices)

    def take(self, count: int) -> bool:
        """Take so many images of the set; whether they are others than before."""
        assert self.digits is not None
        images = self.digits.images
        if self._which is not None and self._which[0] is images and self._which[1] == count:
            return False
        self._which = images, count
        self.indices = sampled(len(images), count)
        self.images = images if len(self.indices) == len(images) else images[self.indices]
        return True

    def take_none(self) -> None:
        self._which, self.indices, self.images = None, NOTHING, NO_IMAGES

    def take_own(self, mine: Digits | None) -> None:
        """What the person has drawn, if anything."""
        images = NO_IMAGES if mine is None else mine.images[-MOST_OWN:]
        if not np.array_equal(images, self.own):
            self.own = images
        self.own_labels = NOTHING if mine is None else mine.labels[-MOST_OWN:]

    @property
    def labels(self) -> np.ndarray:
        """(n,), of the images of the set."""
        return NOTHING if self.digits is None else self.digits.labels[self.indices]

    @property
    def wrong(self) -> np.ndarray:
        """(n,) bool: which are misclassified; none without a network."""
        if self.evaluation is None:
            return np.zeros(len(self), bool)
        return ~self.evaluation.right[self.indices]

    def bubble(self, point: int) -> Bubble | None:
        """What is shown beside a point that is pointed at."""
        if point < len(self):
            place = int(self.indices[point])
            return Bubble(self.images[point], image_words(self.evaluation, self.digits.labels, place, self.names))
        own = point - len(self)
        if own >= len(self.own):
            return None
        return Bubble(self.own[own], own_words(int(self.own_labels[own]), self.names))
