"""Keeps the Draw page's "Why?" up to date: while the pen moves, and with the nearest image when it rests."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from engine.digits.neighbours import Nearest, Neighbours
from engine.inspection.explanation import why
from gui.canvas.canvas import Canvas
from gui.draw.why_panel import WhyPanel
from gui.model.session import Session
from gui.work.latest import Latest

PACE = 40  # milliseconds between two looks at a drawing that grows
PAUSE = 200  # milliseconds for which the pen rests before the nearest image is looked for


class Explainer(QObject):
    """Does nothing while its panel cannot be seen."""

    def __init__(self, session: Session, canvas: Canvas, panel: WhyPanel) -> None:
        super().__init__(panel)
        self._session, self._canvas, self._panel = session, canvas, panel
        self._neighbours: Neighbours | None = None
        self._soon = QTimer(self, interval=PACE, singleShot=True)
        self._soon.timeout.connect(self.explain)
        self._rest = QTimer(self, interval=PAUSE, singleShot=True)
        self._rest.timeout.connect(self._seek)
        self._latest = Latest(session, self)
        self._latest.ready.connect(self._on_nearest)
        self._latest.failed.connect(self._on_failed)
        session.ink_changed.connect(self._on_changed)
        session.networks_changed.connect(self._on_changed)
        session.ticked.connect(self._on_ticked)
        session.digits_changed.connect(self._rest.start)

    def _on_changed(self) -> None:
        if self._panel.isVisible():
            self._on_ticked()
            self._rest.start()  # again and again, so that it ends when the pen rests

    def _on_ticked(self) -> None:
        if self._panel.isVisible() and not self._soon.isActive():
            self._soon.start()

    def wake(self) -> None:
        """The panel is seen: show what is known at once."""
        self.explain()
        self._rest.start()

    def explain(self) -> None:
        """Show why the chosen network takes the drawing for what it does."""
        session = self._session
        ink, network = session.ink, session.network()
        if ink is None or network is None:
            self._panel.show_why(None)
            return
        began = perf_counter()
        self._panel.show_why(why(network, ink, self._canvas.levels()))
        self._soon.setInterval(max(PACE, round(4000 * (perf_counter() - began))))  # a quarter of the time at most

    def _seek(self) -> None:
        ink, digits = self._session.ink, self._session.digits
        if ink is None or digits is None:
            self._latest.forget()
            self._panel.show_nearest(None, None, 0.0)
        elif self._panel.isVisible():
            if self._neighbours is None or self._neighbours.digits is not digits:
                self._neighbours = Neighbours(digits)
            neighbours = self._neighbours
            self._latest.want((id(digits), ink.tobytes()), lambda: (neighbours, neighbours.nearest(ink)))

    def _on_nearest(self, _: object, result: tuple[Neighbours, Nearest | None]) -> None:
        neighbours, found = result
        if found is None or self._session.ink is None:
            self._panel.show_nearest(None, None, 0.0)
            return
        digits = neighbours.digits
        self._panel.show_nearest(digits.images[found.index], int(digits.labels[found.index]), found.likeness)

    def _on_failed(self, _: object, sentence: str) -> None:
        self._session.failed.emit(sentence)
