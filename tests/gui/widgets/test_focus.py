"""Tab stops where something can be done, round and round."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.widgets.focus import next_stop, stops


@pytest.fixture
def fields(show):
    made = [QLineEdit() for _n in range(5)]
    outside, inside = QWidget(), QWidget()
    QVBoxLayout(inside)
    for widget in (*made[1:], QLabel("no stop")):
        inside.layout().addWidget(widget)
    column = QVBoxLayout(outside)
    column.addWidget(made[0])
    column.addWidget(inside)
    made[2].setEnabled(False)
    made[3].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    show(outside, 300, 300)
    outside.activateWindow()
    return made


def test_it_stops_at_what_can_be_used(fields):
    inside = fields[1].parentWidget()
    assert stops(inside) == [fields[1], fields[4]]
    fields[1].setFocus()
    assert next_stop(inside, forward=True) is fields[4]
    fields[4].setFocus()
    assert next_stop(inside, forward=True) is fields[1]
    fields[0].setFocus()
    assert (next_stop(inside, forward=True), next_stop(inside, forward=False)) == (fields[1], fields[4])
    fields[1].setEnabled(False)
    fields[4].hide()
    assert next_stop(inside, forward=True) is None
