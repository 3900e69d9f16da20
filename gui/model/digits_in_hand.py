"""The digits that the program works with, and what is done to them before the next training."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from engine.digits.changes import LEFT_OUT, Changes
from engine.digits.dataset import Digits
from engine.digits.readers.offers import Offer
from engine.networks.network import NetworkSpec


class DigitsInHand(QObject):
    """``digits``: None until they are loaded. ``offered_test``: the test set that came with them, if one did;
    ``test_digits``: the same if it is to be tested with; None: the digits are split. A run under way keeps what it has.
    """

    changed = Signal()
    """There are other digits, or none, because they could not be loaded."""
    preparation_changed = Signal()
    """Something else is applied to the digits of the next run, or fed to its network."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.digits: Digits | None = None
        self.offered_test: Digits | None = None
        self.test_digits: Digits | None = None
        self.offers: tuple[Offer, ...] = ()  # what may be done to all images, because they look as if they needed it
        self.changes = Changes()
        self.input_range = (0.0, 1.0)

    def set_digits(self, digits: Digits, test_digits: Digits | None = None, offers: tuple[Offer, ...] = ()) -> None:
        """Another set, the test set that came with it, and what is offered to be done to both. Which classes are left
        out is forgotten where there are others."""
        changes = self.changes
        self.changes = self.fitting(changes, digits.names if self.digits is None else self.digits.names, digits)
        self.digits, self.offered_test, self.test_digits, self.offers = digits, test_digits, test_digits, offers
        self.changed.emit()
        if self.changes != changes:
            self.preparation_changed.emit()

    def exchange(self, digits: Digits, test_digits: Digits | None) -> None:
        """The same set in another form; whether it is tested with its own test set stays as it is."""
        own = self.test_digits is not None
        self.digits, self.offered_test, self.test_digits = digits, test_digits, test_digits if own else None
        self.changed.emit()

    def test_with_own(self, own: bool) -> None:
        """Whether to test with the set that came with the digits, rather than with a part of them."""
        self.test_digits = self.offered_test if own else None
        self.changed.emit()

    @staticmethod
    def fitting(changes: Changes, names: tuple[str, ...], digits: Digits | None) -> Changes:
        """What of the changes of a set with these classes means the same for ``digits``."""
        return changes if digits is None or digits.names == names else changes.without(LEFT_OUT)

    def set_changes(self, changes: Changes) -> None:
        """What is applied to the digits of the next run."""
        if changes != self.changes:
            self.changes = changes
            self.preparation_changed.emit()

    def set_input_range(self, low: float, high: float) -> None:
        """What black and white pixels become for the network of the next run."""
        if (low, high) != self.input_range:
            self.input_range = (low, high)
            self.preparation_changed.emit()

    def fed(self, spec: NetworkSpec) -> NetworkSpec:
        """``spec`` with the value range that is chosen on the Data page, and the classes of the digits."""
        fed = replace(spec, input_range=self.input_range)
        return fed if self.digits is None else fed.fitting(self.digits)
