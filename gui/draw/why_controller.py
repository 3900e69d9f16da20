"""Keeps the Draw page's "Why?" up to date: while the pen moves, and with the nearest image when it rests."""

from __future__ import annotations

from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from engine.digits.dataset import Digits
from engine.digits.neighbours import Nearest, Neighbours
from engine.inspection.explanation import why
from gui.canvas.canvas import Canvas
from gui.canvas.digit_frames import alone
from gui.draw.why_panel import WhyPanel
from gui.model.digits_in_hand import DigitsInHand
from gui.model.drawing import Drawing
from gui.model.judge import Judge, Judgement
from gui.work.tasks import Tasks

PACE = 40  # milliseconds between two looks at a drawing that grows
PAUSE = 200  # milliseconds for which the pen rests before the nearest image is looked for


class WhyController(QObject):
    """Does nothing while its panel cannot be seen, and nothing twice."""

    def __init__(
        self, drawing: Drawing, judge: Judge, data: DigitsInHand, tasks: Tasks, canvas: Canvas, panel: WhyPanel
    ) -> None:
        super().__init__(panel)
        self._drawing, self._judge, self._data, self._tasks = drawing, judge, data, tasks
        self._canvas, self._panel = canvas, panel
        self._explained: Judgement | None = None
        self._neighbours: Neighbours | None = None
        self._soon = QTimer(self, interval=PACE, singleShot=True)
        self._soon.timeout.connect(self.explain)
        self._rest = QTimer(self, interval=PAUSE, singleShot=True)
        self._rest.timeout.connect(self._seek)
        judge.changed.connect(self._on_changed)
        drawing.image_changed.connect(self._rest.start)  # again and again, so that it ends when the pen rests
        data.changed.connect(self._rest.start)

    def _on_changed(self) -> None:
        if self._panel.isVisible() and not self._soon.isActive():
            self._soon.start()

    def wake(self) -> None:
        """The panel is seen: show what is known at once."""
        self.explain()
        self._rest.start()

    def explain(self) -> None:
        """Show why the chosen network takes the drawing for what it does."""
        judgement = self._judge.judgement()
        if judgement is self._explained and judgement is not None:
            return
        self._explained = judgement
        if judgement is None:
            self._panel.show_why(None)
            return
        began = perf_counter()
        levels = alone(self._canvas.levels(), self._drawing)
        self._panel.show_why(why(judgement.network, judgement.image, judgement.evidence, levels))
        self._soon.setInterval(max(PACE, round(4000 * (perf_counter() - began))))  # a quarter of the time at most

    def _seek(self) -> None:
        ink, digits = self._drawing.image, self._data.digits
        if not self._panel.isVisible():
            return
        if ink is None or digits is None:
            self._tasks.cancel("nearest image")
            self._panel.show_nearest(None, None, 0.0)
            return
        if self._neighbours is None or self._neighbours.digits is not digits:
            self._neighbours = Neighbours(digits)
        self._tasks.start("nearest image", partial(self._neighbours.nearest, ink), partial(self._on_nearest, digits))

    def _on_nearest(self, digits: Digits, found: Nearest | None) -> None:
        if found is None or self._drawing.image is None:
            self._panel.show_nearest(None, None, 0.0)
        else:
            name = digits.names[digits.labels[found.index]]
            self._panel.show_nearest(digits.images[found.index], name, found.likeness)
