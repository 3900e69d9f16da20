"""One kind of yardstick in the form: whether it is measured, and the few things that can be set on it, folded away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.errors import UserError
from engine.experiments.yardsticks.recipes import KINDS, Parameter, Recipe
from engine.numbers import NotANumber, read_number, short
from engine.words import _
from gui.look.direction import fold_arrow
from gui.look.sizes import sized
from gui.widgets.explain import Explain, add_explained_row
from gui.widgets.number_box import NumberBox


class YardstickFields(QWidget):
    """``word``: which of KINDS."""

    changed = Signal()

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._kind = word, KINDS[word]
        self.box = QCheckBox(self._kind.title, objectName=f"{word}Box", checked=True)
        self.box.setToolTip(self._kind.explains)
        self.fold = QToolButton(checkable=True, autoRaise=True, objectName=f"{word}Fold")
        sized(self.fold.setFixedSize, 26, 6, lines=1)
        self.fold.setToolTip(_("What can be set on it"))
        self.fold.setAccessibleName(_("Settings of: {yardstick}").format(yardstick=self._kind.title))
        self._usual = asdict(self._kind.recipe())
        self.fields = {name: self._field(name) for name in self._kind.parameters}
        self._lay_out()
        self.box.toggled.connect(self.changed)
        self.fold.toggled.connect(self._on_folded)
        self._on_folded(False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        explain = Explain(self.box)
        head.addWidget(self.box, 1)
        head.addWidget(explain)
        head.addWidget(self.fold)
        self._settings = QWidget()
        form = QFormLayout(self._settings)
        sized(form.setContentsMargins, 22, 0, 0, 4)
        sized(form.setVerticalSpacing, 4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in self.fields.items():
            add_explained_row(form, self._kind.parameters[name].title, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(explain.words)
        column.addWidget(self._settings)

    def _field(self, name: str) -> QWidget:
        parameter, usual = self._kind.parameters[name], self._usual[name]
        if parameter.choices is not None:
            made, signal = _choice(parameter, usual), "currentIndexChanged"
        elif isinstance(usual, int):
            made, signal = (
                NumberBox(minimum=int(parameter.low), maximum=int(parameter.high), value=usual),
                "valueChanged",
            )
        else:
            made, signal = QLineEdit(short(usual)), "textChanged"
        made.setObjectName(f"{self._word}{name.capitalize()}Field")
        made.setToolTip(parameter.tip)
        getattr(made, signal).connect(self.changed)
        return made

    def _on_folded(self, unfolded: bool) -> None:
        self.fold.setArrowType(fold_arrow(unfolded))
        self._settings.setVisible(unfolded)

    # What the fields say

    def recipe(self) -> Recipe | None:
        """None if it is not to be measured. Raises UserError."""
        if not self.box.isChecked():
            return None
        return self._kind.recipe(**{name: self._value(name) for name in self.fields})

    def _value(self, name: str) -> Any:
        field, title = self.fields[name], self._kind.parameters[name].title
        if isinstance(field, QComboBox):
            return field.currentData()
        if isinstance(field, NumberBox):
            return field.value()
        try:
            return read_number(field.text())
        except NotANumber:
            raise UserError(_("{title}: use a number.").format(title=title), name) from None

    def state(self) -> dict[str, str]:
        """By the names of the parameters; "on": whether it is measured."""
        values = {name: _text(field) for name, field in self.fields.items()}
        return {"on": "true" if self.box.isChecked() else "false", **values}

    def restore(self, state: Mapping[str, str]) -> None:
        """What is missing, or cannot be, stays as it is."""
        self.box.setChecked(state.get("on", "true") != "false")
        for name, field in self.fields.items():
            if name in state:
                _set(field, state[name], self._kind.parameters[name])


def _choice(parameter: Parameter, usual: str) -> QComboBox:
    made = QComboBox()
    for value, words in (parameter.choices or {}).items():
        made.addItem(words, value)
    made.setCurrentIndex(made.findData(usual))
    return made


def _text(field: QWidget) -> str:
    if isinstance(field, QComboBox):
        return str(field.currentData())
    return str(field.value()) if isinstance(field, NumberBox) else field.text()


def _set(field: QWidget, text: str, parameter: Parameter) -> None:
    if isinstance(field, QComboBox):
        field.setCurrentIndex(max(0, field.findData(text)))
        return
    try:
        value = read_number(text)
    except NotANumber:
        return
    if parameter.low <= value <= parameter.high:
        field.setValue(round(value)) if isinstance(field, NumberBox) else field.setText(text)
