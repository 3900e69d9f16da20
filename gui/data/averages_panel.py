"""The average image of a class; or those of two, and what the one has and the other has not."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine.numbers import number
from engine.words import _
from gui.look.plain import plain_tip
from gui.look.sizes import sized
from gui.widgets.color_scale import ColorScale
from gui.widgets.heatmap import Heatmap
from gui.widgets.labels import narrow_label
from gui.widgets.network_view import NetworkView


class AveragesPanel(QWidget):
    """One average, or two and their difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("averagesPanel")
        self.title = narrow_label("plotTitle")
        self.first, self.second = NetworkView(), NetworkView()
        self.first.setObjectName("firstAverage")
        self.second.setObjectName("secondAverage")
        for view in (self.first, self.second):
            view.setAccessibleName(_("Average image"))
            sized(view.setMinimumSize, 50, 50)
            view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            view.set_empty_text("")
        self.difference = Heatmap()
        self.difference.setObjectName("differenceMap")
        self.difference.setAccessibleName(_("Difference of the averages"))
        self.difference.pointed.connect(self._on_pointed)
        sized(self.difference.setMinimumHeight, 60)
        self._words = ""
        row = QHBoxLayout()
        row.addWidget(self.first)
        row.addWidget(self.second)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        sized(layout.setSpacing, 3)
        layout.addWidget(self.title)
        layout.addLayout(row, 1)
        layout.addWidget(self.difference, 1)
        self.clear()

    def clear(self) -> None:
        self._show("", [None, None], None)

    def show_one(self, mean: np.ndarray, name: str) -> None:
        """``mean``: (28, 28) of 0..255; ``name``: of its class."""
        self._show(_("Average {digit}").format(digit=name), [_bytes(mean), None], None)

    def show_two(self, means: np.ndarray, name: str, other: str) -> None:
        """``means``: (2, 28, 28) of 0..255; then the names of the classes."""
        tip = _("Blue, over 0: more ink in the average {first}. Orange, under 0: in {second}.")
        self.difference.setToolTip(plain_tip(tip.format(first=name, second=other)))
        self._show(
            _("Averages; {first} minus {second}").format(first=name, second=other),
            [_bytes(mean) for mean in means],
            means[0] - means[1],
        )

    def _show(self, words: str, images: list[np.ndarray | None], difference: np.ndarray | None) -> None:
        self._words = words
        self.title.setText(words)
        self.title.setToolTip(plain_tip(words))
        for view, image in zip((self.first, self.second), images, strict=True):
            view.set_image(image)
        self.second.setVisible(difference is not None)
        self.difference.setVisible(difference is not None)
        if difference is not None:
            most = max(1.0, float(np.abs(difference).max()))
            self.difference.set_values(difference, ColorScale(-most, most, "diverging"))

    def sizeHint(self) -> QSize:
        """It takes what is left over, and nothing from what stands above or below it."""
        return self.minimumSizeHint()

    def _on_pointed(self, row: int, column: int) -> None:
        if row < 0:
            self.title.setText(self._words)
            return
        value = float(self.difference.values()[row, column])
        self.title.setText(
            _("Row {row}, column {column}: {value} of 255").format(row=row, column=column, value=number(value, 0))
        )


def _bytes(mean: np.ndarray) -> np.ndarray:
    return np.rint(mean).astype(np.uint8)
