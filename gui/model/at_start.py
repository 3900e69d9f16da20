"""What is read when the program starts: the digits and the network that ships, and then the newest run."""

from __future__ import annotations

import logging
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from engine.digits.bundle import bundled
from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.runs.finding import Newest, newest
from engine.words import _
from gui.model.digits_in_hand import DigitsInHand
from gui.model.networks import SHIPPED, Known, Networks, shipped
from gui.model.run_under_way import RunUnderWay
from gui.work.messages import Messages
from gui.work.settings import runs_folder, tidy_data_folder
from gui.work.tasks import Tasks

log = logging.getLogger(__name__)


class _Found(NamedTuple):
    """``problem``: what the person must know of the network that ships, if it could not be opened."""

    digits: Digits
    network: Known | None
    problem: str


class AtStart(QObject):
    unfinished_found = Signal(object)
    """The newest run on disk was broken off: an engine.runs.library.Entry."""
    ended = Signal()
    """All that there is has been read: what is opened from here on is shown over it."""

    def __init__(
        self, tasks: Tasks, messages: Messages, data: DigitsInHand, networks: Networks, training: RunUnderWay,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._tasks, self._messages = tasks, messages
        self._data, self._networks, self._training = data, networks, training

    def load(self) -> None:
        """The window may be shown already."""
        self._tasks.start("what ships", _load, self._on_loaded, self._on_failed)

    def _on_loaded(self, found: _Found) -> None:
        if self._data.digits is None:  # another set may have been opened already
            self._data.set_digits(found.digits)
        if found.network is not None:
            self._networks.add(SHIPPED, found.network)
        if found.problem:
            self._messages.failed.emit(found.problem)
        digits, runs = self._data.digits, runs_folder()
        if runs is not None:
            self._tasks.start("newest run", lambda: newest(runs, digits), self._on_newest, self._on_no_newest)
        else:
            self.ended.emit()

    def _on_failed(self, error: UserError) -> None:
        self._messages.failed.emit(str(error))
        self._data.changed.emit()
        self.ended.emit()

    def _on_no_newest(self, error: UserError) -> None:
        self._messages.failed.emit(str(error))
        self.ended.emit()

    def _on_newest(self, found: Newest | None) -> None:
        log.info("ready")
        if found is not None and self._training.run is None:
            self._training.show_newest(found.run)
            if found.offered:
                self.unfinished_found.emit(found.entry)
        self.ended.emit()


def _load() -> _Found:
    """In a thread."""
    tidy_data_folder()
    digits = bundled()
    try:
        return _Found(digits, shipped(), "")
    except UserError as error:
        problem = _("The network that ships could not be opened: {error} Train one, and draw for that.")
        return _Found(digits, None, problem.format(error=error))
