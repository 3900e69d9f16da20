"""Has the images of one class, or of two, correlated in a thread, for the panel that shows them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.digits import summary
from engine.digits.dataset import Digits
from engine.digits.summary import Comparison, Correlations
from engine.errors import UserError
from engine.numbers import whole
from engine.words import ngettext
from gui.work.tasks import Tasks

if TYPE_CHECKING:
    from gui.data.one_digit_panel import DigitPanel

TASK = "pairs of images"


class OneDigitController(QObject):
    """``show`` does nothing for what is shown already."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._shown: tuple[int, int] | None = None

    def forget(self) -> None:
        """Another set is in hand."""
        self._shown = None
        self._tasks.cancel(TASK)

    def show(self, panel: DigitPanel, digits: Digits) -> None:
        """What the panel has chosen."""
        digit, other = panel.digits()
        if self._shown == (digit, other):
            return
        self._shown = digit, other
        places = summary.of_digit(digits, digit)
        count = len(places)
        title = ngettext("{count} image of {digit}", "{count} images of {digit}", count)
        waiting = ngettext("Correlating {count} image…", "Correlating {count} images…", count)
        panel.set_images(
            title.format(count=whole(count), digit=digits.names[digit]),
            digits.images[places],
            lambda index: whole(places[index]),
        )
        panel.wait(waiting.format(count=whole(count)))
        self._tasks.start(
            TASK,
            lambda: summary.correlations(digits, digit) if other < 0 else summary.compare(digits, digit, other),
            partial(self._on_pairs, panel, digits, digit, other),
            partial(self._on_failed, panel),
        )

    def _on_pairs(
        self, panel: DigitPanel, digits: Digits, digit: int, other: int, found: Correlations | Comparison
    ) -> None:
        if isinstance(found, Correlations):
            panel.show_correlations(found, lambda place: digits.images[place], digit)
        else:
            panel.show_comparison(found, lambda place: digits.images[place], digit, other)

    def _on_failed(self, panel: DigitPanel, error: UserError) -> None:
        panel.wait(str(error))
