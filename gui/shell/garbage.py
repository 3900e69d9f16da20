"""Python's garbage collection, kept in the GUI thread and out of its events.

By itself it runs wherever objects happen to be made: in the training thread, where it may destroy a Qt object that
belongs to the GUI thread, or in the middle of a plot's event, where it may destroy what the plot is using. Both crash.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 250  # milliseconds
SETTLED = 4000  # milliseconds after the start until what is there is there to stay


class Collector(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what the libraries have made is no garbage, and to look through it takes a tenth of a second
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(collect)
        self._timer.start()
        QTimer.singleShot(SETTLED, self, gc.freeze)  # nor is what the window has


def collect() -> None:
    """Collect the oldest generation that is due by Python's own thresholds, if any is."""
    due = [generation for generation in (2, 1, 0) if gc.get_count()[generation] > gc.get_threshold()[generation]]
    if due:
        gc.collect(due[0])
