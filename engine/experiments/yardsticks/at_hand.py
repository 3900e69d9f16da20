"""A fitted yardstick at hand: it stays in the process that has fitted it, and judges there until it is ended.

So scikit-learn is never loaded beside the window, what it computes takes no turn from the pen, fitting can be given up
at any moment, and its memory is gone with it.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import wait

import numpy as np

from engine.apart import LOOK, Apart, Cancelled
from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.experiments.handed_folder import Handed, hand_over, handed_folder
from engine.experiments.yardsticks.fitting import Answers, Fitted
from engine.experiments.yardsticks.keeping import Kept
from engine.experiments.yardsticks.recipes import kind_of, label
from engine.words import _

CHUNK = 256
"""Images that are judged in one go, in between which a drawing has its turn: as many as scikit-learn's neighbours take
at once, so that each answer is bit by bit the one that it would give to all images together."""


@dataclass(frozen=True)
class Facts:
    """``names``: of its classes. ``size``, ``settled``: as in Fitted."""

    names: tuple[str, ...]
    size: int
    settled: bool


class AtHand:
    """Made by ``fit_at_hand``. Any method may be called from any thread; ``judge`` and ``judge_one`` wait, and raise
    Cancelled once it was ended."""

    def __init__(self, kept: Kept, facts: Facts, process: Apart, over: threading.Event) -> None:
        self.kept, self.facts = kept, facts
        self._process, self._over = process, over
        self._turn, self._first = threading.Lock(), threading.Lock()  # who waits holding the second goes before a chunk
        self._ended = False

    @property
    def label(self) -> str:
        return label(self.kept.recipe)

    @property
    def names(self) -> tuple[str, ...]:
        return self.facts.names

    def judge(
        self,
        images: np.ndarray,
        cancelled: Callable[[], bool] | None = None,
        tell: Callable[[float], None] | None = None,
    ) -> Answers:
        """Of (N, 28, 28) uint8 images. ``tell`` is told now and then how much is done, 0 to 1."""
        found = []
        for start in range(0, max(1, len(images)), CHUNK):
            if cancelled is not None and cancelled():
                raise Cancelled(_("Cancelled."))
            with self._first:
                pass
            with self._turn:
                found.append(self._ask(images[start : start + CHUNK]))
            if tell is not None:
                tell(min(1.0, (start + CHUNK) / max(1, len(images))))
        evidence = [part.evidence for part in found if part.evidence is not None]
        return Answers(np.concatenate([part.guesses for part in found]), np.concatenate(evidence) if evidence else None)

    def judge_one(self, image: np.ndarray) -> Answers:
        """Of one (28, 28) uint8 image, before the rest of a set that is being judged."""
        with self._first, self._turn:
            return self._ask(image[None])

    def _ask(self, images: np.ndarray) -> Answers:
        try:
            found: Answers = self._process.ask(_judge, images)
        except UserError:
            if self._ended:
                raise Cancelled(_("Cancelled.")) from None
            raise
        return found

    @property
    def alive(self) -> bool:
        """Whether it can still judge; the system may have ended its process."""
        return not self._ended and self._process.process.is_alive()

    def kill(self) -> None:
        """End it without waiting for that; whoever waits for an answer hears of it. ``end`` has to follow."""
        self._ended = True
        if not self._over.is_set():
            self._process.process.kill()

    def end(self) -> None:
        """Its process is gone afterwards: some 0.1 s, in which the system takes its memory back."""
        self.kill()
        with self._turn:
            self._process.end()
        self._over.set()


def fit_at_hand(kept: Kept, opened: Digits | None, cancelled: Callable[[], bool]) -> AtHand:
    """Fit it anew, to the set that is open or one that ships. Raises UserError if its images are not at hand, Cancelled
    once ``cancelled`` says so."""
    try:
        with handed_folder() as folder:
            mine = opened is not None and opened.name == kept.fitted_to.digits
            handed = hand_over(opened, folder, "digits") if opened is not None and mine else None
            over = threading.Event()
            process = _started(over, kept, handed)
            try:
                while not cancelled():
                    if wait([process.pipe], LOOK):
                        return AtHand(kept, process.answer(), process, over)
                raise Cancelled(_("Cancelled."))
            except BaseException:
                process.end()
                over.set()
                raise
    except OSError as error:
        sentence = _("The yardsticks could not be started: {reason}.")
        raise UserError(sentence.format(reason=error.strerror or error)) from error


def _started(over: threading.Event, kept: Kept, handed: Handed | None) -> Apart:
    """The process, fitting. It is gone when the thread that has started it is (``kill_with_parent``), so that is one of
    its own, which lasts until ``over`` is set."""
    made: queue.SimpleQueue[Apart | BaseException] = queue.SimpleQueue()

    def keep() -> None:
        try:
            made.put(Apart(_fit, kept, handed))
        except BaseException as error:
            made.put(error)
        else:
            over.wait()

    threading.Thread(target=keep, daemon=True, name="yardstick").start()
    found = made.get()
    if isinstance(found, BaseException):
        raise found
    return found


# In the process

_here: list[Fitted] = []


def _fit(kept: Kept, handed: Handed | None) -> Facts:
    whole = kept.images(None if handed is None else handed.digits())
    _here[:] = [kept.fit_to(whole)]
    return Facts(whole.names, _here[0].size, _here[0].settled)


def _judge(images: np.ndarray) -> Answers:
    if not len(images):
        nothing = np.empty((0, _here[0].classes), np.float32)
        return Answers(np.empty(0, np.int64), nothing if kind_of(_here[0].recipe).has_evidence else None)
    return _here[0].judge(images)
