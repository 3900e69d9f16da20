"""The ink of a drawing as a picture that grows with it: only what is new is painted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen

from engine.digits.dataset import SIDE
from engine.digits.pictures import Pasted
from engine.digits.prepare import BOX
from engine.handwriting.ink import CANVAS
from gui.model.drawing import Drawing
from gui.widgets.images import grey_image

INK_WIDTH = 20.0
"""Width of the ink on the canvas, in canvas pixels. The network's image has a pen of its own."""

_CURVES_AT_ONCE = 8  # the time to outline a path grows faster than its length
_POINTS_AT_ONCE = 400  # a scribble of ten thousand points takes a second to paint: it shows bit by bit


class InkImage:
    """White ink on nothing, as wide as it is asked for.

    The picture has all of the ink but the last half step of the last line, whose curve depends on the point to come:
    that is painted each time anew.
    """

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._image = QImage()
        self._side = 0.0
        self._removals = -1
        self._lines = 0  # lines that are in the picture with both ends
        self._points = 0  # points of the line after those that are in it, up to the middle before the last of them
        self.complete = True
        """Whether all of the ink is in the picture; if not, the next update adds more of it."""

    def update(self, side: float, ratio: float) -> QRectF:
        """Bring the picture up to date, ``side`` pixels wide at ``ratio`` device pixels each.

        Returns the part of it that looks different now, in pixels; empty when there is none.
        """
        dirty = QRectF()
        if self._removals != self._drawing.removals or self._side != side or self._image.devicePixelRatio() != ratio:
            self._start(side, ratio)
            dirty = QRectF(0, 0, side, side)
        lines, left = self._drawing.strokes(), _POINTS_AT_ONCE
        if self._lines < len(lines):
            with QPainter(self._image) as painter:
                self._prepare(painter)
                while left > 0:
                    line, before = lines[self._lines], self._points
                    dirty |= self._grow(painter, line[: before + left])
                    left -= self._points - before + 1
                    if self._points < len(line) or self._lines == len(lines) - 1:
                        break
                    _draw_tail(painter, line)
                    self._lines += 1
                    self._points = 0
        self.complete = not lines or (self._lines == len(lines) - 1 and self._points == len(lines[-1]))
        return dirty

    def finish(self, side: float, ratio: float) -> None:
        """Bring the picture up to date with all of the ink, however long that takes."""
        self.update(side, ratio)
        while not self.complete:
            self.update(side, ratio)

    def paint(self, painter: QPainter, square: QRectF) -> None:
        """Paint all of the ink into ``square``, which has the size of the last update."""
        painter.save()
        painter.setClipRect(square, Qt.ClipOperation.IntersectClip)
        painter.drawImage(square.topLeft(), self._image)
        lines = self._drawing.strokes()
        if lines and self.complete:
            painter.translate(square.topLeft())
            self._prepare(painter)
            _draw_tail(painter, lines[-1])
        painter.restore()

    def _start(self, side: float, ratio: float) -> None:
        pixels = max(1, round(side * ratio))
        self._image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
        self._image.setDevicePixelRatio(ratio)
        self._image.fill(Qt.GlobalColor.transparent)
        self._side = side
        self._removals = self._drawing.removals
        self._lines = self._points = 0

    def _grow(self, painter: QPainter, line: np.ndarray) -> QRectF:
        """Paint what is new of a line; returns where it is, in pixels, with the last half step before and after."""
        if self._points == len(line):
            return QRectF()
        for path in _curves(line, self._points):
            painter.drawPath(path)
        scale = self._side / CANVAS
        seen = line[max(self._points - 2, 0) :]
        margin = INK_WIDTH / 2 + 2 / scale
        (left, top), (right, bottom) = (scale * (seen.min(axis=0) - margin), scale * (seen.max(axis=0) + margin))
        self._points = len(line)
        return QRectF(left, top, right - left, bottom - top)

    def _prepare(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._side / CANVAS, self._side / CANVAS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(Qt.GlobalColor.white, INK_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)


def canvas_picture(drawing: Drawing, side: int) -> QImage:
    """What is on the canvas, white on black and ``side`` pixels wide, without frame or hint."""
    picture = QImage(side, side, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.black)
    square = QRectF(0, 0, side, side)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if drawing.picture is not None:
            paint_picture(painter, square, drawing.picture)
        else:
            ink = InkImage(drawing)
            ink.finish(side, 1.0)
            ink.paint(painter, square)
    return picture


def paint_picture(painter: QPainter, square: QRectF, picture: Pasted) -> None:
    """Paint a pasted picture's ink in the middle of ``square``, as large as MNIST's digits are in their field."""
    height, width = picture.ink.shape
    image = grey_image(picture.ink)
    scale = square.width() * BOX / SIDE / max(height, width)
    place = QRectF(0, 0, width * scale, height * scale)
    place.moveCenter(square.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, image)


def _curves(line: np.ndarray, done: int) -> Iterator[QPainterPath]:
    """The line from where its first ``done`` points ended to the middle before its last, bent through the middles."""
    for first in range(max(done, 1), len(line), _CURVES_AT_ONCE):
        part = line[max(first - 2, 0) : first + _CURVES_AT_ONCE]
        middles = (part[1:] + part[:-1]) / 2
        begun = 1 if first > 1 else 0
        path = QPainterPath(QPointF(*(middles[0] if begun else part[0])))
        for control, end in zip(part[begun:-1].tolist(), middles[begun:].tolist(), strict=True):
            path.quadTo(*control, *end)
        yield path


def _draw_tail(painter: QPainter, line: np.ndarray) -> None:
    """The last half step of a line, or the dot that it is."""
    last = QPointF(*line[-1])
    if len(line) == 1:
        painter.drawPoint(last)
    else:
        painter.drawLine(QPointF(*((line[-1] + line[-2]) / 2)), last)
