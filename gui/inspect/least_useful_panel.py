"""The least useful units: found on demand, the curve of what is left without them, and a slider that cuts so many."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from engine.inspection.cutting import Unit
from engine.inspection.least_useful import LeastUseful
from engine.words import _
from gui.inspect import units_words
from gui.look import theme
from gui.widgets.actions import ActionButton
from gui.widgets.explain import RowExplain
from gui.widgets.export import Plot, Table, Thing
from gui.widgets.labels import label
from gui.widgets.share_bar import ShareBar
from gui.widgets.still_plot import StillPlot


class LeastUsefulPanel(QWidget):
    wanted = Signal(int)
    """So many of the least useful units are to be cut, and no others."""

    def __init__(self, finding, cancelling, parent: QWidget | None = None) -> None:
        """``finding``, ``cancelling``: the actions that begin to find them, and give up."""
        super().__init__(parent)
        self.setObjectName("leastUsefulPanel")
        self._least: LeastUseful | None = None
        self.find, self.cancel = ActionButton(finding, "findLeastButton"), ActionButton(cancelling, "cancelLeastButton")
        self.bar = ShareBar("leastBar", _("Progress of finding the least useful units"))
        self.left = label("muted", objectName="leastLeft")
        self.words = label("muted", objectName="leastWords", wordWrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.reading = label("plotTitle", objectName="leastReading", wordWrap=True)
        self.plot: StillPlot | None = None
        """Made with the first curve: most people never ask for one."""
        self.slider = QSlider(Qt.Orientation.Horizontal, objectName="leastSlider")
        self.slider.setAccessibleName(_("How many of the least useful units are cut"))
        self.slider.setToolTip(_("Cut so many of the least useful units, and no others"))
        self.slider.valueChanged.connect(self._on_slid)
        self._lay_out()
        self.show_found(None, "")
        self.show_progress(None)

    def _make_plot(self) -> None:
        self.plot = StillPlot(_("units cut"), _("accuracy (%)"))
        self.plot.setObjectName("leastPlot")
        self.plot.setYRange(0, 104, padding=0)
        self.plot.add_legend((20, -20))
        chosen, others = _("images that chose the units"), _("other images")
        self._showing = self.plot.plot(pen=self.plot.pen(theme.TEST, 2), name=others)
        self._finding = self.plot.plot(pen=self.plot.pen(theme.FAINT, 2, Qt.PenStyle.DashLine), name=chosen)
        self._at = pg.InfiniteLine(angle=90, pen=self.plot.pen(theme.WINNER, 2))
        self.plot.addItem(self._at, ignoreBounds=True)
        self.layout().insertWidget(1, self.plot, 1)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.find)
        row.addWidget(self.cancel)
        row.addWidget(self.bar, 1)
        row.addWidget(self.left)
        row.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        slid = QHBoxLayout()
        slid.addWidget(self.slider, 1)
        slid.addWidget(RowExplain(self.slider))
        layout.addLayout(slid)
        layout.addWidget(self.reading)
        layout.addWidget(self.words)

    # What is shown

    def show_found(self, least: LeastUseful | None, images: str) -> None:
        """``images``: what the set is called by which they were found."""
        if least is self._least and least is not None:
            return
        self._least = least
        self.slider.blockSignals(True)
        self.slider.setRange(0, 0 if least is None else len(least.order))
        self.slider.setValue(0)
        self.slider.blockSignals(False)
        if least is not None and self.plot is None:
            self._make_plot()
        for shown in (self.slider, self.reading, self.plot):
            if shown is not None:
                shown.setVisible(least is not None)
        self.words.setText(units_words.MEASURE if least is None else units_words.how_found(least, images))
        self.layout().setStretchFactor(self.words, 0 if least is not None else 1)
        if least is not None:
            self._finding.setData(least.cuts, least.finding)
            self._showing.setData(least.cuts, least.showing)
            self.plot.setXRange(0, len(least.order), padding=0.02)
        self._show_place()

    def show_cut(self, units: frozenset[Unit]) -> None:
        """Which units are cut: the slider stands there, if these are the least useful ones."""
        least = self._least
        if least is not None and frozenset(least.order[: len(units)]) == units:
            self.slider.blockSignals(True)
            self.slider.setValue(len(units))
            self.slider.blockSignals(False)
        self._show_place()

    def show_progress(self, share: float | None, left: float | None = None) -> None:
        """``share``: 0 to 1; None if nothing is under way. ``left``: seconds, if they can be told."""
        busy = share is not None
        for shown in (self.cancel, self.bar, self.left):
            shown.setVisible(busy)
        self.find.setVisible(not busy)
        self.bar.show_share(share or 0.0)
        self.left.setText(units_words.progress(share, left) if busy else "")

    def _on_slid(self, count: int) -> None:
        self._show_place()
        self.wanted.emit(count)

    def _show_place(self) -> None:
        if self.plot is not None:
            self._at.setPos(self.slider.value())
        self.reading.setText("" if self._least is None else units_words.at(self._least, self.slider.value()))

    def things(self) -> list[Thing]:
        """What can be taken away."""
        least = self._least
        if least is None:
            return []
        curve = list(zip(*(part.tolist() for part in (least.cuts, least.showing, least.finding)), strict=True))
        order = [(place, layer, unit) for place, (layer, unit) in enumerate(least.order, 1)]
        return [
            Plot(_("Accuracy without the least useful units"), self.plot),
            Table(
                _("Accuracy without the least useful units"),
                ("units_cut", "percent_of_others", "percent_of_those_that_chose"),
                lambda: curve,
            ),
            Table(_("The least useful units"), ("place", "layer", "unit"), lambda: order),
        ]
