"""The Map tab: each image of the set a point, by what the pixels or a layer say of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.inspection.image_sets import MINE, Inspection
from engine.networks.network import FeedForward
from engine.words import _
from gui.inspect.class_legend import ClassLegend
from gui.inspect.glide import NO_PLACES
from gui.inspect.image_list import NOTHING
from gui.inspect.lazy_panel import LazyPanel
from gui.inspect.map_choices import MapChoices, TsneStrip, map_buttons
from gui.inspect.map_grid import MapGrid
from gui.inspect.map_maker import PCA, TSNE, Made, MapMaker, Subject
from gui.inspect.map_marks import MapMarks
from gui.inspect.map_side import MapSide
from gui.inspect.map_table import HEADERS, rows
from gui.inspect.map_words import FEWEST, axis_words, gathered_words, lesson, not_computed_words, shown_words
from gui.inspect.mapped import NO_IMAGES, Mapped
from gui.look.sizes import sized
from gui.model.drawing import Drawing
from gui.model.my_digits import MyDigits
from gui.widgets.explain import RowExplain
from gui.widgets.export import Plot, Table, Thing
from gui.widgets.labels import label, narrow_label
from gui.widgets.present_button import PresentButton
from gui.work.tasks import Tasks


class MapPanel(LazyPanel):
    chosen = Signal(int)
    """The evidence for an image of the set is asked for."""

    def __init__(self, drawing: Drawing, mine: MyDigits, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("mapPanel", parent)
        self._drawing, self._mine = drawing, mine
        self._network: FeedForward | None = None
        self._training: object = None
        self._is_own = False  # whether the set is what the person has drawn
        self._marks: MapMarks | None = None
        self._looks: tuple[object, ...] = ()
        self._gathered = NOTHING
        self.mapped = Mapped()
        self.maker = MapMaker(tasks, self)
        self._make_parts()
        self._lay_out()
        self._connect()

    # Parts

    def _make_parts(self) -> None:
        self.choices, self.tsne = MapChoices(self), TsneStrip()
        self.new_axes, self.gathering, self.whole, self.drawing_here = map_buttons()
        self.lesson = narrow_label("muted", objectName="mapLesson")
        self.words = narrow_label("plotTitle", objectName="mapWords")
        self.picture = QWidget(objectName="mapPicture")
        self.grid = MapGrid(self.mapped.bubble)
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
        boxes = self.choices.method, self.choices.layer, self.choices.points, self.choices.count
        for widget in (*boxes, RowExplain(*boxes)):
            top.addWidget(widget)
        top.addStretch(1)
        for button in (self.new_axes, self.gathering, self.whole, self.drawing_here):
            top.addWidget(button)
        picture = QVBoxLayout(self.picture)
        picture.setContentsMargins(0, 0, 0, 0)
        sized(picture.setSpacing, 4)
        picture.addWidget(self.grid, 1)
        picture.addWidget(self.legend)
        body = QHBoxLayout()
        sized(body.setSpacing, 10)
        body.addWidget(self.picture, 1)
        body.addWidget(self.side)
        PresentButton(_("Map"), [self.words, self.picture], self.words)
        layout = QVBoxLayout(self)
        sized(layout.setSpacing, 5)
        layout.addLayout(top)
        for widget in (self.tsne, self.lesson, self.words, self.error):
            layout.addWidget(widget)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        self.choices.changed.connect(self._on_chosen)
        self.choices.looks_changed.connect(self._show_looks)
        self.legend.chosen.connect(self._show_looks)
        self.new_axes.clicked.connect(self.maker.make_axes_anew)
        self.gathering.toggled.connect(self.grid.set_gathering)
        self.whole.clicked.connect(self.grid.show_all)
        self.drawing_here.toggled.connect(self._on_drawing_here)
        self.tsne.compute_wanted.connect(self._on_compute)
        self.tsne.cancel_wanted.connect(self.maker.cancel)
        self.tsne.changed.connect(self._show_progress)
        self.maker.made.connect(self._on_made)
        self.maker.failed.connect(self._on_failed)
        self.maker.progressed.connect(self._show_progress)
        self.grid.clicked.connect(self._on_clicked)
        self.grid.gathered.connect(self._on_gathered)
        self.side.chosen.connect(self.chosen)
        self.side.closed.connect(self._on_let_go)
        self._drawing.image_changed.connect(self._show_drawing)
        self._mine.changed.connect(self._show_anew)

    # What is shown

    def show_inspection(
        self, found: Inspection | None, names: Sequence[str], training: object = None, digits: Digits | None = None
    ) -> None:
        """``names``: of the classes. ``training``: tells of a network that is learning in which training. ``digits``:
        those in hand, whose pixels are mapped where there is no network."""
        mapped = self.mapped
        mapped.evaluation = None if found is None else found.evaluation
        mapped.digits = digits if found is None else found.evaluation.digits
        mapped.names = digits.names if found is None and digits is not None else names
        network = None if found is None else found.network
        self._network = network if isinstance(network, FeedForward) else None  # another classifier has no layers
        self._is_own = found is not None and found.images == MINE
        self._training = training
        self._show_anew()

    def _show(self) -> None:
        mapped = self.mapped
        self.legend.set_names(mapped.names)
        self.side.set_names(mapped.names)
        enough = mapped.digits is not None and len(mapped.digits) >= FEWEST
        if enough:
            self.choices.set_total(len(mapped.digits))
            if mapped.take(self.choices.count.currentData()):
                self._on_let_go()
        else:
            mapped.take_none()
            self._on_let_go()
        mapped.take_own(None if self._is_own else self._mine.digits(tuple(mapped.names)))
        subject = Subject(self._network, mapped.images, mapped.own, self._training)
        self.choices.set_layers(subject.layers())
        layers = self.choices.wanted_layers()
        self.grid.set_layers(layers, [self.choices.layer_words(layer) for layer in layers])
        self._show_looks()
        self.maker.set_subject(subject if enough else None, layers)
        for place in range(len(layers)):
            self._show_map(place)
        self._show_state()

    @property
    def method(self) -> str:
        return self.choices.method.currentData()

    def made_of(self, place: int) -> Made | None:
        """What one of the maps in sight shows."""
        return self.maker.map_of(self.method, self.grid.layers[place])

    def all_made(self) -> list[Made]:
        return [made for made in map(self.made_of, range(len(self.grid.maps))) if made is not None]

    def _show_looks(self) -> None:
        """What the points look like."""
        mapped, kind, bright = self.mapped, self.choices.points.currentData(), self.legend.bright()
        own = mapped.own if self.method == PCA else NO_IMAGES  # t-SNE has no place for them
        wrong = mapped.wrong
        self.legend.set_kind(kind)
        self.legend.set_errors(bool(wrong.any()))
        looks = (mapped.images, own, mapped.evaluation, kind, self.legend.bright(), tuple(mapped.names))
        if not len(mapped) or _same(looks, self._looks):
            return
        self._looks, bright = looks, self.legend.bright()
        labels = np.concatenate([mapped.labels, mapped.own_labels[: len(own)]])
        rings = np.concatenate([wrong, np.zeros(len(own), bool)])
        images = np.concatenate([mapped.images, own]) if len(own) else mapped.images
        self._marks = MapMarks(images, labels, rings, len(own), mapped.names, kind, bright)
        for place, one in enumerate(self.grid.maps):
            if self._fits(self.made_of(place)):
                one.set_marks(self._marks)

    def _fits(self, made: Made | None) -> bool:
        """Whether each point has its place: not while one is on its way for what was just drawn."""
        return made is not None and self._marks is not None and len(made.own) == self._marks.own

    def _show_map(self, place: int) -> None:
        one, made, words = self.grid.maps[place], self.made_of(place), self.grid.words(place)
        if made is None:
            one.set_marks(None)
            one.set_places(NO_PLACES)
            one.set_words(words)
            one.set_drawing(None)
            one.set_empty_text(self._why_empty())
        elif self._fits(made):
            one.set_marks(self._marks)
            one.set_places(np.concatenate([made.map.places, made.own]), glide=True)
            one.set_words(words, *axis_words(made, len(self.grid.maps) > 1))
            self._place_drawing(place)

    def _why_empty(self) -> str:
        if not len(self.mapped):
            return _("A map needs at least two images: choose other images above.")
        if not self.error.isHidden():
            return self.error.text()
        if self.method == TSNE and not self.maker.computing:
            return not_computed_words(len(self.mapped))
        return _("Making the map…")

    def _place_drawing(self, place: int) -> None:
        made, image, where = self.made_of(place), self._drawing.image, None
        if made is not None and made.map.axes is not None and image is not None:
            try:
                where = made.map.place(made.of.network, image[None])[0]
            except UserError:
                where = None  # the map itself says why
        self.grid.maps[place].set_drawing(where)

    def _show_drawing(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        for place in range(len(self.grid.maps)):
            self._place_drawing(place)
        self.side.show_drawing(self._network, self._drawing.image, self.mapped.names)

    def _show_state(self) -> None:
        """The sentences, and what can be done."""
        mapped, some = self.mapped, bool(len(self.mapped))
        self.lesson.setText(lesson(self.method, len(self.grid.maps) > 1, mapped.names))
        self.lesson.setToolTip(self.lesson.text())
        own = len(mapped.own) if self.method == PCA else 0
        words = shown_words(len(mapped), len(mapped.digits), int(mapped.wrong.sum()), own) if some else ""
        self.words.setText(words)
        self.new_axes.setVisible(any(not made.map.own for made in self.all_made()))
        for widget in (self.whole, self.drawing_here, self.choices.count):
            widget.setEnabled(some)
        self.gathering.setEnabled(some and mapped.evaluation is not None)
        self.side.show_drawing(self._network, self._drawing.image, mapped.names)
        self._show_progress()

    def _show_progress(self) -> None:
        maker, perplexity = self.maker, self.tsne.perplexity.value()
        self.tsne.setVisible(self.method == TSNE)
        share = maker.share() if maker.computing else 0.0
        self.tsne.show_state(maker.computing, share, maker.seconds_left(), maker.estimate(perplexity))
        for place, one in enumerate(self.grid.maps):
            if self.made_of(place) is None:
                one.set_empty_text(self._why_empty())

    # What happens

    def _on_made(self, method: str, layer: int) -> None:
        self.error.hide()
        if method == self.method and layer in self.grid.layers:
            self._show_map(self.grid.layers.index(layer))
            self._show_state()

    def _on_failed(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.show()
        for place in range(len(self.grid.maps)):
            self._show_map(place)

    def _on_chosen(self) -> None:
        self.error.hide()
        self._show_anew()

    def _on_compute(self) -> None:
        self.error.hide()
        self.maker.compute(self.tsne.perplexity.value())

    def _on_drawing_here(self, wanted: bool) -> None:
        self.side.show_canvas(wanted)
        if wanted:
            self.side.canvas.setFocus()
            self._show_drawing()

    def _on_clicked(self, point: int) -> None:
        if self.mapped.evaluation is not None and point < len(self.mapped):
            self.chosen.emit(int(self.mapped.indices[point]))

    def _on_gathered(self, points: np.ndarray) -> None:
        mapped = self.mapped
        points = points[points < len(mapped)]
        if mapped.evaluation is not None and len(points):
            self._gathered = mapped.indices[points]
            self.side.show_gathered(
                mapped.evaluation,
                self._gathered,
                gathered_words(mapped.labels[points], mapped.wrong[points], mapped.names),
            )

    def _on_let_go(self) -> None:
        self._gathered = NOTHING
        self.side.show_gathered(None, NOTHING, "")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.grid.point_at_nothing()

    def things(self) -> list[Thing]:
        """What can be taken away."""
        made, mapped = self.all_made(), self.mapped
        if not made:
            return []
        digits, evaluation, indices, names = mapped.digits, mapped.evaluation, mapped.indices, mapped.names
        table = Table(_("Map: table"), HEADERS, lambda: rows(made, digits, evaluation, indices, names))
        things: list[Thing] = [Plot(_("Map"), self.picture), table]
        if len(self._gathered):
            things.append(self.side.list.take_away(_("Gathered images")))
        return things


def _same(first: tuple[object, ...], second: tuple[object, ...]) -> bool:
    if len(first) != len(second):
        return False
    return all(a is b or (not isinstance(a, np.ndarray) and a == b) for a, b in zip(first, second, strict=True))
