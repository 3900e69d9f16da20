"""The choice of what flows through the diagram, and the buttons that leaf through the set."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from engine.words import _
from gui.look.sizes import sized
from gui.train.diagram.flow_source import DRAWING, IMAGE, NOTHING, FlowSource
from gui.widgets.buttons import push_button
from gui.widgets.explain import RowExplain

WORDS = {NOTHING: _("Nothing flows"), DRAWING: _("The drawing"), IMAGE: _("An image of the set")}
TIP = _(
    "What goes through the network: nothing, what you draw on the Draw page or under “Watch”, or an image of the\n"
    "set. Thick lines are links that add most to a sum (blue) or take most from it (orange)."
)


class FlowChoices(QWidget):
    """``name`` begins the object names: there is one beside the form and one in large."""

    def __init__(self, source: FlowSource, name: str, large: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self.field = QComboBox(objectName=f"{name}Field")
        for kind, words in WORDS.items():
            if kind != NOTHING or not large:
                self.field.addItem(words, kind)
        self.field.setToolTip(TIP)
        self.field.setAccessibleName(_("What flows through the network"))
        self.field.setMinimumContentsLength(6)
        self.field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.field.activated.connect(self._on_chosen)
        self.back = push_button("‹", f"{name}BackButton", _("The image before this one"), lambda: source.step(-1))
        self.on = push_button("›", f"{name}OnButton", _("The next image of the set"), lambda: source.step(1))
        self.any = push_button(_("Random"), f"{name}RandomButton", _("Any image of the set"), source.show_any)
        for arrow, words in ((self.back, _("Previous image")), (self.on, _("Next image"))):
            arrow.setAccessibleName(words)
            sized(arrow.setFixedWidth, 36)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        sized(row.setSpacing, 4)
        row.addWidget(self.field, 1)
        row.addWidget(RowExplain(self.field))
        for button in (self.back, self.on, self.any):
            row.addWidget(button)
        self.any.setVisible(large)
        if large:
            sized(self.field.setMinimumWidth, 170)
        source.changed.connect(self.refresh)
        self.refresh()

    def _on_chosen(self, index: int) -> None:
        self._source.choose(self.field.itemData(index))

    def refresh(self) -> None:
        index = self.field.findData(self._source.kind)
        if index >= 0:
            self.field.setCurrentIndex(index)
        leafs = self._source.kind == IMAGE
        for button in (self.back, self.on):
            button.setVisible(leafs)
        self.any.setEnabled(True)
