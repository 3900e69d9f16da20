"""The portrait of a unit: its weights, its activations by class, and the images that excite it most and least."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.inspection.activity import Activity, LayerActivity, incoming
from engine.numbers import number, whole
from engine.words import _
from gui.inspect.class_histograms import ClassHistograms
from gui.inspect.units_words import links, unit_title
from gui.inspect.weight_picture import WeightPicture
from gui.look.sizes import sized
from gui.widgets.digit_grid import DigitGrid
from gui.widgets.export import Images, Plot, Table, Thing
from gui.widgets.labels import label, narrow_label

_NONE = np.empty((0, 28, 28), np.uint8)


class UnitPortrait(QWidget):
    chosen = Signal(int)
    """The evidence for an image of the set is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unitPortrait")
        self._activity: Activity | None = None
        self._layer, self._unit = 1, -1
        self._names: Sequence[str] = DIGIT_NAMES
        self.title = narrow_label("plotTitle", objectName="unitTitle")
        self.weights = WeightPicture()
        self.weights.setObjectName("unitWeights")
        sized(self.weights.setMinimumSize, 112, 112)
        sized(self.weights.setMaximumSize, 310, 310)
        self.links = label("muted", objectName="unitLinks", wordWrap=True)
        self.histograms = ClassHistograms()
        self.histograms.setObjectName("unitHistograms")
        self.most, self.least = _images("mostExciting"), _images("leastExciting")
        self.most.setAccessibleName(_("Images that excite the unit most"))
        self.least.setAccessibleName(_("Images that excite the unit least"))
        for grid in (self.most, self.least):
            grid.clicked.connect(self._on_clicked)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        sized(top.setSpacing, 10)
        top.addWidget(self.weights, 3)
        top.addWidget(self.histograms, 7)
        images = QHBoxLayout()
        sized(images.setSpacing, 10)
        for words, grid in ((_("Excite it most"), self.most), (_("Excite it least"), self.least)):
            column = QVBoxLayout()
            sized(column.setSpacing, 2)
            column.addWidget(narrow_label("plotTitle", words))
            column.addWidget(grid, 1)
            images.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.links)
        layout.addLayout(top, 3)
        layout.addLayout(images, 2)

    # What is shown

    def show_unit(self, activity: Activity | None, layer: int, unit: int, names: Sequence[str]) -> None:
        """``layer``: of the hidden ones, from 1; unit -1 for none."""
        self._activity, self._layer, self._unit, self._names = activity, layer, unit, names
        of_layer = self._of_layer()
        self.histograms.show_unit(of_layer, unit, names)
        if of_layer is None:
            self.title.setText("")
            self.links.setText("")
            self.weights.show_weights(None)
            for grid in (self.most, self.least):
                grid.set_images(_NONE)
            return
        first = layer == 1
        self.weights.setVisible(first)
        self.weights.show_weights(incoming(activity.network, 1, unit) if first else None)
        words = links(activity.network, layer, unit, names)
        self.links.setText("\n".join(words))
        self.links.setVisible(bool(words))
        self._show_images(activity.digits, of_layer)

    def show_cut(self, cut: bool) -> None:
        """Whether this unit is cut."""
        if self._of_layer() is not None:
            self.title.setText(unit_title(self._layer, self._unit, cut))

    def _of_layer(self) -> LayerActivity | None:
        return None if self._activity is None or self._unit < 0 else self._activity.layers[self._layer - 1]

    def _show_images(self, digits: Digits, of_layer: LayerActivity) -> None:
        for grid, places, values in (
            (self.most, of_layer.most[self._unit], of_layer.most_values[self._unit]),
            (self.least, of_layer.least[self._unit], of_layer.least_values[self._unit]),
        ):
            labels = digits.labels[places]
            captions = [
                f"{self._names[label]}: {number(value, 2)}"
                for label, value in zip(labels.tolist(), values.tolist(), strict=True)
            ]
            grid.set_images(digits.images[places], captions)
            grid.set_tips(_tips(places, captions))

    def _on_clicked(self, place: int) -> None:
        of_layer = self._of_layer()
        places = of_layer.most if self.sender() is self.most else of_layer.least
        self.chosen.emit(int(places[self._unit, place]))

    # What can be taken away

    def things(self) -> list[Thing]:
        of_layer = self._of_layer()
        if of_layer is None:
            return []
        unit, digits, names = self._unit, self._activity.digits, self._names
        edges = of_layer.edges(unit)
        return [
            Plot(_("Portrait of the unit"), self),
            Table(
                _("Activations by class"), ("class", "from", "to", "images"),
                lambda: [
                    (names[place], float(edges[k]), float(edges[k + 1]), int(count))
                    for place, row in enumerate(of_layer.counts[unit])
                    for k, count in enumerate(row)
                    if count
                ] + [(name, 0.0, 0.0, int(n)) for name, n in zip(names, of_layer.zeros[unit], strict=True) if n],
            ),
            Images(
                _("Images that excite the unit most"),
                lambda: (
                    digits.images[of_layer.most[unit]],
                    [
                        f"{names[digits.labels[k]]}: {value:.2f}"
                        for k, value in zip(of_layer.most[unit], of_layer.most_values[unit], strict=True)
                    ],
                ),
            ),
        ]  # fmt: skip


def _images(name: str) -> DigitGrid:
    made = DigitGrid(scale=2, caption_characters=7, largest=4)
    made.setObjectName(name)
    made.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def _tips(places: np.ndarray, captions: list[str]):
    def tip(place: int) -> str:
        words = _("image {image}, {caption}\nA click shows the evidence for it.")
        return words.format(image=whole(int(places[place])), caption=captions[place])

    return tip
