"""The Weights tab: what the first layer's units look for, and how every layer's weights have moved from the start."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from engine.inspection.image_sets import Inspection
from engine.inspection.weights import condensed
from engine.numbers import whole
from engine.training.weight_course import WeightCourse
from engine.words import _, ngettext
from gui.inspect.lazy_panel import LazyPanel
from gui.inspect.lying_color_bar import ColorBar
from gui.inspect.no_layers import NoLayers
from gui.inspect.weight_grid import WeightGrid
from gui.look import theme
from gui.look.sizes import sized
from gui.widgets.explain import RowExplain
from gui.widgets.export import Plot, Table, Thing
from gui.widgets.labels import label, narrow_label
from gui.widgets.present_button import PresentButton
from gui.widgets.still_plot import StillPlot

STRONGEST = _(
    "The weights of each unit as a picture, all on one colour scale. First come the units with the largest weights, by "
    "the root of the sum of their squares: their norm."
)
NO_COURSE = _(
    "The course over the epochs is kept while a network trains here, until the next start. Train one, and come back."
)


class WeightsPanel(LazyPanel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("weightsPanel", parent)
        self._found: Inspection | None = None
        self._course: WeightCourse | None = None
        self.title = narrow_label("plotTitle", objectName="weightsTitle")
        self.grid = WeightGrid()
        self.grid.setObjectName("weightGrid")
        self.bar = ColorBar()
        self.layer = QComboBox(objectName="weightLayerField")
        self.layer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.layer.setMinimumContentsLength(14)
        self.layer.setToolTip(_("Whose weights are counted"))
        self.layer.setAccessibleName(_("Layer"))
        self.view = QComboBox(objectName="weightViewField")
        self.view.addItems([_("at the start and now"), _("over the epochs")])
        self.view.setToolTip(_("Two histograms, or one for each epoch"))
        self.view.setAccessibleName(_("View"))
        for field in (self.layer, self.view):
            field.activated.connect(self._show_histograms)
        self._make_plots()
        self._lay_out()
        self.no_layers = NoLayers(self)

    def _make_plots(self) -> None:
        self.plot = StillPlot(_("weight"), _("share of the weights (%)"))
        self.plot.setObjectName("weightPlot")
        fill = pg.mkColor(theme.TRAIN)
        fill.setAlpha(90)
        self._now = self.plot.plot(
            [0, 1], [0], stepMode="center", fillLevel=0, brush=fill, pen=self.plot.pen(theme.TRAIN, 2)
        )
        self._start = self.plot.plot(
            [0, 1], [0], stepMode="center", pen=self.plot.pen(theme.WINNER, 2, Qt.PenStyle.DashLine)
        )
        self.course = StillPlot(_("epoch"), _("weight"))
        self.course.setObjectName("weightCoursePlot")
        self._image = pg.ImageItem(axisOrder="row-major", colorMap=pg.colormap.get("viridis"))
        self.course.addItem(self._image)
        self._no_course = label("muted", NO_COURSE, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.words = QLabel(wordWrap=True, objectName="weightWords", textFormat=Qt.TextFormat.RichText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        sized(self.words.setMinimumHeight, lines=3)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget(objectName="weightPages")
        for page in (self.plot, self.course, self._no_course):
            self._pages.addWidget(page)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.bar)
        head.addWidget(PresentButton(_("Weights of the first layer"), [self.grid]))
        left = QVBoxLayout()
        left.addLayout(head)
        left.addWidget(self.grid, 1)
        fields = QHBoxLayout()
        fields.addWidget(self.layer)
        fields.addWidget(self.view)
        fields.addWidget(RowExplain(self.layer, self.view))
        fields.addStretch(1)
        fields.addWidget(PresentButton(_("How the weights have moved"), [self._pages, self.words]))
        right = QVBoxLayout()
        right.addLayout(fields)
        right.addWidget(self._pages, 1)
        right.addWidget(self.words)
        layout = QHBoxLayout(self)
        sized(layout.setSpacing, 18)
        layout.addLayout(left, 6)
        layout.addLayout(right, 5)

    # What is shown

    def show_network(self, found: Inspection | None, course: WeightCourse | None) -> None:
        """``course``: the weights over the epochs of the training, if it was recorded."""
        self._found, self._course = found, course
        self._show_anew()

    def _show(self) -> None:
        found = self._found
        self.grid.show_layer(None if found is None else found.first_layer)
        self.bar.show_scale(None if found is None else self.grid.colors())
        count = 0 if found is None else len(found.first_layer.units)
        title = ngettext("First layer: {count} unit", "First layer: {count} units, strongest first", count)
        short = ngettext("{count} unit", "{count} units, strongest first", count)
        self.title.shorter = (short.format(count=whole(count)),)
        self.title.setText(title.format(count=whole(count)) if found else "")
        self.title.setToolTip(STRONGEST)
        self._name_layers([] if found is None else [*found.network.spec.sizes])
        self._show_histograms()

    def _name_layers(self, sizes: list[int]) -> None:
        name = _("layer {layer}: {inputs} → {units}")
        names = [name.format(layer=k, inputs=a, units=b) for k, (a, b) in enumerate(pairwise(sizes), 1)]
        if names != [self.layer.itemText(index) for index in range(self.layer.count())]:
            self.layer.clear()
            self.layer.addItems(names)

    def _show_histograms(self) -> None:
        found, layer = self._found, self.layer.currentIndex()
        over = self.view.currentIndex() == 1
        if found is None or layer < 0:
            self.words.setText("")
            self._pages.setCurrentWidget(self.plot)
            return
        if over and self._has_course():
            self._show_course(layer)
        elif over:
            self._pages.setCurrentWidget(self._no_course)
            self.words.setText("")
        else:
            self._show_two(layer)

    def _has_course(self) -> bool:
        return self._course is not None and len(self._course.layer(0)[0]) > 1

    def _show_two(self, layer: int) -> None:
        borders, shares = self._two(layer)
        self._start.setData(borders, shares[0])
        self._now.setData(borders, shares[1])
        self.plot.setXRange(borders[0], borders[-1], padding=0.02)
        self.plot.setYRange(0, shares.max(), padding=0.05)
        self._pages.setCurrentWidget(self.plot)
        self.words.setText(_start_and_now(self._found.seed))

    def _two(self, layer: int) -> tuple[np.ndarray, np.ndarray]:
        found = self._found
        return condensed(found.network.spec, layer, np.array([found.start[layer], found.now[layer]]))

    def _show_course(self, layer: int) -> None:
        epochs, borders, shares = self._over_epochs(layer)
        stride = epochs[1] - epochs[0]
        self._image.setImage(np.sqrt(shares.T), levels=(0, float(np.sqrt(shares).max())))
        self._image.setRect(epochs[0] - stride / 2, borders[0], stride * len(epochs), borders[-1] - borders[0])
        self.course.setXRange(epochs[0] - stride / 2, epochs[-1] + stride / 2, padding=0)
        self.course.setYRange(borders[0], borders[-1], padding=0)
        self._pages.setCurrentWidget(self.course)
        self.words.setText(_("A column for each epoch: the brighter, the more of the layer's weights have that value."))

    def _over_epochs(self, layer: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        epochs, counts = self._course.layer(layer)
        return epochs, *condensed(self._found.network.spec, layer, counts)

    def things(self) -> list[Thing]:
        """What can be taken away."""
        found, layer = self._found, self.layer.currentIndex()
        if found is None or layer < 0:
            return []
        borders, shares = self._two(layer)
        rows = list(zip(borders[:-1].tolist(), borders[1:].tolist(), *shares.tolist(), strict=True))
        headers = ("from", "to", "start_percent", "now_percent")
        result: list[Thing] = [
            Plot(_("First layer's weights"), self.grid),
            Plot(_("Histogram of the weights"), self._pages),
            Table(_("Histogram of the weights"), headers, lambda: rows),
        ]
        if self._has_course():
            headers = ("epoch", "from", "to", "percent")
            result.append(Table(_("Weights over the epochs"), headers, lambda: self._course_rows(layer)))
        return result

    def _course_rows(self, layer: int) -> list[tuple]:
        epochs, borders, shares = self._over_epochs(layer)
        return [
            (int(epoch), float(borders[k]), float(borders[k + 1]), float(share))
            for epoch, row in zip(epochs, shares, strict=True)
            for k, share in enumerate(row)
        ]


def _start_and_now(seed: int | None) -> str:
    """What the two histograms are, behind the signs of their lines."""
    words = (
        _(
            "{dashes} at the start, drawn again from seed 0, as its own is not recorded: evenly within ±1/√inputs. "
            "{line} now, filled. Training moved what lies outside."
        )
        if seed is None
        else _(
            "{dashes} at the start, drawn again from its seed {seed}: evenly within ±1/√inputs. "
            "{line} now, filled. Training moved what lies outside."
        )
    )
    dashes, line = f"<span style='color:{theme.WINNER}'>- - -</span>", f"<span style='color:{theme.TRAIN}'>▬▬</span>"
    return words.format(dashes=dashes, line=line, seed=seed)
