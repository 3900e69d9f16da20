"""The Map tab: each image of the set a point, by what the pixels or a layer say of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.errors import UserError
from engine.inspection.evaluation import Evaluation
from engine.inspection.image_sets import MINE, Inspection
from engine.inspection.layer_maps import sampled
from engine.networks.network import FeedForward
from engine.words import _
from gui.inspect.class_legend import ClassLegend
from gui.inspect.image_list import NOTHING
from gui.inspect.lazy_panel import LazyPanel
from gui.inspect.map_choices import MapChoices, TsneStrip, checked_button
from gui.inspect.map_maker import PCA, TSNE, Made, MapMaker, Subject
from gui.inspect.map_marks import MapMarks
from gui.inspect.map_overlay import Bubble
from gui.inspect.map_side import MapSide
from gui.inspect.map_table import HEADERS, rows
from gui.inspect.map_words import (
    FEWEST,
    axis_words,
    gathered_words,
    image_words,
    lesson,
    not_computed_words,
    own_words,
    shown_words,
)
from gui.inspect.point_map import PointMap
from gui.look.sizes import sized
from gui.model.drawing import Drawing
from gui.model.my_digits import MyDigits
from gui.widgets.buttons import push_button
from gui.widgets.export import Plot, Table, Thing
from gui.widgets.labels import label, narrow_label
from gui.work.tasks import Tasks

MOST_OWN = 500  # drawings on a map, the newest
_NO_IMAGES = np.empty((0, 28, 28), np.uint8)


class MapPanel(LazyPanel):
    chosen = Signal(int)
    """The evidence for an image of the set is asked for."""

    def __init__(self, drawing: Drawing, mine: MyDigits, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("mapPanel", parent)
        self._drawing, self._mine = drawing, mine
        self._digits: Digits | None = None
        self._evaluation: Evaluation | None = None
        self._network: FeedForward | None = None
        self._names: Sequence[str] = DIGIT_NAMES
        self._training: object = None
        self._is_own = False  # whether the set is what the person has drawn
        self._which: tuple[object, ...] = ()  # of which digits, how many, are the images below
        self._indices, self._images = NOTHING, _NO_IMAGES
        self._own, self._own_labels = _NO_IMAGES, NOTHING
        self._gathered = NOTHING
        self._marks: MapMarks | None = None
        self._looks: tuple[object, ...] = ()
        self.maker = MapMaker(tasks, self)
        self.maps: list[PointMap] = []
        self._layers: list[int] = []  # one for each of the maps
        self._make_parts()
        self._lay_out()
        self._connect()

    # Parts

    def _make_parts(self) -> None:
        self.choices, self.tsne = MapChoices(self), TsneStrip()
        self.gathering = checked_button(
            _("Gather"), "gatherButton",
            _("Drag a rectangle: its images are shown beside the map (or hold Shift while dragging; the space bar "
              "gathers what is in sight)"), self._on_gathering,
        )  # fmt: skip
        self.whole = push_button(
            _("Show all"), "wholeMapButton",
            _("Bring all points into sight (Home). The wheel, + and − zoom, dragging moves, the arrow keys go from "
              "point to point, Return shows the evidence"), self._on_whole,
        )  # fmt: skip
        self.drawing_here = checked_button(
            _("Draw"), "mapDrawButton", _("Draw something, and see on the map where it lies, line by line"),
            self._on_drawing_here,
        )  # fmt: skip
        self.new_axes = push_button(
            _("New axes"), "newAxesButton",
            _("While a network trains, the axes stay so that the points can be followed: take those of the network "
              "as it is now"), self.maker.make_axes_anew,
        )  # fmt: skip
        self.new_axes.hide()
        self.lesson = narrow_label("muted", objectName="mapLesson")
        self.words = narrow_label("plotTitle", objectName="mapWords")
        self.picture = QWidget(objectName="mapPicture")
        self._grid = QGridLayout()
        self.legend = ClassLegend()
        self.legend.setToolTip(
            _("Click a class to look at it alone, and others to see them, too; click again to let it go")
        )
        self.side = MapSide(self._drawing)
        self.error = label("error", objectName="mapError", wordWrap=True)
        self.error.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        sized(top.setSpacing, 6)
        for box in (self.choices.method, self.choices.layer, self.choices.points, self.choices.count):
            top.addWidget(box)
        top.addStretch(1)
        for button in (self.new_axes, self.gathering, self.whole, self.drawing_here):
            top.addWidget(button)
        self._grid.setContentsMargins(0, 0, 0, 0)
        sized(self._grid.setSpacing, 6)
        picture = QVBoxLayout(self.picture)
        picture.setContentsMargins(0, 0, 0, 0)
        sized(picture.setSpacing, 4)
        picture.addLayout(self._grid, 1)
        picture.addWidget(self.legend)
        body = QHBoxLayout()
        sized(body.setSpacing, 10)
        body.addWidget(self.picture, 1)
        body.addWidget(self.side)
        layout = QVBoxLayout(self)
        sized(layout.setSpacing, 5)
        layout.addLayout(top)
        layout.addWidget(self.tsne)
        layout.addWidget(self.lesson)
        layout.addWidget(self.words)
        layout.addWidget(self.error)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        self.choices.changed.connect(self._on_chosen)
        self.choices.looks_changed.connect(self._show_looks)
        self.legend.chosen.connect(self._show_looks)
        self.tsne.compute_wanted.connect(self._on_compute)
        self.tsne.cancel_wanted.connect(self.maker.cancel)
        self.tsne.changed.connect(self._show_progress)
        self.maker.made.connect(self._on_made)
        self.maker.failed.connect(self._on_failed)
        self.maker.progressed.connect(self._show_progress)
        self.side.chosen.connect(self.chosen)
        self.side.closed.connect(self._on_let_go)
        self._drawing.image_changed.connect(self._show_drawing)
        self._mine.changed.connect(self._show_anew)

    # What is shown

    def show_inspection(self, found: Inspection | None, names: Sequence[str], training: object, digits: Digits | None):
        """``training``: tells of a network that is learning in which training. ``digits``: those in hand, of which the
        pixels are mapped where there is no network."""
        self._evaluation = None if found is None else found.evaluation
        self._digits = digits if found is None else found.evaluation.digits
        network = None if found is None else found.network
        self._network = network if isinstance(network, FeedForward) else None
        self._is_own = found is not None and found.images == MINE
        self._names = names if found is not None or digits is None else digits.names
        self._training = training
        self._show_anew()

    def _show(self) -> None:
        digits = self._digits
        self.legend.set_names(self._names)
        self.side.set_names(self._names)
        if digits is None or len(digits) < FEWEST:
            self._show_nothing()
            return
        self.choices.set_total(len(digits))
        self._take_images(digits)
        self._take_own()
        subject = Subject(self._network, self._images, self._own, self._training)
        self.choices.set_layers(subject.layers())
        self._make_maps()
        self._show_looks()
        self.maker.set_subject(subject, self._layers)
        for place in range(len(self.maps)):
            self._show_map(place)
        self._show_state()

    def _show_nothing(self) -> None:
        self._which, self._indices, self._images, self._marks = (), NOTHING, _NO_IMAGES, None
        self.maker.set_subject(None, [])
        self._make_maps()
        for one in self.maps:
            one.set_marks(None)
            one.set_places(np.empty((0, 2)))
            one.set_empty_text(_("A map needs at least two images: choose other images above."))
        self._on_let_go()
        self._show_state()

    def _take_images(self, digits: Digits) -> None:
        count = self.choices.count.currentData()
        if len(self._which) and self._which[0] is digits.images and self._which[1] == count:
            return
        self._which = digits.images, count
        self._indices = sampled(len(digits), count)
        self._images = digits.images if len(self._indices) == len(digits) else digits.images[self._indices]
        self._on_let_go()

    def _take_own(self) -> None:
        mine = None if self._is_own else self._mine.digits(tuple(self._names))
        images = _NO_IMAGES if mine is None else mine.images[-MOST_OWN:]
        if len(images) != len(self._own) or not np.array_equal(images, self._own):
            self._own = images
        self._own_labels = NOTHING if mine is None else mine.labels[-MOST_OWN:]

    def _make_maps(self) -> None:
        """As many as there are layers to be seen, in rows."""
        layers = self.choices.wanted_layers()
        if layers == self._layers and self.maps:
            return
        for one in self.maps:
            self._grid.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._layers, several = layers, len(layers) > 1
        self.maps = [self._new_map(place, several) for place in range(len(layers))]
        columns = len(layers) if len(layers) < 4 else -(-len(layers) // 2) if len(layers) < 11 else 5
        for place, one in enumerate(self.maps):
            self._grid.addWidget(one, place // columns, place % columns)

    def _new_map(self, place: int, several: bool) -> PointMap:
        made = PointMap(f"map{self._layers[place]}" if several else "map", several)
        made.setAccessibleName(_("Map: {layer}").format(layer=self.choices.layer_words(self._layers[place]))
                               if self._images.size else _("Map"))  # fmt: skip
        made.set_bubbles(self._bubble_of)
        made.set_gathering(self.gathering.isChecked())
        made.pointed.connect(self._on_pointed)
        made.clicked.connect(self._on_clicked)
        made.gathered.connect(self._on_gathered)
        return made

    def _show_looks(self) -> None:
        """What the points look like."""
        kind, bright = self.choices.points.currentData(), self.legend.bright()
        own = self._own if self.choices.method.currentData() == PCA else _NO_IMAGES  # t-SNE has no place for them
        looks = (self._images, own, self._evaluation, kind, bright, tuple(self._names))
        self.legend.set_kind(kind)
        self.legend.set_errors(bool(len(self._images)) and bool(self._wrong().any()))
        if self._digits is None or not len(self._images) or _same(looks, self._looks):
            return
        self._looks = looks
        labels = np.concatenate([self._labels(), self._own_labels[: len(own)]])
        rings = np.concatenate([self._wrong(), np.zeros(len(own), bool)])
        images = np.concatenate([self._images, own]) if len(own) else self._images
        self._marks = MapMarks(images, labels, rings, len(own), self._names, kind, bright)
        for place, one in enumerate(self.maps):
            if self._fits(self._made_of(place)):
                one.set_marks(self._marks)

    def _labels(self) -> np.ndarray:
        return self._digits.labels[self._indices]

    def _wrong(self) -> np.ndarray:
        if self._evaluation is None:
            return np.zeros(len(self._indices), bool)
        return ~self._evaluation.right[self._indices]

    def _made_of(self, place: int) -> Made | None:
        return self.maker.map_of(self.choices.method.currentData(), self._layers[place])

    def _fits(self, made: Made | None) -> bool:
        """Whether each point has its place: not while one is on its way for what was just drawn."""
        return made is not None and self._marks is not None and len(made.own) == self._marks.own

    def _show_map(self, place: int) -> None:
        one, made = self.maps[place], self._made_of(place)
        words = self.choices.layer_words(self._layers[place])
        if made is None:
            one.set_marks(None)
            one.set_places(np.empty((0, 2)))
            one.set_words(words)
            one.set_drawing(None)
            one.set_empty_text(self._why_empty())
        elif self._fits(made):
            one.set_marks(self._marks)
            one.set_places(np.concatenate([made.map.places, made.own]), glide=True)
            one.set_words(words, *axis_words(made, len(self.maps) > 1))
            self._place_drawing(place)

    def _why_empty(self) -> str:
        if self.choices.method.currentData() == TSNE and not self.maker.computing:
            return not_computed_words(len(self._images))
        return _("Making the map…")

    def _place_drawing(self, place: int) -> None:
        made, image = self._made_of(place), self._drawing.image
        where = None
        if made is not None and made.map.axes is not None and image is not None:
            try:
                where = made.map.place(made.of.network, image[None])[0]
            except UserError:
                where = None  # the map itself says why
        self.maps[place].set_drawing(where)

    def _show_drawing(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        for place in range(len(self.maps)):
            self._place_drawing(place)
        self.side.show_drawing(self._network, self._drawing.image, self._names)

    def _show_state(self) -> None:
        """The sentences, and what can be done."""
        method, several = self.choices.method.currentData(), len(self.maps) > 1
        self.lesson.setText(lesson(method, several, self._names))
        self.lesson.setToolTip(self.lesson.text())
        total = 0 if self._digits is None else len(self._digits)
        own = len(self._own) if method == PCA else 0
        self.words.setText(
            shown_words(len(self._images), total, int(self._wrong().sum()), own) if len(self._images) else ""
        )
        kept = [made for made in map(self._made_of, range(len(self.maps))) if made is not None and not made.map.own]
        self.new_axes.setVisible(method == PCA and bool(kept))
        for widget in (self.whole, self.drawing_here, self.choices.count):
            widget.setEnabled(bool(len(self._images)))
        self.gathering.setEnabled(bool(len(self._images)) and self._evaluation is not None)
        self.side.show_drawing(self._network, self._drawing.image, self._names)
        self._show_progress()

    def _show_progress(self) -> None:
        maker = self.maker
        self.tsne.setVisible(self.choices.method.currentData() == TSNE)
        self.tsne.show_state(
            maker.computing, maker.share() if maker.computing else 0.0, maker.seconds_left(),
            maker.estimate(self.tsne.perplexity.value()),
        )  # fmt: skip
        if not self.error.isVisible():
            for place, one in enumerate(self.maps):
                if self._made_of(place) is None and len(self._images):
                    one.set_empty_text(self._why_empty())

    # What happens

    def _on_made(self, method: str, layer: int) -> None:
        self.error.hide()
        if method == self.choices.method.currentData() and layer in self._layers:
            self._show_map(self._layers.index(layer))
            self._show_state()

    def _on_failed(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.show()
        for one in self.maps:
            one.set_empty_text(sentence)

    def _on_chosen(self) -> None:
        self.error.hide()
        self._show_anew()

    def _on_compute(self) -> None:
        self.error.hide()
        self.maker.compute(self.tsne.perplexity.value())

    def _on_gathering(self, gathering: bool) -> None:
        for one in self.maps:
            one.set_gathering(gathering)

    def _on_whole(self) -> None:
        for one in self.maps:
            one.show_all()

    def _on_drawing_here(self, wanted: bool) -> None:
        self.side.show_canvas(wanted)
        if wanted:
            self.side.canvas.setFocus()

    def _on_pointed(self, index: int) -> None:
        for one in self.maps:
            if one is not self.sender():
                one.mark(index)

    def _on_clicked(self, index: int) -> None:
        if self._evaluation is not None and index < len(self._indices):
            self.chosen.emit(int(self._indices[index]))

    def _on_gathered(self, points: np.ndarray) -> None:
        points = points[points < len(self._indices)]
        if self._evaluation is None or not len(points):
            return
        labels, wrong = self._labels()[points], self._wrong()[points]
        self._gathered = self._indices[points]
        self.side.words.setText(gathered_words(labels, wrong, self._names))
        self.side.list.show_list(self._evaluation, self._gathered)
        self.side.show_gathered(True)

    def _on_let_go(self) -> None:
        self._gathered = NOTHING
        self.side.list.show_list(None, NOTHING)
        self.side.show_gathered(False)

    def _bubble_of(self, index: int) -> Bubble | None:
        if index < len(self._indices):
            place = int(self._indices[index])
            words = image_words(self._evaluation, self._digits.labels, place, self._names)
            return Bubble(self._images[index], words)
        own = index - len(self._indices)
        if own >= len(self._own):
            return None
        return Bubble(self._own[own], own_words(int(self._own_labels[own]), self._names))

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        for one in self.maps:
            one.mark(-1)

    # Taking away

    def things(self) -> list[Thing]:
        """What can be taken away."""
        made = [one for one in map(self._made_of, range(len(self.maps))) if one is not None]
        if not made:
            return []
        digits, evaluation, indices, names = self._digits, self._evaluation, self._indices, self._names
        table = Table(_("Map: table"), HEADERS, lambda: rows(made, digits, evaluation, indices, names))
        plots: list[Thing] = [Plot(_("Map"), self.picture), table]
        if len(self._gathered):
            plots.append(self.side.list.take_away(_("Gathered images")))
        return plots


def _same(first: tuple[object, ...], second: tuple[object, ...]) -> bool:
    if len(first) != len(second):
        return False
    return all(a is b or (not isinstance(a, np.ndarray) and a == b) for a, b in zip(first, second, strict=True))
