"""The button that opens a run of the comparison on another page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from engine.experiments.run import Run
from engine.experiments.statistics import final
from gui.look.words import RUN_PAGES
from gui.widgets.buttons import MenuButton


@dataclass(frozen=True)
class Openable:
    """The runs of a row, and whether the row can be unpinned."""

    runs: Sequence[Run]
    is_pinned: bool = False


class OpenRunButton(MenuButton):
    """A menu of the runs that ``offer()`` gives when it is opened, with the pages on which each can be shown."""

    open_wanted = Signal(object, str)
    """A run, and the name of the page to show it on."""
    unpin_wanted = Signal()

    def __init__(self, offer: Callable[[], Openable], parent: QWidget | None = None) -> None:
        tip = "Show a run of the chosen row on the Train, Inspect or Draw page"
        super().__init__("Open a run", tip, self._fill_menu, parent)
        self._offer = offer

    def _fill_menu(self, menu: QMenu) -> None:
        offered = self._offer()
        for run in sorted(offered.runs, key=lambda run: run.seed):
            if run.flat is None:
                menu.addAction(f"Seed {run.seed}: {run.state}").setEnabled(False)
            else:
                self._add(menu.addMenu(f"Seed {run.seed}: {_result(run)}"), run)
        if offered.is_pinned:
            menu.addSeparator()
            menu.addAction("Unpin", self.unpin_wanted.emit)

    def _add(self, menu: QMenu, run: Run) -> None:
        for words, page in RUN_PAGES:
            menu.addAction(f"Open in {words}", lambda page=page: self.open_wanted.emit(run, page))


def _result(run: Run) -> str:
    return f"{final(run):.2f} %" + (" (diverged)" if run.reason else "")
