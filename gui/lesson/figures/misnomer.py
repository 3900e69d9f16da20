"""What “fully connected” promises, and what is there: the same small network with both kinds of links."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from engine.words import _
from gui.lesson.figures.figure import Around, Figure, direction_of
from gui.look import theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import extent, px, sized
from gui.widgets.labels import label

UNITS = 4, 3, 3, 2  # of each layer
LEAST, LOW = 150, 100  # pixels of the picture's height: beside the pages, and below them
THERE = _("{links} links: each unit feeds every unit of the next layer, and no other.")
PROMISED = _("{links} pairs linked: every unit with every other, within a layer, across layers, and both ways.")


class Misnomer(Figure):
    def __init__(self, around: Around) -> None:
        super().__init__("misnomerFigure")
        self._links = Links()
        self._compared = False  # what it promises has been looked at
        self.there = QPushButton(_("What is there"), checkable=True, checked=True, objectName="linksThereButton")
        self.promised = QPushButton(_("What it promises"), checkable=True, objectName="linksPromisedButton")
        row = QHBoxLayout()
        for button, promised in ((self.there, False), (self.promised, True)):
            button.clicked.connect(lambda _on, promised=promised: self._show(promised))
            row.addWidget(button)
        self.words = label("muted", wordWrap=True)
        said = QVBoxLayout()
        said.addLayout(row)
        said.addWidget(self.words)
        said.addStretch(1)
        self._halves = QBoxLayout(direction_of(True))
        self._halves.addLayout(said)
        self._halves.addWidget(self._links, 1)
        self.column.addLayout(self._halves)
        self._name()

    def place_beside(self, beside: bool) -> None:
        self._halves.setDirection(direction_of(beside))
        self._links.size_for(LEAST if beside else LOW)

    def take_room(self) -> None:
        self._halves.setDirection(direction_of(True))

    def show_me(self) -> None:
        self.promised.click()
        self.used.emit()

    def _show(self, promised: bool) -> None:
        self._links.promised = promised
        self.there.setChecked(not promised)
        self.promised.setChecked(promised)
        self._links.update()
        self._name()
        if self._compared and not promised:
            self.used.emit()
        self._compared = self._compared or promised

    def _name(self) -> None:
        sentence = PROMISED if self._links.promised else THERE
        self.words.setText(sentence.format(links=len(self._links.pairs())))


class Links(QWidget):
    """Forward links in blue, all others in vermillion and bent, so that each is seen."""

    def __init__(self) -> None:
        super().__init__()
        keep_left_to_right(self)
        self.promised = False
        self.size_for(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def size_for(self, least: int) -> None:
        """``least``: pixels that it is high at least."""
        self._least = least
        sized(self.setMinimumHeight, least)

    def sizeHint(self) -> QSize:
        return extent(290, self._least)

    def units(self) -> list[tuple[int, int]]:
        """Layer and place of each unit."""
        return [(layer, place) for layer, count in enumerate(UNITS) for place in range(count)]

    def pairs(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """The units that are linked."""
        return [(a, b) for a, b in combinations(self.units(), 2) if self.promised or b[0] - a[0] == 1]

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for one, other in self.pairs():
                forward = other[0] - one[0] == 1
                painter.setPen(QPen(QColor(theme.TRAIN if forward else theme.TEST), px(1), _style(forward)))
                painter.drawPath(self._path(one, other, forward))
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
            for unit in self.units():
                painter.drawEllipse(self._at(unit), px(7), px(7))

    def _at(self, unit: tuple[int, int]) -> QPointF:
        layer, place = unit
        across = (layer + 0.5) / len(UNITS) * self.width()
        return QPointF(across, (place + 0.5) / UNITS[layer] * self.height())

    def _path(self, one: tuple[int, int], other: tuple[int, int], straight: bool) -> QPainterPath:
        start, end = self._at(one), self._at(other)
        path = QPainterPath(start)
        bend = QPointF(0, 0) if straight else QPointF(px(22), px(14))
        path.quadTo((start + end) / 2 + bend, end)
        return path


def _style(forward: bool) -> Qt.PenStyle:
    return Qt.PenStyle.SolidLine if forward else Qt.PenStyle.DashLine
