"""Whether what a step is about is in hand: the digits, the fields of the form, a network; and how to put it right."""

from __future__ import annotations

from collections.abc import Mapping

from engine.digits.bundle import BUNDLED
from engine.lesson.steps import Needs
from engine.words import _
from gui.lesson.figures.figure import Form
from gui.lesson.house import House
from gui.model.digits_in_hand import DigitsInHand
from gui.model.networks import Networks

OTHER_NETWORK = {
    "shipped": _("This step is about the network that ships with Inkling, and another one is chosen."),
    "trained": _("This step is about a network that you have trained, and another one is chosen."),
}


class InHand:
    def __init__(self, house: House, data: DigitsInHand, networks: Networks, form: Form) -> None:
        self._house, self._data, self._networks, self._form = house, data, networks, form

    def missing(self, needs: Needs) -> str:
        """A sentence about what is not in hand; empty if all is."""
        if self._data.digits is not None and not self.has_digits(needs):
            return _("This step is about {digits}, and others are in hand.").format(digits=BUNDLED[needs.digits])
        if not self.can_restore(needs):
            return _("This step needs a network that you have trained: train one on the Train page first.")
        if not self._has_network(needs):
            return OTHER_NETWORK[needs.network]
        if self._other_values(needs):
            return _("The form on the Train page says something else than this step is about.")
        return ""

    def counts(self, needs: Needs) -> bool:
        """Whether what is done now is done with the digits and the network of the step."""
        return self.has_digits(needs) and self._has_network(needs)

    def has_digits(self, needs: Needs) -> bool:
        digits = self._data.digits
        return not needs.digits or (digits is not None and digits.name == BUNDLED[needs.digits])

    def _has_network(self, needs: Needs) -> bool:
        return not needs.network or (self.can_restore(needs) and self._networks.chosen == needs.network)

    def can_restore(self, needs: Needs) -> bool:
        """All but a network that nobody has trained yet."""
        return not needs.network or self._networks.network(needs.network) is not None

    def restore(self, needs: Needs) -> None:
        """Undo in the form brings its values back."""
        if self._data.digits is not None and not self.has_digits(needs):
            self._house.set_field("setsBox", needs.digits)
        if needs.network and self.can_restore(needs):
            self._networks.choose(needs.network)
        if others := self._other_values(needs):
            self._form.fill(_("what the step is about"), {**self._form.values(), **others})

    def _other_values(self, needs: Needs) -> Mapping[str, str]:
        values = self._form.values()
        return {name: value for name, value in needs.form.items() if name in values and values[name] != value}
