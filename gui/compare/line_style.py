"""How the candidates of an experiment are told apart: by colour, and by the line's dashes, so never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

# Okabe and Ito's hues, the light ones deepened as in gui.look.theme: 3:1 on the light background and on the dark one.
COLORS = ("#0072B2", "#D55E00", "#009E73", "#B8629A", "#B07D00", "#3C93C8", "#8A7F73")
DASHES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DashDotDotLine,
)
SWATCH = QSize(26, 14)


@dataclass(frozen=True)
class LineStyle:
    color: str
    dash: Qt.PenStyle

    def pen(self, width: float = 2.0) -> QPen:
        pen = QPen(QColor(self.color), width, self.dash)
        pen.setCosmetic(True)
        return pen

    def faint(self, share: float) -> QColor:
        color = QColor(self.color)
        color.setAlphaF(share)
        return color

    def icon(self) -> QIcon:
        """A piece of the line, for a legend; on a plate where the row is selected, or it could not be seen."""
        made = QIcon(self._piece(QColor(Qt.GlobalColor.transparent)))
        made.addPixmap(self._piece(QColor(Qt.GlobalColor.white)), QIcon.Mode.Selected)
        return made

    def _piece(self, plate: QColor) -> QPixmap:
        picture = QPixmap(SWATCH * 2)
        picture.setDevicePixelRatio(2)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(plate)
            painter.drawRoundedRect(QRect(QPoint(), SWATCH), 4, 4)
            painter.setPen(self.pen(3))
            middle = SWATCH.height() / 2
            painter.drawLine(QPointF(2, middle), QPointF(SWATCH.width() - 2, middle))
        return picture


def line_styles(rows: int, columns: int = 1) -> list[LineStyle]:
    """A style for each candidate: another colour, and other dashes.

    Of two factors the one with more values has the colours, the other the dashes; where the colours begin anew, with
    other dashes.
    """
    more, fewer = max(rows, columns), min(rows, columns)
    if columns == 1 or fewer * -(-more // len(COLORS)) > len(DASHES):
        return [_style(index, index) for index in range(rows * columns)]  # 35 of them are different
    places = [divmod(index, columns) for index in range(rows * columns)]
    colors_and_dashes = [(column, row) if columns >= rows else (row, column) for row, column in places]
    return [_style(color, dash + fewer * (color // len(COLORS))) for color, dash in colors_and_dashes]


def _style(color: int, dash: int) -> LineStyle:
    return LineStyle(COLORS[color % len(COLORS)], DASHES[dash % len(DASHES)])
