"""One map, or those of all layers side by side; an image that is pointed at in one of them is shown in all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from engine.words import _
from gui.inspect.map_overlay import Bubble
from gui.inspect.point_map import PointMap
from gui.look.sizes import sized

IN_A_ROW, TWO_ROWS, LONGEST = 3, 10, 5  # maps in one row, or in two; in a row at most


class MapGrid(QWidget):
    clicked = Signal(int)
    """A point was clicked on any of the maps."""
    gathered = Signal(object)
    """(n,) int64: points in a rectangle."""

    def __init__(self, bubbles: Callable[[int], Bubble | None], parent: QWidget | None = None) -> None:
        """``bubbles``: what is shown beside a point that is pointed at."""
        super().__init__(parent)
        self._bubbles, self._gathering = bubbles, False
        self.maps: list[PointMap] = []
        self.layers: list[int] = []
        """Of each map."""
        self._words: list[str] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        sized(self._grid.setSpacing, 6)

    def set_layers(self, layers: Sequence[int], words: Sequence[str]) -> None:
        """A map for each of these; ``words``: what each is called."""
        if list(layers) != self.layers or list(words) != self._words:
            for one in self.maps:
                self._grid.removeWidget(one)
                one.hide()
                one.deleteLater()
            self.layers, self._words = list(layers), list(words)
            self.maps = [self._new_map(layer, name) for layer, name in zip(layers, words, strict=True)]
            columns = columns_of(len(layers))
            for place, one in enumerate(self.maps):
                self._grid.addWidget(one, place // columns, place % columns)

    def words(self, place: int) -> str:
        return self._words[place]

    def _new_map(self, layer: int, words: str) -> PointMap:
        several = len(self.layers) > 1
        made = PointMap(f"map{layer}" if several else "map", several)
        made.setAccessibleName(_("Map: {layer}").format(layer=words))
        made.set_bubbles(self._bubbles)
        made.set_gathering(self._gathering)
        made.pointed.connect(self._on_pointed)
        made.clicked.connect(self.clicked)
        made.gathered.connect(self.gathered)
        return made

    def _on_pointed(self, point: int) -> None:
        for one in self.maps:
            if one is not self.sender():
                one.mark(point)

    def set_gathering(self, gathering: bool) -> None:
        """Whether dragging spans a rectangle."""
        self._gathering = gathering
        for one in self.maps:
            one.set_gathering(gathering)

    def show_all(self) -> None:
        for one in self.maps:
            one.show_all()

    def point_at_nothing(self) -> None:
        for one in self.maps:
            one.mark(-1)


def columns_of(count: int) -> int:
    """How many maps stand side by side."""
    if count <= IN_A_ROW:
        return max(1, count)
    return -(-count // 2) if count <= TWO_ROWS else LONGEST
