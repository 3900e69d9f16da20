"""Where the pointer is in a plot."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, Signal


class PlotPointer(QObject):
    """Watches the pointer over ``plot``, and lives as long as that."""

    moved = Signal(object)
    """The point in the plot's own coordinates, a QPointF; None beside the axes, and when the pointer has left."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        super().__init__(plot)
        self._box = plot.getPlotItem().getViewBox()
        plot.scene().sigMouseMoved.connect(self._on_moved)
        plot.installEventFilter(self)

    def _on_moved(self, position) -> None:
        inside = self._box.sceneBoundingRect().contains(position)
        self.moved.emit(self._box.mapSceneToView(position) if inside else None)

    def eventFilter(self, watched, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.moved.emit(None)
        return super().eventFilter(watched, event)
