"""Which units and links of a flow are drawn, and where: made once for each, however often it is painted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QPointF

from engine.inspection.flow import Flow, Links, strongest_links, strongest_units
from gui.train.diagram.flow_layout import FlowLayout

LINKS = 36  # into a layer
WIDTHS = 4  # of lines: the strongest are the thickest
NEAR = 4.0  # pixels from a link that still point at it
NOBODY = -1


class Link(NamedTuple):
    """From the unit ``below`` to ``unit`` of ``layer``, which is counted from the inputs."""

    layer: int
    unit: int
    below: int


@dataclass(frozen=True, eq=False)
class Shown:
    """``units``: by layer from the first after the inputs, the unit in each slot; NOBODY: none. ``lines``: by whether
    they add to the sum, and width (0: the thinnest). ``links``, ``ends``: the same one by one, with (links, 4) pixels.
    """

    flow: Flow
    units: tuple[np.ndarray, ...]
    lines: dict[tuple[bool, int], list[QLineF]]
    links: list[Link]
    ends: np.ndarray
    _slots: dict[tuple[int, int], int] = field(default_factory=dict)

    def slot(self, layer: int, unit: int) -> int | None:
        """Where a unit is drawn."""
        if not self._slots:
            for number, units in enumerate(self.units, 1):
                self._slots.update({(number, int(one)): slot for slot, one in enumerate(units) if one != NOBODY})
        return self._slots.get((layer, unit))

    def link_at(self, position: QPointF) -> Link | None:
        """The link that passes nearest by, of those that are drawn."""
        if not self.links:
            return None
        point, start, stop = np.array(position.toTuple()), self.ends[:, :2], self.ends[:, 2:]
        along = stop - start
        share = ((point - start) * along).sum(1) / np.maximum((along**2).sum(1), 1e-9)
        away = np.linalg.norm(start + np.clip(share, 0, 1)[:, None] * along - point, axis=1)
        nearest = int(away.argmin())
        return self.links[nearest] if away[nearest] <= NEAR else None


def show(flow: Flow, layout: FlowLayout, before: Shown | None, kept: tuple[int, int] | None = None) -> Shown:
    """``before``: what was drawn of the same network in the same places, of which units stay where they are; ``kept``:
    layer and unit that is drawn in any case."""
    units = []
    for layer, column in enumerate(layout.columns, 1):
        values, slots = flow.given[layer], len(column.places)
        chosen = strongest_units(values, slots)
        if kept is not None and kept[0] == layer and kept[1] not in chosen:
            chosen = np.sort(np.append(strongest_units(values, slots - 1), kept[1]))
        units.append(kept_places(before.units[layer - 1] if before else None, chosen, slots))
    lines: dict[tuple[bool, int], list[QLineF]] = {}
    links: list[Link] = []
    ends: list[np.ndarray] = []
    for layer in range(1, len(units) + 1):
        here = units[layer - 1][units[layer - 1] != NOBODY]
        below = None if layer == 1 else units[layer - 2][units[layer - 2] != NOBODY]
        found = strongest_links(flow, layer, here, below, LINKS)
        ends.append(_ends(layout, units, layer, found))
        links += [Link(layer, int(unit), int(one)) for one, unit in zip(found.below, found.units, strict=True)]
        _sort_in(lines, found, ends[-1])
    return Shown(flow, tuple(units), lines, links, np.concatenate(ends))


def kept_places(before: np.ndarray | None, chosen: np.ndarray, slots: int) -> np.ndarray:
    """Which unit is in each slot: those that were there before stay, so that nothing jumps; newcomers take what is
    free, in their order."""
    if before is None or len(before) != slots:
        before = np.full(slots, NOBODY)
    stay = np.isin(before, chosen)
    places = np.where(stay, before, NOBODY)
    free = np.flatnonzero(~stay)
    new = chosen[~np.isin(chosen, places)]
    places[free[: len(new)]] = new
    return places


def _ends(layout: FlowLayout, units: list[np.ndarray], layer: int, found: Links) -> np.ndarray:
    """Where links begin and end, (links, 4)."""
    column = layout.columns[layer - 1]
    stop = np.column_stack(
        [np.full(len(found.units), column.x - column.half), _heights(column, units[layer - 1], found.units)]
    )
    if layer == 1:
        places = [layout.pixel_place(int(pixel)).toTuple() for pixel in found.below]
        return np.column_stack([np.array(places).reshape(-1, 2), stop])
    before = layout.columns[layer - 2]
    heights = _heights(before, units[layer - 2], found.below)
    return np.column_stack([np.full(len(heights), before.x + before.half), heights, stop])


def _heights(column, slots: np.ndarray, units: np.ndarray) -> np.ndarray:
    order = np.argsort(slots)
    return np.array(column.places)[order[np.searchsorted(slots, units, sorter=order)]]


def _sort_in(lines: dict[tuple[bool, int], list[QLineF]], found: Links, ends: np.ndarray) -> None:
    sizes = np.abs(found.products)
    most = sizes.max(initial=0.0)
    if not most > 0:
        return
    widths = np.minimum(WIDTHS - 1, (WIDTHS * sizes / most).astype(int))
    for width, product, end in zip(widths.tolist(), found.products.tolist(), ends.tolist(), strict=True):
        lines.setdefault((product > 0, width), []).append(QLineF(*end))
