"""What the window may ask of each of its pages, and what it makes its menus, keys and settings from."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from engine.networks.network import NetworkSpec


class Page(QWidget):
    """``title``: what the rail and the menu call it. ``actions()``: what can be done on it, in the order of its menu;
    their keys work while the page is in sight. A page adds them with ``gui.widgets.actions.add_action``."""

    title = ""
    undo_stack_changed = Signal()
    """``undo_stack()`` is another one."""
    network_shown_changed = Signal()
    """``network_shown()`` is another one."""

    def undo_stack(self) -> QUndoStack | None:
        """What Ctrl+Z takes back while the page is in sight; None if nothing."""
        return None

    def place_to_work(self) -> QWidget | None:
        """What the focus goes to when the page comes in sight for the first time."""
        return None

    def more_keys(self) -> list[tuple[str, str]]:
        """Keys beside those of its actions: what each does, and the key as people read it."""
        return []

    def network_shown(self) -> NetworkSpec | None:
        """Of the network that the page is about; None where it is about the one that the Train form would make."""
        return None

    def shows_run(self) -> bool:
        """Whether the network that it shows is that of the run in hand, whose epochs can be replayed.
        ``network_shown_changed`` tells when that changes."""
        return False

    def state(self) -> dict[str, str]:
        """What is remembered of it from one start to the next, by key of the settings."""
        return {}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take over what is remembered; what is missing or cannot be understood is as at the first start."""
