"""Imports what the start has left out, once all that ships is there: whoever wants it first has less to wait for.

In the GUI thread, a module at each turn of the event loop. In another it crashes with Python 3.11: each class of a
module that is made from one of Qt's is entered into a table of PySide's, which the GUI thread looks into without
Python's lock.
"""

from __future__ import annotations

import sys
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

MODULES = (
    "PIL.ImageFilter", "gui.data.samples_panel", "gui.data.page", "gui.inspect.evidence_panel",
    "gui.inspect.errors_panel",
    "gui.inspect.confusion_panel", "gui.inspect.layers_panel", "gui.inspect.weights_panel", "gui.inspect.units_panel",
    "gui.inspect.map_panel", "gui.inspect.page", "gui.compare.experiment_form", "gui.compare.race_plots",
    "gui.compare.race_table", "gui.compare.yardsticks_beside", "gui.compare.milestones", "gui.compare.page",
    "gui.lesson.step_view", "gui.lesson.lesson_room", "gui.data.one_digit_panel", "gui.data.pixels_panel",
    "gui.data.changes_panel", "gui.lesson.figures.shelf", "gui.train.code_panel",
)  # fmt: skip
"""What is most likely wanted next comes first; in pieces of 1 to 14 ms."""
LATER = 1000  # milliseconds


class ImportsAhead(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_turn)

    def start(self) -> None:
        self._timer.start(0)

    def hold(self) -> None:
        """Go on later: just now each millisecond is felt."""
        if self._timer.isActive():
            self._timer.start(LATER)

    def stop(self) -> None:
        self._timer.stop()

    def _on_turn(self) -> None:
        missing = next((name for name in MODULES if name not in sys.modules), None)
        if missing is not None:
            import_module(missing)
            self.start()
