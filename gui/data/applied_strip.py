"""What is applied to the digits in hand, on top of every page."""

from __future__ import annotations

from engine.digits.changes import Changes
from engine.digits.dataset import DIGIT_NAMES
from engine.numbers import value_range
from engine.words import _
from gui.data.changes_strip import ChangesStrip
from gui.model.digits_in_hand import DigitsInHand

RANGE = "range"


class AppliedStrip(ChangesStrip):
    """Shows the changes and the input range, and takes them away."""

    def __init__(self, data: DigitsInHand) -> None:
        super().__init__()
        self._data = data
        data.preparation_changed.connect(self._show_them)
        data.changed.connect(self._show_them)
        self.removed.connect(self._on_removed)
        self.all_removed.connect(self._on_all_removed)

    def _show_them(self) -> None:
        data = self._data
        names = data.digits.names if data.digits else DIGIT_NAMES
        applied = [(change.kind, change.words(names)) for change in data.changes.ordered()]
        if data.input_range != (0.0, 1.0):
            applied.append((RANGE, _("fed as {range}").format(range=value_range(*data.input_range))))
        self.show_applied(applied, names == DIGIT_NAMES)

    def _on_removed(self, name: str) -> None:
        if name == RANGE:
            self._data.set_input_range(0.0, 1.0)
        else:
            self._data.set_changes(self._data.changes.without(name))

    def _on_all_removed(self) -> None:
        self._data.set_input_range(0.0, 1.0)
        self._data.set_changes(Changes())
