"""The form of a plot's menu, which pyqtgraph makes for each: of a plot without a menu only what it says is kept.

It is of 36 widgets, more than all others of a page together, and each takes its time whenever the looks change.
"""

from __future__ import annotations

from types import SimpleNamespace

import pyqtgraph as pg
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QGroupBox, QSpinBox, QWidget, QWidgetAction
from shiboken6 import delete


class _Said:
    """What a control said, for whoever asks it. ``clear``: of its list, in which there is nothing."""

    def __init__(self, control: QWidget) -> None:
        self._checked = isinstance(control, QAbstractButton | QGroupBox) and control.isChecked()
        of_number = isinstance(control, QAbstractSlider | QSpinBox)
        self._value, self._most = (control.value(), control.maximum()) if of_number else (0, 0)

    def isChecked(self) -> bool:
        return self._checked

    def value(self) -> int:
        return self._value

    def maximum(self) -> int:
        return self._most

    def clear(self) -> None:
        pass


def take_away_form(item: pg.PlotItem) -> None:
    """Once the plot is as it shall be: nothing that stands in the form can be changed any more."""
    controls = {name: control for name, control in vars(item.ctrl).items() if isinstance(control, QWidget)}
    item.ctrl = SimpleNamespace(**{name: _Said(control) for name, control in controls.items()})
    for action in item.findChildren(QWidgetAction):
        delete(action)
    delete(item.ctrlMenu)
    item.ctrlMenu = QObject()  # it is let go when the plot is closed
