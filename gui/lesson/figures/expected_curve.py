"""The curve that the person expects, drawn by hand; the one that comes is drawn over it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from engine.numbers import number, whole
from engine.words import _
from gui.lesson.figures.figure import Around, Figure, direction_of
from gui.look import theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import extent, px
from gui.model.run_under_way import RunUnderWay
from gui.widgets.buttons import push_button
from gui.widgets.focus_ring import around, paint_ring
from gui.widgets.heard import Heard, heard_list
from gui.widgets.labels import label

EPOCHS, LOW, HIGH = 60, 0.0, 100.0


class ExpectedCurve(Figure):
    def __init__(self, around: Around) -> None:
        super().__init__("expectedCurveFigure")
        self.paper = Paper(around.training)
        self.paper.drawn.connect(self.used)
        self.paper.drawn.connect(self.drawing_changed)
        self.paper.forgotten.connect(self.drawing_changed)
        words = _("Test accuracy over 60 epochs: press and draw from left to right (keys: ↑ ↓ → ←).")
        self.column.addWidget(label("muted", words, wordWrap=True))
        tip = _("Remove the curve that you drew")
        anew = push_button(_("Draw anew"), "drawAnewButton", tip, self.paper.forget)
        self.row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.row.addWidget(self.paper, 1)
        self.row.addWidget(anew, 0)
        self.column.addLayout(self.row)
        around.training.ticked.connect(self.paper.update)
        around.training.changed.connect(self.paper.update)

    def place_beside(self, beside: bool) -> None:
        self.row.setDirection(direction_of(beside))

    def drawing(self) -> tuple[float | None, ...]:
        expected = self.paper.expected
        if np.isnan(expected).all():
            return ()
        return tuple(None if np.isnan(value) else round(float(value), 2) for value in expected)

    def show_drawing(self, drawing: tuple[float | None, ...]) -> None:
        values = np.array(drawing, np.float64)  # None becomes NaN
        if values.shape == (EPOCHS + 1,) and not ((values < LOW) | (values > HIGH)).any():
            self.paper.expected[:] = values
            self.paper.update()

    def to_hand_in(self) -> tuple[str, QWidget] | None:
        if np.isnan(self.paper.expected).all():
            return None
        return _("Test accuracy by epoch: the curve that was expected (dashed), and the network's"), self.paper


class Paper(QWidget):
    """``expected``: (EPOCHS + 1,) percent, NaN where nothing is drawn."""

    drawn = Signal()
    """A stroke has ended."""
    forgotten = Signal()
    """What was drawn is gone."""

    def __init__(self, training: RunUnderWay) -> None:
        super().__init__(objectName="expectedPaper")
        keep_left_to_right(self)
        self._training = training
        self.expected = np.full(EPOCHS + 1, np.nan)
        self._last: tuple[int, float] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setToolTip(_("Your curve is dashed; the network's comes in vermillion"))
        self.setAccessibleName(_("The accuracy that you expect, by epoch"))

    def sizeHint(self) -> QSize:
        return extent(290, 170)

    def forget(self) -> None:
        self.expected[:] = np.nan
        self._last = None
        self.update()
        self.forgotten.emit()

    def heard(self) -> Heard:
        """For a screen reader: what is drawn at each epoch, and where the pencil is."""
        drawn, none = _("epoch {epoch}: {percent} %"), _("epoch {epoch}: nothing drawn")
        said = [
            (none if np.isnan(value) else drawn).format(epoch=epoch, percent=number(float(value), 0))
            for epoch, value in enumerate(self.expected)
        ]
        return heard_list(self.accessibleName(), said, -1 if self._last is None else self._last[0])

    # Drawing

    def _inside(self) -> QRectF:
        return QRectF(self.rect()).adjusted(px(30), px(6), -px(12), -px(18))

    def _value(self, point: QPointF) -> tuple[int, float]:
        inside = self._inside()
        epoch = round((point.x() - inside.left()) / inside.width() * EPOCHS)
        percent = HIGH - (point.y() - inside.top()) / inside.height() * (HIGH - LOW)
        return min(max(epoch, 0), EPOCHS), min(max(percent, LOW), HIGH)

    def put(self, epoch: int, percent: float) -> None:
        """A point of the curve, joined with the one before."""
        start = (epoch, percent) if self._last is None else self._last
        low, high = sorted((start[0], epoch))
        ends = (start[1], percent) if start[0] <= epoch else (percent, start[1])
        self.expected[low : high + 1] = np.linspace(*ends, high - low + 1)
        self.expected[epoch] = percent
        self._last = epoch, percent
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._last = None
        self.put(*self._value(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.put(*self._value(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.drawn.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows move a pencil, which draws."""
        across = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        up = {Qt.Key.Key_Up: 2, Qt.Key.Key_Down: -2}.get(Qt.Key(event.key()), 0)
        if not across and not up:
            super().keyPressEvent(event)
            return
        epoch, percent = self._last or (0, 10.0)
        self.put(min(max(epoch + across, 0), EPOCHS), min(max(percent + up, LOW), HIGH))
        self.drawn.emit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        inside = self._inside()
        colors = self.palette()
        with picture_painter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(inside, colors.color(QPalette.ColorRole.Base))
            painter.setPen(colors.color(QPalette.ColorRole.Mid))
            painter.drawRect(inside)
            if self.hasFocus():
                paint_ring(painter, around(inside), colors)
            self._paint_axes(painter, inside)
            self._paint_curve(painter, inside, self.expected, QPen(colors.color(QPalette.ColorRole.WindowText), px(2)))
            run = self._training.run
            if run is not None and run.history.count > 1 and not np.isnan(self.expected).all():
                measured = run.history.test_accuracy[: min(run.history.count, EPOCHS + 1)]
                self._paint_curve(painter, inside, measured, QPen(QColor(theme.TEST), px(2)))

    def _paint_axes(self, painter: QPainter, inside: QRectF) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        right, below = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
        for percent in (0, 50, 100):
            at = inside.bottom() - percent / 100 * inside.height()
            place = QRectF(0, at - px(8), inside.left() - px(4), px(16))
            painter.drawText(place, right | Qt.AlignmentFlag.AlignVCenter, whole(percent))
        for epoch in (0, 20, 40, 60):
            at = inside.left() + epoch / EPOCHS * inside.width()
            painter.drawText(QRectF(at - px(20), inside.bottom() + 1, px(40), px(17)), below, whole(epoch))

    def _paint_curve(self, painter: QPainter, inside: QRectF, values: np.ndarray, pen: QPen) -> None:
        if values is self.expected:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        points = [
            QPointF(
                inside.left() + epoch / EPOCHS * inside.width(),
                inside.bottom() - (float(value) - LOW) / (HIGH - LOW) * inside.height(),
            )
            for epoch, value in enumerate(values)
            if not np.isnan(value)
        ]
        painter.drawPolyline(QPolygonF(points))
