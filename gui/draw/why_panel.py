"""Why? What scaling alone would give, what speaks for the winner, the nearest training image, and the layers."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.explanation import Why
from engine.inspection.verdict import article, percent
from engine.numbers import number, whole
from engine.words import _, ngettext
from gui.look.sizes import sized
from gui.widgets.activation_rows import ActivationRows
from gui.widgets.labels import label, narrow_label
from gui.widgets.network_view import NetworkView
from gui.widgets.pixel_evidence import PixelEvidence
from gui.widgets.present_button import PresentButton
from gui.widgets.roomy_panel import RoomyPanel

SIDES = (
    (3 * 28 + 2, 5 * 28 + 2), (4 * 28 + 2, 7 * 28 + 2), (7 * 28 + 2, 11 * 28 + 2), (11 * 28 + 2, 16 * 28 + 2),
)  # fmt: skip
"""Of the small pictures and of the large one, with their frames: in a small tab, and in these."""
ROOMS = QSize(0, 424), QSize(760, 700), QSize(1100, 1000)
LINES = 3  # of the words below the small ones
ROWS = 26, 34, 46, 70  # heights of the rows of bars: three layers and the logits stand beside the large one
EMPTY = _("Draw a digit: here you see why the network takes it for what it does.")
EMPTY_OTHERS = _("Draw something: here you see why the network takes it for what it does.")
HEADS = (
    (
        _("Just scaled down"),
        _("Scaled down"),
        _("The whole canvas made 28 × 28 pixels: small or off the middle, it is another image"),
    ),
    (
        _("As the network gets it"),
        _("What it gets"),
        _("Cut to the ink, the longer side 20 pixels, the centre of mass in the middle: as MNIST's makers did it"),
    ),
    (
        _("Nearest of the digits"),
        _("Nearest digit"),
        _("The image of the digits in hand with the smallest angle between its 784 pixels and the drawing's"),
    ),
)
"""Of each picture: its title, a shorter one for where there is little room, and its tooltip."""
NEAREST_OTHERS = (
    _("Nearest image in hand"),
    _("Nearest image"),
    _("The image of the set in hand with the smallest angle between its 784 pixels and the drawing's"),
)


class Layers(ActivationRows):
    """With titles that fit where there is little room."""

    last_title = ""

    def set_least(self, height: int) -> None:
        """Of a row of bars, in pixels beside the usual letters."""
        self.least = height
        self.setMinimumHeight(self.minimumSizeHint().height())

    def show_layers(self, layers: list[np.ndarray], activation: str) -> None:
        super().show_layers(layers, activation)
        last = len(layers) - 1
        self._titles = [*map(_title, range(last), layers[:last]), self.last_title] if layers else []


class WhyPanel(RoomyPanel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ROOMS, self._size_pictures, parent)
        self.setObjectName("whyPanel")
        self.raw, self.seen, self.nearest = NetworkView(), NetworkView(), NetworkView()
        self.titles = [narrow_label("plotTitle") for _n in HEADS]
        self.captions = [label("muted", wordWrap=True) for _n in HEADS]
        for view, name in ((self.raw, "whyRaw"), (self.seen, "whySeen"), (self.nearest, "whyNearest")):
            view.setObjectName(name)
            view.set_empty_text("")
        self.pixels = PixelEvidence()
        self.pixels.setObjectName("whyPixels")
        self.speaks = QLabel(wordWrap=True, objectName="whySpeaks", textFormat=Qt.TextFormat.PlainText)
        self.speaks.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.speaks.setToolTip(
            _(
                "The gradient of the winner's logit with respect to each pixel, times the pixel:\n"
                "only ink can speak, the black background is 0."
            )
        )
        self.layers = Layers()
        self.layers.setObjectName("whyLayers")
        self._size_pictures(0)
        self._lay_out()
        self.set_names(DIGIT_NAMES)
        self.show_nearest(None, None, 0.0)

    def _size_pictures(self, step: int) -> None:
        small, large = SIDES[step]
        for view in (self.raw, self.seen, self.nearest):
            sized(view.setFixedSize, small, small)
        sized(self.pixels.setFixedSize, large, large)
        sized(self.speaks.setFixedWidth, large)
        for caption in self.captions:
            sized(caption.setMinimumHeight, lines=LINES)
        self.layers.set_least(ROWS[step])

    def _lay_out(self) -> None:
        top = QGridLayout()
        sized(top.setHorizontalSpacing, 10)
        sized(top.setVerticalSpacing, 2)
        for column, (view, caption, head) in enumerate(
            zip((self.raw, self.seen, self.nearest), self.captions, HEADS, strict=True)
        ):
            self._set_title(column, *head)
            caption.setAlignment(Qt.AlignmentFlag.AlignTop)
            top.addWidget(self.titles[column], 0, column)
            top.addWidget(view, 1, column, Qt.AlignmentFlag.AlignLeft)
            top.addWidget(caption, 2, column)  # as wide as the column, for which its height is reckoned
            top.setColumnStretch(column, 1)
        left = QVBoxLayout()
        sized(left.setSpacing, 6)
        left.addWidget(self.pixels)
        left.addWidget(self.speaks)
        left.addStretch(1)
        bottom = QHBoxLayout()
        sized(bottom.setSpacing, 18)
        bottom.addLayout(left)
        bottom.addWidget(self.layers, 1)
        PresentButton(_("Why?"), [([self.pixels, self.speaks], self.layers)], self.titles[-1])
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 2, 8, 2, 0)
        sized(layout.setSpacing, 8)
        layout.addLayout(top)
        layout.addLayout(bottom, 1)

    def _set_title(self, column: int, words: str, shorter: str, tip: str) -> None:
        title = self.titles[column]
        title.shorter = (shorter,)
        title.setText(words)
        title.setToolTip(tip)

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called; what was shown of others goes."""
        self._names, self._are_digits = tuple(names), tuple(names) == DIGIT_NAMES
        self.layers.set_names(names)
        self._set_title(2, *(HEADS[2] if self._are_digits else NEAREST_OTHERS))
        self.layers.last_title = _("logits of the digits") if self._are_digits else _("logits of the classes")
        self.show_why(None)

    def show_why(self, why: Why | None) -> None:
        """None: there is no drawing, or no network."""
        if why is None:
            self.raw.set_image(None)
            self.seen.set_image(None)
            self.pixels.show_pixels(None, None, "")
            self.layers.show_layers([], "")
            self.captions[0].setText("")
            self.captions[1].setText("")
            self.speaks.setText(EMPTY if self._are_digits else EMPTY_OTHERS)
            return
        self.raw.set_image(why.raw)
        self.seen.set_image(why.image)
        self.captions[0].setText(_taken(why.raw_evidence, self._names))
        self.captions[1].setText(_taken(why.evidence, self._names))
        name = self._names[why.digit]
        self.pixels.show_pixels(why.image, why.says, name)
        if self._are_digits:
            words = _("+ blue ink speaks for the {digit},\n− orange ink speaks against it")
        else:
            words = _("+ blue ink speaks for “{digit}”,\n− orange ink speaks against it")
        self.speaks.setText(words.format(digit=name))
        self.layers.show_layers(why.layers, why.activation)

    def show_nearest(self, image: np.ndarray | None, name: str | None, likeness: float) -> None:
        """``image``: (28, 28) uint8, of the class ``name``; ``likeness``: the cosine, 0 to 1. None: not known yet."""
        self.nearest.set_image(image)
        if image is None or name is None:
            self.captions[2].setText("")
            return
        angle = number(math.degrees(math.acos(min(1.0, likeness))), 0)
        if name in DIGIT_NAMES:
            words = _("labelled {article}\u00a0{digit},\nan angle of {angle}°")
            self.captions[2].setText(words.format(article=article(int(name)), digit=name, angle=angle))
        else:
            self.captions[2].setText(_("labelled “{name}”,\nan angle of {angle}°").format(name=name, angle=angle))


def _taken(evidence: np.ndarray, names: tuple[str, ...]) -> str:
    digit = int(evidence.argmax())
    probability = percent(float(np.exp(evidence[digit])))
    if names != DIGIT_NAMES:
        return _("taken for “{name}”\n({probability})").format(name=names[digit], probability=probability)
    return _("taken for {article}\u00a0{digit}\n({probability})").format(
        article=article(digit), digit=digit, probability=probability
    )


def _title(index: int, values: np.ndarray) -> str:
    """Of a hidden layer."""
    active = int((np.abs(values) > 1e-6).sum())
    return ngettext(
        "hidden {layer}: {active} of {units} unit active",
        "hidden {layer}: {active} of {units} units active",
        len(values),
    ).format(layer=index + 1, active=whole(active), units=whole(len(values)))
