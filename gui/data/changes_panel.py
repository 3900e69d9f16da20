"""What is done to the images before they are trained on and tested with: choices, and a preview before and after."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from engine.digits.changes import (
    BOTH,
    FEW,
    LEFT_OUT,
    SCRAMBLED,
    SCRAMBLED_EACH,
    SHIFTED,
    TESTING,
    TRAINING,
    Change,
    Changes,
    leaving_out,
)
from engine.digits.dataset import DIGIT_NAMES
from engine.errors import UserError
from engine.words import _
from gui.data.changes_preview import ChangesPreview
from gui.data.class_buttons import ClassButtons, Shape
from gui.data.range_field import RangeField
from gui.look.sizes import px, sized
from gui.widgets.buttons import push_button
from gui.widgets.explain import RowExplain
from gui.widgets.labels import label
from gui.widgets.number_box import NumberBox

_WHERE = ((BOTH, _("both")), (TRAINING, _("training")), (TESTING, _("testing")))
_LEFT_OUT_TIPS = {
    True: _("The network never meets these digits. What does it take them for in testing?"),
    False: _("The network never meets these classes. What does it take them for in testing?"),
}
_REMOVE_TIPS = {
    True: _("Train on the digits as they are, with values 0 to 1"),
    False: _("Train on the images as they are, with values 0 to 1"),
}
_FEW_TIPS = {
    True: _("How many images are left, about as many of each digit"),
    False: _("How many images are left, of all classes, at random"),
}
_BUTTONS = Shape(width=20, height=0, gap=1, room=216)
_ROWS = (
    ("binarised", _("Binarised"), _("Every pixel is black or white: is the grey of the edges of any use?")),
    ("inverted", _("Inverted"), _("Black ink on white. Try it in testing only.")),
    (
        "shifted",
        _("Shifted by up to"),
        _("Each image is moved at random: to this network, other pixels are another image."),
    ),
    (
        "scrambled",
        _("Scrambled"),
        _("The same pixels in another order: what people cannot read any more, the network can."),
    ),
    ("left_out", _("Left out"), _LEFT_OUT_TIPS[True]),
    ("few", _("Only"), _("How many images are enough? In both: so many of each.")),
)


class ChangesPanel(QWidget):
    """Choices at the left, the preview at the right. What is wrong is said where it is, and not applied."""

    changes_chosen = Signal(object)
    """Other Changes are chosen."""
    range_changed = Signal(float, float)
    """Other numbers are to be fed to the network for black and white."""
    preview_wanted = Signal()
    """The preview is to be made anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self._boxes: dict[str, QCheckBox] = {}
        self._where: dict[str, QComboBox] = {}
        self._make_values()
        self.preview = ChangesPreview()
        self.preview.wanted.connect(self.preview_wanted)
        self.result = label("muted", objectName="changesResult", wordWrap=True)
        self._lay_out()

    # Parts

    def _make_values(self) -> None:
        self.pixels = NumberBox(objectName="shiftField", minimum=1, maximum=14, value=2, suffix=_(" px"))
        self.images = NumberBox(objectName="fewField", minimum=10, maximum=1_000_000, value=200)
        self.images.setSuffix(_(" images"))
        self.images.setGroupSeparatorShown(True)
        self.order = QComboBox(objectName="scrambleField")
        self.pixels.setToolTip(_("The most that an image is moved, up or down and left or right"))
        self.pixels.setAccessibleName(_("Shifted by up to"))
        self.images.setAccessibleName(_("Only so many images"))
        self.order.setAccessibleName(_("Order"))
        self.order.setToolTip(_("Whether the pixels of all images change places alike, or of each in its own way"))
        self.order.addItem(_("one order for all"), SCRAMBLED)
        self.order.addItem(_("another for each image"), SCRAMBLED_EACH)
        self.classes = ClassButtons("leaveOut{}Button", str, _BUTTONS)
        self.digits = self.classes.group
        self.digits.setExclusive(False)
        self.pixels.valueChanged.connect(self._on_edited)
        self.images.valueChanged.connect(self._on_edited)
        self.order.activated.connect(self._on_edited)
        self.digits.idToggled.connect(self._on_digit_toggled)
        self.range = RangeField()
        self.range.changed.connect(self.range_changed)
        self.error = label("error", objectName="changesError", wordWrap=True)
        self.remove = push_button(_("Remove all"), "removeChangesButton", _REMOVE_TIPS[True], self._on_remove)

    def _value(self, kind: str) -> QWidget | None:
        values = {"shifted": self.pixels, "scrambled": self.order, "left_out": self.classes, "few": self.images}
        return values.get(kind)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        sized(layout.setContentsMargins, 0, 6, 0, 0)
        layout.addWidget(self._choices())
        layout.addWidget(self.preview, 1)
        self.set_classes(DIGIT_NAMES)

    def set_classes(self, names: tuple[str, ...]) -> None:
        """Those of the set, of which some can be left out."""
        are_digits = names == DIGIT_NAMES
        tip = _("Leave out the digit {digit}") if are_digits else _("Leave out “{digit}”")
        self._filling = True
        self.classes.set_classes(names, lambda name: tip.format(digit=name))
        self._filling = False
        self._boxes["left_out"].setToolTip(_LEFT_OUT_TIPS[are_digits])
        self.images.setToolTip(_FEW_TIPS[are_digits])
        self.remove.setToolTip(_REMOVE_TIPS[are_digits])

    def _form(self) -> QGridLayout:
        form = QGridLayout()
        sized(form.setVerticalSpacing, 7)
        form.addWidget(label("muted", _("applied in")), 0, 2)
        for row, (kind, name, tip) in enumerate(_ROWS, 1):
            box = QCheckBox(name, objectName=f"{kind}Box")
            box.setToolTip(tip)
            box.toggled.connect(self._on_edited)
            self._boxes[kind], self._where[kind] = box, self._where_field(kind)
            form.addWidget(box, row, 0)
            value = self._value(kind)
            if value is not None:
                form.addWidget(value, row, 1)
            form.addWidget(self._where[kind], row, 2)
            fields = [field for field in (box, value, self._where[kind]) if field is not None and field.objectName()]
            form.addWidget(RowExplain(*fields), row, 3)
        return form

    def _where_field(self, kind: str) -> QComboBox:
        where = QComboBox(objectName=f"{kind}Where")
        for value, words in _WHERE:
            where.addItem(words, value)
        where.setCurrentIndex(1 if kind in ("left_out", "few") else 0)
        where.setAccessibleName(_("applied in"))
        where.setToolTip(_("Whether this is done to the images in training, in testing, or in both"))
        where.activated.connect(self._on_edited)
        return where

    def _choices(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        sized(column.setContentsMargins, 0, 6, 2, 0)
        column.addLayout(self._form())
        column.addWidget(self.error)
        column.addSpacing(px(6))
        column.addWidget(self.range)
        column.addSpacing(px(6))
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.result)
        column.addStretch(1)
        return left

    # What is chosen

    def set_changes(self, changes: Changes) -> None:
        """Fill the choices in, without a signal."""
        self._filling = True
        chosen = {_row_of(change.kind): change for change in changes.chosen}
        for kind, box in self._boxes.items():
            change = chosen.get(kind)
            box.setChecked(change is not None)
            if change is not None:
                self._where[kind].setCurrentIndex(self._where[kind].findData(change.where))
                self._fill_value(change)
        self._filling = False
        self._show_error("")
        self.preview_wanted.emit()

    def _fill_value(self, change: Change) -> None:
        if change.kind == SHIFTED:
            self.pixels.setValue(int(change.value))
        elif change.kind == FEW:
            self.images.setValue(int(change.value))
        elif change.kind == LEFT_OUT:
            for button in self.digits.buttons():
                button.setChecked(self.digits.id(button) in change.value)
        elif _row_of(change.kind) == "scrambled":
            self.order.setCurrentIndex(self.order.findData(change.kind))

    def changes(self) -> Changes:
        """What the choices say. Raises UserError for what cannot be."""
        return Changes(tuple(self._change(kind) for kind, box in self._boxes.items() if box.isChecked()))

    def _change(self, kind: str) -> Change:
        where = self._where[kind].currentData()
        match kind:
            case "shifted":
                return Change(kind, self.pixels.value(), where)
            case "few":
                return Change(kind, self.images.value(), where)
            case "left_out":
                return leaving_out(self._left_out(), self.classes.names(), where)
            case "scrambled":
                return Change(self.order.currentData(), 0, where)
        return Change(kind, 0, where)

    def _left_out(self) -> tuple[int, ...]:
        buttons = [self.digits.button(label) for label in range(len(self.classes.names()))]
        return tuple(label for label, button in enumerate(buttons) if button.isChecked())

    def _on_digit_toggled(self, digit: int, out: bool) -> None:
        """Choosing a digit is choosing to leave it out."""
        if self._filling:
            return
        any_out = any(button.isChecked() for button in self.digits.buttons())
        if any_out != self._boxes["left_out"].isChecked():
            self._boxes["left_out"].setChecked(any_out)  # emits
        else:
            self._on_edited()

    def _on_edited(self, _value: object = None) -> None:
        if self._filling:
            return
        try:
            changes = self.changes()
        except UserError as error:
            self._show_error(str(error))
            return
        self._show_error("")
        self.changes_chosen.emit(changes)
        self.preview_wanted.emit()

    def _on_remove(self) -> None:
        self.set_changes(Changes())
        self.changes_chosen.emit(Changes())
        self.range.set_range(0.0, 1.0)
        self.range_changed.emit(0.0, 1.0)

    def _show_error(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def set_result(self, words: str) -> None:
        """What comes of it, in a sentence."""
        self.result.setText(words)


def _row_of(kind: str) -> str:
    return "scrambled" if kind == SCRAMBLED_EACH else kind
