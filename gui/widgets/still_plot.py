"""Plots that stand still: no menu, no zooming, no dragging, in the colours of the palette."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontInfo, QPalette, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from engine.numbers import short
from gui.look import sizes, theme
from gui.look.direction import keep_left_to_right
from gui.look.sizes import px, sized
from gui.widgets.heard import Heard
from gui.widgets.plot_axes import CountAxis, NumberAxis
from gui.widgets.plot_form import take_away_form
from gui.widgets.plot_heard import heard_plot

GRID = 30  # how opaque its lines are, of 255


class StillPlot(pg.PlotWidget):
    text_changed = Signal()
    """Text, lines and marks that are there have another size now; those of a plot that is hidden a little later."""

    left_axis: type[pg.AxisItem] = NumberAxis
    left_width = 52  # pixels, the same however long the numbers are
    _made = False  # the palette changes already while the base class is being made

    def __init__(self, bottom: str, left: str, parent: QWidget | None = None) -> None:
        """``bottom``, ``left``: what the axes are, with their units."""
        axes = {"left": self.left_axis("left"), "bottom": NumberAxis("bottom")}
        super().__init__(parent, background=None, axisItems=axes, enableMenu=False)
        keep_left_to_right(self)
        self.getPlotItem().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFrameShape(self.Shape.NoFrame)
        for part in (self, self.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing that a key could do
        self.hideButtons()
        self.setMouseEnabled(False, False)
        self.setLabel("bottom", bottom)
        self.setLabel("left", left)
        sized(self.getAxis("left").setWidth, self.left_width)
        for side in ("left", "bottom"):
            self.getAxis(side).enableAutoSIPrefix(False)
            self.getAxis(side).setStyle(hideOverlappingLabels=False)  # the last tick has its number, too
        take_away_form(self.getPlotItem())
        self.show_grid(("left", "bottom"))
        self._telling: Callable[[], tuple[Heard, ...]] = lambda: heard_plot(self)
        self._text, self._font = sizes.scale(), self.font()
        self.thickness = self._text * self.devicePixelRatioF()
        """What the width of a line is multiplied by: pyqtgraph's pens are so many pixels of the screen wide, and so are
        thin where those are small. ``pen`` does it."""
        sized(self.setMinimumHeight, 90)
        self._leave_room()
        self._made = True
        self._paint()
        sizes.changed.connect(self._on_sizes_changed)

    def pen(self, color: object, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """``width``: in device-independent pixels, beside the usual letters."""
        return pg.mkPen(color, width=width * self.thickness, style=style)

    def show_grid(self, sides: Collection[str]) -> None:
        """Lines through the plot at the ticks of these axes, "left" and "bottom", and of no others."""
        for side in ("left", "bottom"):
            self.getAxis(side).setGrid(GRID if side in sides else False)

    def add_legend(self, offset: tuple[int, int]) -> pg.LegendItem:
        """``offset``: pixels from the plot's edges; negative: from the right and the bottom."""
        legend = self.addLegend(offset=offset, labelTextSize=self._text_size())
        legend.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        return legend

    def _text_size(self) -> str:
        return f"{QFontInfo(self.font()).pointSizeF():g}pt"

    def set_ticks(self, side: str, values: Iterable[float]) -> None:
        """Numbers on the "left" or at the "bottom", and only these, with a true minus sign."""
        self.getAxis(side).setTicks([[(value, short(value)) for value in values]])

    def heard(self) -> tuple[Heard, ...]:
        """For a screen reader."""
        return self._telling()

    def tell(self, telling: Callable[[], tuple[Heard, ...]]) -> None:
        """Say this in place of what is drawn: where the axes have other numbers than the curves, or curves no names."""
        self._telling = telling

    def _on_sizes_changed(self) -> None:
        if self.isVisible():
            self._follow_sizes()

    def _follow_sizes(self) -> None:
        """Where the letters, or what goes with them, are others than those that it has."""
        now = sizes.scale(), sizes.scale() * self.devicePixelRatioF(), self.font()
        if (self._text, self.thickness, self._font) != now:
            self._on_text_changed()
            self.text_changed.emit()

    def _on_text_changed(self) -> None:
        """Text, lines and marks that are there are made larger, those to come are made so."""
        larger, thicker = sizes.scale() / self._text, sizes.scale() * self.devicePixelRatioF() / self.thickness
        self._text, self.thickness, self._font = sizes.scale(), self.thickness * thicker, self.font()
        for item in self.scene().items():
            if isinstance(item.parentItem(), pg.PlotDataItem):
                continue  # it has its line and marks from that
            if isinstance(item, pg.PlotCurveItem | pg.PlotDataItem):
                item.setPen(_thicker(item.opts["pen"], thicker))
                item.setShadowPen(_thicker(item.opts["shadowPen"], thicker))
            if isinstance(item, pg.PlotDataItem):
                item.setSymbolSize(item.opts["symbolSize"] * larger)
            elif isinstance(item, pg.ScatterPlotItem):
                item.setSize(item.opts["size"] * larger)
            elif isinstance(item, pg.InfiniteLine):
                item.setPen(_thicker(item.pen, thicker))
            elif isinstance(item, pg.AxisItem):
                item.setTickFont(self.font())
                item.label.setFont(self.font())
            elif isinstance(item, pg.LegendItem):
                self._fit_legend(item)
        self._leave_room()
        self._paint()

    def _fit_legend(self, legend: pg.LegendItem) -> None:
        legend.setLabelTextSize(self._text_size())
        for _sample, label in legend.items:
            label.setText(label.text, size=self._text_size())
        legend.updateSize()

    def _leave_room(self) -> None:
        """Above the plot, for the upper half of the topmost number."""
        self.getPlotItem().layout.setContentsMargins(1, 1 + px(7) - 7, 1, 1)

    def changeEvent(self, event: QEvent) -> None:
        if self._made and event.type() == QEvent.Type.PaletteChange:
            self._paint()
        elif self._made and event.type() == QEvent.Type.StyleChange:  # its letters are new, also while it is hidden
            self._follow_sizes()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_sizes()

    def _paint(self) -> None:
        role, palette = QPalette.ColorRole, self.palette()
        self.setBackground(theme.plot_background(palette))
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(self.pen(palette.color(role.PlaceholderText)))
            axis.setTextPen(pg.mkPen(palette.color(role.WindowText)))


def _thicker(pen: QPen | None, times: float) -> QPen | None:
    if pen is None:
        return None
    made = QPen(pen)
    made.setWidthF(pen.widthF() * times)
    return made


class CountPlot(StillPlot):
    """Counts at the left."""

    left_axis = CountAxis
    left_width = 64
