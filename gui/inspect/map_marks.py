"""What the points of a map look like: marks in the colours of their classes, names of classes, or the images."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from gui.inspect.point_cloud import PointCloud, Stamp
from gui.look import theme
from gui.look.class_colors import class_color, class_shape, shape_path
from gui.look.sizes import scale

MARKS, NAMES, IMAGES = "marks", "names", "images"
SIZES = (3.5, 4.5, 6.0, 7.5)  # pixels across a mark
SIZE = SIZES[-1]
DENSE = 0.43  # of the distance between points that would be spread evenly: as wide a mark is at most
LETTERS, LEGIBLE = 12.0, 5.5  # pixels of the letters of a name beside the largest marks; the least size for names
FADED = 0.8  # of the way to the background, where another class is looked at
WHOLE, RINGED, OWN = range(3)  # an image, one that is misclassified, and one that the person has drawn
ERRORS = -1
"""Among the classes that are looked at: of these only what is misclassified."""
INKED = 60  # 0..255: of a pixel of an image that is painted
_INITIALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(eq=False)
class MapMarks:
    """``images``: (n, 28, 28) uint8; ``labels``: (n,); ``wrong``: (n,) bool, which are ringed; the last ``own`` of them
    are drawings of the person's, which are framed. ``names``: of the classes. ``kind``: MARKS, NAMES or IMAGES.
    ``bright``: the classes that are looked at, or only their ERRORS; empty: all."""

    images: np.ndarray
    labels: np.ndarray
    wrong: np.ndarray
    own: int
    names: Sequence[str]
    kind: str = MARKS
    bright: frozenset[int] = frozenset()
    _made: dict[tuple[object, ...], PointCloud] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.labels)

    def cloud(self, background: QColor, foreground: QColor, ratio: float, font: QFont, area: float) -> PointCloud:
        """For a map with these colours and of so many square pixels, ``ratio`` pixels of the screen to one of the
        widget. Made once for all maps that are alike."""
        size = mark_size(area / scale() ** 2, len(self))
        key = (background.rgb(), foreground.rgb(), ratio, font.key(), size, scale())
        if key not in self._made:
            while len(self._made) > 3:
                del self._made[next(iter(self._made))]
            self._made[key] = self._cloud(_Ink(background, foreground, ratio * scale(), font), size)
        return self._made[key]

    def _cloud(self, ink: _Ink, size: float) -> PointCloud:
        states = np.where(self.wrong, RINGED, WHOLE)
        states[len(self) - self.own :] = OWN
        faded = self._faded()
        order = np.lexsort((_shuffled(len(self)), states, ~faded))
        if self.kind == IMAGES:
            return PointCloud.of_pictures(
                ink.images(_halved(self.images), self.labels, self._colors(ink), faded, states), order
            )
        stamps = [
            ink.mark(path, color, state, FADED * place)
            for path, colors in zip(self._paths(size, ink.font), self._colors(ink), strict=True)
            for place, color in enumerate(colors)
            for state in (WHOLE, RINGED, OWN)
        ]
        return PointCloud.of_stamps(stamps, 6 * self.labels + 3 * faded + states, order)

    def _faded(self) -> np.ndarray:
        """(n,) bool: what is not looked at."""
        classes = self.bright - {ERRORS}
        faded = ~np.isin(self.labels, list(classes)) if classes else np.zeros(len(self), bool)
        return faded | ~self.wrong if ERRORS in self.bright else faded

    def _colors(self, ink: _Ink) -> list[tuple[QColor, QColor]]:
        """Of each class, as it is and as it fades."""
        colors = [class_color(place) for place in range(len(self.names))]
        return [(color, theme.blend(color, ink.background, FADED)) for color in colors]

    def _paths(self, size: float, font: QFont) -> list[QPainterPath]:
        if self.kind == MARKS:
            return [shape_path(class_shape(place), size) for place in range(len(self.names))]
        return [name_path(name, font, LETTERS * max(LEGIBLE, size) / SIZE) for name in short_names(self.names)]


def mark_size(area: float, count: int) -> float:
    """Pixels across a mark, so that ``count`` of them on ``area`` square pixels do not cover it all."""
    room = DENSE * (area / max(1, count)) ** 0.5
    return max((size for size in SIZES if size <= room), default=SIZES[0])


def short_names(names: Sequence[str]) -> list[str]:
    """Each in a letter or two, no two alike where that can be."""
    for length in (2, 3):
        short = [name if len(name) <= length else name[:length] for name in names]
        if len(set(short)) == len(names):
            return short
    return list(_INITIALS[: len(names)])


def name_path(name: str, font: QFont, pixels: float) -> QPainterPath:
    """Its letters, in the middle of (0, 0)."""
    made = QFont(font)
    made.setPixelSize(100)
    made.setBold(True)
    path = QPainterPath()
    path.addText(QPointF(), made, name)
    box = path.boundingRect()
    times = pixels / QFontMetricsF(made).height() * 1.25
    moved = path.translated(-box.center())
    shrunk = QPainterPath(moved)
    for index in range(shrunk.elementCount()):
        element = moved.elementAt(index)
        shrunk.setElementPositionAt(index, element.x * times, element.y * times)
    return shrunk


@dataclass(frozen=True, eq=False)
class _Ink:
    """Paints stamps on a background, ``ratio`` pixels to one of the sizes above."""

    background: QColor
    foreground: QColor
    ratio: float
    font: QFont

    def mark(self, path: QPainterPath, color: QColor, state: int, faded: float) -> Stamp:
        """With a rim in the colour of the background, which keeps it apart from what it lies over. ``faded``: 0..1, how
        much the ring around it is."""
        reach = max(abs(value) for value in path.boundingRect().getCoords()) + 5.0

        def paint(painter: QPainter) -> None:
            if state != OWN:
                painter.strokePath(path, QPen(self.background, 1.4))
            if state == OWN:
                painter.setPen(QPen(self.foreground, 1.0))
                painter.setBrush(QColor(theme.WINNER))
                painter.drawEllipse(QPointF(), reach - 1.5, reach - 1.5)
                painter.strokePath(path, QPen(self.background, 2.0))
            painter.fillPath(path, color)
            if state == RINGED:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.blend(self._soft, self.background, faded), 1.0))
                painter.drawEllipse(QPointF(), reach - 3.0, reach - 3.0)

        return self._stamp(reach, paint)

    def images(
        self,
        images: np.ndarray,
        labels: np.ndarray,
        colors: Sequence[tuple[QColor, QColor]],
        faded: np.ndarray,
        states: np.ndarray,
    ) -> np.ndarray:
        """(n, side, side) stamps of (n, 14, 14) bytes: their ink in the colours of their classes, and frames."""
        table = np.stack([_shades(self.background, color) for pair in colors for color in pair])
        times = max(1, round(self.ratio))
        ink = table[(2 * labels + faded)[:, None, None], images].repeat(times, 1).repeat(times, 2)
        side = ink.shape[1] + 3
        made = np.zeros((len(images), side, side), np.uint32)
        made[:, 1:-2, 1:-2] = ink
        for state, edge in ((RINGED, self._soft), (OWN, QColor(theme.WINNER))):
            which = np.flatnonzero(states == state)
            made[which, 0] = made[which, -1] = edge.rgb()
            made[which, :, 0] = made[which, :, -1] = edge.rgb()
        return made

    @property
    def _soft(self) -> QColor:
        """Of rings, which are not to drown what they are around."""
        return theme.blend(self.background, self.foreground, 0.75)

    def _stamp(self, reach: float, paint: Callable[[QPainter], None]) -> Stamp:
        middle = int(np.ceil(reach * self.ratio))
        side = 2 * middle + 1
        picture = QImage(side, side, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(middle + 0.5, middle + 0.5)
            painter.scale(self.ratio, self.ratio)
            paint(painter)
        argb = np.frombuffer(picture.constBits(), np.uint32).reshape(side, side)
        return _over(argb, self.background)


def _over(argb: np.ndarray, background: QColor) -> Stamp:
    """What is left of a transparent picture on a background; 0 where nothing is."""
    alpha = (argb >> 24) / 255.0
    made = np.full(argb.shape, 0xFF000000, np.uint32)
    for shift, under in ((16, background.red()), (8, background.green()), (0, background.blue())):
        over = (argb >> shift) & 0xFF
        made |= np.rint(over * alpha + under * (1 - alpha)).astype(np.uint32) << np.uint32(shift)
    made[alpha < 0.03] = 0
    return made


def _shades(background: QColor, color: QColor) -> np.ndarray:
    """(256,) from the one to the other, as an image's pixels are painted; 0 for those that are not."""
    shades = np.array([theme.blend(background, color, shade / 255).rgb() for shade in range(256)], np.uint32)
    shades[:INKED] = 0
    return shades


def _halved(images: np.ndarray) -> np.ndarray:
    """(n, 14, 14) bytes: the mean of every four pixels."""
    wide = images.astype(np.uint16)
    four = wide[:, ::2, ::2] + wide[:, 1::2, ::2] + wide[:, ::2, 1::2] + wide[:, 1::2, 1::2]
    return (four // 4).astype(np.uint8)


def _shuffled(count: int) -> np.ndarray:
    """A place for each point, so that no class lies on top of all others because of the order of the set."""
    return np.random.default_rng(0).permutation(count)
