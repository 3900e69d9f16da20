"""What others have reached on MNIST, with the person's own run among them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from engine.experiments.yardsticks.milestones import MILESTONES
from engine.numbers import number, short
from engine.words import _
from gui.lesson.figures.figure import Around, Figure
from gui.lesson.figures.hardest import COUNT, SCORE
from gui.look.sizes import sized
from gui.model.run_under_way import RunUnderWay
from gui.work.settings import text

HEADS = _("Method"), _("Year"), _("% wrong")
NOT_COMPARABLE = _("Measured here, on other and fewer images: not comparable to the digit")
YOURS = _("yours: {network}")


class Milestones(Figure):
    """From the largest error to the smallest; the source of each is its tooltip."""

    def __init__(self, around: Around) -> None:
        super().__init__("milestonesFigure")
        self._training = around.training
        self.table = QTableWidget(0, len(HEADS), objectName="lessonMilestones")
        self.table.setAccessibleName(_("Published error rates"))
        self.table.setHorizontalHeaderLabels(HEADS)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        across = self.table.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.column.addWidget(self.table)
        around.training.changed.connect(self._show)
        self.place_beside(True)
        self._show()

    def place_beside(self, beside: bool) -> None:
        sized(self.table.setFixedHeight, 260 if beside else 130)

    def _show(self) -> None:
        rows = [(one.method, "" if one.year is None else str(one.year), one.error, one.source) for one in MILESTONES]
        rows += [*_own(self._training), *_you()]
        rows.sort(key=lambda row: -row[2])
        self.table.setRowCount(len(rows))
        for at, (method, year, error, source) in enumerate(rows):
            for column, words in enumerate((method, year, short(error) if source else number(error, 2))):
                item = QTableWidgetItem(words)
                item.setToolTip(source or NOT_COMPARABLE)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(at, column, item)


def _you() -> list[tuple[str, str, float, str]]:
    """The person's own score, once there is one."""
    score = text(SCORE)
    if not score.isdecimal() or int(score) > COUNT:
        return []
    return [(_("you, on the ten hardest images"), "", 100 * (1 - int(score) / COUNT), "")]


def _own(training: RunUnderWay) -> list[tuple[str, str, float, str]]:
    """The run in hand, if it has been trained."""
    run = training.run
    if run is None or run.history.count < 2:
        return []
    error = 100 - float(run.history.test_accuracy[run.history.count - 1])
    return [(YOURS.format(network=run.spec), "", error, "")]
