"""What a figure is: a widget that tells when the person has used it; and what it may know of the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from gui.look.sizes import sized
from gui.model.digits_in_hand import DigitsInHand
from gui.model.measured import Measured
from gui.model.networks import Networks
from gui.model.run_under_way import RunUnderWay
from gui.model.setup import Setup
from gui.work.tasks import Tasks


class Form(Protocol):
    """The Train form, as far as the lesson needs it."""

    changed: SignalInstance

    def setup(self) -> Setup | None: ...

    def values(self) -> dict[str, str]: ...

    def fill(self, name: str, values: dict[str, str]) -> None: ...


@dataclass(frozen=True)
class Around:
    """What stands around a figure."""

    data: DigitsInHand
    networks: Networks
    training: RunUnderWay
    form: Form
    tasks: Tasks
    measured: Measured


class Figure(QWidget):
    used = Signal()
    """The person has done what the figure is there for."""
    drawing_changed = Signal()
    """``drawing()`` is another, by the person's hand."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName=name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        sized(self.column.setSpacing, 6)

    def place_beside(self, beside: bool) -> None:
        """The strip is beside the pages, high and narrow; or below them, wide and low."""

    def to_hand_in(self) -> tuple[str, QWidget] | None:
        """What of it goes into the page that is handed in, with its caption; None: nothing."""
        return None

    def drawing(self) -> tuple[float | None, ...]:
        """What the person drew in it, for it to be kept; empty: nothing."""
        return ()

    def show_drawing(self, drawing: tuple[float | None, ...]) -> None:
        """What was kept; what it can be no drawing of is passed over."""

    def take_room(self) -> None:
        """It fills the page now: what has a fixed size in the strip fills it, too. ``place_beside`` gives that back."""

    def show_me(self) -> None:
        """Do what the figure is there for, as far as that gives nothing away."""


def direction_of(beside: bool) -> QBoxLayout.Direction:
    """Of two parts of a figure: one below the other where it is narrow."""
    return QBoxLayout.Direction.TopToBottom if beside else QBoxLayout.Direction.LeftToRight
