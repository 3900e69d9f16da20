"""The numbers in the cells of a matrix: as large as fits, and only where they can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from gui.widgets.class_names import longest, smaller_fonts
from gui.widgets.matrix_view import MatrixView


@dataclass(frozen=True)
class CellTexts:
    """Made once for many paintings: the pointer over a matrix has it painted with each move."""

    font: QFont
    places: tuple[tuple[QRectF, str, bool], ...]
    """Where each text stands, and whether it does on a bright colour."""

    def paint(self, painter: QPainter, area: QRectF) -> None:
        if not self.places:
            return
        painter.save()
        painter.setFont(self.font)
        painter.setClipRect(area)
        for on_bright, pen in ((True, Qt.GlobalColor.black), (False, Qt.GlobalColor.white)):
            painter.setPen(pen)
            for place, text, bright in self.places:
                if bright == on_bright:
                    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


def cell_texts(
    font: QFont,
    texts: Sequence[Sequence[str]] | None,
    view: MatrixView,
    cell: Callable[[int, int], QRectF],
    bright: Callable[[int, int], bool],
) -> CellTexts:
    """``cell``: where a cell is drawn, and ``bright``: whether its colour is, given its row and column."""
    rows, columns = view.in_sight()
    side = cell(rows.start, columns.start).height()
    fitting = None if texts is None else _fitting(font, [text for row in texts for text in row], side)
    if texts is None or fitting is None:
        return CellTexts(font, ())
    metrics = QFontMetricsF(fitting)
    narrow = {text: metrics.horizontalAdvance(text) <= side for row in texts for text in row if text}
    found = [(row, column) for row in rows for column in columns if narrow.get(texts[row][column])]
    return CellTexts(fitting, tuple((cell(*at), texts[at[0]][at[1]], bright(*at)) for at in found))


def _fitting(font: QFont, texts: Sequence[str], side: float) -> QFont | None:
    """The largest with which all texts fit into cells, or else the smallest that can be read; None: not even that."""
    low = [one for one in smaller_fonts(font) if QFontMetricsF(one).height() <= side]
    fitting = (one for one in low if longest(QFontMetricsF(one), texts) <= side)
    return next(fitting, low[-1] if low else None)
