"""The number of parameters as a sum, layer by layer, that follows the form."""

from __future__ import annotations

from itertools import pairwise

from engine.networks.network import PIXELS, NetworkSpec
from engine.numbers import whole
from engine.words import _
from gui.lesson.figures.figure import Around, Figure
from gui.lesson.figures.layer_sums import LayerSums


class Parameters(Figure):
    def __init__(self, around: Around) -> None:
        super().__init__("parametersFigure")
        self._form = around.form
        self.sums = LayerSums()
        self.column.addWidget(self.sums)
        around.form.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        setup = self._form.setup()
        if setup is not None:
            self.sums.show_sums(as_sums(setup.spec), _together(setup.spec))


def as_sums(spec: NetworkSpec) -> list[tuple[str, int]]:
    """Of each layer, its weights and biases, and how many these are."""
    widths = (PIXELS, *spec.hidden, spec.classes)
    counts = [(one, other, one * other + other) for one, other in pairwise(widths)]
    return [(f"{whole(one)} × {whole(other)} + {whole(other)} = {whole(both)}", both) for one, other, both in counts]


def _together(spec: NetworkSpec) -> str:
    return _("together {parameters}").format(parameters=whole(spec.parameters))
