"""Beside the map: the images that were gathered, and a canvas for a drawing that appears on the map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.inspection.evaluation import Evaluation
from engine.inspection.verdict import verdict
from engine.networks.network import FeedForward
from engine.words import _
from gui.canvas.canvas import Canvas
from gui.inspect.image_list import ImageList
from gui.look.sizes import sized
from gui.model.drawing import Drawing
from gui.widgets.buttons import push_button
from gui.widgets.labels import label

WIDE = 214  # pixels


class MapSide(QWidget):
    """Each of its halves is there when it is wanted; without both it is hidden."""

    chosen = Signal(int)
    """An image of the set was clicked, by its index."""
    closed = Signal()
    """The gathered images are not wanted any more."""

    def __init__(self, drawing: Drawing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._gathered, self._canvas_half = QWidget(), QWidget()
        self._make_gathered()
        self._make_canvas()
        sized(self.setFixedWidth, WIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._gathered, 3)
        column.addWidget(self._canvas_half, 2)
        self._gathered.hide()
        self._canvas_half.hide()
        self.hide()

    def _make_gathered(self) -> None:
        self.words = label("plotTitle", objectName="gatheredWords", wordWrap=True)
        self.list = ImageList()
        self.list.setObjectName("gatheredGrid")
        self.list.setAccessibleName(_("Gathered images"))
        self.list.chosen.connect(self.chosen)
        close = push_button(_("Let go"), "letGoButton", _("Close the list of gathered images"), self.closed)
        column = QVBoxLayout(self._gathered)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addWidget(close)

    def _make_canvas(self) -> None:
        self.canvas = Canvas(self._drawing)
        self.canvas.setObjectName("mapCanvas")
        self.verdict = label("muted", objectName="mapVerdict", wordWrap=True)
        sized(self.verdict.setMinimumHeight, lines=2)
        clear = push_button(
            _("Clear"), "mapClearButton", _("Remove all ink (Delete); Ctrl+Z brings it back"), self._drawing.clear
        )
        column = QVBoxLayout(self._canvas_half)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.verdict)
        column.addWidget(clear)

    def show_gathered(self, evaluation: Evaluation | None, indices: np.ndarray, words: str) -> None:
        """These images of the set, by their indices, and what is said of them; with None there are none."""
        self.words.setText(words)
        self.list.show_list(evaluation, indices)
        self._gathered.setVisible(evaluation is not None)
        self._show_if_wanted()

    def show_canvas(self, wanted: bool) -> None:
        self._canvas_half.setVisible(wanted)
        self._show_if_wanted()

    def _show_if_wanted(self) -> None:
        self.setHidden(self._gathered.isHidden() and self._canvas_half.isHidden())

    def set_names(self, names: Sequence[str]) -> None:
        """Of the classes."""
        self.list.set_names(names)
        self.canvas.set_names(names)

    def show_drawing(self, network: FeedForward | None, image: np.ndarray | None, names: Sequence[str]) -> None:
        """What the network says of the drawing in hand, while there is a canvas."""
        if self._canvas_half.isHidden():
            return
        if network is None or image is None:
            self.verdict.setText("" if image is not None else _("Draw: the star shows where it lies."))
            return
        self.verdict.setText(verdict(network.log_probabilities(image[None])[0], None, names))
