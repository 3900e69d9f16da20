"""A small "?" that puts what a tooltip says under its field as text: for a projector, a finger, or the keyboard."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.words import _
from gui.look.plain import looks_like_html
from gui.look.sizes import sized
from gui.widgets.explained_card import ExplainedCard
from gui.widgets.folds import closes_by_esc
from gui.widgets.labels import wrapped_label

SIDE = 18  # pixels
KEYS = "Shift+F1"


class Explain(QToolButton):
    """For one field, or for several that stand side by side: each is named, then, and those that have the same tooltip
    share it. ``words`` is where it is said, hidden until it is asked for; whoever uses this class puts it somewhere.

    Tab passes it by: in a field itself Shift+F1 does the same, and Escape ends it.
    """

    def __init__(self, *fields: QWidget, called: str = "") -> None:
        """``fields``: whose tooltips are said; ``called``: what the person knows them as, if that is not what they are
        called for those who hear the window."""
        name = fields[0].objectName()
        super().__init__(text="?", autoRaise=True, checkable=True, objectName=f"{name}Explain")
        self.fields, self._called = fields, called
        self.words: QLabel = self._make_words(f"{name}Explained")
        self.words.hide()
        sized(self.setFixedSize, SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        closes_by_esc(self)
        self.toggled.connect(self._on_toggled)
        for field in fields:
            field.installEventFilter(self)
            if isinstance(field, QComboBox):
                field.currentIndexChanged.connect(self._on_chosen)
        self._follow()
        if called:
            self._name()

    def _make_words(self, name: str) -> QLabel:
        return wrapped_label("muted", objectName=name)

    def called(self) -> str:
        """What it is about."""
        return self._called or ", ".join(dict.fromkeys(filter(None, map(_called, self.fields))))

    def _name(self) -> None:
        called = self.called()
        self.setToolTip(_("Explain it below: {name} ({keys} in the field)").format(name=called, keys=KEYS))
        self.setAccessibleName(_("Explain: {name}").format(name=called))

    def showEvent(self, event: QShowEvent) -> None:
        """Fields may be called something else by now, for other classes."""
        super().showEvent(event)
        self._name()

    def explanation(self) -> str:
        """What is said: each field that is in its place, by its name, or one alone without."""
        told: dict[str, list[str]] = {}
        for field in self.fields:
            if field.toolTip() and not _is_away(field):
                told.setdefault(_tip(field), []).append(_called(field))
        named = [(", ".join(dict.fromkeys(filter(None, names))), tip) for tip, names in told.items()]
        if len({name for name, _tip in named}) < 2:
            return "\n".join(told)
        lines, before = [], ""
        for name, tip in named:
            lines.append(tip if name == before else _("{name}: {explanation}").format(name=name, explanation=tip))
            before = name
        return "\n".join(lines)

    def _on_toggled(self, on: bool) -> None:
        self._say()
        self.words.setVisible(on)

    def _on_chosen(self) -> None:
        if self.isChecked():
            self._say()

    def _say(self) -> None:
        self.words.setText(self.explanation())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent) and watched in self.fields:
            self._follow()
        elif event.type() == QEvent.Type.ToolTipChange and self.isChecked():
            self._say()
        elif isinstance(event, QKeyEvent) and self._is_meant(watched, event):
            if event.type() == QEvent.Type.KeyPress:
                self.toggle()
            event.accept()  # before the menu gets it
            return True
        return False

    def _follow(self) -> None:
        """It is away as long as all of its fields are."""
        away = all(map(_is_away, self.fields))
        if away:
            self.setChecked(False)
        if away or self.parentWidget() is not None:  # without one, it would be a window of its own
            self.setHidden(away)

    def _is_meant(self, watched: QObject, event: QKeyEvent) -> bool:
        """Shift+F1 in a field, and Escape while it is said."""
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if event.key() == Qt.Key.Key_Escape:
            return self.isChecked()
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        return shift and event.key() == Qt.Key.Key_F1 and watched in self.fields


class RowExplain(Explain):
    """Beside fields in a row, anywhere: it says it over what is below the row, so that nothing is pushed out of its
    place; one at a time. Escape ends it wherever the focus is."""

    def _make_words(self, name: str) -> ExplainedCard:
        return ExplainedCard(self, name)

    def _on_toggled(self, on: bool) -> None:
        self._say()
        if on:
            for other in self.window().findChildren(RowExplain):
                other.setChecked(other is self)
            self.words.show_below([*self.fields, self])
            self.window().installEventFilter(self)
        else:
            self.words.hide()
            self.window().removeEventFilter(self)

    def _say(self) -> None:
        super()._say()
        if self.isChecked():
            self.words.place()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.setChecked(False)


def _is_away(field: QWidget) -> bool:
    """Whether it was hidden, rather than never shown yet."""
    return field.isHidden() and field.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


def _called(field: QWidget) -> str:
    if field.accessibleName():
        return field.accessibleName()
    if isinstance(field, QAbstractButton):
        return field.text().replace("&", "")
    parent = field.parentWidget()
    beside = [] if parent is None else parent.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return next((one.text() for one in beside if one.buddy() is field), "")


def _tip(field: QWidget) -> str:
    """Of a list, also of the choice that is made, if that has one."""
    tip = flowing(field.toolTip())
    chosen = field.currentData(Qt.ItemDataRole.ToolTipRole) if isinstance(field, QComboBox) else None
    if not chosen:
        return tip
    return f"{tip}\n{_('{name}: {explanation}').format(name=field.currentText(), explanation=flowing(chosen))}"


def flowing(tip: str) -> str:
    """What a tooltip says, as text. It has lines of its own width; only those stay that end where a sentence does."""
    if looks_like_html(tip):
        return QTextDocumentFragment.fromHtml(tip).toPlainText()
    return re.sub(r"(?<![.:!?\n])\n(?!\n)", " ", tip)


def add_explained_row(form: QFormLayout, name: QLabel | str, field: QWidget) -> QWidget:
    """A row of a form: its name, the field with a "?" behind it, and below what that says. Returns what holds the field
    and the "?", by which the form knows the row."""
    named = QLabel(name) if isinstance(name, str) else name
    named.setBuddy(field)
    if not field.accessibleName():  # Qt finds a buddy only where both have the same parent
        field.setAccessibleName(named.text().replace("&", ""))
    explain, held = Explain(field, called=named.text()), QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    sized(row.setSpacing, 2)
    row.addWidget(field, 1)
    row.addWidget(explain)
    form.addRow(named, held)
    form.addRow(explain.words)
    form.setRowVisible(explain.words, False)
    explain.toggled.connect(lambda on: form.setRowVisible(explain.words, on))
    return held


def add_explained(column: QVBoxLayout, field: QWidget) -> Explain:
    """``field`` in a column of such: a "?" behind it, and what that says below, where it moves what follows."""
    explain = Explain(field)
    row = QHBoxLayout()
    sized(row.setSpacing, 2)
    row.addWidget(field, 1)
    row.addWidget(explain)
    column.addLayout(row)
    column.addWidget(explain.words)
    return explain
