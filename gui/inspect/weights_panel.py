"""The Weights tab: what the first layer's units look for, and how every layer's weights have moved from the start."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from engine.inspection.image_sets import Inspection
from engine.inspection.weights import condensed
from engine.training.weight_course import WeightCourse
from gui.inspect.lazy_panel import LazyPanel
from gui.inspect.lying_color_bar import ColorBar
from gui.inspect.weight_grid import WeightGrid
from gui.look import theme
from gui.widgets.export import Plot, Table, Thing
from gui.widgets.labels import label
from gui.widgets.still_plot import StillPlot

NO_COURSE = (
    "The course over the epochs is kept while a network trains here, until the next start. Train one, and come back."
)


class WeightsPanel(LazyPanel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("weightsPanel", parent)
        self._found: Inspection | None = None
        self._course: WeightCourse | None = None
        self.title = label("plotTitle", objectName="weightsTitle")
        self.grid = WeightGrid()
        self.grid.setObjectName("weightGrid")
        self.bar = ColorBar()
        self.layer = QComboBox(objectName="weightLayerField")
        self.layer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.layer.setToolTip("Whose weights are counted")
        self.view = QComboBox(objectName="weightViewField")
        self.view.addItems(["at the start and now", "over the epochs"])
        self.view.setToolTip("Two histograms, or one for each epoch")
        for field in (self.layer, self.view):
            field.activated.connect(self._show_histograms)
        self._make_plots()
        self._lay_out()

    def _make_plots(self) -> None:
        self.plot = StillPlot("weight", "share of the weights (%)")
        self.plot.setObjectName("weightPlot")
        fill = pg.mkColor(theme.TRAIN)
        fill.setAlpha(90)
        self._now = self.plot.plot(
            [0, 1], [0], stepMode="center", fillLevel=0, brush=fill, pen=pg.mkPen(theme.TRAIN, width=2)
        )
        self._start = self.plot.plot(
            [0, 1], [0], stepMode="center", pen=pg.mkPen(theme.WINNER, width=2, style=Qt.PenStyle.DashLine)
        )
        self.course = StillPlot("epoch", "weight")
        self.course.setObjectName("weightCoursePlot")
        self._image = pg.ImageItem(axisOrder="row-major", colorMap=pg.colormap.get("viridis"))
        self.course.addItem(self._image)
        self._no_course = label("muted", NO_COURSE, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.words = QLabel(wordWrap=True, objectName="weightWords", textFormat=Qt.TextFormat.RichText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setMinimumHeight(3 * self.words.fontMetrics().lineSpacing())

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        for page in (self.plot, self.course, self._no_course):
            self._pages.addWidget(page)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.bar)
        left = QVBoxLayout()
        left.addLayout(head)
        left.addWidget(self.grid, 1)
        fields = QHBoxLayout()
        fields.addWidget(self.layer)
        fields.addWidget(self.view)
        fields.addStretch(1)
        right = QVBoxLayout()
        right.addLayout(fields)
        right.addWidget(self._pages, 1)
        right.addWidget(self.words)
        layout = QHBoxLayout(self)
        layout.setSpacing(18)
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
        self.title.setText(f"First layer: {count:,} units by norm" if found else "")
        self.title.setToolTip("The weights of each unit as a picture, the largest norm first, on one colour scale")
        self._name_layers([] if found is None else [*found.network.spec.sizes])
        self._show_histograms()

    def _name_layers(self, sizes: list[int]) -> None:
        names = [f"layer {k + 1}: {a} → {b}" for k, (a, b) in enumerate(pairwise(sizes))]
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
        seed = self._found.seed
        start = f"from its seed {seed}" if seed is not None else "from seed 0, as its own is not recorded"
        self.words.setText(
            f"<span style='color:{theme.WINNER}'>- - -</span> at the start, drawn again {start}: evenly within "
            f"±1/√inputs. <span style='color:{theme.TRAIN}'>▬▬</span> now, filled. Training moved what lies outside."
        )

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
        self.words.setText("A column for each epoch: the brighter, the more of the layer's weights have that value.")

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
            Plot("First layer's weights", self.grid),
            Plot("Histogram of the weights", self._pages),
            Table("Histogram of the weights", headers, lambda: rows),
        ]
        if self._has_course():
            headers = ("epoch", "from", "to", "percent")
            result.append(Table("Weights over the epochs", headers, lambda: self._course_rows(layer)))
        return result

    def _course_rows(self, layer: int) -> list[tuple]:
        epochs, borders, shares = self._over_epochs(layer)
        return [
            (int(epoch), float(borders[k]), float(borders[k + 1]), float(share))
            for epoch, row in zip(epochs, shares, strict=True)
            for k, share in enumerate(row)
        ]
