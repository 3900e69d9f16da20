"""The Layers tab: how an image goes through the network, and which of its pixels speak for and against a class."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.attribution import activations, speaks_for
from engine.inspection.image_sets import Inspection
from engine.numbers import whole
from engine.words import _
from gui.inspect.evidence_card import colored, judgement
from gui.inspect.lazy_panel import LazyPanel
from gui.inspect.no_layers import NoLayers
from gui.look.sizes import sized
from gui.widgets.activation_rows import ActivationRows
from gui.widgets.class_names import are_digits
from gui.widgets.explain import RowExplain
from gui.widgets.export import Plot, Table, Thing
from gui.widgets.labels import label
from gui.widgets.pixel_evidence import PixelEvidence
from gui.widgets.present_button import PresentButton

LESSON = _(
    "Blue and +: the pixel speaks for the digit. Orange and −: against it. Gradient of the digit's logit times the "
    "pixel's input; a black pixel has input 0 in the usual range 0 to 1, and says nothing then. Choose another image "
    "on the Evidence tab."
)
OF_CLASSES = _(
    "Blue and +: the pixel speaks for the class. Orange and −: against it. Gradient of the class's logit times the "
    "pixel's input; a black pixel has input 0 in the usual range 0 to 1, and says nothing then. Choose another image "
    "on the Evidence tab."
)


class LayersPanel(LazyPanel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("layersPanel", parent)
        self._found: Inspection | None = None
        self._index = -1
        self._names: tuple[str, ...] = ()
        self.verdict = label("plotTitle", wordWrap=True, objectName="layersVerdict", textFormat=Qt.TextFormat.RichText)
        self.digit = QComboBox(objectName="pixelDigit")
        self.digit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        sized(self.digit.setMaximumWidth, 220)
        self.digit.activated.connect(self._show_pixels)
        self.pixels = PixelEvidence()
        self.pixels.setObjectName("pixelEvidence")
        self.rows = ActivationRows()
        self.rows.setObjectName("activationRows")
        self._lay_out()
        self.no_layers = NoLayers(self)
        self._name_classes(DIGIT_NAMES)

    def _lay_out(self) -> None:
        choice = QHBoxLayout()
        words = QLabel(_("Pixels for and against"))
        words.setBuddy(self.digit)
        choice.addWidget(words)
        choice.addWidget(self.digit)
        choice.addWidget(RowExplain(self.digit))
        choice.addStretch(1)
        self.lesson = label("muted", wordWrap=True)
        self.lesson.setAlignment(Qt.AlignmentFlag.AlignTop)
        sized(self.lesson.setMinimumHeight, 5, lines=6)  # of what is wrapped no page knows how high it is
        left = QVBoxLayout()
        left.addLayout(choice)
        left.addWidget(self.pixels)
        left.addWidget(self.lesson)
        left.addStretch(1)
        scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame, objectName="layersScroll")
        scroll.setAccessibleName(_("What each layer answers; the arrow keys scroll"))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.rows)
        body = QHBoxLayout()
        sized(body.setSpacing, 18)
        body.addLayout(left, 4)
        body.addWidget(scroll, 7)
        PresentButton(_("Layers"), [self.verdict, ([self.pixels, self.lesson], scroll)], self.verdict)
        layout = QVBoxLayout(self)
        layout.addWidget(self.verdict)
        layout.addLayout(body, 1)

    def _name_classes(self, names: Sequence[str]) -> None:
        """The classes for or against which pixels speak; the choice stays where there are as many."""
        if tuple(names) == self._names:
            return
        chosen = self.digit.currentData() if len(names) == len(self._names) else -1
        self._names, digits = tuple(names), are_digits(names)
        self.digit.clear()
        self.digit.addItem(_("its guess"), -1)
        self.digit.addItem(_("the true digit") if digits else _("the true class"), -2)
        one = _("the digit {digit}") if digits else _("the class {digit}")
        for place, name in enumerate(names):
            self.digit.addItem(one.format(digit=name), place)
        self.digit.setCurrentIndex(max(0, self.digit.findData(chosen)))
        self.digit.setToolTip(
            _("For or against which digit the pixels speak") if digits else
            _("For or against which class the pixels speak")
        )  # fmt: skip
        self.lesson.setText(LESSON if digits else OF_CLASSES)
        self.rows.set_names(names)

    def show_image(self, found: Inspection | None, index: int) -> None:
        """Show this image of the set; -1 for none."""
        self._found, self._index = found, index
        if found is not None:
            self._name_classes(found.names)
        self._show_anew()

    def _show(self) -> None:
        found, index = self._found, self._index
        if found is None or index < 0:
            self.verdict.setText("")
            self.rows.show_layers([], "")
            self.pixels.show_pixels(None, None, "")
            return
        evaluation = found.evaluation
        words = judgement(int(evaluation.digits.labels[index]), evaluation.evidence[index], self._names)
        image = _("Image {place}.").format(place=whole(index))
        self.verdict.setText(f"{image} &nbsp; {colored(words)}")
        self.rows.show_layers(
            activations(found.network, evaluation.digits.images[index]), found.network.spec.activation
        )
        self._show_pixels()

    def _show_pixels(self) -> None:
        found, index = self._found, self._index
        if found is None or index < 0:
            return
        image, digit = found.evaluation.digits.images[index], self._chosen_digit()
        self.pixels.show_pixels(image, speaks_for(found.network, image, digit), self._names[digit])

    def _chosen_digit(self) -> int:
        evaluation, chosen = self._found.evaluation, self.digit.currentData()
        if chosen == -1:
            return int(evaluation.guesses[self._index])
        return int(evaluation.digits.labels[self._index]) if chosen == -2 else chosen

    def things(self) -> list[Thing]:
        """What can be taken away."""
        found, index = self._found, self._index
        if found is None or index < 0:
            return []
        image, digit = found.evaluation.digits.images[index], self._chosen_digit()
        return [
            Plot(_("Activations of each layer"), self.rows),
            Plot(_("Pixels for and against"), self.pixels),
            Table(_("Activations"), ("layer", "unit", "value"), lambda: _rows(activations(found.network, image))),
            Table(
                _("Pixels for and against {digit}").format(digit=self._names[digit]),
                ("row", "column", "pixel", "speaks_for"),
                lambda: _pixel_rows(image, speaks_for(found.network, image, digit)),
            ),
        ]


def _rows(layers: list[np.ndarray]) -> list[tuple]:
    return [(index + 1, unit, value) for index, layer in enumerate(layers) for unit, value in enumerate(layer.tolist())]


def _pixel_rows(image: np.ndarray, says: np.ndarray) -> list[tuple]:
    return [(*at, int(image[at]), float(says[at]) + 0.0) for at in np.ndindex(image.shape)]
