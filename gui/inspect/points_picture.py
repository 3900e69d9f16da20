"""The points of a map as one picture, painted anew only when something has changed."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPalette
from PySide6.QtWidgets import QWidget

from gui.inspect.map_geometry import MapView
from gui.inspect.map_marks import MapMarks
from gui.inspect.point_cloud import PointCloud
from gui.look import theme


class PointsPicture:
    """The paper is larger than the widget by what points at its edges need."""

    def __init__(self) -> None:
        self._paper = np.empty((0, 0), np.uint32)
        self._picture = QImage()
        self._shown: tuple[PointCloud, np.ndarray, MapView, float, bool] | None = None

    def paint(
        self, painter: QPainter, widget: QWidget, marks: MapMarks, places: np.ndarray, view: MapView, axes: bool
    ) -> None:
        """``places``: (n, 2); ``axes``: with lines through (0, 0). As fine as what is painted on."""
        transform = painter.deviceTransform()
        ratio = max(1.0, transform.m11())
        palette, area = widget.palette(), float(widget.width() * widget.height())
        background, ink = theme.plot_background(palette), palette.color(QPalette.ColorRole.WindowText)
        cloud = marks.cloud(background, ink, ratio, widget.font(), area)
        if not self._is_shown(cloud, places, view, ratio, axes):
            self._shown = cloud, places, view, ratio, axes
            line = theme.blend(background, palette.color(QPalette.ColorRole.Mid), 0.6).rgb() if axes else None
            self._make(cloud, view.to_pixels(places), view, ratio, background.rgb(), line)
        edge = 2 * cloud.reach
        rows, columns = self._paper.shape
        source = QRectF(edge, edge, columns - 2 * edge, rows - 2 * edge)
        painter.drawImage(QRectF(widget.rect()), self._picture, source)

    def _is_shown(self, cloud: PointCloud, places: np.ndarray, view: MapView, ratio: float, axes: bool) -> bool:
        if self._shown is None:
            return False
        with_cloud, at, through, *rest = self._shown
        return with_cloud is cloud and at is places and through is view and rest == [ratio, axes]

    def _make(
        self, cloud: PointCloud, pixels: np.ndarray, view: MapView, ratio: float, background: int, line: int | None
    ) -> None:
        edge = 2 * cloud.reach
        rows, columns = round(view.height * ratio) + 2 * edge, round(view.width * ratio) + 2 * edge
        if self._paper.shape != (rows, columns):
            self._paper = np.empty((rows, columns), np.uint32)
            self._picture = QImage(self._paper.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32)
        self._paper.fill(background)
        if line is not None:
            across, down = np.rint(view.to_pixels(np.zeros((1, 2)))[0] * ratio + edge).tolist()
            if 0 <= across < columns:
                self._paper[:, int(across)] = line
            if 0 <= down < rows:
                self._paper[int(down)] = line
        cloud.paint(self._paper, pixels * ratio + edge)
