"""The number of parameters as a sum, layer by layer, that follows the form."""

from __future__ import annotations

from itertools import pairwise

from engine.networks.network import PIXELS, NetworkSpec
from engine.numbers import whole
from engine.words import _
from gui.lesson.figures.figure import Around, Figure
from gui.look import theme
from gui.widgets.labels import label


class Parameters(Figure):
    def __init__(self, around: Around) -> None:
        super().__init__("parametersFigure")
        self._form = around.form
        self.words = label("", wordWrap=True, objectName="parameterSum")
        self.words.setFont(theme.digits_font(self.words.font()))
        self.column.addWidget(self.words)
        around.form.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        setup = self._form.setup()
        if setup is not None:
            self.words.setText(as_sum(setup.spec))


def as_sum(spec: NetworkSpec) -> str:
    """A line for each layer: weights and biases."""
    widths = (PIXELS, *spec.hidden, spec.classes)
    lines = [
        f"{whole(one)} × {whole(other)} + {whole(other)} = {whole(one * other + other)}"
        for one, other in pairwise(widths)
    ]
    return "\n".join([*lines, _("together {parameters}").format(parameters=whole(spec.parameters))])
