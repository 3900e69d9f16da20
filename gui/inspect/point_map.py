"""A map: thousands of points that can be zoomed, moved, pointed at, chosen and gathered by a rectangle."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from gui.inspect.glide import Glide
from gui.inspect.map_geometry import MapView, fitting
from gui.inspect.map_marks import MapMarks
from gui.inspect.map_overlay import (
    Bubble,
    paint_bubble,
    paint_frame,
    paint_rectangle,
    paint_star,
    paint_words,
    star_box,
)
from gui.inspect.nearest import nearest, next_in_direction
from gui.inspect.points_picture import PointsPicture
from gui.look import theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import extent, px
from gui.widgets.empty_words import paint_empty
from gui.widgets.heard import Heard, at, heard_list

NEAR = 9  # pixels from a point that still point at it
STILL = 4  # pixels that a click may move
STEP, NOTCH = 1.3, 120.0  # zoomed by one turn of the wheel, whose angle that is
_DIRECTIONS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_CLOSER, _FARTHER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal), (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)


class PointMap(QWidget):
    """The wheel zooms, dragging moves, a double click shows all. With Shift, or while ``set_gathering``, dragging spans
    a rectangle. The arrow keys go from point to point, Return clicks, plus and minus zoom, with Shift the arrows move,
    Home shows all, and the space bar gathers what is in sight."""

    pointed = Signal(int)
    """The point under the pointer, or reached by the keyboard; -1 for none."""
    clicked = Signal(int)
    gathered = Signal(object)
    """(n,) int64: the points in a rectangle, or in sight."""

    def __init__(self, name: str, small: bool = False, parent: QWidget | None = None) -> None:
        """``name``: its objectName. ``small``: one of several beside each other."""
        super().__init__(parent)
        keep_left_to_right(self)
        self.setObjectName(name)
        self._small, self._marks = small, None
        self._glide = Glide(self)
        self._glide.moved.connect(self._on_moved)
        self._picture = PointsPicture()
        self._view = self._whole = self._left = MapView(0, 0, 1, 1, 1)  # ``_left``: where a glide began
        self._own_view = False  # whether the person has zoomed or moved
        self._drawing: np.ndarray | None = None
        self._title, self._across, self._up, self._empty_words = "", "", "", ""
        self._bubbles: Callable[[int], Bubble | None] = lambda _index: None
        self._pointed, self._keyed, self._elsewhere = -1, False, False  # where, and whether by keys or on another map
        self._gathering = False
        self._press: QPointF | None = None
        self._pressed_view = self._view
        self._span: QRectF | None = None
        self._dragged = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # What is shown

    def set_marks(self, marks: MapMarks | None) -> None:
        """What the points look like; their places are to follow where they are others."""
        if marks is None or self._marks is None or len(marks) != len(self._marks):
            self._point_at(-1)
        self._marks = marks
        self.update()

    def set_places(self, places: np.ndarray, glide: bool = False) -> None:
        """(n, 2), finite, for each point; ``glide``: they go there, where they are the same points."""
        if len(places) and np.array_equal(places, self._glide.target):
            return
        moves = glide and len(places) == len(self._places) > 0 and self.isVisible() and _animated(self)
        self._left, self._whole = self._view, fitting(places, self.width(), self.height(), self._margin())
        if moves:
            self._glide.go(places)
        else:
            self._glide.jump(places)

    @property
    def _places(self) -> np.ndarray:
        """Where the points are now."""
        return self._glide.places

    def set_drawing(self, place: np.ndarray | None) -> None:
        """Where the drawing in hand lies, (2,); None if there is none."""
        for one in (self._drawing, place):
            if one is not None:
                self.update(star_box(self._pixel(one), QRectF(self.rect())))
        self._drawing = place

    def set_words(self, title: str, across: str = "", up: str = "") -> None:
        """In the corner, and along the axes."""
        self._title, self._across, self._up = title, across, up
        self.update()

    def set_empty_text(self, words: str) -> None:
        """What is written where there are no points."""
        self._empty_words = words
        self.update()

    def set_bubbles(self, bubbles: Callable[[int], Bubble | None]) -> None:
        """What is shown beside a point that is pointed at."""
        self._bubbles = bubbles

    def set_gathering(self, gathering: bool) -> None:
        """Whether dragging spans a rectangle, and does not move the map."""
        self._gathering = gathering
        self.setCursor(Qt.CursorShape.CrossCursor if gathering else Qt.CursorShape.ArrowCursor)

    def mark(self, index: int) -> None:
        """Show which point is pointed at on another map."""
        if index != self._pointed and index < len(self._places):
            self._pointed, self._keyed, self._elsewhere = index, False, True
            self.update()

    def places(self) -> np.ndarray:
        """(n, 2): where the points lie, or are on their way to."""
        return self._glide.target

    def drawing(self) -> np.ndarray | None:
        return self._drawing

    def pointed_at(self) -> int:
        return self._pointed

    def view(self) -> MapView:
        return self._view

    def pixel_of(self, index: int) -> QPointF:
        """Where a point is painted."""
        return self._pixel(self._places[index])

    def _pixel(self, place: np.ndarray) -> QPointF:
        return QPointF(*self._view.to_pixels(place[None])[0].tolist())

    def bubble(self) -> Bubble | None:
        """What is shown of the point that is pointed at."""
        return self._bubbles(self._pointed) if self._pointed >= 0 else None

    def heard(self) -> Heard:
        """For a screen reader: a sentence for each point."""
        count, bubbles = len(self._places), self._bubbles
        if not count:
            return heard_list(self.accessibleName(), [self._empty_words])

        def text(index: int, _column: int) -> str:
            shown = bubbles(index)
            return "" if shown is None else shown.words

        return Heard(self.accessibleName(), count, text, current=at(self._pointed if self._keyed else -1))

    def show_all(self) -> None:
        """All points in sight."""
        self._own_view, self._view = False, self._whole
        self.update()

    def _on_moved(self, share: float) -> None:
        if not self._own_view:
            self._view = self._whole if share >= 1.0 else self._left.between(self._whole, share)
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self) as painter:
            area, places = QRectF(self.rect()), self._places
            if self._marks is None or len(places) != len(self._marks) or not len(places):
                painter.fillRect(area, theme.plot_background(self.palette()))
                paint_empty(painter, area, self._empty_words, self.palette())
            else:
                self._picture.paint(painter, self, self._marks, places, self._view, bool(self._across))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_words(painter, area, self.palette(), self._title, self._across, self._up)
            if len(self._places):
                self._paint_over(painter, area)
            paint_frame(painter, area, self.palette(), self.hasFocus())

    def _paint_over(self, painter: QPainter, area: QRectF) -> None:
        if self._drawing is not None:
            paint_star(painter, self._pixel(self._drawing), area, self.palette())
        if self._span is not None:
            paint_rectangle(painter, self._span, self.palette())
        if self._pointed >= 0:
            shown = None if self._elsewhere else self._bubbles(self._pointed)
            paint_bubble(painter, area, self.pixel_of(self._pointed), shown, self.palette(), self._small)

    # Pointing

    def _point_at(self, index: int, keyed: bool = False) -> None:
        self._keyed, self._elsewhere = keyed and index >= 0, False
        if index != self._pointed:
            self._pointed = index
            shown = self.bubble()
            self.setAccessibleDescription("" if shown is None else shown.words)
            self.pointed.emit(index)
            self.update()

    def _at(self, position: QPointF) -> int:
        return nearest(self._view.to_pixels(self._places), position.x(), position.y(), px(NEAR))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and len(self._places):
            self._press, self._dragged, self._pressed_view = event.position(), False, self._view
            spans = self._gathering or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._span = QRectF(self._press, self._press) if spans else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None:
            self._point_at(self._at(event.position()) if len(self._places) else -1)
            return
        way = event.position() - self._press
        self._dragged = self._dragged or way.manhattanLength() > STILL
        if self._span is not None:
            self._span = QRectF(self._press, event.position()).normalized()
        elif self._dragged:
            self._own_view, self._view = True, self._pressed_view.moved(way.x(), way.y())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._press is None:
            return
        span, self._press, self._span = self._span, None, None
        if not self._dragged:
            index = self._at(event.position())
            if index >= 0:
                self.clicked.emit(index)
        elif span is not None:
            self._gather(span)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._at(event.position()) < 0:
            self.show_all()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not len(self._places):
            return
        event.accept()
        place = event.position()
        self._zoom(STEP ** (event.angleDelta().y() / NOTCH), place)

    def _zoom(self, times: float, place: QPointF) -> None:
        self._own_view = True
        self._view = self._view.zoomed(times, place.x(), place.y(), self._whole)
        self.update()

    def zoom(self, times: float) -> None:
        """About the middle, or the point that the keyboard has reached."""
        keyed = self._keyed and self._pointed >= 0
        self._zoom(times, self.pixel_of(self._pointed) if keyed else QRectF(self.rect()).center())

    def _gather(self, span: QRectF) -> None:
        pixels = self._view.to_pixels(self._places)
        inside = (
            (pixels[:, 0] >= span.left()) & (pixels[:, 0] <= span.right())
            & (pixels[:, 1] >= span.top()) & (pixels[:, 1] <= span.bottom())
        )  # fmt: skip
        self.gathered.emit(np.flatnonzero(inside))

    def leaveEvent(self, event) -> None:
        self._point_at(-1)
        super().leaveEvent(event)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not len(self._places):
            super().keyPressEvent(event)
        elif key in _DIRECTIONS and shift:
            across, down = _DIRECTIONS[key]
            self._own_view, self._view = True, self._view.moved(-across * px(40), -down * px(40))
            self.update()
        elif key in _DIRECTIONS:
            self._go(*_DIRECTIONS[key])
        elif key in _CLOSER or key in _FARTHER:
            self.zoom(STEP if key in _CLOSER else 1 / STEP)
        elif key == Qt.Key.Key_Home:
            self.show_all()
        elif key == Qt.Key.Key_Space:
            self._gather(QRectF(self.rect()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._pointed >= 0:
            self.clicked.emit(self._pointed)
        else:
            super().keyPressEvent(event)

    def _go(self, across: float, down: float) -> None:
        """To the nearest point on that side; from the middle to begin with."""
        pixels = self._view.to_pixels(self._places)
        if self._pointed < 0:
            self._point_at(nearest(pixels, self.width() / 2, self.height() / 2), keyed=True)
        else:
            self._point_at(next_in_direction(pixels, self._pointed, across, down), keyed=True)
        self._follow_pointed()

    def _follow_pointed(self) -> None:
        place, area = self.pixel_of(self._pointed), QRectF(self.rect()).adjusted(8, 8, -8, -8)
        if not area.contains(place):
            middle = area.center()
            self._own_view, self._view = True, self._view.moved(middle.x() - place.x(), middle.y() - place.y())
            self.update()

    # What Qt asks for

    def _margin(self) -> float:
        return px(20 if self._small else 26)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._whole = fitting(self._glide.target, self.width(), self.height(), self._margin())
        self._view = self._view.sized(self.width(), self.height()) if self._own_view else self._whole

    def minimumSizeHint(self) -> QSize:
        return extent(130, 110) if self._small else extent(240, 180)

    def sizeHint(self) -> QSize:
        return extent(200, 170) if self._small else extent(520, 400)


def _animated(widget: QWidget) -> bool:
    """Whether the person's system wants movement to be seen."""
    hint = widget.style().StyleHint.SH_Widget_Animation_Duration
    return QApplication.style().styleHint(hint, None, widget) > 0
