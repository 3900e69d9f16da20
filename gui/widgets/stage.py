"""The stage: what is on it fills the page in large words and thick lines, for the back row, until Esc puts it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.words import _
from gui.look import sizes
from gui.look.sizes import sized
from gui.widgets.actions import ActionButton
from gui.widgets.as_it_was import AsItWas
from gui.widgets.buttons import push_button
from gui.widgets.focus import focus_in, go_on, stops
from gui.widgets.labels import label, narrow_label
from gui.widgets.moved import Moved, is_a_line

LETTERS_ACROSS = 800
"""A stage that is so many pixels wide has letters of the usual size, one twice as wide has them twice as large. Digits
are then 1.9 times as high as a healthy eye needs them, 8 m from a picture that is 2 m wide (scripts/back_row.py)."""

Parts = Sequence["QWidget | Parts"]
"""What stands under each other; in it, what stands beside each other; and so on."""


@dataclass(frozen=True, eq=False)
class Piece:
    """What can be on the stage. ``explanation()``: what its "?" says; ``actions``: have a button beside its title;
    ``wanted``: is called when it is about to be put there."""

    title: str
    parts: Parts
    explanation: Callable[[], str] = field(default=lambda: "")
    actions: Sequence[QAction] = ()
    wanted: Callable[[], object] = field(default=lambda: None)


class Stage(QFrame):
    """Lies over ``host``. The widgets on it are those of the page, which goes on below."""

    changed = Signal()
    """Something else is on it, or nothing any more."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, objectName="stage", autoFillBackground=True)
        self._host = host
        self.piece: Piece | None = None
        self._among: Sequence[Piece] = ()
        self._used: QWidget | None = None  # what had the focus last
        self._moved: list[Moved] = []
        self._left: list[Moved] = []  # what was on it before, and has gone back
        self._before = AsItWas(host)
        self._made = False
        self._frame = host.geometry()  # of a window, as it was before
        self._leaving = QTimer(self, singleShot=True, interval=0)
        self._leaving.timeout.connect(self._on_gone)
        host.installEventFilter(self)
        self.hide()

    def _make(self) -> None:
        """When something is on it for the first time."""
        self._made = True
        self.back = push_button(_("‹ Back"), "stageBackButton", _("Back to the page (Esc)"), self.clear)
        self.title = narrow_label("pageTitle", objectName="stageTitle")
        self._previous = push_button(
            "‹", "stagePreviousButton", _("What comes before this on the page"), self._leaf_back
        )
        self._next = push_button("›", "stageNextButton", _("What comes next on the page"), self._leaf_on)
        for button, words in ((self._previous, _("Previous")), (self._next, _("Next"))):
            button.setAccessibleName(words)
            sized(button.setFixedWidth, 34)
        self.explain = push_button("?", "stageExplainButton", _("Say below what this shows"), self._say)
        self.explain.setCheckable(True)
        self.explain.setAccessibleName(_("Say below what this shows"))
        sized(self.explain.setFixedWidth, 34)
        self.words = label("spoken", objectName="stageWords", wordWrap=True)
        self._beside = QWidget()
        self._buttons = QHBoxLayout(self._beside)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        sized(head.setSpacing, 8)
        head.addWidget(self._beside)
        for widget in (self.explain, self._previous, self._next):
            head.addWidget(widget)
        self._scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame, objectName="stageScroll")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 12, 8, 12, 6)
        layout.addLayout(head)
        layout.addWidget(self.words)
        layout.addWidget(self._scroll, 1)

    # What is on it

    def show_piece(self, piece: Piece, among: Sequence[Piece] = ()) -> None:
        """In place of what is on it. ``among``: what can be leafed through from there, itself included."""
        window = self.window()
        self._used = focus_in(window)
        window.setUpdatesEnabled(False)
        if not self._made:
            self._make()
        if self.piece is None:
            self._before.remember()
            self._take_the_screen()
            QApplication.instance().focusChanged.connect(self._on_focus_changed)
        else:
            self._left += self._moved
            self._put_back()
        self.piece, self._among = piece, among
        self._name(piece)
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        piece.wanted()
        self._take(piece.parts)
        self._enlarge()
        self._fit_head()
        window.setUpdatesEnabled(True)
        self._focus()
        self.changed.emit()

    def _take_the_screen(self) -> None:
        """A window beside the main one is too small for the back row."""
        free = self._host.screen().availableGeometry()
        self._frame = self._host.geometry()
        if self._host.isWindow() and free.width() > self._frame.width():
            self._host.setGeometry(free)

    def clear(self) -> None:
        """Put everything back, with the letters and the focus as they were."""
        if self.piece is None:
            return
        QApplication.instance().focusChanged.disconnect(self._on_focus_changed)
        focused = QApplication.focusWidget()
        inside = focused is None or self.isAncestorOf(focused)
        moved, self._left, self.piece = [*self._left, *self._moved], [], None
        window = self.window()
        window.setUpdatesEnabled(False)
        self._put_back()
        self.hide()
        self._before.restore(moved, inside)
        if self._host.isWindow() and self._host.geometry() == self._host.screen().availableGeometry():
            self._host.setGeometry(self._frame)
        window.setUpdatesEnabled(True)
        self.changed.emit()

    def _name(self, piece: Piece) -> None:
        self.title.setText(piece.title)
        while self._buttons.count():
            button = self._buttons.takeAt(0).widget()
            button.hide()
            button.deleteLater()
        for action in piece.actions:
            self._buttons.addWidget(ActionButton(action, f"{action.objectName()}StageButton"))
        self.explain.setVisible(bool(piece.explanation()))
        for button in (self._previous, self._next):
            button.setVisible(len(self._among) > 1)
        self._say()

    def _fit_head(self) -> None:
        """Where there is no room for the buttons, the menu and the keys have to do."""
        self._beside.show()
        self.layout().activate()
        self._beside.setHidden(self.minimumSizeHint().width() > self.width())

    def _say(self) -> None:
        piece = self.piece
        said = piece.explanation() if piece is not None and self.explain.isChecked() else ""
        self.words.setText(said)
        self.words.setVisible(bool(said))

    def _take(self, parts: Parts) -> None:
        ground = _Ground()
        self._scroll.setWidget(ground)
        self._moved = [Moved(widget, self._leaving.start) for widget in flat(parts)]
        _lay_out(ground, parts, QBoxLayout.Direction.TopToBottom)
        for moved in self._moved:
            moved.show()
            moved.free()

    def _put_back(self) -> None:
        for moved in reversed(self._moved):
            moved.put_back()
        self._moved = []
        self._scroll.takeWidget().deleteLater()

    def _enlarge(self) -> None:
        """The letters, as large as they are wanted, if there is room for that; never smaller than they were."""
        now = sizes.scale()
        self._scroll.widget().layout().activate()
        room = self._scroll.viewport().size()
        least = self._scroll.widget().minimumSizeHint()
        fits = now * min(room.width() / max(1, least.width()), room.height() / max(1, least.height()))
        wanted = max(self._before.scale, min(self.width() / LETTERS_ACROSS, fits))
        self._before.set_letters(wanted / now)
        for moved in self._moved:
            moved.free()

    # The focus stays on it

    def _focus(self) -> None:
        """To what had it, or takes it when it is shown; else to the first of the piece."""
        inside = [stop for stop in stops(self) if self._scroll.isAncestorOf(stop)]
        for wanted in (focus_in(self.window()), self._used):
            if wanted is not None and self._scroll.isAncestorOf(wanted):
                inside.insert(0, wanted)
                break
        (inside[0] if inside else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """What lies below cannot be seen."""
        below = now is not None and self._host.isAncestorOf(now) and not self.isAncestorOf(now)
        if below and all(moved.in_its_place() for moved in self._moved):
            self._focus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return go_on(self, forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _leaf_back(self) -> None:
        self._leaf(-1)

    def _leaf_on(self) -> None:
        self._leaf(1)

    def _leaf(self, by: int) -> None:
        place = self._among.index(self.piece)
        self.show_piece(self._among[(place + by) % len(self._among)], self._among)

    # Where it lies

    def _on_gone(self) -> None:
        """Another tab or page is wanted than the one that the piece belongs to."""
        if not all(moved.in_its_place() for moved in self._moved):
            self.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.piece is not None:
            self.setGeometry(self._host.rect())
            self._fit_head()
        return False


class _Ground(QWidget):
    """What the pieces stand on: as high as they need it to be; what they would like is far more."""

    def heightForWidth(self, width: int) -> int:
        return self.minimumSizeHint().height()


def stage_of(widget: QWidget) -> Stage:
    """The one that lies over the widget; where there is none, over all of its window."""
    for around in _around(widget):
        found = _stage_on(around)
        if found is not None:
            return found
    window = widget.window()
    return Stage(window.centralWidget() if isinstance(window, QMainWindow) else window)


def clear_stages(window: QWidget) -> bool:
    """Put back whatever is on one in this window; False: nothing was."""
    used = [stage for stage in window.findChildren(Stage) if stage.piece is not None]
    for stage in reversed(used):  # the one that came last lies over the others
        stage.clear()
    return bool(used)


def is_covered(widget: QWidget) -> bool:
    """Whether something else is on a stage that lies over it."""
    stages = (_stage_on(around) for around in _around(widget))
    return any(stage is not None and stage.isVisible() and not stage.isAncestorOf(widget) for stage in stages)


def _around(widget: QWidget) -> Iterator[QWidget]:
    """It, and what it is in, up to its window."""
    around: QWidget | None = widget
    while around is not None:
        yield around
        around = around.parentWidget() if not around.isWindow() else None


def _stage_on(host: QWidget) -> Stage | None:
    return host.findChild(Stage, options=Qt.FindChildOption.FindDirectChildrenOnly)


def flat(parts: Parts) -> list[QWidget]:
    """All of them, in order."""
    return [one for part in parts for one in ([part] if isinstance(part, QWidget) else flat(part))]


def _lay_out(ground: QWidget, parts: Parts, direction: QBoxLayout.Direction) -> None:
    layout = QBoxLayout(direction, ground)
    layout.setContentsMargins(0, 0, 0, 0)
    across = {
        QBoxLayout.Direction.TopToBottom: QBoxLayout.Direction.LeftToRight,
        QBoxLayout.Direction.LeftToRight: QBoxLayout.Direction.TopToBottom,
    }
    for part in parts:
        if isinstance(part, QWidget):
            is_low = direction == QBoxLayout.Direction.TopToBottom and is_a_line(part)
            layout.addWidget(part, 0 if is_low else 1)
        else:
            inner = QWidget()
            layout.addWidget(inner, 0 if all(map(is_a_line, flat(part))) else 1)
            _lay_out(inner, part, across[direction])
            inner.show()  # Qt would do so later, and what is hidden has no part in how large the letters can be
