"""The few things that can be set on a kind of yardstick, each as a field with its name and tooltip."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from engine.errors import UserError
from engine.experiments.yardsticks.recipes import KINDS, Parameter, Recipe
from engine.numbers import NotANumber, read_number, read_whole, short
from engine.words import _
from gui.look.plain import plain_tip
from gui.look.sizes import sized
from gui.widgets.explain import add_explained_row

WIDTH = 160  # pixels of a field


class RecipeFields(QWidget):
    changed = Signal()

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        """``word``: of KINDS, whose parameters these are, at first as they are by default."""
        super().__init__(parent)
        self._kind = KINDS[word]
        self._fields: dict[str, QWidget] = {}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        usual = self._kind.recipe()
        for name, parameter in self._kind.parameters.items():
            field = self._field(f"{word}_{name}_field", parameter, getattr(usual, name))
            field.setToolTip(plain_tip(parameter.tip))
            field.setAccessibleName(parameter.title)
            self._fields[name] = field
            add_explained_row(form, parameter.title, field)
        form.setFormAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)  # each right beside its name

    def _field(self, object_name: str, parameter: Parameter, value: int | float | str) -> QWidget:
        if parameter.choices is not None:
            box = QComboBox(objectName=object_name)
            for key, words in parameter.choices.items():
                box.addItem(words, key)
            box.setCurrentIndex(box.findData(value))
            sized(box.setMinimumWidth, WIDTH)
            box.currentIndexChanged.connect(self.changed)
            return box
        line = QLineEdit(short(value), objectName=object_name)
        sized(line.setFixedWidth, WIDTH)
        line.textChanged.connect(self.changed)
        return line

    def recipe(self) -> Recipe:
        """Raises UserError, in one sentence, for what cannot be."""
        return self._kind.recipe(**{name: self._value(name, field) for name, field in self._fields.items()})

    def _value(self, name: str, field: QWidget) -> int | float | str:
        if isinstance(field, QComboBox):
            chosen: str = field.currentData()
            return chosen
        text = field.text()
        is_whole = isinstance(getattr(self._kind.recipe(), name), int)
        try:
            return read_whole(text) if is_whole else read_number(text)
        except NotANumber:
            title = self._kind.parameters[name].title
            raise UserError(_("{title}: use a number.").format(title=title), name) from None
