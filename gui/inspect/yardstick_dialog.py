"""Which yardstick is to be fitted: the kinds, what each does, how long it will take, and what can be set on it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.errors import UserError
from engine.experiments.yardsticks.estimate import seconds
from engine.experiments.yardsticks.measuring import Images
from engine.experiments.yardsticks.recipes import KINDS, Recipe
from engine.numbers import duration, whole
from engine.words import _, ngettext
from gui.inspect.recipe_fields import RecipeFields
from gui.look import theme
from gui.look.plain import plain_tip
from gui.look.sizes import resize, sized
from gui.widgets.labels import label

FIRST = "knn"
"""The kind that is chosen at first: it says the most about what a network is worth."""


class YardstickDialog(QDialog):
    wanted = Signal(object)
    """The Recipe to be fitted."""

    def __init__(self, images: Images, parent: QWidget | None = None) -> None:
        """``images``: what it will be fitted to and tested with."""
        super().__init__(parent)
        self.setObjectName("yardstickDialog")
        self.setWindowTitle(_("Fit a yardstick"))
        self._counts = images.counts()
        self.kinds = QButtonGroup(self)
        self._fields: list[RecipeFields] = []
        self._times: list[QWidget] = []
        self._pages = QStackedWidget()
        self.error = label("error", wordWrap=True, objectName="yardstickError")
        self._make_buttons()
        grid = self._make_kinds()
        layout = QVBoxLayout(self)
        layout.addWidget(
            label("", _words(images.digits.name, *self._counts), wordWrap=True, objectName="yardstickWords")
        )
        sized(layout.setSpacing, 10)
        layout.addLayout(grid)
        layout.addWidget(self._pages)
        layout.addWidget(self.error)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        resize(self, 560, 440)
        first = self.kinds.button([*KINDS].index(FIRST))
        first.setChecked(True)
        first.setFocus()
        self._show()

    def _make_buttons(self) -> None:
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.fit = self.buttons.addButton(_("Fit it"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.fit.setObjectName("fitItButton")
        self.fit.setToolTip(_("Fit it in a process of its own, beside everything else"))
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)

    def _make_kinds(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for row, (word, kind) in enumerate(KINDS.items()):
            button = QRadioButton(kind.title, objectName=f"{word}KindButton")
            button.setToolTip(plain_tip(kind.explains))
            self.kinds.addButton(button, row)
            time = label("muted", objectName=f"{word}Time")
            time.setFont(theme.digits_font(time.font()))
            fields = RecipeFields(word)
            fields.changed.connect(self._show)
            self._fields.append(fields)
            self._times.append(time)
            self._pages.addWidget(self._page(kind.explains, kind.has_evidence, fields))
            grid.addWidget(button, row, 0)
            grid.addWidget(time, row, 1, Qt.AlignmentFlag.AlignRight)
        self.kinds.idToggled.connect(self._on_toggled)
        return grid

    def _page(self, explains: str, has_evidence: bool, fields: RecipeFields) -> QWidget:
        page = QWidget()
        evidence = (
            _("It gives a probability to each class, so there is evidence to look at.") if has_evidence else
            _("It gives a guess and no probabilities, so there is no evidence to look at.")
        )  # fmt: skip
        column = QVBoxLayout(page)
        sized(column.setContentsMargins, 0, 8, 0, 0)
        column.addWidget(label("", explains, wordWrap=True))
        column.addWidget(label("muted", evidence, wordWrap=True))
        column.addWidget(fields)
        column.addStretch(1)
        return page

    def _on_toggled(self, _row: int, checked: bool) -> None:
        if checked:
            self._show()

    def _show(self) -> None:
        """The kind that is chosen, how long each takes as it is set, and what cannot be."""
        self._pages.setCurrentIndex(self.kinds.checkedId())
        for fields, time in zip(self._fields, self._times, strict=True):
            recipe, _sentence = _recipe(fields)
            words = _("about {duration}")
            time.setText("" if recipe is None else words.format(duration=duration(seconds(recipe, *self._counts))))
        recipe, sentence = _recipe(self._fields[self.kinds.checkedId()])
        self.error.setText(sentence)
        self.fit.setEnabled(recipe is not None)

    def _on_accepted(self) -> None:
        recipe, _sentence = _recipe(self._fields[self.kinds.checkedId()])
        if recipe is not None:
            self.wanted.emit(recipe)
            self.accept()


def _recipe(fields: RecipeFields) -> tuple[Recipe | None, str]:
    """What the fields say, or a sentence on what is wrong with it."""
    try:
        return fields.recipe(), ""
    except UserError as error:
        return None, str(error)


def _words(digits: str, train: int, test: int) -> str:
    return ngettext(
        "Another classifier, fitted to the same images as your next network: {train} of {digits}. The times are for "
        "fitting it and judging the {test} test image.",
        "Another classifier, fitted to the same images as your next network: {train} of {digits}. The times are for "
        "fitting it and judging the {test} test images.",
        test,
    ).format(digits=digits, train=whole(train), test=whole(test))
