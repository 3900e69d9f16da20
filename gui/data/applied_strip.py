"""What is applied to the session's digits, on top of every page."""

from __future__ import annotations

from engine.digits.changes import Changes
from gui.data.changes_strip import ChangesStrip
from gui.look.words import value_range
from gui.model.session import Session

RANGE = "range"


class Applied(ChangesStrip):
    """Shows the session's changes and input range, and takes them away."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        session.preparation_changed.connect(self._show_them)
        self.removed.connect(self._on_removed)
        self.all_removed.connect(self._on_all_removed)

    def _show_them(self) -> None:
        session = self._session
        applied = [(change.kind, str(change)) for change in session.changes.ordered()]
        if session.input_range != (0.0, 1.0):
            applied.append((RANGE, f"fed as {value_range(*session.input_range)}"))
        self.show_applied(applied)

    def _on_removed(self, name: str) -> None:
        if name == RANGE:
            self._session.set_input_range(0.0, 1.0)
        else:
            self._session.set_changes(self._session.changes.without(name))

    def _on_all_removed(self) -> None:
        self._session.set_input_range(0.0, 1.0)
        self._session.set_changes(Changes())
