"""What the tabs that look into a network say of a yardstick."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from engine.words import _
from gui.widgets.labels import label

NO_LAYERS = _(
    "A yardstick has no layers, and so no units and no weights that could be looked at here: “{name}” goes another "
    "way. Choose a network above."
)


class NoLayers:
    """Covers all that stands in a panel by one sentence, as long as a yardstick is shown."""

    def __init__(self, panel: QWidget) -> None:
        """``panel``: has its layout already, which is moved into a page of its own."""
        inside = QWidget(panel)
        self._words = label("muted", wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._words.setObjectName(f"{panel.objectName()}NoLayers")
        inside.setLayout(panel.layout())
        self._pages = QStackedLayout()
        self._pages.addWidget(inside)
        self._pages.addWidget(self._words)
        around = QVBoxLayout(panel)
        around.setContentsMargins(0, 0, 0, 0)
        around.addLayout(self._pages)

    def say(self, name: str | None) -> None:
        """``name``: of the yardstick; None where a network is shown, or nothing."""
        self._pages.setCurrentIndex(0 if name is None else 1)
        if name is not None:
            self._words.setText(NO_LAYERS.format(name=name))

    @property
    def words(self) -> QLabel:
        return self._words
