"""A place for a label whose words change many times a second."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.look.sizes import sized


class SteadyPlace(QWidget):
    """As high as it was made (in pixels beside the usual letters), whatever the label says, and while it is hidden.

    A label in a layout has all of its window laid out anew whenever its words change, which takes longer than to judge
    a drawing. Here the label has no layout around it.
    """

    def __init__(self, label: QLabel, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        label.setParent(self)
        sized(self.setFixedHeight, height)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def resizeEvent(self, event) -> None:
        self._label.setGeometry(self.rect())
