"""The form that says what is trained and how: it explains each field, and marks what cannot be."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.errors import UserError
from engine.networks.network import NetworkSpec, parse_hidden
from engine.numbers import NotANumber, read_number, read_whole, short, whole
from engine.training.config import TrainingConfig
from engine.training.usual import FIRST_RATE, unusual
from engine.words import _, ngettext
from gui.look.direction import fold_arrow
from gui.look.sizes import sized
from gui.model.setup import Setup, form_values
from gui.train.form_field import Field, not_a_number
from gui.train.stopping_fields import honest
from gui.train.training_fields import FIELDS, tooltip
from gui.widgets.buttons import push_button
from gui.widgets.explain import add_explained_row
from gui.widgets.folds import closes_by_esc
from gui.widgets.labels import wrapped_label

BY_NAME = {field.name: field for field in FIELDS}
LIST = 36  # pixels of a folded-out list beside its words
MARK = " •"  # behind the name of a field that says something else than the run beside it
DIFFERS = _("• The curves beside the form were made with something else: {setting}.")


class TrainingForm(QWidget):
    """Fields that start with the lesson's values. ``setup()`` is what they say, or None while one of them is wrong."""

    changed = Signal()
    """Some field says something else; ``setup()`` and ``error()`` are up to date."""
    preview_wanted = Signal()
    """The person wants to see what the chosen augmentation does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="trainingForm")
        self._editors: dict[str, QLineEdit | QComboBox] = {}
        self._errors: dict[str, QLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self._setup: Setup | None = None
        self._error: UserError | None = None
        self._images: int | None = None
        self._names = DIGIT_NAMES
        self._filling = False
        self.stack = QUndoStack(self)
        self._main, self._folded = QFormLayout(), QWidget()
        folded = QFormLayout(self._folded)
        for form in (self._main, folded):
            form.setContentsMargins(0, 0, 0, 0)
            sized(form.setVerticalSpacing, 5)
            form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in FIELDS:
            self._add(field, folded if field.folded else self._main)
        self._preview = push_button(
            _("Preview"), "previewButton", _("See what the augmentation makes of some images"), self.preview_wanted.emit
        )
        folded.addRow("", self._preview)
        self.more = QToolButton(text=_("More"), checkable=True, autoRaise=True, objectName="moreButton")
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setArrowType(fold_arrow(False))
        self.more.setToolTip(_("Settings that nobody changes in a first lesson"))
        closes_by_esc(self.more)
        self.more.toggled.connect(self._on_more_toggled)
        self._folded.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        sized(layout.setSpacing, 5)
        layout.addLayout(self._main)
        layout.addWidget(self.more)
        layout.addWidget(self._folded)
        self._check()

    def _add(self, field: Field, form: QFormLayout) -> None:
        if field.choices:
            editor = QComboBox()
            for value, text in field.choices:
                editor.addItem(text, value)
            editor.setMinimumContentsLength(9)
            sized(editor.view().setMinimumWidth, LIST, words=[text for _value, text in field.choices])
            editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            editor.currentIndexChanged.connect(self._on_edited)
        else:
            editor = QLineEdit(field.shown(field.value), placeholderText=_("off") if field.may_be_empty else "")
            editor.textChanged.connect(self._on_edited)
        editor.setObjectName(field.object_name)
        editor.setToolTip(field.tooltip)
        label = QLabel(field.label)
        label.setToolTip(field.tooltip)
        label.setBuddy(editor)
        sized(label.setMinimumWidth, words=[field.label + MARK])  # so that nothing jumps
        error = wrapped_label("error", objectName=f"{field.object_name}Error")
        error.hide()
        add_explained_row(form, label, editor)
        form.addRow(error)
        form.setRowVisible(error, False)
        self._editors[field.name], self._errors[field.name], self._labels[field.name] = editor, error, label
        if field.name == "optimizer":
            editor.currentIndexChanged.connect(self._on_optimizer_chosen)

    # What the fields say

    def setup(self) -> Setup | None:
        return self._setup

    def error(self) -> str:
        """What is wrong, in a sentence; empty if nothing is."""
        return str(self._error) if self._error else ""

    def augmentation(self) -> str:
        """The kind that is chosen, also while another field is wrong."""
        return self._editors["augmentation"].currentData()

    def rows(self) -> dict[str, tuple[QWidget, QWidget]]:
        """By name, the label and the editor of each field."""
        return {name: (self._labels[name], editor) for name, editor in self._editors.items()}

    def set_images(self, images: int, names: tuple[str, ...] = DIGIT_NAMES) -> None:
        """Tell the form how many images there are, training and test together: a batch cannot be larger.

        ``names``: of their classes, for each of which the network has an output.
        """
        self._images, self._names = images, names
        for field in FIELDS:
            for widget in (self._editors[field.name], self._labels[field.name]):
                widget.setToolTip(tooltip(field, names))
        self._check()

    def values(self) -> dict[str, str]:
        """What every field says, to be remembered."""
        return {
            name: editor.currentData() if isinstance(editor, QComboBox) else BY_NAME[name].remembered(editor.text())
            for name, editor in self._editors.items()
        }

    def set_values(self, values: dict[str, str]) -> None:
        """Fill the fields with what was remembered; names and choices that do not exist are ignored."""
        self._filling = True
        for name, value in values.items():
            editor = self._editors.get(name)
            if isinstance(editor, QComboBox):
                if (index := editor.findData(value)) >= 0:
                    editor.setCurrentIndex(index)
            elif editor is not None:
                editor.setText(BY_NAME[name].shown(str(value)))
        self._filling = False
        self._check()

    def mark_differences(self, made_with: dict[str, str] | None) -> None:
        """Mark the fields that say something else than the run whose curves are shown; None: there is none.

        ``made_with``: as ``gui.model.setup.form_values`` says it.
        """
        setup = self._setup
        mine = self.values() | (form_values(setup.spec, setup.config, setup.test_fraction) if setup else {})
        for field in FIELDS:
            differs = made_with is not None and made_with[field.name] != mine[field.name]
            label = self._labels[field.name]
            label.setText(field.label + (MARK if differs else ""))
            does = tooltip(field, self._names)
            label.setToolTip(f"{does}\n\n{_made_with(field, made_with)}" if differs else does)

    def reset(self) -> None:
        """The lesson's values; they can be taken back in one step."""
        self.fill(_("lesson's values"), {field.name: field.value for field in FIELDS})

    def fill(self, name: str, values: dict[str, str]) -> None:
        """The same as ``set_values``, as a step that can be taken back. ``name``: what the Edit menu calls it."""
        before = self.values()
        if before != before | values:
            self.stack.push(_Filling(self, name, before, values))  # which does it

    # Slots

    def _on_edited(self) -> None:
        if not self._filling:
            self._check()

    def _on_optimizer_chosen(self) -> None:
        if self._filling:
            return
        rate = self._editors["learning_rate"]
        proposed = short(FIRST_RATE[self._editors["optimizer"].currentData()])
        rate.selectAll()
        rate.insert(proposed)  # so that the field's own undo brings back what was there

    def _on_more_toggled(self, unfolded: bool) -> None:
        self._folded.setVisible(unfolded)
        self.more.setArrowType(fold_arrow(unfolded))

    # Checking

    def _check(self) -> None:
        try:
            self._setup, self._error = self._read(), None
        except UserError as error:
            self._setup, self._error = None, error
        wrong = self._error.field if self._error else None
        hints = {} if self._setup is None else unusual(self._setup.config) | honest(self._setup.config)
        for name, label in self._errors.items():
            self._mark(self._editors[name], label, str(self._error) if name == wrong else "", hints.get(name, ""))
        self._editors["momentum"].setEnabled(self._editors["optimizer"].currentData() == "sgd")
        self._preview.setEnabled(self.augmentation() != "none")
        self.changed.emit()

    def _mark(self, editor: QWidget, label: QLabel, error: str, hint: str) -> None:
        """Below the field: what is wrong with it, or else, if it can be but is hardly meant, what is usual."""
        sentence, role = error or hint, "error" if error else "muted"
        if bool(editor.property("wrong")) != bool(error):
            editor.setProperty("wrong", bool(error))
            editor.style().polish(editor)
            editor.updateGeometry()  # its frame is thicker
        if label.property("role") != role:
            label.setProperty("role", role)
            label.style().polish(label)
        if label.text() == sentence:
            return
        label.setText(sentence)
        form = self._folded.layout() if label.parentWidget() is self._folded else self._main
        form.setRowVisible(label, bool(sentence))
        if sentence and form is not self._main:
            self.more.setChecked(True)

    def _read(self) -> Setup:
        spec = NetworkSpec(
            hidden=parse_hidden(self._editors["hidden"].text()),
            activation=self._editors["activation"].currentData(),
            output=self._editors["output"].currentData(),
            classes=len(self._names),
            names=self._names,
        )
        momentum = self._number("momentum", read_number, 0.9)
        optimizer = self._editors["optimizer"].currentData()
        config = TrainingConfig(
            epochs=self._number("epochs", read_whole, 60),
            batch_size=self._number("batch_size", read_whole, 32),
            learning_rate=self._number("learning_rate", read_number, 0.01),
            optimizer=optimizer,
            seed=self._number("seed", read_whole, 0),
            momentum=momentum if optimizer == "sgd" else 0.0,
            weight_decay=self._number("weight_decay", read_number, 0.0001),
            dropout=self._number("dropout", read_number, 0.2),
            augmentation=self.augmentation(),
            patience=self._number("patience", read_whole, 5),
            target_accuracy=self._number("target_accuracy", read_number, 95),
            validation_fraction=self._number("validation_fraction", read_number, 10) / 100,
        )
        percent = self._number("test_fraction", read_number, 10)
        if not 1 <= percent <= 90:
            raise UserError(_("Keep 1 to 90 percent of the images for testing."), "test_fraction")
        self._check_batch(config, percent / 100)
        return Setup(spec, config, percent / 100)

    def _check_batch(self, config: TrainingConfig, test_fraction: float) -> None:
        if self._images is None:
            return
        train = self._images - round(self._images * test_fraction)
        train -= math.ceil(train * config.validation_fraction)
        if config.batch_size > train:
            words = ngettext(
                "A batch is larger than the {images} training image.",
                "A batch is larger than the {images} training images.",
                train,
            )
            raise UserError(words.format(images=whole(train)), "batch_size")

    def _number(self, name: str, kind: Callable[[str], float], example: float):
        text = self._editors[name].text().strip()
        if not text and BY_NAME[name].may_be_empty:
            return 0
        try:
            return kind(text)
        except NotANumber:
            raise UserError(not_a_number(text, kind is read_whole, example), name) from None


def _made_with(field: Field, values: Mapping[str, str]) -> str:
    value = values[field.name]
    said = dict(field.choices).get(value) or field.shown(value)
    return DIFFERS.format(setting=said or _("nothing"))


class _Filling(QUndoCommand):
    """Many fields were filled at once."""

    def __init__(self, form: TrainingForm, name: str, before: dict[str, str], after: dict[str, str]) -> None:
        super().__init__(name)
        self._form, self._before, self._after = form, before, after

    def redo(self) -> None:
        self._form.set_values(self._after)

    def undo(self) -> None:
        self._form.set_values(self._before)
