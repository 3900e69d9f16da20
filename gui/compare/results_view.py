"""The right of the Compare page: what it comes to, the plots of all that is compared, the table, and the reasons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.experiments.experiment import Experiment
from engine.experiments.run import Run
from engine.experiments.statistics import leader, summary
from engine.words import _
from gui.compare.beside_view import BesideView
from gui.compare.controller import RaceController, untried
from gui.compare.line_style import LineStyle, line_styles
from gui.compare.networks_beside import Line
from gui.compare.pins import Pins
from gui.compare.race_plots import RacePlots
from gui.compare.race_table import RaceTable
from gui.compare.result_words import NOTHING_YET, empty_words, reasons, result_words
from gui.compare.tables import Lines
from gui.compare.yardsticks_beside import YardsticksBeside
from gui.look.sizes import sized
from gui.model.digits_in_hand import DigitsInHand
from gui.widgets.persons_splitter import PersonsSplitter
from gui.widgets.present_button import PresentButton

CONCLUSION = 44  # pixels: two lines of it
PRESENTED = _("The candidates on the same images. The sentence says which of them differ by more than chance.")
"""For the back row."""


class ResultsView(QWidget):
    """``lines``: what the plots and the table show of networks, pinned runs last; yardsticks come after them."""

    counted = Signal()
    """Another number of runs has ended, and their figures are shown."""

    def __init__(
        self, controller: RaceController, yardsticks: YardsticksBeside, data: DigitsInHand, pins: Pins,
        plots: RacePlots, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._controller, self._yardsticks, self._data, self._pins = controller, yardsticks, data, pins
        self.lines: Lines = []
        self._ended_runs = -1
        self._measures = False
        self.table = RaceTable()
        self.table.setObjectName("raceTable")
        self.table.setAccessibleName(_("Results of each candidate"))
        self.plots = plots
        self.plots.cell_clicked.connect(self.table.choose)
        self.beside = BesideView(yardsticks, self.table, self.plots, self)
        self.beside.words_changed.connect(self.show_words)
        self.plots.currentChanged.connect(self.show_words)
        self.conclusion = QLabel(NOTHING_YET, wordWrap=True, objectName="raceConclusion")
        self.conclusion.setProperty("role", "conclusion")
        sized(self.conclusion.setMinimumHeight, CONCLUSION)
        self.result = QLabel(wordWrap=True, objectName="raceResult")
        for words in (self.conclusion, self.result):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setTextFormat(Qt.TextFormat.PlainText)
        self.result.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._lay_out()

    def _lay_out(self) -> None:
        self._split = PersonsSplitter(Qt.Orientation.Vertical, "compareSplit")
        self._split.addWidget(self.plots)
        self._split.addWidget(self.table)
        self._split.setStretchFactor(0, 1)  # what room there is more goes to the plots
        parts = [self.conclusion, self._split, self.result]
        PresentButton(_("The comparison"), parts, self.conclusion, lambda: PRESENTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.conclusion)
        column.addWidget(self._split, 1)
        column.addWidget(self.result)

    def begin(self, experiment: Experiment | None) -> None:
        """Lines, rows and cells for what is compared now, pinned runs last; before the first race, for what may be."""
        race = self._controller.race
        runs = race.runs if race else untried(experiment)
        self.lines = [
            (candidate.label, [run for run in runs if run.candidate == index])
            for index, candidate in enumerate(experiment.candidates if experiment else ())
        ]
        self.lines += self._pins.lines()
        names = [row.label for row in self._yardsticks.rows]
        styles = line_styles(*experiment.shape) if experiment else []
        styles += line_styles(len(self.lines) + len(names))[len(styles) :]
        count = len(self.lines)
        labels = [label for label, _some in self.lines]
        self._ended_runs = -1
        self.plots.begin(experiment, labels, styles[:count], [runs for _label, runs in self.lines])
        self.beside.begin(self._networks(styles), styles[count:])
        self.table.set_candidates([*labels, *names], styles, len(names))
        wanted = self.table.wanted_height(self._split.height())
        self._split.suggest([max(1, self._split.height() - wanted), wanted])

    def _networks(self, styles: list[LineStyle]) -> list[Line]:
        """The lines, each with the images that it is of."""
        images = self._controller.race or self._data
        shown = zip(self.lines, styles, strict=False)  # those of yardsticks come after them
        lines = [Line(label, style, runs, images.digits, images.test_digits) for (label, runs), style in shown]
        pinned = self._pins.pinned
        first = len(lines) - len(pinned)
        return lines[:first] + [one.line(line.style) for one, line in zip(pinned, lines[first:], strict=True)]

    def refresh(self) -> None:
        """Take what is new from the runs."""
        self.plots.refresh()
        ended = sum(run.ended for _label, runs in self.lines for run in runs)
        if ended != self._ended_runs:
            self._ended_runs = ended
            self._show_figures()
            self.counted.emit()

    def recount(self) -> None:
        """The figures are to be made anew, whatever the number of runs that have ended."""
        self._ended_runs = -1

    def _show_figures(self) -> None:
        summaries = [summary(runs) for _label, runs in self.lines]
        for index, ((_label, runs), found) in enumerate(zip(self.lines, summaries, strict=True)):
            self.table.show_summary(index, found, len(runs), reasons(runs))
        self.plots.show_cells(summaries)
        self.beside.is_quiet = not self._controller.running
        self.beside.refresh()

    def set_measures(self, measures: bool) -> None:
        """Whether Start would measure yardsticks."""
        self._measures = measures
        self.show_words()

    def show_words(self) -> None:
        """Of what is in front: with all that can be said at once there would be no room for the plots."""
        race = self._controller.race
        of_yardsticks = self.plots.currentWidget() is self.plots.prices or race is None
        words = self.beside.words if of_yardsticks else []
        if words:
            head, rest = words[0], "\n".join(words[1:])
        elif race is not None:
            head, rest = result_words(race, self._controller.running)
        else:
            head, rest = empty_words(self._measures, self._yardsticks.controller.running), ""
        self.conclusion.setText(head)
        self.result.setText(rest)
        self.result.setVisible(bool(rest))

    # The rows

    def chosen_runs(self) -> list[Run]:
        """Those of the chosen row, if it is of networks."""
        chosen = self.table.chosen()
        return self.lines[chosen][1] if 0 <= chosen < len(self.lines) else []

    def chosen_pin(self) -> int | None:
        """The place among what is pinned of the chosen row, if it is one of those."""
        place = self.table.chosen() - (len(self.lines) - len(self._pins.pinned))
        return place if 0 <= place < len(self._pins.pinned) else None

    def choose_leader(self) -> None:
        """So that its runs can be opened at once."""
        ahead = leader([summary(runs) for _label, runs in self.lines])
        if ahead is not None:
            self.table.choose(ahead)
