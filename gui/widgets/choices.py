"""A box of choices: only what is another is changed in it, so that a list that is open stays open."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox

from gui.look.sizes import px


def fill(box: QComboBox, choices: Mapping[str, str], chosen: str | None) -> None:
    """``choices``: the words of each by its key, which is its data in the box; ``chosen``: a key."""
    shown = {box.itemData(index): box.itemText(index) for index in range(box.count())}
    if list(shown) != list(choices):
        box.clear()
        for key in choices:
            box.addItem("", key)
    if shown != choices:
        for index, words in enumerate(choices.values()):
            box.setItemText(index, words)
        box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + px(24))  # long names are cut in the box only
    box.setCurrentIndex(box.findData(chosen))
    box.setEnabled(box.count() > 0)
