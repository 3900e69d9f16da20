"""The classes with their marks, in as many lines as they need; those that are clicked stay, the others fade."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.words import _
from gui.inspect.map_marks import ERRORS, MARKS, NAMES
from gui.inspect.map_stamps import SIZE, name_path, short_names
from gui.look import theme
from gui.look.class_colors import class_color, class_shape, shape_path
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import px, scale
from gui.widgets.heard import Heard, heard_list
from gui.widgets.keys import CHOOSE

LONGEST, SIGN = 120, 28  # pixels of a name, and of what stands before it
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ClassLegend(QWidget):
    chosen = Signal(object)
    """frozenset of the classes that are looked at, ERRORS among them or not; empty: all are, alike."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="mapLegend")
        keep_left_to_right(self)
        self._names: Sequence[str] = ()
        self._with_errors = False
        self._kind = MARKS
        self._bright: frozenset[int] = frozenset()
        self._current = 0
        self._places: list[QRectF] = []
        self._measured: tuple[tuple, list[float]] = (), []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Classes on the map"))

    def set_names(self, names: Sequence[str]) -> None:
        """Of the classes; others are all looked at to begin with."""
        if tuple(names) != tuple(self._names):
            self._names, self._current, self._bright = tuple(names), 0, frozenset()
            self._arrange()
            self.updateGeometry()
            self.update()

    def set_errors(self, some: bool) -> None:
        """Whether any image is misclassified, and ringed: that comes last, and can be looked at as a class can."""
        if some != self._with_errors:
            self._with_errors, self._current = some, 0
            self._bright -= {ERRORS}
            self._arrange()
            self.updateGeometry()
            self.update()

    def _entries(self) -> list[int]:
        return [*range(len(self._names)), *([ERRORS] if self._with_errors else [])]

    def _words(self) -> list[str]:
        return [*self._names, *([_("misclassified")] if self._with_errors else [])]

    def heard(self) -> Heard:
        """For a screen reader: each class, and whether it is looked at."""
        pairs = zip(self._entries(), self._words(), strict=True)
        words = [_("{name}, looked at").format(name=name) if entry in self._bright else name for entry, name in pairs]
        return heard_list(self.accessibleName(), words, self._current)

    def set_kind(self, kind: str) -> None:
        """Marks or names, as on the map."""
        self._kind = kind
        self.update()

    def bright(self) -> frozenset[int]:
        return self._bright

    def place_of(self, entry: int) -> QRectF:
        """Where a class, or ERRORS, is painted."""
        return self._places[self._entries().index(entry)]

    def toggle(self, entry: int) -> None:
        """Look at a class, or at ERRORS, or no longer."""
        self._current, self._bright = self._entries().index(entry), self._bright ^ {entry}
        self.update()
        self.chosen.emit(self._bright)

    # Geometry

    def _widths(self) -> list[float]:
        """Measured anew where something has changed: whoever lays out the page asks a hundred times."""
        words = self._words()
        now = *words, self.font().key(), scale()
        if self._measured[0] != now:
            metrics, beside, most = QFontMetricsF(self.font()), px(SIGN) + px(8), px(LONGEST)
            self._measured = now, [beside + min(most, metrics.horizontalAdvance(name)) for name in words]
        return self._measured[1]

    def _row(self) -> float:
        return QFontMetricsF(self.font()).height() + px(4)

    def _arranged(self, width: float) -> list[QRectF]:
        places, left, top, row = [], 0.0, 0.0, self._row()
        for wide in self._widths():
            if left and left + wide > width:
                left, top = 0.0, top + row
            places.append(QRectF(left, top, wide, row))
            left += wide
        return places

    def _arrange(self) -> None:
        self._places = self._arranged(self.width())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._arranged(width)
        return round(places[-1].bottom()) + 1 if places else round(self._row())

    def sizeHint(self) -> QSize:
        return QSize(px(400), self.heightForWidth(px(400)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), round(self._row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            signs = short_names(self._names) if self._kind == NAMES else ()
            for index, (entry, words) in enumerate(zip(self._entries(), self._words(), strict=True)):
                self._paint_one(painter, entry, words, self._places[index], signs)
                if self.hasFocus() and index == self._current:
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 1.5))
                    painter.drawRoundedRect(self._places[index].adjusted(3, 1, -3, -1), 3, 3)

    def _paint_one(self, painter: QPainter, entry: int, words: str, place: QRectF, signs: Sequence[str]) -> None:
        palette = self.palette()
        classes = self._bright - {ERRORS}
        looked_at = entry in self._bright or not (classes if entry != ERRORS else self._bright)
        ink = palette.color(QPalette.ColorRole.WindowText)
        color = ink if entry == ERRORS else class_color(entry)
        if not looked_at:
            color, ink = (theme.blend(one, palette.color(QPalette.ColorRole.Window), 0.65) for one in (color, ink))
        painter.save()
        painter.translate(QPointF(place.left() + px(SIGN / 2 + 1), place.center().y()))
        if entry == ERRORS:
            painter.setPen(QPen(color, 1.2))
            painter.drawEllipse(QPointF(), px(5), px(5))
        elif signs:
            painter.fillPath(name_path(signs[entry], self.font(), px(12)), color)
        else:
            painter.scale(scale(), scale())
            painter.fillPath(shape_path(class_shape(entry), SIZE * 1.25), color)
        painter.restore()
        painter.setPen(ink)
        room = place.adjusted(px(SIGN), 0, -px(2), 0)
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)

    # What the person does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for entry, place in zip(self._entries(), self._places, strict=True):
            if place.contains(event.position()):
                self.toggle(entry)
                break

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entries = self._entries()
        if event.key() in CHOOSE and entries:
            self.toggle(entries[self._current])
        elif event.key() in _STEPS and entries:
            self._current = (self._current + _STEPS[event.key()]) % len(entries)
            self.update()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self.update()
