"""A plot for somebody who hears it: a sentence about each curve, and a table of their points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg

from engine.numbers import short, whole
from engine.words import _, ngettext
from gui.widgets.heard import Heard, heard_list

_NOTHING = _("Nothing is drawn yet")
DIGITS = 4  # of a number
MOST = 400  # rows of the table: of more places on the axis, as many that lie evenly among them


@dataclass(frozen=True, eq=False)
class Curve:
    """``x``, ``y``: (n,)."""

    name: str
    x: np.ndarray
    y: np.ndarray


def heard_plot(plot: pg.PlotWidget) -> tuple[Heard, Heard]:
    """Of what is drawn, where the numbers of the axes are those of the curves."""
    return heard_curves(plot, _curves(plot.getPlotItem(), _axis(plot, "left")))


def heard_curves(plot: pg.PlotWidget, curves: Sequence[Curve]) -> tuple[Heard, Heard]:
    """Of curves that may have no number here and there, and by what the axes are called."""
    across, up = _axis(plot, "bottom"), _axis(plot, "left")
    curves = [curve for curve in map(_known, curves) if len(curve.x)]
    sentences = [curve_words(curve, across) for curve in curves]
    axes = _("{up} by {across}").format(up=up, across=across) if across and up else up or across
    return heard_list(axes, sentences or [_NOTHING]), points_table(curves, across)


def _axis(plot: pg.PlotWidget, side: str) -> str:
    return " ".join((plot.getAxis(side).labelText or "").split())


def curve_words(curve: Curve, across: str) -> str:
    """Where it begins, where it ends, and its lowest and highest points."""
    count, low, high = len(curve.x), int(curve.y.argmin()), int(curve.y.argmax())
    if count == 1:
        words = _("{curve}: {value} at {axis} {place}")
        return words.format(curve=curve.name, value=_said(curve.y[0]), axis=across, place=_said(curve.x[0]))
    words = ngettext(
        "{curve}: {count} point, {first} to {last} over {axis} {begin} to {end}; "
        "lowest {low} at {low_at}, highest {high} at {high_at}",
        "{curve}: {count} points, {first} to {last} over {axis} {begin} to {end}; "
        "lowest {low} at {low_at}, highest {high} at {high_at}",
        count,
    )
    said = words.format(
        curve=curve.name, count=whole(count), axis=across,
        first=_said(curve.y[0]), last=_said(curve.y[-1]), begin=_said(curve.x[0]), end=_said(curve.x[-1]),
        low=_said(curve.y[low]), low_at=_said(curve.x[low]),
        high=_said(curve.y[high]), high_at=_said(curve.x[high]),
    )  # fmt: skip
    return said.replace("  ", " ")  # where the axis has no name


def _said(value: float) -> str:
    return short(float(value) + 0.0, DIGITS)  # no minus before a zero


def points_table(curves: Sequence[Curve], across: str) -> Heard:
    """A row for each place on the axis, a column for each curve; empty where a curve has no point."""
    places = np.unique(np.concatenate([curve.x for curve in curves])) if curves else np.empty(0)
    if len(places) > MOST:
        places = places[np.linspace(0, len(places) - 1, MOST).round().astype(int)]
    found = [dict(zip(curve.x.tolist(), curve.y.tolist(), strict=True)) for curve in curves]

    def text(row: int, column: int) -> str:
        value = found[column].get(float(places[row]))
        return _("none") if value is None else _said(value)

    return Heard(
        _("Points of the plot"), len(places), text, tuple(curve.name for curve in curves) or (_NOTHING,),
        lambda row: f"{across} {_said(places[row])}",
    )  # fmt: skip


def _curves(item: pg.PlotItem, unit: str) -> list[Curve]:
    """What is drawn as a line or as points, and is seen."""
    found = []
    for drawn in item.listDataItems():
        x, y = drawn.getOriginalDataset() if isinstance(drawn, pg.PlotDataItem) else drawn.getData()
        if x is None or y is None or not drawn.isVisible():
            continue
        x, y = np.asarray(x, float), np.asarray(y, float)
        if len(x) == len(y) + 1:  # the edges of steps
            x = (x[:-1] + x[1:]) / 2
        elif len(x) != len(y):
            continue
        found.append(Curve(drawn.name() or unit, x, y))
    return found


def _known(curve: Curve) -> Curve:
    known = np.isfinite(curve.x) & np.isfinite(curve.y)
    return Curve(curve.name, curve.x[known], curve.y[known])
