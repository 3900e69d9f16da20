"""What a screen reader finds inside of a painted widget: Qt's own lists and tables, made when one first asks."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QFrame, QListView, QTableView, QWidget

from gui.widgets.heard import Heard, in_a_line

SETTLED = 250  # milliseconds after which what was painted anew is read anew
_installed: list[bool] = []
_Index = QModelIndex | QPersistentModelIndex


def let_widgets_speak() -> None:
    """From now on each widget that has a method ``heard`` has a voice. It costs nothing before somebody listens.

    The factory makes no interface: it gives the widget children that have Qt's, since those of Python live shorter
    than the system's references to them, and know no tables.
    """
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_give_voice)


def voice_of(widget: QWidget) -> Voice | None:
    """None as long as nobody has listened to it."""
    return widget.findChild(Voice, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _give_voice(name: str, widget: QObject | None) -> None:
    if hasattr(type(widget), "heard") and name == type(widget).__name__ and voice_of(widget) is None:
        voice = Voice(widget)
        try:
            voice.refresh()
        except (
            Exception
        ):  # it is being made; from here, the error would come up in the middle of Qt, and end the program
            voice.refresh_soon()


class Voice(QObject):
    """The lists and tables of one widget, and which of their cells is the current one."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._surface = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        self._views: list[QAbstractItemView] = []
        self._current: tuple[int, str] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        for watched in {widget, self._surface}:
            watched.installEventFilter(self)

    def views(self) -> list[QAbstractItemView]:
        return list(self._views)

    def refresh_soon(self) -> None:
        """When all that happens now has happened."""
        self._timer.start(0)

    def refresh(self) -> None:
        """Read anew what the widget shows, and say which cell is the current one if that is another."""
        told = self._widget.heard()
        parts = (told,) if isinstance(told, Heard) else told
        for view in self._views[len(parts) :]:
            _remove(view)
        self._views = [self._view_for(heard, place) for place, heard in enumerate(parts)]
        for view, heard in zip(self._views, parts, strict=True):
            self._show(view, heard)

    def _view_for(self, heard: Heard, place: int) -> QAbstractItemView:
        """The one that is there; another where that is a list, and a table is needed, or the other way round."""
        there = self._views[place] if place < len(self._views) else None
        if there is not None and isinstance(there, _Table) == bool(heard.columns):
            return there
        if there is not None:
            _remove(there)
        return _view_of(heard, self._surface, f"{self._widget.objectName()}{place or ''}")

    def _show(self, view: QAbstractItemView, heard: Heard) -> None:
        model = view.model()
        model.show_heard(heard)
        if view.accessibleName() != heard.name:
            view.setAccessibleName(heard.name)
        if heard.current is None:
            return
        index = model.index(*heard.current)
        if not index.isValid():
            return
        view.setCurrentIndex(index)
        reached = (_child(view, index), index.data())
        if reached != self._current:
            self._current = reached
            if self._widget.hasFocus():
                _say_focus(view, reached[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Paint and not self._timer.isActive():
            self._timer.start(SETTLED)
        elif kind == QEvent.Type.KeyPress:
            self.refresh_soon()  # the key has done its work, then
        elif kind == QEvent.Type.FocusIn:
            self._current = None
            self.refresh_soon()
        elif kind == QEvent.Type.Hide and watched is self._widget:
            self._timer.stop()  # it may be closed for good, and have nothing any more to read
        elif kind == QEvent.Type.Resize and watched is self._surface:
            for view in self._views:
                view.resize(self._surface.size())
        return False


class _Model(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._heard = Heard("", 0, lambda _row, _column: "")

    def show_heard(self, heard: Heard) -> None:
        same = (heard.rows, list(heard.columns)) == (self._heard.rows, list(self._heard.columns))
        if not same:
            self.beginResetModel()
        self._heard = heard
        if not same:
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._heard.rows

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else max(1, len(self._heard.columns))

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        try:
            return in_a_line(self._heard.text(index.row(), index.column()))
        except IndexError:  # it has been painted with less, and is read anew in a moment
            return ""

    def headerData(self, section: int, across: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if across == Qt.Orientation.Vertical:
            return self._heard.heads(section)
        return self._heard.columns[section] if self._heard.columns else self._heard.name


class _Table(QTableView):
    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing is seen of it."""


class _List(QListView):
    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing is seen of it."""


def _view_of(heard: Heard, surface: QWidget, name: str) -> QAbstractItemView:
    """Over the whole ``surface``: a reader says of what is out of its view that it is not shown."""
    view: QAbstractItemView
    if heard.columns:
        view = _Table(surface)
        view.horizontalHeader().hide()
        view.verticalHeader().hide()
    else:
        view = _List(surface)
        view.setUniformItemSizes(True)
    view.setModel(_Model(view))
    view.setObjectName(f"{name}Heard")
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.viewport().setAutoFillBackground(False)
    view.setAutoFillBackground(False)
    view.resize(surface.size())
    view.show()
    return view


def _remove(view: QAbstractItemView) -> None:
    view.hide()
    view.deleteLater()


def _child(view: QAbstractItemView, index: QModelIndex) -> int:
    """The place of a cell among what Qt gives out of a view: a table begins with its heads."""
    if isinstance(view, QListView):
        return index.row()
    return (index.row() + 1) * (view.model().columnCount() + 1) + index.column() + 1


def _say_focus(view: QAbstractItemView, child: int) -> None:
    event = QAccessibleEvent(view, QAccessible.Event.Focus)
    event.setChild(child)
    QAccessible.updateAccessibility(event)
