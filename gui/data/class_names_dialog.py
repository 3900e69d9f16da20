"""What the classes of a set are called, a line for each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.digits.dataset import LONGEST_NAME, check_names, is_name
from engine.errors import UserError
from engine.words import _
from gui.look.sizes import sized
from gui.widgets.labels import label

HIGHEST = 420  # pixels of all lines; more of them scroll


class ClassNamesDialog(QDialog):
    """What is wrong is said under its line, and cannot be taken."""

    chosen = Signal(object)
    """The names, a tuple."""

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("classNamesDialog")
        self.setWindowTitle(_("Name the classes"))
        self._before = names
        self.fields, self._errors = [], []
        holder = QWidget()
        self._form = QFormLayout(holder)
        for number, name in enumerate(names):
            self._add(number, name)
        self._lay_out(holder)
        self._check()

    def _add(self, number: int, name: str) -> None:
        field = QLineEdit(name, objectName=f"className{number}Field", maxLength=4 * LONGEST_NAME)
        field.setAccessibleName(_("Name of class {number}").format(number=number + 1))
        field.textChanged.connect(self._check)
        error = label("error", wordWrap=True, objectName=f"className{number}Error")
        self._form.addRow(QLabel(f"{number + 1}"), field)
        self._form.addRow(error)
        self._form.setRowVisible(error, False)
        self.fields.append(field)
        self._errors.append(error)

    def _lay_out(self, holder: QWidget) -> None:
        scroll = QScrollArea(widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the focus of what is in it
        scroll.setWidget(holder)
        sized(scroll.setMinimumWidth, 340)
        sized(scroll.setMinimumHeight, min(HIGHEST, 34 * len(self._before) + 24))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = self.buttons.addButton(_("Use these names"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setObjectName("useNamesButton")
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        words = _("In the order of the labels. Networks that are trained from now on have these names.")
        layout.addWidget(label("muted", words, wordWrap=True))
        layout.addWidget(scroll, 1)
        layout.addWidget(self.buttons)

    def names(self) -> tuple[str, ...]:
        """As they are written, without the space around them."""
        return tuple(field.text().strip() for field in self.fields)

    def _check(self) -> None:
        names = self.names()
        wrong, sentence = _problem(names)
        for number, error in enumerate(self._errors):
            error.setText(sentence if number == wrong else "")
            self._form.setRowVisible(error, number == wrong)
        self.take.setEnabled(wrong < 0 and names != self._before)

    def _on_accepted(self) -> None:
        self.chosen.emit(self.names())
        self.accept()


def _problem(names: tuple[str, ...]) -> tuple[int, str]:
    """The line that is wrong, and why; -1 if none is."""
    try:
        check_names(names)
    except UserError as error:
        bad = [number for number, name in enumerate(names) if not is_name(name)]
        twice = [number for number, name in enumerate(names) if name in names[:number]]
        return (bad or twice)[0], str(error)
    return -1, ""
