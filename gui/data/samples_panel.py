"""A dozen random images, as people see them and as the network does, and one of them in both ways at once."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.numbers import whole
from engine.words import _
from gui.data.vector_plot import VectorPlot
from gui.data.vector_rows import VectorRows
from gui.look import theme
from gui.look.plain import plain_tip
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.digit_grid import DigitGrid
from gui.widgets.labels import narrow_label
from gui.widgets.network_view import SIDE, NetworkView
from gui.widgets.present_button import PresentButton

DOZEN = 12
TITLE_TIP = _("Its place in the set, counted from 0, and what its maker meant it to be")
DIGITS_TIP = _("28 x 28 pixels: we see a digit at once")
HOVER = _("Point at a pixel, or at the plot: the same point is marked in both.")


class SamplesPanel(QWidget):
    """Shows what ``set_samples`` gives it; asks for others by ``another_wanted``."""

    another_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = np.empty((0, SIDE, SIDE), np.uint8)
        self._labels: list[str] = []
        self._places: list[int] = []
        self._chosen = -1
        self.another = push_button(
            _("Another dozen"), "anotherButton", _("Twelve other images at random"), self.another_wanted
        )
        self._make_switch()
        self._make_views()
        self._lay_out()

    def _make_switch(self) -> None:
        self.human = QPushButton(_("How humans see it"), checkable=True, checked=True, objectName="humanButton")
        self.network = QPushButton(_("How the network sees it"), checkable=True, objectName="networkButton")
        self.human.setToolTip(DIGITS_TIP)
        self.network.setToolTip(_("784 numbers in a row: nothing says which of them are neighbours"))
        switch = QButtonGroup(self)
        for index, button in enumerate((self.human, self.network)):
            switch.addButton(button, index)
        switch.idClicked.connect(self._on_switched)

    def _make_views(self) -> None:
        self.grid = DigitGrid(scale=2, largest=12)
        self.grid.setObjectName("samplesGrid")
        sized(self.grid.setMinimumWidth, 4 * (2 * SIDE + 8) + 16)
        self.grid.setMinimumHeight(2 * (3 * SIDE + 8 + self.fontMetrics().height()) + 10)
        self.grid.set_empty_text(_("The images appear when the digits have been loaded."))
        self.grid.current_changed.connect(self.choose)
        self.rows = VectorRows()
        self.rows.setObjectName("samplesRows")
        self.rows.clicked.connect(self.grid.set_current)
        self.view = NetworkView()
        self.view.setObjectName("sampleView")
        sized(self.view.setMinimumSize, 100, 100)
        self.view.pointed.connect(self._on_pixel_pointed)
        self.vector = VectorPlot()
        self.vector.setObjectName("vectorPlot")
        self.vector.pointed.connect(self._on_place_pointed)
        self.title = narrow_label("plotTitle", objectName="sampleTitle")
        self.reading = QLabel(HOVER, objectName="pixelReading")
        self.reading.setFont(theme.digits_font(self.reading.font()))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.human)
        buttons.addWidget(self.network)
        buttons.addStretch(1)
        buttons.addWidget(self.another)
        self.stack = QStackedWidget(objectName="samplesStack")
        buttons.addWidget(PresentButton(_("Samples"), [self.stack]))
        PresentButton(_("One image, and its 784 numbers"), [(self.view,), self.reading, self.vector], self.reading)
        self.stack.addWidget(self.grid)
        self.stack.addWidget(self.rows)
        left = QVBoxLayout()
        left.addLayout(buttons)
        left.addWidget(self.stack, 1)
        right = QVBoxLayout()
        right.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        right.addWidget(self.view, 1)
        top = QHBoxLayout()
        top.addLayout(left, 11)  # six columns of large images in a window of the usual size
        top.addLayout(right, 4)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 0, 6, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.reading)
        layout.addWidget(self.vector, 1)

    def set_samples(
        self, images: np.ndarray, labels: list[int], places: list[int], names: tuple[str, ...] = DIGIT_NAMES
    ) -> None:
        """``images``: (n, 28, 28) uint8 with their labels, and where they are in the set; ``names``: of the classes."""
        are_digits = names == DIGIT_NAMES
        self.human.setToolTip(DIGITS_TIP if are_digits else _("28 x 28 pixels: we see at once what it is"))
        self._images, self._labels, self._places = images, [names[label] for label in labels], places
        self.grid.set_images(images, self._labels)
        self.grid.set_tips(self._tip_of)
        self.rows.set_images(images, self._labels)
        if len(images):
            self.grid.set_current(0)

    def _tip_of(self, index: int) -> str:
        words = _("image {place}, labelled {label}")
        return plain_tip(words.format(place=whole(self._places[index]), label=self._labels[index]))

    def choose(self, index: int) -> None:
        """Show one of the samples large."""
        self._chosen = index
        self.rows.set_current(index)
        image = self._images[index] if index >= 0 else None
        self.view.set_image(image)
        self.vector.set_image(image)
        title = self._title_of(index) if index >= 0 else ""
        self.title.shorter = (_("Labelled {label}").format(label=self._labels[index]),) if index >= 0 else ()
        self.title.setText(title)
        self.title.setToolTip(plain_tip(f"{title}\n{TITLE_TIP}"))

    def _title_of(self, index: int) -> str:
        return _("Image {place}, labelled {label}").format(place=whole(self._places[index]), label=self._labels[index])

    def _on_switched(self, index: int) -> None:
        self.stack.setCurrentIndex(index)

    def _on_pixel_pointed(self, row: int, column: int) -> None:
        place = SIDE * row + column if row >= 0 else -1
        self.vector.mark(place)
        self._read(place)

    def _on_place_pointed(self, place: int) -> None:
        self.view.mark(divmod(place, SIDE) if place >= 0 else None)
        self.vector.mark(place)
        self._read(place)

    def _read(self, place: int) -> None:
        if place < 0 or self._chosen < 0:
            self.reading.setText(HOVER)
            return
        row, column = divmod(place, SIDE)
        value = self._images[self._chosen, row, column]
        self.reading.setText(
            _("Row {row}, column {column}: number {place} of the vector, value {value} of 255").format(
                row=row, column=column, place=place, value=value
            )
        )
