"""What the plots of the Data page share: no menus, no zooming, and colours that follow the palette."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtGui import QPalette

from gui import theme


class ValueAxis(pg.AxisItem):
    """Numbers with a true minus sign."""

    def tickStrings(self, values, scale, spacing):
        return [text.replace("-", "−") for text in super().tickStrings(values, scale, spacing)]


class CountAxis(pg.AxisItem):
    """Counts as people write them: 40,000 and 12 M; on a logarithmic axis, the powers of ten."""

    def tickStrings(self, values, scale, spacing):
        if self.logMode:
            return self.logTickStrings(values, scale, spacing)
        return [count_words(value * scale) for value in values]

    def logTickStrings(self, values, scale, spacing):
        return [count_words(10.0**value) if value >= 0 and value == round(value) else "" for value in values]


def count_words(count: float) -> str:
    """40,000, 1.5 M."""
    return f"{count / 1e6:,.3g} M" if count >= 1e6 else f"{count:,.0f}" if count == int(count) else f"{count:g}"


def make_plot(left: str, bottom: str, height: int = 90) -> pg.PlotWidget:
    """An empty plot with named axes that stay where they are."""
    plot = pg.PlotWidget(background=None, axisItems={"left": CountAxis("left"), "bottom": ValueAxis("bottom")})
    plot.setFrameShape(plot.Shape.NoFrame)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.setMouseEnabled(False, False)
    plot.setMinimumHeight(height)
    plot.setLabel("left", left)
    plot.setLabel("bottom", bottom)
    for side in ("left", "bottom"):
        plot.getAxis(side).enableAutoSIPrefix(False)
    plot.getAxis("left").setWidth(64)
    plot.showGrid(x=False, y=True, alpha=0.12)
    return plot


def paint_plot(plot: pg.PlotWidget, palette: QPalette) -> None:
    """Background and axes in the colours of ``palette``."""
    plot.setBackground(theme.plot_background(palette))
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(pg.mkPen(palette.color(QPalette.ColorRole.PlaceholderText)))
        axis.setTextPen(pg.mkPen(palette.color(QPalette.ColorRole.WindowText)))
