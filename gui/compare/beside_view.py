"""Yardsticks in the race's table and plots: their rows below the networks', their level lines, their points, a tab."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from gui.compare.line_style import LineStyle
from gui.compare.networks_beside import Line, comparison, network_point, yardstick_point
from gui.compare.race_plots import RacePlots
from gui.compare.race_table import RaceTable
from gui.compare.yardstick_rows import Row
from gui.compare.yardsticks_beside import YardsticksBeside


class BesideView(QObject):
    """``words``: how they stand beside the networks, in sentences, the first of which sums up the others."""

    words_changed = Signal()

    def __init__(self, beside: YardsticksBeside, table: RaceTable, plots: RacePlots, parent: QObject) -> None:
        super().__init__(parent)
        self._beside, self._table, self._plots = beside, table, plots
        self._lines: list[Line] = []
        self._styles: Sequence[LineStyle] = ()
        self.words: list[str] = []
        self.is_quiet = True
        """Whether no race and nothing else is under way that would make the times of networks longer."""
        table.shown_changed.connect(self._on_shown_changed)
        beside.renewed.connect(self.refresh)

    def begin(self, lines: Sequence[Line], styles: Sequence[LineStyle]) -> None:
        """The table has a row for each of ``lines``, and below them one for each yardstick, in ``styles``."""
        self._lines, self._styles = list(lines), styles
        self._plots.begin_yardsticks([row.label for row in self._beside.rows], styles)

    def refresh(self) -> None:
        """Figures that have come, and what all figures together say."""
        beside, rows = self._beside, self._beside.rows
        if len(rows) != len(self._styles):
            return  # they are about to be begun anew
        times = [beside.image_seconds(line) if rows and self.is_quiet else math.nan for line in self._lines]
        for index, seconds in enumerate(times):
            self._table.show_image_seconds(index, seconds)
        for index, row in enumerate(rows, start=len(self._lines)):
            self._table.show_yardstick(index, row)
        conditions, measured = beside.conditions, beside.measured
        points = [
            network_point(line, seconds, self._table.is_shown(index) and line.conditions(measured) == conditions)
            for index, (line, seconds) in enumerate(zip(self._lines, times, strict=True))
        ]
        points += [
            yardstick_point(row, style, self._table.is_shown(index))
            for index, (row, style) in enumerate(zip(rows, self._styles, strict=True), start=len(self._lines))
        ]
        self._plots.show_yardsticks([row.accuracy for row in rows], points)
        told = comparison(rows, self._lines, conditions, measured)
        self.words = [*told[:1], *beside.failure_words(), *told[1:]]
        self.words_changed.emit()

    def chosen(self) -> Row | None:
        """The yardstick of the chosen row."""
        place, rows = self._table.chosen() - len(self._lines), self._beside.rows
        return rows[place] if 0 <= place < len(rows) else None

    def choose_best(self) -> None:
        """So that it can be inspected at once."""
        done = [(row.accuracy, index) for index, row in enumerate(self._beside.rows) if row.records]
        if done:
            self._table.choose(len(self._lines) + max(done)[1])

    def forget(self) -> None:
        """The chosen one."""
        row = self.chosen()
        if row is not None:
            self._beside.forget(row)

    def _on_shown_changed(self, index: int, shown: bool) -> None:
        if index >= len(self._lines):
            self._plots.curves.levels.set_shown(index - len(self._lines), shown)
        else:
            self._plots.curves.set_shown(index, shown)
        self.refresh()
