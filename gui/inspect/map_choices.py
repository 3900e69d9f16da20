"""What can be chosen of a map: how it is made, of which layer, what its points are; and how far t-SNE is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from engine.inspection.tsne import LEAST, MOST, PERPLEXITY
from engine.numbers import duration, whole
from engine.words import _
from gui.inspect.map_maker import PCA, TSNE
from gui.inspect.map_marks import IMAGES, MARKS, NAMES
from gui.inspect.map_words import compute_words
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.explain import RowExplain
from gui.widgets.number_box import NumberBox
from gui.widgets.share_bar import ShareBar

COUNTS = (500, 1_000, 2_000, 5_000, 10_000)
USUAL = 2_000
ALL_LAYERS = -1
METHOD_KEY, LAYER_KEY, POINTS_KEY, COUNT_KEY = "map/method", "map/layer", "map/points", "map/images"  # in the settings
PERPLEXITY_KEY = "map/perplexity"
ALL, LAST = "all", "last"  # of the layers, whatever their number
METHOD_TIP = _(
    "How the layer’s many numbers become two: principal components look from the side on which most is seen, and are "
    "there at once; t-SNE keeps neighbours together, and takes its time"
)
LAYER_TIP = _(
    "What of the network is mapped: the pixels it gets, or what a layer makes of them; or all of them beside each other"
)
POINTS_TIP = _(
    "What stands for an image: a mark in the colour and shape of its class, the name of its class, or the image"
)


class MapChoices(QObject):
    """The fields, which ``MapPanel`` lays out."""

    changed = Signal()
    """Another map is wanted."""
    looks_changed = Signal()
    """The points are to look otherwise."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.method = _box("mapMethod", _("Method"), METHOD_TIP)
        self.method.addItem(_("Principal components"), PCA)
        self.method.addItem(_("t-SNE"), TSNE)
        self.layer = _box("mapLayer", _("Layer"), LAYER_TIP)
        self.points = _box("mapPoints", _("Points"), POINTS_TIP)
        for words, kind in ((_("as marks"), MARKS), (_("as names"), NAMES), (_("as images"), IMAGES)):
            self.points.addItem(words, kind)
        self.count = _box("mapCount", _("Images"), _("How many images of the set are mapped, chosen at random"))
        for box in (self.method, self.layer, self.count):
            box.activated.connect(self._on_chosen)
        self.points.activated.connect(self.looks_changed)
        self._layers: list[str] = []
        self._total, self._most = -1, USUAL
        self._wanted_layer = LAST  # until the layers are known

    def _on_chosen(self) -> None:
        self._most = self.count.currentData() or USUAL
        self._wanted_layer = self._layer_key()
        self.changed.emit()

    def _layer_key(self) -> str:
        layer = self.layer.currentData()
        return ALL if layer == ALL_LAYERS else LAST if layer == len(self._layers) - 1 else str(layer)

    def state(self) -> dict[str, str]:
        return {
            METHOD_KEY: self.method.currentData(), LAYER_KEY: self._wanted_layer, POINTS_KEY: self.points.currentData(),
            COUNT_KEY: str(self._most),
        }  # fmt: skip

    def restore(self, state: Mapping[str, str]) -> None:
        """Before there is a map; of a network with fewer layers than the one that is remembered it is the last."""
        for box, key in ((self.method, METHOD_KEY), (self.points, POINTS_KEY)):
            box.setCurrentIndex(max(0, box.findData(state.get(key))))
        most, self._wanted_layer = _number(state.get(COUNT_KEY, "")), state.get(LAYER_KEY, LAST)
        self._most = most if most is not None and 0 < most <= COUNTS[-1] else USUAL

    def set_layers(self, layers: Sequence[str]) -> None:
        """What can be mapped, in words; the choice stays where there are as many, else it is the last."""
        if list(layers) == self._layers:
            return
        kept = self.layer.currentData() if len(layers) == len(self._layers) else None
        if not self._layers:
            kept = ALL_LAYERS if self._wanted_layer == ALL else _number(self._wanted_layer)
        self._layers = list(layers)
        self.layer.clear()
        if len(layers) > 1:
            self.layer.addItem(_("all layers, side by side"), ALL_LAYERS)
        for place, words in enumerate(layers):
            self.layer.addItem(words, place)
        chosen = self.layer.findData(kept) if kept is not None else -1
        self.layer.setCurrentIndex(chosen if chosen >= 0 else self.layer.count() - 1)

    def set_total(self, total: int) -> None:
        """So many images are in the set; as many are chosen as were last time, if there are."""
        if total == self._total:
            return
        self._total = total
        self.count.clear()
        for some in (count for count in COUNTS if count < total):
            self.count.addItem(_("{count} images").format(count=whole(some)), some)
        if total <= COUNTS[-1]:
            self.count.addItem(_("all {count} images").format(count=whole(total)), total)
        fitting = [place for place in range(self.count.count()) if self.count.itemData(place) <= self._most]
        self.count.setCurrentIndex(fitting[-1] if fitting else 0)

    def wanted_layers(self) -> list[int]:
        layer = self.layer.currentData()
        return list(range(len(self._layers))) if layer == ALL_LAYERS else [0 if layer is None else layer]

    def layer_words(self, layer: int) -> str:
        words = self._layers[layer]
        return words[:1].upper() + words[1:]


class TsneStrip(QWidget):
    """Perplexity, the button that begins, and how far it is."""

    compute_wanted = Signal()
    cancel_wanted = Signal()
    changed = Signal()
    """Another perplexity."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.perplexity = NumberBox(objectName="perplexityField", minimum=int(LEAST), maximum=int(MOST))
        self.perplexity.setValue(int(PERPLEXITY))
        self.perplexity.setToolTip(
            _("How many neighbours an image is kept together with, roughly: few make many small groups, many show the "
              "whole rather than the details; 5 to 50 are usual")
        )  # fmt: skip
        self.perplexity.valueChanged.connect(self.changed)
        words = QLabel(_("Perplexity"))
        words.setBuddy(self.perplexity)
        self.compute = push_button(
            "", "tsneButton", _("Begin; it is computed in a process of its own"), self.compute_wanted
        )
        self.bar = ShareBar("tsneBar", _("Progress of t-SNE"))
        self.left = QLabel(objectName="tsneLeft")
        self.cancel = push_button(_("Cancel"), "cancelTsneButton", _("End the computation at once"), self.cancel_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (words, self.perplexity, RowExplain(self.perplexity), self.compute):
            row.addWidget(widget)
        row.addWidget(self.bar, 1)
        for widget in (self.left, self.cancel):
            row.addWidget(widget)
        row.addStretch(1)

    def state(self) -> dict[str, str]:
        return {PERPLEXITY_KEY: str(self.perplexity.value())}

    def restore(self, state: Mapping[str, str]) -> None:
        wanted = _number(state.get(PERPLEXITY_KEY, ""))
        self.perplexity.setValue(wanted if wanted is not None and LEAST <= wanted <= MOST else int(PERPLEXITY))

    def show_state(self, computing: bool, share: float, seconds_left: float, estimate: float) -> None:
        """``estimate``: seconds that it would take; 0: there is nothing to compute."""
        for widget in (self.bar, self.left, self.cancel):
            widget.setVisible(computing)
        self.compute.setVisible(not computing)
        self.compute.setEnabled(estimate > 0)
        self.perplexity.setEnabled(not computing)
        self.compute.setText(compute_words(estimate) if estimate > 0 else _("Computed"))
        self.bar.show_share(share)
        sentence = _("about {duration} left") if seconds_left > 0 else _("soon done")
        self.left.setText(sentence.format(duration=duration(seconds_left)) if seconds_left > 0 else sentence)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None


def _box(name: str, called: str, tip: str) -> QComboBox:
    made = QComboBox(objectName=name)
    made.setAccessibleName(called)
    made.setToolTip(tip)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setMinimumContentsLength(8)
    sized(made.setMaximumWidth, 190)
    return made


def map_buttons() -> tuple[QPushButton, QPushButton, QPushButton, QPushButton]:
    """New axes (hidden), Gather, Show all and Draw."""
    axes = _button(
        _("New axes"), "newAxesButton",
        _("While a network trains, the axes stay so that the points can be followed: take those of the network as it "
          "is now"),
    )  # fmt: skip
    axes.hide()
    gather = _button(
        _("Gather"), "gatherButton",
        _("Drag a rectangle: its images are shown beside the map (or hold Shift while dragging; the space bar gathers "
          "what is in sight)"), checkable=True,
    )  # fmt: skip
    whole = _button(
        _("Show all"), "wholeMapButton",
        _("Bring all points into sight (Home). The wheel, + and − zoom, dragging moves, the arrow keys go from point "
          "to point, Return shows the evidence"),
    )  # fmt: skip
    draw = _button(
        _("Draw"), "mapDrawButton", _("Draw something, and see on the map where it lies, line by line"), checkable=True
    )
    return axes, gather, whole, draw


def _button(words: str, name: str, tip: str, checkable: bool = False) -> QPushButton:
    made = QPushButton(words, objectName=name, checkable=checkable)
    made.setToolTip(tip)
    return made
