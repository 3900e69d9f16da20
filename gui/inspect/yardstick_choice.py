"""How the Inspect page offers yardsticks, the button that fits one, and how far the judge is with the images."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.experiments.yardsticks.inspected import YardstickInspection
from engine.inspection.image_sets import Judged
from engine.numbers import duration, number
from engine.words import _
from gui.inspect.controller import Inspector
from gui.inspect.yardstick_dialog import YardstickDialog
from gui.look.sizes import sized
from gui.model.yardsticks import Yardsticks
from gui.widgets.actions import ActionButton, add_action
from gui.widgets.share_bar import ShareBar

ENOUGH = 0.1  # of the images, before it is said how long the rest takes
SOON = 0.5  # seconds in which most networks are done: nothing flickers for them, nor are fewer said to be left


class YardstickChoice(QObject):
    """``button``, and ``instead`` where there is nothing to show. ``judging``: shown while the images are judged."""

    told = Signal(str)
    """How far a network is with them, for where what was found before stays in sight."""

    def __init__(self, yardsticks: Yardsticks, inspector: Inspector, page: QWidget) -> None:
        super().__init__(page)
        self._yardsticks, self._inspector, self._page = yardsticks, inspector, page
        self.dialog: YardstickDialog | None = None
        tip = _("Another classifier on the same images, fitted now, to be looked into like a network")
        self._fitting = add_action(page, "fitYardstick", _("Fit a &yardstick…"), self.ask, tip=tip)
        tip = _("End the process of the yardstick that is chosen, which gives its memory back")
        self._removing = add_action(page, "removeYardstick", _("Re&move this yardstick"), self._on_remove, tip=tip)
        self.button = ActionButton(self._fitting, "fitYardstickButton")
        self.instead = ActionButton(self._fitting, "fitYardstickInsteadButton")
        self._make_judging()
        self._timer = QTimer(self, interval=100)
        self._timer.timeout.connect(self._show_share)
        self._began = 0.0

    def _make_judging(self) -> None:
        self.judging = QWidget(objectName="judgingStrip")
        self._left = QLabel(objectName="judgingWords")
        self._bar = ShareBar("judgingBar", _("Progress of judging"))
        sized(self._bar.setFixedWidth, 220)
        column = QVBoxLayout(self.judging)
        column.addWidget(self._bar)
        column.addWidget(self._left, 0, Qt.AlignmentFlag.AlignHCenter)
        self.judging.hide()

    # What the person does

    def ask(self) -> None:
        """Let the person choose what to fit."""
        images = self._yardsticks.images()
        if images is None:
            return
        self.dialog = YardstickDialog(images, self._page.window())
        self.dialog.wanted.connect(self._yardsticks.fit)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _on_remove(self) -> None:
        self._yardsticks.drop(self._inspector.which() or "")

    # What is shown

    def show_state(self, nothing: bool) -> None:
        """``nothing``: there is neither a network nor a yardstick to look into."""
        self._fitting.setEnabled(self._yardsticks.images() is not None)
        self._removing.setEnabled(self._yardsticks.get(self._inspector.which()) is not None)
        self.instead.setVisible(nothing)
        if self._inspector.job is None:
            self._timer.stop()
            self.judging.hide()
        elif not self._timer.isActive():
            self._began = perf_counter()
            self._timer.start()
            self._show_share()

    def _show_share(self) -> None:
        job, is_yardstick = self._inspector.job, self._inspector.asks_yardstick
        gone = perf_counter() - self._began
        if job is None or (gone < SOON and not is_yardstick):
            return
        share = job.share
        self.judging.show()
        self._bar.show_share(share)
        left = gone * (1 - share) / share if share >= ENOUGH else None
        told = left is not None and left >= SOON
        words = _("about {duration} left").format(duration=duration(left)) if told else ""
        self._left.setText(words)
        if not is_yardstick:
            judged = _("Judging the images: {percent} %").format(percent=number(100 * share, 0))
            self.told.emit(" · ".join(filter(None, (judged, words))))

    @staticmethod
    def name_of(judged: Judged | None) -> str | None:
        """Of the yardstick whose answers are shown, if it is one."""
        return judged.yardstick.label if isinstance(judged, YardstickInspection) else None
