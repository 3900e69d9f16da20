"""The yardsticks that were measured, for every page: remembered, and told only for the images that they are of."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from engine.digits.changes import Changes
from engine.digits.dataset import Digits
from engine.digits.identity import mark_of
from engine.experiments.yardsticks.recipes import Recipe
from engine.experiments.yardsticks.record import Conditions, Record
from engine.experiments.yardsticks.remembered import change_records, read_records, replaced
from gui.work.messages import Messages
from gui.work.settings import data_folder
from gui.work.tasks import Tasks


class Measured(QObject):
    """``records``: all of them, the oldest first."""

    changed = Signal()
    """There are other figures, or it is known by now which set some images are."""

    def __init__(self, tasks: Tasks, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._messages = tasks, messages
        self.records: list[Record] = []
        self._marks: dict[int, tuple[weakref.ref[Digits], str]] = {}  # by the identity of a set
        self._folder = data_folder()
        if self._folder is not None:
            tasks.start("yardsticks", partial(read_records, self._folder), self._on_read)

    # What is known

    def conditions(
        self, digits: Digits | None, test_digits: Digits | None, test_fraction: float, changes: Changes
    ) -> Conditions | None:
        """None without digits, or as long as it is not known which set they are: ``changed`` comes then."""
        if digits is None:
            return None
        mark, test_mark = self._mark(digits), "" if test_digits is None else self._mark(test_digits)
        if mark is None or test_mark is None:
            return None
        return Conditions(mark, test_mark, 0.0 if test_mark else test_fraction, changes)

    def under(self, conditions: Conditions | None) -> list[Record]:
        """Those that were measured under exactly these."""
        return [record for record in self.records if record.conditions == conditions]

    def _mark(self, digits: Digits) -> str | None:
        known = self._marks.get(id(digits))
        if known is not None and known[0]() is digits:
            return known[1]
        reference, key = weakref.ref(digits), id(digits)
        self._tasks.start(("mark", key), partial(mark_of, digits), partial(self._on_marked, reference, key))
        return None

    def _on_marked(self, reference: weakref.ref[Digits], key: int, mark: str) -> None:
        if reference() is not None:
            self._marks = {one: known for one, known in self._marks.items() if known[0]() is not None}
            self._marks[key] = reference, mark
            self.changed.emit()

    # What changes

    def add(self, records: Sequence[Record]) -> None:
        """In the place of older figures of the same."""
        new = list(records)
        self.records = replaced(self.records, new)
        self._write(lambda kept: replaced(kept, new))

    def forget(self, recipe: Recipe, conditions: Conditions) -> None:
        """All seeds of a yardstick under these conditions."""

        def without(records: list[Record]) -> list[Record]:
            return [record for record in records if (record.recipe, record.conditions) != (recipe, conditions)]

        self.records = without(self.records)
        self._write(without)

    def _write(self, change) -> None:
        if self._folder is not None:
            self._tasks.queue(
                "yardsticks written", partial(change_records, self._folder, change), None, self._on_failed
            )
        self.changed.emit()

    def _on_failed(self, error) -> None:
        self._messages.failed_on.emit("yardsticks", str(error))

    def _on_read(self, records: list[Record]) -> None:
        """What was measured since is newer."""
        self.records = replaced(records, self.records)
        self.changed.emit()
