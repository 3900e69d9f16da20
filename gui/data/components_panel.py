"""The principal components of the pixels: as pictures, what they explain as a curve, an image rebuilt from a few."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.inspection.layer_maps import sampled
from engine.inspection.maps import Components, components
from engine.numbers import number, whole
from engine.words import _, ngettext
from gui.look import theme
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.explain import RowExplain
from gui.widgets.labels import label, narrow_label
from gui.widgets.network_view import NetworkView
from gui.widgets.number_box import NumberBox
from gui.widgets.present_button import PresentButton
from gui.widgets.signed_grid import SignedGrid
from gui.widgets.still_plot import StillPlot
from gui.widgets.titled_plot import TitledPlot

MOST = 20_000  # images of which they are found: of more, that many at random
USUAL = 50  # components to begin with
MUCH = 0.95  # of the variance
SCALED_BY = 24  # the first components, whose largest entry is the end of the colour scale
STOPS = (*range(21), 25, 30, 35, 40, 50, 60, 75, 100, 125, 150, 200, 250, 300, 400, 500, 784)
"""Of the slider: close where each component matters."""


@dataclass(frozen=True, eq=False)
class Found:
    """The components of ``digits``, or of so many of them."""

    digits: Digits
    count: int
    components: Components


def find_components(digits: Digits) -> Found:
    """In a thread. Raises UserError for fewer than two images."""
    places = sampled(len(digits), MOST)
    made = components(digits.images if len(places) == len(digits) else digits.images[places])
    _figures = made.explained, made.images  # made here, and kept
    return Found(digits, len(places), made)


class ComponentsPanel(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits: Digits | None = None  # whose components are shown, or on their way
        self._found: Found | None = None
        self._image, self._seed = 0, 0
        self._make_grid()
        self._make_curve()
        self._make_rebuilding()
        self._lay_out()
        self._show_image()

    # Parts

    def _make_grid(self) -> None:
        self.lesson = label("muted", objectName="componentsLesson", wordWrap=True)
        self.grid = SignedGrid(2, 9)
        self.grid.setObjectName("componentsGrid")
        self.grid.setAccessibleName(_("Principal components"))
        self.grid.set_tips(self._tip_of)
        self.grid.clicked.connect(self._on_component_clicked)

    def _make_curve(self) -> None:
        plot = StillPlot(_("components"), _("variance (%)"))
        sized(plot.setMinimumHeight, 125)
        plot.setObjectName("explainedPlot")
        plot.setYRange(0, 100)
        self.curve = _Explained(plot)
        self.curve.setObjectName("explainedCurve")

    def _make_rebuilding(self) -> None:
        self.original, self.rebuilt = NetworkView(), NetworkView()
        for view, name, words in (
            (self.original, "originalView", _("The original image")),
            (self.rebuilt, "rebuiltView", _("The image rebuilt from components")),
        ):
            view.setObjectName(name)
            view.setAccessibleName(words)
            view.set_empty_text("")
            sized(view.setMinimumSize, 90, 90)
        self.slider = QSlider(Qt.Orientation.Horizontal, objectName="componentsSlider", maximum=len(STOPS) - 1)
        self.slider.setToolTip(_("From how many components the image is rebuilt; the arrow keys go on by one"))
        sized(self.slider.setMinimumWidth, 60)
        self.slider.setAccessibleName(_("Components that the image is rebuilt from"))
        self.field = NumberBox(objectName="componentsField", keyboardTracking=False, maximum=STOPS[-1], value=USUAL)
        self.field.setToolTip(self.slider.toolTip())
        self.field.setAccessibleName(_("Components that the image is rebuilt from"))
        self.slider.setValue(STOPS.index(USUAL))
        self.slider.valueChanged.connect(self._on_slid)
        self.field.valueChanged.connect(self._on_count_changed)
        self.words = label("plotTitle", objectName="rebuiltWords", wordWrap=True)
        self.another = push_button(
            _("Another image"),
            "anotherRebuiltButton",
            _("Rebuild another image of the set, at random"),
            self._on_another,
        )

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        title = narrow_label("plotTitle")
        title.shorter = (_("Blue adds ink"),)
        title.setText(_("Blue adds ink, orange takes it away"))
        PresentButton(_("Principal components"), [self.grid], title)
        self.curve.add_to_header(PresentButton(_("What the first components explain"), [self.curve]))
        left.addWidget(title)
        left.addWidget(self.grid, 1)
        pictures = QHBoxLayout()
        for view, words in ((self.original, _("Original")), (self.rebuilt, _("Rebuilt"))):
            column = QVBoxLayout()
            head = narrow_label("plotTitle", words)
            if view is self.rebuilt:
                PresentButton(_("The original, and rebuilt"), [(self.original, self.rebuilt), self.words], head)
            column.addWidget(head)
            column.addWidget(view, 1)
            pictures.addLayout(column, 1)
        chosen = QHBoxLayout()
        named = QLabel(_("From"))
        named.setBuddy(self.field)
        chosen.addWidget(named)
        chosen.addWidget(self.field)
        chosen.addWidget(self.slider, 1)
        chosen.addWidget(RowExplain(self.field, self.slider))
        chosen.addWidget(self.another)
        right = QVBoxLayout()
        right.addLayout(pictures, 3)
        right.addLayout(chosen)
        right.addWidget(self.words)
        right.addWidget(self.curve, 2)
        body = QHBoxLayout()
        sized(body.setSpacing, 14)
        body.addLayout(left, 4)
        body.addLayout(right, 5)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 0, 6, 0, 0)
        layout.addWidget(self.lesson)
        layout.addLayout(body, 1)

    # What is shown

    def wants(self, digits: Digits | None) -> bool:
        """Whether the components of these are neither here nor on their way."""
        return digits is not None and digits is not self._digits

    def wait(self, digits: Digits) -> None:
        """The components of these are on their way."""
        self._digits, self._found = digits, None
        self.lesson.setText(_("Finding the components…"))
        self._clear(_("Finding the components…"))

    def show_failure(self, error: UserError) -> None:
        self.lesson.setText(str(error))
        self._clear(str(error))

    def _clear(self, words: str) -> None:
        self.grid.set_empty_text(words)
        self.grid.show_values(np.empty((0, 28, 28)), 1.0)
        self.curve.show_shares(np.empty(0))
        self._show_image()

    def show_components(self, found: Found) -> None:
        self._found, made = found, found.components
        self.lesson.setText(lesson(found))
        most = len(made.images)
        self.field.setMaximum(most)
        self.slider.setMaximum(max(place for place, stop in enumerate(STOPS) if stop <= most))
        self.grid.show_values(made.images, float(np.abs(made.images[:SCALED_BY]).max(initial=0)), self._caption_of)
        self.curve.show_shares(made.explained)
        self._image = 0
        self._show_image()

    def _caption_of(self, place: int) -> str:
        share = number(100 * self._found.components.axes.explained[place], 1)
        return _("{place}: {percent} %").format(place=whole(place + 1), percent=share)

    def _tip_of(self, place: int) -> str:
        sentence = _("component {place}: {percent} % of the variance\nClick: rebuild the image from those up to it")
        share = number(100 * self._found.components.axes.explained[place], 2)
        return sentence.format(place=whole(place + 1), percent=share)

    def count(self) -> int:
        """From how many components the image is rebuilt."""
        return self.field.value()

    def _show_image(self) -> None:
        found, count = self._found, self.count()
        for widget in (self.slider, self.field, self.another):
            widget.setEnabled(found is not None)
        if found is None:
            self.original.set_image(None)
            self.rebuilt.set_image(None)
            self.words.setText("")
            return
        image = found.digits.images[self._image]
        self.original.set_image(image)
        self.rebuilt.set_image(found.components.rebuilt(image, count))
        share = float(found.components.explained[count])
        self.words.setText(rebuilt_words(count, len(found.components.images), share))
        self.curve.mark(count)

    # What the person does

    def _on_slid(self, stop: int) -> None:
        if _stop_of(self.count()) != stop:
            self.field.setValue(STOPS[stop])

    def _on_count_changed(self, count: int) -> None:
        self.slider.setValue(_stop_of(count))
        self._show_image()

    def _on_component_clicked(self, place: int) -> None:
        self.field.setValue(place + 1)

    def _on_another(self) -> None:
        self._seed += 1
        self._image = int(np.random.default_rng(self._seed).integers(len(self._found.digits)))
        self._show_image()


def _stop_of(count: int) -> int:
    """The last of the slider's stops that is not beyond it."""
    return int(np.searchsorted(STOPS, count, "right")) - 1


class _Explained(TitledPlot):
    """The share that the first k components explain together; a line at those that are used. The pointer reads it."""

    def __init__(self, plot: StillPlot, parent: QWidget | None = None) -> None:
        super().__init__(plot, _("What the first components explain together"), parent)
        self._shares = np.empty(0)
        self._line = plot.plot(pen=plot.pen(theme.TRAIN, 2))
        self._at = pg.InfiniteLine(angle=90)
        plot.addItem(self._at, ignoreBounds=True)
        self._paint()

    def show_shares(self, shares: np.ndarray) -> None:
        """``shares``: (k + 1,) 0..1, from none to all of them."""
        self._shares = shares
        self._line.setData(np.arange(len(shares)), 100 * shares)
        self._at.setVisible(bool(len(shares)))
        if len(shares):
            self.plot.setXRange(0, len(shares) - 1, padding=0.02)

    def mark(self, count: int) -> None:
        self._at.setPos(count)

    def _on_pointer_moved(self, point: QPointF | None) -> None:
        count = -1 if point is None else round(point.x())
        if not 0 <= count < len(self._shares):
            self._show_reading("")
            return
        self._show_reading(explained_words(count, float(self._shares[count])))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
        super().changeEvent(event)

    def _paint(self) -> None:
        self._at.setPen(self.plot.pen(self.palette().color(QPalette.ColorRole.Accent)))


def lesson(found: Found) -> str:
    """What the components mean, with this set's own numbers."""
    explained = found.components.explained
    enough = int(np.searchsorted(explained, MUCH))
    words = ngettext(
        "A component is a pattern by which the images differ: each image is the mean image and so much of each. "
        "{count} component holds {percent} % of all variance, although an image has 784 pixels.",
        "A component is a pattern by which the images differ: each image is the mean image and so much of each. "
        "{count} components hold {percent} % of all variance, although an image has 784 pixels.",
        enough,
    ).format(count=whole(enough), percent=number(100 * MUCH, 0))
    if found.count == len(found.digits):
        return words
    more = _("Found from {count} of the {total} images, chosen at random.")
    return f"{words} {more.format(count=whole(found.count), total=whole(len(found.digits)))}"


def rebuilt_words(count: int, most: int, share: float) -> str:
    """What an image is rebuilt from."""
    if count == 0:
        return _("From no component at all: the mean image, the same for every image.")
    if count == most:
        return _("From all {count} components: the image itself.").format(count=whole(count))
    sentence = ngettext(
        "From {count} component of {most}: {percent} % of the variance.",
        "From {count} components of {most}: {percent} % of the variance.",
        count,
    )
    return sentence.format(count=whole(count), most=whole(most), percent=number(100 * share, 1))


def explained_words(count: int, share: float) -> str:
    sentence = ngettext("{count} component: {percent} %", "{count} components: {percent} %", count)
    return sentence.format(count=whole(count), percent=number(100 * share, 1))
