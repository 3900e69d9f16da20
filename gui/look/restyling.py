"""Another style sheet for a program that is running: what is in sight has it at once, what is hidden a little later.

Qt gives every widget there is its looks anew, and tells each twice that its style has changed. It passes over those who
count as never polished, and tells nobody who counts as having a style of their own: so do all for so long that need not
be told, or have their turn later.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QLayout, QTabWidget, QWidget
from shiboken6 import isValid

from gui.look import sizes

TOLD_BY_NOBODY = Qt.WidgetAttribute.WA_SetStyle
POLISHED = Qt.WidgetAttribute.WA_WState_Polished
MEASURING = QAbstractScrollArea, QTabWidget
TURN = 0.012  # seconds of a turn of the event loop, in which hidden widgets are given the new looks


def restyle(
    app: QApplication,
    sheet: str,
    same_sizes: bool = False,
    resize: Callable[[], object] = lambda: None,
    smaller: bool = False,
) -> None:
    """``same_sizes``: the sheet differs from the one that is there by its colours alone; then what is hidden needs not
    hear of it, since it is told of its palette, and painted when it is shown. ``resize()``: what gives all their new
    sizes, once they have the new letters; ``smaller``: these are.

    The old sheet is taken away first: where one follows another, Qt polishes a widget once for each that it stands in.
    Nobody hears of that, else what is scrolled would move to where it fits without a sheet. Who measures all that it
    holds when it hears of a new style hears of it last, when nothing of that will change any more.
    """
    later, in_sight, roots = _later(app), *_seen_and_hidden(app)
    inwards = _inwards(roots)
    hidden = [widget for widget in inwards if later.awaits(widget) or widget.testAttribute(POLISHED)]
    deaf = _deafen((*in_sight, *inwards))
    measuring = [widget for widget in in_sight if widget in deaf and isinstance(widget, MEASURING)]
    _mark(hidden, POLISHED, False)  # until they have had their turn
    app.setStyleSheet("")
    told = deaf.intersection(in_sight).difference(measuring)
    _mark(told, TOLD_BY_NOBODY, False)
    app.setStyleSheet(sheet)
    _mark(deaf - told, TOLD_BY_NOBODY, False)
    resize()
    for widget in reversed(measuring):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
    later.begin(hidden, roots, same_sizes, smaller)


def finish(app: QApplication) -> None:
    """Nothing is left for later."""
    _later(app).finish()


def tell_font(label: QLabel) -> None:
    """Have it measure its words."""
    QApplication.sendEvent(label, QEvent(QEvent.Type.FontChange))


def forget_sizes(widget: QWidget) -> None:
    """Have all layouts in it ask anew how large things are. Qt does that of what is shown; else they keep what they
    knew, each of what is in it and the layouts in them, too."""
    for layout in widget.findChildren(QLayout):
        layout.invalidate()
    for inner in widget.findChildren(QWidget):
        inner.updateGeometry()


def _deafen(widgets: Iterable[QWidget]) -> set[QWidget]:
    """Those of them that heard until now."""
    deaf = {widget for widget in widgets if not widget.testAttribute(TOLD_BY_NOBODY)}
    _mark(deaf, TOLD_BY_NOBODY, True)
    return deaf


def _mark(widgets: Iterable[QWidget], attribute: Qt.WidgetAttribute, on: bool) -> None:
    for widget in widgets:
        widget.setAttribute(attribute, on)


def _seen_and_hidden(app: QApplication) -> tuple[list[QWidget], list[QWidget]]:
    """What is in sight, from the windows inwards, and what is hidden of all that this holds, and of the windows."""
    seen = [window for window in app.topLevelWidgets() if window.isVisible()]
    hidden = [window for window in app.topLevelWidgets() if not window.isVisible()]
    for widget in seen:  # which grows meanwhile
        for child in widget.children():
            if isinstance(child, QWidget) and not child.isWindow():
                (seen if child.isVisible() else hidden).append(child)
    return seen, hidden


def _inwards(roots: Iterable[QWidget]) -> dict[QWidget, None]:
    """All that is in them, whatever is in something before that: who measures its content finds it in its new looks."""
    within = [widget for root in roots for widget in (root, *root.findChildren(QWidget))]
    return dict.fromkeys(reversed(within))


def _later(app: QApplication) -> _Later:
    found = app.findChild(_Later, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found or _Later(app)


class _Later(QObject):
    """Gives what is hidden the looks that the application has by now: some at each turn of the event loop, and all that
    is in something as soon as that is shown."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._waiting: dict[QWidget, bool] = {}  # and whether it is to be told
        self._roots: list[QWidget] = []
        self._smaller = False
        self._keeper = QWidget()  # as long as somebody has a sheet of their own, Qt knows what all looked like without
        self._keeper.setStyleSheet("QWidget { }")
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._on_turn)

    def awaits(self, widget: QWidget) -> bool:
        return widget in self._waiting

    def begin(self, widgets: Iterable[QWidget], roots: list[QWidget], same_sizes: bool, smaller: bool) -> None:
        """``roots``: in which they all are, and which are shown before any of them is."""
        self._smaller = smaller or (self._smaller and bool(self._waiting))
        waited = self._waiting
        self._waiting = {widget: not same_sizes or waited.get(widget, False) for widget in widgets}
        for widget in waited.keys() - self._waiting.keys():  # in sight by now, and passed over
            if isValid(widget):
                _polish(widget)
        self._let_go()
        self._roots = roots
        for root in roots:
            root.installEventFilter(self)
        self._turn.start()

    def finish(self) -> None:
        self._restyle(list(self._waiting))
        self._on_turn()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._restyle(_inwards([watched]))
            forget_sizes(watched)
        return False

    def _on_turn(self) -> None:
        end = time.perf_counter() + TURN
        for widget in list(self._waiting):
            self._restyle([widget])
            if time.perf_counter() > end:
                return
        self._turn.stop()
        for root in filter(isValid, self._roots):
            forget_sizes(root)
            if self._smaller and root.parentWidget() is not None:
                root.parentWidget().updateGeometry()  # a stack is as wide as what it does not show
        self._let_go()

    def _let_go(self) -> None:
        for root in filter(isValid, self._roots):
            root.removeEventFilter(self)
        self._roots = []

    def _restyle(self, widgets: Iterable[QWidget]) -> None:
        for widget in widgets:
            told = self._waiting.pop(widget, None)
            if told is not None and isValid(widget):
                _polish(widget)
                if told:
                    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
                    sizes.measure_again(widget)
                    if isinstance(widget, QLabel):
                        tell_font(widget)


def _polish(widget: QWidget) -> None:
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.setAttribute(POLISHED, True)
