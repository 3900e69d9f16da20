"""The fields of the form, as the code beside it sees them: which one is pointed at, and lit when its line is."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from gui.train.training_form import TrainingForm

PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The focus comes back from a list that is folded out, or another window."""


class FieldLights(QObject):
    """Does nothing unless it is told to watch."""

    pointed = Signal(str)
    """The name of the field that the mouse is on or, if on none, of the one with the focus; empty if there is none."""

    def __init__(self, form: TrainingForm) -> None:
        super().__init__(form)
        self._form = form
        self._watching = False
        self._hovered = self._focused = self._told = ""
        self._names: dict[QObject, str] = {}
        self._lit: set[QWidget] = set()

    def watch(self, watching: bool) -> None:
        """Look at what the mouse and the focus do, or do not any more."""
        if watching == self._watching:
            return
        self._watching = watching
        self._names = {widget: name for name, widgets in self._form.rows().items() for widget in widgets}
        for widget in self._names:
            (widget.installEventFilter if watching else widget.removeEventFilter)(self)
        self._hovered = ""
        self._focused = next((name for widget, name in self._names.items() if watching and widget.hasFocus()), "")
        self._tell()

    @property
    def field(self) -> str:
        """What ``pointed`` told last."""
        return self._told

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind, name = event.type(), self._names.get(watched, "")
        if kind == QEvent.Type.Enter:
            self._hovered = name
        elif kind == QEvent.Type.Leave and self._hovered == name:
            self._hovered = ""
        elif kind == QEvent.Type.FocusIn:
            self._focused = name
        elif isinstance(event, QFocusEvent) and kind == QEvent.Type.FocusOut and event.reason() not in PASSING:
            self._focused = ""
        else:
            return False
        self._tell()
        return False

    def _tell(self) -> None:
        name = self._hovered or self._focused
        if name != self._told:
            self._told = name
            self.pointed.emit(name)

    def light(self, names: Collection[str]) -> None:
        """These fields, and no others; of one that is folded away, what unfolds it."""
        rows = self._form.rows()
        lit = {widget for name in names if name in rows for widget in self._seen(rows[name])}
        for widget in lit ^ self._lit:
            widget.setProperty("lit", widget in lit)
            widget.style().polish(widget)
        self._lit = lit
        self._reveal()

    def _seen(self, row: tuple[QWidget, ...]) -> tuple[QWidget, ...]:
        return row if row[0].isVisibleTo(self._form) else (self._form.more,)

    def _reveal(self) -> None:
        """Scroll the form, if none that is lit can be seen."""
        area = self._form.parent()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parent()
        if area is not None and self._lit and all(widget.visibleRegion().isEmpty() for widget in self._lit):
            area.ensureWidgetVisible(next(iter(self._lit)))
