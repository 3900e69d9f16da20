"""The button that opens a run of the comparison on another page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from engine.experiments.run import CANCELLED, FAILED, FINISHED, RUNNING, WAITING, Run
from engine.experiments.statistics import final
from engine.experiments.yardsticks.record import Record
from engine.numbers import number
from engine.words import _
from gui.look.words import RUN_PAGES
from gui.widgets.buttons import MenuButton

STATES = {
    WAITING: _("waiting"), RUNNING: _("running"), FINISHED: _("finished"), FAILED: _("failed"),
    CANCELLED: _("cancelled"),
}  # fmt: skip


@dataclass(frozen=True)
class Openable:
    """The runs of a row, and whether the row can be unpinned; or the seeds of a yardstick."""

    runs: Sequence[Run] = ()
    is_pinned: bool = False
    yardsticks: Sequence[Record] = ()


class OpenRunButton(MenuButton):
    """A menu of the runs that ``offer()`` gives when it is opened, with the pages on which each can be shown."""

    open_wanted = Signal(object, str)
    """A run, and the name of the page to show it on."""
    unpin_wanted = Signal()
    yardstick_wanted = Signal(object)
    """A yardstick, Kept, is to be inspected."""
    forget_wanted = Signal()
    """The yardstick of the row is to be forgotten."""

    def __init__(self, offer: Callable[[], Openable], parent: QWidget | None = None) -> None:
        tip = _("Show a run of the chosen row on the Train, Inspect or Draw page; or a yardstick on Inspect")
        super().__init__(_("Open a run"), tip, self._fill_menu, parent)
        self._offer = offer

    def _fill_menu(self, menu: QMenu) -> None:
        offered = self._offer()
        self._add_yardsticks(menu, offered.yardsticks)
        for run in sorted(offered.runs, key=lambda run: run.seed):
            if run.flat is None:
                menu.addAction(_("Seed {seed}: {state}").format(seed=run.seed, state=STATES[run.state])).setEnabled(
                    False
                )
            else:
                self._add(menu.addMenu(_result(run)), run)
        if offered.is_pinned:
            menu.addSeparator()
            menu.addAction(_("Remove it from here"), self.unpin_wanted.emit)

    def _add_yardsticks(self, menu: QMenu, records: Sequence[Record]) -> None:
        for record in records:
            words = _("Inspect this yardstick, seed {seed}: {percent} %")
            words = words.format(seed=record.seed, percent=number(record.accuracy, 2))
            menu.addAction(words, lambda kept=record.kept: self.yardstick_wanted.emit(kept))
        if records:
            menu.addSeparator()
            menu.addAction(_("Forget this yardstick"), self.forget_wanted.emit)

    def _add(self, menu: QMenu, run: Run) -> None:
        for title, page in RUN_PAGES:
            menu.addAction(_("Open in {page}").format(page=title), lambda page=page: self.open_wanted.emit(run, page))


def _result(run: Run) -> str:
    sentence = _("Seed {seed}: {percent} % (diverged)") if run.reason else _("Seed {seed}: {percent} %")
    return sentence.format(seed=run.seed, percent=number(final(run), 2))
