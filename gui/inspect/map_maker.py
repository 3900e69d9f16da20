"""Has the maps made, beside the GUI thread: principal components at once, t-SNE on demand, layer after layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from engine.apart import Cancelled
from engine.errors import UserError
from engine.inspection.layer_maps import LayerMap, by_components, by_tsne
from engine.inspection.maps import layers
from engine.inspection.tsne import PERPLEXITY, seconds
from engine.networks.network import FeedForward
from engine.words import _
from gui.inspect.glide import NO_PLACES
from gui.work.tasks import Job, Tasks

PCA, TSNE = "pca", "tsne"
LOOK = 100  # milliseconds between two looks at how far t-SNE is
ALMOST = 0.97  # as far as an estimate can know


@dataclass(frozen=True, eq=False)
class Subject:
    """What is mapped: (n, 28, 28) ``images``, as ``network`` sees them; without one there are only the pixels.

    ``own``: (m, 28, 28), what the person has drawn. ``training``: tells of a network that is still learning in which
    training; as long as it is the same, so are the axes. None for a network that stays as it is.
    """

    network: FeedForward | None
    images: np.ndarray
    own: np.ndarray
    training: object = None

    def is_in_training_of(self, other: Subject) -> bool:
        return self.training is not None and self.training is other.training

    def layers(self) -> list[str]:
        """What can be mapped, in words: the pixels first."""
        return [_("the pixels")] if self.network is None else layers(self.network)


@dataclass(frozen=True, eq=False)
class Made:
    """A map, of what it was made, and (m, 2) where the person's own drawings lie on it: none on a map of t-SNE."""

    map: LayerMap
    of: Subject
    own: np.ndarray
    perplexity: float = PERPLEXITY

    def is_of(self, subject: Subject) -> bool:
        """Whether it shows these images as this network sees them; pixels are the same for every network."""
        same = self.map.layer == 0 or self.of.network is subject.network
        return same and self.of.images is subject.images


class MapMaker(QObject):
    made = Signal(str, int)
    """By PCA or TSNE, of which layer: a map is there."""
    failed = Signal(str)
    """A sentence; instead of the map there is none."""
    progressed = Signal()
    """t-SNE has begun, gone on or ended."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._subject: Subject | None = None
        self._wanted: tuple[int, ...] = ()
        self._made: dict[tuple[str, int], Made] = {}
        self._making: tuple[Subject, list[int]] | None = None  # principal components under way, and what comes after
        self._job: Job | None = None  # of t-SNE
        self._computed: Subject | None = None  # what that is of
        self._left: list[int] = []
        self._began, self._estimate, self._perplexity = 0.0, 1.0, PERPLEXITY
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.progressed)

    def set_subject(self, subject: Subject | None, wanted: Sequence[int]) -> None:
        """From now on maps are of this, and of these layers: what there is not yet by PCA is made."""
        if self._job is not None and not self._is_wanted_still(subject):
            self.cancel()
        self._subject, self._wanted = subject, tuple(wanted)
        if subject is None or (self._making is not None and self._making[0].images is not subject.images):
            self._tasks.cancel("map")
            self._making = None
        self._go_on()

    def _is_wanted_still(self, subject: Subject | None) -> bool:
        """Whether what t-SNE is computing will be worth to be shown."""
        computed = self._computed
        if subject is None or computed is None or computed.images is not subject.images:
            return False
        return computed.network is subject.network or not any(self._left) or computed.is_in_training_of(subject)

    def map_of(self, method: str, layer: int) -> Made | None:
        """What there is, perhaps of the network as it was just before; by t-SNE no older than the training."""
        made, subject = self._made.get((method, layer)), self._subject
        if made is None or subject is None or made.of.images is not subject.images:
            return None
        if method == TSNE and not made.is_of(subject) and not made.of.is_in_training_of(subject):
            return None
        return made

    def make_axes_anew(self) -> None:
        """Of the network as it is now."""
        for layer in self._wanted:
            self._made.pop((PCA, layer), None)
        self._go_on()

    # Principal components

    def _go_on(self) -> None:
        """What is under way is finished first, even if the network has moved on: else nothing would ever be shown of
        one that learns fast."""
        if self._making is not None or self._subject is None:
            return
        todo = [layer for layer in self._wanted if not self._is_there(layer)]
        if todo:
            self._making = self._subject, todo
            self._begin()

    def _is_there(self, layer: int) -> bool:
        made = self._made.get((PCA, layer))
        if made is None or self._subject is None or not made.is_of(self._subject):
            return False
        return made.of.own is self._subject.own and (made.map.own or self._subject.training is not None or layer == 0)

    def _begin(self) -> None:
        subject, todo = self._making
        layer = todo[0]
        work = partial(_components, subject, layer, self._made.get((PCA, layer)))
        self._tasks.start("map", work, self._on_made, self._on_failed)

    def _on_made(self, made: Made) -> None:
        self._made[PCA, made.map.layer] = made
        subject, todo = self._making
        self._making = (subject, todo[1:]) if todo[1:] else None
        self.made.emit(PCA, made.map.layer)
        if self._making is not None:
            self._begin()
        else:
            self._go_on()

    def _on_failed(self, error: UserError) -> None:
        self._making = None
        for layer in self._wanted:
            self._made.pop((PCA, layer), None)
        self.failed.emit(str(error))

    # t-SNE

    def compute(self, perplexity: float) -> None:
        """By t-SNE, one wanted layer after another."""
        if self._subject is None or self._job is not None:
            return
        self._computed, self._perplexity = self._subject, perplexity
        self._left = [layer for layer in self._wanted if not self.has(layer, perplexity)]
        self._estimate = max(1e-3, self.estimate(perplexity))
        self._began = monotonic()
        if self._left:
            self._timer.start()
            self._begin_tsne()
            self.progressed.emit()

    def has(self, layer: int, perplexity: float) -> bool:
        made = self.map_of(TSNE, layer)
        return made is not None and made.perplexity == perplexity

    def estimate(self, perplexity: float) -> float:
        """Seconds that ``compute`` will take."""
        if self._subject is None:
            return 0.0
        todo = sum(not self.has(layer, perplexity) for layer in self._wanted)
        return todo * seconds(len(self._subject.images), perplexity)

    @property
    def computing(self) -> bool:
        return self._job is not None

    def share(self) -> float:
        """0..1: how far t-SNE is, by the time that it should take."""
        return min(ALMOST, (monotonic() - self._began) / self._estimate)

    def seconds_left(self) -> float:
        return max(0.0, self._estimate - (monotonic() - self._began))

    def _begin_tsne(self) -> None:
        self._job = Job()
        work = partial(_tsne, self._computed, self._left[0], self._perplexity, self._job)
        self._tasks.start("t-SNE map", work, self._on_computed, self._on_not_computed, self._job)

    def _on_computed(self, made: Made) -> None:
        self._made[TSNE, made.map.layer] = made
        self._left = self._left[1:]
        if self._left:
            self._begin_tsne()
        else:
            self._end()
        self.made.emit(TSNE, made.map.layer)

    def _on_not_computed(self, error: UserError) -> None:
        self._end()
        if not isinstance(error, Cancelled):
            self.failed.emit(str(error))

    def cancel(self) -> None:
        """Its process ends."""
        self._tasks.cancel("t-SNE map")
        self._end()

    def _end(self) -> None:
        self._job, self._computed, self._left = None, None, []
        self._timer.stop()
        self.progressed.emit()


# In a thread


def _components(subject: Subject, layer: int, before: Made | None) -> Made:
    if before is not None and before.is_of(subject) and (before.map.own or subject.training is not None):
        found = before.map  # only what the person has drawn is another
    else:
        kept = None
        if before is not None and before.of.is_in_training_of(subject) and before.of.images is subject.images:
            kept = before.map.axes
        found = by_components(subject.network, subject.images, layer, kept)
    own = found.place(subject.network, subject.own) if len(subject.own) else NO_PLACES
    return Made(found, subject, own)


def _tsne(subject: Subject, layer: int, perplexity: float, job: Job) -> Made:
    found = by_tsne(subject.network, subject.images, layer, perplexity, job.cancelled)
    return Made(found, subject, NO_PLACES, perplexity)
