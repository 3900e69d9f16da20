"""What the diagram of a network shows, and what it says of it in words."""

from __future__ import annotations

from dataclasses import dataclass

from engine.digits.dataset import DIGIT_NAMES
from engine.numbers import whole
from engine.words import _, ngettext


@dataclass(frozen=True)
class Architecture:
    """``sizes``: units of every layer, inputs first; ``activation``, ``output``: as a person calls them;
    ``parameters``: how many weights and biases; ``names``: of the outputs, none if nobody has named them."""

    sizes: tuple[int, ...] = ()
    activation: str = ""
    output: str = ""
    parameters: int = 0
    names: tuple[str, ...] = ()

    @property
    def last(self) -> int:
        return len(self.sizes) - 1

    def in_words(self) -> str:
        inputs, *hidden, outputs = map(whole, self.sizes)
        return _(
            "{inputs} inputs; hidden layers: {hidden} ({activation}); {outputs} outputs ({output}); "
            "{parameters} parameters. Each unit feeds every unit of the next layer, and no other. "
            "Activations go forward; in training, gradients come back."
        ).format(
            inputs=inputs, hidden=", ".join(hidden) or _("none"), activation=self.activation,
            outputs=outputs, output=self.output, parameters=whole(self.parameters),
        )  # fmt: skip

    def caption(self) -> str:
        return ngettext(
            "{parameters} parameter · {activation} · {output}",
            "{parameters} parameters · {activation} · {output}",
            self.parameters,
        ).format(parameters=whole(self.parameters), activation=self.activation, output=self.output)

    def layer_text(self, layer: int) -> str:
        size = self.sizes[layer]
        if layer == 0:
            words = ngettext("{inputs} input: pixels, row by row", "{inputs} inputs: pixels, row by row", size)
            return words.format(inputs=whole(size))
        before = self.sizes[layer - 1]
        return _("{before} × {units} weights + {units} biases = {parameters}").format(
            before=whole(before), units=whole(size), parameters=whole(before * size + size)
        )

    def unit_text(self, layer: int, unit: int) -> str:
        """``unit``: by its place in the layer."""
        if layer == self.last:
            return self._output_text(unit)
        after = self.sizes[layer + 1]
        if after == 1:
            return _("feeds the unit of the next layer, no other")
        return ngettext(
            "feeds all {units} unit of the next layer, no other",
            "feeds all {units} units of the next layer, no other",
            after,
        ).format(units=whole(after))

    def _output_text(self, unit: int) -> str:
        if not self.names:
            return _("an output: feeds no other unit")
        words = _("evidence for the digit {digit}") if self.names == DIGIT_NAMES else _("evidence for “{digit}”")
        return words.format(digit=self.names[unit])
